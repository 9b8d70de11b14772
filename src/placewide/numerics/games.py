"""Cooperative games: what each player's taking part is worth, exactly or from a sample of orders.

A coalition is a bit mask: player i takes part where bit i is set.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, sqrt

Worth = Callable[[int], Fraction]
T_975 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""Two-sided 95 % points of Student's t for 1 … 10 degrees of freedom; beyond, an expansion about the normal."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over independent draws, with its standard error and half the width of its 95 % t-interval."""

    mean: float
    standard_error: float
    half_width: float


def shapley(players: int, worth: Worth) -> tuple[Fraction, ...]:
    """Σ_{C∌i} |C|!(n−|C|−1)!/n! · (v(C∪i) − v(C)) for each player i; the sum is v(all) − v(none).

    `worth` is asked for every coalition. Source: L. S. Shapley, A value for n-person games (1953).

    The glove game, one left and two right gloves:

    >>> shapley(3, lambda c: Fraction(1) if c & 1 and c & 6 else Fraction(0))
    (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))
    """
    values = [worth(coalition) for coalition in range(1 << players)]
    weights = [Fraction(factorial(size) * factorial(players - size - 1), factorial(players)) for size in range(players)]
    credit = []
    for player in range(players):
        bit = 1 << player
        credit.append(
            sum(
                (
                    weights[coalition.bit_count()] * (values[coalition | bit] - values[coalition])
                    for coalition in range(1 << players)
                    if not coalition & bit
                ),
                Fraction(0),
            )
        )
    return tuple(credit)


def marginals(order: Sequence[int], worth: Worth) -> list[Fraction]:
    """What each player adds when players join in this order, by player."""
    added = [Fraction(0)] * len(order)
    coalition = 0
    before = worth(0)
    for player in order:
        coalition |= 1 << player
        after = worth(coalition)
        added[player] = after - before
        before = after
    return added


def estimate(pairs: Iterable[Sequence[Fraction]], most: float = 0.0) -> tuple[Estimate, ...]:
    """Shapley values from antithetic pairs: each item is the mean over an order and its reverse, by player.

    Pairs are independent draws, so the interval is Student's t over pairs. Where all n pairs agree they tell nothing
    of their spread: another value may still have probability p with (1 − p)ⁿ = 5 %, and lie up to `most` away, so
    that half the interval is p · most (the rule of three). Raises ValueError for fewer than two pairs.
    """
    rows = [[float(value) for value in pair] for pair in pairs]
    if len(rows) < 2:
        raise ValueError("An interval needs at least two pairs of orders.")
    count = len(rows)
    found = []
    for column in zip(*rows, strict=True):
        mean = sum(column) / count
        variance = sum((value - mean) ** 2 for value in column) / (count - 1)
        error = sqrt(variance / count)
        unseen = most * (1 - 0.05 ** (1 / count))
        found.append(Estimate(mean, error, _t(count - 1) * error if variance else unseen))
    return tuple(found)


def _t(degrees: int) -> float:
    """The 97.5 % point of Student's t: tabled up to 10, then Cornish–Fisher about the normal (error under 0.001)."""
    if degrees <= len(T_975):
        return T_975[degrees - 1]
    z = 1.959964
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / degrees + second / degrees**2 + third / degrees**3
