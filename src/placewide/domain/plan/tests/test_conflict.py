"""A smallest conflict: every member is needed, and the rest can hold together without any one of them."""

from placewide.domain.funding.records import SpendingLimit
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.result import Conflict
from placewide.domain.plan.tests.simple import YEAR_0, money, place, project
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

PLENTY = [money("a", "trust", "capital", 10_000)]
MUST = project("must", 1, capital=[10], mandatory=True)


def test_two_that_must_be_and_exclude_each_other() -> None:
    document = place([MUST, project("also", 1, capital=[10], mandatory=True, excludes=("must",))], PLENTY)
    plan = plan_place(document)
    assert (plan.status, plan.objective, plan.bound, plan.gap) == ("infeasible", None, None, None)
    assert plan.conflict == Conflict(projects=("also", "must"), rules=("also excludes must",))


def test_one_that_must_be_and_has_no_money_stands_alone() -> None:
    plan = plan_place(place([MUST, project("free", 1, capital=[0])], []))
    assert plan.conflict == Conflict(projects=("must",), rules=())


def test_one_that_must_be_and_a_limit() -> None:
    limit = SpendingLimit(organisation=Identifier("trust"), kind="capital", year=YEAR_0, amount=Pence(999))
    other = SpendingLimit(organisation=Identifier("council"), kind="capital", year=YEAR_0, amount=Pence(0))
    plan = plan_place(place([MUST], PLENTY, limits=(limit, other)))
    assert plan.conflict == Conflict(projects=("must",), rules=("spending limit of trust, capital, 2026/27",))
