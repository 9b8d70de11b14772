"""Whether the recorded past is what was recorded: every event read again, in pages, while others go on recording."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, cast

from django.db import connection

from placewide.web.audit import guards
from placewide.web.audit.chain import Content, link, payload_digest, read
from placewide.web.audit.models import BEGINNING, Event, Head

PAGE = 2_000
INSERTED = "was inserted: the next event follows the one before it"
REPEATED = ("place_id", "organisation_key", "user_id", "who", "acting_for", "kind", "key", "label", "verb", "reason")


class Row(NamedTuple):
    """The columns of an event, in the order of the model."""

    seq: int
    at: datetime
    place_id: int | None
    organisation_key: str
    user_id: int | None
    who: str
    acting_for: str
    kind: str
    key: str
    label: str
    verb: str
    reason: str
    before: str | None
    after: str | None
    payload: str | None
    payload_digest: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, at which event; 0 where it is no event but the guard of the table."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `seq` and `digest` of the last event are what to note outside, where nobody here can write."""

    events: int
    problems: tuple[Problem, ...]
    disposed: int = 0
    seq: int = 0
    digest: str = BEGINNING

    @property
    def is_whole(self) -> bool:
        return not self.problems


def verify(anchors: Mapping[int, str] | None = None) -> Verification:
    """Read the whole chain and name by number what was edited, deleted, inserted, moved or cut off.

    `anchors` are digests noted outside, by number: only they tell when somebody with all rights wrote everything anew.
    Holds no lock and at most one page of rows.
    """
    reading = Reading(anchors or {})
    while True:
        head = list(Head.objects.values_list("seq", "digest")[:2])  # before the page: what it names is in the page
        page = list(_page(reading.seq))
        for row in page:
            reading.take(row)
        if not page:
            break
    reading.end(head)
    for name in guards.missing(connection):
        reading.say(0, f"the guard {name} of the database, which keeps events from being changed, is missing")
    return reading.verification()


def _page(after: int | None) -> Iterator[Row]:
    rows = Event.objects.order_by("seq").values_list(*Row._fields)
    if after is not None:
        rows = rows.filter(seq__gt=after)
    return (Row._make(cast(tuple[object, ...], row)) for row in rows[:PAGE])


@dataclass(slots=True)
class Reading:
    """Where the reading stands. `last` is the digest that the next event must follow, None when that is not known
    because of what was found before; `last_but_one` tells an inserted event from an edited one.
    """

    anchors: Mapping[int, str]
    seq: int | None = None
    events: int = 0
    disposed: int = 0
    digest: str = BEGINNING
    last: str | None = BEGINNING
    last_but_one: str | None = None
    moved_by: int = 0
    doubted: Row | None = None
    problems: list[Problem] = field(default_factory=list)

    def say(self, seq: int, what: str) -> None:
        self.problems.append(Problem(seq, what))

    def take(self, row: Row) -> None:
        """Read the next event."""
        content = read(row.payload) if row.payload is not None else None
        self._look_for_gap(row)
        self._follow(row, content)
        if edited := _edited(row, content):
            self.say(row.seq, f"was edited: {edited}")
            self.last = self.doubted = None
        noted = self.anchors.get(row.seq)
        if noted is not None and noted != row.digest:
            self.say(row.seq, "is not the event whose digest was noted outside: the chain was written anew")
        self.seq, self.digest = row.seq, row.digest
        self.events += 1
        self.disposed += row.payload is None

    def end(self, head: list[tuple[int, str]]) -> None:
        """Compare with the head, and with what was noted outside of events that are no longer there."""
        self._blame_for_doubt()
        last = self.seq or 0
        if len(head) != 1:
            self.say(last, "the head, which names the last event, is " + ("missing" if not head else "there twice"))
            return
        seq, digest = head[0]
        if seq > last:
            self.say(last + 1, f"the end was cut off: the head names event {seq}, the last one here is {last}")
        elif seq < last:
            self.say(seq + 1, f"was inserted: the head names event {seq} as the last one")
        elif digest != self.digest:
            self.say(last, "the head is broken: it does not name this event, which is the last one")
        for noted in (number for number in self.anchors if number > last):
            self.say(noted, "was noted outside, and is not here")

    def verification(self) -> Verification:
        problems = tuple(sorted(self.problems, key=lambda problem: problem.seq))
        return Verification(self.events, problems, self.disposed, self.seq or 0, self.digest)

    def _look_for_gap(self, row: Row) -> None:
        expected = (self.seq or 0) + 1
        if row.seq < 1:
            self.say(row.seq, "was inserted: events are counted from 1")
        elif row.seq > expected:
            missing = f"{expected}" if row.seq == expected + 1 else f"{expected} to {row.seq - 1}"
            self.say(expected, f"was deleted: {missing} missing")
            self._blame_for_doubt()
            self.last = None

    def _follow(self, row: Row, content: Content) -> None:
        """Is it bound to the one before? If not, the next one tells whether this was inserted or that was edited."""
        inserted = self.last not in (None, row.previous) and row.previous == self.last_but_one
        if inserted:
            self.say(self.seq or 0, INSERTED)
            self.doubted = None
        self._blame_for_doubt()
        is_moved = self._is_moved(row, content, expected=inserted)
        if not is_moved and not inserted and self.last not in (None, row.previous):
            self.doubted = row
        self.last_but_one, self.last = (None, None) if is_moved else (self.last, row.digest)

    def _is_moved(self, row: Row, content: Content, *, expected: bool) -> bool:
        """Whether it stands where it was not written, said once for a run of events moved by the same distance."""
        written = content.get("seq") if content else None
        if not isinstance(written, int) or row.seq - written == self.moved_by:
            return False
        self.moved_by = row.seq - written
        if self.moved_by and not expected:
            self.say(row.seq, f"was moved or swapped: it was written as event {written}")
        return not expected

    def _blame_for_doubt(self) -> None:
        if self.doubted is not None:
            seq = self.doubted.seq
            if seq == 1:
                self.say(1, "was edited: the first event does not follow the beginning")
            else:
                self.say(seq - 1, f"was edited: event {seq} was bound to another one")
            self.doubted = None


def _edited(row: Row, content: Content) -> str:
    """What of an event disagrees with itself, in words; empty when nothing does."""
    if _bound(row) != row.digest:
        return "its digest is not that of what it holds"
    if row.payload is None:
        return ""
    if payload_digest(row.payload) != row.payload_digest:
        return "its content does not have the digest that it had"
    if content is None:
        return "its content cannot be read"
    changed = [name for name in REPEATED if content.get(name) != getattr(row, name)]
    changed += [name for name in ("before", "after") if not _says(getattr(row, name), content.get(name))]
    if content.get("at") != row.at.astimezone(UTC).isoformat(timespec="microseconds"):
        changed.append("at")
    return f"other than recorded: {', '.join(changed)}" if changed else ""


def _bound(row: Row) -> str:
    try:
        return link(row.previous, row.payload_digest)
    except ValueError:
        return "not hexadecimal"


def _says(column: str | None, content: object) -> bool:
    """Compared as what it says, never as text written anew: that might come out otherwise one day."""
    try:
        return (None if column is None else json.loads(column)) == content
    except ValueError:
        return False
