"""Pages of one record: what it says and its history, its form, and taking it away."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from placewide.domain.place.patient_data import holds_nhs_number
from placewide.web.access.policy import Thing, decide, require
from placewide.web.access.table import Action
from placewide.web.accounts.request import PlaceRequest
from placewide.web.places import editing
from placewide.web.places.actions.records import remove_record, thing_of
from placewide.web.places.actions.writing import ConflictError, InvalidError
from placewide.web.places.around import around
from placewide.web.places.details import details
from placewide.web.places.forms.record import RecordForm
from placewide.web.places.histories import lines, of_record
from placewide.web.places.lists import lists_of
from placewide.web.places.models import Record
from placewide.web.places.queries import organisation_names, place_of, record, records
from placewide.web.places.sections import kind_of
from placewide.web.places.views.lists import list_url
from placewide.web.places.wording import singular_of

HISTORY_SHOWN = 20
OWNERS_ASKED = ("lead", "holder")
"""Fields that name the organisation to which a record belongs: at first, the one that the person acts for."""


class RemoveForm(forms.Form):
    """Why a record is taken away, and which version of it was seen."""

    reason = forms.CharField(label="Why?", max_length=300, required=False, help_text="For those who read the history")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def show(request: PlaceRequest, place: str, section: str, key: str) -> HttpResponse:
    """What is known of this, and who changed it?"""
    row = record(request.actor, section, key)
    names = organisation_names(request.place.id)
    events = list(of_record(row)[: HISTORY_SHOWN + 1])
    given = {
        "title": row.title,
        "caption": singular_of(section).capitalize(),
        "details": details(row, names),
        "history": list(lines(events[:HISTORY_SHOWN], place, names)),
        "more_history": len(events) > HISTORY_SHOWN,
        "may_change": decide(request.actor, Action.EDIT, thing_of(row)),
        "may_remove": decide(request.actor, Action.REMOVE, thing_of(row)),
        "row": row,
        **_back(place, section),
    }
    return render(request, "places/record.html", given)


def add(request: PlaceRequest, place: str, section: str) -> HttpResponse:
    """Add a record to a list."""
    records(request.actor, section)  # a list that is not there, or not for this actor, has no form
    require(request.actor, Action.CREATE, Thing(kind_of(section), request.place.id, request.actor.organisation_key))
    data = request.POST if request.method == "POST" else None
    form = RecordForm(section, {}, around(place_of(request.actor), section), data)
    if data is None:
        form.initial.update({name: request.actor.organisation_key for name in OWNERS_ASKED if name in form.fields})
    elif form.is_valid() and (row := editing.add(request.actor, form, section)) is not None:
        messages.success(request, f"“{row.title}” is added.")
        _warn_of_patient_data(request)
        return redirect("record", place, section, row.key)
    return _form(request, form, section, f"Add {_a(section)}", list_url(place, section))


def change(request: PlaceRequest, place: str, section: str, key: str) -> HttpResponse:
    """Change a record; where somebody else was first, choose field by field."""
    row = record(request.actor, section, key)
    require(request.actor, Action.EDIT, thing_of(row))
    ground = around(place_of(request.actor), section, key)
    stored = RecordForm(section, editing.plain_record(row), ground, version=row.version)
    address = reverse("record", args=[place, section, key])
    if request.method != "POST":
        return _form(request, stored, section, f"Change {row.title}", address)
    data = editing.merged(request.POST, stored)
    form = RecordForm(section, editing.plain_record(row), ground, data, row.version)
    try:
        if form.is_valid() and editing.change(request.actor, form, row) is not None:
            messages.success(request, "Saved.")
            _warn_of_patient_data(request)
            return HttpResponseRedirect(address)
    except ConflictError:
        return _conflict(request, form, stored, row, address)
    return _form(request, form, section, f"Change {row.title}", address)


def remove(request: PlaceRequest, place: str, section: str, key: str) -> HttpResponse:
    """Take a record out of the place."""
    row = records(request.actor, section).filter(key=key).first()
    if row is None and request.method == "POST":  # sent twice: it is gone already
        return HttpResponseRedirect(list_url(place, section))
    row = row or record(request.actor, section, key)
    require(request.actor, Action.REMOVE, thing_of(row))
    form = RemoveForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if form.is_valid() and _removed(request, form, row):
        return HttpResponseRedirect(list_url(place, section))
    given = {
        "title": f"Take away {row.title}",
        "answer": "It leaves the place for everybody. Its history stays, and says who took it away and why.",
        "form": form,
        "submit": "Take it away",
        "cancel_url": reverse("record", args=[place, section, key]),
        "danger": True,
    }
    return render(request, "nhsuk/form.html", given)


def _warn_of_patient_data(request: PlaceRequest) -> None:
    """What was typed is stored, and whoever typed it is asked to take it out."""
    if any(holds_nhs_number(text) for values in request.POST.lists() for text in values[1]):
        messages.warning(request, "Something here looks like an NHS number. No patient data, please: take it out.")


def _removed(request: PlaceRequest, form: RemoveForm, row: Record) -> bool:
    version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    try:
        remove_record(request.actor, row.section, row.key, version=version, reason=reason)
    except InvalidError as problem:
        for finding in problem.findings[:5]:
            form.add_error(None, f"Something still names it: {finding.message} ({finding.record or finding.where})")
        return False
    except ConflictError as problem:
        form.add_error(None, f"{problem} Look at it once more before you take it away.")
        return False
    messages.success(request, f"“{row.title}” is taken away.")
    return True


def _form(request: PlaceRequest, form: RecordForm, section: str, title: str, cancel: str) -> HttpResponse:
    given = {
        "title": title,
        "caption": lists_of(section).room,
        "answer": form.questions.answer,
        "form": form,
        "submit": "Save",
        "cancel_url": cancel,
        "import_url": reverse("import", args=[request.place.slug]),
    }
    return render(request, "places/record_form.html", given, status=422 if form.errors else 200)


def _conflict(
    request: PlaceRequest, form: RecordForm, stored: RecordForm, row: Record, address: str
) -> HttpResponse:  # fmt: skip
    conflict = editing.conflicting(form, stored, row, request.POST)
    return render(request, "places/conflict.html", {"conflict": conflict, "keep_url": address}, status=409)


def _back(place: str, section: str) -> dict[str, str]:
    return {"back_url": list_url(place, section), "back_text": lists_of(section).title}


def _a(section: str) -> str:
    noun = singular_of(section)
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
