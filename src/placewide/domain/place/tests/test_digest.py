"""The digest by example: what counts as the same document."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest

from placewide.domain.funding.records import Allocation, CostLine
from placewide.domain.place.digest import canonical, digest
from placewide.domain.place.document import OpenRecord, Organisation, PlaceDetails, PlaceDocument
from placewide.domain.place.tests.places import COUNCIL, FIRST, URGENT, WGH, place, project
from placewide.domain.scope.records import Protect, Scenario, Scoping, Stop
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import FreeValue, Identifier
from placewide.domain.shared.json_text import canonical_json

ONE = Identifier("one")
SMALLEST = PlaceDocument(place=PlaceDetails(id=Identifier("westmere"), first_year=FIRST, years=5))


def test_is_the_sha_256_of_the_canonical_json() -> None:
    text = '{"place":{"first_year":"2026/27","id":"westmere","years":5}}'
    assert canonical_json(canonical(SMALLEST)) == text
    assert digest(SMALLEST) == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_money_is_pence_and_numbers_are_exact() -> None:
    line = CostLine(id=ONE, kind="capital", amounts=(Pence(12_345), None), contingency=Decimal("2.50"))
    document = replace(SMALLEST, projects=(project("p", costs=(line,)),))
    expected = '"costs":[{"amounts":[12345,null],"contingency":2.5,"id":"one","kind":"capital"}]'
    assert expected in canonical_json(canonical(document))


def amounts(*values: int | None, ongoing: bool = False) -> PlaceDocument:
    pence = tuple(None if value is None else Pence(value) for value in values)
    return place(projects=(project("p", costs=(CostLine(id=ONE, kind="revenue", amounts=pence, ongoing=ongoing),)),))


def test_trailing_zeros_of_yearly_amounts_do_not_count() -> None:
    assert digest(amounts(5, 0, 0)) == digest(amounts(5))
    assert digest(amounts(0, 5)) != digest(amounts(5))
    assert digest(amounts(5, None)) != digest(amounts(5))
    assert digest(amounts(5, None, 0)) == digest(amounts(5, None))


def test_a_zero_at_the_end_counts_where_the_last_amount_goes_on() -> None:
    assert digest(amounts(5, 0, ongoing=True)) != digest(amounts(5, ongoing=True))
    assert digest(amounts(5, 0, 0, ongoing=True)) == digest(amounts(5, 0, ongoing=True))


def test_no_amounts_are_not_unknown_amounts() -> None:
    unknown = place(projects=(project("p", costs=(CostLine(id=ONE, kind="revenue"),)),))
    assert digest(amounts()) != digest(unknown)


def test_the_order_of_amounts_and_objectives_counts_and_of_rows_does_not() -> None:
    assert digest(amounts(1, 2)) != digest(amounts(2, 1))
    first, second = (Scoping(objective=names) for names in (("npsv", "levelling"), ("levelling", "npsv")))
    assert digest(place(scoping=first)) != digest(place(scoping=second))
    rows = (Organisation(id=WGH), Organisation(id=COUNCIL))
    assert digest(place(organisations=rows)) == digest(place(organisations=rows[::-1]))
    assert digest(place(scoping=Scoping(count=("bid", "awarded")))) == digest(
        place(scoping=Scoping(count=("awarded", "bid")))
    )


def test_exclusion_said_by_one_is_said_by_both() -> None:
    one, both = (
        place(projects=(project("a", excludes=("b",)), project("b"))),
        place(projects=(project("a", excludes=("b",)), project("b", excludes=("a",)))),
    )
    assert digest(one) == digest(both)


@pytest.mark.parametrize(
    "document",
    [
        replace(SMALLEST, place=replace(SMALLEST.place, appraisal_years=5)),
        replace(SMALLEST, scoping=Scoping(objective="strategic_value", count=("awarded",), force=(), shares=True)),
        replace(SMALLEST, scoping=Scoping(stop=Stop(seconds=Decimal(60)), protect=(), change=())),
    ],
)
def test_what_says_the_default_says_nothing(document: PlaceDocument) -> None:
    assert digest(document) == digest(SMALLEST)


def test_the_first_year_is_the_default_start() -> None:
    assert digest(place(projects=(project("p", starts=(FIRST,)),))) == digest(place(projects=(project("p"),)))
    assert digest(place(projects=(project("p", starts=(FIRST.plus(1),)),))) != digest(place(projects=(project("p"),)))


def test_a_scenario_that_says_the_default_replaces_something() -> None:
    silent, explicit = (Scenario(id=ONE, scoping=Scoping(shares=value)) for value in (None, True))
    assert digest(place(scenarios=(silent,))) != digest(place(scenarios=(explicit,)))
    default_stop = Scenario(id=ONE, scoping=Scoping(stop=Stop()))
    assert digest(place(scenarios=(silent,))) != digest(place(scenarios=(default_stop,)))


def test_a_figure_that_says_only_its_value_is_that_value() -> None:
    bare, figure, more = (
        place(allocations=(Allocation(id=ONE, amount=amount),))
        for amount in (Pence(5), Figure(value=Pence(5)), Figure(value=Pence(5), is_="about"))
    )
    assert digest(bare) == digest(figure) != digest(more)


def test_text_is_compared_in_one_unicode_form() -> None:
    composed, apart = (place(organisations=(Organisation(id=WGH, name=name),)) for name in ("café", "cafe\u0301"))
    assert digest(composed) == digest(apart)


def test_free_values_are_sorted_and_without_nulls_but_amounts_stay() -> None:
    def contract(value: object) -> PlaceDocument:
        return place(contracts=(OpenRecord(id=ONE, values={"value": FreeValue(value)}),))

    assert digest(contract({"a": (2, 1), "b": None})) == digest(contract({"a": (1, 2)}))
    assert digest(contract({"amounts": (2, 1)})) != digest(contract({"amounts": (1, 2)}))
    assert digest(contract(Decimal("4.0"))) == digest(contract(4))
    assert digest(contract("4")) != digest(contract(4))


def test_every_mapping_is_compared_whatever_its_order() -> None:
    one, other = Protect(organisation=WGH, min_net_gain=Pence(0)), Protect(organisation=COUNCIL, min_net_gain=Pence(0))
    assert digest(place(scoping=Scoping(protect=(one, other)))) == digest(place(scoping=Scoping(protect=(other, one))))
    scores = {URGENT: Decimal(1), ONE: Decimal(2)}
    backwards = dict(reversed(scores.items()))
    assert digest(place(projects=(project("p", serves=scores),))) == digest(
        place(projects=(project("p", serves=backwards),))
    )
