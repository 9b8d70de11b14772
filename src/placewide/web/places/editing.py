"""What the pages of a record do with its form: save it, say what is wrong, and show both versions of a conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from placewide.domain.shared.definition import has_id
from placewide.exchange.mapping.wordings.texts import slug, with_number
from placewide.web.access.actor import Actor
from placewide.web.audit.models import Event
from placewide.web.places.actions.records import add_record, change_record
from placewide.web.places.actions.writing import ConflictError, InvalidError
from placewide.web.places.forms.record import RecordForm, posted, words_of
from placewide.web.places.histories import of_record
from placewide.web.places.models import Record
from placewide.web.places.queries import record, records
from placewide.web.places.sections import sections
from placewide.web.places.storage import plain_of, says_the_same

THEIRS = "theirs"
"""The name under which a form that is sent again says which fields are to be as somebody else has saved them."""
NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken", THEIRS, "version"})
MOST_TRIES = 100


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field in both versions, as people read it; `untouched`: the person left it as she had found it."""

    name: str
    label: str
    theirs: str
    yours: str
    untouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicting:
    """What the page of a conflict shows: who saved what in between, and what was typed, all of it to be sent again."""

    record: str
    changed_by: str
    changed_at: Any
    fields: Sequence[FieldConflict]
    posted: Sequence[tuple[str, str]]
    version: int


def add(actor: Actor, form: RecordForm, section: str) -> Record | None:
    """Add what the form says, under an id made of its name. The same form again finds the record that it made.

    None where it breaks a rule; the form then says which.
    """
    plain = form.plain()
    name = str(plain.get("name") or plain.get("id") or section)
    for number in range(1, MOST_TRIES):
        key = slug(name) if number == 1 else with_number(slug(name), number)
        named = {"id": key, **plain} if _has_id(section) else plain
        there = records(actor, section).filter(key=key).first()
        if there is not None:
            if says_the_same(section, plain_of(there.content), named):
                return there
            continue
        try:
            return add_record(actor, section, named)
        except InvalidError as problem:
            form.add_findings(problem.findings, f"{section}[{records(actor, section).count()}]")
            return None
        except ConflictError:  # taken at the same moment
            continue
    raise ConflictError(f"There are too many {section} of this name; choose another.")


def change(actor: Actor, form: RecordForm, row: Record) -> Record | None:
    """Save the form over the version that was seen; sent again, it changes nothing more.

    None where it breaks a rule; the form then says which. Raises ConflictError where somebody else was first.
    """
    plain = form.plain()
    cleaned = form.cleaned_data
    try:
        return change_record(
            actor, row.section, row.key, plain, version=cleaned["version"] or 0, reason=cleaned.get("reason", "")
        )
    except InvalidError as problem:
        before = records(actor, row.section).filter(ordinal__lt=row.ordinal).count()
        form.add_findings(problem.findings, f"{row.section}[{before}]")
        return None
    except ConflictError:
        now = record(actor, row.section, row.key)
        if says_the_same(row.section, plain_of(now.content), plain):
            return now
        raise


def merged(data: QueryDict, stored: RecordForm) -> QueryDict:
    """What was typed, but for the fields that were left to the other version."""
    names = data.getlist(THEIRS)
    if not names:
        return data
    mixed = data.copy()
    for name, values in posted(stored).items():
        if name in names:
            mixed.setlist(name, values)
    return mixed


def conflicting(form: RecordForm, stored: RecordForm, row: Record, data: QueryDict) -> Conflicting:
    """Both versions, field by field; only fields that differ, for all others there is nothing to choose."""
    events = list(of_record(row))
    seen = _seen(events, data.get("version", ""))
    found = posted(RecordForm(row.section, seen, form.around)) if seen is not None else {}
    fields = []
    for name in form.fields.keys() & stored.fields.keys() - {"version", "reason"}:
        theirs, yours = words_of(stored[name], stored[name].value()), words_of(form[name], form[name].value())
        if theirs != yours:
            untouched = _lines(data.getlist(name)) == _lines(found.get(name, [""]))
            fields.append(FieldConflict(name, str(form.fields[name].label), theirs, yours, untouched))
    order = list(form.fields)
    sent = [(name, str(value)) for name, values in data.lists() for value in values]
    return Conflicting(
        record=row.title,
        changed_by=events[0].who if events else "Somebody else",
        changed_at=events[0].at if events else row.changed_at,
        fields=sorted(fields, key=lambda one: order.index(one.name)),
        posted=[(name, value) for name, value in sent if name not in NOT_SENT_AGAIN],
        version=row.version,
    )


def _seen(events: Sequence[Event], version: str) -> dict[str, Any] | None:
    """The record as it was at a version, from its history: each event since it was added made one version."""
    since = next((place for place, event in enumerate(events) if event.verb == "added"), None)
    if since is None or not version.isdecimal() or not 0 < int(version) <= since + 1:
        return None
    after = events[since - int(version) + 1].after
    return plain_of(after) if after else None


def _lines(values: Sequence[str]) -> list[str]:
    """Texts without the difference between ends of lines that browsers make."""
    return [value.replace("\r\n", "\n") for value in values if value]


def plain_record(row: Record) -> Mapping[str, Any]:
    """What is stored of a record."""
    return plain_of(row.content)


def _has_id(section: str) -> bool:
    return has_id(sections()[section])
