"""The report as a reader meets it: in a browser, on a desk and on a phone, without a network, and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.exchange.place_file import load
from placewide.reports.html.page import report_page
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED
from placewide.reports.tests.sample_sharing import shared
from placewide.reports.tests.sample_what_if import answered

SAMPLE = Path(__file__).parents[2] / "samples" / "westmere" / "westmere.xlsx"
DESK, PHONE = 1280, 390
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OVERLAPS = """() => {
  const found = [];
  for (const drawing of document.querySelectorAll('svg.drawing')) {
    const edge = drawing.getBoundingClientRect();
    const labels = [...drawing.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    for (const [text, box] of labels)
      if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push([drawing.id, text, 'leaves the drawing']);
    for (let i = 0; i < labels.length; i++)
      for (let j = i + 1; j < labels.length; j++) {
        const [a, b] = [labels[i][1], labels[j][1]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 3) found.push([drawing.id, labels[i][0], labels[j][0]]);
      }
  }
  return found;
}"""

DEAD_LINKS = """() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
  .filter(id => id && !document.getElementById(id))"""


@pytest.fixture(scope="module")
def westmere() -> tuple[PlaceDocument, Plan]:
    document = load(SAMPLE).document
    assert document is not None
    return document, plan_place(document, manner=Manner(prices=False))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=True)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def opened(page: Page, tmp_path: Path, document: PlaceDocument, plan: Plan, width: int) -> Page:
    file = tmp_path / "report.html"
    file.write_text(report_page(document, plan), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in result["violations"]]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_westmere_has_no_barrier_that_axe_can_find(
    page: Page, tmp_path: Path, axe: str, westmere: tuple[PlaceDocument, Plan], width: int
) -> None:
    assert violations(opened(page, tmp_path, *westmere, width), axe) == []


@pytest.mark.parametrize("plan", [PLAN, FEASIBLE, INFEASIBLE, STOPPED], ids=lambda plan: plan.status)
def test_every_kind_of_answer_has_no_barrier(page: Page, tmp_path: Path, axe: str, plan: Plan) -> None:
    assert violations(opened(page, tmp_path, DOCUMENT, plan, PHONE), axe) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_sharing_buys_has_no_barrier_and_no_label_on_another(
    page: Page, tmp_path: Path, axe: str, width: int
) -> None:
    document, result = shared()
    file = tmp_path / "report.html"
    file.write_text(report_page(document, result.with_, WhatIf(sharing=result)), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    assert page.locator("#sharing svg.drawing").count() == 1
    assert violations(page, axe) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_answer_has_no_barrier_and_no_label_on_another(page: Page, tmp_path: Path, axe: str, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_page(*answered()), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    for name in ("sureness", "firmness", "frontier", "other-weights", "scenarios"):
        assert page.locator(f"#{name} svg.drawing").count() >= 1, name
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(page, axe) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(DEAD_LINKS) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_page_never_scrolls_sideways(
    page: Page, tmp_path: Path, westmere: tuple[PlaceDocument, Plan], width: int
) -> None:
    opened(page, tmp_path, *westmere, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_label_of_a_drawing_lies_on_another(
    page: Page, tmp_path: Path, westmere: tuple[PlaceDocument, Plan]
) -> None:
    opened(page, tmp_path, *westmere, DESK)
    assert page.locator("svg.drawing").count() >= 4
    assert page.evaluate(OVERLAPS) == []


def test_every_mark_of_a_drawing_leads_to_a_row(
    page: Page, tmp_path: Path, westmere: tuple[PlaceDocument, Plan]
) -> None:
    opened(page, tmp_path, *westmere, DESK)
    assert page.evaluate(DEAD_LINKS) == []


def test_the_keyboard_reaches_the_content_first_and_every_wide_table(
    page: Page, tmp_path: Path, westmere: tuple[PlaceDocument, Plan]
) -> None:
    opened(page, tmp_path, *westmere, PHONE)
    page.keyboard.press("Tab")
    assert "main" in (page.evaluate("document.activeElement.getAttribute('href')") or "")
    stuck = page.evaluate(
        "() => [...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).overflowX === 'auto' && e.tabIndex < 0).length"
    )
    assert stuck == 0


def test_it_reads_the_same_without_javascript(
    browser: Browser, tmp_path: Path, westmere: tuple[PlaceDocument, Plan]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), tmp_path, *westmere, DESK)
    assert page.locator("h1").count() == 1
    assert page.locator("table").first.is_visible()
    assert page.locator("script").count() == 0
    context.close()


def test_it_prints_on_a4(page: Page, tmp_path: Path, westmere: tuple[PlaceDocument, Plan]) -> None:
    opened(page, tmp_path, *westmere, DESK)
    assert page.pdf(format="A4", tagged=True).startswith(b"%PDF")
