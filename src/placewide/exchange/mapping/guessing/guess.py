"""Guesses how a whole workbook is to be read: sheets, columns, years, words and names; always to be shown."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath

from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.guessing.names import guess_organisations
from placewide.exchange.mapping.guessing.sheets import guess_sheets
from placewide.exchange.mapping.guessing.words import entries_of, guess_words
from placewide.exchange.mapping.placing import find_tables
from placewide.exchange.mapping.record import Feeds, Holds, Mapping, PlaceFacts, SheetMapping
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Table
from placewide.exchange.mapping.wordings.texts import is_unknown, parts, says_none, slug
from placewide.exchange.mapping.wordings.years import YearName, parse_year_name, read_year, read_years
from placewide.exchange.reading.workbook import Workbook

_ORGANISATIONS: tuple[tuple[Holds, Feeds], ...] = (
    ("proposals", "lead"), ("proposals", "partners"), ("proposals", "bearer"), ("costs", "bearer"),
    ("allocations", "holder"), ("benefits", "organisation"), ("organisations", "name"),
)  # fmt: skip
_LONGEST_HORIZON = 30
_LATEST_START = 10
"""A start further away than so many years is more likely an error than a reason to plan so far ahead."""


def guess(workbook: Workbook, first_year: FinancialYear | None = None) -> Mapping:
    """How a workbook is probably to be read, with how sure each guess is and why; nothing but its cells decides it.

    `first_year` is that of the place, if somebody has said it; else the first year that money is given for.
    """
    sheets = tuple(map(_from_year_one, guess_sheets(workbook)))
    tables = find_tables(workbook, Mapping(sheets=sheets), Remarks())
    words = guess_words(tables)
    named = [entry for holds, feeds in _ORGANISATIONS for entry in entries_of(tables, holds, feeds)]
    return Mapping(
        place=_place(workbook, tables, first_year),
        score_max=Decimal(5) if words.score else None,
        sheets=sheets,
        organisations=guess_organisations(name for entry in named for name in _names(entry)),
        words=words,
    )


def _from_year_one(sheet: SheetMapping) -> SheetMapping:
    """Years that are counted from nought are counted from one, as a mapping does."""
    if not any(column.year == "Year 0" for column in sheet.columns):
        return sheet
    columns = []
    for column in sheet.columns:
        name = parse_year_name(column.year) if column.year else None
        number = None if name is None or name.number is None else name.number + 1
        columns.append(column if number is None else replace(column, year=str(YearName(number=number))))
    return replace(sheet, columns=tuple(columns))


def _names(entry: Entry) -> list[str]:
    return [name for name in parts(entry.value) if not is_unknown(name) and not says_none(name)]


def _place(workbook: Workbook, tables: list[Table], first_year: FinancialYear | None) -> PlaceFacts:
    stem = PurePath(workbook.sheets[0].file).stem if workbook.sheets else "place"
    words = " ".join(stem.replace("_", " ").replace("-", " ").split()) or "place"
    name = words.title() if words.islower() else words
    of_money = [year for table in tables for year in _years_of_money(table)]
    starts = [year for entry in entries_of(tables, "proposals", "start") for year in read_years(entry.value)]
    first = first_year or min((year.year for year in of_money if year.year is not None), default=None)
    if first is not None:
        starts = [year for year in starts if year.year is None or year.year < first.plus(_LATEST_START)]
    last = max((year.year for year in (*of_money, *starts) if year.year is not None), default=first)
    span = max((year.number for year in (*of_money, *starts) if year.number is not None), default=1)
    if first is not None and last is not None:
        latest = max((year.year for year in starts if year.year is not None), default=first)
        span = max(span + max(0, latest.start - first.start), last.start - first.start + 1)
    return PlaceFacts(id=Identifier(slug(name)), name=name, first_year=first, years=min(span, _LONGEST_HORIZON))


def _years_of_money(table: Table) -> Iterator[YearName]:
    for record in table.records:
        for entry in record.money:
            name = parse_year_name(entry.column.year) if entry.column.year and entry.text else None
            if name is not None:
                yield name
        dated = record.first("year")
        name = read_year(dated.value) if dated is not None else None
        if name is not None:
            yield name
