"""`placewide-plan/1`: the keys of the contract, whole pence, and numbers where there is one objective."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from placewide.domain.plan.result import CheapestChange, MoneyPart, Plan
from placewide.reports.plan_json import plan_to_json
from placewide.reports.tests.sample_place import FIRST, SECOND
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED

WRITTEN = plan_to_json(PLAN)
KEYS = {
    "format", "place", "digest", "version", "scenario", "status", "objective", "bound", "gap", "projects", "funding",
    "shares", "allocations", "appraisal", "care", "not_plannable", "findings", "timings",
}  # fmt: skip


def with_change(change: CheapestChange) -> object:
    left_out = replace(PLAN.projects[-1], cheapest_change=change)
    return plan_to_json(replace(PLAN, projects=(left_out,)))["projects"][0]["cheapest_change"]


def test_has_every_key_of_the_contract() -> None:
    assert set(WRITTEN) >= KEYS
    assert WRITTEN["format"] == "placewide-plan/1"


def test_records_have_the_keys_of_the_contract() -> None:
    assert set(WRITTEN["projects"][0]) >= {
        "id", "selected", "option", "start", "strategic_value", "npsv_pence", "firm", "reason_code", "reason",
        "cheapest_change",
    }  # fmt: skip
    assert set(WRITTEN["funding"][0]) >= {"allocation", "project", "line", "year", "kind", "amount_pence", "shared"}
    assert set(WRITTEN["shares"][0]) == {
        "from", "to", "allocation", "project", "year", "kind", "amount_pence", "route", "needs_advice",
    }  # fmt: skip
    assert set(WRITTEN["appraisal"]["by_organisation"][0]) >= {
        "organisation", "pays_pence", "own_money_pence", "gains_pence", "gains_by_class", "unfunded_pence",
    }  # fmt: skip


@pytest.mark.parametrize("plan", [PLAN, FEASIBLE, INFEASIBLE, STOPPED], ids=lambda plan: plan.status)
def test_is_json_whatever_the_answer_and_the_same_every_time(plan: Plan) -> None:
    text = json.dumps(plan_to_json(plan), allow_nan=False)
    assert text == json.dumps(plan_to_json(plan), allow_nan=False)
    assert json.loads(text)["status"] == plan.status


def test_money_is_whole_pence_and_years_are_financial_years() -> None:
    assert sum(row["amount_pence"] for row in WRITTEN["funding"]) == sum(p.amount_pence for p in PLAN.payments)
    assert all(type(row["amount_pence"]) is int for row in WRITTEN["funding"])
    assert {row["year"] for row in WRITTEN["funding"]} == {"2026/27", "2027/28"}


def test_one_objective_is_a_number_and_several_are_lists() -> None:
    assert WRITTEN["objective"] == 10.4
    assert WRITTEN["gap"] == 0.0
    two = replace(PLAN, objective=(Fraction(1), Fraction(5, 2)), bound=(Fraction(1), Fraction(3)), gap=(0.0, 0.2))
    assert plan_to_json(two)["objective"] == [1.0, 2.5]


def test_without_an_answer_objective_bound_and_gap_are_null_and_the_conflict_is_told() -> None:
    written = plan_to_json(INFEASIBLE)
    assert [written[key] for key in ("objective", "bound", "gap", "appraisal")] == [None] * 4
    assert written["conflict"]["projects"] == ["imaging", "virtual_ward"]


def test_a_gap_that_is_not_known_is_null_because_json_knows_no_infinity() -> None:
    assert plan_to_json(replace(FEASIBLE, gap=(float("inf"),)))["gap"] is None


def test_money_of_one_year_is_told_flat_and_of_several_in_parts() -> None:
    parts = (
        MoneyPart(kind="capital", year=FIRST, extra_pence=100),
        MoneyPart(kind="revenue", year=SECOND, extra_pence=50),
    )
    one = with_change(CheapestChange(type="money", parts=parts[:1], extra_pence=100))
    assert one == {"type": "money", "kind": "capital", "year": "2026/27", "extra_pence": 100}
    several = with_change(CheapestChange(type="money", parts=parts, extra_pence=150))
    assert isinstance(several, dict)
    assert [part["extra_pence"] for part in several["parts"]] == [100, 50]


def test_permissions_and_rules_are_told_by_their_own_keys() -> None:
    permission = CheapestChange(type="permission", allocation="a3", extra_pence=3_000)
    assert with_change(permission) == {"type": "permission", "allocation": "a3", "extra_pence": 3_000}
    assert with_change(CheapestChange(type="rule", rule="cover")) == {"type": "rule", "rule": "cover"}
