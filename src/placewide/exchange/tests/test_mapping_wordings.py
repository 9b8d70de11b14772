"""Amounts, years, names and words as people type them."""

import datetime
from decimal import Decimal

import pytest

from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.record import Unit
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.mapping.wordings.texts import look, parts, slug, unique_ids
from placewide.exchange.mapping.wordings.words import MONEY_STATUS, kind_of_name, meaning, read_yes_no
from placewide.exchange.mapping.wordings.years import find_year, read_year, read_years
from placewide.exchange.reading.workbook import Cell


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,234.50", 123450),
        ("£1 234", 123400),
        ("£1\u00a0234", 123400),
        ("£250k", 25000000),
        ("0.25m", 25000000),
        ("£0.3 million", 30000000),
        ("(500)", -50000),
        ("-500", -50000),
        ("−£500", -50000),
        ("1 000 000", 100000000),
        ("nil", 0),
        ("£20k pa", 2000000),
        ("500*", 50000),
    ],
)
def test_reads_an_amount_as_people_type_it(text: str, pence: int) -> None:
    money = read_money(text, "pounds")
    assert money.pence == pence
    assert money.remark is None


@pytest.mark.parametrize(
    "text", ["TBC", "?", "n/a", "see note", "£250k?", "12%", "1,23", "12 34", "1e5", "none", "#REF!"]
)
def test_takes_what_is_no_amount_for_unknown_and_never_for_nought(text: str) -> None:
    money = read_money(text, "pounds")
    assert money.pence is None
    assert not money.is_empty
    assert money.remark is not None


@pytest.mark.parametrize("text", ["-", "–", "£ -", "  "])
def test_takes_a_dash_for_an_empty_cell(text: str) -> None:
    assert read_money(text, "pounds").is_empty


def test_says_how_it_read_an_amount_in_continental_style() -> None:
    money = read_money("1.234,50", "pounds")
    assert money.pence == 123450
    assert money.remark == "“1.234,50” was read as £1,234.50"


def test_leaves_an_amount_unknown_that_can_be_read_in_two_ways() -> None:
    assert read_money("1.234", "pounds").pence is None
    assert "two ways" in str(read_money("1.234", "pounds").remark)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("c. £250k", "about"),
        ("~250k", "about"),
        ("up to £250k", "up_to"),
        ("under 250k", "just_under"),
        (">£250k", "more_than"),
    ],
)
def test_keeps_how_sure_an_amount_is(text: str, said: str) -> None:
    money = read_money(text, "pounds")
    assert money.pence == 25000000
    assert money.figure == (("is", said),)


def test_keeps_the_ends_of_a_range_without_choosing_an_amount() -> None:
    money = read_money("£200k–£300k", "pounds")
    assert money.pence is None
    assert money.figure == (("low", 20000000), ("high", 30000000))


@pytest.mark.parametrize(
    ("cell", "unit", "pence"),
    [
        (250, "thousands", 25000000),
        (Decimal("12.5"), "thousands", 1250000),
        (Decimal("0.0001"), "millions", 10000),
        ("£250k", "thousands", 25000000),
        ("1,500", "thousands", 150000000),
    ],
)
def test_applies_the_unit_of_the_column_unless_the_cell_has_its_own(cell: Cell, unit: Unit, pence: int) -> None:
    assert read_money(cell, unit).pence == pence


def test_asks_what_a_pound_sign_means_in_a_column_of_thousands() -> None:
    assert read_money("£1,500", "thousands").pence is None


def test_rounds_a_fraction_of_a_penny_half_up_and_says_so() -> None:
    money = read_money(Decimal("33.335"), "pounds")
    assert money.pence == 3334
    assert money.rule == "rounded"


def test_doubts_an_amount_of_a_hundred_million() -> None:
    assert read_money(250_000, "thousands").rule == "unit_doubtful"


@pytest.mark.parametrize(
    "text",
    ["2026/27", "26/27", "2026-27", "FY 2026-27", "FY26/27", "2026/2027", "2026–27", "Capital 2026/27",
     "2026/27 revenue", "Apr-26 to Mar-27", "Year to March 2027", "Y/E 31/03/2027"],
)  # fmt: skip
def test_finds_the_financial_year_in_a_header(text: str) -> None:
    found = find_year(text)
    assert found is not None
    assert found.year == FinancialYear(2026)
    assert found.unsure is None


@pytest.mark.parametrize("text", ["FY26", "2026", "FY2026"])
def test_says_that_a_single_year_could_be_another_one(text: str) -> None:
    found = find_year(text)
    assert found is not None
    assert found.year == FinancialYear(2026)
    assert "2025/26" in str(found.unsure)


@pytest.mark.parametrize(
    ("text", "number"), [("Year 1", 1), ("Y1 cap", 1), ("Yr2", 2), ("Year three (£k)", 3), ("Year 0", 0)]
)
def test_finds_a_year_that_is_counted_from_the_start(text: str, number: int) -> None:
    found = find_year(text)
    assert found is not None
    assert (found.year, found.number) == (None, number)


@pytest.mark.parametrize("text", ["2026/28", "2026/27–2030/31", "12/13", "Phase 1", "v1.2-1.3", "Scheme", "31/03/2027"])
def test_takes_neither_spans_nor_other_numbers_for_a_year(text: str) -> None:
    assert find_year(text) is None


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("2026/27 or 2027/28", [2026, 2027]),
        ("April 2027", [2027]),
        ("Mar-27", [2026]),
        ("31/03/2027", [2026]),
        ("2027-06", [2027]),
        ("Q2 26/27", [2026]),
        (datetime.date(2026, 3, 31), [2025]),
        ("soon", []),
    ],
)
def test_reads_the_years_in_which_something_may_start(cell: Cell, years: list[int]) -> None:
    assert [name.year.start for name in read_years(cell) if name.year is not None] == years


def test_reads_a_small_number_in_a_column_of_years_as_counted_from_the_start() -> None:
    name = read_year(2)
    assert name is not None
    assert name.number == 2


def test_compares_names_whatever_their_case_spaces_and_signs() -> None:
    assert look("The  St. Anne's Hospice & Friends") == look("st annes hospice and friends")


def test_splits_a_list_of_names_at_commas_semicolons_and_lines() -> None:
    assert parts("A Council; B, C and D\n• E / F") == ["A Council", "B", "C and D", "E", "F"]


def test_makes_ids_of_names_that_do_not_depend_on_their_order() -> None:
    names = {"one": "Wi-Fi", "two": "wi fi", "three": "Étoile"}
    backwards = dict(reversed(names.items()))
    assert unique_ids(names) == unique_ids(backwards) == {"one": "wi_fi", "two": "wi_fi_2", "three": "etoile"}


def test_makes_an_id_even_of_a_name_without_latin_letters_and_of_a_very_long_one() -> None:
    assert slug("東京").startswith("x")
    assert len(slug("word " * 40)) <= 64


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Weir Hospital NHS Trust", "nhs_trust"),
        ("NHS Weir ICB", "icb"),
        ("Weir District Council", "local_authority"),
        ("Weir Council for Voluntary Service", "vcse"),
        ("St Anne's Hospice", "hospice"),
        ("Weir Ambulance Service NHS Trust", "ambulance"),
        ("North Weir PCN", "primary_care"),
        ("Weir General", None),
    ],
)
def test_tells_the_kind_of_an_organisation_from_its_name_only_where_that_is_clear(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


def test_takes_only_whole_words_for_a_status_and_the_workbooks_own_words_first() -> None:
    assert meaning("Confirmed", {}, MONEY_STATUS) == "awarded"
    assert meaning("Confirmed subject to board", {}, MONEY_STATUS) is None
    assert meaning("confirmed", {"Confirmed": "indicative"}, MONEY_STATUS) == "indicative"
    assert meaning("Confirmed", {"Confirmed": "unknown"}, MONEY_STATUS) is None


@pytest.mark.parametrize(
    ("cell", "answer"), [("Yes", True), ("N", False), ("✓", True), (True, True), (None, False), ("x", None)]
)
def test_reads_yes_and_no_and_does_not_guess_at_other_marks(cell: Cell, answer: bool | None) -> None:
    assert read_yes_no(cell) is answer
