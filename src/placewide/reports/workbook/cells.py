"""What a sheet is made of before it is written: cells, columns, tables, and templates of formulas.

A template names cells by key: `{need}` is the cell of this row, `{above.factor}` the one above it, `{costs.need}` the
whole column of another table, `{costs.need^}` the cell above that column's heading. The value that goes with a formula
is worked out here, exactly, so that a viewer that does not recalculate shows the truth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

Value = str | int | float | Fraction | bool | None
Look = Literal[
    "text", "long", "key", "year", "money", "unrounded", "factor", "percent", "ratio", "points", "whole", "flag"
]


TEXTS: tuple[Look, ...] = ("text", "long", "key", "year")
"""`text` wraps; `long` runs on over empty cells; `key` is a code that formulas look up by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell that differs from its column: its own formula, look, defined name, or a link to a sheet."""

    value: Value = None
    formula: str | None = None
    look: Look | None = None
    name: str | None = None
    link: str | None = None


Row = Mapping[str, Value | Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `formula` is a template for each row; `name` names the column's cells in the workbook.

    `width` is the most that text may take before it wraps; numbers take what they need, and all at least `least`.
    """

    key: str
    heading: str
    look: Look = "text"
    width: float = 14
    least: float = 7
    formula: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings. `top` is the row above the headings: totals, or weights that the columns are taken by.

    The first `printed` columns are for reading and printing; those after them hold codes and keys for the formulas.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    top: Row = field(default_factory=dict)
    printed: int | None = None

    @property
    def depth(self) -> int:
        """Rows under the headings: an empty table keeps one blank row, so that references to it hold."""
        return max(len(self.rows), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A title that is the sheet's name in full, the answer and the rule of calculation in sentences, and tables."""

    name: str
    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    one_page: bool = False


def pounds(pence: int | None) -> float | None:
    """Pence as the nearest double in pounds, as a spreadsheet has it after ROUND(…, 2).

    >>> pounds(1234567), pounds(None)
    (12345.67, None)
    """
    return None if pence is None else pence / 100


def total(key: str, pence: int, name: str | None = None) -> Cell:
    """The cell above a column of money: its sum, in whole pence so that floating point leaves no trace."""
    return Cell(value=pounds(pence), formula=f"=ROUND(SUM({{{key}}}),2)", look="money", name=name)


def total_of(rows: Iterable[Row], key: str, name: str | None = None) -> Cell:
    """`total`, with the pence that the rows hold."""
    pence = 0
    for row in rows:
        value = value_of(row.get(key))
        if isinstance(value, int | float):
            pence += round(value * 100)
    return total(key, pence, name)


def value_of(content: Value | Cell) -> Value:
    return content.value if isinstance(content, Cell) else content


def with_unique_headings(columns: Iterable[Column]) -> tuple[Column, ...]:
    """A table's headings must differ: of two organisations with one name the second gets a number."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        seen[column.heading.lower()] = times = seen.get(column.heading.lower(), 0) + 1
        found.append(column if times == 1 else replace(column, heading=f"{column.heading} {times}"))
    return tuple(found)
