"""The short-list over sampled scenarios: seeds, common draws, costs that move, and the pool of plans."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.planning import Planned, plan_in_full
from placewide.domain.plan.questions.robustness import (
    POOL_WEIGHED,
    Robustness,
    plans_anew,
    pool_of_plans,
    robustness_of,
    weighed,
)
from placewide.domain.plan.questions.scenarios import Scenarios, problem_of, sampled_scenarios
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scoping, Uncertainty
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

DRAWS = 200


def figure(low: int, value: int, high: int) -> Figure:
    return Figure(value=Pence(value * 100), low=Pence(low * 100), high=Pence(high * 100))


def gaining(name: str, cost: int, low: int, value: int, high: int) -> Project:
    benefit = Benefit(
        id=Identifier("b"), class_="societal", organisation=Identifier("trust"), amounts=(figure(low, value, high),)
    )
    return replace(project(name, 1, capital=[cost]), benefits=(benefit,))


def costing(name: str, score: int, low: int, value: int, high: int) -> Project:
    line = CostLine(id=Identifier("capital"), kind="capital", amounts=(figure(low, value, high),))
    return replace(project(name, score), costs=(line,))


def rivals(*, weak: int = 250) -> PlaceDocument:
    """Money for one of two whose benefits overlap, beside a cheap one that always pays."""
    return place(
        [gaining("sure", 60, 150, 160, 165), gaining("bold", 60, 60, 150, weak), gaining("cheap", 10, 70, 80, 90)],
        [money("a", "trust", "capital", 70)],
        scoping=Scoping(objective="npsv"),
    )


def sampled(document: PlaceDocument, seed: int = 1) -> tuple[Planned, Scenarios]:
    planned = plan_in_full(document)
    return planned, sampled_scenarios(document, planned.problem, Uncertainty(seed=seed), draws=DRAWS)


def robustness(document: PlaceDocument, seed: int = 1) -> Robustness:
    planned, scenarios = sampled(document, seed)
    answers = plans_anew(document, planned.settings, scenarios, lambda: 60.0)
    assert planned.best.found is not None
    return robustness_of(planned.problem, planned.best.found.chosen, answers, seed=seed)


def index(found: Robustness) -> dict[str, Fraction]:
    return {row.project: row.index for row in found.projects}


def test_what_always_pays_is_core_and_rivals_share_the_scenarios() -> None:
    found = robustness(rivals())
    assert {row.project: row.place for row in found.projects} == {
        "bold": "borderline",
        "cheap": "core",
        "sure": "borderline",
    }
    assert index(found)["bold"] + index(found)["sure"] == 1
    assert (found.answered, found.different_plans, found.same_plan) == (DRAWS, 2, index(found)["sure"])


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    assert robustness(rivals()) == robustness(rivals())
    assert index(robustness(rivals())) != index(robustness(rivals(), seed=2))


def test_each_scenario_agrees_with_choosing_the_better_rival() -> None:
    planned, scenarios = sampled(rivals())
    names = [mode.project for mode in planned.problem.modes]
    bold_better = scenarios.npsv[:, names.index("bold")] > scenarios.npsv[:, names.index("sure")]
    assert index(robustness(rivals()))["bold"] == Fraction(int(np.count_nonzero(bold_better)), DRAWS)


def test_another_project_leaves_the_draws_of_the_others_alone() -> None:
    document = rivals()
    wider = replace(document, projects=(*document.projects, gaining("new", 60, 1, 2, 3)))
    before, after = sampled(document)[1], sampled(wider)[1]
    names = [mode.project for mode in after.problem.modes]
    kept = [names.index(mode.project) for mode in before.problem.modes]
    assert np.array_equal(before.npsv, after.npsv[:, kept])


def test_a_start_later_draws_as_the_earlier_start_does() -> None:
    first = gaining("one", 10, 50, 100, 200)
    years = (place([], []).place.first_year, place([], []).place.first_year.plus(1))
    document = place(
        [replace(first, starts=years)], [money("a", "trust", "capital", 70)], scoping=Scoping(objective="npsv")
    )
    _, scenarios = sampled(document)
    early, late = scenarios.npsv[:, 0].astype(float), scenarios.npsv[:, 1].astype(float)
    assert np.corrcoef(early, late)[0, 1] > 0.999999


def test_costs_that_run_over_push_projects_out() -> None:
    document = place(
        [costing("steady", 3, 60, 60, 60), costing("loose", 2, 30, 40, 80)], [money("a", "trust", "capital", 100)]
    )
    planned, scenarios = sampled(document)
    assert scenarios.money_varies
    found = robustness(document)
    fits = [sum(sum(mode.needs.values()) for mode in scenarios.modes(draw)) <= 100_00 for draw in range(DRAWS)]
    assert index(found) == {"steady": 1, "loose": Fraction(sum(fits), DRAWS)}
    assert 0 < sum(fits) < DRAWS
    assert planned.plan.status == "optimal"


def test_scenarios_without_a_plan_are_counted() -> None:
    document = place([replace(costing("must", 2, 30, 40, 80), mandatory=True)], [money("a", "trust", "capital", 40)])
    found = robustness(document)
    assert 0 < found.infeasible < DRAWS
    assert found.answered == DRAWS


def test_the_pool_agrees_with_planning_anew_where_it_holds_the_plans() -> None:
    document = rivals()
    planned, scenarios = sampled(document)
    anew = plans_anew(document, planned.settings, scenarios, lambda: 60.0)
    pool = pool_of_plans(planned.problem, [], lambda: 60.0)
    assert weighed(document, planned.settings, scenarios, pool, lambda: 60.0) == anew
    assert planned.best.found is not None
    said = robustness_of(planned.problem, planned.best.found.chosen, anew, seed=1, planned_anew=0, pool=len(pool))
    assert (said.method, said.planned_anew) == (POOL_WEIGHED, 0)


def test_the_pool_takes_only_what_a_scenario_can_fund() -> None:
    document = place(
        [costing("steady", 3, 60, 60, 60), costing("loose", 2, 30, 40, 80)], [money("a", "trust", "capital", 100)]
    )
    planned, scenarios = sampled(document)
    whole, part = frozenset({0, 1}), frozenset({1})
    taken = weighed(document, planned.settings, scenarios, [whole, part], lambda: 60.0)
    for draw, chosen in enumerate(taken):
        assert isinstance(chosen, frozenset)
        problem = problem_of(scenarios, document, planned.settings, draw)
        assert fund(problem, chosen) is not None
        assert (chosen == whole) == (fund(problem, whole) is not None)


def test_without_time_no_scenario_is_answered() -> None:
    document = rivals()
    planned, scenarios = sampled(document)
    answers = plans_anew(document, planned.settings, scenarios.part(range(3)), lambda: 0.0)
    found = robustness_of(planned.problem, frozenset(), answers, seed=1)
    assert (found.answered, found.projects) == (0, ())
