"""Questions in workers and within bounds: the same answers as asked one by one, and honest where time runs out."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.executors import Running
from placewide.analysis.questions import (
    compare_confined,
    frontier_confined,
    robustness_confined,
    weights_confined,
    worth_confined,
)
from placewide.domain.benefits.records import Benefit
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.questions.frontier import frontier_of
from placewide.domain.plan.questions.worth import with_worth
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scenario, Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

PLACE = place(
    [project("one", 3, capital=[60]), project("two", 2, capital=[60]), project("three", 1, capital=[30])],
    [money("a", "trust", "capital", 100)],
)
RUNNING = Running(workers=2)


def benefit(low: int, value: int, high: int) -> tuple[Benefit, ...]:
    figure = Figure(value=Pence(value * 100), low=Pence(low * 100), high=Pence(high * 100))
    return (Benefit(id=Identifier("b"), class_="societal", organisation=Identifier("trust"), amounts=(figure,)),)


def rivals() -> PlaceDocument:
    """Money for one of two: a sure gain of £100, or anything between nothing and £220."""
    return place(
        [
            replace(project("sure", 1, capital=[60]), benefits=benefit(100, 160, 160 + 1)),
            replace(project("bold", 1, capital=[60]), benefits=benefit(60, 150, 300)),
            replace(project("cheap", 1, capital=[10]), benefits=benefit(70, 80, 90)),
        ],
        [money("a", "trust", "capital", 70)],
        scoping=Scoping(objective="npsv"),
    )


def test_worth_is_written_beside_the_use_of_the_allocation() -> None:
    planned = plan_in_full(PLACE)
    found = worth_confined(PLACE, extras=(1000, 2000), running=RUNNING)
    worth = with_worth(planned.plan, found).allocations[0].worth
    assert worth is not None
    assert [(row.extra_pence, row.objective_gain) for row in worth] == [(1000, Fraction(0)), (2000, Fraction(1))]
    assert worth_confined(PLACE, plan=planned.plan, extras=(1000, 2000), running=RUNNING) == found


def test_worth_without_time_is_unknown_not_nil() -> None:
    assert worth_confined(PLACE, bounds=Bounds(seconds=0), running=RUNNING) == {"a": None}


def test_the_frontier_is_the_same_in_workers() -> None:
    alone = frontier_of(plan_in_full(PLACE).problem, (), lambda: 60.0)
    assert frontier_confined(PLACE, running=RUNNING) == alone


def test_the_frontier_without_time_is_one_gap_after_the_other() -> None:
    found = frontier_confined(PLACE, bounds=Bounds(seconds=0), running=RUNNING)
    assert not found.points
    assert found.gaps[0][0] == 0
    assert found.gaps[-1][1] == 100_00


def test_the_same_seed_gives_the_same_robustness() -> None:
    first = robustness_confined(rivals(), draws=60, running=RUNNING)
    again = robustness_confined(rivals(), draws=60, running=Running(workers=1))
    assert first == again
    assert first is not None
    places = {row.project: row.place for row in first.projects}
    assert (places["cheap"], places["sure"], places["bold"]) == ("core", "borderline", "borderline")
    assert (first.asked, first.answered, first.planned_anew, first.pool) == (60, 60, 60, 0)


def test_robustness_without_time_for_a_plan_is_unknown() -> None:
    assert robustness_confined(rivals(), draws=10, bounds=Bounds(seconds=0), running=RUNNING) is None


def test_weights_of_each_partner_and_each_weight_changed() -> None:
    found = weights_confined(PLACE, running=RUNNING)
    assert [plan.view.kind for plan in found.plans] == ["agreed", "change", "change"]
    assert found.standing == {"one": "all", "two": "none", "three": "all"}


def test_scenarios_stand_beside_the_base() -> None:
    document = replace(
        PLACE,
        scenarios=(
            Scenario(id=Identifier("nobody"), name="Nothing counts", scoping=Scoping(count=("bid",))),
            Scenario(id=Identifier("same"), scoping=Scoping(weights={Identifier("care"): Decimal(7)})),
        ),
    )
    base, nobody, same = compare_confined(document, running=RUNNING).rows
    assert (base.outcome.projects, base.outcome.used_pence) == (("one", "three"), 90_00)
    assert (nobody.joins, nobody.leaves, nobody.outcome.name) == ((), ("one", "three"), "Nothing counts")
    assert (same.joins, same.leaves, same.outcome.base_objective) == ((), (), Fraction(4))


def test_an_unknown_scenario_is_said_before_anything_is_run() -> None:
    with pytest.raises(KeyError):
        worth_confined(PLACE, scenario="nowhere")
