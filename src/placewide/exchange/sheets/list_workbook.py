"""One list of a place as a workbook in our own layout, and knowing such a workbook again when it comes back.

It holds the sheet of the list and those of the lists inside its records, and nothing else of the place; so it cannot
stand for a whole place, and is merged with one by the ids of its records (`document.merging`).
"""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import xlsxwriter

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import is_yearly
from placewide.exchange.reading.workbook import Sheet, Workbook
from placewide.exchange.sheets.cell_text import CellValue
from placewide.exchange.sheets.workbook_headers import plain_header
from placewide.exchange.sheets.workbook_layout import (
    FIGURES,
    READ_ME,
    RowsSheet,
    keys_sheets,
    row_name,
    rows_sheets,
    year_header,
)
from placewide.exchange.sheets.workbook_tables import Table, row_tables
from placewide.exchange.sheets.workbook_writer import OPTIONS, Writing, properties

_MOST_YEARS = 125


def list_workbook_bytes(document: PlaceDocument, section: str, ids: Collection[str] | None = None) -> bytes:
    """The records of a list, all or those of these ids, as a workbook that can be changed in Excel and read again.

    Raises WorkbookError when a text or table is larger than a sheet can hold, ValueError for a list that is none.
    """
    tables, figures = row_tables(document)
    of_list = {sheet.name for sheet in sheets_of(section)}
    if not of_list:
        raise ValueError(f"there is no list “{section}” in a place")
    chosen = [replace(table, rows=_chosen(table, ids)) for table in tables if table.name in of_list]
    kept = {(table.name, name) for table in chosen for name in _row_names(table)}
    rows = [row for row in figures.rows if (row["sheet"], row["row"]) in kept]
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties(properties(document))
    Writing(book, document).write_tables([*chosen, *([replace(figures, rows=rows)] if rows else [])])
    book.close()
    return stream.getvalue()


def sheets_of(section: str) -> tuple[RowsSheet, ...]:
    """The sheet of a list of the document and those of the lists inside its records; none for what is no list."""
    return tuple(sheet for sheet in rows_sheets() if any(chain.lists[0] == section for chain in sheet.chains))


def is_list_workbook(workbook: Workbook) -> bool:
    """Whether this is a workbook as `list_workbook_bytes` writes it: some of our sheets with our headers alone."""
    ours = {sheet.name: sheet for sheet in rows_sheets()}
    others = {READ_ME, FIGURES}
    filled = {plain_header(sheet.name): sheet for sheet in workbook.sheets if any(map(any, sheet.rows))}
    if not filled or filled.keys() & {sheet.name for sheet in keys_sheets()}:
        return False
    lists = [(ours[name], sheet) for name, sheet in filled.items() if name in ours]
    tops = [layout for layout, _ in lists if not layout.parents]
    return bool(tops) and filled.keys() <= ours.keys() | others and all(_has_our_headers(*pair) for pair in lists)


def mentioned(workbook: Workbook) -> Mapping[str, frozenset[str]]:
    """For each list that the workbook holds, the keys of its records of which it says something, if only by an empty
    cell: what is under these headers is all that there is, and what has no header here is left as it stands.
    """
    found: dict[str, set[str]] = {}
    for layout, sheet in _lists(workbook):
        if layout.parents:
            for chain in layout.chains:
                if chain.above:
                    found.setdefault(chain.lists[0], set()).add(chain.lists[1].split(".")[0])
        else:
            headers = _headers(sheet)
            said = (one for one in layout.columns if (year_header(0) if is_yearly(one.form) else one.header) in headers)
            found.setdefault(layout.name, set()).update(column.way[0].name for column in said)
    return {section: frozenset(keys) for section, keys in found.items()}


def _lists(workbook: Workbook) -> Iterator[tuple[RowsSheet, Sheet]]:
    ours = {sheet.name: sheet for sheet in rows_sheets()}
    for sheet in workbook.sheets:
        name = plain_header(sheet.name)
        if name in ours:
            yield ours[name], sheet


def _has_our_headers(layout: RowsSheet, sheet: Sheet) -> bool:
    known = {*layout.parents, *layout.identifying, *(column.header for column in layout.columns)}
    known |= {year_header(year) for year in range(_MOST_YEARS)}
    headers = _headers(sheet)
    return bool(headers) and set(layout.identifying) <= headers and headers <= known


def _headers(sheet: Sheet) -> set[str]:
    return {plain_header(cell) for cell in (sheet.rows[0] if sheet.rows else ()) if cell is not None}


def _chosen(table: Table, ids: Collection[str] | None) -> list[dict[str, CellValue]]:
    """The rows of these records; a row that names no record of the list stands for something else of the place."""
    if table.sheet is None or (ids is None and not table.sheet.parents):
        return list(table.rows)
    column = table.sheet.parents[0] if table.sheet.parents else "id"
    return [row for row in table.rows if row.get(column) is not None and (ids is None or row[column] in ids)]


def _row_names(table: Table) -> Iterator[str]:
    for row in table.rows if table.sheet is not None else ():
        cells = [row.get(header) for header in table.sheet.identifying] if table.sheet is not None else []
        yield row_name([None if cell is None else str(cell) for cell in cells])
