"""Pay: who pays and who gains, where the money goes, and what sharing buys."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.analysis.the_table import NOTHING, TableAnswer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.reports import answers, sharing_sentences
from placewide.reports.html.money import money_section
from placewide.reports.html.partners import partners_section
from placewide.reports.html.shares import shares_section
from placewide.reports.html.sharing import sharing_section
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.the_table import TheTable
from placewide.reports.view import View
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.page import NextStep
from placewide.web.places.models import Place
from placewide.web.places.queries import place_of
from placewide.web.runs.asking import ask
from placewide.web.runs.linking import linked
from placewide.web.runs.opening import opened
from placewide.web.runs.queries import known
from placewide.web.runs.questions import THE_SHARING, Kind, the_table
from placewide.web.runs.views.plan import page


@require_safe
def pay(request: PlaceRequest, place: str) -> HttpResponse:
    """Is this fair to us?"""
    found = opened(request.actor)
    view = found.view
    if view is None or not view.has_answer:
        return page(request, found, "Who pays, who gains?", {"caption": "Pay", "no_plan": view is not None})
    context = {
        "caption": "Pay",
        "answer": answers.who_pays(view),
        "sections": linked(place, partners_section(view), said=answers.who_pays(view)),
        "also": _also(place),
        "next_step": NextStep(
            text="See what sharing buys", url=reverse("sharing", args=[place]),
            why="Whoever gives and does not gain should know what the place would lose without it.",
        ),
    }  # fmt: skip
    return page(request, found, "Who pays, who gains?", context)


@require_safe
def money(request: PlaceRequest, place: str) -> HttpResponse:
    """What do we hold, under what rules, and where does it go?"""
    found = opened(request.actor)
    view = found.view
    if view is None or not view.has_answer:
        return page(request, found, "Money", {"caption": "Pay", "no_plan": view is not None})
    context = {
        "caption": "Pay",
        "answer": answers.money_used(view),
        "sections": linked(place, money_section(view), shares_section(view), said=answers.money_used(view)),
        "next_step": NextStep(
            text="Try another sharing", url=reverse("table", args=[place]),
            why="Flip who may share how much, and see which projects come in or fall.",
        ),
    }  # fmt: skip
    return page(request, found, "Money", context)


@require_safe
def sharing(request: PlaceRequest, place: str) -> HttpResponse:
    """Why should we give? A long question: asked with a button, with its progress."""
    found = opened(request.actor)
    bought = known(found.place, Kind.SHARING, THE_SHARING, SharingResult)
    context = {
        "caption": "Pay",
        "known": bought,
        "ask_url": reverse("sharing_ask", args=[place]),
        "ask_text": "Work it out",
        "why": "Every group of partners is planned with and without its shares, so that nobody has to guess what a "
        "share is worth. In a place of twelve organisations that takes about a minute; you can leave the page.",
    }  # fmt: skip
    if bought.answer is None and found.document is not None:
        context["answer"] = _so_far(found.place, found.document)
    if bought.answer is not None and found.document is not None:
        view = View(found.document, bought.answer.with_)
        said = sharing_sentences.headline(Comparison(view, bought.answer))
        context |= {
            "answer": said,
            "sections": linked(place, sharing_section(view, bought.answer), said=said),
            "next_step": NextStep(
                text="Take it to The Table", url=reverse("table", args=[place]),
                why="Flip one share off, with everybody looking.",
            ),
        }  # fmt: skip
    return page(request, found, "What sharing buys", context)


@require_POST
def ask_sharing(request: PlaceRequest, place: str) -> HttpResponse:
    """Work out what sharing buys in the place as it stands."""
    ask(request.actor, place_of(request.actor), Kind.SHARING, THE_SHARING)
    return redirect("sharing", place=place)


def _so_far(the_place: Place, document: PlaceDocument) -> str:
    """What The Table knows already of alone and together, while what each share adds is still open."""
    laid = known(the_place, Kind.TABLE, the_table(NOTHING), TableAnswer)
    if laid.answer is None or laid.stale:
        return ""
    return f"{TheTable(document, NOTHING, laid.answer).headline} What each share adds is not worked out yet."


def _also(place: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Where the money goes", reverse("money", args=[place])),
        ("What sharing buys", reverse("sharing", args=[place])),
    )
