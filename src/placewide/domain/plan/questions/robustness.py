"""How far the short-list holds when costs and benefits turn out otherwise: planned anew in each sampled scenario.

    core index of p = share of scenarios whose best plan holds p;   core ≥ 0.9, exterior ≤ 0.1, borderline between

Each scenario is solved at gap 0, equals told apart by the tuple of projects alone. Where proof takes too long, the
scenarios left take the best plan that they can fund out of a pool of near-best plans, and the result says so. The pool
holds every plan that was proven, so a scenario that was proven would take the same plan from it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import Literal

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.questions.replanning import Replanner
from placewide.domain.plan.questions.scenarios import Scenarios, problem_of
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.solve.search import Best, Search
from placewide.domain.scope.settings import Settings

Clock = Callable[[], float]
Place = Literal["core", "borderline", "exterior"]
Method = Literal["every scenario planned anew", "a pool of near-best plans weighed"]
PLANNED_ANEW: Method = "every scenario planned anew"
POOL_WEIGHED: Method = "a pool of near-best plans weighed"
CORE, EXTERIOR = Fraction(9, 10), Fraction(1, 10)
POOL = 100
LOOKS = 5
"""Plans of earlier scenarios that are tried in the next one."""

Chosen = frozenset[int]
"""Positions of modes."""
Answer = Chosen | Literal["infeasible"] | None
"""The best plan of a scenario, proof that there is none, or None where there was no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreIndex:
    """Of one project: the share of scenarios whose plan holds it, and whether the plan as stated does."""

    project: str
    index: Fraction
    place: Place
    in_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """The short-list over all scenarios that were answered, `infeasible` of them without a plan."""

    method: Method
    seed: int
    asked: int
    answered: int
    infeasible: int
    different_plans: int
    same_plan: Fraction
    """Share of scenarios whose plan has exactly the projects of the plan as stated."""
    projects: tuple[CoreIndex, ...]
    planned_anew: int
    """Scenarios whose plan is proven; the others took theirs from the pool."""
    pool: int = 0
    """Plans in the pool, where one was weighed."""


def plans_anew(document: PlaceDocument, settings: Settings, scenarios: Scenarios, remaining: Clock) -> list[Answer]:
    """The best plan of each scenario, in order."""
    answers: list[Answer] = []
    replanner: Replanner | None = None
    for draw in range(scenarios.draws):
        if remaining() <= 0:
            return answers + [None] * (scenarios.draws - draw)
        problem = problem_of(scenarios, document, settings, draw)
        chosen: Answer = None
        if len(problem.goals) == 1 and not scenarios.money_varies:
            replanner = replanner or Replanner(problem, remaining)
            chosen = replanner.best(problem.goals[0], problem.modes)
        if chosen is None:
            search = Search(problem, remaining=remaining, shortages=scenarios.problem.shortages)
            _look_at_earlier(search, answers)
            chosen = _answer(search.best())
        answers.append(chosen)
    return answers


def _look_at_earlier(search: Search, answers: Sequence[Answer]) -> None:
    """The best of the plans found in earlier scenarios that can be funded in this one: something to better."""
    goal, modes = search.problem.goals[0], search.problem.modes
    earlier = {answer: goal.value(modes, answer) for answer in answers if isinstance(answer, frozenset)}
    for chosen in sorted(earlier, key=lambda each: earlier[each], reverse=True)[:LOOKS]:
        if search.know(chosen):
            return


def _answer(best: Best) -> Answer:
    if not best.proven:
        return None
    return best.found.chosen if best.found else "infeasible"


def pool_of_plans(problem: Problem, known: Iterable[Chosen], remaining: Clock, *, most: int = POOL) -> list[Chosen]:
    """About `most` near-best plans: those known, and the best for the first objective without each project in turn."""
    pool = list(dict.fromkeys(known))
    search = Search(problem, remaining=remaining)
    for project in sorted(problem.modes_by_project):
        if len(pool) >= most or remaining() <= 0:
            break
        if project not in problem.never and (found := search.with_project(project)) is not None:
            pool.append(found.chosen)
    return list(dict.fromkeys(pool))[:most]


def weighed(
    document: PlaceDocument, settings: Settings, scenarios: Scenarios, pool: Sequence[Chosen], remaining: Clock
) -> list[Answer]:
    """For each scenario the best plan of the pool that it can fund; among equals the smallest tuple of modes.

    None where it can fund none of them, or once time is up.
    """
    found: list[Answer] = []
    keys = [sorted(scenarios.problem.modes[position].key for position in chosen) for chosen in pool]
    for draw in range(scenarios.draws):
        if remaining() <= 0:
            return found + [None] * (scenarios.draws - draw)
        problem = problem_of(scenarios, document, settings, draw)
        worth = [tuple(-goal.value(problem.modes, chosen) for goal in problem.goals) for chosen in pool]
        ranked = (chosen for _, _, chosen in sorted(zip(worth, keys, pool, strict=True), key=itemgetter(0, 1)))
        if scenarios.money_varies:
            ranked = (chosen for chosen in ranked if fund(problem, chosen) is not None)
        found.append(next(ranked, None))
    return found


def robustness_of(
    problem: Problem,
    stated: Chosen,
    answers: Sequence[Answer],
    *,
    seed: int,
    planned_anew: int | None = None,
    pool: int = 0,
) -> Robustness:
    """Core, borderline and exterior over the scenarios answered; without one, no project has an index."""
    plans = [_projects(problem, each) for each in answers if isinstance(each, frozenset)]
    infeasible = sum(1 for each in answers if each == "infeasible")
    answered = len(plans) + infeasible
    times = Counter(project for projects in plans for project in projects)
    own = _projects(problem, stated)
    return Robustness(
        method=POOL_WEIGHED if pool else PLANNED_ANEW,
        seed=seed,
        asked=len(answers),
        answered=answered,
        infeasible=infeasible,
        different_plans=len(set(plans)),
        same_plan=Fraction(plans.count(own), answered) if answered else Fraction(0),
        projects=_indices(sorted(problem.modes_by_project), times, answered, own) if answered else (),
        planned_anew=answered if planned_anew is None else planned_anew,
        pool=pool,
    )


def _projects(problem: Problem, chosen: Chosen) -> frozenset[str]:
    return frozenset(problem.modes[position].project for position in chosen)


def _indices(
    projects: Iterable[str], times: Mapping[str, int], answered: int, own: frozenset[str]
) -> tuple[CoreIndex, ...]:
    return tuple(
        CoreIndex(project=project, index=index, place=_place(index), in_plan=project in own)
        for project in projects
        for index in (Fraction(times.get(project, 0), answered),)
    )


def _place(index: Fraction) -> Place:
    if index >= CORE:
        return "core"
    return "exterior" if index <= EXTERIOR else "borderline"
