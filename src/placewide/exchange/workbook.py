"""A workbook as plain rows, and the last step of reading one: from the library's values to exact ones."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from placewide.exchange.raw_text import check_characters
from placewide.exchange.source import Limits, Notes, Position, RawFinding, Reading, shown
from placewide.exchange.workbook_scan import SheetFacts, cell_name

Cell: TypeAlias = str | int | Decimal | bool | datetime.date | datetime.datetime | None
RawCell: TypeAlias = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet: ``rows[3][2]`` is C4, whatever lies empty before it; None is an empty cell.

    Hidden rows and columns count from 0 as well, and are read like any other; ``merged`` holds ranges as B2:B5, of
    which only the first cell has the value. Text is as it was typed, numbers are exact, dates are dates; a time of
    day or a duration is text.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()

    def position(self, row: int | None = None, column: int | None = None) -> Position:
        """Where a cell is, by the indices of ``rows``; without them, where the sheet is."""
        cell = None if row is None or column is None else cell_name(row, column)
        return Position(self.file, sheet=self.name, cell=cell)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a workbook in its order, the hidden ones among them."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as the library gives it: floats, and empty text for empty cells."""

    name: str
    rows: list[list[RawCell]]
    hidden: bool
    facts: SheetFacts


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """What comes out of the limited process: quick to send, and not yet exact."""

    file: str
    sheets: list[RawSheet]
    errors: list[RawFinding]
    warnings: list[RawFinding]


def finish_workbook(raw: RawWorkbook, limits: Limits) -> Reading[Workbook]:
    """Make values exact and check each; raises ``SourceError`` with all errors of all sheets."""
    notes = Notes()
    notes.errors, notes.warnings = list(raw.errors), list(raw.warnings)
    sheets = tuple(_finish_sheet(raw.file, sheet, limits, notes) for sheet in raw.sheets)
    notes.raise_errors()
    return Reading(Workbook(sheets), tuple(notes.warnings))


def _finish_sheet(file: str, raw: RawSheet, limits: Limits, notes: Notes) -> Sheet:
    rows: list[list[Cell]] = []
    for index, row in enumerate(raw.rows):
        exact = _exact_row(row, limits.cell_characters)
        rows.append(_checked_row(row, index, Position(file, sheet=raw.name), limits, notes) if exact is None else exact)
    hidden_rows, hidden_columns = frozenset(raw.facts.hidden_rows), frozenset(raw.facts.hidden_columns)
    return Sheet(file, raw.name, rows, raw.hidden, hidden_rows, hidden_columns, tuple(raw.facts.merged))


def _exact_row(row: list[RawCell], most: int) -> list[Cell] | None:
    """The exact values of a row, or None where a cell needs a closer look; this is where the time goes."""
    text = "".join([value for value in row if type(value) is str])
    if len(text) > most or not text.isprintable():
        return None
    try:
        return [
            (value or None)
            if type(value) is str
            else (whole if (whole := int(value)) == value else Decimal(repr(value)))
            if type(value) is float
            else _day_or_truth(value)
            for value in row
        ]
    except (ValueError, OverflowError):
        return None


def _day_or_truth(value: RawCell) -> Cell:
    """Dates and booleans as they are, times as text; raises ``ValueError`` for a day that never was.

    Excel counts a 29 February 1900 (day 60), so 28 February 1900 stands for the numbers 59 and 60 alike.
    """
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, datetime.date) and (value.year, value.month, value.day) == (1900, 2, 28):
        raise ValueError("no such day")
    if isinstance(value, float):
        return whole if (whole := int(value)) == value else Decimal(repr(value))
    return value


def _checked_row(row: list[RawCell], index: int, sheet: Position, limits: Limits, notes: Notes) -> list[Cell]:
    cells: list[Cell] = []
    for column, value in enumerate(row):
        position = Position(sheet.file, sheet=sheet.sheet, cell=cell_name(index, column))
        if isinstance(value, str):
            cells.append(_checked_text(value, position, limits, notes))
            continue
        try:
            cells.append(_day_or_truth(value))
        except (ValueError, OverflowError):
            _note_impossible(value, position, notes)
            cells.append(None)
    return cells


def _checked_text(text: str, position: Position, limits: Limits, notes: Notes) -> str | None:
    if len(text) > limits.cell_characters:
        what = (
            f"the text {shown(text)} has {len(text):,} characters; a cell may have {limits.cell_characters:,} at most"
        )
        notes.error("text_too_long", what, position)
    check_characters(text, position, notes)
    return text or None


def _note_impossible(value: RawCell, position: Position, notes: Notes) -> None:
    if isinstance(value, float):
        notes.error("number_not_finite", f"{value} is not a number; leave the cell empty for unknown", position)
    else:
        what = "the date is day 59 or 60 of Excel's calendar, which has a 29 February 1900 that never was; correct it"
        notes.error("no_such_day", what, position)
