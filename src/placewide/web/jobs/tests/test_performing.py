import pytest

from placewide.web.jobs import actions, registry
from placewide.web.jobs.models import Job, State
from placewide.web.jobs.performing import WENT_WRONG, run_waiting
from placewide.web.jobs.tests import kinds

pytestmark = pytest.mark.django_db
assert kinds


def after_running(kind: str, payload: dict[str, object] | None = None) -> Job:
    job = actions.enqueue(kind, payload or {}, place_id=7, user_id=3)
    assert run_waiting() == 1
    job.refresh_from_db()
    return job


def test_writes_down_the_result() -> None:
    job = after_running("test: sum", {"terms": [1, 2]})
    assert (job.state, job.result) == (State.DONE, {"sum": 3, "place": 7, "user": 3})
    assert (job.progress, job.progress_text, job.attempts) == (100, "Half of it", 1)
    assert job.lease_until is None
    assert job.finished_at is not None


def test_says_in_the_words_of_the_work_why_it_was_refused() -> None:
    job = after_running("test: refuse")
    assert (job.state, job.error) == (State.FAILED, "The place has no projects yet; add one first.")


@pytest.mark.parametrize("kind", ["test: fault", "test: not json"])
def test_a_fault_is_told_to_the_log_and_not_to_the_user(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    job = after_running(kind)
    assert (job.state, job.error, job.result) == (State.FAILED, WENT_WRONG, None)
    assert "Error" in caplog.text


def test_does_the_oldest_first() -> None:
    jobs = [actions.enqueue("test: nothing", {}) for _ in range(3)]
    run_waiting()
    ended = list(Job.objects.order_by("finished_at").values_list("pk", flat=True))
    assert ended == [job.pk for job in jobs]


def test_progress_stays_between_nothing_and_all() -> None:
    told: list[tuple[float, str]] = []
    context = registry.JobContext(1, {}, None, None, None, lambda *said: told.append(said))
    context.progress(-1, "before")
    context.progress(7, "after")
    assert told == [(0.0, "before"), (1.0, "after")]


def test_refuses_two_functions_for_one_kind() -> None:
    with pytest.raises(ValueError, match="Two functions"):
        registry.work("test: nothing")(lambda _: {})
