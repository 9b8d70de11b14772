"""The summary in the terminal: the answer first, nothing cut off, nothing said by colour alone."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.terminal import summary
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED


def printed(plan: Plan, document: PlaceDocument = DOCUMENT, width: int = 80, report: Path | None = None) -> str:
    out = StringIO()
    summary(document, plan, Console(file=out, width=width), report)
    return out.getvalue()


def test_opens_with_the_answer_and_how_sure_it_is() -> None:
    first, *_ = printed(PLAN, width=200).splitlines()
    assert first == "Fernhope can do 7 of 12 projects together for £1m, each paid in full and within every rule."
    assert "that is proven" in printed(PLAN)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("plan", [PLAN, FEASIBLE, INFEASIBLE, STOPPED], ids=lambda plan: plan.status)
def test_no_line_is_wider_than_the_terminal(plan: Plan, width: int) -> None:
    assert max(len(line) for line in printed(plan, width=width).splitlines()) <= width


def test_each_project_has_a_line_with_its_start_cost_and_firmness() -> None:
    lines = printed(PLAN, width=100).splitlines()
    [crisis] = [line for line in lines if line.startswith("Crisis plans")]
    assert all(said in crisis for said in ("2027/28", "£25,000", "+£32,000", "not firm"))


def test_says_who_shares_who_loses_and_where_the_report_lies() -> None:
    text = " ".join(printed(PLAN, report=Path("out/fernhope.html")).split())
    assert "Three organisations share £141,000 with two partners" in text
    assert "St Ann’s Hospice loses £18,000" in text
    assert "The report: out/fernhope.html" in text


def test_reasons_come_one_a_line_the_nearest_first_and_ten_at_most() -> None:
    lines = printed(PLAN, width=100).splitlines()
    reasons = [line for line in lines if line.startswith("  ")]
    assert [line.split("  ")[1] for line in reasons] == [
        "Check-in kiosks", "Imaging sent between hospitals", "Telecare for people at home",
    ]  # fmt: skip
    many = tuple(replace(PLAN.projects[-1], id=f"p{number}") for number in range(14))
    assert "four more projects in the report" in printed(replace(PLAN, projects=(*PLAN.projects, *many[:11])))


def test_no_plan_says_what_cannot_hold_together() -> None:
    text = " ".join(printed(INFEASIBLE).split())
    assert "These cannot hold together: Imaging sent between hospitals; Virtual ward for frail people" in text
    assert "cost" not in text


def test_stopped_does_not_claim_that_there_is_no_plan() -> None:
    assert "does not mean that there is none" in " ".join(printed(STOPPED).split())


def test_names_that_look_like_markup_are_printed_as_they_are() -> None:
    projects = tuple(replace(project, name="[red]Bold[/red]") for project in DOCUMENT.projects)
    assert "[red]Bold[/red]" in printed(PLAN, replace(DOCUMENT, projects=projects))
