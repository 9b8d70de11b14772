import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.domain.funding import needs
from placewide.domain.funding.needs import cash_need

NONE = Fraction(0)
pence = st.integers(0, 10**11)
rates = st.fractions(min_value=0, max_value=1, max_denominator=1000)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(needs).failed == 0


def test_without_rates_the_need_is_the_amount() -> None:
    assert cash_need(12345, 9, NONE, NONE, NONE) == 12345


def test_the_base_year_has_no_inflation() -> None:
    assert cash_need(10_000, 0, Fraction(1, 40), NONE, NONE) == 10_000
    assert cash_need(10_000, 1, Fraction(1, 40), NONE, NONE) == 10_250


def test_half_a_penny_goes_up() -> None:
    assert cash_need(1, 0, NONE, NONE, Fraction(1, 2)) == 2
    assert cash_need(3, 0, NONE, NONE, Fraction(1, 2)) == 5


def test_it_is_rounded_once_at_the_end() -> None:
    # 5 × 1.1 × 1.2 × 1.1 = 7.26; rounded at every step it would come to 8.
    assert cash_need(5, 1, Fraction(1, 10), Fraction(1, 5), Fraction(1, 10)) == 7


def test_prices_may_fall() -> None:
    assert cash_need(10_000, 2, Fraction(-1, 10), NONE, NONE) == 8_100


def test_refuses_a_year_before_the_base_year() -> None:
    with pytest.raises(ValueError, match="before the base year"):
        cash_need(100, -1, NONE, NONE, NONE)


@given(pence, st.integers(0, 15), rates, rates, rates)
def test_no_rate_ever_lowers_the_need(
    amount: int, year: int, inflation: Fraction, vat: Fraction, contingency: Fraction
) -> None:
    need = cash_need(amount, year, inflation, vat, contingency)
    assert need >= amount
    assert need >= cash_need(amount, year, inflation, NONE, contingency)
    assert cash_need(amount, year + 1, inflation, vat, contingency) >= need
