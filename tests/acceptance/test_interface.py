"""The Python interface for analysts, and the examples of its guide, which are run as they stand."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import placewide
from placewide.interface import NotPlannableError, PlaceError

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "python.md"
PLACE = """\
placewide: 1
place: {id: tiny, first_year: 2026/27, years: 2}
organisations: [{id: trust}]
strategy: {priorities: [{id: care, weight: 1}]}
projects:
- {id: record, lead: trust, serves: {care: 4}, costs: {capital: [100]}, benefits: []}
- {id: portal, lead: trust, serves: {care: 2}}
allocations:
- {id: grant, holder: trust, kind: capital, year: 2026/27, amount: 100, status: awarded}
scenarios:
- {id: poor, scoping: {change: [{allocation: grant, status: withdrawn}]}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(PLACE, encoding="utf-8")
    return path


def test_the_examples_of_the_guide_run_and_print_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(block, names)  # noqa: S102 (our own guide)
        lines = printed.getvalue().splitlines()
        missing = [line for line in said_in(block) if line not in lines]
        assert not missing, lines
    assert len(blocks) >= 5


def said_in(block: str) -> list[str]:
    """What the comments of a block say that it prints: behind a `print`, or in lines of their own."""
    return re.findall(r"(?:print\(.*\)  |^)# (.+)$", block, re.MULTILINE)


def test_plans_a_place(file: Path) -> None:
    plan = placewide.plan(placewide.load(file))
    assert plan.status == "optimal"
    assert [row.id for row in plan.projects if row.selected] == ["record"]
    assert [row.project for row in plan.not_plannable] == ["portal"]


def test_plans_a_scenario_and_refuses_one_that_is_not_there(file: Path) -> None:
    place = placewide.load(str(file))
    assert not any(row.selected for row in placewide.plan(place, scenario="poor").projects)
    with pytest.raises(KeyError):
        placewide.plan(place, scenario="rich")


def test_refuses_a_mandatory_project_that_lacks_something(file: Path) -> None:
    file.write_text(PLACE.replace("id: portal,", "id: portal, mandatory: true,"), encoding="utf-8")
    with pytest.raises(NotPlannableError) as caught:
        placewide.plan(placewide.load(file))
    assert [finding.record for finding in caught.value.findings] == ["portal"]


def test_load_raises_with_every_error_and_check_returns_them(file: Path) -> None:
    file.write_text(PLACE.replace("lead: trust", "lead: trusst"), encoding="utf-8")
    with pytest.raises(PlaceError) as caught:
        placewide.load(file)
    assert [finding.where for finding in caught.value.findings] == ["projects[0].lead", "projects[1].lead"]
    errors = [finding for finding in placewide.check(file) if finding.severity == "error"]
    assert tuple(errors) == caught.value.findings
    assert "did you mean “trust”?" in str(caught.value)


def test_check_of_a_document_says_what_a_plan_would_need(file: Path) -> None:
    found = placewide.check(placewide.load(file))
    assert [(finding.rule, finding.record) for finding in found] == [("not_plannable", "portal")]


def test_appraises_what_is_costed(file: Path) -> None:
    rows = placewide.appraise(placewide.load(file))
    assert [(row.project, row.pv_costs_pence) for row in rows] == [("record", 10_000)]


def test_the_package_offers_the_four_functions_and_its_version() -> None:
    assert set(placewide.__all__) == {"__version__", "appraise", "check", "load", "plan"}
    assert all(getattr(placewide, name) for name in placewide.__all__)
    with pytest.raises(AttributeError):
        _ = placewide.nonsense
