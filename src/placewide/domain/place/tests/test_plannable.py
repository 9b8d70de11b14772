"""What a project or an allocation lacks, in words that a person can act on."""

from decimal import Decimal
from typing import Any

import pytest

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import Allocation, CostLine
from placewide.domain.place.document import Option
from placewide.domain.place.plannable import allocation_lacks, lacks, values_weighed
from placewide.domain.place.tests.places import COSTS, FIRST, URGENT, WGH, place, project
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

ONE = Identifier("one")


def line(**parts: Any) -> CostLine:
    given: dict[str, Any] = {"id": ONE, "kind": "capital", "amounts": (Pence(1),)}
    return CostLine(**{**given, **parts})


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({}, ()),
        ({"lead": None}, ("a lead",)),
        ({"costs": ()}, ("costs",)),
        ({"costs": (line(kind=None),)}, ("the kind of cost “one” (capital or revenue)",)),
        ({"costs": (line(amounts=None, total=Pence(5)),)}, ("the yearly amounts of cost “one”",)),
        (
            {"costs": (line(amounts=(None, Pence(1), Figure(low=Pence(1)))),)},
            ("the amount of cost “one” in year 1, 3",),
        ),
        ({"costs": (line(amounts=()),)}, ()),
        ({"serves": None}, ("scores by priority (serves)",)),
        ({"serves": {}}, ()),
    ],
)
def test_says_what_a_project_lacks_for_strategic_value(parts: dict[str, object], missing: tuple[str, ...]) -> None:
    one = project("one", **parts)
    assert lacks(place(projects=(one,)), one) == missing


@pytest.mark.parametrize(
    ("benefits", "missing"),
    [
        (None, ("benefits",)),
        ((), ()),
        ((Benefit(id=ONE, class_="societal"),), ("the yearly amounts of benefit “one”",)),
        ((Benefit(id=ONE, class_="societal", amounts=(None,)),), ("the amount of benefit “one” in year 1",)),
        ((Benefit(id=ONE, class_="unmonetised"),), ()),
    ],
)
def test_npsv_needs_monetised_benefits_and_no_scores(benefits: object, missing: tuple[str, ...]) -> None:
    one = project("one", serves=None, benefits=benefits)
    assert lacks(place(projects=(one,)), one, objectives=("npsv",)) == missing


def test_the_objective_of_the_document_decides_unless_another_is_named() -> None:
    one = project("one", serves=None)
    document = place(projects=(one,), scoping=Scoping(objective="levelling"))
    assert lacks(document, one) == ()
    assert lacks(document, one, objectives=("strategic_value",)) == ("scores by priority (serves)",)


def test_an_option_has_costs_of_its_own_and_may_have_the_scores_of_the_project() -> None:
    options = (Option(id=ONE, costs=COSTS), Option(id=Identifier("two")))
    one = project("one", costs=(), serves={URGENT: Decimal(1)}, options=options)
    document = place(projects=(one,))
    assert lacks(document, one, "one") == ()
    assert lacks(document, one, "two") == ("costs",)


def test_a_term_without_weight_is_not_needed() -> None:
    assert values_weighed(({"npsv": Decimal(0), "strategic_value": Decimal(1)}, "levelling")) == {
        "strategic_value",
        "levelling",
    }


def test_says_what_an_allocation_lacks() -> None:
    assert allocation_lacks(Allocation(id=ONE)) == (
        "a holder",
        "a kind (capital or revenue)",
        "a year",
        "an amount",
        "a status",
    )
    known = Allocation(id=ONE, holder=WGH, kind="capital", year=FIRST, amount=Pence(0), status="bid")
    assert allocation_lacks(known) == ()
    assert allocation_lacks(Allocation(id=ONE, holder=WGH, kind="capital", year=FIRST, status="bid", amount=Figure()))
