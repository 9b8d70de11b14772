"""A workbook as plain rows, and the last step of reading one: from the library's values to exact ones."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from placewide.exchange.reading.raw_text import check_characters
from placewide.exchange.reading.source import Limits, Notes, Position, RawFinding, Reading, no_garbage_collection, shown
from placewide.exchange.reading.workbook_scan import SheetFacts, cell_name

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
    """Says that a sheet begins; its rows follow."""

    name: str
    hidden: bool
    facts: SheetFacts


RawRows: TypeAlias = list[list[RawCell]]
"""Some rows as the library gives them: floats, and empty text for empty cells. Quick to send, and not yet exact."""

RawPart: TypeAlias = RawFinding | RawSheet | RawRows


def finish_workbook(parts: Iterable[RawPart], file: str, limits: Limits) -> Reading[Workbook]:
    """Make values exact and check each; raises ``SourceError`` with all errors of all sheets.

    Takes the parts as they come, so that this goes on while another process reads the rows that follow.
    """
    notes = Notes()
    sheets: list[Sheet] = []
    with no_garbage_collection():
        for part in parts:
            if isinstance(part, RawFinding):
                notes.add(part)
            elif isinstance(part, RawSheet):
                sheets.append(_empty_sheet(file, part))
            else:
                _add_rows(sheets[-1], part, limits, notes)
    notes.raise_errors()
    return Reading(Workbook(tuple(sheets)), tuple(notes.warnings))


def _empty_sheet(file: str, raw: RawSheet) -> Sheet:
    hidden_rows, hidden_columns = frozenset(raw.facts.hidden_rows), frozenset(raw.facts.hidden_columns)
    return Sheet(file, raw.name, [], raw.hidden, hidden_rows, hidden_columns, tuple(raw.facts.merged))


def _add_rows(sheet: Sheet, rows: RawRows, limits: Limits, notes: Notes) -> None:
    """Rows are turned into columns and back, because values of one type are quickly made exact all at once."""
    first = len(sheet.rows)
    columns = [
        _exact_column(column, first, index, sheet, limits, notes)
        for index, column in enumerate(zip(*rows, strict=True))
    ]
    sheet.rows.extend(map(list, zip(*columns, strict=True)))


def _exact_column(
    column: tuple[RawCell, ...], first_row: int, index: int, sheet: Sheet, limits: Limits, notes: Notes
) -> Sequence[Cell]:
    kinds = set(map(type, column))
    exact: Sequence[Cell] | None = None
    if kinds == {str}:
        exact = _usual_texts(column, limits)
    elif kinds == {float}:
        exact = _exact_numbers(column)
    if exact is not None:
        return exact
    return [_exact_cell(value, first_row + row, index, sheet, limits, notes) for row, value in enumerate(column)]


def _usual_texts(column: tuple[Any, ...], limits: Limits) -> Sequence[str | None] | None:
    """The texts with None for empty ones; None for all when any may be too long or hold an odd character."""
    text = "".join(column)
    if not text.isprintable() or (
        len(text) > limits.cell_characters and max(map(len, column)) > limits.cell_characters
    ):
        return None
    return [value or None for value in column] if "" in column else column


def _exact_numbers(column: tuple[Any, ...]) -> Sequence[int | Decimal] | None:
    """Whole numbers as int, others as the decimal number that was typed; None when one is not finite."""
    try:
        whole = list(map(int, column))
    except (ValueError, OverflowError):
        return None
    return [number if number == value else Decimal(repr(value)) for number, value in zip(whole, column, strict=True)]


def _exact_cell(value: RawCell, row: int, column: int, sheet: Sheet, limits: Limits, notes: Notes) -> Cell:
    if isinstance(value, str):
        if len(value) <= limits.cell_characters and value.isprintable():
            return value or None
        return _checked_text(value, sheet.position(row, column), limits, notes)
    if isinstance(value, float):
        if math.isfinite(value):
            return whole if (whole := int(value)) == value else Decimal(repr(value))
        what = f"{value} is not a number; leave the cell empty for unknown"
        notes.error("number_not_finite", what, sheet.position(row, column))
        return None
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, datetime.date) and (value.year, value.month, value.day) == (1900, 2, 28):
        # Excel counts a 29 February 1900 (day 60), so 28 February 1900 stands for the numbers 59 and 60 alike.
        what = "the date is day 59 or 60 of Excel's calendar, which has a 29 February 1900 that never was; correct it"
        notes.error("no_such_day", what, sheet.position(row, column))
    return value


def _checked_text(text: str, position: Position, limits: Limits, notes: Notes) -> str | None:
    if len(text) > limits.cell_characters:
        what = (
            f"the text {shown(text)} has {len(text):,} characters; a cell may have {limits.cell_characters:,} at most"
        )
        notes.error("text_too_long", what, position)
    check_characters(text, position, notes)
    return text or None
