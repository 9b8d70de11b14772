"""Taking over a file that was read: all or nothing, by the rights to each record, on the place that was compared."""

from collections.abc import Iterable

from django.utils import timezone

from placewide.domain.place.document import PlaceDocument
from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing, decide, require
from placewide.web.access.table import Action, Kind
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.writing import ConflictError, Difference, checked, differences, locked, write
from placewide.web.places.models import Place, Record, Upload
from placewide.web.places.queries import place_of
from placewide.web.places.queries import upload as upload_of
from placewide.web.places.sections import kind_of
from placewide.web.places.storage import document_of_text, head_of, same

ACTIONS = {"added": Action.CREATE, "changed": Action.EDIT, "removed": Action.REMOVE}
MOST_REFUSALS = 5


def take_over(actor: Actor, number: int, *, against: int) -> Upload:
    """Make the place what the upload says. One that was taken over already is left as it is.

    `against` is the revision that the actor saw compared. Raises ConflictError where the place has changed since,
    RefusedError where a change is not hers to make, InvalidError where the document would break a rule.
    """
    found = upload_of(actor, number)
    require(actor, Action.RUN, Thing(Kind.IMPORT, found.place_id, actor.organisation_key))
    with locked(found.place_id) as place:
        upload = Upload.objects.select_for_update().get(pk=found.pk)
        if upload.state == Upload.State.TAKEN:
            return upload
        if upload.state != Upload.State.READ:
            raise RefusedError(
                "This file is not ready to be taken over: mend what is wrong in it, and upload it again."
            )
        if not place.revision == upload.against_revision == against:
            raise ConflictError("The place was changed after this file was compared with it.")
        _write(actor, place, upload)
        upload.state, upload.taken_at, upload.content = Upload.State.TAKEN, timezone.now(), b""
        upload.save(update_fields=["state", "taken_at", "content"])
        thing = Thing(Kind.IMPORT, place.pk)
        audited(actor, "took over", thing, key=str(upload.pk), label=upload.name)
    return upload


def changes_of(actor: Actor, upload: Upload, place: Place | None = None) -> list[Difference]:
    """Every record that taking over the upload would add, change or remove; none where it cannot be taken over."""
    if upload.state != Upload.State.READ:
        return []
    return differences(place or place_of(actor), checked(document_of_text(upload.document)))


def refusals(actor: Actor, place: int, changes: Iterable[Difference]) -> list[str]:
    """Why the actor may not make these changes: importing gives no right that adding and changing do not give."""
    stored = {(row.section, row.key): row for row in Record.objects.of(place).only("section", "key", "status")}
    reasons = []
    for change in changes:
        record = stored.get((change.section, change.key))
        thing = Thing(kind_of(change.section), place, change.organisation or None, record.status if record else "")
        decision = decide(actor, ACTIONS[change.verb], thing)
        if not decision:
            reasons.append(f"“{change.title}” may not be {change.verb}: {decision.reason or 'it is not yours.'}")
    return reasons


def misses_own(actor: Actor, upload: Upload) -> bool:
    """Whether a place file does not have the actor's organisation, so that she must say which of its is hers."""
    keys = {key for key, _ in upload.organisations}
    return upload.replaces and bool(keys) and actor.organisation_key not in keys and upload.own not in keys


def _write(actor: Actor, place: Place, upload: Upload) -> None:
    loaded = document_of_text(upload.document)
    document = checked(loaded)
    if misses_own(actor, upload):
        raise RefusedError("Your own organisation is not in this file. Say which of its organisations is yours.")
    changes = differences(place, document)
    refused = refusals(actor, place.pk, changes)
    if refused:
        raise RefusedError(" ".join(refused[:MOST_REFUSALS]))
    if upload.replaces and upload.own:
        _rename_own(actor, place, upload.own, document)
    if changes or not same(place.head, head_of(document)):
        write(actor, place, document, loaded.digest or "", reason=f"From the file “{upload.name}”.")


def _rename_own(actor: Actor, place: Place, own: str, document: PlaceDocument) -> None:
    """The actor's organisation is known by the file's key from now on, with its people."""
    others = Organisation.objects.of(place.pk)
    if own == actor.organisation_key or own not in {row.id for row in document.organisations}:
        return
    if others.filter(key=own).exists():
        raise RefusedError("That organisation belongs to this place already; its own people act for it.")
    others.filter(pk=actor.organisation or 0).update(key=own)
