"""A small integer programme solved exactly: integer-pivot simplex with Bland's rule, then branch and bound.

Only integers are touched, so nothing is ever rounded. Meant for programmes of a few dozen columns, in tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

MOST_BRANCHES = 3000


class TooHardError(Exception):
    """The search for an integer solution was given up."""


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coefficient × variable ≤ bound, or = bound. All integers; variables are ≥ 0."""

    coefficients: Mapping[int, int]
    bound: int
    equal: bool = False


def least(cost: Sequence[int], rows: Sequence[Row]) -> tuple[int, tuple[int, ...]] | None:
    """The least cost · x over integers x ≥ 0 that meet the rows, and one such x; None if none does."""
    best: tuple[int, tuple[int, ...]] | None = None
    waiting = [tuple(rows)]
    for _ in range(MOST_BRANCHES):
        if not waiting:
            return best
        here = waiting.pop()
        relaxed = _least_fractional(cost, here)
        if relaxed is None or (best is not None and -(-relaxed[0] // 1) >= best[0]):
            continue
        value, point = relaxed
        split = next((place for place, each in enumerate(point) if each.denominator != 1), None)
        if split is None:
            best = (int(value), tuple(int(each) for each in point))
            continue
        below = point[split].numerator // point[split].denominator
        waiting.append((*here, Row({split: -1}, -below - 1)))
        waiting.append((*here, Row({split: 1}, below)))
    raise TooHardError


def _least_fractional(cost: Sequence[int], rows: Sequence[Row]) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    table = _Table(len(cost), rows)
    if not table.reach_a_solution():
        return None
    table.set_cost(cost)
    table.descend()
    point = table.point()
    return sum((each * price for each, price in zip(point, cost, strict=True)), Fraction(0)), point


class _Table:
    """A simplex tableau over integers with one common denominator (Edmonds' integer pivoting).

    Columns: variables, then slacks, then artificial ones, then the right-hand side.
    """

    def __init__(self, variables: int, rows: Sequence[Row]) -> None:
        self.variables = variables
        rows = [row if row.bound >= 0 else _turned(row) for row in rows]
        slacks = [at for at, row in enumerate(rows) if not row.equal]
        self.width = variables + len(slacks)
        self.denominator = 1
        self.rows: list[list[int]] = []
        self.basis: list[int] = []
        self.price: list[int] = []
        needy = [at for at, row in enumerate(rows) if row.equal or row.bound < 0]
        self.total = self.width + len(needy)
        for at, row in enumerate(rows):
            self._add(row, at, slacks, needy)

    def _add(self, row: Row, at: int, slacks: Sequence[int], needy: Sequence[int]) -> None:
        turned = row.bound < 0
        entries = [0] * (self.total + 1)
        for place, coefficient in row.coefficients.items():
            entries[place] = -coefficient if turned else coefficient
        entries[-1] = abs(row.bound)
        if at in slacks:
            entries[self.variables + slacks.index(at)] = -1 if turned else 1
        if at in needy:
            entries[self.width + needy.index(at)] = 1
        self.rows.append(entries)
        start = self.width + needy.index(at) if at in needy else self.variables + slacks.index(at)
        self.basis.append(start)

    def reach_a_solution(self) -> bool:
        """Drive the artificial columns out; false if that cannot be done."""
        self.price = [0] * self.width + [1] * (self.total - self.width) + [0]
        for row, column in zip(self.rows, self.basis, strict=True):
            if column >= self.width:
                self.price = [price - entry for price, entry in zip(self.price, row, strict=True)]
        self.descend()
        if self.price[-1] != 0:
            return False
        for at, column in enumerate(self.basis):
            if column >= self.width:
                self._drive_out(at)
        return True

    def _drive_out(self, at: int) -> None:
        column = next((place for place in range(self.width) if self.rows[at][place] != 0), None)
        if column is None:
            return
        if self.rows[at][column] < 0:
            self.rows[at] = [-entry for entry in self.rows[at]]
        self._pivot(at, column)

    def set_cost(self, cost: Sequence[int]) -> None:
        """Price the columns for the true cost; artificial ones may not come back."""
        price = [each * self.denominator for each in cost] + [0] * (self.total + 1 - len(cost))
        for row, column in zip(self.rows, self.basis, strict=True):
            paid = cost[column] if column < len(cost) else 0
            if paid:
                price = [each - paid * entry for each, entry in zip(price, row, strict=True)]
        self.price = price

    def descend(self) -> None:
        """Pivot until no column lowers the cost. The programmes here are never unbounded."""
        while (column := next((at for at in range(self.width) if self.price[at] < 0), None)) is not None:
            self._pivot(self._leaving(column), column)

    def _leaving(self, column: int) -> int:
        best = -1
        for at, row in enumerate(self.rows):
            if row[column] <= 0:
                continue
            if best < 0:
                best = at
                continue
            difference = row[-1] * self.rows[best][column] - self.rows[best][-1] * row[column]
            if difference < 0 or (difference == 0 and self.basis[at] < self.basis[best]):
                best = at
        if best < 0:
            raise TooHardError
        return best

    def _pivot(self, at: int, column: int) -> None:
        row, old = self.rows[at], self.denominator
        new = row[column]
        for other, entries in enumerate(self.rows):
            if other != at:
                self.rows[other] = _eliminated(entries, row, entries[column], new, old)
        self.price = _eliminated(self.price, row, self.price[column], new, old)
        self.denominator = new
        self.basis[at] = column

    def point(self) -> tuple[Fraction, ...]:
        values = [Fraction(0)] * self.variables
        for row, column in zip(self.rows, self.basis, strict=True):
            if column < self.variables:
                values[column] = Fraction(row[-1], self.denominator)
        return tuple(values)


def _eliminated(entries: list[int], row: list[int], factor: int, new: int, old: int) -> list[int]:
    if factor == 0:
        return entries if new == old else [entry * new // old for entry in entries]
    return [(entry * new - factor * other) // old for entry, other in zip(entries, row, strict=True)]


def _turned(row: Row) -> Row:
    """An equation may be written with the other sign; an inequality keeps its own and gets a surplus column."""
    if not row.equal:
        return row
    return replace(row, coefficients={at: -value for at, value in row.coefficients.items()}, bound=-row.bound)
