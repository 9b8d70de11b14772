"""How slices enter search, tasks and the Overview: each registers what it knows when Django starts, and pages ask here.

A slice calls `register` in the `ready` of its AppConfig. Its functions start from the actor and give only what that
actor may see; they ask the database a few times, never once a record.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from placewide.web.access.actor import Actor

MOST_RESULTS = 20
"""Results of one kind that a search shows; a reader who wants more goes to the list."""
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """Something found: `kind` in a word for people (“proposal”), `words` what stands beside the title."""

    title: str
    url: str
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something asked of this person: by when, how long it takes, and why it is asked."""

    title: str
    url: str
    due: datetime.date | None = None
    minutes: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A way into a room from the Overview: its figure, a sentence, and its state in a word or two."""

    heading: str
    sentence: str
    url: str
    figure: str = ""
    state: str = ""


Search = Callable[[Actor, str], Sequence[SearchResult]]
Tasks = Callable[[Actor], Sequence[Task]]
Cards = Callable[[Actor], Sequence[Card]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What one slice adds; `order` is where its cards and results stand among those of the others."""

    name: str
    order: int = 100
    search: Search | None = None
    tasks: Tasks | None = None
    cards: Cards | None = None


_slices: dict[str, Slice] = {}


def register(added: Slice) -> None:
    """Enter a slice; the same name again replaces it, so that a reload does no harm."""
    _slices[added.name] = added


def slices() -> tuple[Slice, ...]:
    """All slices in their order."""
    return tuple(sorted(_slices.values(), key=lambda one: (one.order, one.name)))


def search(actor: Actor, text: str) -> tuple[SearchResult, ...]:
    """What the actor may see and that has this text in its title; nothing for an empty text or outside a place."""
    wanted = " ".join(text.replace("\x00", "").split())[:LONGEST_SEARCH]
    if not wanted or not actor.is_member:
        return ()
    return tuple(found for one in slices() if one.search for found in one.search(actor, wanted))


def tasks(actor: Actor) -> tuple[Task, ...]:
    """What is asked of this person in this place, in order of date; what has no date comes last."""
    if not actor.is_member:
        return ()
    found = [task for one in slices() if one.tasks for task in one.tasks(actor)]
    return tuple(sorted(found, key=lambda task: (task.due is None, task.due or datetime.date.max)))


def cards(actor: Actor) -> tuple[Card, ...]:
    """The cards of the Overview, in the order of the slices."""
    return tuple(_cards(actor)) if actor.is_member else ()


def _cards(actor: Actor) -> Iterator[Card]:
    for one in slices():
        if one.cards is not None:
            yield from one.cards(actor)
