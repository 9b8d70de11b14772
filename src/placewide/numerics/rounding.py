"""Exact rounding to whole units, and splitting a whole so that the parts add up to it."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def round_half_up(value: Fraction | int) -> int:
    """The nearest integer; a half goes up, towards plus infinity: ⌊value + 1/2⌋.

    Exact for every rational, so half a penny is never decided by floating point.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(-5, 2)), round_half_up(Fraction(-51, 20))
    (3, -2, -3)
    """
    return floor(value + Fraction(1, 2))


def largest_remainder(total: int, shares: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Whole parts of `total`, one for each exact share, that add up to `total` exactly.

    Each share is rounded down; the units still missing go one each to the shares with the largest remainders,
    the earlier position first among equals. So every part lies less than one unit from its share. Shares and
    total are in the same unit (pence) and may be negative.

    Raises ValueError when the shares do not make the total: their sum must lie less than one unit from it, as it
    does when `total` is that sum rounded. To split a total by weights use `apportion`.

    >>> largest_remainder(10, [Fraction(10, 3)] * 3)
    (4, 3, 3)
    >>> largest_remainder(-1, [Fraction(-5, 2), Fraction(3, 2)])
    (-2, 1)
    """
    exact = _sum(shares)
    if abs(exact - total) >= 1:
        raise ValueError(f"The shares add up to {_readable(exact)}, which does not round to the total {total}.")
    parts = [floor(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda position: (parts[position] - shares[position], position))
    for position in by_remainder[: total - sum(parts)]:
        parts[position] += 1
    return tuple(parts)


def apportion(total: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Split `total` in proportion to `weights`: whole parts that add up to it, by largest remainder.

    Part i lies less than one unit from total · weightᵢ / Σ weights. Weights are any rationals whose sum is not
    zero. Raises ValueError when it is zero, because then no proportion exists.

    >>> apportion(100, [1, 1, 1]), apportion(-100, [1, 2])
    ((34, 33, 33), (-33, -67))
    """
    whole = _sum(weights)
    if whole == 0:
        raise ValueError("The weights add up to nothing, so the total cannot be split in proportion to them.")
    return largest_remainder(total, [total * Fraction(weight) / whole for weight in weights])


def _sum(values: Sequence[Fraction | int]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0))


def apportion_table(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """A table of whole units with these row and column sums, each cell less than one unit from its pro rata part.

    Cell (i, j) is ⌊ or ⌈ of rowᵢ · columnⱼ / total. Rows and columns are not negative and have the same sum, ValueError
    otherwise. Such a table always exists: cells are rounded down, and the units still missing are placed one by one,
    moving earlier ones aside where need be.

    >>> apportion_table([334, 1665], [999, 1000])
    ((166, 168), (833, 832))
    """
    total = sum(rows)
    if total != sum(columns):
        raise ValueError(f"The rows add up to {total} and the columns to {sum(columns)}.")
    if not total:
        return tuple((0,) * len(columns) for _ in rows)
    table = [[row * column // total for column in columns] for row in rows]
    open_cells = [[row * column % total > 0 for column in columns] for row in rows]
    raised: set[tuple[int, int]] = set()
    missing = [column - sum(table[i][j] for i in range(len(rows))) for j, column in enumerate(columns)]
    for i, row in enumerate(rows):
        for _ in range(row - sum(table[i])):
            _place_unit(i, open_cells, raised, missing, set())
    return tuple(tuple(cell + ((i, j) in raised) for j, cell in enumerate(line)) for i, line in enumerate(table))


def _place_unit(
    row: int, open_cells: list[list[bool]], raised: set[tuple[int, int]], missing: list[int], seen: set[int]
) -> bool:
    """Raise a cell of this row by one, in a column that lacks a unit or gets one back from another row."""
    for column, is_open in enumerate(open_cells[row]):
        if not is_open or (row, column) in raised or column in seen:
            continue
        seen.add(column)
        if missing[column]:
            missing[column] -= 1
            raised.add((row, column))
            return True
        for other, taken in sorted(raised):
            if taken == column and _place_unit(other, open_cells, raised, missing, seen):
                raised.remove((other, column))
                raised.add((row, column))
                return True
    return False


def _readable(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.4f}"
