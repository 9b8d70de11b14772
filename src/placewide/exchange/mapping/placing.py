"""Finds the sheets and columns of a mapping in a workbook again, and says what has changed since."""

from collections.abc import Iterable

from placewide.domain.shared.nearest import nearest, suggestion
from placewide.exchange.mapping.headings import (
    DEEPEST_HEADER,
    Heading,
    Headings,
    column_key,
    read_headings,
)
from placewide.exchange.mapping.record import Column, Mapping, SheetMapping
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Table, read_table
from placewide.exchange.mapping.wordings.texts import look
from placewide.exchange.reading.source import Position, shown
from placewide.exchange.reading.workbook import Sheet, Workbook


def find_tables(workbook: Workbook, mapping: Mapping, remarks: Remarks) -> list[Table]:
    """The mapped sheets with their records; an error for each sheet or column that is no longer there."""
    tables = []
    for sheet_mapping in mapping.sheets:
        if sheet_mapping.holds == "ignore":
            continue
        sheet = _find_sheet(workbook, mapping, sheet_mapping, remarks)
        if sheet is not None:
            table = _find_table(sheet, sheet_mapping, remarks)
            if table is not None:
                tables.append(table)
    _note_new_sheets(workbook, mapping, remarks)
    return tables


def recognises(mapping: Mapping, workbook: Workbook) -> bool:
    """Whether every sheet and used column of a mapping is in this workbook, so that it can be read by it again."""
    remarks = Remarks()
    find_tables(workbook, mapping, remarks)
    return bool(mapping.sheets) and not any(finding.severity == "error" for finding in remarks.found)


def _find_sheet(workbook: Workbook, mapping: Mapping, wanted: SheetMapping, remarks: Remarks) -> Sheet | None:
    named = [sheet for sheet in workbook.sheets if look(sheet.name) == look(wanted.sheet)]
    if named:
        return named[0]
    others = {look(each.sheet) for each in mapping.sheets}
    alike = [
        sheet for sheet in workbook.sheets
        if look(sheet.name) not in others and _header_row(sheet, wanted) is not None
    ]  # fmt: skip
    if len(alike) == 1:
        what = f"the sheet {shown(wanted.sheet)} is now called {shown(alike[0].name)}; its headers are the same"
        remarks.warn(alike[0].position(), "sheet_renamed", what)
        return alike[0]
    names = [sheet.name for sheet in workbook.sheets]
    what = f"the mapping reads a sheet {shown(wanted.sheet)} that is not there; {suggestion(wanted.sheet, names)}"
    remarks.error(Position(workbook.sheets[0].file if workbook.sheets else ""), "missing_sheet", what)
    return None


def _find_table(sheet: Sheet, mapping: SheetMapping, remarks: Remarks) -> Table | None:
    row = _header_row(sheet, mapping)
    stated = (mapping.header_row or 1) - 1
    if row is None:
        _refuse_headers(sheet, mapping, stated, remarks)
        return None
    if row != stated:
        what = f"the headers now stand in row {row + 1} instead of row {stated + 1}"
        remarks.note(sheet.position(), "header_moved", what)
    headings = read_headings(sheet, row, mapping.heading_rows)
    columns = {column_key(column): column for column in mapping.columns}
    _note_new_columns(sheet, headings, columns, remarks)
    places = {heading.index: columns[heading.key] for heading in headings.found if heading.key in columns}
    used = {index: column for index, column in places.items() if column.feeds != "nothing"}
    return read_table(mapping, sheet, headings, used)


def _header_row(sheet: Sheet, mapping: SheetMapping) -> int | None:
    """The row with all used headers: where the mapping says, or else the first such row."""
    wanted = {column_key(column) for column in mapping.used()}
    stated = (mapping.header_row or 1) - 1
    last = min(len(sheet.rows), max(DEEPEST_HEADER, stated + DEEPEST_HEADER))
    rows = [stated, *(row for row in range(last) if row != stated)] if stated < len(sheet.rows) else range(last)
    for row in rows:
        headings = read_headings(sheet, row, mapping.heading_rows)
        if wanted and wanted <= {heading.key for heading in headings.found}:
            return row
    return None


def _refuse_headers(sheet: Sheet, mapping: SheetMapping, stated: int, remarks: Remarks) -> None:
    """An error for each used column that is not there, at the row that has most of them."""
    wanted = {column_key(column): column for column in mapping.used()}
    if not wanted:
        what = f"the mapping names no column of this sheet, of which it says that it holds {mapping.holds}"
        remarks.error(sheet.position(), "no_columns", f"{what}; name them, or write “holds: ignore”")
        return
    best = max(
        (read_headings(sheet, row, mapping.heading_rows) for row in range(min(len(sheet.rows), DEEPEST_HEADER))),
        key=lambda headings: (sum(heading.key in wanted for heading in headings.found), headings.row == stated),
        default=Headings(stated, mapping.heading_rows, ()),
    )
    present = {heading.key for heading in best.found}
    mapped = {column_key(column) for column in mapping.columns}
    for key, column in wanted.items():
        if key not in present:
            free = [heading for heading in best.found if heading.key not in mapped]
            _refuse_header(sheet, best.row, column, free or best.found, remarks)


def _refuse_header(sheet: Sheet, row: int, column: Column, candidates: Iterable[Heading], remarks: Remarks) -> None:
    labels = {_label(heading): heading for heading in candidates}
    close = nearest(column.label, labels)
    hint = f"did you mean “{close}”?" if close is not None else suggestion(column.label, labels)
    what = f"the column {shown(column.label)}, which feeds “{column.feeds}”, is not in row {row + 1}; {hint}"
    at = sheet.position(row, labels[close].index) if close is not None else sheet.position()
    remarks.error(at, "header_changed", f"{what} Write the header of this workbook into the mapping")


def _label(heading: Heading) -> str:
    return f"{heading.under}: {heading.text}" if heading.under else heading.text


def _note_new_columns(
    sheet: Sheet, headings: Headings, columns: dict[tuple[str, str, int], Column], remarks: Remarks
) -> None:
    for heading in headings.found:
        if heading.key not in columns:
            what = f"the column {shown(_label(heading))} is not in the mapping and was not read"
            remarks.warn(sheet.position(headings.row, heading.index), "new_column", what)
    headed = {heading.index for heading in headings.found}
    for index in range(max(map(len, sheet.rows), default=0)):
        below = (row for row in range(headings.row + 1, len(sheet.rows)) if index < len(sheet.rows[row]))
        first = next((row for row in below if sheet.rows[row][index] is not None), None)
        if index not in headed and first is not None:
            what = "the column has no header and was not read"
            remarks.warn(sheet.position(first, index), "column_without_header", what)


def _note_new_sheets(workbook: Workbook, mapping: Mapping, remarks: Remarks) -> None:
    known = {look(sheet.sheet) for sheet in mapping.sheets}
    renamed = {finding.position for finding in remarks.found if finding.rule == "sheet_renamed"}
    for sheet in workbook.sheets:
        if look(sheet.name) not in known and str(sheet.position()) not in renamed and any(map(any, sheet.rows)):
            what = "the sheet is not in the mapping and was not read"
            remarks.warn(sheet.position(), "new_sheet", what)
