"""How long it takes from a typed document of national size to what the solver holds, and where the time goes.

Sizes grow until the next one would take too long; the largest, 10,000 projects and 8,000 allocations, is then
estimated from the last, by the number of pairs of an allocation and a project.
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.arcs import Sharing, arcs_between
from placewide.domain.plan.problem.modes import Mode, modes_of
from placewide.domain.plan.problem.pots import pots_of
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.solve.hubs import network_of
from placewide.domain.plan.solve.model import Model
from placewide.domain.scope.settings import settings_of
from placewide.numerics.optimise import Solver
from tests.second_solver.larger_places import national

Result = TypeVar("Result")
SIZES = ((1, 200, 160), (5, 200, 160), (10, 200, 160), (50, 200, 160))
"""Systems of eight organisations, with projects and allocations each; the last is 10,000 × 8,000."""
PATIENCE = 60.0
PHASES = ("modes", "pots", "arcs", "problem in all", "network", "model in all", "to solver", "whole")


def measure(document: PlaceDocument) -> dict[str, float]:
    """Seconds by phase, each measured by itself; the whole is problem, model and handing over to the solver."""
    settings = settings_of(document.scoping)
    modes, in_modes = _timed(lambda: _modes(document))
    pots, in_pots = _timed(lambda: pots_of(document, settings))
    kinds: dict[str, str | None] = {body.id: body.kind for body in document.organisations}
    sharing = Sharing(kinds, document.place.first_year.start, exclude_needs_advice=False)
    _, in_arcs = _timed(lambda: arcs_between(modes, pots, sharing))
    problem, in_problem = _timed(lambda: build_problem(document, settings))
    _, in_network = _timed(lambda: network_of(problem))
    model, in_model = _timed(lambda: Model(problem))
    _, in_solver = _timed(lambda: Solver(model.programme))
    whole = in_problem + in_model + in_solver
    seconds = (in_modes, in_pots, in_arcs, in_problem, in_network, in_model, in_solver, whole)
    return dict(zip(PHASES, seconds, strict=True))


def _modes(document: PlaceDocument) -> tuple[Mode, ...]:
    return tuple(mode for project in document.projects for mode in modes_of(document, project, {"strategic_value"}))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    gc.collect()  # what earlier phases left behind is not this one's to clear up
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def main() -> None:
    """Prints one line a size."""
    print("Model building, seconds (reach: 0.5 s for 10,000 projects and 8,000 allocations)\n")
    print(f"  {'projects':>9} {'allocations':>11}" + "".join(f"{phase:>16}" for phase in PHASES))
    last: dict[str, float] = {}
    pairs = 0
    for systems, projects, allocations in SIZES:
        size = f"  {systems * projects:9,} {systems * allocations:11,}"
        growth = (systems * projects * systems * allocations) / pairs if pairs else 1.0
        if last and last["whole"] * growth > PATIENCE:
            print(f"{size}  not run: about {last['whole'] * growth:,.0f} s at the same cost a pair")
            return
        last = measure(national(systems=systems, organisations=8, projects=projects, allocations=allocations, seed=1))
        pairs = systems * projects * systems * allocations
        print(size + "".join(f"{last[phase]:16.3f}" for phase in PHASES), flush=True)


if __name__ == "__main__":
    main()
