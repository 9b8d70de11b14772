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


def _readable(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.4f}"
