from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

import pytest

from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.planning import plan_in_full, settings_for
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.variation import with_rules
from placewide.domain.plan.questions.sharing import (
    SharingGame,
    Worths,
    between_organisations,
    between_permits,
    greedy_steps,
)
from placewide.domain.plan.solve.search import Search
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.plan.tests.simple import money, place, project
from placewide.numerics.games import shapley

PLACES, CHUNKS = 500, 10


def forever() -> float:
    return float("inf")


def problem_of(document: PlaceDocument, scenario: str | None = None) -> Problem:
    settings = replace(settings_for(document, scenario), shares=True)
    return build_problem(document, settings)


def solved_afresh(problem: Problem, members: Collection[str]) -> Fraction | None:
    """v(C) by its definition, from nothing but the arcs that C may use; None where there is no plan."""
    arcs = tuple(
        arc
        for arc in problem.arcs
        if not arc.shared or (problem.pots[arc.pot].holder in members and arc.cell[0] in members)
    )
    best = Search(replace(problem, arcs=arcs), remaining=forever).best()
    return best.values[0] if best.found else None


def without_must(problem: Problem) -> Problem:
    return with_rules(problem, replace(problem.rules, must={}, protect=()))


def members_of(game: SharingGame, coalition: int) -> set[str]:
    return {name for position, name in enumerate(game.players) if coalition >> position & 1}


def check_game(problem: Problem) -> bool:
    """Worths as by definition, monotone, credit that sums to the gain; whether there was any gain."""
    worths = Worths(problem, forever)
    game = between_organisations(worths)
    worths.ask(game.distinct())
    if solved_afresh(problem, ()) is None:
        assert worths.rules_dropped
        problem = without_must(problem)
    values = [game.worth(coalition) for coalition in range(game.everybody + 1)]
    assert values == [solved_afresh(problem, members_of(game, coalition)) for coalition in range(len(values))]
    for coalition, value in enumerate(values):
        assert all(values[coalition | 1 << more] >= value for more in range(len(game.players)))
    credit = shapley(len(game.players), game.worth)
    assert sum(credit) == values[-1] - values[0]
    assert all(value >= 0 for value in credit)
    return values[-1] > values[0]


def greedily(game: SharingGame) -> list[Fraction]:
    """Gains of the greedy order, asking for every permit in every round."""
    gains, chosen, reached = [], 0, game.worth(0)
    while reached < game.worth(game.everybody):
        left = [1 << player for player in range(len(game.players)) if not chosen >> player & 1]
        value, _, bit = max((game.worth(chosen | bit), -bit, bit) for bit in left)
        gains.append(value - reached)
        chosen, reached = chosen | bit, value
    return gains


def shared_wifi() -> PlaceDocument:
    """The hospice has a project, the trust capital for it and the council revenue: neither alone is of use."""
    return place(
        [project("wifi", 5, lead="hospice", capital=(100,), revenue=(50,)), project("own", 1, capital=(10,))],
        [
            money("buildings", "trust", "capital", 110, may_share=True, shareable=100),
            money("running", "council", "revenue", 50, may_share=True),
        ],
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_coalition_is_worth_what_it_is_worth_and_credit_sums_to_the_gain(chunk: int) -> None:
    gained = 0
    for seed in range(chunk, PLACES, CHUNKS):
        document = small_place(seed)
        gained += check_game(problem_of(document, scenario_of(document)))
    assert gained >= 5


def test_permits_that_only_help_together_stand_one_after_the_other() -> None:
    worths = Worths(problem_of(shared_wifi()), forever)
    assert tuple(greedy_steps(between_permits(worths), {"running": 5000, "buildings": 10000})) == (
        ("buildings", Fraction(0)),
        ("running", Fraction(5)),
    )


def test_all_three_whom_it_takes_earn_a_third_each() -> None:
    game = between_organisations(Worths(problem_of(shared_wifi()), forever))
    assert game.players == ("council", "hospice", "trust")
    assert shapley(3, game.worth) == (Fraction(5, 3),) * 3


@pytest.mark.parametrize("chunk", range(4))
def test_steps_add_what_asking_for_every_permit_would_find(chunk: int) -> None:
    for seed in range(1000 + chunk, 1120, 4):
        document = small_place(seed)
        game = between_permits(Worths(problem_of(document, scenario_of(document)), forever))
        steps = tuple(greedy_steps(game, {}))
        assert [gain for _, gain in steps] == greedily(game)
        assert sum((gain for _, gain in steps), Fraction(0)) == game.worth(game.everybody) - game.worth(0)


def test_what_must_be_is_dropped_where_nobody_can_do_it_alone() -> None:
    document = shared_wifi()
    must: tuple[Project, ...] = tuple(replace(row, mandatory=row.id == "wifi") for row in document.projects)
    worths = Worths(problem_of(replace(document, projects=must)), forever)
    game = between_organisations(worths)
    assert worths.rules_dropped
    assert [game.worth(0), game.worth(game.everybody)] == [1, 6]


def test_rules_that_can_be_kept_alone_stay() -> None:
    document = shared_wifi()
    must = tuple(replace(row, mandatory=row.id == "own") for row in document.projects)
    assert not Worths(problem_of(replace(document, projects=must)), forever).rules_dropped


def test_everybody_is_worth_what_the_plan_reaches() -> None:
    planned = plan_in_full(shared_wifi())
    game = between_organisations(Worths(planned.problem, forever))
    assert (game.worth(game.everybody),) == planned.plan.objective


def test_running_out_of_time_is_not_taken_for_a_rule_that_cannot_be_kept() -> None:
    """A place large enough that nothing is proven in no time."""
    document = place(
        [project(f"p{at}", 7 * at % 13 + 3, capital=(11 * at % 17 + 9,)) for at in range(40)],
        [money("own", "trust", "capital", 150), money("lent", "council", "capital", 31, may_share=True)],
    )
    worths = Worths(problem_of(document), lambda: 0.0)
    assert not worths.rules_dropped
    with pytest.raises(TimeoutError):
        between_organisations(worths).worth(3)
