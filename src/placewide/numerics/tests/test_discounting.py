import doctest
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from placewide.numerics import discounting
from placewide.numerics.discounting import (
    RateBand,
    benefit_cost_ratio,
    discount_factors,
    net_present_value,
    present_value,
    switching_factor,
)

TEN_PER_CENT = (RateBand(None, Fraction(1, 10)),)
rates = st.fractions(min_value=0, max_value=Fraction(1, 4), max_denominator=1000)
money = st.integers(-(10**10), 10**10)
flows = st.lists(money, max_size=8)


@st.composite
def banded(draw: st.DrawFn) -> tuple[RateBand, ...]:
    ends = sorted(draw(st.sets(st.integers(0, 40), max_size=4)))
    return tuple(RateBand(end, draw(rates)) for end in [*ends, None])


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(discounting).failed == 0


def test_the_base_year_is_not_discounted() -> None:
    assert discount_factors(TEN_PER_CENT, 3) == (Fraction(1), Fraction(10, 11), Fraction(100, 121))


def test_a_rate_holds_up_to_and_including_the_last_year_of_its_band() -> None:
    bands = (RateBand(1, Fraction(1)), RateBand(None, Fraction(0)))
    assert discount_factors(bands, 4) == (Fraction(1), Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))


def test_no_years_need_no_rates() -> None:
    assert discount_factors((), 0) == ()


def test_refuses_a_year_that_no_band_covers() -> None:
    with pytest.raises(ValueError, match="No discount rate is given for year 3"):
        discount_factors((RateBand(2, Fraction(1, 10)),), 4)


@pytest.mark.parametrize("ends", [(5, 5), (5, 3), (None, 7), (None, None)])
def test_refuses_bands_out_of_order(ends: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError, match="must follow each other"):
        discount_factors([RateBand(end, Fraction(1, 10)) for end in ends], 2)


def test_refuses_a_rate_that_would_divide_by_zero() -> None:
    with pytest.raises(ValueError, match="above −100 %"):
        discount_factors((RateBand(None, Fraction(-1)),), 2)


def test_refuses_a_negative_number_of_years() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        discount_factors(TEN_PER_CENT, -1)


@given(banded(), st.integers(1, 60))
def test_each_factor_follows_from_the_one_before_by_the_rate_of_its_year(
    bands: tuple[RateBand, ...], years: int
) -> None:
    factors = discount_factors(bands, years)
    assert factors[0] == 1
    for year in range(1, years):
        rate = next(band.rate for band in bands if band.last_year is None or band.last_year >= year)
        assert factors[year] * (1 + rate) == factors[year - 1]


@given(banded(), st.integers(1, 60))
def test_a_later_pound_is_never_worth_more(bands: tuple[RateBand, ...], years: int) -> None:
    factors = discount_factors(bands, years)
    assert all(0 < later <= earlier for earlier, later in pairwise(factors))


@given(banded(), st.integers(0, 30), st.integers(0, 30))
def test_a_longer_appraisal_leaves_the_earlier_factors_alone(bands: tuple[RateBand, ...], some: int, more: int) -> None:
    assert discount_factors(bands, some + more)[:some] == discount_factors(bands, some)


def test_an_amount_beyond_the_appraisal_is_refused_and_not_dropped() -> None:
    with pytest.raises(ValueError, match="3 yearly amounts but only 2 years"):
        present_value([1, 1, 1], discount_factors(TEN_PER_CENT, 2))


def test_a_list_of_amounts_is_zero_after_its_end() -> None:
    assert present_value([110], discount_factors(TEN_PER_CENT, 5)) == 110


@given(flows, flows, banded())
def test_net_present_value_is_the_value_of_the_net_flows(
    benefits: list[int], costs: list[int], bands: tuple[RateBand, ...]
) -> None:
    factors = discount_factors(bands, 8)
    padded = [[*flow, *[0] * (8 - len(flow))] for flow in (benefits, costs)]
    net = [benefit - cost for benefit, cost in zip(*padded, strict=True)]
    assert net_present_value(benefits, costs, factors) == present_value(net, factors)


def test_a_transfer_between_partners_leaves_the_net_present_value_alone() -> None:
    factors = discount_factors(TEN_PER_CENT, 2)
    assert net_present_value([0, 500 + 70], [400, 70], factors) == net_present_value([0, 500], [400], factors)


def test_no_ratio_without_a_cost() -> None:
    assert benefit_cost_ratio(10, 0) is None
    assert benefit_cost_ratio(0, 10) == 0
    assert benefit_cost_ratio(-5, 10) == Fraction(-1, 2)


def test_an_input_that_adds_nothing_has_no_switching_factor() -> None:
    assert switching_factor(100, 0) is None


def test_a_benefit_that_could_be_lost_altogether_has_no_switching_factor() -> None:
    assert switching_factor(500, 100) is None
    assert switching_factor(100, 100) == 0


def test_a_project_that_fails_needs_more_benefit_or_less_cost() -> None:
    assert switching_factor(-50, 100) == Fraction(3, 2)
    assert switching_factor(-50, -100) == Fraction(1, 2)


@given(money, money)
def test_at_its_switching_factor_the_net_present_value_is_nil(contribution: int, rest: int) -> None:
    factor = switching_factor(contribution + rest, contribution)
    assume(factor is not None)
    assert factor is not None
    assert factor >= 0
    assert contribution * factor + rest == 0
