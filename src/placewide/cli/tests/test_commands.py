"""Every command, as somebody would type it: what it prints where, what it writes, and how it ends."""

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from placewide.cli.tests.foreign import write_proposals
from placewide.cli.tests.good_place import SAMPLES, WESTMERE
from placewide.cli.tests.running import Ran, errors_in, placewide
from placewide.cli.tests.small_places import IMPOSSIBLE, TINY

LACKING = ["back_office_automation", "data_platform", "research_environment", "smart_wards", "volunteer_platform"]
GOOD = sorted([*SAMPLES.glob("*/*.yaml"), *SAMPLES.glob("*/*.xlsx")])


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return written(tmp_path / "tiny.yaml", TINY)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def answer(ran: Ran) -> Any:
    """The JSON on standard output, which holds nothing else."""
    return json.loads(ran.out)


@pytest.mark.parametrize("sample", GOOD, ids=[sample.name for sample in GOOD])
def test_every_good_sample_is_sound(sample: Path) -> None:
    ran = placewide("check", sample)
    assert (ran.code, ran.err) == (0, ""), ran
    assert f"{sample.name}: sound" in ran.out


def test_check_gives_its_findings_as_json(tiny: Path) -> None:
    ran = placewide("check", tiny, "--json", "-")
    assert answer(ran) == {"findings": [], "digest": answer(placewide("plan", tiny, "--json", "-"))["digest"]}


def test_check_of_a_wrong_file_says_the_errors_and_how_many(tmp_path: Path) -> None:
    file = written(tmp_path / "wrong.yaml", TINY.replace("lead: trust", "lead: trusst"))
    ran = placewide("check", file)
    assert (ran.code, ran.out) == (2, "wrong.yaml: 1 to mend before it can be used.\n")
    assert errors_in(ran) == [
        "error: wrong.yaml, line 6, column 16 · projects[0].lead · record: no organisation has the id “trusst”; "
        "did you mean “trust”? [unknown_reference]"
    ]


def test_check_tells_every_error_at_once(tmp_path: Path) -> None:
    wrong = TINY.replace("lead: trust", "lead: trusst").replace("amount: 100", "amount: -1").replace("[40]", "[x]")
    ran = placewide("check", written(tmp_path / "wrong.yaml", wrong))
    assert re.findall(r"\[([a-z_]+)\]$", ran.err, re.MULTILINE) == ["not_amount", "out_of_range", "unknown_reference"]


def test_check_shows_two_hundred_errors_and_counts_the_others(tmp_path: Path) -> None:
    rows = "".join(f"- {{id: a{number}, kind: money}}\n" for number in range(230))
    ran = placewide("check", written(tmp_path / "wrong.yaml", TINY.replace("allocations:\n", f"allocations:\n{rows}")))
    assert ran.code == 2
    assert len(errors_in(ran)) == 200
    assert ran.err.endswith("… and 30 more findings.\n")


def test_plan_prints_a_summary_for_people(tiny: Path) -> None:
    ran = placewide("plan", tiny)
    assert (ran.code, ran.err) == (0, "")
    assert "record" in ran.out
    assert "proven" in ran.out


def test_plan_writes_its_reports_and_names_them(tiny: Path, tmp_path: Path) -> None:
    ran = placewide("plan", tiny, "--out", tmp_path / "new" / "out")
    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == [
        "plan.json",
        "plan.xlsx",
        "report.html",
    ]
    assert "report.html" in ran.out


def test_plan_gives_json_alone_on_standard_output_and_findings_on_the_other() -> None:
    ran = placewide("plan", WESTMERE, "--json", "-")
    assert ran.code == 0
    plan = answer(ran)
    assert [row["project"] for row in plan["not_plannable"]] == LACKING
    for project in LACKING:
        assert f" · {project}: “{project}” is left out" in ran.err


def test_plan_writes_json_to_a_path_and_nothing_to_standard_output(tiny: Path, tmp_path: Path) -> None:
    ran = placewide("plan", tiny, "--json", tmp_path / "plan.json")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["status"] == "optimal"


def test_plan_takes_a_known_scenario(tiny: Path) -> None:
    plan = answer(placewide("plan", tiny, "--scenario", "nothing", "--json", "-"))
    assert plan["scenario"] == "nothing"
    assert not any(row["selected"] for row in plan["projects"])


def test_an_unknown_scenario_is_wrong_usage_and_the_nearest_is_named(tiny: Path) -> None:
    ran = placewide("plan", tiny, "--scenario", "noting")
    assert (ran.code, ran.out) == (3, "")
    assert "did you mean “nothing”?" in ran.err


def test_strict_refuses_a_place_in_which_projects_lack_something(tmp_path: Path) -> None:
    ran = placewide("plan", WESTMERE, "--strict", "--out", tmp_path / "out", "--json", tmp_path / "plan.json")
    assert (ran.code, ran.out) == (2, "")
    assert sorted(re.search(r"· (\w+): “", line)[1] for line in errors_in(ran)) == LACKING  # type: ignore[index]
    assert all("westmere.yaml, line" in line for line in errors_in(ran))
    assert list(tmp_path.iterdir()) == []


def test_an_impossible_place_ends_with_one_and_a_smallest_conflict(tmp_path: Path) -> None:
    ran = placewide("plan", written(tmp_path / "impossible.yaml", IMPOSSIBLE), "--json", "-")
    assert ran.code == 1
    plan = answer(ran)
    assert (plan["status"], plan["objective"], plan["bound"], plan["gap"]) == ("infeasible", None, None, None)
    assert plan["conflict"]["projects"] == ["portal"]
    assert plan["projects"] == plan["funding"] == []


def test_no_time_at_all_ends_with_no_plan() -> None:
    ran = placewide("plan", WESTMERE, "--seconds", "0", "--json", "-")
    plan = answer(ran)
    assert (ran.code, plan["status"]) == (1, "stopped")
    assert plan["objective"] is plan["gap"] is None


def test_little_time_gives_a_plan_with_an_honest_gap_or_none() -> None:
    ran = placewide("plan", WESTMERE, "--seconds", "0.2", "--json", "-")
    plan = answer(ran)
    assert (ran.code, plan["status"]) in {(0, "optimal"), (0, "feasible"), (1, "stopped")}
    if plan["objective"] is not None:
        gap = (plan["bound"] - plan["objective"]) / plan["objective"]
        assert plan["gap"] == pytest.approx(gap, abs=1e-9)
        assert plan["gap"] >= 0


def test_conversions_there_and_back_lose_nothing(tmp_path: Path) -> None:
    files = [WESTMERE, tmp_path / "one.xlsx", tmp_path / "two.json", tmp_path / "three.yaml"]
    for source, target in itertools.pairwise(files):
        ran = placewide("convert", source, target)
        assert (ran.code, ran.out) == (0, f"{target}\n")
    digests = {answer(placewide("check", file, "--json", "-"))["digest"] for file in files}
    assert len(digests) == 1


def test_a_wrong_place_is_not_converted(tmp_path: Path) -> None:
    file = written(tmp_path / "wrong.yaml", TINY.replace("lead: trust", "lead: trusst"))
    target = written(tmp_path / "there.json", "{}")
    ran = placewide("convert", file, target)
    assert (ran.code, ran.out, target.read_text(encoding="utf-8")) == (2, "", "{}")


def test_prints_a_valid_schema_of_json_schema() -> None:
    ran = placewide("schema")
    jsonschema.Draft202012Validator.check_schema(answer(ran))
    assert ran.code == 0


def test_its_own_template_is_sound_and_can_be_planned(tmp_path: Path) -> None:
    assert placewide("template", tmp_path / "empty.xlsx").code == 0
    assert placewide("check", tmp_path / "empty.xlsx").code == 0
    assert placewide("plan", tmp_path / "empty.xlsx").code == 0


def test_appraises_every_costed_project_in_every_option_and_start() -> None:
    ran = placewide("appraise", WESTMERE, "--json", "-")
    rows = answer(ran)["projects"]
    assert ran.code == 0
    assert {"virtual_ward"} <= {row["id"] for row in rows}
    assert {row["option"] for row in rows if row["id"] == "virtual_ward"} == {"hospital", "with_homes"}
    for row in rows:
        pence = {key: value for key, value in row.items() if key.endswith("_pence")}
        assert all(value is None or isinstance(value, int) for value in pence.values())
        assert row["npsv_pence"] is None or row["npsv_pence"] == row["pv_benefits_pence"] - row["pv_costs_pence"]


def test_appraise_prints_a_table_for_people(tiny: Path) -> None:
    assert "record" in placewide("appraise", tiny).out


def test_stress_says_what_falls_with_each_allocation(tiny: Path) -> None:
    ran = placewide("stress", tiny, "--json", "-")
    assert ran.code == 0
    assert answer(ran)["events"] == [
        {"allocation": "grant", "event": event, "falls": ["record"], "objective_loss": 4.0}
        for event in ("cut", "late", "lost")
    ]
    assert "grant" in placewide("stress", tiny).out


def test_stress_of_the_sample_place_covers_three_events_for_each_allocation_used() -> None:
    ran = placewide("stress", WESTMERE, "--json", "-")
    assert ran.code == 0, ran.err
    events = answer(ran)["events"]
    used = {row["allocation"] for row in events}
    assert [(row["allocation"], row["event"]) for row in events if row["allocation"] == min(used)] == [
        (min(used), event) for event in ("cut", "late", "lost")
    ]
    assert len(events) == 3 * len(used)
    assert any(row["falls"] for row in events)


def test_reads_a_workbook_that_is_not_ours_by_a_guess_that_can_be_kept(tmp_path: Path) -> None:
    file, mapping = tmp_path / "proposals.xlsx", tmp_path / "map.yaml"
    write_proposals(file)
    guessed = placewide("check", file, "--guess", mapping)
    assert guessed.code == 0, guessed
    assert f"The mapping was guessed and written to {mapping}" in guessed.err
    ran = placewide("plan", file, "--mapping", mapping, "--json", "-")
    assert {row["id"] for row in answer(ran)["projects"]} == {"shared_care_record", "patient_portal"}


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_workbook_that_is_not_ours_is_refused_with_the_way_to_read_it(command: str, tmp_path: Path) -> None:
    write_proposals(tmp_path / "proposals.xlsx")
    ran = placewide(command, tmp_path / "proposals.xlsx")
    assert ran.code == 2
    assert "--guess map.yaml" in ran.err


def test_a_workbook_of_our_own_needs_no_guess_and_none_is_written(tmp_path: Path) -> None:
    placewide("template", tmp_path / "empty.xlsx")
    ran = placewide("check", tmp_path / "empty.xlsx", "--guess", tmp_path / "map.yaml")
    assert ran.code == 2
    assert ran.err.endswith("[own_layout]\n")
    assert not (tmp_path / "map.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Usage:"),
        (("plan",), "file"),
        (("plan", "FILE", "--nonsense"), "--nonsense"),
        (("frobnicate",), "frobnicate"),
        (("plan", "FILE", "--seconds", "soon"), "--seconds"),
        (("plan", "FILE", "--seconds", "-1"), "--seconds"),
        (("plan", "FILE", "--limit", "nonsense"), "NAME=NUMBER"),
        (("plan", "FILE", "--limit", "rows=-1"), "NAME=NUMBER"),
        (("plan", "FILE", "--out", "FILE"), "not a folder"),
        (("plan", "FILE", "--json", "nowhere/plan.json"), "a folder that exists"),
        (("convert", "FILE", "place.txt"), ".xlsx"),
        (("convert", "FILE", "nowhere/place.json"), "cannot be written"),
        (("template", "place.yaml"), ".xlsx"),
        (("report", "FILE"), "--out"),
    ],
)
def test_wrong_usage_ends_with_three_and_a_sentence(arguments: tuple[str, ...], says: str, tiny: Path) -> None:
    ran = placewide(*(str(tiny) if word == "FILE" else word for word in arguments), folder=tiny.parent)
    assert (ran.code, ran.out) == (3, ""), ran
    assert says in ran.err
    assert "internal error" not in ran.err
    assert [path.name for path in tiny.parent.iterdir()] == ["tiny.yaml"]


@pytest.mark.parametrize("command", ["check", "plan", "appraise", "stress"])
def test_a_place_file_that_is_not_there_is_a_wrong_file(command: str, tmp_path: Path) -> None:
    ran = placewide(command, tmp_path / "nowhere.yaml")
    assert ran.code == 2
    assert errors_in(ran) == ["error: nowhere.yaml: there is no such file [file_not_found]"]


def test_a_folder_is_a_wrong_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    ran = placewide("plan", tmp_path / "folder.yaml")
    assert ran.code == 2
    assert ran.err.endswith("[not_a_file]\n")


def test_a_mapping_that_is_none_is_a_wrong_file(tmp_path: Path) -> None:
    placewide("template", tmp_path / "empty.xlsx")
    ran = placewide("plan", tmp_path / "empty.xlsx", "--mapping", written(tmp_path / "map.yaml", TINY))
    assert ran.code == 2
    assert ran.err.endswith("[not_a_mapping]\n")


def test_a_reading_limit_can_be_lowered_and_raised(tmp_path: Path) -> None:
    placewide("template", tmp_path / "empty.xlsx")
    lowered = placewide("check", tmp_path / "empty.xlsx", "--limit", "rows=1")
    assert lowered.code == 2
    assert "[too_many_rows]" in lowered.err
    assert placewide("check", tmp_path / "empty.xlsx", "--limit", "rows=50000", "--limit", "columns=300").code == 0


def test_leaves_quietly_when_nobody_reads_what_it_prints() -> None:
    command = [sys.executable, "-m", "placewide", "plan", str(WESTMERE), "--json", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read().decode()
    assert child.returncode == 0
    assert "Error" not in said
    assert "Traceback" not in said


def test_the_help_names_every_command() -> None:
    ran = placewide("--help")
    assert ran.code == 0
    for command in ("check", "plan", "report", "appraise", "stress", "convert", "schema", "template"):
        assert f"\n  {command} " in ran.out


def test_the_command_itself_is_installed() -> None:
    command = [str(Path(sys.executable).with_name("placewide")), "schema"]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(ran.stdout)["$schema"].startswith("https://json-schema.org/")
