"""A backup gives everything back, in either database; a damaged one changes nothing."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from placewide.web.access.actor import Actor
from placewide.web.audit import guards
from placewide.web.audit.models import BEGINNING, Event, Head
from placewide.web.config.backups import BackupError, backup, checked_backup, restore
from placewide.web.config.verifying import verify
from placewide.web.places.actions.records import change_record
from placewide.web.places.models import Place, Record
from placewide.web.places.queries import record
from placewide.web.places.storage import plain_of
from placewide.web.tests.cast import World, build_world
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db(transaction=True)


def renamed(actor: Actor, name: str) -> Record:
    """The shared record under another name."""
    row = record(actor, "projects", "shared_record")
    content = {**plain_of(row.content), "name": name}
    return change_record(actor, "projects", "shared_record", content, version=row.version)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[World, Path]:
    world = build_world()
    file = tmp_path / "placewide.backup"
    backup(file)
    return world, file


def empty_database() -> None:
    guards.lift(connection)
    call_command("flush", interactive=False, verbosity=0)
    Head.objects.create(seq=0, digest=BEGINNING)
    guards.put(connection)


def test_gives_back_content_and_chain(kept: tuple[World, Path]) -> None:
    before = digest_of_all()
    empty_database()
    assert digest_of_all() != before
    restore(kept[1])
    assert digest_of_all() == before
    assert verify().sound


def test_a_restored_place_goes_on(kept: tuple[World, Path]) -> None:
    world, file = kept
    empty_database()
    restore(file)
    assert renamed(world.actor("owner"), "Shared record for all").version == 2
    assert verify().sound


def test_is_refused_where_something_is_stored_already(kept: tuple[World, Path]) -> None:
    before = digest_of_all()
    with pytest.raises(BackupError, match="not empty"):
        restore(kept[1])
    assert digest_of_all() == before


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def one_row_less(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:5] + lines[6:]))


def something_else(content: bytes) -> bytes:
    return gzip.compress(b"{}\n{}\n")


@pytest.mark.parametrize("damage", [cut, one_bit_flipped, one_row_less, something_else, lambda _: b""])
def test_a_damaged_file_is_refused_before_anything_is_read(
    kept: tuple[World, Path], damage: Callable[[bytes], bytes]
) -> None:
    _, file = kept
    file.write_bytes(damage(file.read_bytes()))
    empty_database()
    before = digest_of_all()
    with pytest.raises(BackupError):
        restore(file)
    assert digest_of_all() == before


def test_a_backup_of_other_tables_is_refused(kept: tuple[World, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    empty_database()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'runs'")
    try:
        with pytest.raises(BackupError, match="restore it with that version"):
            restore(kept[1])
    finally:
        call_command("migrate", "runs", fake=True, verbosity=0)


def test_verify_finds_a_place_that_was_changed_behind_the_application(kept: tuple[World, Path]) -> None:
    assert verify().sound
    Record.objects.filter(key="shared_record").update(content='{"id": "shared_record", "name": "Something else"}')
    checked = verify()
    assert not checked.sound
    assert any("riverside" in line for line in checked.lines)


def test_verify_finds_an_event_that_was_changed(kept: tuple[World, Path]) -> None:
    guards.lift(connection)
    third = Event.objects.order_by("seq")[2]
    Event.objects.filter(pk=third.pk).update(payload=f"{third.payload} ")
    guards.put(connection)
    assert any(f"event {third.seq} " in line for line in verify().lines)


def test_counts_the_places_that_it_checked(kept: tuple[World, Path]) -> None:
    assert f"{Place.objects.count()} places" in verify().lines[0]


def test_no_flipped_bit_gets_through(kept: tuple[World, Path]) -> None:
    _, file = kept
    content = file.read_bytes()
    for position in range(0, len(content), max(len(content) // 40, 1)):
        file.write_bytes(content[:position] + bytes([content[position] ^ 16]) + content[position + 1 :])
        try:
            header, _rows = checked_backup(file)
        except BackupError:
            continue
        assert 4 <= position < 10, header  # the time and the name in gzip's own header mean nothing to us
