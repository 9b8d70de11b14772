"""What is said about a sheet besides its values: cells that cannot be trusted, and what may be overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from placewide.exchange.reading.source import Limits, Position, RawFinding, Severity
from placewide.exchange.reading.workbook import RawSheet
from placewide.exchange.reading.workbook_scan import cell_place, column_name

_NAMED = 10
"""A warning names this many rows, columns or ranges, and says how many more there are."""


def facts_found(
    sheet: RawSheet, last_cell: tuple[int, int], never_calculated: bool, position: Position
) -> Iterator[RawFinding]:
    """Warnings of a sheet whose last cell with a value has this row and column.

    ``never_calculated``: no spreadsheet program has saved the workbook since its formulas were written.
    """
    if sheet.hidden:
        yield RawFinding("hidden_sheet", "the sheet is hidden; it was read all the same", position, "warning")
    yield from _formulas(sheet, never_calculated, position)
    yield from _hidden(sheet, last_cell, position)
    yield from _merged(sheet, position)


def untrusted_cells(sheet: RawSheet, position: Position, limits: Limits) -> Iterator[RawFinding]:
    """Cells with an error, a formula never calculated, or a value from another workbook."""
    severity: Severity = "error" if limits.strict_cells else "warning"

    def found(rule: str, what: str, cell: str) -> RawFinding:
        return RawFinding(rule, what, Position(position.file, sheet=position.sheet, cell=cell), severity)

    for cell, error in sheet.facts.errors:
        what = f"the cell holds the error {error or 'of a formula'}; correct it, or leave the cell empty for unknown"
        yield found("cell_error", what, cell)
    for cell in sheet.facts.without_value:
        what = "the formula was never calculated; open the workbook in Excel and save it, or write the value"
        yield found("formula_without_value", what, cell)
    for cell in sheet.facts.from_other_file:
        what = "the value comes from another workbook and may be out of date; write the value instead of the formula"
        yield found("external_link", what, cell)


def _formulas(sheet: RawSheet, never_calculated: bool, position: Position) -> Iterator[RawFinding]:
    count = sheet.facts.formulas - len(sheet.facts.without_value)
    if count < 1:
        return
    cells = "one cell holds a formula" if count == 1 else f"{count:,} cells hold formulas"
    if never_calculated:
        what = f"{cells}, and no spreadsheet program has calculated since they were written: values may be wrong"
        rule, what = "formula_not_calculated", f"{what}; open the workbook in Excel and save it"
    else:
        rule, what = "formula", f"{cells}; the values last calculated were read"
    yield RawFinding(rule, what, position, "warning")


def _hidden(sheet: RawSheet, last_cell: tuple[int, int], position: Position) -> Iterator[RawFinding]:
    rows = sorted(row for row in sheet.facts.hidden_rows if row <= last_cell[0])
    if rows:
        rule, why = ("filtered_rows", "filtered out") if sheet.facts.filtered else ("hidden_rows", "hidden")
        names = _ranges([str(row + 1) for row in rows], rows)
        yield RawFinding(rule, f"rows that are {why} were read all the same: {names}", position, "warning")
    columns = sorted(column for column in sheet.facts.hidden_columns if column <= last_cell[1])
    if columns:
        names = _ranges([column_name(column) for column in columns], columns)
        what = f"columns that are hidden were read all the same: {names}"
        yield RawFinding("hidden_columns", what, position, "warning")


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


def _merged(sheet: RawSheet, position: Position) -> Iterator[RawFinding]:
    """Only ranges over several rows: those within one row are titles, and move no value to another record."""
    several = [merged for merged in sheet.facts.merged if _rows_of(merged) > 1]
    if several:
        what = "cells are merged across rows; the first holds the value and the others were read as empty"
        what = f"{what}: {_listed(several)}. Unmerge them and fill every row"
        yield RawFinding("merged_cells", what, position, "warning")


def _rows_of(merged: str) -> int:
    first, _, last = merged.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    return end[0] - start[0] + 1 if start and end else 1
