"""Asking for work, waiting for it and calling it off."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from placewide.web.jobs import queries, registry
from placewide.web.jobs.models import Job, State

LOOKS_EVERY = 0.03
SAME_QUESTION_TRIES = 5


def enqueue(
    kind: str,
    payload: Mapping[str, Any],
    *,
    place_id: int | None = None,
    user_id: int | None = None,
    organisation_id: int | None = None,
    key: str = "",
) -> Job:
    """Ask for work, in the caller's transaction: no worker sees it before that is committed.

    With a `key`, the same question of the same place is asked once at a time: whoever asks while it is open gets the
    job that is there. Whatever makes two answers differ belongs in the key. Raises UnknownKindError.
    """
    registry.work_of(kind)
    asked = Job(
        kind=kind, key=key, payload=dict(payload), place_id=place_id, user_id=user_id, organisation_id=organisation_id
    )
    if not key:
        asked.save()
        return asked
    return _asked_once(asked)


def _asked_once(asked: Job) -> Job:
    """The one that is open, or else the new one; the constraint decides between two who ask at once."""
    for _ in range(SAME_QUESTION_TRIES):
        there = queries.open_for(asked.kind, asked.key, asked.place_id)
        if there is not None:
            return there
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            continue  # somebody else was first; that one may be over already
        return asked
    raise RuntimeError(f"“{asked.kind}” was asked and answered again and again by others.")


def cancel(job: Job) -> Job:
    """Call it off: at once while it waits, within a second while it runs, not at all when it is over."""
    here = Job.objects.filter(pk=job.pk)
    called_off = here.filter(state=State.QUEUED).update(
        state=State.CANCELLED, cancel_asked=True, finished_at=timezone.now()
    )
    if not called_off:
        here.filter(state=State.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()
    return job


def wait(job: Job, seconds: float) -> Job:
    """The job when it is over, or as it is after so many seconds. Not inside a transaction: no worker would see it."""
    deadline = time.monotonic() + seconds
    while True:
        job.refresh_from_db()
        if job.is_over or time.monotonic() >= deadline:
            return job
        time.sleep(LOOKS_EVERY)
