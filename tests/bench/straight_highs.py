"""The model of docs/method as it stands, given to HiGHS with its own default options: what our search is held against.

One column a mode and one an arc; no hubs, no bounds from demands, no modes ruled out beforehand, nothing checked in
whole pence. Without protection of organisations and money released by benefits, which no bench uses.
"""

import time
from collections import defaultdict
from collections.abc import Iterable

import highspy
import numpy as np
from highspy._core import _Highs

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.scope.settings import settings_of
from tests.second_solver.naive_model import Answer, Status

POUNDS = 100_000
"""Pence in the model's unit of money, a thousand pounds."""
Terms = Iterable[tuple[int, float]]


class _Arrays:
    """Rows collected as arrays."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.starts = [0]
        self.columns: list[int] = []
        self.values: list[float] = []

    def row(self, lower: float, upper: float, terms: Terms) -> None:
        for column, value in terms:
            self.columns.append(column)
            self.values.append(value)
        self.lower.append(lower)
        self.upper.append(upper)
        self.starts.append(len(self.columns))


def solve_straight(document: PlaceDocument, *, seconds: float, gap: float = 0.0) -> Answer:
    """Maximise the first objective with HiGHS; `gap` is the only option set besides the time limit."""
    begun = time.perf_counter()
    problem = build_problem(document, settings_of(document.scoping))
    highspy.Highs.resetGlobalScheduler(True)  # HiGHS refuses another number of threads than it was first used with
    highs = _Highs()
    for option, value in {"output_flag": False, "time_limit": seconds, "mip_rel_gap": gap}.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(problem))
    built = time.perf_counter()
    highs.run()
    solved = time.perf_counter()
    highspy.Highs.resetGlobalScheduler(True)
    information = highs.getInfo()
    found = information.primal_solution_status == 2
    return Answer(
        status=_status(highs.getModelStatus(), found),
        objective=-information.objective_function_value if found else None,
        bound=-information.mip_dual_bound,
        build_seconds=built - begun,
        solve_seconds=solved - built,
    )


def _status(status: highspy.HighsModelStatus, found: bool) -> Status:
    if status == highspy.HighsModelStatus.kOptimal:
        return "optimal"
    if status == highspy.HighsModelStatus.kInfeasible:
        return "infeasible"
    return "feasible" if found else "stopped"


def _model(problem: Problem) -> highspy.HighsLp:
    arrays = _Arrays()
    _choices(problem, arrays)
    _demands(problem, arrays)
    _money(problem, arrays)
    modes, arcs = len(problem.modes), len(problem.arcs)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = modes + arcs, len(arrays.lower)
    model.col_cost_ = np.concatenate([-np.array([float(v) for v in problem.goals[0].of_modes]), np.zeros(arcs)])
    model.col_lower_ = np.zeros(modes + arcs)
    model.col_upper_ = np.concatenate([np.ones(modes), np.full(arcs, highspy.kHighsInf)])
    model.row_lower_ = np.array(arrays.lower)
    model.row_upper_ = np.array(arrays.upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(arrays.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(arrays.columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(arrays.values)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * modes + [kinds.kContinuous] * arcs
    return model


def _choices(problem: Problem, arrays: _Arrays) -> None:
    rules, of_project = problem.rules, problem.modes_by_project
    for project, own in of_project.items():
        arrays.row(1.0 if project in rules.must else 0.0, 1.0, ((mode, 1.0) for mode in own))
    for project, needed in rules.requires:
        other = of_project.get(needed, ())
        for start in sorted({problem.modes[mode].start for mode in of_project[project]}):
            terms = [(mode, 1.0) for mode in of_project[project] if problem.modes[mode].start <= start]
            terms += [(mode, -1.0) for mode in other if problem.modes[mode].start <= start]
            arrays.row(-highspy.kHighsInf, 0.0, terms)
    for one, other_project in rules.excludes:
        arrays.row(-highspy.kHighsInf, 1.0, ((mode, 1.0) for mode in of_project[one] + of_project[other_project]))
    for cover in rules.covers:
        cell = (cover.organisation, cover.kind, cover.year)
        borne = ((at, mode.needs[cell] / POUNDS) for at, mode in enumerate(problem.modes) if cell in mode.needs)
        arrays.row(-highspy.kHighsInf, cover.amount / POUNDS, borne)


def _demands(problem: Problem, arrays: _Arrays) -> None:
    """Every need funded in full, and arcs that are open in some modes only."""
    first_arc = len(problem.modes)
    for project, own in problem.modes_by_project.items():
        for cell in problem.demands_of(project):
            terms = [(first_arc + arc, 1.0) for arc in problem.arcs_by_demand.get((project, cell), ())]
            terms += [(mode, -problem.modes[mode].needs.get(cell, 0) / POUNDS) for mode in own]
            arrays.row(0.0, 0.0, terms)
    for at, arc in enumerate(problem.arcs, first_arc):
        if arc.modes is not None:
            needs = [(mode, -problem.modes[mode].needs.get(arc.cell, 0) / POUNDS) for mode in sorted(arc.modes)]
            arrays.row(-highspy.kHighsInf, 0.0, [(at, 1.0), *needs])


def _money(problem: Problem, arrays: _Arrays) -> None:
    """No more than there is, no more than may be shared, no more than a fund's fraction."""
    first_arc = len(problem.modes)
    paying: dict[int, list[int]] = defaultdict(list)
    fractions: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, arc in enumerate(problem.arcs):
        pot = problem.pots[arc.pot]
        paying[arc.pot].append(at)
        if pot.fraction is not None:
            fractions[pot.fund, arc.project, pot.kind].append(at)
    for position, arcs in paying.items():
        pot = problem.pots[position]
        arrays.row(-highspy.kHighsInf, pot.amount / POUNDS, ((first_arc + arc, 1.0) for arc in arcs))
        shared = [(first_arc + arc, 1.0) for arc in arcs if problem.arcs[arc].shared]
        arrays.row(-highspy.kHighsInf, pot.shareable / POUNDS, shared)
    for (_, project, kind), arcs in fractions.items():
        fraction = float(problem.pots[problem.arcs[arcs[0]].pot].fraction or 0)
        terms = [(first_arc + arc, 1.0) for arc in arcs]
        for mode in problem.modes_by_project[project]:
            cost = sum(need for cell, need in problem.modes[mode].needs.items() if cell[1] == kind)
            terms.append((mode, -fraction * cost / POUNDS))
        arrays.row(-highspy.kHighsInf, 0.0, terms)
