"""The two sides of a check: each as a formula, and as the value that the other sheets' cells give it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from placewide.reports.workbook.cells import Cell, Look, Sheet, Table, Value, value_of


class Known:
    """The values of all tables, by column, and of the named cells."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._tables: dict[str, Table] = {table.id: table for sheet in sheets for table in sheet.tables}
        cells = (cell for table in self._tables.values() for row in (table.top, *table.rows) for cell in row.values())
        self._named = {cell.name: cell.value for cell in cells if isinstance(cell, Cell) and cell.name}

    def column(self, path: str) -> list[Value]:
        table, key = path.split(".")
        return [value_of(row.get(key)) for row in self._tables[table].rows]

    def numbers(self, path: str) -> list[float]:
        """The numbers of a column; blanks and texts are left out, as SUM and COUNTIF leave them out."""
        return [float(value) for value in self.column(path) if value is not None and not isinstance(value, str | bool)]

    def cell(self, name: str) -> Value:
        return self._named[name]


@dataclass(frozen=True, slots=True)
class Side:
    """A formula template, None for a figure that the plan states; and the value that it has."""

    formula: str | None
    value: Callable[[Known], float]
    look: Look = "money"


def stated(figure: float) -> Side:
    """A figure that the plan reports."""
    return Side(None, lambda _: figure)


def named(name: str) -> Side:
    """A cell with a name."""
    return Side(f"={name}", lambda known: float(known.cell(name) or 0))


def summed(column: str) -> Side:
    """The sum of a column of money."""
    return Side(f"=ROUND(SUM({{{column}}}),2)", lambda known: round(sum(known.numbers(column)), 2))


def uneven(column: str) -> Side:
    """How many differences of a column are not nil."""
    formula = f'=COUNTIF({{{column}}},"<0")+COUNTIF({{{column}}},">0")'
    return Side(formula, lambda known: sum(number != 0 for number in known.numbers(column)), "whole")


def negative(column: str) -> Side:
    """How many amounts of a column lie below nil."""
    formula = f'=COUNTIF({{{column}}},"<0")'
    return Side(formula, lambda known: sum(number < 0 for number in known.numbers(column)), "whole")


def untrue(column: str) -> Side:
    """How many cells of a column say FALSE."""
    formula = f"=COUNTIF({{{column}}},FALSE)"
    return Side(formula, lambda known: sum(value is False for value in known.column(column)), "whole")


def too_much_shared() -> Side:
    """How many pots share more than may be shared."""

    def value(known: Known) -> float:
        pairs = zip(known.numbers("pots.shared"), known.numbers("pots.may_share"), strict=True)
        return sum(round(shared - most, 2) > 0 for shared, most in pairs)

    return Side("=SUMPRODUCT(--(ROUND({pots.shared}-{pots.may_share},2)>0))", value, "whole")


def shared_payments() -> Side:
    """The sum of payments for what another organisation bears."""

    def value(known: Known) -> float:
        pairs = zip(known.column("payments.shared"), known.numbers("payments.amount"), strict=True)
        return round(sum(amount for shared, amount in pairs if shared == "yes"), 2)

    return Side('=ROUND(SUMIFS({payments.amount},{payments.shared},"yes"),2)', value)


NIL = Side(None, lambda _: 0, "whole")
"""No fault: what a number of faults is compared with."""
