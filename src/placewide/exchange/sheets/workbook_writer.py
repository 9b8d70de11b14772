"""A place document as an Excel workbook: plain-English notes, drop-downs, formats; the content of `workbook_tables`."""

import datetime
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import definition_of, keys_of
from placewide.exchange.document.texts import LONGEST_TEXT
from placewide.exchange.sheets.cell_text import CellValue
from placewide.exchange.sheets.workbook_columns import Choices, Look, looks_of
from placewide.exchange.sheets.workbook_layout import KEYS_HEADERS, READ_ME, KeysSheet, rows_sheets
from placewide.exchange.sheets.workbook_tables import Table, key_tables, row_tables

MOST_COLUMNS = 200
_SPARE_ROWS = 200
_WIDEST, _NARROWEST = 60, 10
_READ_ME_WIDTH, _KEYS_WIDTHS = 110, (30, 40, 90)
_LINE_HEIGHT, _MOST_LINES, _A4 = 15, 10, 9
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class WorkbookError(ValueError):
    """The document does not fit into a workbook; the message says what is too large."""


def write_workbook(document: PlaceDocument, path: Path) -> None:
    """Write the document as a workbook. Raises WorkbookError when a text or table is larger than a sheet can hold."""
    path.write_bytes(workbook_bytes(document))


def workbook_bytes(document: PlaceDocument, read_me: Sequence[str] = ()) -> bytes:
    """The workbook as bytes, the same for the same document; `read_me` are lines for a first sheet in plain English."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties(properties(document))
    Writing(book, document).write(read_me)
    book.close()
    return stream.getvalue()


def properties(document: PlaceDocument) -> dict[str, object]:
    """What the file says of itself; the same for the same document."""
    return {"created": _CREATED, "title": document.place.name or document.place.id}


class Writing:
    """Fills a workbook with sheets of a document."""

    def __init__(self, book: Any, document: PlaceDocument) -> None:
        self.book, self.document = book, document
        self.formats = {
            "header": book.add_format({"bold": True, "bg_color": "#D8DDE0", "border": 1, "valign": "top"}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "general": book.add_format({"valign": "top"}),
            "left": book.add_format({"valign": "top", "align": "left"}),
        }

    def write(self, read_me: Sequence[str]) -> None:
        """The whole document."""
        tables, figures = row_tables(self.document)
        shown = [table for table in tables if table.rows or not _is_open(table)]
        choices = Choices(self.document, {table.name: table for table in shown}, _SPARE_ROWS)
        if read_me:
            self._read_me(read_me)
        keys = {sheet.name: (sheet, cells) for sheet, cells in key_tables(self.document)}
        for name in _order(shown):
            if name in keys:
                self._keys(*keys[name], choices)
            else:
                self._table(next(table for table in shown if table.name == name), choices)
        self._table(figures, choices)

    def write_tables(self, tables: Sequence[Table]) -> None:
        """These tables alone, in this order."""
        choices = Choices(self.document, {table.name: table for table in tables}, _SPARE_ROWS)
        for table in tables:
            self._table(table, choices)

    def _read_me(self, lines: Sequence[str]) -> None:
        sheet = self._sheet(READ_ME)
        sheet.set_column(0, 0, _READ_ME_WIDTH, self.formats["text"])
        sheet.hide_gridlines(2)
        for number, line in enumerate(lines):
            _set_height(sheet, number, [(line, _READ_ME_WIDTH)])
            _put(sheet, number, 0, line, self.formats["header"] if number == 0 else self.formats["text"])

    def _keys(self, layout: KeysSheet, cells: dict[str, CellValue], choices: Choices) -> None:
        sheet = self._sheet(layout.name)
        for place, (header, width) in enumerate(zip(KEYS_HEADERS, _KEYS_WIDTHS, strict=True)):
            sheet.write_string(0, place, header, self.formats["header"])
            sheet.set_column(place, place, width, self.formats["text"])
        for number, column in enumerate(layout.columns, start=1):
            look = choices.look_of(column)
            sheet.write_string(number, 0, column.header, self.formats["text"])
            sheet.write_string(number, 2, look.note, self.formats["text"])
            _put(sheet, number, 1, cells.get(column.header), self.formats["text" if look.format == "text" else "left"])
            _set_height(sheet, number, [(look.note, _KEYS_WIDTHS[2]), (cells.get(column.header), _KEYS_WIDTHS[1])])
            if look.validation:
                sheet.data_validation(number, 1, number, 1, look.validation)
        sheet.freeze_panes(1, 1)

    def _table(self, table: Table, choices: Choices) -> None:
        if len(table.headers) > MOST_COLUMNS:
            raise WorkbookError(f"{table.name} would have {len(table.headers)} columns; at most {MOST_COLUMNS} fit")
        sheet = self._sheet(table.name)
        looks = looks_of(table, choices)
        widths = [_width(table, header) for header in table.headers]
        for column, (header, look) in enumerate(zip(table.headers, looks, strict=True)):
            sheet.write_string(0, column, header, self.formats["header"])
            sheet.set_column(column, column, widths[column], self.formats[look.format])
            self._explain(sheet, column, look, len(table.rows) + _SPARE_ROWS)
        for number, row in enumerate(table.rows, start=1):
            _set_height(
                sheet, number, [(row.get(header), width) for header, width in zip(table.headers, widths, strict=True)]
            )
            for column, (header, look) in enumerate(zip(table.headers, looks, strict=True)):
                _put(sheet, number, column, row.get(header), self.formats[look.format])
        sheet.freeze_panes(1, _frozen(table))

    def _sheet(self, name: str) -> Any:
        """A new sheet that prints on A4, as wide as the page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _explain(self, sheet: Any, column: int, look: Look, last_row: int) -> None:
        if look.note:
            sheet.write_comment(0, column, look.note, {"x_scale": 2, "y_scale": 1.2, "author": "Placewide"})
        if look.validation:
            sheet.data_validation(1, column, last_row, column, look.validation)


def _is_open(table: Table) -> bool:
    return table.sheet is not None and definition_of(table.sheet.record).rest is not None


def _order(tables: list[Table]) -> Iterator[str]:
    """Sheets in the order of the document: for each of its keys the sheet of keys, then its lists."""
    first_keys = {sheet.name: sheet.chains[0].lists[0].split(".")[0] for sheet in rows_sheets()}
    names = {table.name for table in tables}
    for key in keys_of(PlaceDocument):
        if key.name != "placewide" and key.name not in first_keys:
            yield key.name
        yield from (name for name, first in first_keys.items() if first == key.name and name in names)


def _frozen(table: Table) -> int:
    """Columns that stay in sight: those up to the id, which say what a row is about."""
    return table.headers.index("id") + 1 if "id" in table.headers else 1


def _set_height(sheet: Any, number: int, cells: Sequence[tuple[CellValue, int]]) -> None:
    """Make a row high enough for its longest text, within reason."""
    lines = max(
        (sum(1 + len(line) // width for line in str(cell).split("\n")) for cell, width in cells if cell), default=1
    )
    if lines > 1:
        sheet.set_row(number, _LINE_HEIGHT * min(lines, _MOST_LINES))


def _width(table: Table, header: str) -> int:
    longest = max((len(str(row[header])) for row in table.rows if row.get(header) is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, len(header) + 2, longest + 2))


def _put(sheet: Any, row: int, column: int, cell: CellValue, form: Any) -> None:
    """Write a cell; text is always text, never a formula or a link, whatever it begins with."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, form)
    elif isinstance(cell, (int, Decimal)):
        sheet.write_number(row, column, float(cell), form)
    elif len(cell.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise WorkbookError(f"the text in row {row + 1} of {sheet.name} has more than {LONGEST_TEXT:,} characters")
    else:
        sheet.write_string(row, column, cell, form)
