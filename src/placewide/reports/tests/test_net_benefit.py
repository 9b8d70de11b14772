"""Where no chosen project says what it gains, the plan's net benefit is not known, and never nought."""

from dataclasses import replace

from placewide.reports.html.summary import key_figures
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import PLAN
from placewide.reports.view import View


def test_the_net_benefit_is_that_of_the_appraisal() -> None:
    view = View(DOCUMENT, PLAN)
    assert PLAN.appraisal is not None
    assert view.net_benefit_pence == PLAN.appraisal.npsv_pence
    assert "benefit less cost" in str(key_figures(view))


def test_without_any_known_benefit_no_figure_is_shown() -> None:
    unknown = replace(PLAN, projects=tuple(replace(outcome, npsv_pence=None) for outcome in PLAN.projects))
    view = View(DOCUMENT, unknown)
    assert view.net_benefit_pence is None
    assert "benefit less cost" not in str(key_figures(view))
