"""Adding, changing and removing one record of a place."""

from typing import Any

from placewide.domain.shared.findings import Finding
from placewide.web.access.actor import Actor
from placewide.web.access.policy import HiddenError, Thing, require
from placewide.web.access.table import Action
from placewide.web.places.actions.writing import ConflictError, InvalidError, checked, locked, write
from placewide.web.places.models import Place, Record
from placewide.web.places.sections import kind_of, sections
from placewide.web.places.storage import content_of, document_from, plain_of

OWNERS = {"projects": "lead", "allocations": "holder", "organisations": "id"}
"""The key of a record that names the organisation to which it belongs; elsewhere it is `organisation`."""


def owner_of(section: str, plain: dict[str, Any]) -> str | None:
    """The organisation to which a record belongs, or None where it belongs to the whole place."""
    return plain.get(OWNERS.get(section, "organisation"))


def thing_of(record: Record) -> Thing:
    """The record as the policy sees it."""
    return Thing(kind_of(record.section), record.place_id, record.organisation or None, record.status)


def add_record(actor: Actor, section: str, plain: dict[str, Any], *, reason: str = "") -> Record:
    """Add a record to a list of the actor's place.

    Raises RefusedError, HiddenError, ConflictError where its id is taken, and InvalidError with what is wrong in it.
    """
    place_id = _place_of(actor, section)
    key = _id_of(plain)
    require(actor, Action.CREATE, Thing(kind_of(section), place_id, owner_of(section, plain)))
    with locked(place_id) as place:
        rows = _contents(place)
        if key is not None and (section, key) in rows:
            raise ConflictError(f"There is already “{key}” among the {section}; choose another id.")
        rows[section, key if key is not None else "new"] = content_of(plain)
        _write(actor, place, rows, reason)
        found = Record.objects.of(place.pk).filter(section=section)
        return found.get(key=key) if key is not None else found.latest("ordinal")


def change_record(
    actor: Actor, section: str, key: str, plain: dict[str, Any], *, version: int, reason: str = ""
) -> Record:
    """Replace a record by what it is to be; `version` is the one that the actor saw.

    Raises as `add_record` does, and ConflictError with the record as it stands when it was changed in the meantime.
    A record is never moved to another organisation than the actor may write for.
    """
    place_id = _place_of(actor, section)
    with locked(place_id) as place:
        record = _found(actor, place, section, key)
        require(actor, Action.EDIT, thing_of(record))
        require(actor, Action.EDIT, Thing(kind_of(section), place_id, owner_of(section, plain), record.status))
        if record.version != version:
            raise ConflictError(f"“{record.title}” was changed while you were writing.", plain_of(record.content))
        rows = _contents(place)
        rows[section, key] = content_of(plain)
        _write(actor, place, rows, reason)
        record.refresh_from_db()
        return record


def remove_record(actor: Actor, section: str, key: str, *, version: int, reason: str = "") -> None:
    """Take a record out of the place; its history stays. Raises as `change_record` does."""
    place_id = _place_of(actor, section)
    with locked(place_id) as place:
        record = _found(actor, place, section, key)
        require(actor, Action.REMOVE, thing_of(record))
        if record.version != version:
            raise ConflictError(f"“{record.title}” was changed in the meantime.", plain_of(record.content))
        rows = _contents(place)
        del rows[section, key]
        _write(actor, place, rows, reason)


def _id_of(plain: dict[str, Any]) -> str | None:
    """The id as the document will read it: 5 and “5” are one and the same. Raises InvalidError for what is no id."""
    given = plain.get("id")
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise InvalidError(
            (Finding("error", "id", "bad_id", "an id is a short text; write one, such as shared_record"),)
        )
    return str(given).strip()


def _place_of(actor: Actor, section: str) -> int:
    if actor.place is None or section not in sections():
        raise HiddenError
    return actor.place


def _found(actor: Actor, place: Place, section: str, key: str) -> Record:
    record = Record.objects.of(place.pk).filter(section=section, key=key).first()
    if record is None:
        raise HiddenError
    require(actor, Action.SEE, thing_of(record))
    return record


def _contents(place: Place) -> dict[tuple[str, str], str]:
    rows = Record.objects.of(place.pk).order_by("section", "ordinal")
    return {(row.section, row.key): row.content for row in rows}


def _write(actor: Actor, place: Place, rows: dict[tuple[str, str], str], reason: str) -> None:
    loaded = document_from(place.head, ((section, content) for (section, _), content in rows.items()))
    document = checked(loaded)
    write(actor, place, document, loaded.digest or "", reason=reason)
