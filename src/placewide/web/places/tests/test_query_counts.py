"""No page asks the database more than its baseline, with one row or with two hundred.

A page that has to ask more is written anew into `query_counts.json` by hand, with a reason in the commit.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from placewide.web.places.models import Record
from placewide.web.places.tests.filling import fill
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
BASELINE = Path(__file__).parents[2] / "query_counts.json"
COUNTS: dict[str, int] = json.loads(BASELINE.read_text())
LISTS = {"projects", "allocations", "funds", "organisations"}
MOST_OF_A_LIST = 8


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is asked once in the life of a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked.captured_queries)


@pytest.mark.parametrize("rows", [1, 200])
def test_pages_ask_no_more_than_their_baseline(world: World, as_: As, rows: int) -> None:
    for section in LISTS:
        if rows == 1:
            first = Record.objects.of(world.riverside.pk).filter(section=section).order_by("ordinal").first()
            assert first is not None
            Record.objects.of(world.riverside.pk).filter(section=section).exclude(pk=first.pk).delete()
        else:
            fill(world.riverside, section, rows)
    found = {address: queries(as_("office"), f"/riverside/{address}") for address in COUNTS}
    assert {address: number for address, number in found.items() if number > COUNTS[address]} == {}


def test_a_list_asks_eight_times_at_most() -> None:
    lists = [address for address in COUNTS if address.split("?")[0] in ("choose/", "organisations/", "records/risks/")
             or address.startswith("pay/")]  # fmt: skip
    assert lists
    assert max(COUNTS[address] for address in lists) <= MOST_OF_A_LIST
