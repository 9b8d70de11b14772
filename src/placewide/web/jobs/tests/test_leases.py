from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from placewide.web.jobs import actions, leases
from placewide.web.jobs.leases import Lease
from placewide.web.jobs.models import Job, State
from placewide.web.jobs.tests import kinds

NOTHING = "test: nothing"
assert kinds


def claimed(worker: str = "one") -> tuple[Job, Lease]:
    got = leases.claim(worker, [NOTHING])
    assert got is not None
    return got


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_claimed_job_is_nobody_elses() -> None:
    job = actions.enqueue(NOTHING, {})
    _, lease = claimed()
    job.refresh_from_db()
    assert (job.state, job.worker, job.attempts) == (State.RUNNING, "one", 1)
    assert leases.claim("two", [NOTHING]) is None
    assert lease == Lease(job.pk, "one", 1)


@pytest.mark.django_db
def test_leaves_work_that_it_does_not_know_to_others() -> None:
    actions.enqueue(NOTHING, {})
    assert leases.claim("one", ["something else"]) is None


@pytest.mark.django_db(transaction=True)
def test_workers_who_claim_at_once_never_get_the_same_job() -> None:
    for _ in range(12):
        actions.enqueue(NOTHING, {})

    def claim_some(worker: str) -> list[int]:
        try:
            return [got[0].pk for _ in range(6) if (got := leases.claim(worker, [NOTHING])) is not None]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        got = [pk for some in threads.map(claim_some, "abcdef") for pk in some]
    assert len(got) == len(set(got))
    assert Job.objects.filter(state=State.RUNNING).count() == len(got)


@pytest.mark.django_db
def test_an_expired_lease_is_taken_back_and_its_holder_writes_nothing_any_more() -> None:
    job = actions.enqueue(NOTHING, {})
    _, lost = claimed()
    expire(job)
    assert leases.reap() == 1
    assert not leases.renew(lost)
    assert leases.cancel_is_asked(lost)
    _, second = claimed()  # the same worker, for the second time
    assert second.attempt == 2
    assert not leases.finish(lost, {"from": "the dead"})
    assert leases.finish(second, {"from": "the living"})
    job.refresh_from_db()
    assert job.result == {"from": "the living"}


@pytest.mark.django_db
def test_a_job_whose_workers_die_three_times_is_given_up_in_plain_words() -> None:
    job = actions.enqueue(NOTHING, {})
    for _ in range(3):
        claimed()
        expire(job)
        assert leases.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, leases.STOPPED_TOO_OFTEN)
    assert leases.claim("one", [NOTHING]) is None


@pytest.mark.django_db
def test_a_live_lease_is_left_alone() -> None:
    actions.enqueue(NOTHING, {})
    claimed()
    assert leases.reap() == 0


@pytest.mark.django_db
def test_what_was_called_off_is_not_tried_again() -> None:
    job = actions.enqueue(NOTHING, {})
    claimed()
    actions.cancel(job)
    expire(job)
    leases.reap()
    job.refresh_from_db()
    assert job.state == State.CANCELLED


@pytest.mark.django_db
def test_a_job_that_is_given_back_counts_no_attempt() -> None:
    job = actions.enqueue(NOTHING, {})
    _, lease = claimed()
    assert leases.give_back(lease)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (State.QUEUED, 0, "")
