"""What was done in a place, in words: who, for whom, when, what and why, before and after."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from placewide.web.access.actor import Actor
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import TABLE, Action, Kind
from placewide.web.audit.models import Event
from placewide.web.audit.queries import history, of_place
from placewide.web.places.models import Record
from placewide.web.places.sections import kind_of
from placewide.web.places.wording import Change, changes, singular_of

MOST_CHANGES = 12
"""Differences of one event that a page shows; the export has them all."""
KINDS: Mapping[str, str] = {
    Kind.PLACE_SETTINGS: "the place itself", Kind.IMPORT: "the file", Kind.EXPERIENCE: "something done together",
    Kind.PERSON: "the membership of", Kind.INVITATION: "the invitation of", Kind.TOKEN: "the token",
    Kind.SCENARIO: "the scenario", Kind.PLAN: "the plan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done."""

    at: datetime.datetime
    who: str
    acting_for: str
    verb: str
    kind: str
    label: str
    url: str
    reason: str
    changes: Sequence[Change]
    more: int

    @property
    def sentence(self) -> str:
        """Without the link: who did what, for whom."""
        acting = f", for {self.acting_for}," if self.acting_for else ""
        named = f" “{self.label}”" if self.label else ""
        return f"{self.who}{acting} {self.verb} {self.kind}{named}"


def events(actor: Actor) -> QuerySet[Event]:
    """What was done in the actor's place, as far as its kinds are hers to see, latest first."""
    if actor.place is None:
        return Event.objects.none()
    open_, own = _visible_kinds(actor)
    mine = Q(kind__in=own, organisation_key=actor.organisation_key) | Q(kind__in=own, user_id=actor.user)
    return of_place(actor.place).filter(Q(kind__in=open_) | mine)


def of_record(record: Record) -> QuerySet[Event]:
    """What was done to one record, latest first; whoever sees the record sees this."""
    return history(record.place_id, str(kind_of(record.section)), f"{record.section}/{record.key}")


def lines(
    found: Iterable[Event], slug: str, names: Mapping[str, str], most: int | None = MOST_CHANGES
) -> Iterator[Line]:
    """Events in words; `names` are those of organisations by their keys. Records that are still there have a link."""
    found = list(found)
    there = _there(found)
    for event in found:
        section, _, key = event.key.partition("/") if "/" in event.key else ("", "", event.key)
        before, after = _plain(event.before), _plain(event.after)
        all_changes = changes(section, before, after, names) if before or after else []
        shown = all_changes if most is None else all_changes[:most]
        yield Line(
            at=event.at,
            who=event.who,
            acting_for=names.get(event.acting_for, event.acting_for),
            verb=event.verb,
            kind=f"the {singular_of(section)}" if section else KINDS.get(event.kind, event.kind.replace("_", " ")),
            label=event.label,
            url=reverse("record", args=[slug, section, key]) if (section, key) in there else "",
            reason=event.reason,
            changes=shown,
            more=len(all_changes) - len(shown),
        )


def _there(found: Sequence[Event]) -> set[tuple[str, str]]:
    """Of the records that the events are about, those that the place still has."""
    keys = {event.key.partition("/")[2] for event in found if "/" in event.key}
    rows = Record.objects.of(found[0].place_id).filter(key__in=keys) if keys and found[0].place_id else None
    return set(rows.values_list("section", "key")) if rows is not None else set()


def _visible_kinds(actor: Actor) -> tuple[list[str], list[str]]:
    """Kinds whose events are open to this actor whoever they are about, and those only of her own organisation."""
    open_, own = [], []
    for kind in Kind:
        if (kind, Action.SEE) not in TABLE:
            continue
        if decide(actor, Action.SEE, Thing(kind, actor.place)):
            open_.append(str(kind))
        elif decide(actor, Action.SEE, Thing(kind, actor.place, actor.organisation_key)):
            own.append(str(kind))
    return open_, [kind for kind in own if kind != Kind.TOKEN]


def _plain(text: str | None) -> dict[str, Any]:
    content = json.loads(text) if text else {}
    return content if isinstance(content, dict) else {}
