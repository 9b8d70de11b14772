"""What the lists of a place add to search, to tasks and to the Overview."""

from collections.abc import Iterator, Mapping

from django.urls import reverse

from placewide.reports.sentences import count, money
from placewide.web.access.actor import Actor, Role
from placewide.web.access.policy import HiddenError, Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.places.lists import answer, summary_of
from placewide.web.places.models import Experience, Place, Record, Upload
from placewide.web.places.queries import organisation_names, place_of
from placewide.web.places.registry import MOST_RESULTS, Card, SearchResult, Slice, Task, register
from placewide.web.places.rooms import open_rooms
from placewide.web.places.sections import kind_of
from placewide.web.places.wording import choice_of, singular_of

SEARCHED = ("organisations", "projects", "funds", "allocations")
MOST_TASKS = 20
COSTING_MINUTES, TELLING_MINUTES, READING_MINUTES = 10, 3, 5
PLANNED = ("proposed", "approved", "in_delivery")
WHO_COST = frozenset({Role.DIGITAL_LEAD, Role.CONTRIBUTOR, Role.FINANCE_LEAD})


def enter() -> None:
    """Register it."""
    register(Slice(name="places", order=10, search=search, tasks=tasks, cards=cards))


def search(actor: Actor, text: str) -> list[SearchResult]:
    """Organisations, proposals, funds and allocations with this text in their title."""
    seen = [name for name in SEARCHED if decide(actor, Action.SEE, Thing(kind_of(name), actor.place, None))]
    place = place_of(actor)
    rows = Record.objects.of(place.pk).filter(section__in=seen, title__icontains=text)
    found = sorted(rows.order_by("title", "pk")[:MOST_RESULTS], key=lambda row: seen.index(row.section))
    names = organisation_names(place.pk) if found else {}
    return [
        SearchResult(
            title=row.title,
            url=reverse("record", args=[place.slug, row.section, row.key]),
            kind=singular_of(row.section),
            words=_words(row, names),
        )
        for row in found
    ]


def tasks(actor: Actor) -> list[Task]:
    """What the person is asked for: costs of her organisation's proposals, one thing told, a file to be looked at."""
    place = place_of(actor)
    return [*_costing(actor, place), *_telling(actor, place), *_reading(actor, place)]


def cards(actor: Actor) -> list[Card]:
    """The rooms of the lists."""
    return [*_cards(actor, place_of(actor))]


def _words(row: Record, names: Mapping[str, str]) -> str:
    parts = [names.get(row.organisation, row.organisation) if row.section != "organisations" else ""]
    parts += [row.year, choice_of(row.status) if row.status else ""]
    parts += [money(row.amount_pence)] if row.amount_pence else []
    return ", ".join(part for part in parts if part)


def _costing(actor: Actor, place: Place) -> Iterator[Task]:
    if not actor.roles & WHO_COST:
        return
    mine = Record.objects.of(place.pk).filter(section="projects", organisation=actor.organisation_key)
    for row in mine.filter(amount_pence=None, status__in=PLANNED).order_by("title")[:MOST_TASKS]:
        yield Task(
            title=f"Say what “{row.title}” costs",
            url=reverse("record_change", args=[place.slug, "projects", row.key]),
            minutes=COSTING_MINUTES,
            why="Without its costs it cannot be part of any plan.",
        )


def _telling(actor: Actor, place: Place) -> Iterator[Task]:
    may = decide(actor, Action.CREATE, Thing(Kind.EXPERIENCE, place.pk, actor.organisation_key))
    if not may or "together" not in open_rooms(place):
        return
    if not Experience.objects.filter(place=place, organisation_id=actor.organisation or 0).exists():
        yield Task(
            title="Tell of one thing that you have already done together",
            url=reverse("together_tell", args=[place.slug]),
            minutes=TELLING_MINUTES,
            why="It is what the first meeting begins with.",
        )


def _reading(actor: Actor, place: Place) -> Iterator[Task]:
    if not decide(actor, Action.RUN, Thing(Kind.IMPORT, place.pk, actor.organisation_key)):
        return
    ready = Upload.objects.filter(place=place, state=Upload.State.READ, user_id=actor.user or 0)
    for upload in ready.only("pk", "name")[:MOST_TASKS]:
        yield Task(
            title=f"Look at what was understood of “{upload.name}”",
            url=reverse("upload", args=[place.slug, upload.pk]),
            minutes=READING_MINUTES,
            why="It is not taken over until you say so.",
        )


def _cards(actor: Actor, place: Place) -> Iterator[Card]:
    rooms = open_rooms(place)
    if "choose" in rooms:
        yield from _card(actor, place, "projects", "choose", "Long list")
    if "pay" in rooms:
        yield from _card(actor, place, "allocations", "allocations", "Money")
    yield from _card(actor, place, "organisations", "organisations", "Organisations")
    if "together" in rooms:
        told = Experience.objects.filter(place=place).values("organisation").distinct().count()
        yield Card(
            heading="Done together",
            sentence=f"{count(told, 'partner').capitalize()} told of something that works already.",
            url=reverse("together", args=[place.slug]),
            figure=str(told),
            state="" if told else "Nothing yet",
        )


def _card(actor: Actor, place: Place, section: str, view: str, heading: str) -> Iterator[Card]:
    try:
        summary = summary_of(actor, section)
    except HiddenError:
        return
    state = f"{summary.unknown} not costed" if section == "projects" and summary.unknown else ""
    yield Card(
        heading=heading,
        sentence=answer(section, summary) or "Nothing here yet.",
        url=reverse(view, args=[place.slug]),
        figure=str(summary.number),
        state=state,
    )
