"""Why there is no plan: a smallest set of projects and rules that cannot hold together, and what overrides cost."""

from collections.abc import Callable
from dataclasses import replace

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.variation import Lift, rules_by_name, with_rules
from placewide.domain.plan.result import Conflict, OverridePrice
from placewide.domain.plan.solve.search import Found, Search
from placewide.domain.scope.settings import Settings

Clock = Callable[[], float]


def smallest_conflict(problem: Problem, remaining: Clock) -> Conflict:
    """Leave out one demand or rule after the other while no plan is possible; what is left is the conflict.

    Every member is needed: without any one of them the others can hold together. The money that there is belongs
    to the conflict whenever a project that must be chosen does.
    """
    projects = {project: _not_demanding(project) for project in sorted(problem.rules.must)}
    rules = dict(sorted(rules_by_name(problem).items()))
    kept: set[str] = set()
    for name, lift in [*rules.items(), *((project, lift) for project, lift in projects.items())]:
        lifted = lift(problem)
        if Search(lifted, remaining=remaining).least_spared() is None:
            problem = lifted
        else:
            kept.add(name)
    return Conflict(
        projects=tuple(name for name in projects if name in kept), rules=tuple(name for name in rules if name in kept)
    )


def override_prices(
    document: PlaceDocument, settings: Settings, problem: Problem, found: Found, remaining: Clock
) -> tuple[OverridePrice, ...]:
    """What each override costs: the first objective without it, less the objective with it."""
    value = problem.goals[0].value(problem.modes, found.chosen)
    prices = []
    for position, force in enumerate(settings.force):
        others = (*settings.force[:position], *settings.force[position + 1 :])
        free = build_problem(document, replace(settings, force=others))
        best = Search(free, remaining=remaining).maximise(free.goals[0])
        price = free.goals[0].value(free.modes, best.chosen) - value if best and best.proven else None
        prices.append(OverridePrice(project=force.project, in_=force.in_, price=price))
    return tuple(prices)


def _not_demanding(project: str) -> Lift:
    def lift(problem: Problem) -> Problem:
        must = {other: why for other, why in problem.rules.must.items() if other != project}
        return with_rules(problem, replace(problem.rules, must=must))

    return lift
