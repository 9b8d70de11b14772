"""Asking a question of a place: answered at once where it was asked before, else by a job that a worker takes up."""

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from placewide.domain.shared.json_text import Plain, canonical_json
from placewide.domain.shared.version import VERSION
from placewide.web.access.actor import Actor
from placewide.web.access.policy import RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.jobs.actions import enqueue
from placewide.web.jobs.models import Job
from placewide.web.jobs.queries import open_jobs
from placewide.web.places.models import Place
from placewide.web.runs.models import Run

MOST_OF_A_PERSON = 6
MOST_OF_A_PLACE = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest answer to a question, and whether the place has changed since."""

    run: Run
    stale: bool


def ask(actor: Actor, place: Place, kind: str, question: Plain) -> Run:
    """The run that answers this question about the place as it stands now; it is started where there is none.

    `kind` names the work in `runs.work`. Raises RefusedError for who may not ask.
    """
    require(actor, Action.RUN, Thing(Kind.PLAN, place.pk))
    text = canonical_json(question)
    name = {
        "place": place,
        "kind": kind,
        "question_digest": question_digest(question),
        "digest": place.digest,
        "version": VERSION,
    }
    try:
        with transaction.atomic():
            run, new = Run.objects.get_or_create(
                **name, defaults={"question": text, "revision": place.revision, "started_by": actor.name}
            )
            if new or run.state == Run.State.FAILED or _is_lost(run):
                _refuse_more(actor, place)
                _start(actor, run)
    except IntegrityError:  # the same question was asked at the same moment
        run = Run.objects.get(**name)
    return run


def _refuse_more(actor: Actor, place: Place) -> None:
    """Workers serve all places, oldest question first: nobody keeps them busy for everybody."""
    waiting = open_jobs(place.pk)
    own = waiting.filter(user_id=actor.user).count() if actor.user is not None else 0
    if own >= MOST_OF_A_PERSON or waiting.count() >= MOST_OF_A_PLACE:
        raise RefusedError("Much is being worked out already. Wait until some of it is there, then ask again.")


def standing(place: Place, kind: str, question: Plain) -> Standing | None:
    """The newest answer to a question, stale or not; None where there has never been one."""
    digest = question_digest(question)
    answered = Run.objects.filter(place=place, kind=kind, question_digest=digest, state=Run.State.DONE)
    run = answered.order_by("-finished_at", "-pk").first()
    return None if run is None else Standing(run, stale=run.digest != place.digest or run.version != VERSION)


def question_digest(question: Plain) -> str:
    """What names a question, however its parts are ordered."""
    return hashlib.sha256(canonical_json(question).encode()).hexdigest()


def asked_now(place: Place, kind: str, question: Plain) -> Run | None:
    """The run about the place as it stands, whatever became of it; None where nobody has asked."""
    digest = question_digest(question)
    asked = Run.objects.filter(place=place, kind=kind, question_digest=digest, digest=place.digest, version=VERSION)
    return asked.first()


def job_of(run: Run) -> Job | None:
    """The work on a run."""
    return None if run.job_id is None else Job.objects.filter(pk=run.job_id).first()


def _is_lost(run: Run) -> bool:
    """Whether the run waits for work that is over: it was stopped, or ended without an answer."""
    if run.state != Run.State.WAITING:
        return False
    job = job_of(run)
    return job is None or job.is_over


def _start(actor: Actor, run: Run) -> None:
    run.state, run.error, run.created_at = Run.State.WAITING, "", timezone.now()
    job = enqueue(
        f"run:{run.kind}",
        {"run": run.pk},
        place_id=run.place_id,
        user_id=actor.user,
        organisation_id=actor.organisation,
        key=f"run:{run.pk}",
    )
    run.job_id = job.pk
    run.save(update_fields=["state", "error", "created_at", "job_id"])
