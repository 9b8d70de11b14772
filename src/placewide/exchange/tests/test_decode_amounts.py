"""Amounts and numbers: only what has one meaning is read."""

from decimal import Decimal

import pytest

from placewide.domain.shared.figures import Figure, Pence
from placewide.exchange.place_file import loaded
from placewide.exchange.tests.reading import amount_error, document_of, json_node, load_yaml, only_error, the_only


def amounts(text: str) -> object:
    return document_of(f"allocations: [{{id: a1, amount: {text}}}]").allocations[0].amount


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("500000", 50_000_000),
        ("1234.50", 123_450),
        ("0.01", 1),
        ("0", 0),
        ("-0", 0),
        ("999999999999.99", 99_999_999_999_999),
        ("null", None),
    ],
)
def test_reads_pounds_as_pence(text: str, pence: int | None) -> None:
    assert amounts(text) == pence


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ('"1,234.50"', "write 1234.5"),
        ("£1", "write 1"),
        ("£1 234", "write 1234"),
        ("(500)", "write -500"),
        ("12%", "write 12"),
        ("1e3", "write 1000"),
        ("1_000", "write 1000"),
        ("017", "write 17"),
        ("+5", "write 5"),
        ("١٢٣", "write digits such as 1234.50"),
        ("１２", "write digits such as 1234.50"),
        ("0x1F", "write digits such as 1234.50"),
        (".5", "write digits such as 1234.50"),
        ("NaN", "write digits such as 1234.50"),
        ("Infinity", "write digits such as 1234.50"),
        ("TBC", "leave it empty (in a list: null) where it is unknown"),
        ("n/a", "leave it empty (in a list: null) where it is unknown"),
        ('"500"', "write it without quotes"),
    ],
)
def test_refuses_an_amount_that_could_mean_two_things(text: str, instead: str) -> None:
    finding = amount_error(text)
    assert (finding.where, finding.rule, finding.record) == ("allocations[0].amount", "not_amount", "a1")
    assert instead in finding.message
    assert finding.position == "place.yaml, line 2, column 24"


def test_refuses_more_than_two_decimals() -> None:
    finding = amount_error("0.001")
    assert (finding.rule, finding.where) == ("too_many_decimals", "allocations[0].amount")
    assert "write whole pence, such as 0.00" in finding.message


def test_refuses_ten_to_the_fourteen_pence() -> None:
    assert amount_error("1000000000000").rule == "amount_too_large"


def test_refuses_more_digits_than_a_spreadsheet_keeps() -> None:
    assert amount_error("1000000000000000000000.01").rule == "too_many_digits"


def test_refuses_a_negative_cost() -> None:
    finding = only_error("projects: [{id: p, costs: {capital: [0, -1]}}]")
    assert (finding.rule, finding.where) == ("out_of_range", "projects[0].costs[0].amounts[1]")
    assert "must be at least 0" in finding.message


def test_reads_a_dis_benefit() -> None:
    document = document_of("projects: [{id: p, benefits: [{id: b, amounts: [-12.34, null]}]}]")
    benefits = document.projects[0].benefits
    assert benefits is not None
    assert benefits[0].amounts == (-1234, None)


@pytest.mark.parametrize("text", ["true", "[1]", '"x"', '"500"'])
def test_refuses_what_is_no_number_in_json(text: str) -> None:
    raw = f'"allocations": [{{"id": "a1", "amount": {text}}}]'
    assert the_only(loaded(json_node(raw))).rule == "not_amount"


def test_reads_a_json_number_by_its_value() -> None:
    document = loaded(json_node('"allocations": [{"id": "a1", "amount": 1.5e3}]')).document
    assert document is not None
    assert document.allocations[0].amount == 150_000


def test_a_figure_that_says_only_its_value_is_that_value() -> None:
    assert amounts("{value: 12.5}") == 1250
    assert amounts("{value: null}") is None
    assert amounts("{}") is None


def test_reads_a_figure_with_provenance_and_other_reports() -> None:
    amount = amounts("{value: 216.1, is: up_to, status: announced, reports: [{value: 261.1, note: other paper}]}")
    assert amount == Figure(
        value=Pence(21610), is_="up_to", status="announced", reports=(Figure(value=Pence(26110), note="other paper"),)
    )


def test_holds_every_amount_of_a_figure_to_the_bounds_of_its_key() -> None:
    result = load_yaml("allocations: [{id: a1, amount: {low: -1, reports: [{value: -2}]}}]")
    where = [finding.where for finding in result.findings if finding.rule == "out_of_range"]
    assert where == ["allocations[0].amount.low", "allocations[0].amount.reports[0].value"]


def test_reads_numbers_without_trailing_zeros() -> None:
    document = document_of("strategy: {priorities: [{id: urgent, weight: 4.50}]}")
    weight = document.strategy.priorities[0].weight
    assert weight == Decimal("4.5")
    assert str(weight) == "4.5"


def test_refuses_a_number_out_of_its_bounds() -> None:
    finding = only_error("funds: [{id: f, rules: {pays_at_most: 1.5}}]")
    assert (finding.rule, finding.where) == ("out_of_range", "funds[0].rules.pays_at_most")
    assert "at least 0 and at most 1" in finding.message


def test_refuses_a_fraction_where_a_whole_number_is_due() -> None:
    assert only_error("organisations: [{id: wgh, count: 1.5}]").rule == "not_whole"


def test_refuses_amounts_for_more_years_than_any_appraisal_has() -> None:
    zeros = ", ".join(["0"] * 126)
    assert only_error(f"projects: [{{id: p, costs: {{capital: [{zeros}]}}}}]").rule == "too_many_years"
