"""Westmere's named scenarios side by side: what falls without the council's money, and who would lose."""

from dataclasses import replace
from pathlib import Path

import pytest

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.questions import compare_confined
from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.exchange.place_file import load

SAMPLE = Path(__file__).parents[2] / "samples" / "westmere" / "westmere.yaml"
COMPARED = {"nobody_shares", "without_council"}


@pytest.fixture(scope="module")
def compared() -> Comparison:
    document = load(SAMPLE).document
    assert document is not None
    named = tuple(row for row in document.scenarios if row.id in COMPARED)
    return compare_confined(replace(document, scenarios=named), bounds=Bounds(seconds=120))


def row_of(compared: Comparison, scenario: str | None) -> ScenarioRow:
    return next(row for row in compared.rows if row.outcome.scenario == scenario)


def test_every_scenario_is_proven(compared: Comparison) -> None:
    assert not compared.missing
    assert {row.outcome.scenario for row in compared.rows} == {None, *COMPARED}
    assert {row.outcome.status for row in compared.rows} == {"optimal"}


def test_no_scenario_that_takes_something_away_is_worth_more(compared: Comparison) -> None:
    base = row_of(compared, None).outcome.objective
    assert base is not None
    for row in compared.rows:
        assert row.outcome.objective is not None
        assert row.outcome.objective[0] == row.outcome.base_objective
        assert row.outcome.objective[0] <= base[0]


def test_where_nobody_shares_nothing_passes_and_projects_fall(compared: Comparison) -> None:
    alone = row_of(compared, "nobody_shares")
    assert alone.outcome.shared_pence == 0
    assert len(alone.outcome.projects) == 9
    assert alone.leaves is not None
    assert "eol_coordination" in alone.leaves
