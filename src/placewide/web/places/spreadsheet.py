"""A table as an Excel workbook to be read; text is always text, never a formula or a link, whatever it begins with."""

import datetime
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

LONGEST_TEXT = 32_000
WIDEST = 60
Cell = str | int | datetime.datetime | None


def sheet_bytes(title: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a workbook of one sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "remove_timezone": True})
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "bg_color": "#D8DDE0", "border": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    when = book.add_format({"num_format": "d mmm yyyy hh:mm", "valign": "top", "align": "left"})
    widths = [len(header) + 2 for header in headers]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, head)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            widths[column] = min(WIDEST, max(widths[column], len(str(cell or "")) + 2))
            if isinstance(cell, datetime.datetime):
                sheet.write_datetime(number, column, cell, when)
            elif cell is not None:
                sheet.write_string(number, column, str(cell)[:LONGEST_TEXT], text)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()
