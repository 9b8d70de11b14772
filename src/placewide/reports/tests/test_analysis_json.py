"""Later questions as JSON: plain numbers, null for what is unknown, everything that was found."""

import json
from fractions import Fraction
from typing import Any

from placewide.domain.plan.questions.comparison import Comparison, Loser, ScenarioOutcome, ScenarioRow
from placewide.domain.plan.questions.frontier import Frontier, FrontierPoint
from placewide.domain.plan.questions.robustness import PLANNED_ANEW, CoreIndex, Robustness
from placewide.domain.plan.questions.weights import View, ViewPlan, WeightSensitivity
from placewide.domain.plan.result import Worth
from placewide.reports.analysis_json import (
    comparison_to_json,
    frontier_to_json,
    robustness_to_json,
    weights_to_json,
    worth_to_json,
)

HALF = Fraction(1, 2)


def through_json(content: Any) -> Any:
    return json.loads(json.dumps(content))


def test_worth_has_the_form_of_the_place_file() -> None:
    worth = (Worth(extra_pence=1_000_000, objective_gain=HALF),)
    assert through_json(worth_to_json({"b": None, "a": worth})) == [
        {"allocation": "a", "worth": [{"extra_pence": 1_000_000, "objective_gain": 0.5}]},
        {"allocation": "b", "worth": None},
    ]


def test_the_frontier_says_where_more_points_may_lie() -> None:
    point = FrontierPoint(cost_pence=100, value=HALF, projects=("one",))
    found = Frontier(objective="npsv", points=(point,), gaps=((0, 99),))
    assert through_json(frontier_to_json(found)) == {
        "objective": "npsv",
        "complete": False,
        "points": [{"cost_pence": 100, "value": 0.5, "projects": ["one"], "levelling": None}],
        "gaps": [{"from_pence": 0, "to_pence": 99}],
    }


def test_views_without_a_plan_are_null() -> None:
    view = View(kind="change", about="care", factor=HALF, weights={"care": Fraction(1)})
    found = WeightSensitivity(
        plans=(ViewPlan(view=view, projects=None, objective=None),), standing={"one": "all"}, matters=True
    )
    content = through_json(weights_to_json(found))
    assert content["views"][0] == {
        "kind": "change",
        "about": "care",
        "factor": 0.5,
        "weights": {"care": 1.0},
        "objective": None,
        "projects": None,
    }
    assert content["projects"] == [{"project": "one", "chosen_in": "all"}]


def test_robustness_says_how_it_was_found() -> None:
    found = Robustness(
        method=PLANNED_ANEW,
        seed=1,
        asked=4,
        answered=4,
        infeasible=0,
        different_plans=2,
        same_plan=HALF,
        projects=(CoreIndex(project="one", index=HALF, place="borderline", in_plan=True),),
        planned_anew=4,
    )
    content = through_json(robustness_to_json(found))
    assert (content["method"], content["scenarios"], content["same_plan"]) == (PLANNED_ANEW, 4, 0.5)
    assert content["projects"] == [{"project": "one", "index": 0.5, "place": "borderline", "in_plan": True}]


def test_a_scenario_without_a_plan_has_nulls_and_those_unanswered_are_named() -> None:
    base = ScenarioOutcome(
        scenario=None,
        name=None,
        status="optimal",
        objective=(Fraction(3),),
        projects=("one",),
        losers=(Loser(organisation="trust", net_pence=-5),),
    )
    none = ScenarioOutcome(scenario="poor", name="Poor", status="infeasible")
    rows = (ScenarioRow(outcome=base, joins=(), leaves=()), ScenarioRow(outcome=none, joins=None, leaves=None))
    content = through_json(comparison_to_json(Comparison(rows=rows, missing=("late",))))
    assert content["scenarios"][0]["losers"] == [{"organisation": "trust", "net_pence": -5}]
    assert (content["scenarios"][1]["npsv_pence"], content["scenarios"][1]["joins"]) == (None, None)
    assert content["missing"] == ["late"]
