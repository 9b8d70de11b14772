"""The sample place tells the story of the product: alone nine projects, together fifteen, and every rule kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker import check_plan
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.exchange.place_file import load

SAMPLE = Path(__file__).parents[2] / "samples" / "westmere"
QUICKLY = Manner(prices=False)


@pytest.fixture(scope="module")
def westmere() -> PlaceDocument:
    document = load(SAMPLE / "westmere.yaml").document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def together(westmere: PlaceDocument) -> Plan:
    return plan_place(westmere, manner=QUICKLY)


def test_workbook_and_text_are_the_same_place() -> None:
    assert load(SAMPLE / "westmere.xlsx").digest == load(SAMPLE / "westmere.yaml").digest


def test_it_has_the_size_that_it_claims(westmere: PlaceDocument) -> None:
    assert len(westmere.organisations) == 12
    assert len(westmere.projects) == 34
    assert len(westmere.allocations) == 48
    assert len(westmere.funds) == 7
    assert len(westmere.strategy.priorities) == 7
    assert westmere.place.years == 5


def test_it_says_that_it_is_a_composite(westmere: PlaceDocument) -> None:
    assert "composite" in (westmere.place.name or "")


def test_sharing_brings_nine_projects_to_fifteen(westmere: PlaceDocument, together: Plan) -> None:
    scoping = replace(westmere.scoping, shares=False)
    alone = plan_place(replace(westmere, scoping=scoping), manner=QUICKLY)
    assert (alone.status, together.status) == ("optimal", "optimal")
    assert sum(row.selected for row in alone.projects) == 9
    assert sum(row.selected for row in together.projects) == 15


def test_the_plan_passes_the_independent_checker(westmere: PlaceDocument, together: Plan) -> None:
    assert check_plan(westmere, together) == ()


def test_some_money_cannot_be_used_and_one_partner_loses(together: Plan) -> None:
    assert any(row.used_pence == 0 for row in together.allocations)
    assert together.appraisal is not None
    losers = [row for row in together.appraisal.by_organisation if row.gains_pence < row.own_money_pence]
    assert [row.organisation for row in losers] == ["hospice"]


def test_every_kind_of_reason_is_shown(together: Plan) -> None:
    codes = {row.reason_code for row in together.projects}
    assert codes >= {"chosen", "forced", "worth_less", "no_money", "rule", "requires", "excluded", "not_plannable"}


@pytest.mark.parametrize("scenario", ["nobody_shares", "hospice_view", "blend", "value_for_money", "revenue_cut"])
def test_scenarios_are_proven_and_pass_the_checker(westmere: PlaceDocument, scenario: str) -> None:
    plan = plan_place(westmere, scenario=scenario, manner=QUICKLY)
    assert plan.status == "optimal"
    assert check_plan(westmere, plan) == ()
