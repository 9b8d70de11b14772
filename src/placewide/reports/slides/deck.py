"""Six slides for a board: the ask, the short-list, the money, who pays and gains, the risks, the decision wanted."""

from datetime import UTC, datetime
from pathlib import Path

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.seal import save_sealed
from placewide.reports.slides.ask import ask_slides
from placewide.reports.slides.decision import decision_slides
from placewide.reports.slides.money import money_slides
from placewide.reports.slides.no_plan import no_plan_slides
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.partners import partners_slides
from placewide.reports.slides.risks import risks_slides
from placewide.reports.slides.short_list import short_list_slides
from placewide.reports.slides.steps import steps_slides
from placewide.reports.slides.theme import LANGUAGE, empty_deck
from placewide.reports.view import View

NOT_ASKED = WhatIf()


def write_slides(document: PlaceDocument, plan: Plan, path: Path, *, what_if: WhatIf = NOT_ASKED) -> None:
    """Write a PowerPoint file with native, editable text, tables, charts and shapes.

    Six slides, and one on what sharing buys where that was asked; a table that does not fit goes on in a continuation.
    Without a project in the plan, each of the six says so and what is missing. Every figure is computed from the plan;
    the notes of each slide say it exactly and name the digest of the document. Raises OSError if `path` cannot be
    written.
    """
    view = View(document, plan)
    deck = empty_deck()
    opening = Opening(deck, view)
    if view.has_answer and view.chosen:
        _draw(view, opening, what_if)
    else:
        no_plan_slides(view, opening)
    properties = deck.core_properties
    properties.title = f"{view.place}: what we can do together"
    properties.author = properties.last_modified_by = f"Placewide {plan.version}"
    properties.created = properties.modified = datetime.now(UTC)
    properties.subject = f"Plan with the digest {plan.digest}"
    properties.language = LANGUAGE
    save_sealed(deck, path)


def _draw(view: View, opening: Opening, what_if: WhatIf) -> None:
    ask_slides(view, opening)
    short_list_slides(view, opening)
    money_slides(view, opening)
    if what_if.sharing is not None:
        steps_slides(view, opening, what_if.sharing)
    partners_slides(view, opening)
    risks_slides(view, opening, what_if)
    decision_slides(view, opening)
