"""Recording what is done, in the transaction that does it."""

from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from placewide.web.audit.chain import canonical, link, payload_digest
from placewide.web.audit.models import Event, Head


def record(
    *,
    place_id: int | None,
    user_id: int | None,
    who: str,
    acting_for: str,
    organisation_key: str,
    kind: str,
    key: str,
    label: str,
    verb: str,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Event:
    """Add an event to the chain: somebody (`who`, `acting_for` an organisation) did `verb` to the record `kind`, `key`.

    `before` and `after` are what JSON can hold. The head stays locked until the transaction ends, so record last, and
    briefly. Raises TransactionManagementError outside a transaction: an event without its deed, or a deed without its
    event, must be impossible.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("An event is recorded in the transaction of what it tells about.")
    head = Head.objects.select_for_update().get()  # on SQLite the whole transaction is BEGIN IMMEDIATE: alone already
    now = timezone.now()
    said = {
        "place_id": place_id,
        "user_id": user_id,
        "who": who,
        "acting_for": acting_for,
        "organisation_key": organisation_key,
        "kind": kind,
        "key": key,
        "label": label,
        "verb": verb,
        "before": before,
        "after": after,
        "reason": reason,
    }
    payload = canonical({"seq": head.seq + 1, "at": now.isoformat(timespec="microseconds"), **said})
    said |= {"before": _text(before), "after": _text(after)}
    return _append(head, Event(seq=head.seq + 1, at=now, payload=payload, **said))


def _text(content: Any) -> str | None:
    return None if content is None else canonical(content)


def _append(head: Head, event: Event) -> Event:
    event.payload_digest = payload_digest(event.payload or "")
    event.previous = head.digest
    event.digest = link(event.previous, event.payload_digest)
    event.save(force_insert=True)
    head.seq, head.digest = event.seq, event.digest
    head.save(update_fields=["seq", "digest"])
    return event
