"""Pages of lists: the long list, organisations, funds, allocations, and every other list of the place."""

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from placewide.exchange.sheets.list_workbook import list_workbook_bytes
from placewide.reports.sentences import count
from placewide.web.access.policy import HiddenError, Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.tables import Column, Row, Table
from placewide.web.places.answers import WORKBOOK, download
from placewide.web.places.lists import FilterForm, filtered, listing, lists_of
from placewide.web.places.models import Record
from placewide.web.places.queries import document, organisation_names, place_of, records
from placewide.web.places.sections import sections as all_sections
from placewide.web.places.wording import plural_of, singular_of

PAGES = {"projects": "choose", "allocations": "allocations", "funds": "funds", "organisations": "organisations"}
"""Lists that have an address of their own."""


def list_url(slug: str, section: str) -> str:
    """The address of a list."""
    return reverse(PAGES[section], args=[slug]) if section in PAGES else reverse("records", args=[slug, section])


def choose(request: PlaceRequest, place: str) -> HttpResponse:
    """What is on the table, and how far is each?"""
    return _list(request, "projects")


def allocations(request: PlaceRequest, place: str) -> HttpResponse:
    """Who holds which money?"""
    return _list(request, "allocations")


def funds(request: PlaceRequest, place: str) -> HttpResponse:
    """Which rules come with which money?"""
    return _list(request, "funds")


def organisations(request: PlaceRequest, place: str) -> HttpResponse:
    """Who sits at the table?"""
    return _list(request, "organisations")


def records_of(request: PlaceRequest, place: str, section: str) -> HttpResponse:
    """Any list of the place."""
    if section not in all_sections():
        raise HiddenError
    return _list(request, section)


def sections(request: PlaceRequest, place: str) -> HttpResponse:
    """What is kept of this place, list by list."""
    found = Record.objects.of(request.place.id).values("section").annotate(number=Count("pk"), last=Max("changed_at"))
    numbers = {row["section"]: row for row in found.order_by()}
    rows = [
        Row(
            {"title": plural_of(name), "number": numbers[name]["number"], "last": f"{numbers[name]['last']:%d %B %Y}"},
            href=list_url(place, name),
        )
        for name in all_sections()
        if name in numbers
    ]
    columns = (Column("title", "List", link=True), Column("number", "Records", numeric=True), Column("last", "Changed"))
    table = Table(caption="Lists", columns=columns, rows=rows, query=request.GET, caption_hidden=True)
    given = {
        "title": "Everything that is kept",
        "table": table,
        "answer": f"{count(len(rows), 'list')} hold something.",
    }
    return render(request, "places/list.html", given)


def records_export(request: PlaceRequest, place: str, section: str) -> HttpResponse:
    """A list as Excel, as filtered: it can be changed there and brought back."""
    rows = records(request.actor, section)
    form = FilterForm(request.GET, lists_of(section), organisation_names(request.place.id))
    keys = frozenset(filtered(rows, form).values_list("key", flat=True))
    loaded = document(place_of(request.actor)).document
    if loaded is None:
        raise HiddenError
    content = list_workbook_bytes(loaded, section, keys if form.has_changed() else None)
    return download(content, f"{place} {plural_of(section)}.xlsx", WORKBOOK)


def _list(request: PlaceRequest, section: str) -> HttpResponse:
    spec = lists_of(section)
    shown = listing(request.actor, request.place.slug, section, request.GET)
    may_import = decide(
        request.actor, Action.CREATE, Thing(Kind.IMPORT, request.place.id, request.actor.organisation_key)
    )
    given = {
        "title": spec.title,
        "caption": spec.room,
        "answer": shown.answer,
        "table": shown.table,
        "filter_form": shown.form,
        "add_url": shown.add_url,
        "add_text": f"Add a {singular_of(section)}" if section not in ("allocations", "organisations") else
        f"Add an {singular_of(section)}",
        "import_url": reverse("import", args=[request.place.slug]) if may_import else "",
    }  # fmt: skip
    return render(request, "places/list.html", given)
