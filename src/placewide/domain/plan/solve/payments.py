"""Who pays what once the projects are chosen: of all payments that fund them, the ones that the place file names.

Arcs are taken in the order (shared, last usable year of the allocation, number of projects that it admits,
allocation, project, bearer, year), and each in turn pays as much as it can: own money first, money that lapses
soonest first, money with the fewest uses first. The money shared stays the least possible.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from placewide.domain.plan.problem.modes import Cell
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.result import Payment
from placewide.domain.plan.solve.funding import (
    PENNY_TOLERANCE,
    Funding,
    Payments,
    Row,
    active_arcs,
    programme_of,
    rows_of,
)
from placewide.domain.shared.years import FinancialYear
from placewide.numerics.optimise import Solver
from placewide.numerics.rounding import apportion_table


def settle(problem: Problem, chosen: frozenset[int], funding: Funding) -> Payments:
    """The payments named by the tie rule, in pence by position of the arc."""
    arcs = sorted(active_arcs(problem, chosen), key=lambda arc: _order(problem, arc))
    spared = tuple((arc, 1) for arc in arcs if arc in problem.dear)
    rows = (*rows_of(problem, chosen, arcs), Row(spared, funding.spared, exact=True))
    return _Settlement(arcs, rows, funding.payments).settled() if arcs else {}


class _Settlement:
    """Arcs already settled, payments that respect all rows, and the room that is left in each row."""

    def __init__(self, arcs: Sequence[int], rows: Sequence[Row], payments: Payments) -> None:
        self._arcs = arcs
        self._rows = rows
        self._payments = dict(payments)
        self._room: list[Fraction | int] = [row.most for row in rows]
        self._of_arc: dict[int, list[tuple[int, Fraction | int]]] = {arc: [] for arc in arcs}
        for index, row in enumerate(rows):
            for arc, coefficient in row.terms:
                self._of_arc[arc].append((index, coefficient))
        self._solvers: dict[bool, tuple[Solver, Mapping[int, int]]] = {}
        self._settled: dict[int, int] = {}

    def settled(self) -> Payments:
        for arc in self._arcs:
            most = min(
                floor(self._room[row] / Fraction(coefficient)) for row, coefficient in self._of_arc[arc] if coefficient
            )
            if self._payments.get(arc, 0) < most:
                self._raise(arc, most)
            self._fix(arc, self._payments.get(arc, 0))
        return {arc: amount for arc, amount in self._settled.items() if amount}

    def _raise(self, arc: int, most: int) -> None:
        """Find payments in which this arc pays as much as it can, those settled staying as they are."""
        for whole in (False, True):
            solver, columns = self._solver(whole)
            solver.set_costs({columns[arc]: 1.0})
            outcome = solver.solve()
            if outcome.values is None:
                continue
            proposal = {other: round(float(outcome.values[column])) for other, column in columns.items()}
            proposal.update(self._settled)
            if proposal[arc] <= most and all(row.holds(proposal) for row in self._rows):
                self._payments = proposal
                return

    def _solver(self, whole: bool) -> tuple[Solver, Mapping[int, int]]:
        if whole not in self._solvers:
            programme, columns = programme_of(self._arcs, self._rows, whole=whole)
            self._solvers[whole] = (Solver(programme, tolerance=PENNY_TOLERANCE), columns)
            for arc, amount in self._settled.items():
                self._solvers[whole][0].set_bounds(columns[arc], amount, amount)
        return self._solvers[whole]

    def _fix(self, arc: int, amount: int) -> None:
        self._settled[arc] = amount
        for row, coefficient in self._of_arc[arc]:
            self._room[row] -= coefficient * amount
        for solver, columns in self._solvers.values():
            solver.set_bounds(columns[arc], amount, amount)


def lines_paid(
    problem: Problem, chosen: frozenset[int], payments: Payments, first_year: FinancialYear
) -> list[Payment]:
    """Payments by cost line: who pays a demand pays each of its lines pro rata, whole pence, nothing lost."""
    modes = {problem.modes[position].project: problem.modes[position] for position in chosen}
    by_demand: dict[tuple[str, Cell], list[int]] = {}
    for arc in sorted(payments, key=lambda arc: _order(problem, arc)):
        by_demand.setdefault((problem.arcs[arc].project, problem.arcs[arc].cell), []).append(arc)
    paid: list[Payment] = []
    for (project, cell), arcs in by_demand.items():
        costs = [cost for cost in modes[project].costs if (cost.bearer, cost.kind, cost.year) == cell and cost.need]
        costs.sort(key=lambda cost: cost.line)
        table = apportion_table([payments[arc] for arc in arcs], [cost.need for cost in costs])
        for arc, amounts in zip(arcs, table, strict=True):
            for cost, amount in zip(costs, amounts, strict=True):
                if amount:
                    paid.append(_payment(problem, arc, cost.line, first_year, amount))
    return sorted(paid, key=lambda row: (row.project, row.year, row.line, row.allocation))


def _payment(problem: Problem, arc: int, line: str, first_year: FinancialYear, amount: int) -> Payment:
    entry = problem.arcs[arc]
    bearer, kind, year = entry.cell
    return Payment(
        allocation=problem.pots[entry.pot].id,
        project=entry.project,
        line=line,
        bearer=bearer,
        year=first_year.plus(year),
        kind=kind,
        amount_pence=amount,
        shared=entry.shared,
    )


def _order(problem: Problem, arc: int) -> tuple[object, ...]:
    entry = problem.arcs[arc]
    pot = problem.pots[entry.pot]
    return (
        entry.shared,
        pot.last,
        problem.projects_admitted[entry.pot],
        pot.id,
        entry.project,
        entry.cell[0],
        entry.cell[2],
    )
