"""The search for the provably best set of modes, and for the one among equals that the place file names.

The programme proposes a set; exact integers accept it or cut it off, and the search goes on. Objectives are taken
in order: the value attained by one is a floor for the next. Then, among equals: higher NPSV, less money shared,
the smallest sorted tuple of (project, option, start).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from operator import eq

from placewide.domain.plan.problem.problem import Problem, Shortages
from placewide.domain.plan.problem.value import Goal, npsv_goal
from placewide.domain.plan.solve.choosing import Choosing, Engine, Whole
from placewide.domain.plan.solve.funding import Funding, fund
from placewide.domain.plan.solve.model import HALF_PENNY, UNIT, Model
from placewide.numerics.optimise import INFINITY, Held, Outcome, Progress

Clock = Callable[[], float]
FEW_MODES = 150
"""Up to so many modes are chosen apart from the money that funds them; beyond, that costs more than it saves."""
TRIFLE = 1e-9
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
    """One problem with its programme in the solver; questions follow each other and share what was cut off.

    `shortages` are what other searches have learnt of money like this, and learn what this one does.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        remaining: Clock,
        gap: float = 0.0,
        progress: Progress | None = None,
        shortages: Shortages | None = None,
    ) -> None:
        self.problem = problem
        self._remaining = remaining
        self._gap = gap
        self._progress = progress
        self._model = Model(problem)
        self._engine: Engine = self._engine_for({} if shortages is None else shortages)
        self._measures = frozenset(self._model.measure_columns.values())
        self._whole: Engine | None = None
        self._held: list[Held] = []
        self._refused: list[Held] = []
        self._demands: list[tuple[Goal, Fraction]] = []
        self._budget: float = INFINITY
        self._known: dict[frozenset[int], Funding | None] = {}
        self._tie = npsv_goal(problem.modes)
        self._last_was_proof = False

    def _engine_for(self, shortages: Shortages) -> Engine:
        few = len(self._model.mode_columns) <= FEW_MODES
        return Choosing(self._model, shortages) if few else Whole(self._model)

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
        with self._rows():
            for goal in self.problem.goals:
                step = self.maximise(goal)
                if step is None:
                    break
                found = step
                values.append(step.value)
                bounds.append(step.bound)
                self._demand(goal, step.value)
                if not step.proven:
                    break
            if found is None:
                return Best(None, (), (), self._last_was_proof)
            proven = len(values) == len(self.problem.goals) and all(map(eq, values, bounds))
            if proven:
                found, proven = self._among_equals(found)
        reached = self._values(found.chosen)
        bounds += reached[len(bounds) :]
        return Best(found, reached, reached if proven else tuple(map(max, bounds, reached)), proven)

    def maximise(self, goal: Goal, *, at_least: Fraction | None = None) -> Found | None:
        """The best funded set for one goal under the rows that now hold; None where none exists or was found.

        With `at_least` the search ends as soon as nothing of that value is left: that too is a proof. Of a set that
        is known already, the solver is only asked whether anything is better.
        """
        costs, scale = self._model.costs(goal)
        had = self._best_known(goal, at_least) if goal.step * Fraction(scale) in (0, 1) and not self._gap else None
        if had is not None and had.proven:
            return had
        self._engine.set_costs(costs)
        wanted = at_least if had is None else had.value + goal.step
        cutoff = None if wanted is None else float((wanted - goal.constant) * Fraction(scale)) - 0.5
        while True:
            self._engine.hold([*self._held, *self._refused])
            outcome = self._engine.solve(
                self._remaining, relative_gap=self._gap, cutoff=cutoff, progress=self._progress
            )
            if outcome.values is None:
                self._last_was_proof = outcome.status == "infeasible"
                return None if had is None else _better_than(had, goal, outcome, scale)
            chosen = self._model.chosen(outcome.values)
            funding = self._accept(chosen)
            if funding is None or not self._meets(chosen):
                continue
            value = goal.value(self.problem.modes, chosen)
            if had is not None and value <= had.value:
                return _better_than(had, goal, outcome, scale)
            found = Found(chosen, funding, value, bound := _bound(goal, value, outcome, scale), bound == value)
            if found.proven or outcome.status != "optimal" or self._gap:
                return found
            return self._settled(goal, found)

    def _best_known(self, goal: Goal, at_least: Fraction | None) -> Found | None:
        """The best funded set seen so far that keeps the rows held; `proven` where no set could be worth more."""
        if any(column in self._measures for row in self._held for column, _ in row[2]):
            return None
        known = [
            (chosen, funding)
            for chosen, funding in self._known.items()
            if funding and self._keeps(chosen) and self._is_enough(chosen)
        ]
        found = [(goal.value(self.problem.modes, chosen), chosen, funding) for chosen, funding in known]
        if not found:
            return None
        value, chosen, funding = max(found, key=lambda each: each[0])
        if at_least is not None and value < at_least:
            return None
        most = goal.most
        return Found(chosen, funding, value, most, most == value)

    def _keeps(self, chosen: frozenset[int]) -> bool:
        columns = {self._model.mode_columns[position] for position in chosen}
        return all(
            lower - TRIFLE <= sum(by for column, by in terms if column in columns) <= upper + TRIFLE
            for lower, upper, terms in self._held
        )

    def know(self, chosen: frozenset[int]) -> bool:
        """Look at a set that may be good before anything is asked; whether it can be funded."""
        return self._accept(chosen) is not None

    def spend_at_most(self, pence: int) -> None:
        """From now on no plan may spend more in all; asked again, it can only be less."""
        needs = {at: sum(mode.needs.values()) for at, mode in enumerate(self.problem.modes)}
        terms = [(self._model.mode_columns[at], need / UNIT) for at, need in needs.items() if need]
        self._budget = pence
        self._held = [(-INFINITY, (pence + HALF_PENNY) / UNIT, terms)]

    def _settled(self, goal: Goal, found: Found) -> Found:
        """The solver is done and its bound is a step above the value: is there a plan on that step?"""
        with self._rows():
            self._demand(goal, found.value + goal.step)
            better = self.maximise(goal)
        if better is not None:
            return better
        return replace(found, bound=found.value, proven=True) if self._last_was_proof else found

    def _accept(self, chosen: frozenset[int]) -> Funding | None:
        """The funding of this set; one that has none is never proposed again."""
        if chosen not in self._known:
            self._known[chosen] = fund(self.problem, chosen)
            if self._known[chosen] is None:
                self._refused.append(self._other_than(chosen))
        return self._known[chosen]

    def with_project(self, project: str) -> Found | None:
        """The best for the first goal when this project must be in.

        Asked of an engine of its own, so that the answer does not depend on what was asked before.
        """
        asked = copy(self)
        asked._engine = self._engine.afresh()
        asked._known, asked._refused = dict(self._known), list(self._refused)
        columns = [self._model.mode_columns[position] for position in self.problem.modes_by_project[project]]
        asked._demands = list(self._demands)
        asked._held = [*self._held, (1.0, 1.0, [(column, 1.0) for column in columns])]
        found = asked.maximise(self.problem.goals[0])
        self._last_was_proof = asked._last_was_proof
        return found

    def _values(self, chosen: frozenset[int]) -> tuple[Fraction, ...]:
        return tuple(goal.value(self.problem.modes, chosen) for goal in self.problem.goals)

    @contextmanager
    def _rows(self) -> Iterator[None]:
        """Rows held meanwhile hold for one question only."""
        held, demands = len(self._held), len(self._demands)
        try:
            yield
        finally:
            del self._held[held:], self._demands[demands:]

    def _demand(self, goal: Goal, value: Fraction) -> None:
        """From now on, and until the rows end, a plan must be worth so much."""
        costs, scale = self._model.costs(goal)
        least = float((value - goal.constant) * Fraction(scale)) - 0.5
        self._held.append((least, INFINITY, list(costs.items())))
        self._demands.append((goal, value))

    def _meets(self, chosen: frozenset[int]) -> bool:
        """Whether the proposal keeps exactly to what the solver keeps to within its tolerance; if not, it is shut."""
        if not self._is_enough(chosen):
            self._held.append(self._other_than(chosen))
            return False
        return True

    def _is_enough(self, chosen: frozenset[int]) -> bool:
        worth = all(goal.value(self.problem.modes, chosen) >= value for goal, value in self._demands)
        return worth and self._spent(chosen) <= self._budget

    def _spent(self, chosen: frozenset[int]) -> int:
        return sum(sum(self.problem.modes[position].needs.values()) for position in chosen)

    def _other_than(self, chosen: frozenset[int]) -> Held:
        terms, least = self._model.differs_from(chosen)
        return least, INFINITY, terms

    def _key(self, found: Found) -> tuple[object, ...]:
        """Smaller is better: objectives, NPSV, money shared, then the sorted tuple of modes."""
        worth = [-value for value in self._worth(found.chosen)]
        modes = sorted(self.problem.modes[position].key for position in found.chosen)
        return (worth, found.funding.spared, modes)

    def _among_equals(self, found: Found) -> tuple[Found, bool]:
        """The one among equals that the ties name, and whether that is proven.

        The next best by NPSV is asked for until it is worse: then every equal has been seen.
        """
        best: Found | None = None
        had = self._tie.value(self.problem.modes, found.chosen)
        with self._rows():
            for _ in range(TIES_LISTED):
                step = self.maximise(self._tie, at_least=had)
                if step is None:
                    return best or found, self._last_was_proof
                if best is not None and self._worse(step, best):
                    return best, step.proven
                self._held.append(self._other_than(step.chosen))
                had = max(had, step.value)
                if best is None or self._key(step) < self._key(best):
                    best = step
        best = best or found
        self._demand(self._tie, best.value)
        return self._narrow_down(best)

    def _worse(self, found: Found, best: Found) -> bool:
        """Whether objectives and NPSV, money shared and the tuple left aside, fall short."""
        return self._worth(found.chosen) < self._worth(best.chosen)

    def _worth(self, chosen: frozenset[int]) -> tuple[Fraction, ...]:
        return (*self._values(chosen), self._tie.value(self.problem.modes, chosen))

    def least_spared(self) -> Found | None:
        """A funded set that uses the least money of the kind that is to be spared, whatever it is worth."""
        engine = self._sparing()
        engine.set_costs(self._model.sparing_costs())
        while True:
            engine.hold([*self._held, *self._refused])
            outcome = engine.solve(self._remaining)
            if outcome.values is None:
                self._last_was_proof = outcome.status == "infeasible"
                return None
            chosen = self._model.chosen(outcome.values)
            funding = self._accept(chosen)
            if funding is not None and self._meets(chosen):
                return Found(
                    chosen, funding, Fraction(-funding.spared), Fraction(-funding.spared), outcome.status == "optimal"
                )

    def _sparing(self) -> Engine:
        """Money that is to be spared must be seen: only where there is none are the modes enough."""
        if not self.problem.dear:
            return self._engine
        if self._whole is None:
            self._whole = Whole(self._model)
        return self._whole

    def _narrow_down(self, best: Found) -> tuple[Found, bool]:
        """Many equals: fix the least sharing, then take the smallest mode that some equal has, one after the other."""
        least = self.least_spared()
        if least is None:
            return best, False
        best = min(best, least, key=self._key)
        with self._rows():
            if sharing := self._model.sparing_costs():
                self._held.append((-(best.funding.spared + 0.5) / UNIT, INFINITY, list(sharing.items())))
            order = sorted(range(len(self.problem.modes)), key=lambda position: self.problem.modes[position].key)
            for rank, position in enumerate(order):
                if rank == 0 or order[rank - 1] in best.chosen:
                    shorter = self._without(order[rank:])
                    if shorter is not None and self._key(shorter) <= self._key(best):
                        return shorter, True
                    if shorter is None and not self._last_was_proof:
                        return best, False
                column = self._model.mode_columns[position]
                self._held.append((1.0, 1.0, [(column, 1.0)]))
                if position in best.chosen:
                    continue
                smaller = self.least_spared()
                if smaller is not None and self._key(smaller) < self._key(best):
                    best = smaller
                elif smaller is None and not self._last_was_proof:
                    return best, False
                else:
                    self._held[-1] = (0.0, 0.0, [(column, 1.0)])
        return best, True

    def _without(self, positions: Sequence[int]) -> Found | None:
        """An equal that has none of these modes: a tuple that ends sooner comes before one that goes on."""
        with self._rows():
            self._held.append((0.0, 0.0, [(self._model.mode_columns[position], 1.0) for position in positions]))
            return self.least_spared()


def _better_than(had: Found, goal: Goal, outcome: Outcome, scale: float) -> Found:
    """What is had, once the solver found nothing better: proven if there is nothing."""
    bound = had.value if outcome.status == "infeasible" else max(_bound(goal, had.value, outcome, scale), had.value)
    return replace(had, bound=bound, proven=bound == had.value)


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
