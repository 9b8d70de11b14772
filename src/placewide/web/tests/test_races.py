"""Many write at once: no change is lost, none is made twice, and the chain of events does not fork."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, connections

from placewide.domain.place.digest import digest
from placewide.web.access.actor import Actor
from placewide.web.config.verifying import verify
from placewide.web.places.actions.records import change_record
from placewide.web.places.actions.writing import ConflictError, checked, locked, write
from placewide.web.places.models import Place
from placewide.web.places.queries import record
from placewide.web.places.storage import document_of, plain_of
from placewide.web.tests.cast import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20
EACH = 3


def together(work: Callable[[int], int]) -> list[int]:
    """Each number's answer, all asked at the same time."""

    def alone(number: int) -> int:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(alone, range(THREADS)))


def edit_until_done(actor: Actor, number: int) -> int:
    """Add one sentence to a description, trying again whenever somebody else was quicker. Returns the refusals."""
    refused = 0
    for turn in range(EACH):
        while True:
            row = record(actor, "projects", "shared_record")
            content = plain_of(row.content)
            content["description"] = f"{content['description']} {number}.{turn};"
            try:
                change_record(actor, "projects", "shared_record", content, version=row.version)
                break
            except ConflictError:
                refused += 1
    return refused


def import_a_limit(actor: Actor, place_id: int, number: int) -> int:
    """Write the whole place with one allocation changed, as an import does under the lock."""
    with locked(place_id) as place:
        document = checked(document_of(place))
        first = document.allocations[0]
        name = f"{first.name or ''}{number};"
        changed = replace(document, allocations=(replace(first, name=name), *document.allocations[1:]))
        write(actor, place, changed, digest(changed))
    return 0


@pytest.fixture
def riverside() -> World:
    return build_world()


def test_no_edit_is_lost_and_none_is_made_twice(riverside: World) -> None:
    actor = riverside.actor("owner")
    together(lambda number: edit_until_done(actor, number))
    row = record(actor, "projects", "shared_record")
    said = plain_of(row.content)["description"].split(" ")
    wanted = [f"{number}.{turn};" for number in range(THREADS) for turn in range(EACH)]
    assert sorted(word for word in said if word in set(wanted)) == sorted(wanted)
    assert row.version == 1 + THREADS * EACH
    assert verify().sound


def test_edits_and_imports_at_once_leave_an_unforked_chain(riverside: World) -> None:
    actor, place = riverside.actor("office"), riverside.riverside.pk

    def work(number: int) -> int:
        if number % 2:
            return edit_until_done(actor, number)
        return import_a_limit(actor, place, number)

    together(work)
    name = plain_of(record(actor, "allocations", "wgh_capital").content)["name"]
    assert sorted(name.split(";")) == sorted(["", *(str(number) for number in range(0, THREADS, 2))])
    revision = Place.objects.get(pk=place).revision
    assert revision == 1 + THREADS // 2 + EACH * (THREADS // 2)
    assert verify().sound, f"on {connection.vendor}"
