"""The headers of a sheet: where they stand, and what the text of each says by itself."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from placewide.domain.funding.records import Kind
from placewide.exchange.mapping.record import Column, Unit
from placewide.exchange.mapping.vocabulary import HEADERS, SCORE_GROUPS
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.mapping.wordings.texts import cell_text, is_unknown, look
from placewide.exchange.mapping.wordings.years import YearName, find_year, read_year
from placewide.exchange.reading.workbook import Cell, Sheet
from placewide.exchange.reading.workbook_scan import cell_place

DEEPEST_HEADER = 40
"""A header row is looked for in this many rows from the top."""
_LONGEST_HEADER = 80
_FEWEST, _LEAST = 2, 1.0

_UNITS: tuple[tuple[Unit, str], ...] = (
    ("thousands", r"£\s?k\b|£?['’]?\b000s?\b|£['’]?000s?|\bin thousands|\bk\b"),
    ("millions", r"£\s?mn?\b|\bin millions|\bmillions?\b"),
    ("pounds", r"£|\bgbp\b|\bpounds\b"),
)
_SCALE = re.compile(r"(?:0|1)\s*(?:-|–|to)\s*(10|100|[3-9])\b|(?:/|out of|max\.?)\s*(10|100|[3-9])\b", re.IGNORECASE)
_WEIGHT = re.compile(
    r"(?:weight(?:ing)?\W{0,3})?([0-9]{1,3}(?:\.[0-9]+)?)\s?%|weight(?:ing)?\W{1,3}([0-9]{1,3}(?:\.[0-9]+)?)\b",
    re.IGNORECASE,
)
_CAPITAL = frozenset({"capital", "cap", "capex", "cdel"})
_REVENUE = frozenset({"revenue", "rev", "revex", "opex", "rdel", "recurrent", "recurring", "running"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a column, by the column's index; `under` is the heading of its group."""

    index: int
    text: str
    under: str | None = None
    occurrence: int = 1

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it apart from the others, however it is spaced or capitalised."""
        return heading_key(self.text, self.under, self.occurrence)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headers of a sheet; `row` is the index of the row that they stand in, or of the lower of two."""

    row: int
    rows: int
    found: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """What the text of a header says about its column; `rest` is the text without all that."""

    year: YearName | None
    kind: Kind | None
    unit: Unit | None
    scale: Decimal | None
    weight: Decimal | None
    rest: str


def heading_key(text: str, under: str | None, occurrence: int = 1) -> tuple[str, str, int]:
    """The key by which a mapping finds its column again."""
    return _plain(text), _plain(under or ""), occurrence


def column_key(column: Column) -> tuple[str, str, int]:
    """The key of a column of a mapping."""
    return heading_key(column.header, column.under, column.occurrence)


def _plain(text: str) -> str:
    # Figures and signs tell headers apart as much as words do: “Cost (£k)” is not “Cost”.
    return cell_text(text).casefold()


def read_headings(sheet: Sheet, row: int, rows: int = 1) -> Headings:
    """The headers in a row of a sheet, by index; with two rows, the upper holds groups, or what the lower lacks."""
    lower = {index: text for index, cell in enumerate(sheet.rows[row]) if (text := header_text(cell))}
    groups = _groups(sheet, row - 1) if rows == 2 and row else {}
    found: list[Heading] = []
    seen: Counter[tuple[str, str]] = Counter()
    width = max([*lower, *groups], default=-1) + 1
    for index in range(width):
        text, under = lower.get(index, ""), groups.get(index)
        if not text and under is not None and index in _own_cells(sheet, row - 1):
            text, under = under, None
        if text:
            seen[_plain(text), _plain(under or "")] += 1
            found.append(Heading(index, text, under, seen[_plain(text), _plain(under or "")]))
    return Headings(row, rows, tuple(found))


def header_text(cell: Cell) -> str:
    """The text of a header; a date is the financial year that it lies in."""
    year = read_year(cell) if cell is not None and not isinstance(cell, (str, int)) else None
    return str(year) if year is not None else cell_text(cell)


def _own_cells(sheet: Sheet, row: int) -> set[int]:
    return {index for index, cell in enumerate(sheet.rows[row]) if header_text(cell)}


def _groups(sheet: Sheet, row: int) -> dict[int, str]:
    """The group heading above each column: it reaches over its merged cells, or else to the next heading."""
    own = {index: text for index, cell in enumerate(sheet.rows[row]) if (text := header_text(cell))}
    ends = dict(_merged_in(sheet, row))
    width = max(map(len, sheet.rows), default=0)
    groups: dict[int, str] = {}
    for index, text in own.items():
        following = min((other for other in own if other > index), default=width)
        # A heading over one merged cell reaches no further; one that is not merged is written above its first column.
        end = ends.get(index, following - 1 if not ends else index)
        groups.update(dict.fromkeys(range(index, end + 1), text))
    return groups


def _merged_in(sheet: Sheet, row: int) -> Iterator[tuple[int, int]]:
    for merged in sheet.merged:
        first, _, last = merged.partition(":")
        start, end = cell_place(first), cell_place(last or first)
        if start is not None and end is not None and start[0] <= row <= end[0]:
            yield start[1], end[1]


def find_headings(sheet: Sheet) -> Headings | None:
    """The header row of a sheet, among its first rows: the one that says most of what headers say."""
    best: Headings | None = None
    most = 0.0
    for row in range(min(len(sheet.rows), DEEPEST_HEADER)):
        for rows in (1, 2):
            if rows == 2 and (row == 0 or not _may_be_groups(sheet, row - 1)):
                continue
            headings = read_headings(sheet, row, rows)
            score = _header_score(sheet, headings) - 0.1 * (rows - 1)
            if len(headings.found) >= _FEWEST and score > most + 1e-9:
                best, most = headings, score
    return best if most >= _LEAST else None


def _may_be_groups(sheet: Sheet, row: int) -> bool:
    """Texts alone, one of them over several columns (or over years), and not only a title in the first column."""
    filled = [(index, cell) for index, cell in enumerate(sheet.rows[row]) if header_text(cell)]
    if not filled or any(not isinstance(cell, str) or len(cell) > _LONGEST_HEADER for _, cell in filled):
        return False
    starts = [index for cells in sheet.rows for index, cell in enumerate(cells) if cell is not None]
    if len(filled) == 1 and filled[0][0] == min(starts):
        return False
    below = {index for index, cell in enumerate(sheet.rows[row + 1]) if header_text(cell)}
    own, groups = {index for index, _ in filled}, _groups(sheet, row)
    over_years = all(_read(header_text(sheet.rows[row + 1][index])).year is not None for index in below)
    return over_years or any(index in groups and index not in own for index in below)


def _header_score(sheet: Sheet, headings: Headings) -> float:
    cells = sheet.rows[headings.row]
    telling = sum(1 for heading in headings.found if heading.under and _tells(heading.under))
    return sum(_heading_score(heading, cells) for heading in headings.found) + 0.3 * telling


def _tells(under: str) -> bool:
    facts = _read(under)
    return facts.year is not None or facts.kind is not None or is_score_group(under)


def _heading_score(heading: Heading, cells: list[Cell]) -> float:
    cell = cells[heading.index] if heading.index < len(cells) else None
    if cell is not None and _read(heading.text).year is None and not _may_be_header(cell):
        return -1.0
    facts = read_heading(heading)
    if facts.year is not None:
        return 1.0
    if len(heading.text) > _LONGEST_HEADER:
        return -0.5
    known = _known_headers()
    if look(facts.rest) in known or look(heading.text) in known:
        return 1.0
    if facts.kind and not facts.rest:
        return 0.8
    return 0.4 if facts.scale or facts.weight else 0.1


def _may_be_header(cell: Cell) -> bool:
    """Whether a cell that names no year is neither a number, nor an amount as text, nor TBC and the like."""
    if not isinstance(cell, str):
        return False
    text = cell_text(cell)
    return not is_unknown(text) and read_money(text, "pounds").pence is None


@lru_cache(maxsize=1)
def _known_headers() -> frozenset[str]:
    return frozenset(word for fields in HEADERS.values() for words in fields.values() for word in words.split("|"))


def read_heading(heading: Heading) -> HeadingFacts:
    """What a header says about its column, by itself and with the heading of its group."""
    own = _read(heading.text)
    if not heading.under:
        return own
    above = _read(heading.under)
    return HeadingFacts(
        own.year or above.year, own.kind or above.kind, own.unit or above.unit, own.scale or above.scale, own.weight,
        own.rest,
    )  # fmt: skip


def is_score_group(under: str | None) -> bool:
    """Whether a group heading announces scores by priority."""
    return under is not None and any(word in SCORE_GROUPS for word in look(under).split())


@lru_cache(maxsize=4096)
def _read(text: str) -> HeadingFacts:
    year = find_year(text)
    rest = year.rest if year is not None else text
    scale, rest = _take(_SCALE, rest)
    weight, rest = _take(_WEIGHT, rest)
    unit = unit_in(rest)
    kind, rest = _take_kind(_without_units(rest))
    return HeadingFacts(year, kind, unit, scale, weight, " ".join(re.sub(r"[()\[\]:]", " ", rest).split()))


def unit_in(text: str) -> Unit | None:
    """The unit of money that a text names: (£000), £k, £m, £."""
    return next((unit for unit, pattern in _UNITS if re.search(pattern, text, re.IGNORECASE)), None)


def kind_in(text: str) -> Kind | None:
    """The one kind of money that a text names, or None where it names none or both."""
    words = set(look(text).split())
    capital, revenue = bool(words & _CAPITAL), bool(words & _REVENUE)
    if capital == revenue:
        return None
    return "capital" if capital else "revenue"


def _without_units(text: str) -> str:
    for _, pattern in _UNITS:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return text


def _take(pattern: re.Pattern[str], text: str) -> tuple[Decimal | None, str]:
    match = pattern.search(text)
    if match is None:
        return None, text
    number = next(group for group in match.groups() if group is not None)
    return Decimal(number), f"{text[: match.start()]} {text[match.end() :]}"


def _take_kind(text: str) -> tuple[Kind | None, str]:
    """The kind, and the text without its word; “capital or revenue” is the header of a column of kinds."""
    kind = kind_in(text)
    if kind is None:
        return None, text
    return kind, " ".join(word for word in text.split() if look(word) not in _CAPITAL | _REVENUE)
