"""`placewide share`, as somebody would type it."""

import json
from pathlib import Path

import pytest

from placewide.cli.tests.running import placewide
from placewide.cli.tests.small_places import TINY

SHARED = TINY.replace("amount: 100,", "amount: 140, may_share: true,")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, SHARED)


def written(folder: Path, text: str) -> Path:
    file = folder / "tiny.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_share_tells_the_story(file: Path) -> None:
    ran = placewide("share", file)
    assert (ran.code, ran.err) == (0, "")
    assert "Alone one project, together two." in ran.out
    assert "never a bill" in ran.out


def test_share_gives_json_with_the_keys_of_the_contract(file: Path, tmp_path: Path) -> None:
    said = json.loads(placewide("share", file, "--json", "-").out)
    assert (said["gain"], said["exact"], said["steps"]) == (2.0, True, [{"permit": "grant", "gain": 2.0}])
    assert {row["organisation"]: row["shapley"] for row in said["credit"]} == {"council": 1.0, "trust": 1.0}
    assert [len(said[side]["projects"]) for side in ("without", "with")] == [2, 2]
    ran = placewide("share", file, "--json", tmp_path / "share.json")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((tmp_path / "share.json").read_text(encoding="utf-8"))["gain"] == 2.0


def test_the_plan_with_shares_is_the_plan(file: Path) -> None:
    plan = json.loads(placewide("plan", file, "--json", "-").out)
    shared = json.loads(placewide("share", file, "--json", "-").out)["with"]
    assert {**plan, "timings": {}} == {**shared, "timings": {}}


def test_share_lays_a_scenario_over(file: Path) -> None:
    said = json.loads(placewide("share", file, "--json", "-", "--scenario", "nothing").out)
    assert (said["gain"], said["steps"], said["with"]["scenario"]) == (0.0, [], "nothing")


def test_an_unknown_scenario_is_wrong_usage(file: Path) -> None:
    assert placewide("share", file, "--scenario", "nothin").code == 3


def test_where_even_together_there_is_no_plan_the_code_says_so(tmp_path: Path) -> None:
    ran = placewide("share", written(tmp_path, SHARED.replace("capital: [40]", "capital: [400]").replace(
        "{id: portal,", "{id: portal, mandatory: true,")))  # fmt: skip
    assert ran.code == 1
    assert "There is no plan to compare" in ran.out


def test_a_wrong_file_is_refused(tmp_path: Path) -> None:
    ran = placewide("share", written(tmp_path, SHARED.replace("lead: trust", "lead: trusst")))
    assert (ran.code, ran.out) == (2, "")
