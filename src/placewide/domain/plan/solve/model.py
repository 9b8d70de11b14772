"""The mixed-integer programme of a problem: choose modes and the flow of money that funds them.

    y[m] ∈ {0, 1}; x[arc] ≥ 0; z[measure] the lowest score          (money in thousands of pounds)
    Σ y of a project ≤ 1, = 1 if it must be;   Σ x of a demand = Σ need·y;   pots, shares, fractions, cover, protect
    Σ_{start ≤ s} y of p ≤ Σ_{start ≤ s} y of q  for every start s where p requires q;   Σ y ≤ 1 where they exclude

It is a relaxation in floating point: what it proposes is accepted only after `funding.fund` has funded it exactly.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from placewide.domain.plan.problem.modes import Cell
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import Goal
from placewide.domain.plan.solve.hubs import network_of
from placewide.numerics.optimise import INFINITY, Programme

UNIT = 100_000
"""Pence in one unit of money: thousands of pounds, so that a penny is a hundred times the solver's tolerance."""
HALF_PENNY = 0.5
"""Given to every limit: whole pence gain nothing by it, and doubles cannot lose a set that just fits."""


class Model:
    """The programme of a problem, with the columns of modes and measures and the rows that questions change."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.programme = Programme()
        self.mode_columns = [
            self.programme.column(0, 1 if _possible(problem, position) else 0, integer=True)
            for position in range(len(problem.modes))
        ]
        self.network = network_of(problem)
        self.flow_columns = [self.programme.column(0, flow.most / UNIT) for flow in self.network.flows]
        self.measure_columns: dict[str, int] = {}
        self.choice_rows: dict[str, int] = {}
        self.share_rows: dict[int, int] = {}
        self.money_rows: dict[int, Hashable] = {}
        """Rows in which money flows, by a name that variations of the problem know them by too."""
        self._choices()
        self._demands()
        self._pots()
        self._fractions()
        self._cover()
        self._protection()
        self._between_projects()
        self._measures()

    def costs(self, goal: Goal) -> tuple[dict[int, float], float]:
        """The goal as costs of columns, scaled so that its smallest step is 1 where it can be, and the scale."""
        scale = float(_scale(goal))
        costs = {
            column: float(value) * scale
            for column, value in zip(self.mode_columns, goal.of_modes, strict=True)
            if value
        }
        if goal.per_level:
            for measure in goal.measures:
                costs[self.measure_columns[measure.name]] = float(goal.per_level) * scale
        return costs, scale

    def sparing_costs(self) -> dict[int, float]:
        """Costs under which the least money of the kind that is to be spared is used."""
        flows = zip(self.flow_columns, self.network.flows, strict=True)
        return {column: -1.0 for column, flow in flows if flow.dear}

    def share_columns(self, pot: int) -> list[int]:
        """Columns of the money that this pot shares."""
        flows = self.network.flows
        return [self.flow_columns[flow] for flow in self.network.of_pot.get(pot, ()) if flows[flow].shared]

    def chosen(self, values: NDArray[np.float64]) -> frozenset[int]:
        return frozenset(position for position, column in enumerate(self.mode_columns) if values[column] > 0.5)

    def differs_from(self, chosen: frozenset[int]) -> tuple[list[tuple[int, float]], float]:
        """A row, with its lower bound, that every set of modes but this one keeps."""
        terms = [(column, -1.0 if position in chosen else 1.0) for position, column in enumerate(self.mode_columns)]
        return terms, 1.0 - len(chosen)

    def _choices(self) -> None:
        for project, positions in self.problem.modes_by_project.items():
            must = project in self.problem.rules.must
            terms = [(self.mode_columns[position], 1.0) for position in positions]
            self.choice_rows[project] = self.programme.row(1.0 if must else 0.0, 1.0, terms)
        if self.problem.rules.must.keys() - self.choice_rows.keys():
            self.programme.row(1.0, 1.0, [])  # a project that must be has no mode: nothing is possible

    def _demands(self) -> None:
        for project, positions in self.problem.modes_by_project.items():
            for cell in self.problem.demands_of(project):
                terms = [(self.flow_columns[flow], 1.0) for flow in self.network.of_demand.get((project, cell), ())]
                terms += self._needs(positions, cell)
                self._money(("demand", project, cell), 0.0, 0.0, terms)
        for column, flow in zip(self.flow_columns, self.network.flows, strict=True):
            if flow.modes is not None and flow.demand is not None:
                source = flow.hub_out if flow.pot is None else self.problem.pots[flow.pot].id
                terms = [(column, 1.0), *self._needs(sorted(flow.modes), flow.demand[1])]
                self._money(("modes", source, flow.demand), -INFINITY, 0.0, terms)

    def _money(self, name: Hashable, lower: float, upper: float, terms: Sequence[tuple[int, float]]) -> int:
        row = self.programme.row(lower, upper, terms)
        self.money_rows[row] = name
        return row

    def _needs(self, positions: Sequence[int], cell: Cell) -> list[tuple[int, float]]:
        return [
            (self.mode_columns[position], -need / UNIT)
            for position in positions
            if (need := self.problem.modes[position].needs.get(cell, 0))
        ]

    def _pots(self) -> None:
        for position, flows in self.network.of_pot.items():
            pot = self.problem.pots[position]
            terms = [(self.flow_columns[flow], 1.0) for flow in flows]
            if pot.released_by is None:
                self._money(("pot", pot.id), -INFINITY, (pot.amount + HALF_PENNY) / UNIT, terms)
            else:
                releasing = self.problem.modes_by_project.get(pot.released_by, ())
                terms += [(self.mode_columns[mode], -pot.amount / UNIT) for mode in releasing]
                self._money(("pot", pot.id), -INFINITY, HALF_PENNY / UNIT, terms)
            sharing = [(self.flow_columns[flow], 1.0) for flow in flows if self.network.flows[flow].shared]
            if sharing:
                most = (pot.shareable + HALF_PENNY) / UNIT
                self.share_rows[position] = self._money(("share", pot.id), -INFINITY, most, sharing)
        for hub, flows in self.network.into_hub.items():
            terms = [(self.flow_columns[flow], 1.0) for flow in flows]
            terms += [(self.flow_columns[flow], -1.0) for flow in self.network.out_of_hub[hub]]
            self._money(("hub", *hub), 0.0, 0.0, terms)

    def _fractions(self) -> None:
        paying: dict[tuple[str, str, str, Fraction], list[int]] = defaultdict(list)
        for position, flow in enumerate(self.network.flows):
            if flow.demand is not None and flow.like is not None:
                pot = self.problem.pots[flow.like]
                if pot.fraction is not None and pot.fraction < 1:
                    paying[pot.fund, flow.demand[0], flow.demand[1][1], pot.fraction].append(position)
        for name, flows in paying.items():
            _, project, kind, fraction = name
            terms = [(self.flow_columns[flow], 1.0) for flow in flows]
            for position in self.problem.modes_by_project[project]:
                cost = sum(need for cell, need in self.problem.modes[position].needs.items() if cell[1] == kind)
                if cost:
                    terms.append((self.mode_columns[position], -float(fraction * cost) / UNIT))
            self._money(("fraction", *name), -INFINITY, HALF_PENNY / UNIT, terms)

    def _cover(self) -> None:
        for cover in self.problem.rules.covers:
            cell: Cell = (cover.organisation, cover.kind, cover.year)
            terms = [
                (self.mode_columns[position], mode.needs[cell] / UNIT)
                for position, mode in enumerate(self.problem.modes)
                if cell in mode.needs
            ]
            if terms:
                self.programme.row(-INFINITY, (cover.amount + HALF_PENNY) / UNIT, terms)

    def _protection(self) -> None:
        for body, least in self.problem.rules.protect:
            terms = []
            for position, mode in enumerate(self.problem.modes):
                if mode.value.npsv_pence is not None:
                    gain = sum((v for (who, _), v in (mode.value.gains or {}).items() if who == body), Fraction(0))
                    gain -= mode.value.unfunded.get(body, Fraction(0)) + (mode.value.risk if mode.lead == body else 0)
                    if gain:
                        terms.append((self.mode_columns[position], float(gain) / UNIT))
            for column, flow in zip(self.flow_columns, self.network.flows, strict=True):
                if flow.demand is not None and flow.like is not None:
                    pot = self.problem.pots[flow.like]
                    if pot.own_money and pot.holder == body and (weight := self._lightest(*flow.demand)):
                        terms.append((column, -float(weight)))
            self._money(("protect", body), least / UNIT, INFINITY, terms)

    def _lightest(self, project: str, cell: Cell) -> Fraction:
        """Present value per pound paid; the least over modes, so that the row never refuses what is allowed."""
        ratios = [
            mode.value.funded[cell] / mode.needs[cell] if mode.value.npsv_pence is not None else Fraction(0)
            for position in self.problem.modes_by_project[project]
            if cell in (mode := self.problem.modes[position]).needs
        ]
        return min(ratios, default=Fraction(0))

    def _between_projects(self) -> None:
        for project, need in self.problem.rules.requires:
            own = self.problem.modes_by_project[project]
            other = self.problem.modes_by_project.get(need, ())
            for start in sorted({self.problem.modes[position].start for position in own}):
                terms = [(self.mode_columns[m], 1.0) for m in own if self.problem.modes[m].start <= start]
                terms += [(self.mode_columns[m], -1.0) for m in other if self.problem.modes[m].start <= start]
                self.programme.row(-INFINITY, 0.0, terms)
        for one, other_project in self.problem.rules.excludes:
            both = self.problem.modes_by_project[one] + self.problem.modes_by_project[other_project]
            self.programme.row(-INFINITY, 1.0, [(self.mode_columns[position], 1.0) for position in both])

    def _measures(self) -> None:
        measures = {measure.name: measure for goal in self.problem.goals if goal.per_level for measure in goal.measures}
        for measure in measures.values():
            column = self.programme.column(-INFINITY, INFINITY)
            self.measure_columns[measure.name] = column
            for body, score in measure.before.items():
                terms = [(column, 1.0)]
                for project, lifts in measure.lifts.items():
                    if lifts.get(body):
                        positions = self.problem.modes_by_project.get(project, ())
                        terms += [(self.mode_columns[position], -float(lifts[body])) for position in positions]
                self.programme.row(-INFINITY, float(score), terms)


def _possible(problem: Problem, position: int) -> bool:
    """Whether the overrides leave the mode open and the money that may pay each of its demands could do so."""
    mode = problem.modes[position]
    if position not in problem.rules.allowed or mode.project in problem.never:
        return False
    for cell, need in mode.needs.items():
        money = 0
        for arc in problem.arcs_by_demand.get((mode.project, cell), ()):
            entry = problem.arcs[arc]
            if entry.modes is None or position in entry.modes:
                pot = problem.pots[entry.pot]
                money += pot.shareable if entry.shared else pot.amount
        if money < need:
            return False
    return True


def _scale(goal: Goal) -> Fraction:
    step = goal.step
    if not step:
        return Fraction(1)
    largest = max([abs(value) for value in goal.of_modes] + [goal.per_level])
    return 1 / step if largest <= step * 10**10 else Fraction(10**10) / largest
