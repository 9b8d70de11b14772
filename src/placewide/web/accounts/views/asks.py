"""How much is asked of whom, for the programme office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from placewide.reports.markup import element
from placewide.reports.sentences import count
from placewide.web.accounts import queries
from placewide.web.accounts.asks import MOST_MAILS, MOST_MINUTES, Ask, Asked, asked_of, budget, send
from placewide.web.accounts.entering import full_address
from placewide.web.accounts.forms import PeopleForm
from placewide.web.accounts.links import Purpose
from placewide.web.accounts.models import Membership
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.components import tag
from placewide.web.nhsuk.drawings import bar
from placewide.web.nhsuk.tables import Cell, Column, Empty, Row, Table

COLUMNS = (
    Column("name", "Person"),
    Column("organisation", "Organisation"),
    Column("minutes", "Minutes", numeric=True),
    Column("mails", "E-mails", numeric=True),
    Column("state", "Left this month"),
)
TOGETHER_MINUTES = 3
TOGETHER = "It takes each of them three minutes, from a link in an e-mail, without an account."
TOGETHER_LETTER = """{name} of {place} asks you for one thing.

What have you already done together with another organisation here, however small? A shared on-call list, a form that \
both of you use, a nurse who works in both places. It takes three minutes and needs no account:

{address}

All partners will read it. Trust begins with what has worked already.
"""
NOBODY = Empty(
    heading="Nobody has joined yet",
    why="Everybody’s time is counted here, so that no partner is asked for more than ten minutes a month.",
)


def asked(request: PlaceRequest, place: str) -> HttpResponse:
    """What was asked of each person of the place in the last thirty days, most first."""
    rows = queries.members(request.actor).select_related("user", "organisation").order_by("user__name", "pk")
    people = {row.user.email.lower(): (str(row.user), row.organisation.name) for row in rows}
    spent = asked_of(people, request.place.id)
    ordered = sorted(people, key=lambda email: (-spent[email].minutes, -spent[email].mails, people[email][0]))
    most = max([MOST_MINUTES, *(one.minutes for one in spent.values())])
    cells = [Row(_cells(*people[email], spent[email], most)) for email in ordered]
    table = Table(caption="Asked in the last thirty days", columns=COLUMNS, rows=cells, query=request.GET, empty=NOBODY)
    return render(
        request, "accounts/asks.html", {"title": "Asks", "answer": _sentence(list(spent.values())), "table": table}
    )


def ask_together(request: PlaceRequest, place: str) -> HttpResponse:
    """Ask for one thing that was done together: whom, then what it comes to, then send."""
    rows = queries.members(request.actor).exclude(user_id=request.actor.user or 0)
    people = {
        str(row.pk): row for row in rows.select_related("user", "organisation__place").order_by("user__name", "pk")
    }
    spent = asked_of([row.user.email for row in people.values()], request.place.id)
    named = [(key, _named(row, spent[row.user.email.lower()])) for key, row in people.items()]
    form = PeopleForm(request.POST or None, people=named)
    given = {"title": "Ask for one thing done together", "form": form, "cancel_url": reverse("asks", args=[place])}
    given |= {"submit": "See what it comes to", "answer": TOGETHER, "sendable": False}
    if request.method == "POST" and form.is_valid():
        chosen = [people[key] for key in form.cleaned_data["people"]]
        if "send" in request.POST:
            sent = send(request.actor, _together(request, place), chosen)
            messages.success(request, f"{count(len(sent.within), 'letter').capitalize()} written.")
            return redirect("asks", place)
        total = budget([row.user.email for row in chosen], request.place.id, TOGETHER_MINUTES)
        given |= {
            "answer": f"{total.sentence} Together {count(total.total, 'minute')}.",
            "sendable": bool(total.within),
        }
    return render(request, "accounts/ask.html", given)


def _together(request: PlaceRequest, place: str) -> Ask:
    return Ask(
        purpose=Purpose.EXPERIENCE,
        subject=f"{' '.join(request.place.name.split())}: one thing that you have already done together",
        text=TOGETHER_LETTER.format(name=request.actor.name, place=request.place.name, address="{address}"),
        minutes=TOGETHER_MINUTES,
        address_of=lambda token: full_address("answer_experience", token),
    )


def _named(row: Membership, spent: Asked) -> str:
    had = f", asked {count(spent.minutes, 'minute')} this month" if spent.minutes else ""
    return f"{row.user}, {row.organisation.name}{had}"


def _cells(name: str, organisation: str, spent: Asked, most: int) -> dict[str, Cell]:
    left = max(MOST_MINUTES - spent.minutes, 0)
    full = not left or spent.mails >= MOST_MAILS
    state = tag("Asked enough", "orange") if full else f"{count(left, 'minute')}, {count(MOST_MAILS, 'e-mail')}"
    return {
        "name": name,
        "organisation": organisation,
        "minutes": element("span", spent.minutes, " ", bar(spent.minutes, most)),
        "mails": spent.mails,
        "state": state,
    }


def _sentence(spent: list[Asked]) -> str:
    minutes = sum(one.minutes for one in spent)
    over = sum(1 for one in spent if one.minutes > MOST_MINUTES)
    people = count(len(spent), "person", "people")
    asked = f"{people.capitalize()}, {count(minutes, 'minute')} asked in thirty days"
    if over:
        return f"{asked}; {count(over, 'person', 'people')} for more than {MOST_MINUTES} each."
    return f"{asked}; nobody for more than {MOST_MINUTES}."
