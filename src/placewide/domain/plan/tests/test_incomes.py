"""Incomes for distributional weights are read from observations, and nothing is guessed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from placewide.domain.place.document import Observation, PlaceDocument
from placewide.domain.plan.questions.incomes import weighting_of
from placewide.domain.plan.tests.simple import place
from placewide.domain.shared.identifiers import FreeValue, Identifier, PartialDate

MEDIAN, INCOME = "Median equivalised household income", "equivalised household income"


def stating(*rows: tuple[str | None, str, object, str]) -> PlaceDocument:
    observations = tuple(
        Observation(id=Identifier(f"o{at}"), about=about, what=what, value=FreeValue(value), date=PartialDate(date))
        for at, (about, what, value, date) in enumerate(rows)
    )
    return replace(place([], []), observations=observations)


def test_reads_the_median_and_the_income_of_each_organisation() -> None:
    found = weighting_of(stating((None, MEDIAN, 30_000, "2025"), ("trust", INCOME, Decimal(24_000), "2025")))
    assert found is not None
    assert (found.median, found.incomes) == (30_000, {"trust": 24_000})


def test_the_latest_of_several_counts() -> None:
    rows = ((None, MEDIAN, 32_000, "2025"), (None, MEDIAN, 30_000, "2023"), ("trust", INCOME, 20_000, "2025"))
    found = weighting_of(stating(*rows))
    assert found is not None
    assert found.median == 32_000


@pytest.mark.parametrize("value", [0, -1, True, "24000", None, Decimal("1.5")])
def test_what_is_no_income_is_not_read(value: object) -> None:
    assert weighting_of(stating((None, MEDIAN, 30_000, "2025"), ("trust", INCOME, value, "2025"))) is None


def test_without_a_median_or_without_an_organisation_nothing_is_weighted() -> None:
    assert weighting_of(stating(("trust", INCOME, 20_000, "2025"))) is None
    assert weighting_of(stating((None, MEDIAN, 30_000, "2025"), ("nobody", INCOME, 20_000, "2025"))) is None
