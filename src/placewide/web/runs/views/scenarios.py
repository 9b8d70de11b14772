"""Scenarios side by side: those of the place, and those that were kept from The Table."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.domain.plan.questions.comparison import Comparison
from placewide.reports import what_if_sentences as said
from placewide.reports.html.scenarios import scenarios_section
from placewide.reports.the_table_flips import names_of
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.page import NextStep
from placewide.web.places.queries import place_of
from placewide.web.runs.asking import ask
from placewide.web.runs.linking import linked
from placewide.web.runs.opening import opened
from placewide.web.runs.queries import kept_scenarios, known
from placewide.web.runs.questions import Kind, the_scenarios, with_kept
from placewide.web.runs.views.plan import page


@require_safe
def scenarios(request: PlaceRequest, place: str) -> HttpResponse:
    """What if?"""
    found = opened(request.actor)
    rows = kept_scenarios(found.place)
    question = the_scenarios(rows)
    beside = known(found.place, Kind.SCENARIOS, question, Comparison)
    context = {
        "caption": "Plan",
        "known": beside,
        "kept": rows,
        "own": found.document.scenarios if found.document else (),
        "ask_url": reverse("scenarios_ask", args=[place]),
        "ask_text": "Plan them side by side",
        "why": "Each scenario gets its own best plan, so that you see what it would change before anybody decides.",
        "next_step": NextStep(
            text="Make another on The Table", url=reverse("table", args=[place]),
            why="Flip what you want to try, and keep it here under a name.",
        ),
    }  # fmt: skip
    if beside.answer is not None and found.document is not None:
        names = names_of(with_kept(found.document, rows, question))
        context |= {
            "answer": said.side_by_side(beside.answer),
            "sections": linked(
                place,
                scenarios_section(names, beside.answer),
                said=said.side_by_side(beside.answer),
            ),
        }
    return page(request, found, "Scenarios", context, "runs/scenarios.html")


@require_POST
def ask_scenarios(request: PlaceRequest, place: str) -> HttpResponse:
    """Plan every scenario of the place as it stands."""
    the_place = place_of(request.actor)
    ask(request.actor, the_place, Kind.SCENARIOS, the_scenarios(kept_scenarios(the_place)))
    return redirect("scenarios", place=place)
