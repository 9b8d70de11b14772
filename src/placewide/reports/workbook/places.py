"""Where every table stands, so that formulas can refer to cells of sheets that are not written yet."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from placewide.reports.workbook.cells import Sheet, Table
from placewide.reports.workbook.widths import printed_of, widths_of

_NAMED = re.compile(r"\{(?:(\w+)\.)?(\w+)(\^?)\}")
_PLAIN_NAME = re.compile(r"[A-Za-z]+")
TITLE_ROW = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on its sheet; rows and columns are counted from 0. `headings` is the row of the headings."""

    sheet: str
    table: Table
    headings: int

    @property
    def first(self) -> int:
        return self.headings + 1

    @property
    def last(self) -> int:
        return self.headings + self.table.depth

    @property
    def top(self) -> int:
        """The first row of the table: the one above the headings, where it has one."""
        return self.headings - bool(self.table.top)


class Places:
    """Every table by id, and the one way in which a template becomes a formula."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._placed = {placed.table.id: placed for sheet in sheets for placed in placed_on(sheet)}
        self._columns = {
            (id_, column.key): position
            for id_, placed in self._placed.items()
            for position, column in enumerate(placed.table.columns)
        }

    def __getitem__(self, table: str) -> Placed:
        return self._placed[table]

    def formula(self, template: str, table: str, row: int | None) -> str:
        """The template for one row of a table, counted on the sheet, or (None) for the row above its headings.

        Raises KeyError when it names a table or column that is not there.
        """
        here = self._placed[table]

        def cell(match: re.Match[str]) -> str:
            other, key, above_headings = match.groups()
            if other == "above" and row is not None:
                return reference(self._columns[table, key], row - 1)
            there = self._placed[other] if other else here
            column = self._columns[there.table.id, key]
            prefix = "" if there.sheet == here.sheet else f"{quoted(there.sheet)}!"
            if above_headings:
                return prefix + reference(column, there.headings - 1, fixed=True)
            if other or row is None:
                return prefix + _range(there, column)
            return reference(column, row)

        return _NAMED.sub(cell, template)

    def range(self, table: str, key: str) -> str:
        """The cells of a column with their sheet, as a defined name wants it."""
        placed = self._placed[table]
        return f"={quoted(placed.sheet)}!{_range(placed, self._columns[table, key])}"


def placed_on(sheet: Sheet) -> Iterator[Placed]:
    """The tables of a sheet from top to bottom, each under its own title where there are several."""
    row = TITLE_ROW + 1 + sum(map(len, wrapped(sheet))) + 1
    for table in sheet.tables:
        row += len(sheet.tables) > 1
        row += bool(table.top)
        yield Placed(sheet.name, table, row)
        row += table.depth + 2


def wrapped(sheet: Sheet) -> list[list[str]]:
    """The sentences under the title, each in lines that fit on the printed columns; the first is larger."""
    printed = sum(widths_of(sheet)[: printed_of(sheet)])
    width = min(max(printed, 60), 190)
    return [textwrap.wrap(text, int(width * (0.75 if first else 1))) or [""] for first, text in _first(sheet.lines)]


def reference(column: int, row: int, *, fixed: bool = False) -> str:
    """A cell in A1 notation, from positions counted from 0.

    >>> reference(0, 0), reference(27, 9, fixed=True)
    ('A1', '$AB$10')
    """
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"${letters}${row + 1}" if fixed else f"{letters}{row + 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it.

    >>> quoted("Costs"), quoted("Why not")
    ('Costs', "'Why not'")
    """
    return sheet if _PLAIN_NAME.fullmatch(sheet) else f"'{sheet}'"


def _range(placed: Placed, column: int) -> str:
    return f"{reference(column, placed.first, fixed=True)}:{reference(column, placed.last, fixed=True)}"


def _first(lines: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    for position, text in enumerate(lines):
        yield position == 0, text
