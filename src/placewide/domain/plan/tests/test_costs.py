"""Costs by year: lists that end, lists that go on, and capital that lies beyond the money."""

from dataclasses import replace
from decimal import Decimal

import pytest

from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDetails
from placewide.domain.plan.problem.costs import capital_after, costs_of, years_of
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear

LINE = CostLine(id=Identifier("run"), kind="revenue", amounts=(Pence(100), Pence(0), Pence(50)))
PLACE = PlaceDetails(id=Identifier("p"), first_year=FinancialYear(2026), years=5, inflation=Decimal("2.5"))


def test_a_list_is_nothing_after_its_end() -> None:
    assert list(years_of(LINE, 1, 6)) == [(1, 100), (3, 50)]


def test_an_ongoing_line_goes_on_at_its_last_amount() -> None:
    assert list(years_of(replace(LINE, ongoing=True), 1, 6)) == [(1, 100), (3, 50), (4, 50), (5, 50)]


def test_an_unknown_amount_is_never_taken_for_nothing() -> None:
    with pytest.raises(ValueError, match="unknown amount"):
        list(years_of(replace(LINE, amounts=(None,)), 0, 3))


def test_the_cash_need_has_inflation_vat_and_contingency_and_the_appraisal_has_not() -> None:
    line = replace(LINE, amounts=(Pence(10_000_000),), vat="irrecoverable", contingency=Decimal(10))
    (cost,) = costs_of((line,), "lead", 4, PLACE, 5, 5)
    assert (cost.base, cost.need, cost.bearer) == (10_000_000, 14_570_330, "lead")


def test_costs_beyond_the_horizon_need_no_cash() -> None:
    (inside, beyond) = costs_of((replace(LINE, amounts=(Pence(7), Pence(9))),), "lead", 4, PLACE, 5, 10)
    assert (inside.year, beyond.year, beyond.base, beyond.need) == (4, 5, 9, 0)


@pytest.mark.parametrize(("offset", "beyond"), [(2, False), (3, True)])
def test_capital_may_not_lie_beyond_the_horizon(offset: int, beyond: bool) -> None:
    capital = replace(LINE, kind="capital")
    assert capital_after((capital,), offset, 5) is beyond


def test_ongoing_capital_lies_beyond_every_horizon() -> None:
    assert capital_after((replace(LINE, kind="capital", ongoing=True),), 0, 5)
