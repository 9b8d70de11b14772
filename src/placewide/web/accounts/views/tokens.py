"""One's own keys for programs."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from placewide.web.access.policy import RefusedError
from placewide.web.access.table import Kind
from placewide.web.accounts import queries
from placewide.web.accounts.actions.tokens import READ, create_token, end_token, scopes_for
from placewide.web.accounts.forms import TokenForm
from placewide.web.accounts.models import Token
from placewide.web.accounts.request import PlaceRequest

WORDS: Mapping[str, str] = {
    READ: "read everything that you may read",
    Kind.PROJECT: "add and change proposals",
    Kind.ALLOCATION: "change what money is set aside for what",
    Kind.FUND: "change funds and their rules",
    Kind.ORGANISATION: "change the details of organisations",
    Kind.RECORD: "change the other records",
    Kind.IMPORT: "bring in whole files",
    Kind.PLAN: "ask for plans",
    Kind.SCENARIO: "keep scenarios, and take them away",
    Kind.EXPERIENCE: "tell what was done together",
    Kind.JOB: "stop what is being computed",
    Kind.PLACE_SETTINGS: "change the settings of the place",
}


def tokens(request: PlaceRequest, place: str) -> HttpResponse:
    """The tokens that the person made for what she is here, open and ended."""
    mine = queries.tokens(request.actor)
    shown = [(row, [said(scope) for scope in row.scopes], _state(row)) for row in mine]
    answer = "A token lets a program of yours read or change what you may, within limits that you set."
    return render(request, "accounts/tokens.html", {"title": "Tokens", "answer": answer, "tokens": shown})


@never_cache
def token_new(request: PlaceRequest, place: str) -> HttpResponse:
    """Make a token; its text is shown on this page and never again."""
    offered = [(scope, said(scope).capitalize()) for scope in scopes_for(request.actor)]
    form = TokenForm(request.POST or None, scopes=offered, initial={"scopes": [READ]})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            token, text = create_token(request.actor, wanted["name"], wanted["scopes"], wanted["days"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "accounts/token_made.html", {"token": token, "text": text})
    given = {"title": "Make a token", "form": form, "submit": "Make it", "cancel_url": reverse("tokens", args=[place])}
    return render(
        request, "nhsuk/form.html", {**given, "answer": f"It will act for {request.place.organisation_name}."}
    )


def token_end(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    if request.method == "POST":
        ended = end_token(request.actor, number)
        messages.success(request, f"The token “{ended.name}” is ended.")
    return redirect("tokens", place)


def said(scope: str) -> str:
    """A scope in words."""
    kind = scope.removeprefix("write:")
    return WORDS.get(kind, f"change: {kind.replace('_', ' ')}")


def _state(token: Token) -> str:
    if token.ended_at is not None:
        return f"ended on {timezone.localtime(token.ended_at):%-d %B %Y}"
    when = f"{timezone.localtime(token.expires_at):%-d %B %Y}"
    return f"until {when}" if token.is_open() else f"ran out on {when}"
