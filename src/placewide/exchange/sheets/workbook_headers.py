"""The first row of a sheet: which column holds what, however it was spaced or capitalised."""

import re
import unicodedata
from collections.abc import Iterable

from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.reading.source import shown
from placewide.exchange.reading.workbook import Sheet

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def plain_header(header: object) -> str:
    """A header without case, surrounding or doubled spaces, no-break spaces and invisible characters."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", str(header)))
    return " ".join(text.split()).casefold()


def read_headers(sheet: Sheet, known: Iterable[str], out: Collector, opened: bool = False) -> dict[int, str]:
    """The header of each column that has one, by index.

    Errors: a header that is not known (unless `opened`), given twice, or missing above something.
    """
    if not sheet.rows:
        return {}
    names = {plain_header(name): name for name in known}
    found: dict[int, str] = {}
    for column in range(max(map(len, sheet.rows))):
        cell = sheet.rows[0][column] if column < len(sheet.rows[0]) else None
        if cell is None or not plain_header(cell):
            _check_empty(sheet, column, out)
            continue
        name = names.get(plain_header(cell)) or (plain_header(cell) if opened else None)
        if name is None:
            _refuse_unknown(sheet, column, names.values(), out)
        elif name in found.values():
            what = f"the column {shown(name)} stands twice on this sheet; keep one"
            out.refuse(Trail().into(sheet.name), sheet.position(0, column), "duplicate_header", what)
        else:
            found[column] = name
    return found


def _refuse_unknown(sheet: Sheet, column: int, known: Iterable[str], out: Collector) -> None:
    cell = str(sheet.rows[0][column])
    what = f"the column {shown(cell)} is not known on this sheet; {suggestion(cell, known, most=30)}"
    out.refuse(Trail().into(sheet.name), sheet.position(0, column), "unknown_column", what)


def _check_empty(sheet: Sheet, column: int, out: Collector) -> None:
    for row, cells in enumerate(sheet.rows):
        if column < len(cells) and cells[column] is not None:
            what = "the column has no header in its first row; give it one, or empty the column"
            out.refuse(Trail().into(sheet.name), sheet.position(row, column), "missing_header", what)
            return
