"""Bringing a file in: upload, see what was understood, correct it, see every change, take it over or leave it."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from placewide.exchange.mapping.storage import mapping_text
from placewide.web.accounts.request import PlaceRequest
from placewide.web.jobs.actions import wait
from placewide.web.jobs.models import Job, State
from placewide.web.nhsuk.tables import read_paging
from placewide.web.places.actions.taking import changes_of, misses_own, refusals, take_over
from placewide.web.places.actions.uploading import read_again, set_aside, take_in
from placewide.web.places.actions.writing import ConflictError, Difference, InvalidError
from placewide.web.places.forms.mapping import MappingForm
from placewide.web.places.forms.places import OwnForm, UploadForm
from placewide.web.places.models import Place, Upload
from placewide.web.places.previews import ShownChange, counts_in_words, general_and_by_sheet, shown_changes
from placewide.web.places.queries import organisation_names, place_of
from placewide.web.places.queries import upload as upload_of
from placewide.web.places.reading import parsed

WAITS = 1.5
"""Seconds that a page waits for a file to be read, so that small ones need no second page."""
RELOADS = 2
SHOWN = 100
FEW = 12
"""So many changes are seen at once; more are counted, and shown to whoever wants to see each."""


def import_(request: PlaceRequest, place: str) -> HttpResponse:
    """Which file do you bring?"""
    posting = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posting else UploadForm()
    if posting and form.is_valid():
        file = form.cleaned_data["file"]
        return after_upload(request, place, take_in(request.actor, file.name or "", file.read()))
    earlier = Upload.objects.filter(place=place_of(request.actor)).defer("content", "document")[:10]
    given = {
        "title": "Bring your spreadsheet",
        "answer": "Any layout will do. Nothing changes before you have seen what was understood and said yes.",
        "form": form,
        "submit": "Read it",
        "cancel_url": reverse("overview", args=[place]),
        "earlier": earlier,
    }
    return render(request, "places/import.html", given, status=422 if form.errors else 200)


def after_upload(request: PlaceRequest, place: str, upload: Upload) -> HttpResponse:
    """Wait a moment, so that the next page already shows what was understood."""
    wait_for(upload)
    return redirect("upload", place, upload.pk)


def wait_for(upload: Upload) -> None:
    """Wait for the job of an upload, but not for long."""
    job = Job.objects.filter(pk=upload.job_id or 0).first()
    if job is not None:
        wait(job, WAITS)


def upload(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """What was understood, and what would change?"""
    found = upload_of(request.actor, number)
    job = Job.objects.filter(pk=found.job_id or 0).first()
    if found.state == Upload.State.WAITING:
        return _waiting(request, found, job)
    return _shown(request, found)


@require_POST
def understood(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """Correct how the file is read, and read it again."""
    found = upload_of(request.actor, number)
    known = parsed(found.mapping)
    own = OwnForm(found.organisations, request.POST)
    form = MappingForm(known, found.samples, request.POST) if known is not None else None
    if not own.is_valid() or (form is not None and not form.is_valid()):
        return _shown(request, found, form)
    mapping = mapping_text(form.mapping) if form is not None and not request.POST.get("only_own") else None
    again = read_again(request.actor, number, mapping=mapping, own=own.cleaned_data["own"])
    return after_upload(request, place, again)


@require_POST
def again(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """Read the file once more, against the place as it is now."""
    return after_upload(request, place, read_again(request.actor, number))


@require_POST
def take(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """Take it over: all of it, or nothing."""
    against = request.POST.get("against", "")
    try:
        taken = take_over(
            request.actor, number, against=int(against) if against.isdecimal() and len(against) < 19 else -1
        )
    except ConflictError:
        return _changed_meanwhile(request, upload_of(request.actor, number))
    except InvalidError as problem:
        for finding in problem.findings[:5]:
            messages.error(request, finding.message)
        return redirect("upload", place, number)
    messages.success(request, f"“{taken.name}” is taken over.")
    return redirect("upload", place, number)


@require_POST
def leave(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """Leave the file unused."""
    left = set_aside(request.actor, number)
    messages.success(request, f"“{left.name}” is set aside; nothing was changed.")
    return redirect("import", place)


def _waiting(request: PlaceRequest, found: Upload, job: Job | None) -> HttpResponse:
    failed = job is not None and job.state in (State.FAILED, State.CANCELLED)
    given = {"upload": found, "job": job, "failed": failed, "title": f"Reading {found.name}"}
    answer = render(request, "places/upload_waiting.html", given)
    if not failed:
        answer["Refresh"] = str(RELOADS)
    return answer


def _shown(request: PlaceRequest, found: Upload, form: MappingForm | None = None) -> HttpResponse:
    place = place_of(request.actor)
    known = parsed(found.mapping) if found.state in (Upload.State.READ, Upload.State.REFUSED) else None
    if form is None and known is not None:
        form = MappingForm(known, found.samples)
    changes = changes_of(request.actor, found, place)
    paging = read_paging(request.GET, len(changes), SHOWN)
    understood, by_sheet = general_and_by_sheet(found.understood)
    given = {
        "upload": found,
        "title": found.name,
        "form": form,
        "own_form": OwnForm(found.organisations, initial={"own": found.own}) if found.organisations else None,
        "must_say_own": misses_own(request.actor, found),
        "errors": [one for one in found.findings if one["severity"] == "error"],
        "warnings": [one for one in found.findings if one["severity"] == "warning"],
        "notes": [one for one in found.findings if one["severity"] == "note"],
        "understood": understood,
        "by_sheet": by_sheet,
        "opens_changes": len(changes) <= FEW or "page" in request.GET,
        "changes": _page(changes, place, paging.slice),
        "paging": paging,
        "counts": counts_in_words(Counter((one.section, one.verb) for one in changes)),
        "refusals": refusals(request.actor, place.pk, changes)[:SHOWN],
        "is_stale": found.against_revision != place.revision,
        **_answers(found, len(changes)),
    }
    return render(request, "places/upload.html", given, status=422 if form is not None and form.errors else 200)


def _page(changes: list[Difference], place: Place, part: slice) -> list[ShownChange]:
    return shown_changes(changes[part], organisation_names(place.pk))


def _answers(found: Upload, number: int) -> dict[str, str]:
    if found.state == Upload.State.READ and number:
        return {"answer": "Nothing is changed yet. Look at what was understood; then take all of it over, or leave it."}
    said = {
        Upload.State.READ: "Everything in this file is here already: there is nothing to change.",
        Upload.State.REFUSED: "Nothing was changed. Mend what is listed here, and read it again.",
        Upload.State.TAKEN: "This file has been taken over.",
        Upload.State.LEFT: "This file was set aside. Nothing was changed.",
    }
    return {"answer": said[Upload.State(found.state)]}


def _changed_meanwhile(request: PlaceRequest, found: Upload) -> HttpResponse:
    given = {"upload": found, "title": "The place was changed in between"}
    return render(request, "places/upload_changed.html", given, status=409)
