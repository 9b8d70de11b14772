import hashlib
import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from placewide.web.audit import queries
from placewide.web.audit.actions import record
from placewide.web.audit.models import BEGINNING, Event, Head
from placewide.web.audit.tests.recording import note
from placewide.web.audit.verify import verify

DEED: dict[str, Any] = {
    "place_id": None,
    "user_id": None,
    "who": "the clock",
    "acting_for": "",
    "organisation_key": "",
    "kind": "place",
    "key": "riverside",
    "label": "Riverside",
    "verb": "closed",
}


@pytest.mark.django_db
def test_the_first_event_follows_the_beginning_and_the_second_the_first() -> None:
    first, second = note(1), note(2)
    assert (first.seq, first.previous) == (1, BEGINNING)
    assert (second.seq, second.previous) == (2, first.digest)
    assert list(Head.objects.values_list("id", "seq", "digest")) == [(1, 2, second.digest)]


@pytest.mark.django_db
def test_the_digest_binds_the_digest_before_and_that_of_the_very_bytes_kept() -> None:
    note(1)
    event = note(2, label="Zoë’s “£5” plan")
    kept = Event.objects.get(seq=event.seq)
    assert kept.payload is not None
    of_payload = hashlib.sha256(kept.payload.encode("utf-8"))
    assert kept.payload_digest == of_payload.hexdigest()
    assert kept.digest == hashlib.sha256(bytes.fromhex(kept.previous) + of_payload.digest()).hexdigest()


@pytest.mark.django_db
def test_the_payload_is_canonical_json_of_everything_that_is_told() -> None:
    payload = note(1, after={"b": 1, "a": "é"}, before=None).payload or ""
    content = json.loads(payload)
    assert list(content) == sorted(content)
    assert '"after":{"a":"é","b":1}' in payload
    assert content["seq"] == 1
    assert content["at"].endswith("+00:00")
    assert set(content) == {
        "seq", "at", "place_id", "user_id", "who", "acting_for", "organisation_key", "kind", "key", "label", "verb",
        "before", "after", "reason",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_refuses_to_record_outside_the_transaction_of_the_deed() -> None:
    with pytest.raises(TransactionManagementError):
        record(**DEED)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_undone_leaves_no_event_and_no_gap() -> None:
    note(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note(2)
        raise ZeroDivisionError
    assert note(3).seq == 2
    assert verify().problems == ()


@pytest.mark.django_db
@pytest.mark.parametrize("what", [float("nan"), {1, 2}, b"bytes", "\ud800"])
def test_refuses_what_json_cannot_hold(what: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        note(1, after={"value": what})
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_database_refuses_a_second_event_after_the_same_one() -> None:
    first, second = note(1), note(2)
    fork = Event(seq=3, at=first.at, who="x", kind="x", key="x", verb="x", previous=second.previous, digest="f" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save(force_insert=True)


@pytest.mark.django_db
def test_history_tells_what_was_done_to_one_record_latest_first() -> None:
    note(1)
    note(2, key="telecare")
    note(3, place_id=8)
    note(4)
    assert [event.seq for event in queries.history(7, "project", "shared_record")] == [4, 1]
    assert [event.seq for event in queries.of_place(7)] == [4, 2, 1]
