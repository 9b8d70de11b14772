"""What is said about a sheet besides its values: cells that cannot be trusted, and what may be overlooked."""

from __future__ import annotations

from collections.abc import Iterable

from placewide.exchange.source import Limits, Notes, Position
from placewide.exchange.workbook import RawSheet
from placewide.exchange.workbook_scan import cell_place, column_name

_NAMED = 10
"""A warning names this many rows, columns or ranges, and says how many more there are."""


def note_facts(sheet: RawSheet, file: str, never_calculated: bool, limits: Limits, notes: Notes) -> None:
    """Note errors and warnings of a sheet. ``never_calculated``: no spreadsheet program saved the workbook."""
    _note_untrusted_cells(sheet, file, limits, notes)
    position = Position(file, sheet=sheet.name)
    if sheet.hidden:
        notes.warning("hidden_sheet", "the sheet is hidden; it was read all the same", position)
    _note_formulas(sheet, never_calculated, position, notes)
    _note_hidden(sheet, position, notes)
    _note_merged(sheet, position, notes)


def _note_untrusted_cells(sheet: RawSheet, file: str, limits: Limits, notes: Notes) -> None:
    note = notes.error if limits.strict_cells else notes.warning
    for cell, error in sheet.facts.errors:
        what = f"the cell holds the error {error or 'of a formula'}; correct it, or leave the cell empty for unknown"
        note("cell_error", what, Position(file, sheet=sheet.name, cell=cell))
    for cell in sheet.facts.without_value:
        what = "the formula was never calculated; open the workbook in Excel and save it, or write the value"
        note("formula_without_value", what, Position(file, sheet=sheet.name, cell=cell))
    for cell in sheet.facts.from_other_file:
        what = "the value comes from another workbook and may be out of date; write the value instead of the formula"
        note("external_link", what, Position(file, sheet=sheet.name, cell=cell))
        _empty(sheet, cell)


def _empty(sheet: RawSheet, cell: str) -> None:
    """Take out a value that must not be used; errors and formulas without value are empty already."""
    place = cell_place(cell)
    if place is not None and place[0] < len(sheet.rows) and place[1] < len(sheet.rows[place[0]]):
        sheet.rows[place[0]][place[1]] = ""


def _note_formulas(sheet: RawSheet, never_calculated: bool, position: Position, notes: Notes) -> None:
    count = sheet.facts.formulas - len(sheet.facts.without_value)
    if count < 1:
        return
    cells = "one cell holds a formula" if count == 1 else f"{count:,} cells hold formulas"
    if never_calculated:
        what = f"{cells} that no spreadsheet program has calculated since they were written: their values may be wrong"
        notes.warning("formula_not_calculated", f"{what}; open the workbook in Excel and save it", position)
    else:
        notes.warning("formula", f"{cells}; the values last calculated were read", position)


def _note_hidden(sheet: RawSheet, position: Position, notes: Notes) -> None:
    rows = sorted(row for row in sheet.facts.hidden_rows if row < len(sheet.rows))
    if rows:
        rule, why = ("filtered_rows", "filtered out") if sheet.facts.filtered else ("hidden_rows", "hidden")
        names = _ranges([str(row + 1) for row in rows], rows)
        notes.warning(rule, f"rows that are {why} were read all the same: {names}", position)
    width = max(map(len, sheet.rows), default=0)
    columns = sorted(column for column in sheet.facts.hidden_columns if column < width)
    if columns:
        names = _ranges([column_name(column) for column in columns], columns)
        notes.warning("hidden_columns", f"columns that are hidden were read all the same: {names}", position)


def _ranges(names: list[str], numbers: list[int]) -> str:
    """Names as 3, 5–8, 12: neighbours by ``numbers`` drawn together."""
    runs: list[list[str]] = []
    for index, name in enumerate(names):
        if index and numbers[index] == numbers[index - 1] + 1:
            runs[-1] = [runs[-1][0], name]
        else:
            runs.append([name])
    return _listed("–".join(run) for run in runs)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more


def _note_merged(sheet: RawSheet, position: Position, notes: Notes) -> None:
    """Only ranges over several rows: those within one row are titles, and move no value to another record."""
    several = [merged for merged in sheet.facts.merged if _rows_of(merged) > 1]
    if several:
        what = "cells are merged across rows; the first holds the value and the others were read as empty"
        notes.warning("merged_cells", f"{what}: {_listed(several)}. Unmerge them and fill every row", position)


def _rows_of(merged: str) -> int:
    first, _, last = merged.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    return end[0] - start[0] + 1 if start and end else 1
