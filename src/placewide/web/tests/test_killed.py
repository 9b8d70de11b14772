"""A process is killed in the middle of its writes: whatever it acknowledged is there, once, and the chain holds."""

import os
import random
import signal
import time

import pytest
from django.db import connections

from placewide.web.access.actor import Actor
from placewide.web.config.verifying import verify
from placewide.web.places.actions.records import add_record
from placewide.web.places.models import Place, Record
from placewide.web.tests.cast import build_world

LONGEST_LIFE = 0.6


def add_until_killed(actor: Actor, round_: int, acknowledged: int) -> None:
    number = 0
    while True:
        key = f"killed_{round_}_{number}"
        add_record(actor, "projects", {"id": key, "name": key, "lead": "hospital"})
        os.write(acknowledged, f"{key}\n".encode())
        number += 1


def killed_in_the_middle(actor: Actor, round_: int, chance: random.Random) -> list[str]:
    """What a child acknowledged before it was killed."""
    reads, writes = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:
        os.close(reads)
        try:
            add_until_killed(actor, round_, writes)
        finally:
            os._exit(1)
    os.close(writes)
    time.sleep(chance.uniform(0.15, LONGEST_LIFE))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reads) as pipe:
        return [line.strip() for line in pipe if line.endswith("\n")]


def survive(rounds: int) -> int:
    """Kill that often; the number of changes that were acknowledged."""
    world = build_world()
    actor, chance, acknowledged = world.actor("owner"), random.Random(1), 0
    for round_ in range(rounds):
        told = killed_in_the_middle(actor, round_, chance)
        stored = list(Record.objects.filter(place=world.riverside, key__startswith=f"killed_{round_}_"))
        keys = [row.key for row in stored]
        assert set(told) <= set(keys)
        assert len(keys) == len(set(keys)) <= len(told) + 1  # the last may be there without having been acknowledged
        assert Place.objects.get(pk=world.riverside.pk).revision >= len(keys)
        acknowledged += len(told)
    assert verify().sound
    return acknowledged


@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_when_a_process_is_killed() -> None:
    assert survive(3) > 0


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_in_fifty_kills() -> None:
    assert survive(50) > 50
