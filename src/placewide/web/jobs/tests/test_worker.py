"""A worker at work: real child processes, really killed."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connections

from placewide.web.jobs import actions, leases, registry
from placewide.web.jobs.models import Job, State
from placewide.web.jobs.tests import kinds
from placewide.web.jobs.worker import Worker, in_words

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20.0


def work_until(condition: Callable[[], bool]) -> None:
    """Run a worker here until the condition holds."""
    deadline = time.monotonic() + PATIENCE

    def stop() -> bool:
        return condition() or time.monotonic() > deadline

    Worker("test").run(stop)
    assert condition()


def work_off(job: Job) -> Job:
    """Run a worker until the job is over."""
    work_until(lambda: Job.objects.get(pk=job.pk).is_over)
    job.refresh_from_db()
    return job


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker in a process of its own, killed without warning at the end."""
    connections.close_all()
    process = os.fork()
    if not process:
        with suppress(BaseException):
            Worker("beside").run(lambda: False)
        os._exit(1)
    try:
        yield
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def running(ids: Path) -> list[int]:
    """Which of the processes that a job noted are still there."""
    return [process for process in map(int, ids.read_text().split()) if kinds.is_running(process)]


def test_does_a_job_in_a_child() -> None:
    job = work_off(actions.enqueue("test: sum", {"terms": [1, 2]}, place_id=7, user_id=3))
    assert (job.state, job.result, job.progress) == (State.DONE, {"sum": 3, "place": 7, "user": 3}, 100)


def test_the_child_has_a_database_connection_of_its_own() -> None:
    job = work_off(actions.enqueue("test: reads", {}))
    assert job.result == {"kind": "test: reads"}


def test_says_why_the_work_was_refused() -> None:
    job = work_off(actions.enqueue("test: refuse", {}))
    assert (job.state, job.error) == (State.FAILED, "The place has no projects yet; add one first.")


def test_a_killed_job_is_done_again_once(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    job = work_off(actions.enqueue("test: die", {"times": 1, "starts": str(starts)}))
    assert (job.state, job.attempts, job.result) == (State.DONE, 2, {"died": 1})
    assert len(starts.read_text().split()) == 2


def test_a_job_that_kills_its_process_is_given_up_and_others_are_done(tmp_path: Path) -> None:
    poison = actions.enqueue("test: die", {"times": 99, "starts": str(tmp_path / "starts")})
    other = actions.enqueue("test: nothing", {})
    work_off(poison)
    assert (poison.state, poison.error, poison.attempts) == (State.FAILED, leases.STOPPED_TOO_OFTEN, 3)
    assert work_off(other).state == State.DONE


def test_ends_work_that_takes_too_long() -> None:
    job = work_off(actions.enqueue("test: slow", {}))
    assert job.state == State.FAILED
    assert job.error == "This took longer than the 0.5 seconds that it may take, and was stopped."


def test_ends_work_that_is_called_off_and_all_that_it_started(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    with worker_beside():
        job = actions.enqueue("test: long", {"ids": str(ids)})
        wait_for(lambda: ids.exists() and bool(Job.objects.get(pk=job.pk).progress_text))
        actions.cancel(job)
        actions.wait(job, PATIENCE)
    assert job.state == State.CANCELLED
    assert job.progress_text.startswith("Step")
    wait_for(lambda: not running(ids))


def test_gives_its_job_back_when_it_has_to_stop(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    job = actions.enqueue("test: long", {"ids": str(ids)})
    work_until(lambda: ids.exists() and bool(ids.read_text()))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    wait_for(lambda: not running(ids))


def test_when_a_worker_is_killed_its_work_ends_with_it_and_is_done_by_another(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    with worker_beside():
        job = actions.enqueue("test: long", {"ids": str(ids)})
        wait_for(lambda: ids.exists() and len(ids.read_text().split()) == 2)
    wait_for(lambda: not running(ids))

    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00:00Z", kind="test: nothing")
    assert (work_off(job).state, job.attempts) == (State.DONE, 2)


def test_a_job_is_done_soon_after_it_was_asked_for() -> None:
    taken = []
    with worker_beside():
        for _ in range(5):
            began = time.monotonic()
            job = actions.wait(actions.enqueue("test: nothing", {}), PATIENCE)
            assert job.state == State.DONE
            taken.append(time.monotonic() - began)
    assert sorted(taken)[2] < 0.5  # about 90 ms on a quiet machine, which The Table counts on; this finds a gross delay


def test_calls_what_is_due_while_a_job_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = tmp_path / "calls"

    def fail() -> None:
        raise ZeroDivisionError

    def call() -> None:
        with calls.open("a") as file:
            file.write(f"{os.getpid()}\n")

    monkeypatch.setattr(registry, "_periodic", {})
    registry.every(0.1)(fail)
    registry.every(0.1)(call)
    actions.enqueue("test: long", {"ids": str(tmp_path / "ids")})
    work_until(lambda: calls.exists() and len(calls.read_text().split()) >= 3)
    assert str(os.getpid()) not in calls.read_text().split()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.5, "0.5 seconds"), (1, "1 second"), (90, "90 seconds"), (900, "15 minutes")]
)
def test_says_a_time_limit_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
