"""The page as text: complete, escaped, the same every time, and true to the plan."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from placewide.domain.plan.result import Plan
from placewide.reports.html.page import report_page
from placewide.reports.sentences import exact
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED

EVERY = [PLAN, FEASIBLE, INFEASIBLE, STOPPED]
PAGE = report_page(DOCUMENT, PLAN)


class Outline(HTMLParser):
    """What a reader's tools see: headings, tables, drawings, addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        self.addresses += [str(attributes[name]) for name in ("href", "src") if attributes.get(name)]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.status)
def test_the_outline_is_sound_whatever_the_answer(plan: Plan) -> None:
    outline = Outline(report_page(DOCUMENT, plan))
    assert outline.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    assert {name: attributes.get("lang") for name, attributes in outline.tags}["html"] == "en-GB"
    assert outline.count("caption") == outline.count("table")
    assert all(attributes.get("scope") for name, attributes in outline.tags if name == "th")


def test_every_drawing_has_a_title_and_a_description_and_stands_with_a_table() -> None:
    outline = Outline(PAGE)
    drawings = [
        attributes
        for name, attributes in outline.tags
        if name == "svg" and "drawing" in (attributes.get("class") or "")
    ]
    assert len(drawings) >= 4
    labelled = [
        attributes["aria-labelledby"]
        for name, attributes in outline.tags
        if attributes.get("role") == "img" and name == "g"
    ]
    assert len(labelled) == len(drawings)
    for names in labelled:
        assert set(str(names).split()) <= set(outline.ids)
    assert outline.count("table") >= len(drawings)


def test_nothing_is_loaded_from_anywhere_and_nothing_runs() -> None:
    outline = Outline(PAGE)
    assert [address for address in outline.addresses if not address.startswith("#")] == []
    assert outline.count("script") == 0
    assert "url(http" not in PAGE
    assert "@import" not in PAGE
    assert not any(name.startswith("on") for _, attributes in outline.tags for name in attributes)


def test_names_are_never_markup() -> None:
    nasty = '<script>alert("x")</script>'
    projects = tuple(replace(project, name=nasty) for project in DOCUMENT.projects)
    page = report_page(replace(DOCUMENT, projects=projects), PLAN)
    assert nasty not in page
    assert "&lt;script&gt;" in page


def test_the_page_is_the_same_every_time() -> None:
    assert report_page(DOCUMENT, PLAN) == PAGE


def test_totals_are_those_of_the_plan() -> None:
    assert PLAN.appraisal is not None
    for pence in (
        sum(payment.amount_pence for payment in PLAN.payments),
        sum(share.amount_pence for share in PLAN.shares),
        PLAN.appraisal.npsv_pence,
        PLAN.appraisal.pv_costs_pence,
    ):
        assert exact(pence) in PAGE


def test_assumptions_are_told() -> None:
    for told in (PLAN.digest, PLAN.version):
        assert told in PAGE


def test_a_plan_that_is_not_proven_says_how_far_it_may_be_off() -> None:
    assert "not proven" in report_page(DOCUMENT, FEASIBLE)
    assert "Proven best" not in report_page(DOCUMENT, FEASIBLE)


def test_no_plan_names_the_conflict() -> None:
    page = report_page(DOCUMENT, INFEASIBLE)
    assert INFEASIBLE.conflict is not None
    for rule in INFEASIBLE.conflict.rules:
        assert rule in page.replace("&#x27;", "'")


def test_stopped_does_not_claim_that_there_is_none() -> None:
    assert "does not mean that there is none" in report_page(DOCUMENT, STOPPED)
