"""What is asked of a plan afterwards and takes many solves, answered on every core or on a cluster, within bounds.

Worth of the next pounds, the frontier of cost and value, robustness of the short-list, other weights, scenarios side by
side. Each solve runs in a worker with limits of its own; what could not be answered in time is said to be missing.
"""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from placewide.analysis.confined_planning import Bounds, Progress, limited
from placewide.analysis.executors import Running, answer_all
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, settings_for
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.value import Measure, measures_of
from placewide.domain.plan.questions.comparison import Comparison, ScenarioOutcome, compared, outcome_of, scenarios_of
from placewide.domain.plan.questions.frontier import MOST_POINTS, Frontier, Segment, budgets, joined, segment_of
from placewide.domain.plan.questions.robustness import (
    Answer,
    Chosen,
    Robustness,
    plans_anew,
    pool_of_plans,
    robustness_of,
    weighed,
)
from placewide.domain.plan.questions.scenarios import Scenarios, sampled_scenarios
from placewide.domain.plan.questions.weights import (
    View,
    ViewPlan,
    WeightSensitivity,
    plan_under,
    views_of,
    weight_sensitivity,
)
from placewide.domain.plan.questions.worth import EXTRAS, WorthQuestion, worth_of, worths
from placewide.domain.plan.result import Plan, Worth
from placewide.domain.plan.solve.search import Best, Search
from placewide.domain.scope.settings import Settings

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Found = TypeVar("Found")

DRAWS = 1_000
BATCH = 20
"""Sampled scenarios that a worker answers at a time."""
PROOF_SHARE = 0.6
"""The part of a time limit that planning anew may take before a pool of plans is weighed instead."""


def worth_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    plan: Plan | None = None,
    extras: tuple[int, ...] = EXTRAS,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[Worth, ...] | None]:
    """What more money in each counted allocation is worth, exactly; None where there was no time to prove it.

    A proven `plan` of the same place and scenario saves a solve. Raises KeyError for an unknown scenario.
    """
    asking = _Asking(document, scenario, bounds, running, progress)
    if plan is not None and plan.status == "optimal" and plan.objective:
        value = plan.objective[0]
    else:
        best = asking.best()
        if best is None or best.found is None or not best.proven:
            return dict.fromkeys((pot.id for pot in asking.problem.pots), None)
        value = best.values[0]
    question = WorthQuestion(
        document=document, settings=asking.settings, problem=asking.problem, value=value, extras=extras
    )
    return worths(question, lambda names: asking.all(_worth, question, names))


def frontier_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    most_points: int = MOST_POINTS,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> Frontier:
    """The frontier of money spent and first objective; its gaps say where more points may lie."""
    asking = _Asking(document, scenario, bounds, running, progress)
    ranges = budgets(asking.problem)
    shared = (asking.problem, measures_of(document), max(most_points // len(ranges), 1))
    # The dearest ranges first: they take longest.
    segments: list[Segment | None] = asking.all(_segment, shared, ranges[::-1])
    return joined(asking.problem, ranges, segments[::-1])


def robustness_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    draws: int = DRAWS,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> Robustness | None:
    """How far the short-list holds over sampled scenarios; None where the place has no proven plan to begin with."""
    asking = _Asking(document, scenario, bounds, running, progress)
    best = asking.best()
    if best is None or best.found is None or not best.proven:
        return None
    stated, setting = best.found.chosen, asking.settings.uncertainty
    scenarios = sampled_scenarios(document, asking.problem, setting, draws=draws)
    shared = (document, asking.settings, scenarios)
    answers = _flat(draws, asking.all(_anew, shared, _batches(draws), part=PROOF_SHARE))
    if all(answer is not None for answer in answers) or asking.running.stopped():
        return robustness_of(asking.problem, stated, answers, seed=setting.seed)
    anew = sum(1 for answer in answers if answer is not None)
    pool, answers = _from_a_pool(asking, shared, stated, answers)
    return robustness_of(asking.problem, stated, answers, seed=setting.seed, planned_anew=anew, pool=pool)


def _from_a_pool(
    asking: "_Asking", shared: tuple[PlaceDocument, Settings, Scenarios], stated: Chosen, proven: list[Answer]
) -> tuple[int, list[Answer]]:
    """The size of the pool, and the answers with those that were missing taken from it."""
    known = [answer for answer in proven if isinstance(answer, frozenset)]
    pool = asking.all(_pool, (asking.problem, [stated, *known]), [0], part=0.5)[0] or [stated]
    left = [draw for draw, answer in enumerate(proven) if answer is None]
    batches = [left[first : first + BATCH] for first in range(0, len(left), BATCH)]
    answers = list(proven)
    for batch, found in zip(batches, asking.all(_weighed, (*shared, pool), batches), strict=True):
        for draw, answer in zip(batch, found or (), strict=False):
            answers[draw] = answer
    return len(pool), answers


def weights_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> WeightSensitivity:
    """The plan under each partner's own points and under each weight changed."""
    asking = _Asking(document, scenario, bounds, running, progress)
    views = views_of(document, asking.settings)
    plans = asking.all(_view, (document, asking.settings, asking.problem), views)
    rows = [plan or ViewPlan(view=view, projects=None, objective=None) for view, plan in zip(views, plans, strict=True)]
    return weight_sensitivity(asking.settings, asking.problem, rows)


def compare_confined(
    document: PlaceDocument,
    *,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Every named scenario beside the plan without any. Without a limit, each has its own scenario's."""
    names = scenarios_of(document)
    limit = bounds or Bounds()
    own = sum(2 * float(settings_for(document, name).stop.seconds) for name in names)
    found = answer_all(
        _outcome,
        (document, limit.seconds),
        names,
        seconds=own if limit.seconds is None else limit.seconds,
        running=running or Running(memory_bytes=limit.memory_bytes),
        progress=progress,
    )
    return compared(document, found.in_order())


class _Asking:
    """A place's problem, how much time is left, and where questions run."""

    def __init__(
        self,
        document: PlaceDocument,
        scenario: str | None,
        bounds: Bounds | None,
        running: Running | None,
        progress: Progress | None,
    ) -> None:
        limit = bounds or Bounds()
        self.settings: Settings = settings_for(document, scenario)
        self.problem: Problem = build_problem(document, self.settings)
        self.running = running or Running(memory_bytes=limit.memory_bytes)
        self._progress = progress
        seconds = float(self.settings.stop.seconds) if limit.seconds is None else limit.seconds
        self._until = time.monotonic() + seconds

    def best(self) -> Best | None:
        """The plan as stated, from a worker; None where that had to be ended."""
        found: list[Best | None] = self.all(_best, self.problem, [0], quietly=True)
        return found[0]

    def all(
        self,
        ask: Callable[[Shared, Item, float], Found],
        shared: Shared,
        items: Sequence[Item],
        *,
        part: float = 1.0,
        quietly: bool = False,
    ) -> list[Found | None]:
        """Ask every question within a part of the time that is left."""
        left = max(self._until - time.monotonic(), 0.0)
        progress = None if quietly else self._progress
        answered = answer_all(ask, shared, items, seconds=part * left, running=self.running, progress=progress)
        return answered.in_order()


def _clock(seconds: float) -> Callable[[], float]:
    until = time.monotonic() + seconds
    return lambda: until - time.monotonic()


def _best(problem: Problem, _item: int, seconds: float) -> Best:
    return Search(problem, remaining=_clock(seconds)).best()


def _worth(question: WorthQuestion, allocation: str, seconds: float) -> tuple[Worth, ...] | None:
    return worth_of(question, allocation, _clock(seconds))


def _segment(shared: tuple[Problem, tuple[Measure, ...], int], between: tuple[int, int], seconds: float) -> Segment:
    problem, measures, most_points = shared
    return segment_of(problem, measures, between, _clock(seconds), most_points)


def _anew(shared: tuple[PlaceDocument, Settings, Scenarios], draws: range, seconds: float) -> list[Answer]:
    document, settings, scenarios = shared
    return plans_anew(document, settings, scenarios.part(draws), _clock(seconds))


def _pool(shared: tuple[Problem, list[Chosen]], _item: int, seconds: float) -> list[Chosen]:
    problem, known = shared
    return pool_of_plans(problem, known, _clock(seconds))


def _weighed(
    shared: tuple[PlaceDocument, Settings, Scenarios, list[Chosen]], draws: list[int], seconds: float
) -> list[Answer]:
    document, settings, scenarios, pool = shared
    return weighed(document, settings, scenarios.part(draws), pool, _clock(seconds))


def _view(shared: tuple[PlaceDocument, Settings, Problem], view: View, seconds: float) -> ViewPlan:
    document, settings, problem = shared
    return plan_under(document, settings, problem, view, _clock(seconds))


def _outcome(shared: tuple[PlaceDocument, float | None], scenario: str | None, seconds: float) -> ScenarioOutcome:
    document, limit = shared
    if limit is not None:
        document, _ = limited(document, scenario, Bounds(seconds=seconds))
    return outcome_of(document, scenario, Manner(clock=time.monotonic, prices=False))


def _batches(draws: int) -> list[range]:
    return [range(first, min(first + BATCH, draws)) for first in range(0, draws, BATCH)]


def _flat(draws: int, answers: Sequence[list[Answer] | None]) -> list[Answer]:
    pairs = zip(_batches(draws), answers, strict=True)
    return [answer for batch, found in pairs for answer in (found or [None] * len(batch))]
