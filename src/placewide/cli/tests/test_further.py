"""Questions that take longer: asked with the plan, or by commands of their own; standard output is the result alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from placewide.cli.tests.running import placewide

PLACE = """placewide: 1
place: {id: pair, first_year: 2026/27, years: 1}
organisations: [{id: trust, kind: nhs_trust}, {id: hospice, kind: hospice}]
strategy: {priorities: [{id: care, weight: 1}]}
projects:
  - {id: own, lead: trust, serves: {care: 3}, costs: {capital: [600]}, benefits: []}
  - {id: shared, lead: hospice, serves: {care: 2}, costs: {capital: [300]}, benefits: []}
  - {id: dear, lead: trust, serves: {care: 1}, costs: {capital: [9500]}, benefits: []}
allocations:
  - {id: pot, holder: trust, kind: capital, year: 2026/27, amount: 1000, status: awarded, may_share: true}
scenarios:
  - {id: alone, name: Nobody shares, scoping: {shares: false}}
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    path = tmp_path / "pair.yaml"
    path.write_text(PLACE, encoding="utf-8")
    return path


def answer(*arguments: str | Path) -> dict[str, Any]:
    ran = placewide(*arguments, "--json", "-")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_worth_is_null_unless_asked_for_and_then_exact(pair: Path) -> None:
    assert answer("plan", pair)["allocations"][0]["worth"] is None
    worth = answer("plan", pair, "--worth")["allocations"][0]["worth"]
    assert worth == [
        {"extra_pence": 1_000_000, "objective_gain": 1.0},
        {"extra_pence": 10_000_000, "objective_gain": 1.0},
    ]


def test_the_frontier_names_every_sum_at_which_more_can_be_had(pair: Path) -> None:
    points = answer("plan", pair, "--frontier")["frontier"]["points"]
    assert [(point["cost_pence"], point["value"]) for point in points] == [
        (0, 0.0),
        (30_000, 2.0),
        (60_000, 3.0),
        (90_000, 5.0),
    ]


def test_how_sure_the_result_is_comes_with_what_it_takes_to_find_it_again(pair: Path) -> None:
    found = answer("plan", pair, "--uncertainty")["uncertainty"]
    assert (found["seed"], found["draws"], found["shape"], found["rho"]) == (1, 100_000, "pert", 0.3)
    assert found["npsv"]["as_stated_pence"] == -90_000
    assert found["npsv"]["mean"] == {"pence": -90_000, "standard_error_pence": 0}
    assert [row["draws"] for row in found["convergence"]][-1] == 100_000
    assert found["inputs"] == found["tornado"] == []
    assert [row["input"] for row in found["set_switching"]] == ["costs"]


def test_other_weights_name_every_view(pair: Path) -> None:
    found = answer("plan", pair, "--weights")["weights"]
    assert [row["kind"] for row in found["views"]] == ["agreed", "change", "change"]
    assert {row["project"]: row["chosen_in"] for row in found["projects"]}["dear"] == "none"


def test_all_asks_everything_and_the_page_shows_it(pair: Path, tmp_path: Path) -> None:
    ran = placewide("plan", pair, "--all", "--out", tmp_path / "papers")
    assert ran.code == 0, ran.err
    found = json.loads((tmp_path / "papers" / "plan.json").read_text("utf-8"))
    keys = {"sharing", "uncertainty", "robustness", "frontier", "weights", "comparison"}
    assert all(found[key] for key in keys)
    assert found["allocations"][0]["worth"]
    page = (tmp_path / "papers" / "report.html").read_text("utf-8")
    for section in ("sharing", "sureness", "firmness", "frontier", "other-weights", "scenarios"):
        assert f'<section id="{section}"' in page


def test_an_answer_can_be_read_in_the_terminal(pair: Path) -> None:
    ran = placewide("plan", pair, "--uncertainty", "--frontier", "--worth")
    assert ran.code == 0
    assert "How sure are we?\nNothing can be said about how sure the result is" in ran.out
    assert "More or less money\nWith £300, one project would reach 40 % of the value that £900 buys" in ran.out
    assert "What the next pounds are worth\n£100,000 more buys most in" in ran.out


def test_nothing_is_said_of_what_was_not_asked(pair: Path) -> None:
    found = answer("plan", pair, "--frontier")
    assert not {"sharing", "uncertainty", "robustness", "weights", "comparison", "stopped"} & set(found)


def test_sharing_is_told_with_the_plan_and_by_its_own_command(pair: Path) -> None:
    told = answer("plan", pair, "--sharing")["sharing"]
    own = answer("share", pair)
    for found in (told, own):
        assert (found["gain"], found["exact"]) == (2.0, True)
        assert {row["organisation"]: row["shapley"] for row in found["credit"]} == {"trust": 1.0, "hospice": 1.0}
        assert [(step["permit"], step["gain"]) for step in found["steps"]] == [("pot", 2.0)]
        assert (found["without"]["status"], found["with"]["status"]) == ("optimal", "optimal")


def test_the_plan_says_what_could_be_done_alone(pair: Path) -> None:
    assert answer("plan", pair)["alone"] == ["own"]
    assert answer("plan", pair, "--scenario", "alone")["alone"] is None


def test_scenarios_are_compared_side_by_side(pair: Path) -> None:
    rows = answer("compare", pair)["scenarios"]
    assert [(row["scenario"], row["status"]) for row in rows] == [(None, "optimal"), ("alone", "optimal")]
    assert rows[1]["leaves"] == ["shared"]


def test_the_comparison_can_be_read(pair: Path) -> None:
    ran = placewide("compare", pair)
    assert ran.code == 0
    assert "Nobody shares" in ran.out
    assert "out: shared" in ran.out
