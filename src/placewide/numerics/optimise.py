"""Linear and mixed-integer programmes: arrays in, typed outcomes out. The only file that knows the solver.

    maximise  c·x   subject to   row_lower ≤ A·x ≤ row_upper,   column_lower ≤ x ≤ column_upper,   some x integer

HiGHS computes in floating point. Callers therefore treat a solution as a proposal, which they check in exact
integers before they believe it.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import highspy
import numpy as np
from numpy.typing import NDArray

INFINITY = float("inf")
TOLERANCE = 1e-7
"""Tighter ones make the solver call feasible sets infeasible where large and small numbers meet (measured)."""
VERY_FEW_COLUMNS = 200
"""Below, presolve saves nothing, and now and then it loses a set that just fits (measured)."""
FEW_COLUMNS = 2_000
HEURISTICS = tuple(
    f"mip_heuristic_run_{name}"
    for name in ("feasibility_jump", "rens", "rins", "root_reduced_cost", "shifting", "zi_round")
)
"""Searches for good solutions that cost a small programme more time than branching does (measured: twice)."""
Status = Literal["optimal", "feasible", "infeasible", "unbounded", "stopped"]
Held = tuple[float, float, Sequence[tuple[int, float]]]
"""A row that holds for a while: lower and upper bound, columns with their coefficients."""
Progress = Callable[[float, float | None, float], None]
"""Called with seconds, best objective so far (or None) and bound."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a solve gave. `optimal` is proven to the gap asked for; `feasible` was stopped and has a gap."""

    status: Status
    values: NDArray[np.float64] | None
    objective: float | None
    bound: float


@dataclass(slots=True)
class Programme:
    """Columns and rows collected one by one, handed to the solver as arrays at once."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)

    def column(self, lower: float = 0.0, upper: float = INFINITY, *, integer: bool = False) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.lower) - 1

    def row(self, lower: float, upper: float, terms: Sequence[tuple[int, float]]) -> int:
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.indices.extend(column for column, _ in terms)
        self.coefficients.extend(coefficient for _, coefficient in terms)
        self.starts.append(len(self.indices))
        return len(self.row_lower) - 1


class SolverError(RuntimeError):
    """The solver could not be run at all: nothing is known, not even that time ran out."""


class _QuietHighs(highspy.Highs):
    """Standard output belongs to the result, so the solver's banner is silenced before it can be printed."""

    # What its own type stubs leave out.
    getDualRay: Callable[[], tuple[highspy.HighsStatus, bool, Sequence[float]]]  # noqa: N815
    changeRowsBounds: Callable[..., highspy.HighsStatus]  # noqa: N815

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


class Solver:
    """One programme held by HiGHS: costs, bounds and rows may change between solves, and it starts where it was."""

    def __init__(
        self, programme: Programme, *, tolerance: float = TOLERANCE, threads: int = 1, presolve: bool | None = None
    ) -> None:
        _make_scheduler_ours()
        self._columns = len(programme.lower)
        self._own_rows = len(programme.row_lower)
        self._kinds = np.array(programme.integer, dtype=np.uint8)
        self._integer = bool(self._kinds.any())
        self._highs = _QuietHighs()
        for option, value in {
            "threads": threads,
            "random_seed": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1e-7,
            "mip_allow_restart": False,
            "mip_feasibility_tolerance": tolerance,
            "primal_feasibility_tolerance": tolerance,
            "dual_feasibility_tolerance": 1e-9,
        }.items():
            self._highs.setOptionValue(option, value)
        if not (self._columns >= VERY_FEW_COLUMNS if presolve is None else presolve):
            self._highs.setOptionValue("presolve", "off")
        if self._columns < FEW_COLUMNS:
            self._highs.setOptionValue("mip_pscost_minreliable", 0)
            for heuristic in HEURISTICS:
                self._highs.setOptionValue(heuristic, False)
        self._highs.passModel(_as_model(programme))
        self._costs = np.zeros(self._columns)

    def set_costs(self, costs: Mapping[int, float]) -> None:
        """Maximise Σ costs[column]·x[column]; columns not named cost nothing."""
        self._costs = np.zeros(self._columns)
        for column, cost in costs.items():
            self._costs[column] = cost
        every = np.arange(self._columns, dtype=np.int32)
        self._highs.changeColsCost(self._columns, every, -self._costs)

    def set_bounds(self, column: int, lower: float, upper: float) -> None:
        self._highs.changeColBounds(column, lower, upper)

    def set_row_bounds(self, row: int, lower: float, upper: float) -> None:
        self._highs.changeRowBounds(row, lower, upper)

    def add_row(self, lower: float, upper: float, terms: Sequence[tuple[int, float]]) -> int:
        """Add a row and return its index; `remove_rows_from` takes rows added last away again."""
        indices = np.array([column for column, _ in terms], dtype=np.int32)
        coefficients = np.array([coefficient for _, coefficient in terms], dtype=np.float64)
        self._highs.addRow(lower, upper, len(terms), indices, coefficients)
        return int(self._highs.getNumRow()) - 1

    def hold(self, rows: Sequence[Held]) -> None:
        """These rows in place of all that were added before."""
        self.remove_rows_from(self._own_rows)
        starts = np.cumsum([0, *(len(terms) for _, _, terms in rows)], dtype=np.int32)
        indices = np.array([column for _, _, terms in rows for column, _ in terms], dtype=np.int32)
        values = np.array([value for _, _, terms in rows for _, value in terms], dtype=np.float64)
        lower, upper = (np.array([row[side] for row in rows], dtype=np.float64) for side in (0, 1))
        if rows:
            self._highs.addRows(len(rows), lower, upper, len(indices), starts[:-1], indices, values)

    def set_all_row_bounds(self, lower: NDArray[np.float64], upper: NDArray[np.float64]) -> None:
        self._highs.changeRowsBounds(len(lower), np.arange(len(lower), dtype=np.int32), lower, upper)

    def relax(self, *, back: bool = False) -> None:
        """Let whole numbers be any numbers, or take that back."""
        self._integer = back and bool(self._kinds.any())
        kinds = self._kinds if back else np.zeros_like(self._kinds)
        self._highs.changeColsIntegrality(self._columns, np.arange(self._columns, dtype=np.int32), kinds)

    def contradiction(self) -> NDArray[np.float64] | None:
        """Weights of the rows that make them contradict each other, after a linear programme was infeasible."""
        _, known, weights = self._highs.getDualRay()
        return np.array(weights, dtype=np.float64) if known else None

    def remove_rows_from(self, row: int) -> None:
        last = int(self._highs.getNumRow())
        if row < last:
            self._highs.deleteRows(last - row, np.arange(row, last, dtype=np.int32))

    def suggest(self, values: NDArray[np.float64]) -> None:
        """Give a point that the search may start from."""
        solution = highspy.HighsSolution()
        solution.col_value = list(values)
        self._highs.setSolution(solution)

    def solve(
        self,
        *,
        seconds: float = INFINITY,
        relative_gap: float = 0.0,
        cutoff: float | None = None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Maximise. `cutoff`: give up (status infeasible) once nothing at or above it is possible."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.0))
        self._highs.setOptionValue("mip_rel_gap", relative_gap)
        self._highs.setOptionValue("objective_bound", INFINITY if cutoff is None else -cutoff)
        if progress is not None:
            self._report_to(progress)
        self._run()
        if progress is not None:
            self._highs.cbMipLogging.unsubscribe(self._listener)
        outcome = self._outcome()
        if cutoff is not None and outcome.status == "optimal" and (outcome.objective or 0.0) < cutoff:
            # Below the cut-off it looks no further: what it came across there is not the best of anything.
            return Outcome("infeasible", None, None, -INFINITY)
        return outcome

    def _run(self) -> None:
        if self._highs.run() == highspy.HighsStatus.kError:
            # Where it was may be a bad place to start from: once more from nothing.
            self._highs.clearSolver()
            if self._highs.run() == highspy.HighsStatus.kError:
                raise SolverError("The solver refused to run.")

    def _report_to(self, progress: Progress) -> None:
        def listener(event: highspy.HighsCallbackEvent) -> None:
            out = event.data_out
            best = None if abs(out.mip_primal_bound) >= 1e30 else -out.mip_primal_bound
            progress(out.running_time, best, -out.mip_dual_bound)

        self._listener = listener
        self._highs.cbMipLogging.subscribe(listener)

    def _outcome(self) -> Outcome:
        status = self._highs.getModelStatus()
        info = self._highs.getInfo()
        found = info.primal_solution_status == 2
        bound = -(info.mip_dual_bound if self._integer else info.objective_function_value)
        if status == highspy.HighsModelStatus.kModelEmpty:
            return self._outcome_of_nothing()
        if status == highspy.HighsModelStatus.kOptimal and found:
            return Outcome("optimal", self._values(), -info.objective_function_value, bound)
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kObjectiveBound):
            return Outcome("infeasible", None, None, -INFINITY)
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Outcome("unbounded", None, None, INFINITY)
        if found:
            return Outcome("feasible", self._values(), -info.objective_function_value, bound)
        return Outcome("stopped", None, None, bound if self._integer else INFINITY)

    def _outcome_of_nothing(self) -> Outcome:
        """Without columns every row comes to nought, which its bounds allow or not."""
        model = self._highs.getLp()
        if any(lower > 0 for lower in model.row_lower_) or any(upper < 0 for upper in model.row_upper_):
            return Outcome("infeasible", None, None, -INFINITY)
        return Outcome("optimal", np.zeros(self._columns), 0.0, 0.0)

    def _values(self) -> NDArray[np.float64]:
        return np.array(self._highs.getSolution().col_value)


_ours: set[int] = set()


def _make_scheduler_ours() -> None:
    """Whoever ran the solver before us, in this process or the one that it was forked from, may have set its threads.

    The solver keeps one pool of threads for a process and refuses to run with another number of them. A forked child
    has inherited the pool without its threads, so it must not wait for them.
    """
    process = os.getpid()
    if process not in _ours:
        highspy.Highs.resetGlobalScheduler(not _ours)
        _ours.add(process)


def _as_model(programme: Programme) -> highspy.HighsLp:
    # HiGHS minimises; costs are set negated, so that callers only ever maximise.
    model = highspy.HighsLp()
    columns, rows = len(programme.lower), len(programme.row_lower)
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = np.zeros(columns)
    model.col_lower_ = np.array(programme.lower, dtype=np.float64)
    model.col_upper_ = np.array(programme.upper, dtype=np.float64)
    model.row_lower_ = np.array(programme.row_lower, dtype=np.float64)
    model.row_upper_ = np.array(programme.row_upper, dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(programme.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(programme.indices, dtype=np.int32)
    model.a_matrix_.value_ = np.array(programme.coefficients, dtype=np.float64)
    if any(programme.integer):
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        model.integrality_ = [kinds[integer] for integer in programme.integer]
    return model
