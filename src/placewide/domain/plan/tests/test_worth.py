"""What the next pounds are worth, in places small enough to see why."""

from collections.abc import Sequence
from fractions import Fraction

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.questions.worth import WorthQuestion, alike, is_needless, with_more, worth_of, worths
from placewide.domain.plan.result import Worth
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Change, Scoping
from placewide.domain.shared.identifiers import Identifier

TWO = [project("one", 3, capital=[60]), project("two", 2, "council", capital=[60])]


def question(document: PlaceDocument, *extras: int) -> WorthQuestion:
    planned = plan_in_full(document)
    return WorthQuestion(
        document=document,
        settings=planned.settings,
        problem=planned.problem,
        value=planned.best.values[0],
        extras=tuple(extra * 100 for extra in extras),
    )


def gains(document: PlaceDocument, allocation: str, *extras: int) -> list[Fraction]:
    return [row.objective_gain for row in worth_of(question(document, *extras), allocation, lambda: 60.0) or ()]


def test_twenty_pounds_more_bring_the_second_project_in_and_nineteen_do_not() -> None:
    document = place(TWO, [money("a", "trust", "capital", 100, may_share=True)])
    assert gains(document, "a", 19, 20, 500) == [0, 2, 2]


def test_more_money_does_not_raise_a_limit_that_the_allocation_sets_itself() -> None:
    document = place(TWO, [money("a", "trust", "capital", 100, may_share=True, shareable=59)])
    assert gains(document, "a", 20, 500) == [0, 0]


def test_a_limit_above_the_amount_is_clipped_by_the_larger_amount_only() -> None:
    document = place(TWO[1:], [money("a", "trust", "capital", 10, may_share=True, shareable=60)])
    assert gains(document, "a", 49, 50) == [0, 2]


def test_money_that_may_not_be_shared_is_worth_nothing_to_others() -> None:
    assert gains(place(TWO, [money("a", "trust", "capital", 100)]), "a", 500) == [0]


def test_an_amount_that_the_scenario_changes_is_raised_where_it_is_changed() -> None:
    change = Change(allocation=Identifier("a"), amount=money("x", "trust", "capital", 50).amount)
    document = place(TWO[:1], [money("a", "trust", "capital", 900)], scoping=Scoping(change=(change,)))
    assert gains(document, "a", 9, 10) == [0, 3]


def test_an_allocation_with_enough_for_every_use_needs_no_solve() -> None:
    asked = question(place(TWO, [money("a", "trust", "capital", 60)]), 10)
    assert is_needless(asked.problem, 0, with_more(asked, 0, 1000))


def test_without_time_worth_is_unknown() -> None:
    asked = question(place(TWO, [money("a", "trust", "capital", 100, may_share=True)]), 20)
    assert worth_of(asked, "a", lambda: 0.0) is None
    assert worth_of(asked, "not_counted", lambda: 60.0) is None


def test_allocations_that_are_alike_are_asked_about_once() -> None:
    pots = [money("a", "trust", "capital", 40), money("b", "trust", "capital", 10), money("c", "council", "capital", 1)]
    asked = question(place(TWO, pots), 10)
    names: list[str] = []

    def ask(some: Sequence[str]) -> list[tuple[Worth, ...] | None]:
        names.extend(some)
        return [worth_of(asked, name, lambda: 60.0) for name in some]

    found = worths(asked, ask)
    assert alike(asked.problem) == (("a", "b"), ("c",))
    assert names == ["a", "c"]
    assert found["a"] == found["b"] != found["c"]
