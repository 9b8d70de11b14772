"""The answers to what was asked of the plan, in the terminal: a heading and its sentence each, and what is missing."""

from collections.abc import Iterator

from rich.console import Console

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports import sharing_sentences
from placewide.reports import what_if_sentences as said
from placewide.reports.input_names import InputNames
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.view import View


def told(document: PlaceDocument, plan: Plan, found: WhatIf, console: Console) -> None:
    """Print every answer; the page and the JSON have the rest."""
    for heading, *sentences in _answers(View(document, plan), found):
        console.print()
        console.print(heading, style="bold", markup=False, highlight=False)
        for text in sentences:
            console.print(text, markup=False, highlight=False)


def _answers(view: View, found: WhatIf) -> Iterator[list[str]]:
    if found.sharing:
        yield [said.TITLES["sharing"], sharing_sentences.headline(Comparison(view, found.sharing))]
    if found.uncertainty:
        points = said.sureness_points(InputNames(view), found.uncertainty)
        yield [said.TITLES["uncertainty"], said.sureness(found.uncertainty), *points]
    if found.robustness:
        points = said.firmness_points(view, found.robustness)
        yield [said.TITLES["robustness"], said.firmness(view, found.robustness), *points]
    if found.frontier:
        step = said.last_pounds(view, found.frontier)
        gaps = said.frontier_gaps(found.frontier)
        yield [said.TITLES["frontier"], said.more_or_less(found.frontier), *([step] if step else []), *gaps]
    if worth := said.worth(view):
        yield ["What the next pounds are worth", worth]
    if found.weights:
        missing = said.weights_missing(view, found.weights)
        yield [said.TITLES["weights"], said.weighed(found.weights), *missing]
    if found.comparison:
        missing = said.scenarios_missing(view, found.comparison)
        yield [said.TITLES["comparison"], said.side_by_side(found.comparison), *missing]
    for question in found.unanswered:
        yield [said.TITLES[question], said.UNANSWERED]
