"""What stands around every page: place, organisation acted for, rooms, account."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from placewide.web.access.actor import PUBLIC, Actor
from placewide.web.accounts.actors import PlaceOfRequest
from placewide.web.nhsuk.page import PageContext, Room
from placewide.web.places.queries import place_of
from placewide.web.places.registry import LONGEST_SEARCH
from placewide.web.places.rooms import open_rooms

ROOMS = (
    ("Overview", "overview", ""),
    ("The Table", "table", "table"),
    ("Choose", "choose", "choose"),
    ("Pay", "pay", "pay"),
    ("Together", "together", "together"),
    ("People", "people", ""),
)
"""The rooms that exist: name, address, and the key under which a place switches them off (none: always there)."""
ALSO_HERE = {"choose": ("plan",)}
"""Addresses that belong to a room and do not begin with its own."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `page` for the base template, `actor` for pages that offer what the actor may do."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    place: PlaceOfRequest | None = getattr(request, "place", None)
    return {"page": page_context(request, actor, place), "actor": actor, "place": place}


def page_context(request: HttpRequest, actor: Actor, place: PlaceOfRequest | None) -> PageContext:
    """The frame of a page for whoever reads it."""
    signed_in = actor.signed_in
    common: dict[str, Any] = {
        "user_name": actor.name if signed_in else "",
        "version": settings.PLACEWIDE_VERSION,
        "is_demo": settings.PLACEWIDE_MODE == "demo",
        "sign_in_url": "" if signed_in else reverse("account_login"),
        "sign_out_url": reverse("account_logout") if signed_in else "",
        "account_url": reverse("me") if signed_in else "",
        "help_url": reverse("help"),
        "accessibility_url": reverse("accessibility"),
    }
    if place is None:
        return PageContext(**common)
    used = open_rooms(place_of(actor))
    return PageContext(
        **common,
        place_name=place.name,
        place_url=reverse("overview", args=[place.slug]),
        acting_for=place.organisation_name,
        change_url=reverse("acting_for", args=[place.slug]) if place.choices > 1 else "",
        rooms=tuple(_room(request, name, view, place.slug) for name, view, key in ROOMS if not key or key in used),
        tasks_url=reverse("tasks", args=[place.slug]),
        search_url=reverse("search", args=[place.slug]),
        search_text=request.GET.get("q", "")[:LONGEST_SEARCH],
    )


def _room(request: HttpRequest, name: str, view: str, slug: str) -> Room:
    url = reverse(view, args=[slug])
    here = [url, *(reverse(name, args=[slug]) for name in ALSO_HERE.get(view, ()))]
    current = request.path == url if view == "overview" else request.path.startswith(tuple(here))
    return Room(name=name, url=url, current=current)
