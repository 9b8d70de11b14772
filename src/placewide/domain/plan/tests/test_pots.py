"""Which money counts, and how much of it may be shared."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from placewide.domain.funding.records import Allocation, FromBenefit, FundRules
from placewide.domain.plan.problem.pots import Pot, pots_of
from placewide.domain.plan.tests.simple import money, place
from placewide.domain.scope.records import Change, Scoping
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

SHARED = money("a", "trust", "capital", 500, may_share=True)


def pots(allocation: Allocation, rules: FundRules | None = None, scoping: Scoping | None = None) -> tuple[Pot, ...]:
    document = place([], [allocation], rules=rules, scoping=scoping)
    return pots_of(document, settings_of(document.scoping))


def test_a_published_ceiling_is_announced_at_most() -> None:
    ceiling = replace(SHARED, amount=Figure(value=Pence(50_000), is_="up_to"))
    assert pots(ceiling) == ()
    (pot,) = pots(ceiling, scoping=Scoping(count=("awarded", "announced")))
    assert not pot.awarded


@pytest.mark.parametrize("key", ["holder", "kind", "year", "amount", "status"])
def test_an_allocation_that_lacks_something_is_not_counted(key: str) -> None:
    nothing: dict[str, Any] = {key: None}
    assert pots(replace(SHARED, **nothing)) == ()


def test_money_that_a_benefit_releases_counts_only_with_money_at_risk() -> None:
    released = replace(SHARED, from_benefit=FromBenefit(project=Identifier("x")), status="at_risk")
    assert pots(released) == ()
    (pot,) = pots(released, scoping=Scoping(count=("awarded", "at_risk")))
    assert (pot.released_by, pot.awarded) == ("x", False)


@pytest.mark.parametrize(
    ("allocation", "rules", "scoping", "shareable"),
    [
        (SHARED, None, None, 50_000),
        (replace(SHARED, shareable=Pence(30_000)), None, None, 30_000),
        (replace(SHARED, shareable=Pence(90_000)), None, None, 50_000),
        (replace(SHARED, may_share=False), None, None, 0),
        (SHARED, FundRules(may_transfer=False), None, 0),
        (SHARED, FundRules(may_transfer=True), None, 50_000),
        (SHARED, None, Scoping(shares=False), 0),
    ],
)
def test_what_may_be_shared(
    allocation: Allocation, rules: FundRules | None, scoping: Scoping | None, shareable: int
) -> None:
    (pot,) = pots(allocation, rules, scoping)
    assert pot.shareable == shareable


def test_a_change_lies_over_the_allocation_and_leaves_the_rest() -> None:
    change = Change(allocation=SHARED.id, amount=Pence(10_000), may_share=False)
    (pot,) = pots(SHARED, scoping=Scoping(change=(change,)))
    assert (pot.amount, pot.shareable, pot.kind) == (10_000, 0, "capital")


def test_money_is_for_its_own_year_and_the_next_if_it_may_be_carried() -> None:
    (own,) = pots(SHARED)
    (carried,) = pots(replace(SHARED, carry_forward=True))
    assert (own.first, own.last, carried.first, carried.last) == (0, 0, 0, 1)


def test_fractions_come_from_the_fund() -> None:
    (pot,) = pots(SHARED, FundRules(pays_at_most=Decimal("0.5")))
    assert pot.fraction == Decimal("0.5")
