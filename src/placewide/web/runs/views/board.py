"""Take to the board: the papers of exactly what stands on The Table."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.analysis.the_table import Flips, as_scenario
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports import answers
from placewide.reports.papers import papers_of
from placewide.reports.the_table_flips import names_of, title
from placewide.reports.view import View
from placewide.web.access.policy import HiddenError
from placewide.web.accounts.request import PlaceRequest
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.asking import ask
from placewide.web.runs.flips import read_flips, written
from placewide.web.runs.opening import may_run
from placewide.web.runs.papers import download
from placewide.web.runs.queries import known
from placewide.web.runs.questions import Kind, the_board
from placewide.web.runs.views.table import address


@require_safe
def board(request: PlaceRequest, place: str) -> HttpResponse:
    """The slides and the other papers of what is flipped; they need the whole plan, with its reasons."""
    the_place, loaded, flips = _opened(request)
    found = known(the_place, Kind.PLAN, the_board(flips), Plan)
    query = written(loaded, flips)
    context = {
        "title": "Take it to the board",
        "caption": title(names_of(loaded), flips),
        "known": found,
        "may_run": may_run(request.actor),
        "has_document": True,
        "ask_url": address(place, loaded, flips, "table_board_ask"),
        "back_url": address(place, loaded, flips),
        "back_text": "The Table",
    }
    if found.answer is not None and not found.stale:
        view = View(_of(loaded, flips), found.answer)
        context["answer"] = answers.headline(view)
        context["papers"] = [
            (paper, reverse("table_paper", args=[place, paper.file]) + (f"?{query}" if query else ""))
            for paper in reversed(papers_of(found.answer))
        ]
    return render(request, "runs/board.html", context)


@require_POST
def ask_board(request: PlaceRequest, place: str) -> HttpResponse:
    """Plan what is flipped in full, so that there is something to write about."""
    the_place, loaded, flips = _opened(request)
    ask(request.actor, the_place, Kind.PLAN, the_board(flips))
    return redirect(address(place, loaded, flips, "table_board"))


@require_safe
def paper(request: PlaceRequest, place: str, name: str) -> HttpResponse:
    """One of the papers."""
    the_place, loaded, flips = _opened(request)
    found = known(the_place, Kind.PLAN, the_board(flips), Plan)
    return download(_of(loaded, flips), None if found.stale else found.answer, name)


def _opened(request: PlaceRequest) -> tuple[Place, PlaceDocument, Flips]:
    the_place = place_of(request.actor)
    loaded = document(the_place).document
    if loaded is None:
        raise HiddenError
    return the_place, loaded, read_flips(loaded, request.GET)


def _of(loaded: PlaceDocument, flips: Flips) -> PlaceDocument:
    """The place of which the papers are: with the flips as a scenario of it."""
    return as_scenario(loaded, flips, title(names_of(loaded), flips)) if flips.any else loaded
