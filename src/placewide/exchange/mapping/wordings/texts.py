"""The text of cells that people typed: what it says, how it looks, and an id made of it."""

import datetime
import hashlib
import re
import unicodedata
from functools import lru_cache

from placewide.domain.shared.json_text import number_text
from placewide.exchange.document.numerals import simplest
from placewide.exchange.reading.workbook import Cell

ERROR_MARK = "#ERROR"
"""Stands in cells whose value cannot be trusted, so that they read as unknown and never as empty."""
LONGEST_ID = 64
_REMEMBERED = 200
"""Texts up to so many characters are names, which come again and again."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_UNKNOWN = re.compile(
    r"t\.?b\.?[acd]\.?|n/?k|not (?:yet )?(?:known|confirmed|agreed|decided)|unknown|\?+"
    r"|(?:to be|awaiting|see|as per|refer to)\b.*|pending|various|#.*",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"n/?a|not applicable|none|nil|[-–—.]+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[;\n|]|,\s*(?:and|&)\s|,|\s[/+]\s)\s*")


def cell_text(cell: Cell) -> str:
    """What a cell says, on one line, without invisible characters; empty text for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return number_text(simplest(cell))


def tidy(text: str) -> str:
    """The text with single spaces between its words and without invisible characters."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def prose(cell: Cell) -> str:
    """What a cell says, with its line breaks kept."""
    if not isinstance(cell, str):
        return cell_text(cell)
    lines = (tidy(line) for line in cell.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def look(text: str) -> str:
    """What is left of a text for comparing names: lower case, plain letters, `&` as `and`, no punctuation, no `the`."""
    return _short_look(text) if len(text) <= _REMEMBERED else _look(text)


@lru_cache(maxsize=16_384)
def _short_look(text: str) -> str:
    return _look(text)


def _look(text: str) -> str:
    plain = unicodedata.normalize("NFKD", tidy(text)).casefold().replace("&", " and ")
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.sub(r"[’'`.]", "", plain)
    words = re.sub(r"[^\w]+|_", " ", words)
    return " ".join(word for word in words.split() if word != "the")


def is_unknown(text: str) -> bool:
    """Whether a text says that the answer is not known: TBC, ?, “to be agreed”, “see note”."""
    return _UNKNOWN.fullmatch(text) is not None


def says_none(text: str) -> bool:
    """Whether a text stands for nothing: empty, a dash, n/a, none."""
    return not text or _NOT_APPLICABLE.fullmatch(text) is not None


def parts(cell: Cell) -> list[str]:
    """The names in a cell that lists several, between commas, semicolons, spaced slashes or line breaks."""
    text = prose(cell)
    return [part for part in (tidy(each).strip("•-– ") for each in _PARTS.split(text)) if part]


def slug(text: str) -> str:
    """An id made of a name: `Shared care record (phase 2)` gives `shared_care_record_phase_2`."""
    plain = re.sub(r"[^a-z0-9]+", "_", look(text).replace("ß", "ss")).strip("_")[:LONGEST_ID].rstrip("_")
    return plain or "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def with_number(identifier: str, number: int) -> str:
    """The id with a number behind it, for the second and later ones of a name."""
    ending = f"_{number}"
    return identifier[: LONGEST_ID - len(ending)] + ending


def unique_ids(named: dict[str, str]) -> dict[str, str]:
    """An id for each key, made of its text and unique; which of two alike gets a number depends on keys only."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(named, key=lambda key: (slug(named[key]), key)):
        identifier, number = slug(named[key]), 1
        while identifier in taken:
            number += 1
            identifier = with_number(slug(named[key]), number)
        taken.add(identifier)
        ids[key] = identifier
    return ids
