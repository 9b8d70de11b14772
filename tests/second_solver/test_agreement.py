"""Fifty places of real size: our search and a model written without it must find the same best value."""

from collections.abc import Iterator, Sequence

import pytest

from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.checker import check_plan
from placewide.domain.plan.explain.reasons import Verdict
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.solve.search import Best, Search
from placewide.domain.scope.settings import settings_of
from tests.second_solver.larger_places import Size, larger_place, scaled
from tests.second_solver.naive_model import grants, solve

SIZES = (
    Size(),
    Size(organisations=10, projects=30, allocations=50),
    Size(organisations=8, projects=20, allocations=40, starts=2, options=2),
    Size(organisations=9, projects=24, allocations=45, options=2),
    Size(organisations=10, projects=24, allocations=45, starts=3),
)
CHUNKS = 10
"""Places are tested a few at a time, so that both cores have something to do."""


def _places(chunk: int) -> Iterator[PlaceDocument]:
    for at, size in enumerate(SIZES):
        yield larger_place(len(SIZES) * chunk + at, size)


def _best(document: PlaceDocument) -> Best:
    return Search(build_problem(document, settings_of(document.scoping)), remaining=lambda: 60.0).best()


def _unexplained(_: object, projects: Sequence[Project]) -> list[Verdict]:
    """Reasons are tested elsewhere, and would take longer than all the rest."""
    return [Verdict("worth_less", "It was not asked why.") for _ in projects]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_second_solver_finds_the_same_best_value(chunk: int) -> None:
    for document in _places(chunk):
        ours = _best(document)
        theirs = solve(document, careful=True)
        assert ours.proven
        assert theirs.status == ("optimal" if ours.found else "infeasible")
        if ours.found is not None and theirs.objective is not None:
            assert abs(float(ours.values[0]) - theirs.objective) <= 1e-6


def test_the_second_model_grants_a_set_that_its_solver_may_overlook() -> None:
    """CBC with its cuts has called 19.15 and less proven for this place, by the order of its projects."""
    document = scaled(organisations=12, projects=30, allocations=60, starts=2, options=2, seed=18)
    problem = build_problem(document, settings_of(document.scoping))
    found = Search(problem, remaining=lambda: 60.0).maximise(problem.goals[0])
    assert found is not None
    assert (float(found.value), found.proven) == (19.25, True)
    first = document.place.first_year.start
    modes = [problem.modes[position] for position in found.chosen]
    assert grants(document, {(mode.project, mode.option, mode.start.start - first) for mode in modes})
    assert solve(document, careful=True).objective == 19.25


@pytest.mark.parametrize("at", range(len(SIZES)))
def test_the_plan_of_a_larger_place_passes_the_checker(at: int) -> None:
    document = larger_place(at, SIZES[at])
    plan = plan_place(document, manner=Manner(answered=_unexplained))
    assert plan.status == "optimal"
    assert any(outcome.selected for outcome in plan.projects)
    assert any(payment.shared for payment in plan.payments)
    assert check_plan(document, plan) == ()
