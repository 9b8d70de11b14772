"""The solver behind its one door."""

import subprocess
import sys

from placewide.numerics.optimise import INFINITY, Programme, Solver


def knapsack() -> tuple[Programme, int, int, int]:
    """Two projects of 3 and 4, money of 5: worth 2 and 3."""
    programme = Programme()
    first = programme.column(0, 1, integer=True)
    second = programme.column(0, 1, integer=True)
    row = programme.row(-INFINITY, 5, [(first, 3.0), (second, 4.0)])
    return programme, first, second, row


def solver_of(programme: Programme, first: int, second: int) -> Solver:
    solver = Solver(programme)
    solver.set_costs({first: 2, second: 3})
    return solver


def test_proves_the_best_of_a_knapsack() -> None:
    programme, first, second, _ = knapsack()
    outcome = solver_of(programme, first, second).solve()
    assert (outcome.status, outcome.objective, outcome.bound) == ("optimal", 3.0, 3.0)


def test_more_room_in_a_row_changes_the_answer_and_can_be_taken_back() -> None:
    programme, first, second, row = knapsack()
    solver = solver_of(programme, first, second)
    solver.set_row_bounds(row, -INFINITY, 7)
    assert solver.solve().objective == 5.0
    solver.set_row_bounds(row, -INFINITY, 5)
    assert solver.solve().objective == 3.0


def test_an_added_row_binds() -> None:
    programme, first, second, _ = knapsack()
    solver = solver_of(programme, first, second)
    solver.add_row(-INFINITY, 0, [(second, 1.0)])
    assert solver.solve().objective == 2.0


def test_says_infeasible_without_values() -> None:
    programme, first, second, _ = knapsack()
    solver = solver_of(programme, first, second)
    solver.set_bounds(first, 1, 1)
    solver.set_bounds(second, 1, 1)
    outcome = solver.solve()
    assert (outcome.status, outcome.values, outcome.objective) == ("infeasible", None, None)


def test_no_time_is_stopped_and_not_infeasible() -> None:
    programme = Programme()
    columns = [programme.column(0, 1, integer=True) for _ in range(60)]
    for shift in range(20):
        programme.row(
            -INFINITY, 37, [(column, float(3 + (7 * i + shift * i * i) % 11)) for i, column in enumerate(columns)]
        )
    solver = Solver(programme)
    solver.set_costs({column: 5 + i % 7 for i, column in enumerate(columns)})
    assert solver.solve(seconds=0).status in ("stopped", "feasible")


def test_the_solver_prints_nothing() -> None:
    code = (
        "from placewide.numerics.optimise import Programme, Solver\n"
        "p = Programme(); c = p.column(0, 1, integer=True)\n"
        "s = Solver(p); s.set_costs({c: 1}); s.solve(progress=lambda *a: None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_below_a_cutoff_nothing_is_called_the_best() -> None:
    programme = Programme()
    columns = [programme.column(0, 1, integer=True) for _ in range(3)]
    programme.row(-INFINITY, 2, [(column, 1.0) for column in columns])
    solver = Solver(programme)
    solver.set_costs(dict.fromkeys(columns, 1.0))
    assert solver.solve().objective == 2
    outcomes = [solver.solve(cutoff=cutoff) for cutoff in (1.5, 2.5)]
    assert [(outcome.status, outcome.objective) for outcome in outcomes] == [("optimal", 2.0), ("infeasible", None)]
