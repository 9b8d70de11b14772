"""The sections of what was asked of the plan afterwards: only of what was asked, each saying what is missing."""

from placewide.analysis.what_if import Question, WhatIf
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import section
from placewide.reports.html.firmness import firmness_section
from placewide.reports.html.frontier import frontier_section
from placewide.reports.html.scenarios import scenarios_section
from placewide.reports.html.sharing import sharing_section
from placewide.reports.html.sureness import sureness_section
from placewide.reports.html.weights import weights_section
from placewide.reports.markup import Markup
from placewide.reports.view import View

FURTHER = ("sharing", "sureness", "firmness", "frontier", "other-weights", "scenarios")
SECTIONS: dict[Question, str] = {
    "sharing": "sharing",
    "uncertainty": "sureness",
    "robustness": "firmness",
    "worth": "frontier",
    "frontier": "frontier",
    "weights": "other-weights",
    "comparison": "scenarios",
}


def sections_of(view: View, found: WhatIf) -> dict[str, Markup]:
    """Sections by id, in the order of the page."""
    made: dict[str, Markup] = {}
    if found.sharing:
        made["sharing"] = sharing_section(view, found.sharing)
    if found.uncertainty:
        made["sureness"] = sureness_section(view, found.uncertainty)
    if found.robustness:
        made["firmness"] = firmness_section(view, found.robustness)
    if found.frontier or said.known_worth(view):
        made["frontier"] = frontier_section(view, found.frontier)
    if found.weights:
        made["other-weights"] = weights_section(view, found.weights)
    if found.comparison:
        made["scenarios"] = scenarios_section(view, found.comparison)
    for question in found.unanswered:
        made.setdefault(SECTIONS[question], section(SECTIONS[question], said.TITLES[question], said.UNANSWERED))
    return {name: _unsplit(made[name]) for name in FURTHER if name in made}


def _unsplit(section_: Markup) -> Markup:
    """A number and its per cent stay on one line."""
    return Markup(section_.replace(" %", "\u00a0%"))
