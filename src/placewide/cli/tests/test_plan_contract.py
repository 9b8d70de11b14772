"""The JSON of a plan: its keys and types are a contract; the same place gives the same plan, whatever the order."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placewide.cli.tests.good_place import WESTMERE, westmere
from placewide.cli.tests.running import placewide
from placewide.domain.place.document import PlaceDocument
from placewide.exchange.place_file import save

TEXT, WHOLE, NUMBER, YES_NO, LIST, MAP, NOTHING = str, int, float, bool, list, dict, type(None)
Shape = dict[str, tuple[type, ...]]

PLAN: Shape = {
    "format": (TEXT,), "place": (TEXT,), "digest": (TEXT,), "version": (TEXT,), "scenario": (TEXT, NOTHING),
    "status": (TEXT,), "objective": (NUMBER, LIST, NOTHING), "bound": (NUMBER, LIST, NOTHING),
    "gap": (NUMBER, LIST, NOTHING), "projects": (LIST,), "funding": (LIST,), "shares": (LIST,),
    "allocations": (LIST,), "appraisal": (MAP, NOTHING), "care": (MAP, NOTHING), "not_plannable": (LIST,),
    "findings": (LIST,), "timings": (MAP,), "conflict": (MAP, NOTHING),
}  # fmt: skip
ROWS: dict[str, Shape] = {
    "projects": {
        "id": (TEXT,), "selected": (YES_NO,), "option": (TEXT, NOTHING), "start": (TEXT, NOTHING),
        "strategic_value": (NUMBER, NOTHING), "npsv_pence": (WHOLE, NOTHING), "firm": (YES_NO, NOTHING),
        "reason_code": (TEXT,), "reason": (TEXT,), "cheapest_change": (MAP, NOTHING),
    },
    "funding": {
        "allocation": (TEXT,), "project": (TEXT,), "line": (TEXT,), "year": (TEXT,), "kind": (TEXT,),
        "amount_pence": (WHOLE,), "shared": (YES_NO,),
    },
    "shares": {
        "from": (TEXT,), "to": (TEXT,), "allocation": (TEXT,), "project": (TEXT,), "year": (TEXT,), "kind": (TEXT,),
        "amount_pence": (WHOLE,), "route": (TEXT, NOTHING), "needs_advice": (YES_NO,),
    },
    "allocations": {
        "allocation": (TEXT,), "used_pence": (WHOLE,), "unused_pence": (WHOLE,), "worth": (LIST, NOTHING),
    },
    "not_plannable": {"project": (TEXT,), "lacks": (LIST,)},
    "findings": {"severity": (TEXT,), "where": (TEXT,), "rule": (TEXT,), "message": (TEXT,)},
}  # fmt: skip
APPRAISAL: Shape = {
    "npsv_pence": (WHOLE,), "pv_benefits_pence": (WHOLE,), "pv_costs_pence": (WHOLE,), "bcr": (NUMBER, NOTHING),
    "by_organisation": (LIST,),
}  # fmt: skip
ACCOUNT: Shape = {
    "organisation": (TEXT, NOTHING), "pays_pence": (WHOLE,), "own_money_pence": (WHOLE,), "gains_pence": (WHOLE,),
    "gains_by_class": (MAP,), "unfunded_pence": (WHOLE,),
}  # fmt: skip
REASON_CODES = {
    "chosen", "forced", "worth_less", "no_money", "rule", "requires", "excluded", "not_plannable", "forced_out",
}  # fmt: skip


def planned(file: Path, *options: str) -> Any:
    ran = placewide("plan", file, "--json", "-", *options)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture(scope="module")
def plan() -> Any:
    return planned(WESTMERE)


def assert_shape(value: dict[str, Any], shape: Shape) -> None:
    assert shape.keys() <= value.keys()
    for key, types in shape.items():
        assert type(value[key]) in types, (key, value[key])


def test_the_plan_has_every_key_of_the_contract_with_its_type(plan: Any) -> None:
    assert_shape(plan, PLAN)
    assert plan["format"] == "placewide-plan/1"
    assert plan["digest"].startswith("sha256:")
    for name, shape in ROWS.items():
        assert plan[name], name
        for row in plan[name]:
            assert_shape(row, shape)
    assert_shape(plan["appraisal"], APPRAISAL)
    for account in plan["appraisal"]["by_organisation"]:
        assert_shape(account, ACCOUNT)
    assert {"maturity", "flows", "organisations_reached"} <= plan["care"].keys()
    assert {"read_s", "model_s", "solve_s"} <= plan["timings"].keys()


def test_every_project_has_a_known_reason_and_its_cheapest_change_a_known_form(plan: Any) -> None:
    forms = {"money": {"extra_pence"}, "permission": {"allocation", "extra_pence"}, "rule": {"rule"}}
    assert {row["id"] for row in plan["projects"]} == {project.id for project in westmere().projects}
    for row in plan["projects"]:
        assert row["reason_code"] in REASON_CODES
        change = row["cheapest_change"]
        assert change is None or forms[change["type"]] <= change.keys()
        assert row["selected"] == (row["start"] is not None)


def test_allocations_are_used_for_exactly_what_is_paid_and_shares_are_the_shared_payments(plan: Any) -> None:
    for row in plan["allocations"]:
        paid = sum(one["amount_pence"] for one in plan["funding"] if one["allocation"] == row["allocation"])
        assert row["used_pence"] == paid
        assert row["unused_pence"] >= 0
    shared = sum(one["amount_pence"] for one in plan["funding"] if one["shared"])
    assert shared == sum(one["amount_pence"] for one in plan["shares"])


def test_gains_less_payments_are_the_npsv_of_the_place_to_the_penny(plan: Any) -> None:
    accounts = plan["appraisal"]["by_organisation"]
    assert sum(one["gains_pence"] - one["pays_pence"] for one in accounts) == plan["appraisal"]["npsv_pence"]


def test_a_list_of_objectives_gives_lists(tmp_path: Path) -> None:
    document = westmere()
    scoping = replace(document.scoping, objective=("strategic_value", "npsv"))
    save(replace(document, scoping=scoping), tmp_path / "listed.yaml")
    plan = planned(tmp_path / "listed.yaml")
    assert [len(plan[key]) for key in ("objective", "bound", "gap")] == [2, 2, 2]


def without_clock(plan: dict[str, Any]) -> str:
    return json.dumps({**plan, "timings": None}, ensure_ascii=False)


def test_a_second_run_gives_the_same_bytes_but_for_the_timings(plan: Any) -> None:
    assert without_clock(planned(WESTMERE)) == without_clock(plan)


def test_rows_in_another_order_give_the_same_plan(plan: Any, tmp_path: Path) -> None:
    save(shuffled(westmere()), tmp_path / "westmere.yaml")
    other = planned(tmp_path / "westmere.yaml")
    assert without_places(other) == without_places(plan)


def shuffled(document: PlaceDocument) -> PlaceDocument:
    """The place with the rows of its longest lists in another order."""
    dice = random.Random(1)
    names = ("organisations", "projects", "funds", "allocations", "limits", "maturity", "journeys", "scenarios")
    changes: dict[str, Any] = {name: tuple(dice.sample(rows := getattr(document, name), len(rows))) for name in names}
    return replace(document, **changes)


def without_places(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan without where its findings stand, which alone depends on the order of rows."""
    findings = sorted((row["rule"], row["message"]) for row in plan["findings"])
    return {**plan, "findings": findings, "timings": None}
