"""What a workbook says in its cells, as it comes out in the place document."""

from decimal import Decimal

import pytest

from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import Project
from placewide.domain.shared.figures import Figure, Pence
from placewide.exchange.mapping.apply import Mapped
from placewide.exchange.tests.foreign_layouts import PROPOSALS, Rows, Typed, read_by_guess, rules

COSTS: Rows = [["Project", "Capital 2026/27"], ["Alpha", 5]]


def _costs(*rows: list[Typed]) -> tuple[Mapped, tuple[CostLine, ...]]:
    mapped = read_by_guess({"Projects": PROPOSALS, "Costs": rows})
    assert mapped.document is not None, mapped.findings
    return mapped, mapped.document.projects[0].costs


def _project(headers: list[str], *cells: Typed) -> tuple[Mapped, Project]:
    rows: Rows = [["Project", *headers], ["Alpha", *cells], ["Beta", *(None for _ in cells)]]
    mapped = read_by_guess({"Projects": rows, "Costs": COSTS})
    assert mapped.document is not None, mapped.findings
    return mapped, mapped.document.projects[0]


def _scores(project: Project) -> dict[str, Decimal]:
    return {str(priority): score for priority, score in (project.serves or {}).items()}


def _money(headers: list[str], *rows: list[Typed]) -> Mapped:
    mapped = read_by_guess({"Projects": PROPOSALS, "Costs": COSTS, "Funding": [headers, *rows]})
    assert mapped.document is not None, mapped.findings
    return mapped


@pytest.mark.parametrize("text", ["TBC", "?", "n/a", "see note", "£250k?", "(500)", "1.234"])
def test_an_amount_that_cannot_be_read_is_unknown_with_its_cell_named(text: str) -> None:
    mapped, (line,) = _costs(["Project", "Capital 2026/27", "Capital 2027/28"], ["Alpha", text, 5], ["Beta", 5, 5])
    assert line.amounts == (None, 500)
    (finding,) = [each for each in mapped.findings if each.record == "alpha" and each.severity == "warning"]
    assert finding.position == "weir.xlsx, sheet Costs, cell B2"
    lacking = next(each for each in mapped.findings if each.rule == "not_plannable" and each.record == "alpha")
    assert lacking.message == "cannot be planned yet; it lacks the amount of cost “capital” in year 1"


def test_an_empty_cell_outside_the_amounts_means_none_and_between_them_unknown() -> None:
    mapped, (line,) = _costs(
        ["Project", "Capital 2026/27", "Capital 2027/28", "Capital 2028/29", "Capital 2029/30", "Capital 2030/31"],
        ["Alpha", None, 5, None, 6, None],
        ["Beta", 1, 1, 1, 1, 1],
    )
    assert line.amounts == (500, None, 600)
    assert rules(mapped) == ["gap"]


def test_an_amount_with_a_qualifier_becomes_a_figure() -> None:
    mapped, (line,) = _costs(["Project", "Capital 2026/27"], ["Alpha", "c. £250k"])
    assert line.amounts == (Figure(value=Pence(25000000), is_="about"),)
    assert [each.severity for each in mapped.findings if each.rule == "amount_read_as"] == ["note"]


def test_a_range_keeps_its_ends_and_stays_unknown() -> None:
    _, (line,) = _costs(["Project", "Capital 2026/27"], ["Alpha", "£200k-£300k"], ["Beta", 5])
    assert line.amounts == (Figure(low=Pence(20000000), high=Pence(30000000)),)


def test_a_cost_without_kind_or_years_is_kept_and_named_as_lacking_them() -> None:
    mapped, project = _project(["Lead", "Score", "Estimated cost"], "Weir Council", 3, "£1.2m")
    assert mapped.document is not None
    # The sheet of costs has the years, so the estimate on the list of proposals is only held against them.
    assert [line.amounts for line in project.costs] == [(500,)]
    assert "costs_differ" in rules(mapped)
    rows: Rows = [
        ["Project", "Lead", "Estimated cost"],
        ["Alpha", "Weir Council", 5],
        ["Beta", "Weir Council", "£1.2m"],
    ]
    beta = read_by_guess({"Projects": rows, "Costs": COSTS})
    lacking = next(each.message for each in beta.findings if each.record == "beta" and each.rule == "not_plannable")
    assert "the kind of cost “cost” (capital or revenue); the yearly amounts of cost “cost”" in lacking


def test_a_total_column_counts_only_where_no_year_has_an_amount() -> None:
    mapped, (line,) = _costs(
        ["Project", "Capital 2026/27", "Capital 2027/28", "Total"], ["Alpha", 5, 6, 12], ["Beta", None, None, 9]
    )
    assert line.amounts == (500, 600)
    assert rules(mapped) == ["total_differs", "no_years"]
    assert mapped.document is not None
    (beta,) = mapped.document.projects[1].costs
    assert (beta.total, beta.amounts) == (900, None)


def test_a_row_without_a_readable_year_leaves_the_cost_incomplete() -> None:
    mapped, (line,) = _costs(
        ["Project", "Type", "FY", "Amount"],
        ["Alpha", "Cap", "26/27", 5],
        ["Alpha", "Cap", "TBC", 6],
        ["Beta", "Cap", "26/27", 1],
    )
    assert line.amounts == (500, None)
    assert rules(mapped) == ["unknown_year", "no_year"]


def test_who_bears_a_cost_is_told_where_it_is_not_the_lead() -> None:
    _, lines = _costs(
        ["Project", "Borne by", "Capital 2026/27"], ["Alpha", "Weir Council", 5], ["Alpha", "Hill Hospice", 6]
    )
    assert [(str(line.id), line.organisation) for line in lines] == [
        ("capital_hill_hospice", "hill_hospice"),
        ("capital_weir_council", None),
    ]


@pytest.mark.parametrize(
    ("start", "years"),
    [("2027/28", ["2027/28"]), ("April 2027", ["2027/28"]), ("26/27 or 27/28", ["2026/27", "2027/28"])],
)
def test_reads_when_a_project_may_start(start: str, years: list[str]) -> None:
    rows: Rows = [["Project", "Lead", "Start"], ["Alpha", "Weir Council", start]]
    costs: Rows = [["Project", "Capital Year 1", "Capital Year 2"], ["Alpha", 5, 6]]
    money: Rows = [["Fund", "Holder", "Capital 2026/27"], ["F", "Weir Council", 5]]
    mapped = read_by_guess({"Projects": rows, "Costs": costs, "Funding": money})
    assert mapped.document is not None
    project = mapped.document.projects[0]
    assert [str(year) for year in project.starts or ()] == years
    assert project.costs[0].amounts == (500, 600)


def test_a_project_starts_in_the_first_year_in_which_it_costs_something() -> None:
    mapped, (line,) = _costs(["Project", "Capital 2026/27", "Capital 2027/28"], ["Alpha", None, 5], ["Beta", 5, None])
    assert mapped.document is not None
    assert [str(year) for year in mapped.document.projects[0].starts or ()] == ["2027/28"]
    assert line.amounts == (500,)


def test_warns_where_a_project_costs_something_before_it_starts() -> None:
    rows: Rows = [["Project", "Lead", "Start"], ["Alpha", "Weir Council", "2027/28"]]
    mapped = read_by_guess({"Projects": rows, "Costs": [["Project", "26/27 cap", "27/28 cap"], ["Alpha", 5, 5]]})
    assert rules(mapped) == ["costs_before_start"]


def test_an_unknown_lead_is_named_and_several_leads_become_partners() -> None:
    mapped, project = _project(["Lead"], "TBC")
    assert project.lead is None
    assert rules(mapped) == ["unknown_lead"]
    mapped, project = _project(["Lead"], "Weir Council; Hill Hospice")
    assert (project.lead, project.partners) == ("weir_council", ("hill_hospice",))
    assert rules(mapped) == ["several_leads"]


def test_reads_status_mandatory_dependencies_and_keeps_notes_in_the_description() -> None:
    mapped, project = _project(
        ["Lead", "Stage", "Must do", "Depends on", "Summary", "Comments", "Ref"],
        "Weir Council", "Green lit", "Yes", "Beta, Omega", "What it is", "Ask Pat\nfirst", "P1",
    )  # fmt: skip
    assert (project.status, project.mandatory, project.requires) == ("approved", True, ("beta",))
    assert project.description == "What it is\nRef: P1\nComments: Ask Pat\nfirst"
    assert rules(mapped) == ["unknown_dependency"]


def test_a_status_that_nobody_explained_is_named() -> None:
    mapped, project = _project(["Lead", "Status"], "Weir Council", "Amber")
    assert project.status == "proposed"
    assert rules(mapped) == ["unknown_status"]


def test_scores_are_brought_to_one_scale() -> None:
    _, project = _project(["Lead", "Urgent care (0-5)", "Frailty /10"], "Weir Council", 4, 7)
    assert {str(key): score for key, score in (project.serves or {}).items()} == {
        "urgent_care": Decimal(8),
        "frailty": Decimal(7),
    }


def test_an_average_score_is_rounded_to_four_decimals() -> None:
    _, project = _project(["Lead", "Urgent care (0-5)"], "Weir Council", 3.6666666666666665)
    assert _scores(project) == {"urgent_care": Decimal("3.6667")}


@pytest.mark.parametrize("score", ["TBC", 6, "four"])
def test_a_score_that_is_none_leaves_all_scores_of_the_project_unknown(score: Typed) -> None:
    rows: Rows = [
        ["Project", "Lead", "Urgent care (0-5)", "Frailty (0-5)"],
        ["Alpha", "Weir Council", score, 5],
        ["Beta", "Weir Council", 4, 5],
    ]
    mapped = read_by_guess({"Projects": rows, "Costs": COSTS})
    assert mapped.document is not None
    project = mapped.document.projects[0]
    assert project.serves is None
    assert rules(mapped) == ["equal_weights", "unknown_score"]


def test_an_empty_score_beside_others_is_nought() -> None:
    _, project = _project(["Lead", "Urgent care (0-5)", "Frailty (0-5)"], "Weir Council", None, 5)
    assert _scores(project) == {"frailty": 5}


def test_a_column_that_names_the_priority_gives_the_score_to_it() -> None:
    _, project = _project(["Lead", "Theme", "Score"], "Weir Council", "Frailty", 4)
    assert _scores(project) == {"frailty": 4}


def test_reads_what_may_be_shared_carried_forward_and_paid_for() -> None:
    mapped = _money(
        ["Fund", "Held by", "Kind", "Year", "Amount", "Status", "Shareable amount", "Ring-fenced for", "Carry forward"],
        ["F", "Weir Council", "Capital", "2026/27", 10, "Confirmed", 4, "Alpha", "Y"],
    )
    assert mapped.document is not None
    (money,) = mapped.document.allocations
    assert (money.amount, money.may_share, money.shareable, money.carry_forward) == (1000, True, 400, True)
    assert money.only_for.projects == ("alpha",)


def test_money_for_an_unknown_purpose_is_not_counted() -> None:
    mapped = _money(
        ["Fund", "Held by", "Capital 2026/27", "Status", "Only for"], ["F", "Weir Council", 5, "Confirmed", "Omega"]
    )
    assert mapped.document is not None
    assert mapped.document.allocations[0].status is None
    assert rules(mapped) == ["unknown_purpose"]


def test_money_held_by_several_is_not_counted_as_any_ones() -> None:
    mapped = _money(
        ["Fund", "Held by", "Capital 2026/27", "Status"], ["F", "Weir Council; Hill Hospice", 5, "Confirmed"]
    )
    assert mapped.document is not None
    (money,) = mapped.document.allocations
    assert (money.holder, money.jointly_held_by) == (None, ("weir_council", "hill_hospice"))
    assert rules(mapped) == ["unknown_holder"]


def test_money_of_no_known_status_is_not_counted_and_the_account_says_so() -> None:
    mapped = _money(["Fund", "Held by", "Capital 2026/27"], ["Own budget", "Weir Council", 5])
    assert mapped.document is not None
    assert mapped.document.allocations[0].status is None
    assert mapped.document.funds[0].own_money
    assert any("none counts; write “status: awarded” if it is" in said for said in mapped.understood)


def test_names_that_look_alike_are_shown_but_not_merged() -> None:
    mapped, _ = _project(["Lead", "Partners"], "Westhill City Council", "Westhill City Councl")
    assert rules(mapped) == ["organisations_alike"]
    assert mapped.document is not None
    assert len(mapped.document.organisations) == 2


def test_without_proposals_or_years_says_what_is_missing() -> None:
    mapped = read_by_guess({"Sheet1": [["hello"]]})
    assert mapped.document is None
    assert rules(mapped) == ["no_proposals", "no_first_year"]


def test_costs_that_include_vat_are_warned_of() -> None:
    mapped, _ = _costs(["£ incl. VAT"], ["Project", "Capital 2026/27"], ["Alpha", 5], ["Beta", 6])
    assert rules(mapped) == ["vat_included"]


def test_rows_without_an_amount_and_proposals_without_a_name_are_named() -> None:
    proposals: Rows = [["Ref", "Project", "Lead"], ["P1", "Alpha", "Weir Council"], ["P2", None, "Weir Council"]]
    money: Rows = [["Fund", "Held by", "26/27 cap"], ["F", "Weir Council", None], ["G", "Weir Council", 5]]
    costs: Rows = [["Project", "26/27 cap", "Notes"], ["Alpha", None, "soon"], ["Alpha", 5, None]]
    mapped = read_by_guess({"Projects": proposals, "Costs": costs, "Funding": money})
    assert rules(mapped) == ["row_without_name", "no_amounts", "no_amounts"]
