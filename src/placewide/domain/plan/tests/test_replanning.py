"""Planning again under other values, from one programme, finds what a search of its own finds, ties and all."""

from dataclasses import replace
from fractions import Fraction

import pytest

from placewide.domain.plan.planning import settings_for
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.value import Goal
from placewide.domain.plan.questions.replanning import Replanner
from placewide.domain.plan.solve.search import Search
from placewide.domain.plan.tests.dice import Dice
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.settings import settings_of


def values(problem: Problem, seed: int) -> Goal:
    """Small whole values, so that equals are common."""
    dice = Dice(seed)
    drawn = tuple(Fraction(dice.number(-1, 3)) for _ in problem.modes)
    return Goal("npsv", drawn, (), Fraction(0), Fraction(0))


def by_search(problem: Problem, goal: Goal) -> frozenset[int] | None:
    best = Search(replace(problem, goals=(goal,)), remaining=lambda: 60.0).best()
    assert best.proven
    return best.found.chosen if best.found else None


@pytest.mark.parametrize("seeds", [range(40), range(40, 80)])
def test_agrees_with_a_search_of_its_own(seeds: range) -> None:
    for seed in seeds:
        document = small_place(seed)
        built = build_problem(document, settings_for(document, scenario_of(document)))
        problem = replace(
            built,
            spared=frozenset(),
            modes=tuple(replace(mode, value=replace(mode.value, npsv_pence=0)) for mode in built.modes),
        )
        replanner = Replanner(problem, lambda: 60.0)
        for draw in range(5):
            goal = values(problem, 100 * seed + draw)
            assert replanner.best(goal, problem.modes) in (by_search(problem, goal), None), (seed, draw)


def test_many_equals_are_left_to_a_search() -> None:
    document = place([project(f"p{at:02}", 1, capital=[10]) for at in range(12)], [money("a", "trust", "capital", 60)])
    problem = build_problem(document, settings_of(document.scoping))
    assert Replanner(problem, lambda: 60.0).best(problem.goals[0], problem.modes) is None


def test_a_plan_that_is_alone_is_found_and_found_again() -> None:
    document = place(
        [project("one", 3, capital=[10]), project("two", 2, capital=[10])], [money("a", "trust", "capital", 10)]
    )
    problem = build_problem(document, settings_of(document.scoping))
    replanner = Replanner(problem, lambda: 60.0)
    turned = replace(problem.goals[0], of_modes=problem.goals[0].of_modes[::-1])
    found = [replanner.best(goal, problem.modes) for goal in (problem.goals[0], turned, problem.goals[0])]
    assert found == [frozenset({0}), frozenset({1}), frozenset({0})]


def test_of_many_equals_the_one_that_ends_sooner_comes_first() -> None:
    """The sixth must be; those before it make a smaller tuple, those after it only a longer one."""
    projects = [project(f"p{at:02}", 0, capital=[10], mandatory=at == 5) for at in range(9)]
    document = place(projects, [money("a", "trust", "capital", 90)])
    built = build_problem(document, settings_of(document.scoping))
    problem = replace(
        built,
        spared=frozenset(),
        modes=tuple(replace(mode, value=replace(mode.value, npsv_pence=0)) for mode in built.modes),
    )
    assert by_search(problem, problem.goals[0]) == frozenset(range(6))
