"""What falls when a pot is cut, late or lost; nothing new enters."""

from fractions import Fraction

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.explain.stress import StressEvent, stress
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.tests.simple import money, place, project


def events(document: PlaceDocument) -> dict[tuple[str, str], StressEvent]:
    planned = plan_in_full(document)
    assert planned.best.found is not None
    used = frozenset(row.allocation for row in planned.plan.allocations if row.used_pence)
    rows = stress(planned.problem, planned.best.found.chosen, used, lambda: 60.0)
    return {(row.allocation, row.event): row for row in rows}


def test_the_least_valuable_falls_first() -> None:
    document = place(
        [project("big", 5, capital=[60]), project("small", 2, capital=[40])], [money("a", "trust", "capital", 100)]
    )
    found = events(document)
    assert found["a", "cut"].falls == ("small",)
    assert found["a", "cut"].objective_loss == Fraction(2)
    assert found["a", "lost"].falls == ("big", "small")


def test_late_money_still_pays_what_comes_later() -> None:
    document = place(
        [project("later", 5, capital=[0, 60])],
        [money("a", "trust", "capital", 60, carry_forward=True), money("b", "trust", "capital", 1, year=1)],
    )
    assert events(document)["a", "late"].falls == ()


def test_money_that_comes_after_the_horizon_is_lost() -> None:
    document = place([project("later", 5, capital=[0, 60])], [money("a", "trust", "capital", 60, year=1)])
    assert events(document)["a", "late"].falls == ("later",)


def test_nothing_new_enters() -> None:
    document = place(
        [project("best", 5, capital=[60]), project("spare", 4, capital=[30])], [money("a", "trust", "capital", 80)]
    )
    assert events(document)["a", "cut"].falls == ()
    assert events(document)["a", "lost"].falls == ("best",)


def test_what_falls_takes_what_requires_it_along() -> None:
    document = place(
        [project("base", 1, capital=[60]), project("top", 5, lead="council", revenue=[1], requires=("base",))],
        [money("a", "trust", "capital", 60), money("b", "council", "revenue", 1)],
    )
    assert events(document)["a", "lost"].falls == ("base", "top")


def test_pots_that_the_plan_does_not_use_are_not_asked() -> None:
    document = place(
        [project("one", 1, capital=[10])], [money("a", "trust", "capital", 10), money("z", "council", "revenue", 9)]
    )
    assert {allocation for allocation, _ in events(document)} == {"a"}
