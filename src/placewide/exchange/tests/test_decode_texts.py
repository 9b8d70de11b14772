"""Ids, text, dates, years, choices and free values."""

from decimal import Decimal

import pytest

from placewide.domain.shared.years import FinancialYear
from placewide.exchange.place_file import loaded
from placewide.exchange.tests.reading import document_of, free_value, json_node, only_error, the_only


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("WGH", "write “wgh”"),
        ("'wgh '", "write “wgh”"),
        ("Westmere General", "write “westmere_general”"),
        ("café", "“é” (LATIN SMALL LETTER E WITH ACUTE) is not allowed; write “cafe”"),
        ("Аb", "“А” (CYRILLIC CAPITAL LETTER A) is not allowed"),
        ("-x", "it must begin with a letter or digit"),
        ("x" * 65, "at most 64 characters"),
        ("true.x", "write “true_x”"),
    ],
)
def test_refuses_an_id_that_looks_like_another(text: str, message: str) -> None:
    finding = only_error(f"organisations: [{{id: {text}}}]")
    assert (finding.rule, finding.where) == ("bad_id", "organisations[0].id")
    assert message in finding.message


def test_reads_an_id_of_digits_from_any_format() -> None:
    assert document_of("organisations: [{id: 2025}]").organisations[0].id == "2025"
    document = loaded(json_node('"organisations": [{"id": 2025}]')).document
    assert document is not None
    assert document.organisations[0].id == "2025"


def test_text_stays_text_however_it_looks() -> None:
    names = ["NO", "on", "y", "017", "1_000", "12:30:00", "1e3", "=1+1", "2026-03-31", "true"]
    rows = ", ".join(f"{{id: o{number}, name: {name}}}" for number, name in enumerate(names))
    assert [one.name for one in document_of(f"organisations: [{rows}]").organisations] == names


def test_text_is_normalised_and_empty_text_is_unknown() -> None:
    document = document_of('organisations: [{id: a, name: "cafe\\u0301"}, {id: b, name: "  "}]')
    assert [one.name for one in document.organisations] == ["café", None]


@pytest.mark.parametrize(
    ("character", "rule"),
    [("\\u0085", "control_character"), ("\\u202e", "direction_mark"), ("\\ufffe", "control_character")],
)
def test_refuses_characters_that_hide_something(character: str, rule: str) -> None:
    finding = the_only(loaded(json_node(f'"organisations": [{{"id": "a", "name": "x{character}"}}]')))
    assert (finding.rule, finding.where) == (rule, "organisations[0].name")


def test_refuses_text_that_no_cell_can_hold() -> None:
    assert only_error(f"organisations: [{{id: a, name: {'x' * 32_768}}}]").rule == "text_too_long"


@pytest.mark.parametrize("text", ["2016", "2016-06", "2016-06-30", "'2024-02-29'"])
def test_reads_partial_dates(text: str) -> None:
    document = document_of(f"organisations: [{{id: a, valid_from: {text}}}]")
    assert document.organisations[0].valid_from == text.strip("'")


@pytest.mark.parametrize("text", ["2023-02-29", "30/06/2016", "2016-13", "2016-6", "0001", "June 2016", "2016-06-31"])
def test_refuses_dates_that_never_were_or_mean_two_things(text: str) -> None:
    finding = only_error(f"organisations: [{{id: a, valid_from: {text}}}]")
    assert (finding.rule, finding.where) == ("bad_date", "organisations[0].valid_from")


def test_reads_a_financial_year() -> None:
    assert document_of("allocations: [{id: a, year: 2026/27}]").allocations[0].year == FinancialYear(2026)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026/28", "write 2026/27"),
        ("2026", "write 2026/27"),
        ("2026-27", "write 2026/27"),
        ("2026/2027", "write 2026/27"),
        ("26/27", "not a financial year such as 2026/27"),
    ],
)
def test_refuses_a_year_that_is_no_financial_year(text: str, message: str) -> None:
    finding = only_error(f"allocations: [{{id: a, year: {text}}}]")
    assert finding.rule == "bad_year"
    assert message in finding.message


@pytest.mark.parametrize("text", ["NO", "yes", "on", "y", "1", "True", '"true"'])
def test_refuses_every_word_for_yes_but_true(text: str) -> None:
    finding = only_error(f"allocations: [{{id: a, may_share: {text}}}]")
    assert (finding.rule, finding.where) == ("not_yes_no", "allocations[0].may_share")


def test_names_the_nearest_choice() -> None:
    finding = only_error("organisations: [{id: wgh, kind: nhs_trsut}]")
    assert (finding.rule, finding.record) == ("unknown_choice", "wgh")
    assert "did you mean “nhs_trust”?" in finding.message


def test_names_all_choices_when_none_is_near() -> None:
    assert "known: bid, indicative, announced" in only_error("allocations: [{id: a, status: 42}]").message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12.50", Decimal("12.5")),
        ("4.0", 4),
        ("true", True),
        ("'12'", "12"),
        ("'true'", "true"),
        ("017", "017"),
        ("1e3", "1e3"),
        ("NO", "NO"),
        ("[1, two, null]", (1, "two", None)),
        ("{a: {b: [0.5]}}", {"a": {"b": (Decimal("0.5"),)}}),
    ],
)
def test_reads_free_values_by_the_strict_rules_and_quoted_ones_as_text(text: str, value: object) -> None:
    assert free_value(text) == value


def test_refuses_a_free_number_that_a_spreadsheet_would_change() -> None:
    finding = only_error("observations: [{id: o, value: 1234567890123456}]")
    assert (finding.rule, finding.where) == ("too_many_digits", "observations[0].value")
    assert "quote it where it is a code" in finding.message
