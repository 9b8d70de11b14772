"""How wide the columns and how high the rows must be for everything in them to be seen, on screen and on paper."""

import textwrap
from math import ceil

from placewide.reports.workbook.cells import TEXTS, Cell, Column, Look, Row, Sheet, Table, Value, value_of

LINE_HEIGHT = 13.5
_NARROWEST, _SPARE = 7, 3
_PROPORTIONAL = 1.15
"""Letters of running text to one digit, by which the width of a column is measured, on the safe side."""
_TIGHT = 1.25
"""The same as it is on average, so that a row is not made higher than its text."""
_NUMBERS: dict[Look, str] = {
    "money": ",.2f", "unrounded": ",.6f", "factor": ".6f", "percent": ".2%", "ratio": ",.2f", "points": ",.2f",
    "whole": ",.0f",
}  # fmt: skip


def widths_of(sheet: Sheet) -> list[float]:
    """The width of every column, in characters: the widest that any table of the sheet wants."""
    count = max(len(table.columns) for table in sheet.tables)
    wanted: list[float] = [_NARROWEST] * count
    for table in sheet.tables:
        for position, column in enumerate(table.columns):
            wanted[position] = max(wanted[position], _width(table, column))
    return wanted


def printed_of(sheet: Sheet) -> int:
    """How many columns are for reading and printing."""
    return max(table.printed or len(table.columns) for table in sheet.tables)


def heading_height(table: Table, widths: list[float]) -> float:
    lines = (_lines(column.heading, widths[position] * _PROPORTIONAL) for position, column in enumerate(table.columns))
    return max(lines) * LINE_HEIGHT + 4


def row_height(table: Table, row: Row, widths: list[float]) -> float | None:
    """The height that wrapped text needs, None where one line is enough."""
    lines = 1
    for position, column in enumerate(table.columns):
        if column.look == "text" and isinstance(text := value_of(row.get(column.key)), str):
            lines = max(lines, _lines(text, widths[position] * _TIGHT))
    return lines * LINE_HEIGHT if lines > 1 else None


def _lines(text: str, width: float) -> int:
    return 1 if len(text) <= width else len(textwrap.wrap(text, max(int(width), 4)))


def _width(table: Table, column: Column) -> float:
    """As wide as its longest content, text no wider than the column says; never narrower than a word of the heading."""
    word = max(len(word) for word in column.heading.split()) + 1
    longest = max((_length(column, row.get(column.key)) for row in (table.top, *table.rows)), default=0) + _SPARE
    return max(column.least, word, min(longest, column.width) if column.look in TEXTS else longest)


def _length(column: Column, content: Value | Cell) -> int:
    look = (content.look if isinstance(content, Cell) else None) or column.look
    value = value_of(content)
    if value is None or look == "long":
        return 0
    if isinstance(value, str | bool):
        return ceil(len(str(value)) / _PROPORTIONAL) if column.look in TEXTS else 0
    return len(f"{float(value):{_NUMBERS.get(look, '')}}")
