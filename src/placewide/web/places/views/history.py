"""What was done in the place, by whom, and why."""

from collections.abc import Iterator

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from placewide.reports.sentences import count
from placewide.web.accounts.request import PlaceRequest
from placewide.web.audit.models import Event
from placewide.web.nhsuk.tables import changed, read_paging
from placewide.web.places.answers import WORKBOOK, download
from placewide.web.places.histories import Line, events, lines
from placewide.web.places.queries import organisation_names
from placewide.web.places.spreadsheet import Cell, sheet_bytes

MOST_EXPORTED = 20_000
HEADERS = ("When", "Who", "For", "What", "Which", "Where", "Before", "After", "Why")


class HistoryFilter(forms.Form):
    """What the history is filtered by."""

    q = forms.CharField(label="Contains", required=False, max_length=200)
    organisation = forms.ChoiceField(label="Acting for", required=False)

    def __init__(self, data: object, names: dict[str, str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        choices = [("", "All"), *sorted(names.items(), key=lambda pair: pair[1].casefold())]
        self.fields["organisation"] = forms.ChoiceField(label="Acting for", choices=choices, required=False)


def history(request: PlaceRequest, place: str) -> HttpResponse:
    """Who changed what, and why?"""
    names = organisation_names(request.place.id)
    form = HistoryFilter(request.GET, names)
    found = _filtered(events(request.actor), form)
    number = found.count()
    paging = read_paging(request.GET, number)
    given = {
        "title": "History",
        "answer": f"{count(number, 'thing')} done here, the latest first. Nothing in it can be changed afterwards.",
        "filter_form": form,
        "lines": list(lines(found[paging.slice], place, names)),
        "paging": paging,
        "next_url": changed(request.GET, page=str(paging.number + 1)) if paging.number < paging.pages else "",
        "previous_url": changed(request.GET, page=str(paging.number - 1)) if paging.number > 1 else "",
        "export_url": reverse("history_export", args=[place]) + changed(request.GET, page=None).removesuffix("?"),
    }
    return render(request, "places/history.html", given)


def history_export(request: PlaceRequest, place: str) -> HttpResponse:
    """The same as Excel, a row for each thing that differs."""
    names = organisation_names(request.place.id)
    found = _filtered(events(request.actor), HistoryFilter(request.GET, names))[:MOST_EXPORTED]
    rows = (row for line in lines(found, place, names, most=None) for row in _rows(line))
    return download(sheet_bytes("History", HEADERS, rows), f"{place} history.xlsx", WORKBOOK)


def _filtered(found: QuerySet[Event], form: HistoryFilter) -> QuerySet[Event]:
    form.full_clean()
    asked = form.cleaned_data
    if asked.get("q"):
        text = asked["q"]
        found = found.filter(Q(label__icontains=text) | Q(who__icontains=text) | Q(reason__icontains=text))
    if asked.get("organisation"):
        found = found.filter(acting_for=asked["organisation"])
    return found


def _rows(line: Line) -> Iterator[tuple[Cell, ...]]:
    start: tuple[Cell, ...] = (line.at, line.who, line.acting_for, line.verb, f"{line.kind} {line.label}".strip())
    for change in line.changes:
        yield (*start, change.label, change.before, change.after, line.reason)
    if not line.changes:
        yield (*start, "", "", "", line.reason)
