"""Changing what belongs to the place as a whole: its name and years, its rooms, its public page."""

from collections.abc import Mapping, Sequence
from typing import Any

from placewide.domain.shared.json_text import Plain
from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.places.actions.writing import ConflictError, checked, locked, write
from placewide.web.places.models import Place, Record
from placewide.web.places.queries import place_of
from placewide.web.places.storage import content_of, document_from, plain_of


def change_settings(
    actor: Actor, *, details: Mapping[str, Plain], rooms: Sequence[str], is_public: bool, revision: int
) -> Place:
    """Change the place itself. `details` are keys of `place` in the document; None takes a key away.

    Raises RefusedError, InvalidError, and ConflictError when anything of the place was changed after `revision`.
    """
    pk = place_of(actor).pk
    require(actor, Action.EDIT, Thing(Kind.PLACE_SETTINGS, pk, actor.organisation_key))
    with locked(pk) as place:
        head = plain_of(place.head)
        changed = {key: value for key, value in {**head["place"], **details}.items() if value is not None}
        if changed == head["place"] and _own(place) == (sorted(rooms), is_public):
            return place
        if place.revision != revision:
            raise ConflictError("The place was changed while you were writing.", head["place"])
        _write_own(actor, place, rooms, is_public)
        if changed != head["place"]:
            _write_details(actor, place, {**head, "place": changed})
    return place


def _own(place: Place) -> tuple[list[str], bool]:
    return sorted(place.rooms), place.is_public


def _write_own(actor: Actor, place: Place, rooms: Sequence[str], is_public: bool) -> None:
    before: dict[str, Any] = {"rooms": place.rooms, "is_public": place.is_public}
    after: dict[str, Any] = {"rooms": sorted(rooms), "is_public": is_public}
    if before == after:
        return
    place.rooms, place.is_public = after["rooms"], is_public
    place.save(update_fields=["rooms", "is_public"])
    thing = Thing(Kind.PLACE_SETTINGS, place.pk)
    audited(actor, "changed", thing, key=place.slug, label=place.name, before=before, after=after)


def _write_details(actor: Actor, place: Place, head: dict[str, Any]) -> None:
    rows = Record.objects.of(place.pk).order_by("section", "ordinal").values_list("section", "content")
    loaded = document_from(content_of(head), rows)
    write(actor, place, checked(loaded), loaded.digest or "")
