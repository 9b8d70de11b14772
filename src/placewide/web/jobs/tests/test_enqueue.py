from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from placewide.web.jobs import actions, queries
from placewide.web.jobs.models import Job, State
from placewide.web.jobs.performing import run_waiting
from placewide.web.jobs.registry import UnknownKindError
from placewide.web.jobs.tests import kinds

NOTHING = "test: nothing"
assert kinds


@pytest.mark.django_db
def test_asks_for_work_that_waits() -> None:
    job = actions.enqueue("test: sum", {"terms": [1, 2]}, place_id=7, user_id=3, organisation_id=5)
    kept = Job.objects.get()
    assert kept.pk == job.pk
    assert (kept.kind, kept.payload, kept.place_id, kept.user_id, kept.organisation_id) == (
        "test: sum", {"terms": [1, 2]}, 7, 3, 5
    )  # fmt: skip
    assert (kept.state, kept.progress, kept.attempts, kept.is_over) == (State.QUEUED, 0, 0, False)


@pytest.mark.django_db
def test_refuses_a_kind_that_nobody_does() -> None:
    with pytest.raises(UnknownKindError, match="“dance”"):
        actions.enqueue("dance", {})


@pytest.mark.django_db
def test_gives_the_job_that_is_there_for_the_same_question() -> None:
    first = actions.enqueue(NOTHING, {}, place_id=7, key="plan abc")
    assert actions.enqueue(NOTHING, {}, place_id=7, key="plan abc").pk == first.pk
    run_waiting()
    assert actions.enqueue(NOTHING, {}, place_id=7, key="plan abc").pk != first.pk


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"place_id": 8}, {"place_id": None}, {"key": "plan def"}])
def test_another_question_or_another_place_gets_a_job_of_its_own(other: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"place_id": 7, "key": "plan abc"}
    first = actions.enqueue(NOTHING, {}, **asked)
    assert actions.enqueue(NOTHING, {}, **(asked | other)).pk != first.pk


@pytest.mark.django_db
def test_a_question_without_a_key_is_always_a_job_of_its_own() -> None:
    assert actions.enqueue(NOTHING, {}).pk != actions.enqueue(NOTHING, {}).pk


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_the_same_at_once_get_one_job() -> None:
    def ask(_: int) -> int:
        try:
            with transaction.atomic():
                return int(actions.enqueue(NOTHING, {}, place_id=7, key="plan abc").pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        got = set(threads.map(ask, range(20)))
    assert got == set(Job.objects.values_list("pk", flat=True))
    assert len(got) == 1


@pytest.mark.django_db
def test_calls_off_what_waits_at_once() -> None:
    job = actions.cancel(actions.enqueue(NOTHING, {}))
    assert (job.state, job.is_over) == (State.CANCELLED, True)
    assert run_waiting() == 0


@pytest.mark.django_db
def test_does_not_call_off_what_is_done() -> None:
    job = actions.enqueue(NOTHING, {})
    run_waiting()
    assert (actions.cancel(job).state, job.cancel_asked) == (State.DONE, False)


@pytest.mark.django_db
def test_waits_no_longer_than_it_is_told() -> None:
    job = actions.wait(actions.enqueue(NOTHING, {}), 0.05)
    assert job.state == State.QUEUED


@pytest.mark.django_db
def test_says_how_many_wait_in_front_and_what_a_place_asked() -> None:
    first, second = actions.enqueue(NOTHING, {}, place_id=7), actions.enqueue(NOTHING, {}, place_id=7)
    actions.enqueue(NOTHING, {}, place_id=8)
    assert (queries.before(first), queries.before(second)) == (0, 1)
    assert list(queries.of_place(7)) == [second, first]
