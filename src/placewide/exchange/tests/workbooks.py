"""Workbooks for tests: the template, changed as somebody might in Excel, and read again."""

import copy
import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl

from placewide.exchange.place_file import Loaded, loaded
from placewide.exchange.reading.source import Limits
from placewide.exchange.reading.workbook import Sheet, Workbook
from placewide.exchange.reading.workbook_reader import read_workbook
from placewide.exchange.sheets.template import READ_ME, example_place
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.exchange.sheets.workbook_writer import workbook_bytes

Book = dict[str, list[list[Any]]]
"""The cells of all sheets by name and row."""


@cache
def template_bytes() -> bytes:
    return workbook_bytes(example_place(), READ_ME)


def opened(data: bytes) -> Any:
    """A workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@cache
def _template_sheets() -> Book:
    workbook = read_workbook(template_bytes(), "place.xlsx", Limits()).result
    return {sheet.name: sheet.rows for sheet in workbook.sheets}


def read(book: Book) -> Loaded:
    """What these sheets say."""
    sheets = (Sheet("place.xlsx", name, rows) for name, rows in book.items())
    return loaded(*nodes_of_workbook(Workbook(tuple(sheets)), "place.xlsx"))


def edited(change: Callable[[Book], object]) -> Loaded:
    """The template read after a change."""
    book = copy.deepcopy(_template_sheets())
    change(book)
    return read(book)


def put(sheet: list[list[Any]], header: str, value: object, row: int = 2) -> None:
    """Write into the cell of a row, as Excel counts them, under a header."""
    cells = sheet[row - 1]
    column = sheet[0].index(header)
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value
