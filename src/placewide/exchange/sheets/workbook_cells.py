"""Single cells of our own layout: from what the workbook holds to raw nodes, with what is wrong said on the spot."""

from collections.abc import Iterator
from decimal import Context, Decimal

from placewide.domain.shared.definition import Form, FreeForm, MoneyForm
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.numerals import MOST_DIGITS
from placewide.exchange.reading.source import Node, Position, shown
from placewide.exchange.reading.workbook import Cell, Sheet
from placewide.exchange.reading.workbook_scan import column_name
from placewide.exchange.sheets.cell_text import CellRefusedError, node_of
from placewide.exchange.sheets.workbook_layout import NONE, UNKNOWN, Column

_EXCEL_DIGITS = Context(prec=MOST_DIGITS)

Filled = dict[str, tuple[Cell, Position]]
"""The cells of a row that hold something, by header."""


def filled_rows(sheet: Sheet, headers: dict[int, str]) -> Iterator[tuple[Position, Filled]]:
    """The rows below the first that hold something, each with the position of its first such cell."""
    columns = [(column, header, column_name(column)) for column, header in headers.items()]
    for number, cells in enumerate(sheet.rows[1:], start=2):
        filled = {
            header: (_exact(cell), Position(sheet.file, None, None, sheet.name, f"{letters}{number}"))
            for column, header, letters in columns
            if column < len(cells) and (cell := cells[column]) is not None
        }
        if filled:
            yield next(iter(filled.values()))[1], filled


def _exact(cell: Cell) -> Cell:
    """A number without the noise of binary arithmetic that formulas leave: Excel itself keeps 15 digits."""
    return _EXCEL_DIGITS.plus(cell) if isinstance(cell, Decimal) else cell


def read_cell(column: Column, cell: Cell, at: Position, trail: Trail, out: Collector) -> Node:
    """The node of a cell under a column that the definition knows."""
    if column.holds_rows:
        return _presence(column, cell, at, trail, out)
    if isinstance(column.form, MoneyForm) and cell == UNKNOWN:
        return Node(None, at)
    return read_form(column.form, cell, at, trail, out)


def read_open_cell(cell: Cell, at: Position, trail: Trail, out: Collector) -> Node:
    """The node of a cell under a header that somebody has made up, where such are allowed."""
    return read_form(FreeForm(), cell, at, trail, out)


def read_form(form: Form, cell: Cell, at: Position, trail: Trail, out: Collector) -> Node:
    """The node of a cell of this form."""
    try:
        return node_of(form, cell, at)
    except CellRefusedError as problem:
        out.refuse(trail, at, "bad_cell", f"{shown(str(cell))} cannot be read here: {problem}")
        return Node(None, at)


def _presence(column: Column, cell: Cell, at: Position, trail: Trail, out: Collector) -> Node:
    """Rows that stand on a sheet of their own: here it may only be said that there are none."""
    if cell == NONE:
        return Node([], at)
    what = (
        f"{shown(str(cell))} may not stand here: {column.key.name} have a sheet of their own; write “{NONE}” or nothing"
    )
    out.refuse(trail, at, "bad_cell", what)
    return Node(None, at)
