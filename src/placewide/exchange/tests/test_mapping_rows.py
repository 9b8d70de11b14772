"""Which rows of a workbook are records, and what becomes of the others."""

import pytest

from placewide.domain.funding.records import CostLine
from placewide.exchange.mapping.apply import Mapped
from placewide.exchange.mapping.tables import is_total
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.tests.foreign_layouts import PROPOSALS, Rows, Typed, as_sheet, read_by_guess, rules


def _with_costs(*rows: list[Typed]) -> Mapped:
    return read_by_guess({"Projects": PROPOSALS, "Costs": rows})


def _costs(mapped: Mapped, project: str) -> dict[str, object]:
    """The yearly amounts of a project's cost lines, by id, in pence."""
    assert mapped.document is not None, mapped.findings
    lines: tuple[CostLine, ...] = next(each.costs for each in mapped.document.projects if each.id == project)
    return {str(line.id): line.amounts for line in lines}


@pytest.mark.parametrize(
    "text", ["Total", "Totals", "Sum", "Grand total", "Sub-total", "Total capital 2026/27", "Total cost (£k)", "TOTAL:"]
)
def test_recognises_totals(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["Total triage", "Totally digital ward", "Sum of us", "Overall", "All", "Capital"])
def test_does_not_take_a_project_for_a_total(text: str) -> None:
    assert not is_total(text)


def test_leaves_out_rows_of_totals_and_says_that_they_agree() -> None:
    mapped = _with_costs(["Project", "Capital 2026/27"], ["Alpha", 5], ["Beta", 6], ["Grand total", 11])
    assert rules(mapped) == ["total_row"]
    assert "Sheet “Costs”: 1 of 1 totals agree with the rows that were read." in mapped.understood


def test_warns_where_a_total_is_not_the_sum_of_the_rows() -> None:
    mapped = _with_costs(["Project", "Capital 2026/27"], ["Alpha", 5], ["Beta", 6], [], ["Total", 12])
    (finding,) = [each for each in mapped.findings if each.rule == "total_differs"]
    assert finding.message == "the total of “Capital 2026/27” says £12, but the rows read add up to £11"
    assert str(finding.position).endswith("cell B5")


def test_leaves_out_subtotals_of_what_stands_elsewhere_on_the_sheet() -> None:
    money: Rows = [
        ["Holder", "Fund", "Capital 2026/27"],
        ["Weir Council", "A", 5],
        ["Weir Council total", None, 5],
        ["Total for Weir Council", None, 5],
    ]
    mapped = read_by_guess({"Projects": PROPOSALS, "Funding": money})
    assert mapped.document is not None
    assert len(mapped.document.allocations) == 1


def test_reads_capital_and_revenue_in_blocks_below_their_headings() -> None:
    mapped = _with_costs(
        ["Project", "2026/27", "2027/28"],
        ["Capital"],
        ["Alpha", 10, 5],
        ["Total capital", 10, 5],
        [],
        ["Revenue"],
        ["Project", "2026/27", "2027/28"],
        ["Alpha", 1, 1],
        ["Note: all without VAT"],
    )
    assert _costs(mapped, "alpha") == {"capital": (1000, 500), "revenue": (100, 100)}
    assert rules(mapped) == ["heading", "total_row", "heading", "header_row", "note_row"]


def test_reads_rows_below_a_project_that_is_written_only_once() -> None:
    mapped = _with_costs(
        ["Project", "Type", "2026/27"], ["Alpha", "Capital", 10], [None, "Revenue", 1], ["Beta", "Cap", 2]
    )
    assert _costs(mapped, "alpha") == {"capital": (1000,), "revenue": (100,)}


def test_gives_a_cell_that_is_merged_over_rows_to_each_of_them_but_its_money_only_once() -> None:
    costs = as_sheet(
        "Costs",
        [["Project", "Type", "2026/27"], ["Alpha", "Capital", 10], [None, "Revenue", None], ["Beta", "Capital", 2]],
        merged=("A2:A3", "C2:C3"),
    )
    mapped = read_by_guess(Workbook((as_sheet("Projects", PROPOSALS), costs)))
    assert _costs(mapped, "alpha") == {"capital": (1000,)}


def test_reads_two_kinds_of_columns_by_year_under_group_headings() -> None:
    costs = as_sheet(
        "Costs",
        [
            ["Project", "Capital", None, "Revenue", None],
            [None, "26/27", "27/28", "26/27", "27/28"],
            ["Alpha", 5, 6, 1, 2],
        ],
        merged=("B1:C1", "D1:E1"),
    )
    mapped = read_by_guess(Workbook((as_sheet("Projects", PROPOSALS), costs)))
    assert _costs(mapped, "alpha") == {"capital": (500, 600), "revenue": (100, 200)}


def test_says_which_row_has_money_but_no_name() -> None:
    mapped = _with_costs(
        ["Project", "Capital 2026/27", "Notes"], ["Alpha", 5, None], ["Beta", 5, None], [None, 6, "whose?"]
    )
    (finding,) = [each for each in mapped.findings if each.rule == "row_without_name"]
    assert (finding.severity, finding.position) == ("warning", "weir.xlsx, sheet Costs, cell A4")


def test_names_a_project_that_is_costed_but_not_proposed_and_the_nearest_one() -> None:
    mapped = _with_costs(["Project", "Capital 2026/27"], ["Alpha", 5], ["Beta", 5], ["Gama", 6])
    (finding,) = [each for each in mapped.findings if each.rule == "unknown_project"]
    assert "did you mean “Gamma”?" in finding.message
    assert str(finding.position).endswith("sheet Costs, cell A4")


def test_finds_a_project_by_its_reference_or_by_reference_and_name() -> None:
    proposals: Rows = [["Ref", "Project", "Lead"], ["P1", "Alpha", "Weir Council"], ["P2", "Beta", "Weir Council"]]
    costs: Rows = [["Project", "Capital 2026/27"], ["P1", 5], ["P2 - Beta", 6]]
    mapped = read_by_guess({"Projects": proposals, "Costs": costs})
    assert (_costs(mapped, "alpha"), _costs(mapped, "beta")) == ({"capital": (500,)}, {"capital": (600,)})


def test_warns_of_a_proposal_that_is_entered_twice_and_uses_one_row() -> None:
    mapped = read_by_guess({"Projects": [*PROPOSALS, ["alpha", "Weir Council", 3]]})
    assert mapped.document is None  # no year is named anywhere
    costs: Rows = [["Project", "Capital 2026/27"], ["Alpha", 5]]
    mapped = read_by_guess({"Projects": [*PROPOSALS, ["alpha", "Weir Council", 3]], "Costs": costs})
    assert mapped.document is not None
    assert [str(each.id) for each in mapped.document.projects] == ["alpha", "beta", "gamma"]
    assert "project_twice" in rules(mapped)


def test_warns_where_the_same_cost_and_year_stand_twice_and_adds_them() -> None:
    mapped = _with_costs(["Project", "Capital 2026/27"], ["Alpha", 5], ["Alpha", 6])
    assert _costs(mapped, "alpha") == {"capital": (1100,)}
    assert rules(mapped) == ["added_up"]


def test_two_columns_with_one_header_are_told_apart_by_their_order() -> None:
    mapped = _with_costs(["Project", "Notes", "Notes", "Capital 2026/27"], ["Alpha", "a", "b", 5])
    columns = {(each.header, each.occurrence): each.feeds for sheet in mapped.mapping.sheets for each in sheet.columns}
    assert columns["Notes", 1] == columns["Notes", 2] == "notes"
