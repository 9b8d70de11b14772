"""The whole place as a file, in each of the three forms."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from placewide.exchange.place_file import file_bytes
from placewide.web.accounts.request import PlaceRequest
from placewide.web.places.answers import KINDS, download
from placewide.web.places.queries import document, place_of


def exports(request: PlaceRequest, place: str) -> HttpResponse:
    """Take everything with you: in which form?"""
    files = [
        ("Excel workbook", "To read, change and bring back", reverse("export", args=[place, "xlsx"])),
        ("YAML text", "To compare versions line by line", reverse("export", args=[place, "yaml"])),
        ("JSON", "For programs", reverse("export", args=[place, "json"])),
    ]
    given = {
        "title": "Take it with you",
        "answer": "The whole place is yours. All three files hold the same, and any of them can be brought back.",
        "files": files,
        "digest": place_of(request.actor).digest,
    }
    return render(request, "places/exports.html", given)


def export(request: PlaceRequest, place: str, suffix: str) -> HttpResponse:
    """The place file itself."""
    loaded = document(place_of(request.actor)).document
    if suffix not in KINDS or loaded is None:
        raise Http404
    return download(file_bytes(loaded, f".{suffix}"), f"{place}.{suffix}", KINDS[suffix])
