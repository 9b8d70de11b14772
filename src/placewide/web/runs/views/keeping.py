"""Keep this: a scenario from The Table under a name, with its dissent and the draft offers that it would take."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.analysis.the_table import Flips, TableAnswer, canonical, from_plain
from placewide.domain.place.document import PlaceDocument
from placewide.reports.sentences import sentence
from placewide.reports.the_table import TheTable
from placewide.reports.the_table_flips import in_words, names_of, title
from placewide.reports.the_table_offers import draft_offers
from placewide.web.access.policy import HiddenError, Thing, decide
from placewide.web.access.table import Action
from placewide.web.access.table import Kind as ThingKind
from placewide.web.accounts.request import PlaceRequest
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.actions import keep_scenario, remove_scenario
from placewide.web.runs.flips import read_flips
from placewide.web.runs.forms import KeepForm
from placewide.web.runs.queries import kept_scenario, known
from placewide.web.runs.questions import Kind, the_table
from placewide.web.runs.views.table import address


def keep(request: PlaceRequest, place: str) -> HttpResponse:
    """Name what was flipped, write down who disagrees, see whom it would ask for what; then keep it."""
    the_place, loaded = _opened(request)
    flips = read_flips(loaded, request.GET)
    form = KeepForm(request.POST or None, initial={"name": title(names_of(loaded), flips)[:200]})
    if request.method == "POST" and form.is_valid():
        kept = keep_scenario(request.actor, the_place, flips, **form.cleaned_data)
        return redirect("kept", place=place, pk=kept.pk)
    context = {
        "title": "Keep this",
        "answer": "It is kept for everybody here to see. Nothing is posted, and nobody is asked for anything yet.",
        "form": form,
        "submit": "Keep it",
        "action_url": address(place, loaded, flips, "table_keep"),
        "back_url": address(place, loaded, flips),
        "back_text": "The Table",
        **_said(the_place, loaded, flips),
    }
    return render(request, "runs/keep.html", context)


@require_safe
def kept(request: PlaceRequest, place: str, pk: int) -> HttpResponse:
    """A scenario that was kept: what it flips, who disagreed, and whom it would ask for what."""
    the_place, loaded = _opened(request)
    scenario = kept_scenario(request.actor, pk)
    flips = canonical(loaded, from_plain(scenario.flips))
    thing = Thing(ThingKind.SCENARIO, the_place.pk, scenario.organisation)
    context = {
        "title": scenario.name,
        "caption": "Kept from The Table",
        "kept": scenario,
        "whose": names_of(loaded).organisation_name(scenario.organisation),
        "moved": scenario.digest != the_place.digest,
        "may_remove": bool(decide(request.actor, Action.REMOVE, thing)),
        "table_url": address(place, loaded, flips),
        "board_url": address(place, loaded, flips, "table_board"),
        "back_url": reverse("scenarios", args=[place]),
        "back_text": "Scenarios",
        **_said(the_place, loaded, flips),
    }
    return render(request, "runs/kept.html", context)


@require_POST
def remove(request: PlaceRequest, place: str, pk: int) -> HttpResponse:
    """Take a kept scenario away."""
    remove_scenario(request.actor, pk)
    return redirect("scenarios", place=place)


def _opened(request: PlaceRequest) -> tuple[Place, PlaceDocument]:
    the_place = place_of(request.actor)
    loaded = document(the_place).document
    if loaded is None:
        raise HiddenError
    return the_place, loaded


def _said(the_place: Place, loaded: PlaceDocument, flips: Flips) -> dict[str, Any]:
    """What is flipped, and what The Table answered, if it was asked."""
    found = known(the_place, Kind.TABLE, the_table(flips), TableAnswer)
    shown = TheTable(loaded, flips, found.answer) if found.answer is not None else None
    return {
        "flipped": [sentence(words) for words in in_words(names_of(loaded), flips)],
        "shown": shown,
        "stale": found.stale,
        "offers": draft_offers(shown) if shown is not None else (),
    }
