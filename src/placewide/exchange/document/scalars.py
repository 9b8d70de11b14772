"""From a raw value to a typed one, strictly: what could mean two things is refused, saying what to write."""

import datetime
import re
from decimal import Decimal

from placewide.domain.shared.definition import ChoiceForm, NumberForm
from placewide.domain.shared.identifiers import is_identifier
from placewide.domain.shared.json_text import number_text
from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.trail import Trail
from placewide.domain.shared.years import FinancialYear
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.numerals import MOST_DIGITS, advice, has_too_many_digits, parse_number, simplest
from placewide.exchange.document.texts import TextRefusedError, clean_text, mended_identifier, odd_character
from placewide.exchange.reading.source import Node, shown

_DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def what_stands(node: Node) -> str:
    """The value of a node in words, for a message."""
    value = node.value
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, Decimal)):
        return shown(number_text(value))
    return shown(str(value))


def text_of(node: Node) -> str | None:
    """The text of a value that is text, a number or a date; None for yes/no, lists and mappings."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return None
    if isinstance(value, (int, Decimal)):
        return number_text(simplest(value)) if -(10**30) < value < 10**30 else None
    return _day(value)


def _day(value: datetime.date) -> str:
    """An ISO date; a time of day is kept only where there is one."""
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(sep=" ")
    return value.strftime("%Y-%m-%d")


def read_text(node: Node, trail: Trail, out: Collector) -> str | None:
    """Text; empty text is unknown."""
    text = text_of(node)
    if text is None:
        out.refuse(trail, node, "not_text", f"{what_stands(node)} stands where text is due; write text")
        return None
    return read_clean(text, node, trail, out)


def read_clean(text: str, node: Node, trail: Trail, out: Collector) -> str | None:
    """Text with its characters checked; None when it is refused or holds nothing but spaces."""
    try:
        clean = clean_text(text)
    except TextRefusedError as problem:
        out.refuse(trail, node, problem.rule, str(problem))
        return None
    return clean if clean.strip() else None


def read_identifier(node: Node, trail: Trail, out: Collector) -> str | None:
    """An id, which is not mended silently: `WGH` and `wgh` are never the same."""
    text = text_of(node)
    if text is not None and is_identifier(text):
        return text
    if text is None or not text:
        out.refuse(trail, node, "bad_id", f"{what_stands(node)} stands where an id is due; write one such as “wgh”")
        return None
    odd = odd_character(text, "[a-z0-9_-]")
    reason = f"{odd} is not allowed" if odd else "it must begin with a letter or digit and have at most 64 characters"
    mended = mended_identifier(text)
    instead = f"; write “{mended}”" if mended else ""
    what = f"{shown(text)} is not an id of lower-case letters a–z, digits, _ and -: {reason}{instead}"
    out.refuse(trail, node, "bad_id", what)
    return None


def read_date(node: Node, trail: Trail, out: Collector) -> str | None:
    """A date of the calendar, or a part of one: 2016, 2016-06 or 2016-06-30."""
    text = text_of(node)
    if text is not None and _DATE.fullmatch(text) and _is_day(text):
        return text
    what = f"{what_stands(node)} is not a date; write 2016, 2016-06 or 2016-06-30 (year, month, day)"
    out.refuse(trail, node, "bad_date", what)
    return None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def read_year(node: Node, trail: Trail, out: Collector) -> FinancialYear | None:
    """A financial year such as 2026/27."""
    value = node.value
    text = text_of(node) or ""
    try:
        return FinancialYear.parse(text)
    except ValueError:
        what = f"{what_stands(node)} is not a financial year such as 2026/27"
    if isinstance(value, datetime.date):
        what += "; Excel has made a date of it: format the cell as text and write the year again"
    elif re.match(r"[12][0-9]{3}(?![0-9])", text):
        what += f"; write {FinancialYear(int(text[:4]))}"
    out.refuse(trail, node, "bad_year", what)
    return None


def read_yes_no(node: Node, trail: Trail, out: Collector) -> bool | None:
    """true or false, and no other word for it."""
    if isinstance(node.value, bool):
        return node.value
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    what = f"{what_stands(node)} is neither true nor false; write true or false"
    if isinstance(node.value, str) and node.value in ("true", "false"):
        what += ", without quotes"
    out.refuse(trail, node, "not_yes_no", what)
    return None


def read_choice(form: ChoiceForm, node: Node, trail: Trail, out: Collector) -> str | None:
    """One of a few fixed names."""
    if isinstance(node.value, str) and node.value in form.names:
        return node.value
    names = () if out.is_crowded else form.names
    known = suggestion(node.value, names) if isinstance(node.value, str) else f"known: {', '.join(form.names)}"
    out.refuse(trail, node, "unknown_choice", f"{what_stands(node)} is not known here; {known}")
    return None


def read_number(form: NumberForm, node: Node, trail: Trail, out: Collector) -> int | Decimal | None:
    """A number of at most 15 digits within the bounds of its key."""
    number = exact_number(node, trail, out, "number")
    if number is None:
        return None
    if form.whole and number % 1 != 0:
        out.refuse(trail, node, "not_whole", f"{what_stands(node)} is not a whole number; write one without a point")
        return None
    lowest, highest = form.bounds.lowest, form.bounds.highest
    if is_outside(number, lowest, highest, node, trail, out):
        return None
    return int(number) if form.whole else simplest(number)


def exact_number(node: Node, trail: Trail, out: Collector, kind: str) -> int | Decimal | None:
    """The number that stands here; None, and an error, for anything that could be read in two ways."""
    value = node.value
    number: int | Decimal | None = None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = value
    elif isinstance(value, str):
        number = parse_number(value)
        if number is None or not node.plain:
            instead = "write it without quotes" if number is not None else advice(value)
            out.refuse(trail, node, f"not_{kind}", f"{shown(value)} is not {_a(kind)}; {instead}")
            return None
    if number is None:
        what = f"{what_stands(node)} stands where {_a(kind)} is due; write digits such as 1234.50"
        out.refuse(trail, node, f"not_{kind}", what)
    elif has_too_many_digits(number):
        what = f"{what_stands(node)} has more than {MOST_DIGITS} digits, which no spreadsheet keeps; round it"
        out.refuse(trail, node, "too_many_digits", what)
        return None
    return number


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "amount" else f"a {kind}"


def is_outside(
    number: int | Decimal, lowest: int | None, highest: int | None, node: Node, trail: Trail, out: Collector
) -> bool:
    """Whether the number is out of bounds, which is an error."""
    if (lowest is None or number >= lowest) and (highest is None or number <= highest):
        return False
    limits = [f"at least {lowest}"] if lowest is not None else []
    limits += [f"at most {highest}"] if highest is not None else []
    out.refuse(trail, node, "out_of_range", f"{what_stands(node)} must be {' and '.join(limits)}")
    return True
