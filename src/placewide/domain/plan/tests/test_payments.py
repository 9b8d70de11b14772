"""Who pays among all who could: own money first, then what lapses soonest, then what has the fewest uses."""

from dataclasses import replace

from placewide.domain.funding.records import CostLine, OnlyFor
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier


def paid(document: PlaceDocument) -> dict[tuple[str, str], int]:
    return {(row.allocation, row.project): row.amount_pence // 100 for row in plan_place(document).payments}


def test_own_money_is_used_before_shared_money() -> None:
    document = place(
        [project("one", 1, capital=[100])],
        [money("a", "council", "capital", 100, may_share=True), money("b", "trust", "capital", 70)],
    )
    assert paid(document) == {("b", "one"): 70, ("a", "one"): 30}


def test_money_that_lapses_sooner_is_used_first() -> None:
    document = place(
        [project("one", 1, capital=[100])],
        [money("a", "trust", "capital", 100, carry_forward=True), money("b", "trust", "capital", 60)],
    )
    assert paid(document) == {("b", "one"): 60, ("a", "one"): 40}


def test_money_with_fewer_uses_is_used_first() -> None:
    document = place(
        [project("one", 1, capital=[100]), project("two", 1, capital=[20])],
        [
            money("a", "trust", "capital", 100),
            money("b", "trust", "capital", 60, only_for=OnlyFor(projects=(Identifier("one"),))),
        ],
    )
    assert paid(document)["b", "one"] == 60


def test_among_alike_the_smaller_id_pays_first() -> None:
    document = place(
        [project("one", 1, capital=[100])], [money("b", "trust", "capital", 100), money("a", "trust", "capital", 60)]
    )
    assert paid(document) == {("a", "one"): 60, ("b", "one"): 40}


def test_the_least_money_is_shared_even_where_the_order_would_have_it_otherwise() -> None:
    # Own money of the trust could pay either year; the other year has no money of its own but shared money.
    document = place(
        [project("one", 1, capital=[50, 50])],
        [
            money("a", "trust", "capital", 50, carry_forward=True),
            money("b", "trust", "capital", 50),
            money("c", "council", "capital", 50, year=1, may_share=True),
        ],
    )
    plan = plan_place(document)
    assert sum(row.amount_pence for row in plan.shares) == 0
    assert paid(document) == {("a", "one"): 50, ("b", "one"): 50}


def test_a_payer_of_a_demand_pays_each_of_its_lines_pro_rata() -> None:
    one = project("one", 1, capital=[30])
    extra = CostLine(id=Identifier("extra"), kind="capital", amounts=(Pence(6_000),))
    document = place(
        [replace(one, costs=(*one.costs, extra))],
        [money("a", "trust", "capital", 45), money("b", "trust", "capital", 45)],
    )
    assert {(row.allocation, row.line): row.amount_pence for row in plan_place(document).payments} == {
        ("a", "capital"): 1_500,
        ("a", "extra"): 3_000,
        ("b", "capital"): 1_500,
        ("b", "extra"): 3_000,
    }
