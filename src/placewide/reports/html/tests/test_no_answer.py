"""Pages of plans without an answer say that, and nothing that only an answer could say."""

import pytest

from placewide.domain.plan.result import Plan
from placewide.reports.html.page import report_page
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import INFEASIBLE, STOPPED


@pytest.mark.parametrize("plan", [INFEASIBLE, STOPPED], ids=lambda plan: plan.status)
def test_speaks_of_no_money_and_of_no_project_left_out(plan: Plan) -> None:
    page = report_page(DOCUMENT, plan)
    assert "No plan yet" in page
    assert "no money" not in page
    assert "Why not the others" not in page
    assert "Triage by algorithm" in page


def test_a_proven_conflict_is_not_called_a_stopped_search() -> None:
    page = report_page(DOCUMENT, INFEASIBLE)
    assert "no choice of projects keeps every rule" in page
    assert "The search stopped" not in page
