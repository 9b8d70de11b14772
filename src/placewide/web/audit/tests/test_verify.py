import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection

from placewide.web.audit import guards
from placewide.web.audit import verify as verifying
from placewide.web.audit.chain import canonical, link, payload_digest, read
from placewide.web.audit.models import BEGINNING, Event, Head
from placewide.web.audit.tests.recording import note, note_many
from placewide.web.audit.verify import INSERTED, Problem, Reading, Row, verify

pytestmark = pytest.mark.django_db


def put_in(change: Callable[[], object]) -> None:
    """As somebody would who has all rights in the database: guards lifted, changed, guards put back."""
    guards.lift(connection)
    change()
    guards.put(connection)


def edit(*seqs: int, **values: object) -> None:
    put_in(lambda: Event.objects.filter(seq__in=seqs).update(**values))


def delete(*seqs: int) -> None:
    put_in(Event.objects.filter(seq__in=seqs).delete)


def said(seq: int, word: str) -> None:
    """The only problem is at this event, and in these words."""
    problems = verify().problems
    assert [problem.seq for problem in problems] == [seq], problems
    assert word in problems[0].what


def test_an_untouched_chain_is_whole() -> None:
    note_many(5)
    note(6, before=None, after=[1.5, "é", None], user_id=None, place_id=None)
    found = verify()
    last = Event.objects.get(seq=6)
    assert (found.events, found.problems, found.is_whole) == (6, (), True)
    assert (found.seq, found.digest) == (6, last.digest)


def test_names_that_are_numbers_make_no_difference() -> None:
    note(1, after={10: "ten", 9: "nine"})
    assert verify().problems == ()


def test_names_a_first_event_that_does_not_follow_the_beginning() -> None:
    note_many(3)
    event = Event.objects.get(seq=1)
    event.previous = "f" * 64
    put_in(forged(event, who="Ama Osei").save)
    assert [problem.seq for problem in verify().problems] == [1, 1]


def test_an_empty_chain_is_whole() -> None:
    assert verify() == verifying.Verification(events=0, problems=())


@pytest.mark.parametrize(
    "change",
    [
        {"who": "Nobody"},
        {"label": ""},
        {"after": None},
        {"before": '{"name":"Name 9"}'},
        {"before": "not json"},
        {"place_id": 8},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"payload": "{}"},
        {"payload": "not json"},
        {"payload_digest": "0" * 64},
        {"digest": "0" * 64},
        {"digest": "short"},
        {"previous": "no digest"},
    ],
)
def test_names_an_event_that_was_edited(change: dict[str, object]) -> None:
    note_many(5)
    edit(3, **change)
    said(3, "was edited")


def forged(event: Event, **changes: object) -> Event:
    """The event with another content, and digests that fit it."""
    content = read(event.payload or "")
    assert content is not None
    event.payload = canonical({**content, **changes})
    for name, value in changes.items():
        setattr(event, name, value)
    event.payload_digest = payload_digest(event.payload)
    event.digest = link(event.previous, event.payload_digest)
    return event


def test_names_an_event_that_was_edited_and_given_digests_that_fit() -> None:
    note_many(5)
    put_in(forged(Event.objects.get(seq=3), who="Nobody").save)
    said(3, "was edited")


def test_names_the_last_event_when_it_was_edited_with_digests_that_fit() -> None:
    note_many(5)
    put_in(forged(Event.objects.get(seq=5), who="Nobody").save)
    said(5, "head is broken")


@pytest.mark.parametrize(("gone", "words"), [((3,), "3 missing"), ((2, 3, 4), "2 to 4 missing"), ((1,), "1 missing")])
def test_names_what_was_deleted(gone: tuple[int, ...], words: str) -> None:
    note_many(6)
    delete(*gone)
    said(gone[0], f"was deleted: {words}")


def test_names_where_events_were_deleted_and_the_later_ones_counted_anew() -> None:
    note_many(6)
    delete(3)
    for seq in (4, 5, 6):
        edit(seq, seq=seq - 1)
    Head.objects.update(seq=5)
    said(3, "was written as event 4")


def inserted_at(seq: int, previous: str) -> Event:
    """An event that never was, made to look right, with the later ones moved on."""
    for later in Event.objects.filter(seq__gte=seq).order_by("-seq").values_list("seq", flat=True):
        edit(later, seq=later + 1)
    event = Event.objects.get(seq=1)
    event.seq, event.previous = seq, previous
    put_in(forged(event, seq=seq, verb="approved").save)
    Head.objects.update(seq=Event.objects.count())
    return event


def test_names_an_event_that_was_inserted() -> None:
    note_many(5)
    inserted_at(3, previous=hashlib.sha256(b"anything").hexdigest())
    said(3, "was inserted")


def test_names_an_event_that_was_inserted_and_bound_to_the_one_before() -> None:
    """The database refuses this one (two events after one), so it is read here without being stored."""
    note_many(4)
    rows = [Row._make(values) for values in Event.objects.values_list(*Row._fields)]
    reading = Reading({})
    event = Event.objects.get(seq=3)
    event.previous = event.digest
    for row in [*rows[:3], as_row(forged(event, seq=4)), *(moved(row) for row in rows[3:])]:
        reading.take(row)
    reading.end([(5, rows[-1].digest)])
    assert reading.verification().problems == (Problem(4, INSERTED),)


def as_row(event: Event) -> Row:
    return Row._make(getattr(event, name) for name in Row._fields)


def moved(row: Row) -> Row:
    return row._replace(seq=row.seq + 1)


def test_names_an_event_that_was_added_at_the_end_without_the_head() -> None:
    note_many(3)
    event = Event.objects.get(seq=3)
    event.seq, event.previous = 4, event.digest
    forged(event, seq=4, verb="approved").save(force_insert=True)
    said(4, "was inserted")


def test_names_events_that_were_swapped() -> None:
    note_many(6)
    for before, after in ((3, 99), (4, 3), (99, 4)):
        edit(before, seq=after)
    assert [problem.seq for problem in verify().problems] == [3, 4]
    assert all("swapped" in problem.what for problem in verify().problems)


def test_names_where_the_end_was_cut_off() -> None:
    note_many(5)
    delete(4, 5)
    said(4, "cut off")


def test_names_the_cut_when_nothing_is_left() -> None:
    note_many(2)
    delete(1, 2)
    said(1, "cut off")


@pytest.mark.parametrize("broken", [lambda: Head.objects.update(digest="x"), lambda: Head.objects.all().delete()])
def test_names_a_broken_head(broken: Callable[[], object]) -> None:
    note_many(3)
    broken()
    said(3, "head")


def test_names_a_missing_guard() -> None:
    note_many(2)
    guards.lift(connection)
    problems = verify().problems
    assert [problem.seq for problem in problems] == [0, 0]
    assert "guard" in problems[0].what
    guards.put(connection)


def test_the_chain_holds_after_a_payload_was_disposed_of() -> None:
    note_many(4)
    edit(2, payload=None, before=None, after=None, label="", who="")
    found = verify()
    assert (found.events, found.problems, found.disposed) == (4, (), 1)


def test_only_a_digest_noted_outside_tells_when_everything_was_written_anew() -> None:
    note_many(4)
    noted = {4: Event.objects.get(seq=4).digest}
    assert verify(noted).problems == ()
    put_in(Event.objects.all().delete)
    Head.objects.update(seq=0, digest=BEGINNING)
    for number in range(1, 5):
        note(number, who="Nobody")
    assert verify().problems == ()
    assert [problem.seq for problem in verify(noted).problems] == [4]
    assert verify({9: "0" * 64}).problems == (Problem(9, "was noted outside, and is not here"),)


def test_reads_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "PAGE", 2)
    note_many(5)
    assert (verify().events, verify().problems) == (5, ())
    delete(2, 3)
    said(2, "2 to 3 missing")
