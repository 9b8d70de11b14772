"""One's own account: name, places, how one signs in, tokens, and what was asked; and for whom one acts."""

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from placewide.reports.sentences import count
from placewide.web.access.policy import HiddenError
from placewide.web.access.table import TABLE, Action, Kind
from placewide.web.accounts import asks, queries
from placewide.web.accounts.actions.accounts import rename
from placewide.web.accounts.actors import ACTING_FOR, memberships_in, memberships_of, provider_of
from placewide.web.accounts.forms import NameForm, OrganisationForm
from placewide.web.accounts.models import Link, Membership, Token, User
from placewide.web.accounts.request import ActorRequest, PlaceRequest
from placewide.web.accounts.roles import named
from placewide.web.accounts.views.second_factor import factors
from placewide.web.mail.models import Message

TOKEN_OWNERS = TABLE[Kind.TOKEN, Action.CREATE].own


def me(request: ActorRequest) -> HttpResponse:
    """My account on one page."""
    user = _user(request)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        rename(request.actor, form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("me")
    mine = memberships_of(user, request).select_related("organisation__place").order_by("organisation__place__name")
    given = {
        "title": "Your account",
        "answer": _sentence(user, list(mine)),
        "form": form,
        "me": user,
        "mine": [(row, named(row.held_roles), bool(row.held_roles & TOKEN_OWNERS)) for row in mine],
        "invitations": [
            (row, named(row.offered_roles))
            for row in queries.invited(user)
            if provider_of(request) in (None, row.organisation.sign_in_provider)
        ],
        "through": provider_of(request),
        "factors": factors(user),
        "tokens": Token.objects.filter(membership__in=mine, ended_at=None).select_related("membership__organisation"),
    }
    return render(request, "accounts/me.html", given)


def acting_for(request: PlaceRequest, place: str) -> HttpResponse:
    """Choose the organisation that one acts for. It is kept in the session, never in an address."""
    mine = memberships_in(request, _user(request), place)
    now = {"organisation": request.actor.organisation_key}
    form = OrganisationForm(request.POST or None, mine=mine, initial=now)
    if request.method == "POST" and form.is_valid():
        chosen = {**request.session.get(ACTING_FOR, {}), place: form.cleaned_data["organisation"]}
        request.session.cycle_key()
        request.session[ACTING_FOR] = chosen
        return redirect("overview", place)
    given = {"title": "For whom do you act?", "form": form, "submit": "Act for this organisation"}
    answer = "You act for one organisation at a time. Every page says which, and everything you do is done for it."
    return render(
        request, "nhsuk/form.html", {**given, "answer": answer, "cancel_url": reverse("overview", args=[place])}
    )


def _user(request: ActorRequest) -> User:
    if not isinstance(request.user, User):
        raise HiddenError
    return request.user


def _sentence(user: User, mine: list[Membership]) -> str:
    places = len({row.organisation.place_id for row in mine})
    since = timezone.now() - asks.MONTH
    told = Message.objects.filter(to=user.email, created_at__gte=since).aggregate(Sum("minutes"))["minutes__sum"] or 0
    linked = Link.objects.filter(email=user.email, created_at__gte=since).aggregate(Sum("minutes"))
    minutes = told + (linked["minutes__sum"] or 0)
    asked = f"{count(minutes, 'minute')} of your time" if minutes else "nothing of you"
    where = f"You belong to {count(places, 'place')}." if places else "You do not belong to a place yet."
    return f"{where} In the last thirty days, Placewide asked {asked}."
