"""One sheet written: title, sentences, tables with headings for screen readers, frozen panes, print set-up."""

from fractions import Fraction
from typing import Any

from placewide.reports.workbook.cells import Cell, Column, Sheet, Value
from placewide.reports.workbook.looks import Looks
from placewide.reports.workbook.places import TITLE_ROW, Placed, Places, placed_on, quoted, reference, wrapped
from placewide.reports.workbook.widths import heading_height, printed_of, row_height, widths_of

_A4 = 9
_TITLE_HEIGHT = 24
_LONGEST_TEXT = 32_000
_FALSE_ALARMS = ("number_stored_as_text", "two_digit_text_year", "formula_range", "formula_differs")
"""Green triangles of Excel that would only worry the reader: codes that are digits, formulas that differ by design."""


def write_sheet(book: Any, looks: Looks, places: Places, sheet: Sheet, footer: str) -> None:
    """Add the sheet to the workbook. Text is always text, never a formula or a link, whatever it begins with."""
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    widths = widths_of(sheet)
    _set_columns(page, widths, printed_of(sheet))
    page.set_row(TITLE_ROW, _TITLE_HEIGHT)
    page.write_string(TITLE_ROW, 0, sheet.title, looks.title())
    row = TITLE_ROW
    for position, lines in enumerate(wrapped(sheet)):
        for line in lines:
            row += 1
            page.write_string(row, 0, line, looks.line(first=position == 0))
    placed = list(placed_on(sheet))
    for each in placed:
        _write_table(_Writing(book, page, looks, places), each, widths, titled=len(placed) > 1)
    _set_view(page, sheet, placed)
    _set_print(page, sheet, placed, footer)


class _Writing:
    """What writes cells of one sheet."""

    def __init__(self, book: Any, page: Any, looks: Looks, places: Places) -> None:
        self.book, self.page, self.looks, self.places = book, page, looks, places

    def cell(self, placed: Placed, row: int, position: int, content: Value | Cell, *, top: bool = False) -> None:
        column = placed.table.columns[position]
        cell = content if isinstance(content, Cell) else Cell(value=content, formula=None if top else column.formula)
        look = cell.look or column.look
        form = self.looks.top(look) if top else self.looks.body(look, computed=cell.formula is not None)
        if cell.name:
            self.book.define_name(cell.name, f"={quoted(placed.sheet)}!{reference(position, row, fixed=True)}")
        if cell.formula is not None:
            formula = self.places.formula(cell.formula, placed.table.id, None if top else row)
            self.page.write_formula(row, position, formula, form, _cached(cell.value))
        elif cell.link is not None:
            target = f"internal:{quoted(cell.link)}!A1"
            self.page.write_url(row, position, target, self.looks.link(), string=str(cell.value))
        else:
            put(self.page, row, position, cell.value, form)


def put(page: Any, row: int, column: int, value: Value, form: Any) -> None:
    """Write a value that is no formula."""
    if value is None:
        page.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, form)
    elif isinstance(value, str):
        page.write_string(row, column, value[:_LONGEST_TEXT], form)
    else:
        page.write_number(row, column, float(value), form)


def _write_table(writing: _Writing, placed: Placed, widths: list[float], *, titled: bool) -> None:
    table = placed.table
    headings = [
        {"header": column.heading, "header_format": writing.looks.heading(column.look)} for column in table.columns
    ]
    options = {
        "name": f"{table.id}_table", "style": None, "columns": headings, "title": table.title,
        "description": f"{table.title}. Columns: {', '.join(column.heading for column in table.columns)}.",
    }  # fmt: skip
    writing.page.add_table(placed.headings, 0, placed.last, len(table.columns) - 1, options)
    if titled:
        writing.page.write_string(placed.top - 1, 0, table.title, writing.looks.subtitle())
    writing.page.set_row(placed.headings, heading_height(table, widths))
    for row, contents in enumerate(table.rows, start=placed.first):
        if height := row_height(table, contents, widths):
            writing.page.set_row(row, height)
    if not table.rows:
        put(writing.page, placed.first, 0, "none", writing.looks.body("text", computed=False))
    for position, column in enumerate(table.columns):
        if table.top:
            writing.cell(placed, placed.top, position, table.top.get(column.key), top=True)
        for row, contents in enumerate(table.rows, start=placed.first):
            writing.cell(placed, row, position, contents.get(column.key))
        _mark_column(writing, placed, position, column)


def _mark_column(writing: _Writing, placed: Placed, position: int, column: Column) -> None:
    if column.name:
        writing.book.define_name(column.name, writing.places.range(placed.table.id, column.key))
    if column.look == "flag":
        rule = {"type": "cell", "criteria": "==", "value": "FALSE", "format": writing.looks.broken()}
        writing.page.conditional_format(placed.first, position, placed.last, position, rule)


def _set_columns(page: Any, widths: list[float], printed: int) -> None:
    for position, width in enumerate(widths):
        # The columns after the printed ones hold working and codes: grouped, so that one click puts them away.
        page.set_column(position, position, width, None, {"level": 1} if position >= printed else {})


def _set_view(page: Any, sheet: Sheet, placed: list[Placed]) -> None:
    if len(placed) == 1:
        page.freeze_panes(placed[0].first, 1)
    else:
        page.freeze_panes(TITLE_ROW + 1, 0)
    last = placed[-1].last
    width = max(len(table.columns) for table in sheet.tables)
    whole = f"A1:{reference(width - 1, last)}"
    page.ignore_errors(dict.fromkeys(_FALSE_ALARMS, whole))


def _set_print(page: Any, sheet: Sheet, placed: list[Placed], footer: str) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, int(sheet.one_page))
    page.set_footer(f"&L&8{footer.replace('&', '&&')}&C&8{sheet.name}&R&8Page &P of &N")
    page.print_area(0, 0, placed[-1].last, printed_of(sheet) - 1)
    if len(placed) == 1:
        page.repeat_rows(placed[0].top, placed[0].headings)


def _cached(value: Value) -> str | int | float | bool:
    if value is None:
        return ""
    return float(value) if isinstance(value, Fraction) else value
