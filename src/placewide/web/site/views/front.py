"""The front page, and what stands beside every place: help, accessibility, privacy, health."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from placewide.web.accounts.actors import memberships_of
from placewide.web.accounts.models import User
from placewide.web.accounts.request import ActorRequest
from placewide.web.site.demo import SLUG
from placewide.web.site.public import public_place


def home(request: ActorRequest) -> HttpResponse:
    """The places that a person belongs to; for everybody else, what Placewide is."""
    if request.actor.user is None:
        shown = public_place(SLUG) if settings.PLACEWIDE_MODE == "demo" else None
        return render(request, "site/welcome.html", {"title": "Do more together", "shown": shown})
    if not isinstance(request.user, User):
        raise TypeError("an actor with a user is signed in")
    mine = memberships_of(request.user, request).select_related("organisation__place")
    memberships = list(mine.order_by("organisation__place__name", "organisation__name"))
    slugs = {row.organisation.place.slug for row in memberships}
    if len(slugs) == 1 and "all" not in request.GET:
        return redirect(reverse("overview", args=[slugs.pop()]))
    return render(request, "site/home.html", {"title": "Your places", "memberships": memberships})


def health(request: HttpRequest) -> HttpResponse:
    """Whether the application and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def help_page(request: HttpRequest) -> HttpResponse:
    """How to do what people come for, in plain English."""
    return render(request, "site/help.html", {"title": "Help"})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"title": "Accessibility"})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html", {"title": "Privacy"})
