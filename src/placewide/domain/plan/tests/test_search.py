"""A search that knows something already answers as one that knows nothing: it is faster, never different."""

import pytest

from placewide.domain.plan.planning import settings_for
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.solve.search import Best, Search
from placewide.domain.plan.tests.penny_traps import penny_trap
from placewide.domain.plan.tests.random_places import scenario_of, small_place


def a_minute() -> float:
    return 60.0


def answer(best: Best) -> tuple[object, ...]:
    return best.values, best.bounds, best.proven, best.found and best.found.chosen


def asked_before(problem: Problem) -> Search:
    """A search that has been asked this and that, with what another has learnt of the money."""
    Search(problem, remaining=a_minute, shortages=problem.shortages).best()
    search = Search(problem, remaining=a_minute, shortages=problem.shortages)
    search.maximise(problem.goals[-1])
    search.maximise(problem.goals[0])
    return search


@pytest.mark.parametrize("make", [small_place, penny_trap])
@pytest.mark.parametrize("seeds", [range(60), range(60, 120)])
def test_the_best_plan_does_not_hang_on_what_was_asked_before(make: object, seeds: range) -> None:
    assert callable(make)
    for seed in seeds:
        document = make(seed)
        problem = build_problem(document, settings_for(document, scenario_of(document)))
        fresh = answer(Search(problem, remaining=a_minute).best())
        assert answer(asked_before(problem).best()) == fresh, seed


def test_a_budget_that_falls_is_kept_to_the_penny() -> None:
    document = small_place(11)
    problem = build_problem(document, settings_for(document, scenario_of(document)))
    search = Search(problem, remaining=a_minute)
    budget = sum(sum(mode.needs.values()) for mode in problem.modes)
    while budget >= 0:
        search.spend_at_most(budget)
        best = search.best()
        assert best.proven
        if best.found is None:
            break
        spent = sum(sum(problem.modes[position].needs.values()) for position in best.found.chosen)
        assert spent <= budget
        budget = spent - 1
