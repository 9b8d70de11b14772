"""What the plan would be under other weights: each partner's own points, and one weight changed at a time.

Only the weights of priorities change; money, rules and overrides stay. Each plan is an exact solve of its own with all
ties decided, so two views that agree give the same plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import goals_of, weights_of
from placewide.domain.plan.solve.search import Search
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.identifiers import Identifier

Clock = Callable[[], float]
ViewKind = Literal["agreed", "partner", "change"]
Standing = Literal["all", "most", "few", "none"]
FACTORS = (Fraction(0), Fraction(1, 2), Fraction(2))
"""One weight at a time is dropped, halved and doubled; the others keep their ratios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Weights to plan under. `about`: the partner whose points they are, or the priority whose weight is changed."""

    kind: ViewKind
    about: str | None
    factor: Fraction | None
    weights: Mapping[str, Fraction]
    """They sum to 1, or are all nil."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPlan:
    """The plan under one view: `projects` None where there was no plan or no time to prove it."""

    view: View
    projects: tuple[str, ...] | None
    objective: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSensitivity:
    """Every view's plan, and where each project stands: in all, in most (half or more), in few, in none of them."""

    plans: tuple[ViewPlan, ...]
    standing: Mapping[str, Standing]
    matters: bool
    """Whether weights enter the objective at all; if not, every view has the same plan."""


def views_of(document: PlaceDocument, settings: Settings) -> tuple[View, ...]:
    """The weights of the plan, then each partner's own points, then each weight changed."""
    agreed = weights_of(document, settings)
    views = [View(kind="agreed", about=None, factor=None, weights=agreed)]
    for row in sorted(document.strategy.weights, key=lambda each: each.organisation):
        own = weights_of(document, replace(settings, weights=row.organisation))
        views.append(View(kind="partner", about=row.organisation, factor=None, weights=own))
    for priority, weight in sorted(agreed.items()):
        for factor in FACTORS if weight else ():
            changed = _normalised({**agreed, priority: weight * factor})
            if any(changed.values()):
                views.append(View(kind="change", about=priority, factor=factor, weights=changed))
    return tuple(views)


def _normalised(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    total = sum(weights.values(), Fraction(0))
    return {priority: weight / total if total else weight for priority, weight in weights.items()}


def plan_under(document: PlaceDocument, settings: Settings, problem: Problem, view: View, remaining: Clock) -> ViewPlan:
    """The best plan under this view, ties decided."""
    seen = replace(settings, weights=_whole(view.weights))
    goals = goals_of(document, seen, problem.modes)
    best = Search(replace(problem, goals=goals), remaining=remaining, shortages=problem.shortages).best()
    if best.found is None or not best.proven:
        return ViewPlan(view=view, projects=None, objective=None)
    projects = tuple(sorted(problem.modes[position].project for position in best.found.chosen))
    return ViewPlan(view=view, projects=projects, objective=best.values[0])


def _whole(weights: Mapping[str, Fraction]) -> dict[Identifier, Decimal]:
    """The same weights as whole numbers, which is what settings hold exactly."""
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {Identifier(priority): Decimal(int(weight * scale)) for priority, weight in weights.items()}


def weight_sensitivity(settings: Settings, problem: Problem, plans: Iterable[ViewPlan]) -> WeightSensitivity:
    """Where each project stands over the views that have a plan."""
    rows = tuple(plans)
    known = [row.projects for row in rows if row.projects is not None]
    times = Counter(project for projects in known for project in projects)
    projects = sorted({mode.project for mode in problem.modes})
    return WeightSensitivity(
        plans=rows,
        standing={project: _standing(times[project], len(known)) for project in projects} if known else {},
        matters="strategic_value" in _terms(settings),
    )


def _terms(settings: Settings) -> tuple[str, ...]:
    return tuple(name for each in settings.objectives for name in ((each,) if isinstance(each, str) else each))


def _standing(times: int, views: int) -> Standing:
    if times == views:
        return "all"
    if 2 * times >= views:
        return "most"
    return "few" if times else "none"
