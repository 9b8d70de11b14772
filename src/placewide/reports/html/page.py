"""The first report of a plan: one self-contained page that needs no network and no script."""

from collections.abc import Mapping

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.html import summary
from placewide.reports.html.annex import annex_section
from placewide.reports.html.appraisal import appraisal_section
from placewide.reports.html.care import care_section
from placewide.reports.html.components import bullets, paragraph, section
from placewide.reports.html.money import money_section
from placewide.reports.html.partners import partners_section
from placewide.reports.html.provenance import provenance_section
from placewide.reports.html.shares import shares_section
from placewide.reports.html.short_list import short_list_section
from placewide.reports.html.styles import page_styles
from placewide.reports.html.what_if import FURTHER, sections_of
from placewide.reports.html.why_not import not_ready_section, why_not_section
from placewide.reports.markup import Markup, element, fragment
from placewide.reports.view import View

CONTENTS = [
    ("short-list", "The projects"),
    ("money", "The money"),
    ("shares", "Who shares with whom"),
    ("sharing", "What sharing buys"),
    ("who-pays", "Who pays and who gains"),
    ("why-not", "Why not the others"),
    ("care", "What it means for care"),
    ("appraisal", "Is it worth it?"),
    ("sureness", "How sure are we?"),
    ("firmness", "How firm is the short-list?"),
    ("frontier", "More or less money"),
    ("other-weights", "If we weighed it differently"),
    ("scenarios", "Scenarios side by side"),
    ("provenance", "What this rests on"),
    ("annex", "Annex: to the penny"),
]


def report_page(document: PlaceDocument, plan: Plan, what_if: WhatIf | None = None) -> str:
    """The report as HTML: the same text for the same document, plan and answers. Every text in it is escaped.

    Of `what_if`, each answer has its section. A plan without an answer gets a page that says so, with the smallest
    conflict where there is one.
    """
    view = View(document, plan)
    body = _answer(view, sections_of(view, what_if or WhatIf())) if view.has_answer else _no_answer(view)
    return f"<!DOCTYPE html>\n{_document(view, _body(view, body))}\n"


def _answer(view: View, further: Mapping[str, Markup]) -> Markup:
    return fragment(
        summary.top(view),
        summary.key_figures(view),
        summary.board_points(view),
        summary.asked(view),
        summary.contents([entry for entry in CONTENTS if entry[0] not in FURTHER or entry[0] in further]),
        short_list_section(view) if view.chosen else None,
        money_section(view),
        shares_section(view),
        further.get("sharing"),
        partners_section(view),
        why_not_section(view),
        care_section(view),
        appraisal_section(view),
        [section for name, section in further.items() if name != "sharing"],
        provenance_section(view),
        annex_section(view),
    )


def _no_answer(view: View) -> Markup:
    return fragment(
        summary.top(view), summary.asked(view), _conflict(view), not_ready_section(view), provenance_section(view)
    )


def _conflict(view: View) -> Markup:
    conflict = view.plan.conflict
    if conflict is None:
        return section(
            "conflict",
            "What to do next",
            "Give the search more time, or accept a plan a little under the best: both are set under “stop”.",
        )
    return section(
        "conflict",
        "What cannot hold together",
        "Drop any one of these, and the others can hold; as long as all of them stand, there is no plan.",
        paragraph("These projects must be done:") if conflict.projects else None,
        bullets(view.project_name(project) for project in conflict.projects),
        paragraph("These rules stand against them:") if conflict.rules else None,
        bullets(conflict.rules),
    )


def _document(view: View, body: Markup) -> Markup:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", f"{view.place}: what we can do together – Placewide"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"Placewide {view.plan.version}"),
        element("style", Markup(page_styles(body))),
    )
    return element("html", head, body, lang="en-GB")


def _body(view: View, content: Markup) -> Markup:
    return element(
        "body",
        element("a", "Skip to main content", href="#main", class_="nhsuk-skip-link"),
        _header(view),
        element("div", element("main", content, id="main", class_="report-main"), class_="nhsuk-width-container"),
        _footer(view),
        class_="report",
    )


def _header(view: View) -> Markup:
    name = element("p", element("strong", view.place), " · digital programme", class_="report-header__name")
    return element("header", element("div", name, class_="nhsuk-width-container"), class_="report-header")


def _footer(view: View) -> Markup:
    said = f"Made by Placewide {view.plan.version} from place file {view.plan.digest[:19]}. It can be read offline."
    return element("footer", element("div", element("p", said), class_="nhsuk-width-container"), class_="report-footer")
