"""What the plan and The Table show on the Overview."""

from collections.abc import Iterator

from django.urls import reverse

from placewide.domain.plan.result import Plan
from placewide.reports import answers
from placewide.reports.sentences import count
from placewide.reports.view import View
from placewide.web.access.actor import Actor
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.places.registry import Card, Slice, register
from placewide.web.runs.queries import Known, known
from placewide.web.runs.questions import THE_PLAN, Kind


def enter() -> None:
    """Enter the Overview; called when Django starts."""
    register(Slice(name="runs", order=10, cards=lambda actor: tuple(_cards(actor))))


def _cards(actor: Actor) -> Iterator[Card]:
    place = place_of(actor)
    plan = known(place, Kind.PLAN, THE_PLAN, Plan)
    yield Card(
        heading="The Table",
        sentence=_alone_and_together(plan) or "What can you do alone, what together, and what if?",
        url=reverse("table", args=[place.slug]),
    )
    yield _plan_card(place, plan)


def _alone_and_together(plan: Known[Plan]) -> str:
    if plan.answer is None or plan.answer.alone is None:
        return ""
    chosen = [outcome for outcome in plan.answer.projects if outcome.selected]
    return f"Alone {count(len(plan.answer.alone), 'project')}, together {len(chosen)}."


def _plan_card(place: Place, plan: Known[Plan]) -> Card:
    url, loaded = reverse("plan", args=[place.slug]), document(place)
    if plan.answer is None or loaded.document is None:
        return Card(heading="Plan", sentence="Nothing is planned yet.", url=url, state="To do")
    view = View(loaded.document, plan.answer)
    state = "The place has changed since" if plan.stale else "Up to date"
    return Card(heading="Plan", sentence=answers.headline(view), url=url, figure=str(len(view.chosen)), state=state)
