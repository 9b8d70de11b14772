from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from placewide.web.audit.models import BEGINNING, Event
from placewide.web.audit.tests.recording import note_many
from placewide.web.audit.verify import verify

THREADS = 20
EACH = 10


@pytest.mark.django_db(transaction=True)
def test_twenty_who_record_at_once_make_one_chain_without_gap_or_fork() -> None:
    def record_some(_: int) -> None:
        try:
            note_many(EACH)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(record_some, range(THREADS)))

    events = list(Event.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, THREADS * EACH + 1))
    assert [event.previous for event in events] == [BEGINNING, *(event.digest for event in events[:-1])]
    assert verify().problems == ()
