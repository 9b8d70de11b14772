"""Real attempts to change the past, by every way in."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from placewide.web.audit import guards
from placewide.web.audit.models import Event
from placewide.web.audit.tests.recording import note_many

REPLACE = (
    "INSERT OR REPLACE INTO audit_event SELECT seq, at, place_id, organisation_key, user_id, 'Nobody', acting_for, "
    "kind, key, label, verb, reason, before, after, payload, payload_digest, previous, digest FROM audit_event "
    "WHERE seq = 2"
)


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def save_changed() -> None:
    event = Event.objects.get(seq=2)
    event.who = "Nobody"
    event.save()


def bulk_update() -> None:
    event = Event.objects.get(seq=2)
    event.who = "Nobody"
    Event.objects.bulk_update([event], ["who"])


def write_over() -> None:
    event = Event.objects.get(seq=2)
    event.who = "Nobody"
    Event.objects.bulk_create([event], update_conflicts=True, unique_fields=["seq"], update_fields=["who"])


ATTEMPTS: dict[str, Callable[[], object]] = {
    "update in SQL": sql("UPDATE audit_event SET who = 'Nobody' WHERE seq = 2"),
    "update of nothing but the payload": sql("UPDATE audit_event SET payload = NULL"),
    "delete in SQL": sql("DELETE FROM audit_event WHERE seq = 2"),
    "delete of all": sql("DELETE FROM audit_event"),
    "queryset update": lambda: Event.objects.filter(seq=2).update(who="Nobody"),
    "queryset delete": lambda: Event.objects.filter(seq=2).delete(),
    "saving": save_changed,
    "deleting": lambda: Event.objects.get(seq=2).delete(),
    "bulk update": bulk_update,
    "bulk create over what is there": write_over,
}


def past() -> list[tuple[object, ...]]:
    return list(Event.objects.values_list())


def assert_refused(attempt: Callable[[], object]) -> None:
    note_many(3)
    before = past()
    with pytest.raises(IntegrityError, match=guards.REFUSAL), transaction.atomic():
        attempt()
    assert past() == before


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_the_database_refuses(attempt: Callable[[], object]) -> None:
    assert_refused(attempt)


@pytest.mark.django_db
def test_the_database_refuses_to_replace_or_to_empty() -> None:
    postgresql = connection.vendor == "postgresql"
    assert_refused(sql("TRUNCATE audit_event" if postgresql else REPLACE))


@pytest.mark.django_db(transaction=True)
def test_the_command_that_empties_all_tables_is_refused() -> None:
    note_many(3)
    before = past()
    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False, verbosity=0)
    assert past() == before


@pytest.mark.django_db
def test_says_which_guard_is_missing() -> None:
    assert guards.missing(connection) == ()
    guards.lift(connection)
    assert len(guards.missing(connection)) == 2
    guards.put(connection)
    assert guards.missing(connection) == ()


@pytest.mark.django_db
def test_a_guard_that_no_longer_refuses_counts_as_missing() -> None:
    statements = {
        "sqlite": (
            "DROP TRIGGER audit_event_never_deleted",
            "CREATE TRIGGER audit_event_never_deleted BEFORE DELETE ON audit_event BEGIN SELECT 1; END",
        ),
        "postgresql": ("ALTER TABLE audit_event DISABLE TRIGGER audit_event_never_changed",),
    }[connection.vendor]
    for statement in statements:
        sql(statement)()
    assert len(guards.missing(connection)) == 1
