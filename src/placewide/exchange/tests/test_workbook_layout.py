"""Our own layout in Excel, as people leave it after working in it."""

import datetime
import io
from decimal import Decimal

import pytest

from placewide.domain.shared.findings import Finding
from placewide.exchange.place_file import Loaded, loaded
from placewide.exchange.reading.source import Limits
from placewide.exchange.reading.workbook_reader import read_workbook
from placewide.exchange.sheets.template import example_place
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.exchange.tests.reading import the_only
from placewide.exchange.tests.workbooks import Book, edited, opened, put, read, template_bytes


def set_cell(sheet: str, header: str, value: object, row: int = 2) -> Loaded:
    return edited(lambda book: put(book[sheet], header, value, row))


def error_after(sheet: str, header: str, value: object, row: int = 2) -> Finding:
    return the_only(set_cell(sheet, header, value, row))


def test_the_template_reads_back_as_the_example() -> None:
    result = edited(len)
    assert result.document == example_place()
    assert [finding for finding in result.findings if finding.severity != "note"] == []


@pytest.mark.parametrize("text", ["TBC", "1,234.50", "£1 234", "(500)", "12%", "1e3"])
def test_refuses_an_unreadable_amount_with_sheet_and_cell(text: str) -> None:
    finding = error_after("allocations", "amount", text)
    assert (finding.rule, finding.where) == ("not_amount", "allocations[0].amount")
    assert (finding.record, finding.position) == ("frontline_2026", "place.xlsx, sheet allocations, cell H2")


def test_refuses_an_unreadable_yearly_amount_with_sheet_and_cell() -> None:
    finding = error_after("costs", "year 2", "TBC")
    assert (finding.where, finding.position) == ("projects[0].costs[0].amounts[1]", "place.xlsx, sheet costs, cell H2")


def test_a_number_as_text_is_a_number() -> None:
    result = set_cell("allocations", "amount", "1234.5")
    assert result.document is not None
    assert result.document.allocations[0].amount == 123_450


def test_takes_the_noise_of_binary_arithmetic_out_of_numbers() -> None:
    result = set_cell("allocations", "amount", Decimal(repr(0.1 + 0.2)))
    assert result.document is not None
    assert result.document.allocations[0].amount == 30


def test_an_empty_cell_ends_the_yearly_amounts_and_unknown_stands_for_one_that_is_not_known() -> None:
    result = set_cell("costs", "year 3", "unknown")
    assert result.document is not None
    assert result.document.projects[0].costs[0].amounts is not None
    assert result.document.projects[0].costs[0].amounts[1:] == (5_000_000, None)


def test_refuses_a_gap_among_yearly_amounts() -> None:
    finding = error_after("costs", "year 4", 5)
    assert finding.rule == "gap_in_years"
    assert finding.record == "shared_record / software"
    assert "year 3 is empty while a later year is filled; write 0, or “unknown”" in finding.message


def test_none_says_that_there_are_no_benefits() -> None:
    def change(book: Book) -> None:
        del book["benefits"], book["effects"]
        put(book["projects"], "benefits", "none")

    document = edited(change).document
    assert document is not None
    assert document.projects[0].benefits == ()


def test_refuses_other_words_where_only_none_may_stand() -> None:
    assert error_after("projects", "benefits", "many").rule == "bad_cell"


@pytest.mark.parametrize("header", ["  Amount ", "AMOUNT", "amo\u200bunt", "\u00a0amount"])
def test_headers_may_differ_in_case_and_spaces(header: str) -> None:
    def change(book: Book) -> None:
        put(book["allocations"], "amount", header, row=1)

    assert edited(change).document == example_place()


def test_columns_and_rows_may_stand_in_any_order() -> None:
    def change(book: Book) -> None:
        header, first, second = book["organisations"]
        book["organisations"] = [list(reversed(row)) for row in (header, [None] * len(header), second, first)]

    document = edited(change).document
    assert document is not None
    assert document.organisations == tuple(reversed(example_place().organisations))


def test_refuses_an_unknown_column_naming_the_nearest() -> None:
    def change(book: Book) -> None:
        put(book["allocations"], "amount", "ammount", row=1)

    finding = the_only(edited(change))
    assert (finding.rule, finding.position) == ("unknown_column", "place.xlsx, sheet allocations, cell H1")
    assert "did you mean “amount”?" in finding.message


def test_refuses_a_header_given_twice() -> None:
    def change(book: Book) -> None:
        put(book["allocations"], "shareable", "Amount", row=1)

    assert the_only(edited(change)).rule == "duplicate_header"


def test_refuses_values_under_no_header() -> None:
    def change(book: Book) -> None:
        book["allocations"].append([None] * 30 + ["forgotten"])

    finding = the_only(edited(change))
    assert (finding.rule, finding.position) == ("missing_header", "place.xlsx, sheet allocations, cell AE3")


def test_passes_over_sheets_of_others_with_a_warning() -> None:
    def change(book: Book) -> None:
        book["Notes"] = [["call the bank"]]
        book["Empty"] = [[None]]

    result = edited(change)
    warnings = [finding for finding in result.findings if finding.severity == "warning"]
    assert result.document == example_place()
    assert [(finding.rule, finding.position) for finding in warnings] == [("unknown_sheet", "place.xlsx, sheet Notes")]


def test_refuses_a_row_of_an_unknown_project_naming_the_nearest() -> None:
    finding = error_after("costs", "project", "shared_recrod", row=3)
    assert (finding.rule, finding.position) == ("unknown_reference", "place.xlsx, sheet costs, cell A3")
    assert "no project has the id “shared_recrod”; did you mean “shared_record”?" in finding.message


def test_refuses_a_row_that_belongs_to_nothing() -> None:
    finding = error_after("costs", "project", None, row=3)
    assert finding.rule == "missing_parent"
    assert "fill in project, or project and option" in finding.message


def test_refuses_a_figure_about_no_cell() -> None:
    finding = error_after("figures", "row", "shared_record / sofware")
    assert (finding.rule, finding.position) == ("unknown_cell", "place.xlsx, sheet figures, cell A2")
    assert "did you mean “shared_record / software”?" in finding.message


def test_a_figure_follows_its_row_wherever_it_is_moved() -> None:
    def change(book: Book) -> None:
        book["costs"].append(book["costs"].pop(1))

    document = edited(change).document
    assert document is not None
    moved = document.projects[0].costs[1]
    assert moved == example_place().projects[0].costs[0]


def test_says_so_when_excel_has_made_a_date_of_a_financial_year() -> None:
    finding = error_after("allocations", "year", datetime.date(2011, 12, 1))
    assert finding.rule == "bad_year"
    assert "Excel has made a date of it: format the cell as text" in finding.message


def test_reads_a_date_cell_as_a_date() -> None:
    document = set_cell("endorsements", "date", datetime.date(2026, 4, 1)).document
    assert document is not None
    assert document.strategy.endorsements[0].date == "2026-04-01"


def test_refuses_a_key_that_is_not_known_on_a_sheet_of_keys() -> None:
    def change(book: Book) -> None:
        book["place"][5][0] = "frist_year"

    rules = {(finding.rule, finding.position) for finding in edited(change).findings if finding.severity == "error"}
    assert ("unknown_key", "place.xlsx, sheet place, cell A6") in rules


@pytest.mark.parametrize(
    ("header", "text"),
    [("serves", "urgent 4"), ("serves", "urgent: 4; urgent: 3"), ("partners", "[wgh"), ("serves", "{")],
)
def test_refuses_a_list_or_mapping_that_cannot_be_read(header: str, text: str) -> None:
    assert error_after("projects", header, text).rule == "bad_cell"


def test_passes_over_a_workbook_that_is_not_ours_and_says_what_is_missing() -> None:
    rules = [finding.rule for finding in read({"Sheet1": [["Proposal", "Cost"]]}).findings]
    assert rules == ["unknown_sheet", "missing_key"]


def test_reads_a_workbook_that_another_program_has_saved() -> None:
    stream = io.BytesIO()
    opened(template_bytes()).save(stream)
    workbook = read_workbook(stream.getvalue(), "place.xlsx", Limits()).result
    assert loaded(*nodes_of_workbook(workbook, "place.xlsx")).document == example_place()
