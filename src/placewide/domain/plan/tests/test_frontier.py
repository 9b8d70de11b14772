"""The frontier of money spent and value: breakpoints worked out by hand, and gaps where it was not looked."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.value import measures_of
from placewide.domain.plan.questions.frontier import budgets, frontier_of, joined, segment_of
from placewide.domain.plan.tests.simple import ORGANISATIONS, money, place, project
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.identifiers import Identifier

THREE = place(
    [project("small", 2, capital=[10]), project("middle", 3, capital=[30]), project("large", 4, capital=[35])],
    [money("a", "trust", "capital", 65)],
)


def problem_of(document: PlaceDocument) -> Problem:
    return build_problem(document, settings_of(document.scoping))


def test_every_breakpoint_and_no_other() -> None:
    found = frontier_of(problem_of(THREE), (), lambda: 60.0)
    assert found.complete
    assert [(point.cost_pence // 100, int(point.value), point.projects) for point in found.points] == [
        (0, 0, ()),
        (10, 2, ("small",)),
        (30, 3, ("middle",)),
        (35, 4, ("large",)),
        (40, 5, ("middle", "small")),
        (45, 6, ("large", "small")),
        (65, 7, ("large", "middle")),
    ]


def test_money_that_is_spent_in_two_years_and_by_two_counts_as_a_whole() -> None:
    document = place(
        [project("one", 1, "council", capital=[10, 5], revenue=[2])],
        [
            money("a", "trust", "capital", 90, may_share=True),
            money("b", "council", "capital", 90, year=1),
            money("c", "council", "revenue", 90),
        ],
    )
    assert [point.cost_pence for point in frontier_of(problem_of(document), (), lambda: 60.0).points] == [0, 17_00]


def test_a_place_without_a_plan_has_an_empty_frontier() -> None:
    document = place([project("one", 1, capital=[10], mandatory=True)], [])
    found = frontier_of(problem_of(document), (), lambda: 60.0)
    assert (found.points, found.complete) == ((), True)


def test_the_levelling_value_stands_beside_each_point_where_maturity_is_recorded() -> None:
    scores = tuple(
        Assessment(organisation=Identifier(name), measure=Identifier("basics"), score=Decimal(at))
        for at, name in enumerate(ORGANISATIONS, start=1)
    )
    lifts = (Lift(organisation=Identifier("trust"), measure=Identifier("basics"), by=Decimal(5)),)
    document = place(
        [project("one", 1, capital=[10], lifts=lifts)], [money("a", "trust", "capital", 10)], maturity=scores
    )
    points = frontier_of(problem_of(document), measures_of(document), lambda: 60.0).points
    assert [point.levelling for point in points] == [Fraction(1), Fraction(2)]


def test_a_cap_on_points_leaves_a_gap_that_is_said() -> None:
    problem = problem_of(THREE)
    segment = segment_of(problem, (), (-1, 6500), lambda: 60.0, 2)
    found = joined(problem, [(-1, 6500)], [segment])
    assert [point.cost_pence for point in found.points] == [45_00, 65_00]
    assert found.gaps == ((0, 44_99),)


def test_without_time_all_is_gap() -> None:
    found = frontier_of(problem_of(THREE), (), lambda: 0.0)
    assert not found.points
    assert (found.gaps[0][0], found.gaps[-1][1]) == (0, 65_00)


def test_ranges_hold_every_sum_once() -> None:
    ranges = budgets(problem_of(THREE))
    assert (ranges[0][0], ranges[-1][1]) == (-1, 65_00)
    assert [high for _, high in ranges[:-1]] == [low for low, _ in ranges[1:]]
    assert budgets(problem_of(replace(THREE, allocations=()))) == ((-1, 0),)
