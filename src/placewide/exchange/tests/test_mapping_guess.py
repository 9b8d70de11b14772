"""What is guessed of workbooks that are laid out in other ways than ours."""

import datetime
from decimal import Decimal

import pytest

from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.account import describe
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.mapping.record import Mapping, SheetMapping
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.tests.foreign_layouts import (
    FLAT,
    LEDGER,
    PROPOSALS,
    Rows,
    as_sheet,
    as_workbook,
    read_by_guess,
    rules,
)


def _sheet(mapping: Mapping, name: str) -> SheetMapping:
    return next(sheet for sheet in mapping.sheets if sheet.sheet == name)


def _feeds(mapping: Mapping, name: str) -> dict[str, str]:
    return {column.label: column.feeds for column in _sheet(mapping, name).columns if column.feeds != "nothing"}


def _guess_costs(*rows: list[str | int | float | None]) -> SheetMapping:
    return _sheet(guess(as_workbook({"Projects": PROPOSALS, "Costs": rows})), "Costs")


def test_reads_a_flat_list_with_a_row_for_each_kind_of_cost() -> None:
    mapped = read_by_guess(FLAT)
    assert mapped.document is not None
    projects = {str(project.id): project for project in mapped.document.projects}
    portal, sensors = projects["records_portal"], projects["night_sensors"]
    assert [(line.kind, line.amounts) for line in portal.costs] == [
        ("capital", (25000000, 5000000)),
        ("revenue", (0, 2000000, 2000000)),
    ]
    assert sensors.starts == (FinancialYear(2027),)
    assert sensors.requires == ("records_portal",)
    assert projects["ward_tablets"].mandatory
    assert portal.lead == "westhill_city_council"
    assert rules(mapped) == []


def test_reads_money_with_a_row_for_each_year_and_columns_of_kinds() -> None:
    document = read_by_guess(FLAT).document
    assert document is not None
    money = {(str(each.holder), str(each.kind), str(each.year)): each.amount for each in document.allocations}
    assert money["westhill_general_nhs_trust", "capital", "2026/27"] == 30000000
    assert money["westhill_city_council", "revenue", "2027/28"] == 2500000
    assert [each.status for each in document.allocations].count("to_be_found") == 2


def test_reads_a_ledger_with_a_row_for_each_project_item_and_year() -> None:
    mapped = read_by_guess(LEDGER)
    assert mapped.document is not None
    projects = {str(project.id): project for project in mapped.document.projects}
    feed = projects["blood_results_feed"]
    assert [(line.id, line.kind, line.amounts) for line in feed.costs] == [
        ("interfaces", "capital", (9000000,)),
        ("licences", "revenue", (1200000, 1250000)),
    ]
    assert projects["care_plan_sharing"].starts == (FinancialYear(2027),)
    assert projects["diabetes_app"].status == "parked"
    assert projects["diabetes_app"].partners == ("fellshire_council", "dale_surgery")
    benefits = {str(each.id): each for each in projects["care_plan_sharing"].benefits or ()}
    assert benefits["visits_saved"].amounts == (1500000,)
    assert benefits["calmer_families"].class_ == "unmonetised"


def test_takes_one_score_in_words_for_one_priority_and_says_so() -> None:
    mapped = read_by_guess(LEDGER)
    assert mapped.document is not None
    (priority,) = mapped.document.strategy.priorities
    assert (str(priority.id), priority.weight) == ("strategic_fit", Decimal(1))
    scores = [(project.serves or {}).get(priority.id) for project in mapped.document.projects]
    assert scores == [Decimal(5), Decimal(5), Decimal(3), Decimal(1)]
    assert "Words for scores: “High” as 5, “Low” as 1, “Medium” as 3." in mapped.understood


def test_a_title_gives_the_status_and_the_unit_of_all_money_below_it() -> None:
    sheet = _sheet(guess(as_workbook(LEDGER)), "Confirmed funding")
    assert (sheet.holds, sheet.status, sheet.unit, sheet.header_row) == ("allocations", "awarded", "millions", 2)


def test_says_how_sure_it_is_of_each_column_and_why() -> None:
    columns = {column.header: column for column in _sheet(guess(as_workbook(FLAT)), "Sheet1").columns}
    assert columns["Organisation"].feeds == "lead"
    assert columns["Organisation"].because == "header “Organisation” looks like “lead”"
    assert 0 < (columns["Organisation"].sure or 0) <= 100


@pytest.mark.parametrize(
    ("header", "year", "kind", "unit"),
    [
        ("2026/27", "2026/27", None, None),
        ("26/27 Cap (£k)", "2026/27", "capital", "thousands"),
        ("Capital 2026/27", "2026/27", "capital", None),
        ("2026/27 revenue", "2026/27", "revenue", None),
        ("Y1 cap", "Year 1", "capital", None),
        ("Year 2 (£'000)", "Year 2", None, "thousands"),
        ("FY 2026-27 £m", "2026/27", None, "millions"),
        ("Capital", None, "capital", None),
        ("Amount (£)", None, None, "pounds"),
    ],
)
def test_reads_year_kind_and_unit_in_the_header_of_a_cost(
    header: str, year: str | None, kind: str | None, unit: str | None
) -> None:
    column = _guess_costs(["Project", header], ["Alpha", 5]).columns[1]
    assert (column.feeds, column.year, column.kind, column.unit) == ("cost", year, kind, unit)


def test_is_less_sure_of_a_year_that_could_be_another_one() -> None:
    sheet = _guess_costs(["Project", "FY26"], ["Alpha", 5])
    assert (sheet.columns[1].year, sheet.columns[1].sure) == ("2026/27", 75)
    assert "2025/26" in str(sheet.columns[1].because)


def test_reads_a_date_as_the_header_of_its_financial_year() -> None:
    rows: Rows = [["Project", datetime.date(2026, 4, 1)], ["Alpha", 5]]
    sheet = _sheet(guess(as_workbook({"Projects": PROPOSALS, "Costs": rows})), "Costs")
    assert sheet.columns[1].year == "2026/27"


def test_counts_years_from_one_even_where_the_workbook_counts_from_nought() -> None:
    sheet = _guess_costs(["Project", "Year 0", "Year 1"], ["Alpha", 5, 6])
    assert [column.year for column in sheet.columns[1:]] == ["Year 1", "Year 2"]


def test_finds_the_headers_below_titles_and_empty_rows() -> None:
    sheet = _guess_costs(
        ["Costs of the digital programme"], [], ["All figures in £000"], [], ["Project", "2026/27"], ["Alpha", 5]
    )
    assert (sheet.header_row, sheet.unit) == (5, "thousands")


def test_finds_two_rows_of_headers() -> None:
    costs = as_sheet(
        "Costs",
        [["Project", "2026/27", None, "2027/28", None], [None, "Cap", "Rev", "Cap", "Rev"], ["Alpha", 10, 1, 5, 1]],
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    mapping = guess(Workbook((as_sheet("Projects", PROPOSALS), costs)))
    found = [(each.label, each.year, each.kind) for each in _sheet(mapping, "Costs").columns[1:]]
    assert found == [
        ("2026/27: Cap", "2026/27", "capital"),
        ("2026/27: Rev", "2026/27", "revenue"),
        ("2027/28: Cap", "2027/28", "capital"),
        ("2027/28: Rev", "2027/28", "revenue"),
    ]


def test_does_not_take_rows_of_numbers_below_years_for_headers() -> None:
    sheet = _guess_costs(["Project", "Type", "26/27", "27/28"], ["Alpha", "Capital", 0, 0], ["Beta", "Revenue", 1, 1])
    assert (sheet.header_row, sheet.heading_rows) == (1, 1)


def test_recognises_a_column_of_projects_by_its_cells() -> None:
    sheet = _guess_costs(["Line of work", "Capital 2026/27"], ["Alpha", 5], ["Beta", 6])
    assert (sheet.columns[0].feeds, sheet.columns[0].because) == ("project", "its cells are names of proposals")


def test_does_not_plan_again_what_is_spent() -> None:
    sheet = _guess_costs(["Project", "2025/26 actual", "2026/27"], ["Alpha", 5, 6])
    assert [column.feeds for column in sheet.columns] == ["project", "nothing", "cost"]


def test_does_not_take_a_person_for_an_organisation() -> None:
    rows: Rows = [["Project", "Lead contact", "Lead organisation"], ["Alpha", "Pat", "Weir Council"]]
    assert _feeds(guess(as_workbook({"Projects": rows})), "Projects")["Lead organisation"] == "lead"
    assert "Lead contact" not in _feeds(guess(as_workbook({"Projects": rows})), "Projects")


def test_recognises_scores_by_the_names_of_priorities() -> None:
    mapping = guess(as_workbook({
        "Projects": [["Project", "Lead", "Flow", "Total score"], ["Alpha", "Weir Council", 3, 3]],
        "Priorities": [["Priority", "Weight"], ["Flow", "60%"], ["Frailty", 40]],
    }))  # fmt: skip
    assert _feeds(mapping, "Projects") == {"Project": "name", "Lead": "lead", "Flow": "score"}


def test_leaves_old_hidden_and_repeating_sheets_aside_and_says_why() -> None:
    sheets = [
        as_sheet("Projects", PROPOSALS),
        as_sheet("Old costs", [["Project", "Capital 2026/27"], ["Alpha", 9]]),
        as_sheet("Spare", [["Project", "Capital 2026/27"], ["Alpha", 9]], hidden=True),
        as_sheet("For the board", PROPOSALS[:3]),
        as_sheet("Empty", []),
    ]
    mapping = guess(Workbook(tuple(sheets)))
    assert [sheet.holds for sheet in mapping.sheets] == ["proposals", "ignore", "ignore", "ignore", "ignore"]
    reasons = [sheet.because for sheet in mapping.sheets[1:]]
    assert reasons == [
        "the name “Old costs” suggests that nothing here is to be read",
        "the sheet is hidden; say what it holds if it is to be read",
        "it repeats proposals of the sheet “Projects”",
        "the sheet is empty",
    ]


def test_takes_initials_for_the_one_name_that_they_fit() -> None:
    rows: Rows = [["Project", "Lead", "Partners"], ["Alpha", "WGH", "Weir General Hospital NHS Trust, ABC"]]
    assert guess(as_workbook({"Projects": rows})).organisations == {"WGH": "Weir General Hospital NHS Trust"}


def test_lists_the_words_that_it_does_not_understand() -> None:
    rows: Rows = [
        ["Fund", "Holder", "2026/27 capital", "Status"],
        ["F", "Weir Council", 5, "Verbal"],
        ["G", "X", 5, "Secured"],
    ]
    words = guess(as_workbook({"Projects": PROPOSALS, "Funding": rows})).words
    assert words.money_status == {"Secured": "awarded", "Verbal": "unknown"}


def test_takes_the_first_year_and_the_horizon_from_the_years_of_money() -> None:
    place = guess(as_workbook(LEDGER)).place
    assert (str(place.first_year), place.years) == ("2026/27", 3)
    assert guess(as_workbook(LEDGER), FinancialYear(2025)).place.first_year == FinancialYear(2025)


def test_describes_each_sheet_in_plain_sentences_with_a_row_read_back() -> None:
    workbook = as_workbook(LEDGER)
    told = describe(guess(workbook), workbook)
    assert "Sheet “Confirmed funding” holds allocations (99 % sure): 3 rows below the headers in row 2." in told
    assert "Sheet “Confirmed funding”, left out as totals: row 6." in told
    assert "Sheet “Confirmed funding”: 4 of 4 totals agree with the rows that were read." in told
    read_back = (
        "Sheet “Spend by year”, row 2 read back: project “Blood results feed”, item “Interfaces”, kind “Cap”, "
        "year “2026-27”, cost £90,000."
    )
    assert read_back in told
    assert "Sheet “Spend by year”, not used: “Idea no.” (the header is not known)." in told
