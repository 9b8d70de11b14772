"""Choosing modes apart from the money that funds them: few columns, and rows that say what the money cannot do.

    choose y;   then is there x with   lower − B·y ≤ A·x ≤ upper − B·y,   0 ≤ x ≤ most ?
    if not, for weights w of these rows:   Σ w·limit − (w·B)·y ≤ Σ max(0, w·A)·most,   limit = lower if w > 0 else upper

Every set that can be funded keeps the last row, whatever the weights are. They come from the solver, which finds those
that the set proposed breaks, but nothing hangs on how exactly it knows them. Such a *shortage* weighs demands against
pots by name, so what one problem has learnt serves its variations: other values, other amounts, fewer arcs.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from placewide.domain.plan.problem.problem import Shortage, Shortages
from placewide.domain.plan.solve.model import HALF_PENNY, UNIT, Model
from placewide.numerics.optimise import INFINITY, Held, Outcome, Programme, Progress, Solver, SolverError, Status

Clock = Callable[[], float]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Entries = tuple[Integers, Integers, Floats]
CLEAR = 1e-6
"""By how much a proposal must break a row, in units of money, before the row is worth having."""
TRIFLE = 1e-9
AT_ONCE = 8
"""Rows that the solver is given at a time."""
RESCUE = 0.15
"""The part of the time left that is kept for making a proposal fundable when time runs out."""


class Engine(Protocol):
    """What the search asks: the best modes, as a proposal, under costs and rows that it sets."""

    def afresh(self) -> "Engine": ...

    def set_costs(self, costs: Mapping[int, float]) -> None: ...

    def hold(self, rows: Sequence[Held]) -> None: ...

    def solve(
        self,
        remaining: Clock,
        *,
        relative_gap: float = 0.0,
        cutoff: float | None = None,
        progress: Progress | None = None,
    ) -> Outcome: ...


class Whole:
    """Modes and money in one programme."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._solver = Solver(model.programme)

    def afresh(self) -> "Whole":
        return Whole(self._model)

    def set_costs(self, costs: Mapping[int, float]) -> None:
        self._solver.set_costs(costs)

    def hold(self, rows: Sequence[Held]) -> None:
        self._solver.hold(rows)

    def solve(
        self,
        remaining: Clock,
        *,
        relative_gap: float = 0.0,
        cutoff: float | None = None,
        progress: Progress | None = None,
    ) -> Outcome:
        return self._solver.solve(seconds=remaining(), relative_gap=relative_gap, cutoff=cutoff, progress=progress)


class Choosing:
    """Modes alone, with every shortage known. What is learnt is added to `shortages`."""

    def __init__(self, model: Model, shortages: Shortages) -> None:
        self._model = model
        self._money = _Money(model)
        self._shortages = shortages
        self._columns = np.flatnonzero(~self._money.flows)
        self._at = {int(column): at for at, column in enumerate(self._columns)}
        self._solver = Solver(_choices(model, self._money), presolve=True)
        self._known = list(shortages)
        self._terms, self._most = self._money.rows_of(self._known)
        self._active: dict[int, Held] = {}
        self._held: list[Held] = []

    def afresh(self) -> "Choosing":
        """One that knows as much and learns for itself."""
        return Choosing(self._model, dict(self._shortages))

    def set_costs(self, costs: Mapping[int, float]) -> None:
        self._costs = dict(costs)
        self._solver.set_costs({self._at[column]: cost for column, cost in costs.items()})

    def hold(self, rows: Sequence[Held]) -> None:
        self._held = list(rows)
        mine = [(lower, upper, [(self._at[column], by) for column, by in terms]) for lower, upper, terms in rows]
        self._solver.hold([*self._active.values(), *mine])
        # What is learnt from now on comes after these; the next `hold` puts all in order.

    def solve(
        self,
        remaining: Clock,
        *,
        relative_gap: float = 0.0,
        cutoff: float | None = None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Propose, and learn why it cannot be paid for, until it can; modes in the columns of the model."""
        if remaining() <= 0:
            return Outcome("stopped", None, None, INFINITY)  # tiny programmes are solved in no time at all
        self._learn_from_parts(remaining)
        heard = None if progress is None else _bounds_only(progress)
        while True:
            outcome = self._solver.solve(
                seconds=(1 - RESCUE) * remaining(), relative_gap=relative_gap, cutoff=cutoff, progress=heard
            )
            if outcome.status in ("feasible", "stopped"):
                return self._rescued(outcome, remaining)
            if outcome.values is None or not self._learn(np.round(outcome.values, 6)):
                return self._placed(outcome)

    def _learn_from_parts(self, remaining: Clock) -> None:
        """Parts of modes are quickly proposed and quickly refused: most of what is to be learnt is learnt so."""
        self._solver.relax()
        with suppress(SolverError):  # then wholes will tell
            while (outcome := self._solver.solve(seconds=remaining())).status == "optimal":
                if outcome.values is None or not self._learn(outcome.values):
                    break
        self._solver.relax(back=True)

    def _learn(self, values: Floats) -> bool:
        """Whether the proposal could not be paid for and a row now says so: one known already, or a new one."""
        if self._activated(values):
            return True
        for shortage in self._money.shortages(values):
            if shortage not in self._known:
                terms, most = self._money.rows_of([shortage])
                if float(terms[0] @ values) > most[0] + CLEAR:
                    self._shortages[shortage] = None
                    self._known.append(shortage)
                    self._terms, self._most = np.vstack([self._terms, terms]), np.append(self._most, most)
                    return self._activated(values)
        return False

    def _activated(self, values: Floats) -> bool:
        """Give the solver those rows that the proposal breaks most and that it does not have yet, if any."""
        broken = self._terms @ values - self._most
        broken[list(self._active)] = 0.0
        worst = np.argsort(-broken, kind="stable")[:AT_ONCE]
        for at in worst[broken[worst] > CLEAR].tolist():
            terms = [(int(column), float(self._terms[at, column])) for column in np.flatnonzero(self._terms[at])]
            self._active[at] = (-INFINITY, float(self._most[at]), terms)
            self._solver.add_row(*self._active[at])
        return bool(broken[worst[:1]].max(initial=0.0) > CLEAR)

    def _placed(self, outcome: Outcome) -> Outcome:
        if outcome.values is None:
            return outcome
        values = np.zeros(len(self._money.flows))
        values[self._columns] = outcome.values
        return Outcome(outcome.status, values, outcome.objective, outcome.bound)

    def _rescued(self, outcome: Outcome, remaining: Clock) -> Outcome:
        """Time ran out: the best part of what was proposed that can be paid for, if there is time to see which."""
        proposed = self._placed(outcome).values
        if proposed is None or remaining() <= 0:
            return Outcome("stopped", None, None, outcome.bound)
        solver = Solver(self._model.programme)
        for column in self._model.mode_columns:
            if proposed[column] < 0.5:
                solver.set_bounds(column, 0.0, 0.0)
        solver.set_costs(self._costs)
        solver.hold(self._held)
        found = solver.solve(seconds=remaining())
        status: Status = "stopped" if found.values is None else "feasible"
        return Outcome(status, found.values, found.objective, outcome.bound)


class _Money:
    """The rows in which money flows, and the linear programme that says whether given modes can be paid for."""

    def __init__(self, model: Model) -> None:
        programme = model.programme
        self.flows = np.zeros(len(programme.lower), dtype=bool)
        self.flows[model.flow_columns] = True
        self.rows = np.fromiter(model.money_rows, dtype=np.int64, count=len(model.money_rows))
        self._names = list(model.money_rows.values())
        self._position = {name: at for at, name in enumerate(self._names)}
        self._lower, self._upper = (
            np.array(bounds, dtype=np.float64)[self.rows] for bounds in (programme.row_lower, programme.row_upper)
        )
        self._most = np.array(programme.upper, dtype=np.float64)[self.flows]
        self._split(programme)
        self._solver = self._made()

    def _split(self, programme: Programme) -> None:
        """Entries of the money rows by row and column, those of flows apart from those of modes."""
        place = np.full(len(programme.row_lower), -1)
        place[self.rows] = np.arange(len(self.rows))
        rows = place[np.repeat(np.arange(len(programme.row_lower)), np.diff(programme.starts))]
        columns = np.array(programme.indices, dtype=np.int64)
        values = np.array(programme.coefficients, dtype=np.float64)
        rank = np.where(self.flows, np.cumsum(self.flows), np.cumsum(~self.flows)) - 1
        of_flow = self.flows[columns]
        here = rows >= 0
        self._a, self._b = (
            _by_column(rows[which], rank[columns[which]], values[which]) for which in (here & of_flow, here & ~of_flow)
        )
        self._choices = int(np.count_nonzero(~self.flows))

    def _made(self) -> Solver:
        rows, columns, values = self._a
        order = np.argsort(rows, kind="stable")
        programme = Programme(
            lower=[0.0] * len(self._most),
            upper=self._most.tolist(),
            integer=[False] * len(self._most),
            row_lower=self._lower.tolist(),
            row_upper=self._upper.tolist(),
            starts=[0, *np.cumsum(np.bincount(rows, minlength=len(self._names))).tolist()],
            indices=columns[order].tolist(),
            coefficients=values[order].tolist(),
        )
        return Solver(programme, presolve=False)

    def shortages(self, values: Floats) -> list[Shortage]:
        """Weights under which the rows contradict each other, should these modes not be payable: two to try."""
        rows, columns, by = self._b
        taken = np.bincount(rows, by * values[columns], minlength=len(self._names))
        self._solver.set_all_row_bounds(self._lower - taken, self._upper - taken)
        if self._solver.solve().status != "infeasible":
            return []
        weights = self._solver.contradiction()
        if weights is None or not (largest := float(np.abs(weights).max())):
            return []
        return [self._named(sign * weights / largest) for sign in (1.0, -1.0)]

    def _named(self, weights: Floats) -> Shortage:
        limits = np.where(weights > 0, self._lower, self._upper)
        kept = np.flatnonzero((np.abs(weights) > TRIFLE) & np.isfinite(limits))
        return tuple((self._names[at], round(float(weights[at]), 9)) for at in kept)

    def rows_of(self, shortages: Sequence[Shortage]) -> tuple[Floats, Floats]:
        """What shortages say of this problem: a row of coefficients of choices each, and what it cannot exceed."""
        weights = np.zeros((len(shortages), len(self._names)))
        for at, shortage in enumerate(shortages):
            for name, weight in shortage:
                if name in self._position:
                    weights[at, self._position[name]] = weight
        limits = np.where(weights > 0, self._lower, self._upper)
        weights[~np.isfinite(limits)] = 0.0
        fixed = np.where(weights == 0.0, 0.0, weights * np.where(weights == 0.0, 0.0, limits)).sum(axis=1)
        most = np.maximum(_summed(weights, self._a, len(self._most)), 0.0) @ self._most - fixed + HALF_PENNY / UNIT
        terms = -_summed(weights, self._b, self._choices)
        terms[np.abs(terms) <= TRIFLE] = 0.0
        size = np.clip(np.abs(terms).max(axis=1, initial=0.0), None, 1.0)
        size[size == 0.0] = 1.0
        return terms / size[:, None], most / size


def _summed(weights: Floats, entries: Entries, columns: int) -> Floats:
    """weights · matrix, of which `entries` are rows, columns and values in order of columns."""
    rows, column, values = entries
    sums = np.zeros((len(weights), columns))
    if len(rows):
        first = np.flatnonzero(np.diff(column, prepend=-1))
        sums[:, column[first]] = np.add.reduceat(weights[:, rows] * values, first, axis=1)
    return sums


def _by_column(rows: Integers, columns: Integers, values: Floats) -> Entries:
    order = np.argsort(columns, kind="stable")
    return rows[order], columns[order], values[order]


def _choices(model: Model, money: _Money) -> Programme:
    """The programme without flows and without the rows in which money flows."""
    whole, programme = model.programme, Programme()
    at: dict[int, int] = {}
    for column in np.flatnonzero(~money.flows).tolist():
        at[column] = programme.column(whole.lower[column], whole.upper[column], integer=whole.integer[column])
    for row in range(len(whole.row_lower)):
        if row not in model.money_rows:
            entries = range(whole.starts[row], whole.starts[row + 1])
            terms = [(at[whole.indices[entry]], whole.coefficients[entry]) for entry in entries]
            size = _size(terms)
            programme.row(
                whole.row_lower[row] / size, whole.row_upper[row] / size, [(at, by / size) for at, by in terms]
            )
    return programme


def _size(terms: Sequence[tuple[int, float]]) -> float:
    """What a row of small amounts is divided by, so that pence are no trifle to the solver."""
    return min(max((abs(by) for _, by in terms), default=1.0), 1.0)


def _bounds_only(progress: Progress) -> Progress:
    """A proposal that may not be payable is no best so far."""
    return lambda seconds, _best, bound: progress(seconds, None, bound)
