"""Who does what: every change of a job by a worker is one conditional UPDATE, which only its holder can make.

A lease is known by worker and attempt together: a worker that was thought dead cannot write over the next attempt,
not even its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from placewide.web.jobs.models import Job, State

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
STOPPED_TOO_OFTEN = (
    f"The work stopped without an answer {MOST_ATTEMPTS} times, perhaps for lack of memory, and was given up."
)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do a job, held by a worker until it ends or is not renewed in time."""

    job_id: int
    worker: str
    attempt: int

    def held(self) -> QuerySet[Job]:
        """The job, or nothing once the lease is lost."""
        return Job.objects.filter(pk=self.job_id, state=State.RUNNING, worker=self.worker, attempts=self.attempt)


def claim(worker: str, kinds: Collection[str]) -> tuple[Job, Lease] | None:
    """The oldest waiting job of these kinds, now this worker's; None when there is none or another was quicker."""
    oldest = Job.objects.filter(state=State.QUEUED, kind__in=kinds).order_by("id").first()
    if oldest is None:
        return None
    now = timezone.now()
    claimed = Job.objects.filter(pk=oldest.pk, state=State.QUEUED, attempts=oldest.attempts).update(
        state=State.RUNNING,
        worker=worker,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        started_at=now,
        progress=0,
        progress_text="",
    )
    return (oldest, Lease(oldest.pk, worker, oldest.attempts + 1)) if claimed else None


def renew(lease: Lease) -> bool:
    """Whether the lease still holds; if so, for the full time from now."""
    return bool(lease.held().update(lease_until=timezone.now() + LEASE))


def say_progress(lease: Lease, fraction: float, text: str) -> None:
    """Note how far it is, and renew the lease by the way."""
    lease.held().update(progress=round(100 * fraction), progress_text=text[:300], lease_until=timezone.now() + LEASE)


def cancel_is_asked(lease: Lease) -> bool:
    """Whether to stop: somebody called it off, or the lease is lost."""
    asked = lease.held().values_list("cancel_asked", flat=True).first()
    return asked is None or asked


def finish(lease: Lease, result: dict[str, Any]) -> bool:
    """Write the result down; False, and nothing written, when the lease is lost."""
    return _end(lease, State.DONE, result=result, progress=100)


def fail(lease: Lease, error: str) -> bool:
    return _end(lease, State.FAILED, error=error)


def call_off(lease: Lease) -> bool:
    return _end(lease, State.CANCELLED)


def give_back(lease: Lease) -> bool:
    """Back to the queue, as if it had never been taken: the worker has to stop."""
    return bool(lease.held().update(state=State.QUEUED, worker="", lease_until=None, attempts=F("attempts") - 1))


def lose(lease: Lease) -> bool:
    """The work died without a word: once more, unless it has done so too often."""
    return bool(_tried_again_or_given_up(lease.held()))


def reap() -> int:
    """Take back what workers held that have not been heard of in time; how many jobs that were."""
    expired = Job.objects.filter(state=State.RUNNING, lease_until__lt=timezone.now())
    return _tried_again_or_given_up(expired) if expired.exists() else 0


def _end(lease: Lease, state: State, **fields: Any) -> bool:
    return bool(lease.held().update(state=state, finished_at=timezone.now(), lease_until=None, **fields))


def _tried_again_or_given_up(jobs: QuerySet[Job]) -> int:
    """Each of the three takes what it names in one UPDATE, so that two reapers never take the same job."""
    over = {"finished_at": timezone.now(), "lease_until": None}
    cancelled = jobs.filter(cancel_asked=True).update(state=State.CANCELLED, **over)
    given_up = jobs.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, error=STOPPED_TOO_OFTEN, **over)
    again = jobs.update(state=State.QUEUED, worker="", lease_until=None)
    return cancelled + given_up + again
