"""Financial years as people write them: 2026/27, 26-27, FY26, Year 1, year to March 2027, a date."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.wordings.texts import cell_text
from placewide.exchange.reading.workbook import Cell

FIRST_CENTURY = 2000
_LIKELY = range(2015, 2070)
_DASH = r"\s*[/\-–—_]\s*"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")
_ENDING_MARCH = re.compile(
    r"(?:(?:financial )?year (?:to|ending|ended)|y/?e|fye)\b"
    r".{0,10}?(?:mar(?:ch)?|[/.]0?3[/.])\W*(?P<end>(?:20)?[0-9]{2})\b",
    re.IGNORECASE,
)
_APRIL_TO_MARCH = re.compile(
    r"apr(?:il)?\W*(?P<first>(?:20)?[0-9]{2})\b.{1,6}?\bmar(?:ch)?\W*(?P<end>(?:20)?[0-9]{2})\b", re.IGNORECASE
)
_PAIR = re.compile(
    rf"(?<![0-9/.\-])(?:(?:fy|f/y)\W?)?(?P<first>(?:20)?[0-9]{{2}}){_DASH}(?P<end>(?:20)?[0-9]{{2}})(?![0-9/.]|-[0-9])",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:fy|f/y|fin(?:ancial)?\.? year)\W{0,2}(?P<first>(?:20)?[0-9]{2})\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:year|yr|y)\W?(?P<number>[0-9]{1,2}|one|two|three|four|five|six|seven|eight)\b", re.IGNORECASE
)
_BARE = re.compile(r"(?<![0-9/.\-])(?P<first>20[0-9]{2})(?![0-9/.\-])")
_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-](20[0-9]{2}|[0-9]{2})(?![0-9])")
_ISO = re.compile(r"(?<![0-9])(20[0-9]{2})-(0[1-9]|1[0-2])(?:-[0-9]{2})?(?![0-9])")
_MONTH_YEAR = re.compile(_MONTH + r"\W{0,2}(?P<year>20[0-9]{2}|[0-9]{2})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearName:
    """A year that a text names: a financial year, or a number counted from the start (1 = the first).

    A header “Year 0” gives 0. `unsure` says why it might be another one; `rest` is the text without it.
    """

    year: FinancialYear | None = None
    number: int | None = None
    unsure: str | None = None
    rest: str = ""

    def __str__(self) -> str:
        return str(self.year) if self.year is not None else f"Year {self.number}"


def find_year(text: str) -> YearName | None:
    """The one year that a text names, or None where it names none, or several."""
    name = _first_year(text)
    return name if name is not None and _first_year(name.rest) is None else None


def _first_year(text: str) -> YearName | None:
    for pattern, reader in _READERS:
        match = pattern.search(text)
        if match is not None:
            name = reader(match)
            if name is None:
                return None
            rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
            return YearName(name.year, name.number, name.unsure, rest)
    return None


def read_year(cell: Cell) -> YearName | None:
    """The year that a cell of a column of years names; a bare number below 16 counts from the start."""
    if isinstance(cell, datetime.date):
        return YearName(financial_year_of(cell.year, cell.month))
    if isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < 16:
        return YearName(number=cell)
    return find_year(cell_text(cell))


def read_years(cell: Cell) -> list[YearName]:
    """All years that a cell names, as a column of start years may: “2026/27 or 2027/28”, “Q2 26/27”, “April 2027”."""
    if not isinstance(cell, str):
        name = read_year(cell)
        return [name] if name is not None else []
    found: list[YearName] = []
    rest = cell_text(cell)
    while (name := _first_year(rest)) is not None and not (name.unsure and found):
        found.append(name)
        rest = name.rest
    month = _month_in(cell_text(cell)) if not found or found[0].unsure else None
    return [month] if month is not None else found


def financial_year_of(year: int, month: int) -> FinancialYear:
    """The financial year, from April, in which a month lies."""
    return FinancialYear(year if month >= 4 else year - 1)


@lru_cache(maxsize=1024)
def parse_year_name(text: str) -> YearName | None:
    """The year of a mapping: exactly 2026/27 or Year 1."""
    name = find_year(text)
    return name if name is not None and not name.rest and not name.unsure else None


def _month_in(text: str) -> YearName | None:
    iso = _ISO.search(text)
    if iso is not None:
        return YearName(financial_year_of(int(iso[1]), int(iso[2])))
    day = _DAY.search(text)
    if day is not None and int(day[2]) <= 12:
        unsure = None if int(day[1]) > 12 or day[1] == day[2] else f"{day[0]} was read as day, month, year"
        return YearName(financial_year_of(_full(day[3]), int(day[2])), unsure=unsure)
    named = _MONTH_YEAR.search(text)
    if named is not None:
        month = _MONTHS.index(named["month"].lower()[:3]) + 1
        return YearName(financial_year_of(_full(named["year"]), month))
    return None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else FIRST_CENTURY + int(year)


def _likely(start: int, unsure: str | None = None) -> YearName | None:
    return YearName(FinancialYear(start), unsure=unsure) if start in _LIKELY else None


def _ending(match: re.Match[str]) -> YearName | None:
    return _likely(_full(match["end"]) - 1)


def _pair(match: re.Match[str]) -> YearName | None:
    """Two years that follow each other; anything else is a span, a date or a version."""
    first, end = _full(match["first"]), _full(match["end"])
    return _likely(first) if end == first + 1 else None


def _single(match: re.Match[str]) -> YearName | None:
    start = _full(match["first"])
    other = f"{FinancialYear(start - 1)}, if it means the year that ends in {start}"
    return _likely(start, f"“{match[0].strip()}” was read as {FinancialYear(start)}; it could be {other}")


def _relative(match: re.Match[str]) -> YearName | None:
    text = match["number"].lower()
    number = _NUMBER_WORDS.index(text) if text in _NUMBER_WORDS else int(text)
    return YearName(number=number) if number <= 30 else None


_READERS = (
    (_ENDING_MARCH, _ending),
    (_APRIL_TO_MARCH, _pair),
    (_PAIR, _pair),
    (_SINGLE, _single),
    (_RELATIVE, _relative),
    (_BARE, _single),
)
