"""How a place is changed: under its lock, checked as a whole, audited record by record, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.place_file import Loaded
from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing
from placewide.web.access.table import Kind
from placewide.web.accounts.queries import holds_office, offices
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Place, Record
from placewide.web.places.sections import kind_of
from placewide.web.places.storage import STORED_FIELDS, Row, head_of, plain_of, rows_of, same

LAST_OFFICE = "A place needs a programme office: give that role to somebody of another organisation first."


class InvalidError(Exception):
    """The change would break a rule of the place document; `findings` say which, and where."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("; ".join(finding.message for finding in findings))


class ConflictError(Exception):
    """Somebody else changed the same thing in the meantime; `theirs` is how it stands now."""

    def __init__(self, message: str, theirs: object = None) -> None:
        self.theirs = theirs
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that a change adds, changes or removes, with its stored contents."""

    section: str
    key: str
    title: str
    organisation: str
    before: str | None
    after: str | None

    @property
    def verb(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@contextmanager
def locked(place_id: int) -> Iterator[Place]:
    """The place, with no other change to it going on; whatever is written inside is written at once or not at all."""
    with transaction.atomic():
        yield Place.objects.select_for_update().get(pk=place_id)


def checked(loaded: Loaded) -> PlaceDocument:
    """The document. Raises InvalidError with every error that it has."""
    if loaded.document is None or errors_of(loaded.findings):
        raise InvalidError(errors_of(loaded.findings))
    return loaded.document


def differences(place: Place, document: PlaceDocument) -> list[Difference]:
    """What would change if the place became this document, in the document's order; removals come last."""
    stored = {(row.section, row.key): row for row in Record.objects.of(place.pk)}
    rows = rows_of(document)
    changes = [
        Difference(row.section, row.key, row.title, row.organisation, before.content if before else None, row.content)
        for row in rows
        if (before := stored.get((row.section, row.key))) is None or not same(before.content, row.content)
    ]
    kept = {(row.section, row.key) for row in rows}
    removed = [row for name, row in stored.items() if name not in kept]
    return changes + [
        Difference(row.section, row.key, row.title, row.organisation, row.content, None) for row in removed
    ]


def write(actor: Actor, place: Place, document: PlaceDocument, digest: str, *, reason: str = "") -> list[Difference]:
    """Make the locked place this document: rows, head, organisations, revision, an event for each difference."""
    changes = differences(place, document)
    had_office = any(map(holds_office, offices(place.pk)))
    head, head_before = head_of(document), place.head
    _write_rows(place, rows_of(document))
    _write_organisations(place, document)
    if had_office and not any(map(holds_office, offices(place.pk))):
        raise RefusedError(LAST_OFFICE)
    place.head, place.digest = head, digest
    place.name = document.place.name or place.name
    place.revision += 1
    place.save(update_fields=["head", "digest", "name", "revision"])
    for change in changes:
        _audit(actor, place, change, reason)
    if not same(head_before, head):
        thing = Thing(Kind.PLACE_SETTINGS, place.pk)
        before, after = plain_of(head_before), plain_of(head)
        audited(actor, "changed", thing, key=place.slug, label=place.name, before=before, after=after, reason=reason)
    return changes


def _write_rows(place: Place, rows: list[Row]) -> None:
    stored = {(row.section, row.key): row for row in Record.objects.of(place.pk)}
    new, changed = [], []
    for row in rows:
        record = stored.pop((row.section, row.key), None)
        if record is None:
            new.append(Record(place=place, **asdict(row)))
        elif any(getattr(record, name) != getattr(row, name) for name in STORED_FIELDS):
            record.version += not same(record.content, row.content)
            record.changed_at = timezone.now()
            for name in STORED_FIELDS:
                setattr(record, name, getattr(row, name))
            changed.append(record)
    Record.objects.filter(pk__in=[record.pk for record in stored.values()]).delete()
    Record.objects.bulk_create(new, batch_size=500)
    Record.objects.bulk_update(changed, [*STORED_FIELDS, "version", "changed_at"], batch_size=200)


def _write_organisations(place: Place, document: PlaceDocument) -> None:
    """An organisation that left the document keeps its row and its history; its people lose their rights at once."""
    stored = {organisation.key: organisation for organisation in Organisation.objects.of(place.pk)}
    for organisation in document.organisations:
        name, kind = (organisation.name or organisation.id)[:300], organisation.kind or ""
        row = stored.pop(organisation.id, None)
        if row is None:
            Organisation.objects.create(place=place, key=organisation.id, name=name, kind=kind)
        elif (row.name, row.kind, row.left_at) != (name, kind, None):
            row.name, row.kind, row.left_at = name, kind, None
            row.save(update_fields=["name", "kind", "left_at"])
    gone = [row.pk for row in stored.values() if row.left_at is None]
    Organisation.objects.filter(pk__in=gone).update(left_at=timezone.now())


def _audit(actor: Actor, place: Place, change: Difference, reason: str) -> None:
    audited(
        actor,
        change.verb,
        Thing(kind_of(change.section), place.pk, change.organisation or None),
        key=f"{change.section}/{change.key}",
        label=change.title,
        before=None if change.before is None else plain_of(change.before),
        after=None if change.after is None else plain_of(change.after),
        reason=reason,
    )
