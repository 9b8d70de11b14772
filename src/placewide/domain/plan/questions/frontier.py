"""The efficient frontier of cost and value: for every sum of money spent, the best first objective that it buys.

    v(b) = max value over plans that spend at most b;   a breakpoint is a plan that neither less money equals
    nor the same money betters

Breakpoints are found from the dearest down (ε-constraint): the best value, then the least cost at that value, then
the best value for a penny less. Each step is an exact solve of the true problem under a budget. What a plan spends is
the sum of what its modes need, whoever pays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import Goal, Measure
from placewide.domain.plan.solve.search import Search

Clock = Callable[[], float]
SEGMENTS = 8
MOST_POINTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierPoint:
    """A breakpoint: money spent, what it buys, the projects, and the lowest maturity scores after it."""

    cost_pence: int
    value: Fraction
    projects: tuple[str, ...]
    levelling: Fraction | None = None
    """Σ over measures of the lowest score; None where no maturity is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Breakpoints between two budgets, the dearest first; below `reached` no more was looked for unless complete."""

    points: tuple[FrontierPoint, ...]
    complete: bool
    reached_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """All breakpoints found, the cheapest first, each proven. `gaps`: sums between which others may lie unfound."""

    objective: str
    points: tuple[FrontierPoint, ...]
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def complete(self) -> bool:
        return not self.gaps


def spent(modes: Iterable[Mode]) -> int:
    """Money that these modes spend inside the horizon, pence."""
    return sum(sum(mode.needs.values()) for mode in modes)


def most_spendable(problem: Problem) -> int:
    """A sum that no plan exceeds: each project in its dearest mode, or all the money that there is."""
    dearest: dict[str, int] = {}
    for mode in problem.modes:
        dearest[mode.project] = max(dearest.get(mode.project, 0), sum(mode.needs.values()))
    return min(sum(dearest.values()), sum(pot.amount for pot in problem.pots))


def budgets(problem: Problem, segments: int = SEGMENTS) -> tuple[tuple[int, int], ...]:
    """Ranges of money (above the first, up to the second) that together hold every plan; each can be asked alone."""
    most = most_spendable(problem)
    edges = sorted({-1, *(most * part // segments for part in range(1, segments + 1))})
    return tuple(pairwise(edges))


def segment_of(
    problem: Problem, measures: tuple[Measure, ...], between: tuple[int, int], remaining: Clock, most_points: int
) -> Segment:
    """Breakpoints of plans that spend more than the first and at most the second, the dearest first."""
    lowest, budget = between
    points: list[FrontierPoint] = []
    thrifty = replace(problem, goals=(problem.goals[0], _thrift(problem)))
    search = Search(thrifty, remaining=remaining, shortages=problem.shortages)
    while budget > lowest and len(points) < most_points:
        search.spend_at_most(budget)
        best = search.best()
        if not best.proven:
            return Segment(points=tuple(points), complete=False, reached_pence=budget)
        if best.found is None:
            break
        chosen = [problem.modes[position] for position in sorted(best.found.chosen)]
        cost = spent(chosen)
        if cost <= lowest:
            break
        projects = tuple(mode.project for mode in chosen)
        levelling = sum((row.lowest(frozenset(projects)) for row in measures), Fraction(0)) if measures else None
        points.append(FrontierPoint(cost_pence=cost, value=best.values[0], projects=projects, levelling=levelling))
        budget = cost - 1
    complete = budget <= lowest or len(points) < most_points
    return Segment(points=tuple(points), complete=complete, reached_pence=lowest if complete else budget)


def _thrift(problem: Problem) -> Goal:
    costs = tuple(Fraction(-sum(mode.needs.values())) for mode in problem.modes)
    return Goal("least money", costs, (), Fraction(0), Fraction(0))


def joined(problem: Problem, ranges: Iterable[tuple[int, int]], segments: Iterable[Segment | None]) -> Frontier:
    """One frontier of all segments: a point that a cheaper one equals or betters is none.

    A segment's dearest point need not better the segment below it; where that one is not complete, the point stays
    and the gap says so.
    """
    found: list[FrontierPoint] = []
    gaps: list[tuple[int, int]] = []
    for (lowest, highest), segment in zip(ranges, segments, strict=True):
        found += segment.points if segment else ()
        if segment is None or not segment.complete:
            gaps.append((max(lowest + 1, 0), segment.reached_pence if segment else highest))
    points: list[FrontierPoint] = []
    for point in sorted(found, key=lambda each: (each.cost_pence, -each.value)):
        if not points or point.value > points[-1].value:
            points.append(point)
    return Frontier(objective=problem.goals[0].name, points=tuple(points), gaps=tuple(gaps))


def frontier_of(
    problem: Problem, measures: tuple[Measure, ...], remaining: Clock, *, most_points: int = MOST_POINTS
) -> Frontier:
    """The frontier, one segment after the other. Empty and complete where there is no plan at all."""
    ranges = budgets(problem)
    each = max(most_points // len(ranges), 1)
    return joined(problem, ranges, [segment_of(problem, measures, pair, remaining, each) for pair in ranges])
