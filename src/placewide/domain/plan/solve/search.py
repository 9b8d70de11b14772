"""The search for the provably best set of modes, and for the one among equals that the place file names.

The programme proposes a set; exact integers accept it or cut it off, and the search goes on. Objectives are taken
in order: the value attained by one is a floor for the next. Then, among equals: higher NPSV, less money shared,
the smallest sorted tuple of (project, option, start).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from operator import eq

from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import Goal, npsv_goal
from placewide.domain.plan.solve.funding import Funding, fund
from placewide.domain.plan.solve.model import UNIT, Model
from placewide.numerics.optimise import INFINITY, Outcome, Progress, Solver

Clock = Callable[[], float]
TIES_LISTED = 8
"""Up to so many equals are simply listed and compared; beyond, they are narrowed down rule by rule."""


@dataclass(frozen=True, slots=True)
class Found:
    """A funded set of modes. `bound` is what no plan can exceed; `proven` when the value reaches it."""

    chosen: frozenset[int]
    funding: Funding
    value: Fraction
    bound: Fraction
    proven: bool


@dataclass(frozen=True, slots=True)
class Best:
    """The answer of a search. Without `found`, `proven` tells infeasible from stopped."""

    found: Found | None
    values: tuple[Fraction, ...]
    bounds: tuple[Fraction, ...]
    proven: bool


class Search:
    """One problem with its programme in the solver; questions follow each other and share what was cut off."""

    def __init__(
        self, problem: Problem, *, remaining: Clock, gap: float = 0.0, progress: Progress | None = None
    ) -> None:
        self.problem = problem
        self._remaining = remaining
        self._gap = gap
        self._progress = progress
        self._model = Model(problem)
        self._solver = Solver(self._model.programme)
        self._known: dict[frozenset[int], Funding | None] = {}
        self._tie = npsv_goal(problem.modes)
        self._last_was_proof = False

    def allow(self, remaining: Clock) -> None:
        """Give later questions time of their own."""
        self._remaining = remaining
        self._progress = None

    @property
    def last_was_proof(self) -> bool:
        """Whether the last question that found nothing proved that there is nothing."""
        return self._last_was_proof

    def best(self) -> Best:
        """The best plan under all objectives and ties."""
        values: list[Fraction] = []
        bounds: list[Fraction] = []
        found: Found | None = None
        with self._rows() as rows:
            for goal in self.problem.goals:
                step = self.maximise(goal)
                if step is None:
                    break
                found = step
                values.append(step.value)
                bounds.append(step.bound)
                rows.append(self._floor(goal, step.value))
                if not step.proven:
                    break
            if found is None:
                return Best(None, (), (), self._last_was_proof)
            proven = len(values) == len(self.problem.goals) and all(map(eq, values, bounds))
            if proven:
                found, proven = self._among_equals(found, rows)
        reached = self._values(found.chosen)
        bounds += reached[len(bounds) :]
        return Best(found, reached, reached if proven else tuple(map(max, bounds, reached)), proven)

    def maximise(self, goal: Goal, *, at_least: Fraction | None = None) -> Found | None:
        """The best funded set for one goal under the rows that now hold; None where none exists or was found.

        With `at_least` the search ends as soon as nothing of that value is left: that too is a proof.
        """
        costs, scale = self._model.costs(goal)
        self._solver.set_costs(costs)
        cutoff = None if at_least is None else float((at_least - goal.constant) * Fraction(scale)) - 0.5
        while True:
            outcome = self._solver.solve(
                seconds=self._remaining(), relative_gap=self._gap, cutoff=cutoff, progress=self._progress
            )
            if outcome.values is None:
                self._last_was_proof = outcome.status == "infeasible"
                return None
            chosen = self._model.chosen(outcome.values)
            funding = self._accept(chosen)
            if funding is None:
                self._cut_off(chosen)
                continue
            value = goal.value(self.problem.modes, chosen)
            found = Found(chosen, funding, value, bound := _bound(goal, value, outcome, scale), bound == value)
            if found.proven or outcome.status != "optimal" or self._gap:
                return found
            return self._settled(goal, found)

    def _settled(self, goal: Goal, found: Found) -> Found:
        """The solver is done and its bound is a step above the value: is there a plan on that step?"""
        with self._rows() as rows:
            rows.append(self._floor(goal, found.value + goal.step))
            better = self.maximise(goal)
        if better is not None:
            return better
        return replace(found, bound=found.value, proven=True) if self._last_was_proof else found

    def _accept(self, chosen: frozenset[int]) -> Funding | None:
        if chosen not in self._known:
            self._known[chosen] = fund(self.problem, chosen)
        return self._known[chosen]

    def with_project(self, project: str) -> Found | None:
        """The best for the first goal when this project must be in.

        Asked of a solver of its own, so that the answer does not depend on what was asked before.
        """
        asked = copy(self)
        asked._solver = Solver(self._model.programme)
        asked._solver.set_row_bounds(self._model.choice_rows[project], 1.0, 1.0)
        found = asked.maximise(self.problem.goals[0])
        self._last_was_proof = asked._last_was_proof
        return found

    def _values(self, chosen: frozenset[int]) -> tuple[Fraction, ...]:
        return tuple(goal.value(self.problem.modes, chosen) for goal in self.problem.goals)

    @contextmanager
    def _rows(self) -> Iterator[list[int]]:
        """Rows that hold for one question; afterwards they bind nothing."""
        rows: list[int] = []
        try:
            yield rows
        finally:
            for row in rows:
                self._solver.set_row_bounds(row, -INFINITY, INFINITY)

    def _floor(self, goal: Goal, value: Fraction) -> int:
        costs, scale = self._model.costs(goal)
        least = float((value - goal.constant) * Fraction(scale)) - 0.5
        return self._solver.add_row(least, INFINITY, list(costs.items()))

    def _cut_off(self, chosen: frozenset[int]) -> int:
        terms, least = self._model.differs_from(chosen)
        return self._solver.add_row(least, INFINITY, terms)

    def _key(self, found: Found) -> tuple[object, ...]:
        """Smaller is better: objectives, NPSV, money shared, then the sorted tuple of modes."""
        worth = [-value for value in self._worth(found.chosen)]
        modes = sorted(self.problem.modes[position].key for position in found.chosen)
        return (worth, found.funding.spared, modes)

    def _among_equals(self, found: Found, rows: list[int]) -> tuple[Found, bool]:
        """The one among equals that the ties name, and whether that is proven.

        The next best by NPSV is asked for until it is worse: then every equal has been seen.
        """
        best: Found | None = None
        had = self._tie.value(self.problem.modes, found.chosen)
        with self._rows() as seen:
            for _ in range(TIES_LISTED):
                step = self.maximise(self._tie, at_least=had)
                if step is None:
                    return best or found, self._last_was_proof
                if best is not None and self._worse(step, best):
                    return best, step.proven
                seen.append(self._cut_off(step.chosen))
                had = max(had, step.value)
                if best is None or self._key(step) < self._key(best):
                    best = step
        best = best or found
        rows.append(self._floor(self._tie, best.value))
        return self._narrow_down(best)

    def _worse(self, found: Found, best: Found) -> bool:
        """Whether objectives and NPSV, money shared and the tuple left aside, fall short."""
        return self._worth(found.chosen) < self._worth(best.chosen)

    def _worth(self, chosen: frozenset[int]) -> tuple[Fraction, ...]:
        return (*self._values(chosen), self._tie.value(self.problem.modes, chosen))

    def least_spared(self) -> Found | None:
        """A funded set that uses the least money of the kind that is to be spared, whatever it is worth."""
        self._solver.set_costs(self._model.sparing_costs())
        while True:
            outcome = self._solver.solve(seconds=self._remaining())
            if outcome.values is None:
                self._last_was_proof = outcome.status == "infeasible"
                return None
            chosen = self._model.chosen(outcome.values)
            funding = self._accept(chosen)
            if funding is not None:
                return Found(
                    chosen, funding, Fraction(-funding.spared), Fraction(-funding.spared), outcome.status == "optimal"
                )
            self._cut_off(chosen)

    def _narrow_down(self, best: Found) -> tuple[Found, bool]:
        """Many equals: fix the least sharing, then take the smallest mode that some equal has, one after the other."""
        least = self.least_spared()
        if least is None:
            return best, False
        best = min(best, least, key=self._key)
        sharing = self._model.sparing_costs()
        with self._rows() as rows:
            rows.append(self._solver.add_row(-(best.funding.spared + 0.5) / UNIT, INFINITY, list(sharing.items())))
            order = sorted(range(len(self.problem.modes)), key=lambda position: self.problem.modes[position].key)
            for rank, position in enumerate(order):
                if not best.chosen.intersection(order[rank:]):
                    break
                rows.append(self._solver.add_row(1.0, 1.0, [(self._model.mode_columns[position], 1.0)]))
                if position in best.chosen:
                    continue
                smaller = self.least_spared()
                if smaller is not None and self._key(smaller) < self._key(best):
                    best = smaller
                elif smaller is None and not self._last_was_proof:
                    return best, False
                else:
                    self._solver.set_row_bounds(rows[-1], 0.0, 0.0)
        return best, True


def _bound(goal: Goal, value: Fraction, outcome: Outcome, scale: float) -> Fraction:
    """The solver's bound as a value of the goal, brought down to the next value that some plan could have."""
    if not goal.step or outcome.status == "infeasible":
        return value
    if outcome.bound == INFINITY:
        return max(value, goal.most)
    bound = Fraction(outcome.bound) / Fraction(scale) + goal.constant
    tolerance = max(abs(bound), abs(value)) / 10**9
    if bound - value <= tolerance:
        return value
    return value + floor((bound - value + tolerance) / goal.step) * goal.step
