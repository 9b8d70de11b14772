"""Which pot pays what, to the penny, for a set of chosen modes: the exact test that a plan can be funded.

    Σ payments to a demand = its need;   Σ of a pot ≤ its amount;   Σ of its shares ≤ what may be shared
    Σ of a fund to a project and kind ≤ ⌊fraction × cost⌋;   own money of a protected organisation ≤ its room

A linear programme proposes, integers decide: payments are accepted only when every row holds in whole pence.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.numerics.optimise import INFINITY, Programme, Solver

Payments = Mapping[int, int]
"""Pence by position of the arc; arcs that pay nothing are left out."""


PENNY_TOLERANCE = 1e-4
"""In pence: far below a penny, and still above what doubles can tell apart in sums of many millions of pounds."""


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coefficient × payment ≤ most, and = most where `exact`."""

    terms: tuple[tuple[int, Fraction | int], ...]
    most: Fraction | int
    exact: bool = False

    def holds(self, payments: Payments) -> bool:
        total = sum(coefficient * payments.get(arc, 0) for arc, coefficient in self.terms)
        return total == self.most if self.exact else total <= self.most


@dataclass(frozen=True, slots=True)
class Funding:
    """Payments that fund a set of modes with the least money of the kind that is to be spared (shared money)."""

    payments: Payments
    spared: int


def fund(problem: Problem, chosen: frozenset[int]) -> Funding | None:
    """The funding that spares most, or None where the set cannot be funded within every rule on money."""
    arcs = active_arcs(problem, chosen)
    rows = rows_of(problem, chosen, arcs)
    if not _covered(problem, chosen) or not all(row.holds({}) for row in rows if not row.terms):
        return None
    if not arcs:
        return Funding({}, 0)
    for whole in (False, True):
        proposal = _propose(problem, arcs, rows, whole=whole)
        if proposal is None:
            return None
        if all(row.holds(proposal) for row in rows):
            return Funding(proposal, sum(pence for arc, pence in proposal.items() if arc in problem.dear))
    return None


def _covered(problem: Problem, chosen: frozenset[int]) -> bool:
    """Whether spending cover allows what each organisation would bear."""
    return all(
        sum(problem.modes[position].needs.get((cover.organisation, cover.kind, cover.year), 0) for position in chosen)
        <= cover.amount
        for cover in problem.rules.covers
    )


def active_arcs(problem: Problem, chosen: frozenset[int]) -> tuple[int, ...]:
    """Arcs that may pay for something that the chosen modes need."""
    by_project = {problem.modes[position].project: position for position in chosen}
    found = []
    for position in sorted(by_project.values()):
        mode = problem.modes[position]
        for cell in mode.needs:
            for arc in problem.arcs_by_demand.get((mode.project, cell), ()):
                modes = problem.arcs[arc].modes
                released_by = problem.pots[problem.arcs[arc].pot].released_by
                if (modes is None or position in modes) and (released_by is None or released_by in by_project):
                    found.append(arc)
    return tuple(found)


def rows_of(problem: Problem, chosen: frozenset[int], arcs: Sequence[int]) -> tuple[Row, ...]:
    """Every rule on payments, in exact numbers."""
    demands: dict[tuple[str, object], list[int]] = defaultdict(list)
    pots: dict[int, list[int]] = defaultdict(list)
    funds: dict[tuple[str, str, str, Fraction], list[int]] = defaultdict(list)
    for position in arcs:
        arc = problem.arcs[position]
        pot = problem.pots[arc.pot]
        demands[arc.project, arc.cell].append(position)
        pots[arc.pot].append(position)
        if pot.fraction is not None:
            funds[pot.fund, arc.project, arc.cell[1], pot.fraction].append(position)
    modes = {problem.modes[position].project: problem.modes[position] for position in chosen}
    rows = [
        _sum(demands.get((mode.project, cell), []), need, exact=True)
        for mode in modes.values()
        for cell, need in mode.needs.items()
    ]
    for position, paying in pots.items():
        pot = problem.pots[position]
        rows.append(_sum(paying, pot.amount))
        sharing = [arc for arc in paying if problem.arcs[arc].shared]
        if sharing and pot.shareable < pot.amount:
            rows.append(_sum(sharing, pot.shareable))
    for (_, project, kind, fraction), paying in funds.items():
        cost = sum(need for cell, need in modes[project].needs.items() if cell[1] == kind)
        rows.append(_sum(paying, floor(fraction * cost)))
    rows += [_protection(problem, modes, arcs, body, least) for body, least in problem.rules.protect]
    return tuple(rows)


def _sum(arcs: Sequence[int], most: int, *, exact: bool = False) -> Row:
    return Row(tuple((arc, 1) for arc in arcs), most, exact)


def _protection(problem: Problem, modes: Mapping[str, Mode], arcs: Sequence[int], body: str, least: int) -> Row:
    """Own money ≤ gains − floor, in present values; unfunded running costs and risk cost are own money too."""
    counted = [mode for mode in modes.values() if mode.value.npsv_pence is not None]
    room = Fraction(-least)
    for mode in counted:
        value = mode.value
        room += sum((gain for (who, _), gain in (value.gains or {}).items() if who == body), Fraction(0))
        room -= value.unfunded.get(body, Fraction(0)) + (value.risk if mode.lead == body else 0)
    known = {mode.project: mode for mode in counted}
    terms = []
    for position in arcs:
        arc = problem.arcs[position]
        pot = problem.pots[arc.pot]
        if pot.own_money and pot.holder == body and arc.project in known:
            mode = known[arc.project]
            terms.append((position, mode.value.funded[arc.cell] / mode.needs[arc.cell]))
    return Row(tuple(terms), room)


def programme_of(arcs: Sequence[int], rows: Sequence[Row], *, whole: bool) -> tuple[Programme, dict[int, int]]:
    """The rows as a programme in pence, and the column of each arc."""
    programme = Programme()
    columns = {arc: programme.column(integer=whole) for arc in arcs}
    for row in rows:
        terms = [(columns[arc], float(coefficient)) for arc, coefficient in row.terms]
        programme.row(float(row.most) if row.exact else -INFINITY, float(row.most), terms)
    return programme, columns


def _propose(problem: Problem, arcs: Sequence[int], rows: Sequence[Row], *, whole: bool) -> dict[int, int] | None:
    programme, columns = programme_of(arcs, rows, whole=whole)
    solver = Solver(programme, tolerance=PENNY_TOLERANCE)
    solver.set_costs({columns[arc]: -1.0 for arc in arcs if arc in problem.dear})
    outcome = solver.solve()
    if outcome.values is None:
        return None
    amounts = {arc: round(float(outcome.values[column])) for arc, column in columns.items()}
    return {arc: amount for arc, amount in amounts.items() if amount}
