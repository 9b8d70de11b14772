"""Ours against naive PuLP with CBC and against HiGHS straight, side by side in one run, as ratios.

Building is from the typed document to what the solver holds. Solving is to proof of the first objective, or to the
gap that the row allows; "and ties" is our whole search, with every tie decided. Each solver has one minute a place.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.solve.search import Search
from placewide.domain.scope.settings import settings_of
from tests.bench.straight_highs import solve_straight
from tests.second_solver.larger_places import scaled
from tests.second_solver.naive_model import Answer, solve

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of figures to reach: places of one size, and the gap that is near enough."""

    title: str
    places: tuple[PlaceDocument, ...]
    gap: float


def rows() -> Iterator[Row]:
    """Rows 1 to 3 of the figures to reach."""
    small = {"organisations": 12, "projects": 40, "allocations": 60}
    large = {"organisations": 20, "projects": 200, "allocations": 260}
    yield Row(
        "1. 12 organisations, 40 projects, 60 allocations, 5 years",
        tuple(scaled(**small, starts=1, options=1, seed=seed) for seed in (1, 2, 3)),
        0.0,
    )
    yield Row(
        "2. the same with 3 start years and 2 options",
        tuple(scaled(**small, starts=3, options=2, seed=seed) for seed in (1, 2, 3)),
        0.0,
    )
    yield Row(
        "3. 20 organisations, 200 projects, 260 allocations of 6 funds, gap 0.1 %",
        (scaled(**large, starts=1, options=1, seed=1),),
        0.001,
    )


def ours(document: PlaceDocument, gap: float, *, ties: bool = False) -> Answer:
    """Our search: the first objective alone, or the whole of it."""
    begun = time.perf_counter()
    problem = build_problem(document, settings_of(document.scoping))
    search = Search(problem, remaining=lambda: begun + SECONDS - time.perf_counter(), gap=gap)
    built = time.perf_counter()
    if ties:
        best = search.best()
        value, bound, done = (*best.values, None)[0], (*best.bounds, None)[0], best.proven
    else:
        found = search.maximise(problem.goals[0])
        value, bound = (found.value, found.bound) if found else (None, None)
        done = found is not None and found.bound - found.value <= gap * abs(found.value)
    solved = time.perf_counter()
    if value is None or bound is None:
        return Answer("stopped", None, None, built - begun, solved - built)
    return Answer("optimal" if done else "feasible", float(value), float(bound), built - begun, solved - built)


def report(row: Row) -> None:
    """Prints one block of the table."""
    print(f"\n{row.title}")
    print(f"  {'place':5} {'solver':18} {'build s':>8} {'solve s':>8} {'÷ ours':>7}  {'ended':24} {'value':>8}")
    solvers: dict[str, Callable[[PlaceDocument], Answer]] = {
        "ours": lambda place: ours(place, row.gap),
        "HiGHS straight": lambda place: solve_straight(place, seconds=SECONDS, gap=row.gap),
        "naive PuLP + CBC": lambda place: solve(place, seconds=SECONDS, gap=row.gap),
    }
    if not row.gap:
        solvers["ours and ties"] = lambda place: ours(place, 0.0, ties=True)
    for number, place in enumerate(row.places, start=1):
        base: Answer | None = None
        for name, solver in solvers.items():
            answer = solver(place)
            base = base or answer
            print(f"  {number:<5} {name:18} {_line(answer, base)}", flush=True)


def _line(answer: Answer, base: Answer) -> str:
    ratio = _whole(answer) / _whole(base)
    objective = "none" if answer.objective is None else f"{answer.objective:.3f}"
    times = f"{answer.build_seconds:8.3f} {answer.solve_seconds:8.3f} {ratio:7.1f}"
    return f"{times}  {_ended(answer, base):24} {objective:>8}"


def _whole(answer: Answer) -> float:
    return answer.build_seconds + answer.solve_seconds


def _ended(answer: Answer, base: Answer) -> str:
    """How it ended. A proof of less than we found, and funded to the penny, is a false one."""
    if answer.objective is None or answer.bound is None:
        return answer.status
    gap = (answer.bound - answer.objective) / abs(answer.objective) if answer.objective else 0.0
    if answer.status != "optimal":
        return f"time up, gap {gap:.2%}"
    if base.objective is not None and answer.bound < base.objective - 1e-6:
        return "falsely called proven"
    return "proven" if gap < 1e-9 else f"gap {gap:.2%}"


if __name__ == "__main__":
    print(f"Planning: at most {SECONDS:.0f} s a place. ÷ ours: build and solve together, against ours.")
    for each in rows():
        report(each)
