"""The first page of the first morning: a name, an organisation, a year, and perhaps a spreadsheet."""

from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.years import FinancialYear
from placewide.exchange.place_file import load
from placewide.web.access.actor import Actor, Role
from placewide.web.accounts.models import Membership
from placewide.web.accounts.request import ActorRequest
from placewide.web.places.actions.starting import empty_document, start_place
from placewide.web.places.actions.uploading import take_in
from placewide.web.places.forms.places import StartForm
from placewide.web.places.models import Place, Upload
from placewide.web.places.views.uploads import wait_for

EXAMPLE = Path(__file__).parents[1] / "example.yaml"
EXAMPLES_OWN = "hospital"


def start(request: ActorRequest) -> HttpResponse:
    """What is the place called, and what do you bring?"""
    today = timezone.localdate()
    form = StartForm(today, request.POST, request.FILES) if request.method == "POST" else StartForm(today)
    if form.is_valid():
        cleaned = form.cleaned_data
        document = empty_document(cleaned["name"], cleaned["organisation"], FinancialYear.parse(cleaned["first_year"]))
        with transaction.atomic():
            place = _place(request.actor, document, cleaned["once"])
            upload = _upload(request.actor, place, cleaned["file"])
        if upload is not None:
            wait_for(upload)
            return redirect("upload", place.slug, upload.pk)
        return redirect("overview", place.slug)
    given = {
        "title": "Start a place",
        "answer": "One page, then you are in. Everything can be changed later.",
        "form": form,
        "submit": "Start",
        "cancel_url": "/",
    }
    return render(request, "places/start.html", given, status=422 if form.errors else 200)


@require_POST
def start_example(request: ActorRequest) -> HttpResponse:
    """A small made-up place of one's own, to try everything on."""
    document = load(EXAMPLE).document
    if document is None:
        raise FileNotFoundError(EXAMPLE)
    place = start_place(request.actor, document, organisation=EXAMPLES_OWN, once="example")
    return redirect("overview", place.slug)


def _place(actor: Actor, document: PlaceDocument, once: str) -> Place:
    return start_place(actor, document, organisation=document.organisations[0].id, once=once)


def _upload(actor: Actor, place: Place, file: object) -> Upload | None:
    """The file, taken in by the programme office that the actor has just become."""
    name, read = getattr(file, "name", None), getattr(file, "read", None)
    if name is None or read is None:
        return None
    membership = Membership.objects.select_related("organisation").get(
        user_id=actor.user or 0, organisation__place=place
    )
    office = replace(
        actor,
        place=place.pk,
        organisation=membership.organisation_id,
        organisation_key=membership.organisation.key,
        roles=frozenset({Role.PROGRAMME_OFFICE}),
    )
    return take_in(office, name, read())
