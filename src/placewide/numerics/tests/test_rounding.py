import doctest
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from placewide.numerics import rounding
from placewide.numerics.rounding import apportion, largest_remainder, round_half_up

amounts = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
share_lists = st.lists(amounts, min_size=1, max_size=12)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(rounding).failed == 0


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("-0.5", 0), ("1.4999999999999999", 1), ("2.5", 3), ("-2.5", -2), ("-2.51", -3), ("7", 7)],
)
def test_a_half_goes_up_whatever_its_sign(value: str, rounded: int) -> None:
    assert round_half_up(Fraction(value)) == rounded


def test_rounds_amounts_that_floating_point_cannot_hold() -> None:
    assert round_half_up(Fraction(10**20 * 2 + 1, 2)) == 10**20 + 1


@given(amounts)
def test_the_rounded_value_is_the_nearest_integer(value: Fraction) -> None:
    assert -Fraction(1, 2) < round_half_up(value) - value <= Fraction(1, 2)


def test_equal_remainders_go_to_the_earlier_position() -> None:
    assert largest_remainder(2, [Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), Fraction(1, 2)]) == (1, 1, 0, 0)


def test_the_largest_remainder_wins_over_the_earlier_position() -> None:
    assert largest_remainder(3, [Fraction("1.2"), Fraction("1.7"), Fraction("0.1")]) == (1, 2, 0)


def test_a_dis_benefit_keeps_its_sign_beside_gains() -> None:
    assert largest_remainder(5, [Fraction("-10.4"), Fraction("15.4")]) == (-10, 15)


def test_a_total_near_zero_leaves_large_opposite_shares_alone() -> None:
    assert largest_remainder(0, [Fraction("1000000.2"), Fraction("-1000000.1")]) == (1000000, -1000000)


def test_nothing_to_share_among_nobody() -> None:
    assert largest_remainder(0, []) == ()


def test_refuses_shares_that_do_not_make_the_total() -> None:
    with pytest.raises(ValueError, match="add up to 11, which does not round to the total 10"):
        largest_remainder(10, [5, 6])


@given(share_lists, st.booleans())
def test_parts_add_up_to_the_total_and_lie_within_one_of_their_shares(shares: list[Fraction], up: bool) -> None:
    total = round_half_up(sum(shares, Fraction(0)) + (Fraction(1, 3) if up else 0))
    parts = largest_remainder(total, shares)
    assert sum(parts) == total
    assert all(abs(part - share) < 1 for part, share in zip(parts, shares, strict=True))


@given(share_lists)
def test_order_matters_only_between_equal_remainders(shares: list[Fraction]) -> None:
    assume(len({share % 1 for share in shares}) == len(shares))
    total = round_half_up(sum(shares, Fraction(0)))
    turned = shares[1:] + shares[:1]
    before = sorted(zip(shares, largest_remainder(total, shares), strict=True))
    after = sorted(zip(turned, largest_remainder(total, turned), strict=True))
    assert before == after


@given(share_lists)
def test_whole_shares_are_left_as_they_are(shares: list[Fraction]) -> None:
    whole = [round_half_up(share) for share in shares]
    assert list(largest_remainder(sum(whole), whole)) == whole


@given(st.integers(-(10**12), 10**12), st.lists(st.fractions(0, 100, max_denominator=1000), min_size=1, max_size=9))
def test_apportioned_parts_are_in_proportion_and_complete(total: int, weights: list[Fraction]) -> None:
    assume(sum(weights) > 0)
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * w / sum(weights)) < 1 for part, w in zip(parts, weights, strict=True))


def test_apportions_by_weights_of_which_one_is_negative() -> None:
    assert apportion(100, [Fraction(-1), Fraction(3)]) == (-50, 150)


def test_refuses_to_apportion_by_weights_that_cancel() -> None:
    with pytest.raises(ValueError, match="add up to nothing"):
        apportion(100, [1, -1])
