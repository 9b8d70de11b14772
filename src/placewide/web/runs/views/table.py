"""The Table: what you can do alone, what together, and what if? Flipping asks; looking never does."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.analysis.the_table import Flips, TableAnswer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import PLANNED
from placewide.reports.html.the_table import board
from placewide.reports.the_table import TheTable
from placewide.reports.the_table_partners import partner_words
from placewide.web.accounts.request import PlaceRequest
from placewide.web.jobs.actions import wait
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.asking import ask, job_of
from placewide.web.runs.flips import read_flips, written
from placewide.web.runs.opening import may_run
from placewide.web.runs.queries import known
from placewide.web.runs.questions import Kind, the_table
from placewide.web.runs.switchboard import switchboard

WAITS_SECONDS = 1.2
"""So long a flip waits for its answer before the page says that it takes longer."""


@require_safe
def table(request: PlaceRequest, place: str) -> HttpResponse:
    """The Table under the flips in the address."""
    the_place = place_of(request.actor)
    loaded = document(the_place).document
    if loaded is None or not any(project.status in PLANNED for project in loaded.projects):
        return render(request, "runs/table_empty.html", {"title": "The Table", "has_document": loaded is not None})
    return _shown(request, the_place, loaded, read_flips(loaded, request.GET))


@require_POST
def flip(request: PlaceRequest, place: str) -> HttpResponse:
    """Ask what the flips would do, and wait for it a moment. Without a script the answer is the page to go to."""
    the_place = place_of(request.actor)
    loaded = document(the_place).document
    if loaded is None:
        return redirect("table", place=place)
    flips = read_flips(loaded, request.POST)
    run = ask(request.actor, the_place, Kind.TABLE, the_table(flips))
    job = job_of(run)
    if run.state == run.State.WAITING and job is not None:
        wait(job, WAITS_SECONDS)
    url = address(place, loaded, flips)
    if not request.htmx:
        return redirect(url)
    answer = _shown(request, the_place, loaded, flips)
    answer["HX-Push-Url"] = url
    return answer


def address(slug: str, place: PlaceDocument, flips: Flips, name: str = "table") -> str:
    """The address of The Table, or of a page beside it, under these flips."""
    query = written(place, flips)
    return reverse(name, args=[slug]) + (f"?{query}" if query else "")


def _shown(request: PlaceRequest, the_place: Place, place: PlaceDocument, flips: Flips) -> HttpResponse:
    found = known(the_place, Kind.TABLE, the_table(flips), TableAnswer)
    context: dict[str, Any] = {
        "title": "The Table",
        "known": found,
        "board_of": switchboard(place, flips),
        "flips": flips,
        "may_run": may_run(request.actor),
        "more": "more" in request.POST or "more" in request.GET,
        "here": address(the_place.slug, place, flips),
        "keep_url": address(the_place.slug, place, flips, "table_keep"),
        "board_url": address(the_place.slug, place, flips, "table_board"),
    }
    if found.answer is not None:
        context |= _answered(the_place.slug, TheTable(place, flips, found.answer))
    return render(request, "runs/table.html", context)


def _answered(slug: str, shown: TheTable) -> dict[str, Any]:
    names = [shown.view.project_name(id_) for id_ in shown.neither]
    return {
        "shown": shown,
        "board": board(shown, lambda project: reverse("why_not_one", args=[slug, project])),
        "partners": partner_words(shown),
        "neither": sorted(names, key=str.casefold),
    }
