"""What is known of a question: its newest answer, stale or not, and how far the next one is."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from placewide.domain.shared.json_text import Plain
from placewide.web.access.actor import Actor
from placewide.web.access.policy import HiddenError
from placewide.web.jobs.models import Job
from placewide.web.jobs.queries import before
from placewide.web.places.models import Place
from placewide.web.runs.asking import asked_now, job_of, standing
from placewide.web.runs.keeping import answer_of
from placewide.web.runs.models import KeptScenario, Run

Answer = TypeVar("Answer")
LARGEST = 2**63 - 1
"""What a database can look for; a larger number is not there."""
CALLED_OFF = "It was stopped before there was an answer."
LOST = "It ended without an answer. Ask again; if it happens twice, tell whoever runs Placewide."


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Work that is going on: how far it is in percent, in words, and how many wait in front of it."""

    run: Run
    percent: int
    words: str
    waiting_before: int


@dataclass(frozen=True, slots=True)
class Known(Generic[Answer]):
    """`run` and `answer` are the newest there are; `stale`: the place has changed since. `problem`: why the last try
    for the place as it stands gave none.
    """

    run: Run | None
    answer: Answer | None
    stale: bool = False
    under_way: UnderWay | None = None
    problem: str = ""


def known(place: Place, kind: str, question: Plain, answer: type[Answer]) -> Known[Answer]:
    """What is known of a question of a place. It asks for nothing."""
    now = asked_now(place, kind, question)
    if now is not None and now.state == Run.State.DONE and now.result is not None:
        return Known(now, answer_of(answer, now.result))
    older = standing(place, kind, question)
    run = older.run if older and older.run.result is not None else None
    found = answer_of(answer, run.result) if run is not None and run.result is not None else None
    under_way, problem = (None, "") if now is None else progress_of(now)
    return Known(run, found, run is not None, under_way, problem)


def progress_of(run: Run) -> tuple[UnderWay | None, str]:
    """How far the work on a run is, or the sentence that says why it ended without an answer."""
    if run.state == Run.State.FAILED:
        return None, run.error or LOST
    job = job_of(run)
    if job is None:
        return None, LOST
    if job.is_over:
        return None, CALLED_OFF if job.state == "cancelled" else job.error or LOST
    return UnderWay(run, job.progress, _words(job), before(job)), ""


def run_of(actor: Actor, pk: int) -> Run:
    """A run of the actor's place. Raises HiddenError where there is none."""
    run = None if actor.place is None else Run.objects.filter(place_id=actor.place, pk=min(pk, LARGEST)).first()
    if run is None:
        raise HiddenError
    return run


def kept_scenarios(place: Place) -> list[KeptScenario]:
    """The scenarios that were kept from The Table, newest first."""
    return list(KeptScenario.objects.filter(place=place).select_related("kept_by"))


def kept_scenario(actor: Actor, pk: int) -> KeptScenario:
    """One of them, of the actor's place. Raises HiddenError where there is none."""
    if actor.place is None:
        raise HiddenError
    kept = KeptScenario.objects.select_related("kept_by").filter(place_id=actor.place, pk=min(pk, LARGEST)).first()
    if kept is None:
        raise HiddenError
    return kept


def _words(job: Job) -> str:
    return job.progress_text or ("Starting" if job.state == "running" else "Waiting for a free worker")
