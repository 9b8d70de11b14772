import doctest
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.domain.benefits import parameters
from placewide.domain.benefits.parameters import (
    DISTRIBUTIONAL_WEIGHTS,
    GDP_DEFLATORS,
    HEALTH_DISCOUNTING,
    OPTIMISM_BIAS,
    STANDARD_DISCOUNTING,
    in_force,
)

ALL_TABLES = (*STANDARD_DISCOUNTING, *HEALTH_DISCOUNTING, *OPTIMISM_BIAS, *GDP_DEFLATORS, *DISTRIBUTIONAL_WEIGHTS)
years = st.sampled_from([year for year, _ in GDP_DEFLATORS[0].index])


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(parameters).failed == 0


def test_every_table_says_where_it_comes_from() -> None:
    for table in ALL_TABLES:
        assert table.source.title
        assert table.source.date
        assert table.source.url.startswith("https://")


def test_ids_of_tables_are_unique() -> None:
    assert len({table.id for table in ALL_TABLES}) == len(ALL_TABLES)


def test_a_successor_takes_over_on_its_first_day() -> None:
    old = replace(STANDARD_DISCOUNTING[0], valid_to="2027-03-31")
    new = replace(STANDARD_DISCOUNTING[0], id="later", valid_from="2027-04-01")
    assert in_force((old, new), "2027-03-31") is old
    assert in_force((old, new), "2027-04-01") is new


def test_a_month_or_year_stands_for_the_whole_of_it() -> None:
    old = replace(STANDARD_DISCOUNTING[0], valid_to="2026-06")
    new = replace(STANDARD_DISCOUNTING[0], id="later", valid_from="2026-07")
    assert in_force((old, new), "2026-06-30") is old
    assert in_force((old, new), "2026-07-01") is new
    assert in_force((replace(old, valid_to="2026"),), "2026-12-31").id == old.id


def test_refuses_a_day_before_the_first_table() -> None:
    with pytest.raises(LookupError, match="No table is in force on 1999-01-01"):
        in_force(STANDARD_DISCOUNTING, "1999-01-01")


def test_refuses_tables_that_overlap() -> None:
    twice = (STANDARD_DISCOUNTING[0], STANDARD_DISCOUNTING[0])
    with pytest.raises(ValueError, match="Several tables are in force"):
        in_force(twice, "2026-04-01")


def test_refuses_a_day_that_is_not_one() -> None:
    with pytest.raises(ValueError, match="month"):
        in_force(STANDARD_DISCOUNTING, "2026-13-01")


def test_bias_bounds_are_in_order_and_only_outsourcing_raises_revenue() -> None:
    for row in OPTIMISM_BIAS[0].rows:
        assert 0 <= row.lower <= row.upper
        assert (row.raises == "revenue") == (row.type == "outsourcing")


def test_refuses_a_type_of_project_that_the_table_does_not_have() -> None:
    with pytest.raises(ValueError, match=r"“software” is not a type of project .* equipment_development"):
        OPTIMISM_BIAS[0].bounds_of("software")


def test_refuses_a_price_year_that_the_index_does_not_hold() -> None:
    with pytest.raises(ValueError, match="holds 2015 to 2024, not 2030"):
        GDP_DEFLATORS[0].convert(100, from_year=2022, to_year=2030)


@given(st.integers(-(10**12), 10**12), years, years)
def test_converting_prices_there_and_back_changes_nothing(amount: int, one: int, other: int) -> None:
    deflator = GDP_DEFLATORS[0]
    there = deflator.convert(amount, from_year=one, to_year=other)
    assert deflator.convert(there, from_year=other, to_year=one) == amount


def test_the_median_income_has_weight_one() -> None:
    assert DISTRIBUTIONAL_WEIGHTS[0].weight(income=28_000, median=28_000) == 1


def test_a_weight_depends_on_the_ratio_of_incomes_alone() -> None:
    weights = DISTRIBUTIONAL_WEIGHTS[0]
    assert weights.weight(income=Fraction(1, 3), median=1) == weights.weight(income=10_000, median=30_000)


def test_an_elasticity_of_one_weighs_by_the_plain_ratio() -> None:
    assert replace(DISTRIBUTIONAL_WEIGHTS[0], elasticity=Fraction(1)).weight(income=1, median=8) == 8


@pytest.mark.parametrize(("income", "median"), [(0, 100), (-1, 100), (100, 0)])
def test_refuses_incomes_that_cannot_be_compared(income: int, median: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        DISTRIBUTIONAL_WEIGHTS[0].weight(income=income, median=median)
