"""Doing one job and writing down how it ended, the same in a worker's child and in this very process."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from placewide.web.jobs import leases, registry
from placewide.web.jobs.leases import Lease
from placewide.web.jobs.models import Job
from placewide.web.jobs.registry import JobContext, JobRefused, Result

WENT_WRONG = "Something went wrong in Placewide itself; the details are in its log."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either a result, or the sentence that says why there is none."""

    result: Result | None = None
    error: str = ""


def perform(job: Job, report: Callable[[float, str], None]) -> Outcome:
    """What comes of the work. Whatever it raises is caught: one bad job must not end the worker."""
    context = JobContext(
        job_id=job.pk,
        payload=job.payload,
        place_id=job.place_id,
        organisation_id=job.organisation_id,
        user_id=job.user_id,
        report=report,
    )
    try:
        result = registry.work_of(job.kind).do(context)
        json.dumps(result, allow_nan=False)
    except JobRefused as refusal:
        return Outcome(error=str(refusal))
    except Exception:  # the user is told that it failed, the log is told why
        log.exception("Job %s (%s) failed", job.pk, job.kind)
        return Outcome(error=WENT_WRONG)
    return Outcome(result=result)


def settle(lease: Lease, outcome: Outcome) -> bool:
    """Write it down, unless the lease is lost; whether it was."""
    if outcome.result is None:
        return leases.fail(lease, outcome.error)
    return leases.finish(lease, outcome.result)


def run_waiting() -> int:
    """Do all that waits here and now, without a child or a limit of time, and say how much: for tests and commands."""
    done = 0
    while (claimed := leases.claim("here", registry.kinds())) is not None:
        job, lease = claimed

        def report(fraction: float, text: str, held: Lease = lease) -> None:
            leases.say_progress(held, fraction, text)

        settle(lease, perform(job, report))
        done += 1
    return done
