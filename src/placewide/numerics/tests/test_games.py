import doctest
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.numerics import games
from placewide.numerics.games import Worth, estimate, marginals, shapley

RUNWAYS = (1, 2, 4)


def table(values: Sequence[int]) -> Worth:
    return lambda coalition: Fraction(values[coalition])


def random_game(players: int, seed: int) -> Worth:
    """A monotone game in which members of pairs and triples add something only together."""
    dice = np.random.default_rng(seed)
    bonuses = {int(dice.integers(1, 1 << players)): int(dice.integers(0, 101)) for _ in range(2 * players)}
    values = [
        Fraction(sum(bonus for members, bonus in bonuses.items() if members & ~coalition == 0))
        for coalition in range(1 << players)
    ]
    return values.__getitem__


def sampled(players: int, worth: Worth, pairs: int, dice: np.random.Generator) -> Iterator[list[Fraction]]:
    for _ in range(pairs):
        order = dice.permutation(players).tolist()
        there, back = marginals(order, worth), marginals(order[::-1], worth)
        yield [(one + other) / 2 for one, other in zip(there, back, strict=True)]


def covered(players: int, worth: Worth, *, pairs: int, seeds: range) -> float:
    """How often the interval of a player holds the exact value, over seeds and players."""
    exact = shapley(players, worth)
    hits = 0
    for seed in seeds:
        rows = estimate(sampled(players, worth, pairs, np.random.default_rng(seed)))
        hits += sum(abs(row.mean - value) <= row.half_width + 1e-9 for row, value in zip(rows, exact, strict=True))
    return hits / (len(seeds) * players)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(games).failed == 0


def test_airport_game_splits_each_stretch_of_runway_among_its_users() -> None:
    def cost(coalition: int) -> Fraction:
        return Fraction(max((size for at, size in enumerate(RUNWAYS) if coalition >> at & 1), default=0))

    assert shapley(3, cost) == (Fraction(1, 3), Fraction(5, 6), Fraction(17, 6))


def test_symmetric_players_earn_alike_and_a_dummy_nothing() -> None:
    assert shapley(4, lambda c: Fraction(min((c & 7).bit_count(), 2))) == (*[Fraction(2, 3)] * 3, 0)


def test_nobody_plays_alone() -> None:
    assert shapley(0, lambda _: Fraction(7)) == ()


@given(st.lists(st.integers(-50, 50), min_size=16, max_size=16))
def test_credit_is_the_mean_over_every_order_and_sums_to_the_gain(values: list[int]) -> None:
    worth = table(values)
    orders = [marginals(order, worth) for order in permutations(range(4))]
    means = tuple(sum(column, Fraction(0)) / 24 for column in zip(*orders, strict=True))
    assert shapley(4, worth) == means
    assert sum(means) == values[15] - values[0]


@pytest.mark.parametrize(
    ("degrees", "point"),
    [(1, 12.7062), (10, 2.2281), (11, 2.2010), (15, 2.1314), (20, 2.0860), (30, 2.0423), (60, 2.0003), (99, 1.9842),
     (120, 1.9799), (100_000, 1.9600)],
)  # fmt: skip
def test_half_width_is_the_t_quantile_times_the_error(degrees: int, point: float) -> None:
    """Published two-sided 95 % points of Student's t."""
    rows = [[Fraction(0)], [Fraction(2)]] * ((degrees + 1) // 2) + [[Fraction(1)]] * ((degrees + 1) % 2)
    (row,) = estimate(rows)
    assert row.half_width / row.standard_error == pytest.approx(point, abs=0.001)


def test_pairs_that_all_agree_leave_room_for_what_was_not_seen() -> None:
    (row,) = estimate([[Fraction(3)]] * 59, most=10)
    assert (row.mean, row.standard_error) == (3, 0)
    assert row.half_width == pytest.approx(10 * 0.0495, abs=0.001)


def test_an_interval_needs_two_pairs() -> None:
    with pytest.raises(ValueError, match="two pairs"):
        estimate([[Fraction(1)]])


@pytest.mark.parametrize("game", range(6))
def test_the_interval_covers_as_often_as_it_says(game: int) -> None:
    share = covered(5, random_game(5, game), pairs=100, seeds=range(120))
    assert 0.92 <= share <= 0.98


def test_the_interval_of_few_pairs_covers_too() -> None:
    shares = [covered(5, random_game(5, game), pairs=8, seeds=range(150)) for game in range(4)]
    assert 0.92 <= sum(shares) / len(shares) <= 0.98
