"""Scenarios side by side: what joins, what leaves, and what each is worth under the base's own objective."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner
from placewide.domain.plan.questions.comparison import Comparison, compared, outcome_of, scenarios_of
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Force, Scenario, Scoping
from placewide.domain.shared.identifiers import Identifier

QUICKLY = Manner(prices=False)


def scenario(name: str, **keys: Any) -> Scenario:
    return Scenario(id=Identifier(name), scoping=Scoping(**keys))


def document(*scenarios: Scenario) -> PlaceDocument:
    return place(
        [project("one", 3, capital=[60]), project("two", 2, "council", capital=[40]), project("bare", 5)],
        [money("a", "trust", "capital", 100, may_share=True)],
        scenarios=scenarios,
    )


def compare(what: PlaceDocument) -> Comparison:
    return compared(what, [outcome_of(what, name, QUICKLY) for name in scenarios_of(what)])


def test_a_scenario_without_sharing_beside_the_base() -> None:
    base, alone = compare(document(scenario("alone", shares=False))).rows
    assert (base.outcome.projects, base.outcome.shared_pence) == (("one", "two"), 40_00)
    assert (alone.joins, alone.leaves, alone.outcome.used_pence) == ((), ("two",), 60_00)
    assert alone.outcome.base_objective == Fraction(3)


def test_a_scenario_of_another_objective_is_worth_less_under_the_base() -> None:
    force = (Force(project=Identifier("one"), in_=False),)
    _, other = compare(document(scenario("other", objective="npsv", force=force))).rows
    assert other.outcome.objectives == ("npsv",)
    assert other.outcome.base_objective == sum(2 for name in other.outcome.projects if name == "two")


def test_what_cannot_be_planned_is_refused_with_its_findings_and_the_others_stand() -> None:
    force = (Force(project=Identifier("bare"), in_=True),)
    base, refused = compare(document(scenario("must", force=force))).rows
    assert base.outcome.status == "optimal"
    assert (refused.outcome.status, refused.joins) == ("refused", None)
    assert refused.outcome.findings[0].record == "bare"


def test_a_place_without_a_plan_in_a_scenario_says_infeasible() -> None:
    force = (Force(project=Identifier("one"), in_=True),)
    _, poor = compare(document(scenario("poor", count=("bid",), force=force))).rows
    assert (poor.outcome.status, poor.outcome.npsv_pence, poor.leaves) == ("infeasible", None, None)


def test_who_loses_is_named() -> None:
    paid = place(
        [project("one", 3, capital=[60])],
        [replace(money("a", "trust", "capital", 60), fund=Identifier("own"))],
        scoping=Scoping(stop=None),
    )
    (row,) = compare(paid).rows
    assert [(loser.organisation, loser.net_pence) for loser in row.outcome.losers] == [("trust", -60_00)]


def test_a_scenario_without_an_answer_is_missing() -> None:
    what = document(scenario("alone", shares=False))
    found = compared(what, [outcome_of(what, None, QUICKLY), None])
    assert (len(found.rows), found.missing) == (1, ("alone",))


def test_weights_of_a_scenario_do_not_change_the_objective_of_the_base() -> None:
    _, tripled = compare(document(scenario("w", weights={Identifier("care"): Decimal(3)}))).rows
    assert tripled.outcome.objective == (tripled.outcome.base_objective,)
