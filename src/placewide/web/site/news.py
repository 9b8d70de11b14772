"""What is new in a place for one of its members, and what is asked of her, in sentences for a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.sentences import count, listed, sentence
from placewide.web.access.actor import Actor
from placewide.web.audit.models import Event
from placewide.web.places import registry
from placewide.web.places.histories import events, lines
from placewide.web.places.models import Place
from placewide.web.places.queries import document, organisation_names, place_of
from placewide.web.places.registry import Task
from placewide.web.runs.asking import question_digest
from placewide.web.runs.keeping import answer_of
from placewide.web.runs.models import Run
from placewide.web.runs.questions import THE_PLAN, Kind

MOST_LINES = 6
MOST_NAMES = 5
READ_FOR_LINES = 60


@dataclass(frozen=True, slots=True)
class News:
    """What a letter says of one place: the plan, what others did (`summary` with the latest in `done`), and what is
    asked of the reader.
    """

    slug: str
    name: str
    plan: str
    summary: str
    done: Sequence[str]
    asked: Sequence[Task]

    @property
    def is_anything(self) -> bool:
        return bool(self.plan or self.summary or self.asked)


def news(actor: Actor, since: datetime) -> News:
    """What is new since that moment, of what the actor may see. What she did herself is no news to her."""
    place = place_of(actor)
    found = events(actor).filter(at__gt=since).exclude(user_id=actor.user)
    number, people = found.count(), found.values("who").distinct().count()
    summary = sentence(f"{count(people, 'person', 'people')} did {count(number, 'thing')} here") if number else ""
    return News(
        slug=place.slug,
        name=place.name,
        plan=_plan(place, since),
        summary=summary,
        done=_latest(list(found[:READ_FOR_LINES]), place),
        asked=registry.tasks(actor),
    )


def _latest(found: Sequence[Event], place: Place) -> list[str]:
    """The latest things done, the same sentence once."""
    told = lines(found, place.slug, organisation_names(place.pk)) if found else ()
    return [f"{words}." for words in list(dict.fromkeys(line.sentence for line in told))[:MOST_LINES]]


def _plan(place: Place, since: datetime) -> str:
    """What the newest plan says that the last one before that moment did not; empty where it says the same."""
    digest = question_digest(THE_PLAN)
    made = Run.objects.filter(place=place, kind=Kind.PLAN, question_digest=digest, state=Run.State.DONE)
    ordered = made.order_by("-finished_at", "-pk")
    now = _chosen(ordered.filter(finished_at__gt=since).first())
    if now is None:
        return ""
    before = _chosen(ordered.filter(finished_at__lte=since).first())
    if before is None:
        return f"There is a plan: {count(len(now), 'proposal')} can be done together."
    if now == before:
        return ""
    held = document(place).document
    sentences = [
        f"The plan is another: {count(len(now), 'proposal')}, {len(before)} before.",
        *_names("Came in", now - before, held),
        *_names("Fell out", before - now, held),
    ]
    return " ".join(sentences)


def _chosen(run: Run | None) -> set[str] | None:
    """The proposals in a plan; None where there is none, or none that this version reads."""
    if run is None or run.result is None:
        return None
    try:
        plan = answer_of(Plan, run.result)
    except ValidationError:
        return None
    return {str(row.id) for row in plan.projects if row.selected}


def _names(heading: str, ids: set[str], held: PlaceDocument | None) -> list[str]:
    known = {str(project.id): project.name for project in held.projects} if held is not None else {}
    names = sorted(known.get(id_) or id_ for id_ in ids)
    return [f"{heading}: {listed(names, MOST_NAMES)}."] if names else []
