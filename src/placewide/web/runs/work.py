"""The work that answers questions: each kind reads its run and the place's document, computes, and keeps the answer.

A worker may do a job twice; the second time finds the answer there. The worker's child is killable and its time is
limited, so the planner is called directly.
"""

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from placewide.analysis.confined_planning import AnalysisError
from placewide.analysis.forked_map import forked_map
from placewide.analysis.questions import compare_confined
from placewide.analysis.sharing import share_confined
from placewide.analysis.the_table import NOTHING, SCENARIO, TableAnswer, as_scenario, from_plain, table_answer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, NotPlannableError, plan_place
from placewide.domain.plan.questions.comparison import Comparison
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.result import Plan
from placewide.domain.shared.json_text import Plain, canonical_json
from placewide.domain.shared.version import VERSION
from placewide.reports.the_table_flips import names_of, title
from placewide.web.jobs.registry import JobContext, JobRefused, Result, work
from placewide.web.places.queries import document
from placewide.web.runs.asking import asked_now, question_digest
from placewide.web.runs.keeping import answer_of, kept
from placewide.web.runs.models import KeptScenario, Run
from placewide.web.runs.questions import Kind, the_table, with_kept

MOVED = "The place changed meanwhile. Ask again, and it is computed for the place as it stands now."
SECONDS = 15 * 60.0
LONGEST_SECONDS = 60 * 60.0

Compute = Callable[[JobContext, Run, PlaceDocument, Any], object]


def enter() -> None:
    """Register the kinds of work; called when Django starts."""
    for kind, (compute, seconds) in KINDS.items():
        work(f"run:{kind}", seconds=seconds)(_Answering(compute))


class _Answering:
    """One kind of work: everything but the computing is the same for all."""

    def __init__(self, compute: Compute) -> None:
        self._compute = compute

    def __call__(self, context: JobContext) -> Result:
        run = Run.objects.select_related("place").filter(pk=context.payload["run"]).first()
        if run is None:
            raise JobRefused("The question was taken back.")
        if run.state != Run.State.DONE:
            answer = self._answer(context, run)
            _keep(run, answer)
        return {"run": run.pk}

    def _answer(self, context: JobContext, run: Run) -> object:
        loaded = document(run.place)
        if run.place.digest != run.digest or loaded.digest != run.digest:
            raise _refused(run, MOVED)
        if loaded.document is None:
            raise _refused(run, "The place cannot be read as it is stored.")
        try:
            return self._compute(context, run, loaded.document, run.asked)
        except NotPlannableError as refusal:
            raise _refused(run, " ".join(finding.message for finding in refusal.findings)) from refusal
        except (TimeoutError, AnalysisError) as problem:
            raise _refused(run, f"It could not be worked out: {problem}") from problem


def _keep(run: Run, answer: object) -> None:
    Run.objects.filter(pk=run.pk).exclude(state=Run.State.DONE).update(
        state=Run.State.DONE, result=kept(answer), error="", finished_at=timezone.now()
    )


def _refused(run: Run, why: str) -> JobRefused:
    Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, error=why, finished_at=timezone.now())
    return JobRefused(why)


def _plan(context: JobContext, _run: Run, place: PlaceDocument, question: dict[str, Any]) -> Plan:
    scenario = question.get("scenario")
    if "flips" in question:
        flips = from_plain(question["flips"])
        place, scenario = as_scenario(place, flips, title(names_of(place), flips)), str(SCENARIO)
    elif scenario is not None and scenario not in {str(row.id) for row in place.scenarios}:
        raise JobRefused("The place has no such scenario any more.")
    context.progress(0.05, "Looking for the best plan")
    manner = Manner(clock=time.monotonic, progress=_search_told(context), answered=forked_map)
    return plan_place(place, scenario=scenario, manner=manner)


def _search_told(context: JobContext) -> Callable[[float, float | None, float], None]:
    def tell(seconds: float, best: float | None, bound: float) -> None:
        found = "A plan is found; looking whether there is a better one" if best is not None else "Looking for a plan"
        gap = (bound - best) / abs(bound) if best is not None and bound else 1.0
        context.progress(0.05 + 0.85 * (1 - min(max(gap, 0.0), 1.0)), f"{found} ({seconds:.0f} seconds so far)")

    return tell


def _table(context: JobContext, run: Run, place: PlaceDocument, question: dict[str, Any]) -> TableAnswer:
    flips = from_plain(question)
    base = _unflipped(context, run, place) if flips.any else None
    return table_answer(place, flips, base=base, told=context.progress)


def _unflipped(context: JobContext, run: Run, place: PlaceDocument) -> TableAnswer | None:
    """The Table with nothing flipped: taken from where it was answered, else answered and kept for the next flip."""
    question = the_table(NOTHING)
    there = asked_now(run.place, Kind.TABLE, question)
    if there is not None and there.result is not None:
        return answer_of(TableAnswer, there.result)
    try:
        base = table_answer(place, NOTHING, told=lambda part, text: context.progress(part / 2, text))
    except NotPlannableError:
        return None
    mine, _ = Run.objects.get_or_create(
        place=run.place, kind=Kind.TABLE, question_digest=question_digest(question), digest=run.digest,
        version=VERSION, defaults={"question": canonical_json(question), "revision": run.revision},
    )  # fmt: skip
    _keep(mine, base)
    return base


def _scenarios(context: JobContext, run: Run, place: PlaceDocument, question: Plain) -> Comparison:
    context.progress(0.05, "Planning every scenario")
    scenarios = with_kept(place, KeptScenario.objects.filter(place=run.place), question)

    def tell(_seconds: float, done: float | None, of: float) -> None:
        context.progress((done or 0) / max(of, 1), f"{done or 0:.0f} of {of:.0f} scenarios are planned")

    return compare_confined(scenarios, progress=tell)


def _sharing(context: JobContext, _run: Run, place: PlaceDocument, question: dict[str, Any]) -> SharingResult:
    context.progress(0.01, "Planning alone and together")

    def tell(_seconds: float, done: float | None, of: float) -> None:
        context.progress((done or 0) / max(of, 1), f"{done or 0:.0f} of {of:.0f} groups of partners are compared")

    return share_confined(place, scenario=question.get("scenario"), progress=tell)


KINDS: dict[Kind, tuple[Compute, float]] = {
    Kind.PLAN: (_plan, SECONDS),
    Kind.TABLE: (_table, SECONDS),
    Kind.SCENARIOS: (_scenarios, SECONDS),
    Kind.SHARING: (_sharing, LONGEST_SECONDS),
}
