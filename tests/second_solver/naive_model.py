"""What an analyst would write first: a PuLP model with an arc for every allocation, project, bearer and year.

    y[way] ∈ {0, 1}; x[allocation, project, bearer, year] ≥ 0, in thousands of pounds
    x ≤ the whole allocation × Σ y of the ways in which the allocation may pay (no way: the arc is shut)

Written from the place file alone; it shares no code with the planner, so that the two can check each other. It knows
the rules of generated places: not hurdles, overrides, protection, or money that benefits release.
"""

import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pulp

from placewide.domain.funding.records import Allocation
from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.figures import pence
from tests.second_solver.naive_ways import Need, Way, ways_of

CBC = pulp.PULP_CBC_CMD.pulp_cbc_path
"""The solver that comes with PuLP."""
POUNDS = 100_000
"""Pence in the model's unit of money, a thousand pounds."""
Status = Literal["optimal", "feasible", "infeasible", "stopped"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver found. `bound` is what no plan can exceed, as far as the solver says; times are in seconds."""

    status: Status
    objective: float | None
    bound: float | None
    build_seconds: float
    solve_seconds: float


def solve(document: PlaceDocument, *, seconds: float | None = None, gap: float = 0.0, careful: bool = False) -> Answer:
    """Maximise strategic value with CBC on one thread.

    `careful` leaves CBC's cuts out. With them CBC 2.10.3, which comes with PuLP, has called 18.80, 18.90, 19.05 and
    19.15 proven for one and the same place, by the order of its projects; 19.25 is possible (see `grants`).
    """
    begun = time.perf_counter()
    model = NaiveModel(document)
    built = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "cbc.log"
        options = ["cuts off"] if careful else []
        model.problem.solve(
            pulp.COIN_CMD(path=CBC, msg=False, timeLimit=seconds, gapRel=gap, options=options, logPath=str(log))
        )
        told = log.read_text(encoding="utf-8", errors="replace")
    solved = time.perf_counter()
    status = _status(model.problem)
    objective = model.value() if status in ("optimal", "feasible") else None
    bound = objective if status == "optimal" and not gap else _bound_told(told, objective)
    return Answer(status, objective, bound, built - begun, solved - built)


def grants(document: PlaceDocument, chosen: Collection[tuple[str, str | None, int]]) -> bool:
    """Whether the model can fund exactly these projects, each with its option and start year (from 0)."""
    model = NaiveModel(document)
    for way, y in zip(model.ways, model.y, strict=True):
        y.lowBound = y.upBound = float((way.project, way.option, way.start) in chosen)
    model.problem.solve(pulp.COIN_CMD(path=CBC, msg=False))
    return _status(model.problem) == "optimal" and sum(y.varValue for y in model.y) == len(chosen)


def _status(problem: Any) -> Status:
    """PuLP's `status` says Optimal after a time limit too; `sol_status` tells the two apart."""
    if problem.sol_status == pulp.LpSolutionOptimal:
        return "optimal"
    if problem.sol_status == pulp.LpSolutionIntegerFeasible:
        return "feasible"
    return "infeasible" if problem.status == pulp.LpStatusInfeasible else "stopped"


def _bound_told(log: str, objective: float | None) -> float | None:
    """CBC's bound, which PuLP does not pass on; where the log has none, what was found was proven."""
    told = re.findall(r"^(?:Lower|Upper) bound:\s+(-?[0-9.]+)", log, re.MULTILINE)
    return abs(float(told[-1])) if told else objective


class NaiveModel:
    """The PuLP model of a place: y by way, x by allocation, project, bearer and year."""

    def __init__(self, document: PlaceDocument) -> None:
        self.document = document
        self.ways = ways_of(document)
        self.problem = pulp.LpProblem("place", pulp.LpMaximize)
        self.y = [self.problem.add_variable(f"y{at}", cat=pulp.LpBinary) for at in range(len(self.ways))]
        self.of_project: dict[str, list[int]] = defaultdict(list)
        for at, way in enumerate(self.ways):
            self.of_project[way.project].append(at)
        self.problem += pulp.lpSum(float(way.value) * self.y[at] for at, way in enumerate(self.ways))
        self._choose()
        self._cover()
        self._pay()

    def value(self) -> float:
        """The value of what was chosen, summed exactly."""
        return float(sum(way.value for way, y in zip(self.ways, self.y, strict=True) if y.varValue > 0.5))

    def _choose(self) -> None:
        """One way at most; what a project requires, no later; not two that exclude each other."""
        for project in self.document.projects:
            own = self.of_project[project.id]
            total = pulp.lpSum(self.y[at] for at in own)
            self.problem += (total == 1) if project.mandatory else (total <= 1)
            for needed in project.requires:
                for start in range(self.document.place.years):
                    wanting = pulp.lpSum(self.y[at] for at in own if self.ways[at].start <= start)
                    there = (self.y[at] for at in self.of_project[needed] if self.ways[at].start <= start)
                    self.problem += wanting <= pulp.lpSum(there)
            for other in project.excludes:
                self.problem += total + pulp.lpSum(self.y[at] for at in self.of_project[other]) <= 1

    def _cover(self) -> None:
        for limit in self.document.limits:
            need = (str(limit.organisation), str(limit.kind), self._year(limit.year.start))
            self.problem += self._needed(range(len(self.ways)), need) <= (pence(limit.amount) or 0) / POUNDS

    def _year(self, starting: int) -> int:
        return starting - self.document.place.first_year.start

    def _needed(self, ways: range | list[int], need: Need) -> Any:
        """What these ways need of this cell, as an expression in y."""
        wanted = ((at, self.ways[at].needs[need]) for at in ways if need in self.ways[at].needs)
        return pulp.lpSum(amount / POUNDS * self.y[at] for at, amount in wanted)

    def _pay(self) -> None:
        """All arcs, and the rows of demands, allocations, shares and fractions."""
        demands: dict[tuple[str, Need], list[Any]] = defaultdict(list)
        fractions: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for row in self.document.allocations:
            if row.status == "awarded" and row.kind is not None:
                paid, shared = [], []
                for project, need, arc in self._arcs(row):
                    demands[project, need].append(arc)
                    fractions[str(row.fund), project, row.kind].append(arc)
                    paid.append(arc)
                    if need[0] != row.holder:
                        shared.append(arc)
                amount = pence(row.amount) or 0
                self.problem += pulp.lpSum(paid) <= amount / POUNDS
                self.problem += pulp.lpSum(shared) <= self._shareable(row, amount) / POUNDS
        for project, own in self.of_project.items():
            for need in sorted({need for at in own for need in self.ways[at].needs}):
                self.problem += pulp.lpSum(demands[project, need]) == self._needed(own, need)
        self._fractions(fractions)

    def _arcs(self, row: Allocation) -> Iterator[tuple[str, Need, Any]]:
        """An arc to every bearer of every project in every year, shut by a big-M row where it may not pay."""
        whole = (pence(row.amount) or 0) / POUNDS
        for project, own in self.of_project.items():
            for bearer in sorted({need[0] for at in own for need in self.ways[at].needs}):
                for year in range(self.document.place.years):
                    need = (bearer, str(row.kind), year)
                    arc = self.problem.add_variable(f"x_{row.id}_{project}_{bearer}_{year}", lowBound=0)
                    open_in = [self.y[at] for at in own if self._may_pay(row, self.ways[at], need)]
                    self.problem += arc <= whole * pulp.lpSum(open_in)
                    yield project, need, arc

    def _may_pay(self, row: Allocation, way: Way, need: Need) -> bool:
        bearer, _, year = need
        only = row.only_for
        own_year = self._year(row.year.start) if row.year else 0
        return (
            need in way.needs
            and own_year <= year <= own_year + row.carry_forward
            and (not only.projects or way.project in only.projects)
            and (not only.priorities or bool(way.serves.intersection(only.priorities)))
            and (not only.organisations or bearer in only.organisations)
        )

    def _shareable(self, row: Allocation, amount: int) -> int:
        fund = next(fund for fund in self.document.funds if fund.id == row.fund)
        if not row.may_share or fund.rules.may_transfer is False:
            return 0
        stated = pence(row.shareable)
        return amount if stated is None else min(amount, stated)

    def _fractions(self, paying: dict[tuple[str, str, str], list[Any]]) -> None:
        """A fund pays at most its fraction of what a project costs of that kind."""
        for fund in self.document.funds:
            if fund.rules.pays_at_most is not None:
                for (_, project, kind), arcs in [item for item in paying.items() if item[0][0] == fund.id]:
                    cost = pulp.lpSum(
                        sum(amount for need, amount in self.ways[at].needs.items() if need[1] == kind)
                        / POUNDS
                        * self.y[at]
                        for at in self.of_project[project]
                    )
                    self.problem += pulp.lpSum(arcs) <= float(fund.rules.pays_at_most) * cost
