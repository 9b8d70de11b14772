"""Why a project is out: the first reason that fits."""

from fractions import Fraction

import pytest

from placewide.domain.funding.records import SpendingLimit
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import NotPlannableError, plan_place
from placewide.domain.plan.result import Plan
from placewide.domain.plan.tests.simple import YEAR_0, money, place, project
from placewide.domain.scope.records import Force, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

PLENTY = [money("a", "trust", "capital", 10_000)]
ONE = project("one", 3, capital=[10])


def codes(document: PlaceDocument) -> dict[str, str]:
    return {row.id: row.reason_code for row in plan_place(document).projects}


def reason(plan: Plan, name: str) -> str:
    return next(row.reason for row in plan.projects if row.id == name)


@pytest.mark.parametrize("status", ["parked", "declined", "closed"])
def test_projects_that_are_not_planned_say_so(status: str) -> None:
    document = place([project("one", 3, capital=[10], status=status)], PLENTY)
    assert codes(document) == {"one": "not_plannable"}
    assert plan_place(document).not_plannable == ()


def test_a_project_that_lacks_costs_is_listed_with_what_it_lacks() -> None:
    plan = plan_place(place([project("one", 3)], PLENTY))
    assert [(row.project, row.lacks) for row in plan.not_plannable] == [("one", ("costs",))]
    assert [finding.rule for finding in plan.findings if finding.severity == "warning"] == ["not_plannable"]


def test_a_mandatory_project_that_lacks_costs_refuses_the_plan() -> None:
    with pytest.raises(NotPlannableError) as refusal:
        plan_place(place([project("one", 3, mandatory=True)], PLENTY))
    assert refusal.value.findings[0].record == "one"


def test_forced_out_gives_the_reason_that_was_given() -> None:
    scoping = Scoping(force=(Force(project=Identifier("one"), in_=False, reason="The supplier left."),))
    plan = plan_place(place([ONE], PLENTY, scoping=scoping))
    assert "The supplier left." in reason(plan, "one")
    assert [(row.project, row.price) for row in plan.overrides] == [("one", Fraction(3))]


def test_a_requirement_that_is_parked_can_never_be_met() -> None:
    document = place([project("two", 5, capital=[1], requires=("one",)), project("one", 3, status="parked")], PLENTY)
    assert codes(document)["two"] == "requires"


def test_a_requirement_that_is_closed_is_met() -> None:
    document = place([project("two", 5, capital=[1], requires=("one",)), project("one", 3, status="closed")], PLENTY)
    assert codes(document)["two"] == "chosen"


def test_excluded_by_what_must_be_done() -> None:
    document = place([ONE, project("must", 1, capital=[1], mandatory=True, excludes=("one",))], PLENTY)
    assert codes(document) == {"one": "excluded", "must": "forced"}


def test_requires_what_is_excluded_by_what_must_be_done() -> None:
    document = place(
        [ONE, project("two", 5, capital=[1], requires=("one",)),
         project("must", 1, capital=[1], mandatory=True, excludes=("one",))], PLENTY
    )  # fmt: skip
    assert codes(document)["two"] == "requires"


def test_a_spending_limit_is_a_rule_whatever_the_money() -> None:
    limit = SpendingLimit(organisation=Identifier("trust"), kind="capital", year=YEAR_0, amount=Pence(500))
    plan = plan_place(place([ONE], PLENTY, limits=(limit,)))
    assert "spending limit of trust, capital, 2026/27" in reason(plan, "one")
    assert plan.projects[0].reason_code == "rule"


def test_capital_beyond_the_horizon_is_a_rule() -> None:
    assert codes(place([project("one", 3, capital=[1, 1, 1])], PLENTY)) == {"one": "rule"}


def test_among_equals_the_smaller_id_is_chosen_and_the_other_told_so() -> None:
    document = place(
        [project("b", 3, capital=[10]), project("a", 3, capital=[10])], [money("m", "trust", "capital", 10)]
    )
    plan = plan_place(document)
    assert [(row.id, row.selected) for row in plan.projects] == [("a", True), ("b", False)]
    assert next(row.price for row in plan.projects if row.id == "b") == 0


def test_many_equals_are_told_apart_as_few_are() -> None:
    projects = [project(f"p{i:02}", 1, capital=[10]) for i in range(12)]
    plan = plan_place(place(projects, [money("m", "trust", "capital", 60)]))
    assert [row.id for row in plan.projects if row.selected] == [f"p{i:02}" for i in range(6)]
    assert plan.status == "optimal"
