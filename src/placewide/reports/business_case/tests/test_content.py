"""The paper before it is drawn: every figure is the plan's, and what people must write is asked for, not made up."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from placewide.domain.place.document import OpenRecord
from placewide.domain.plan.result import Plan
from placewide.domain.shared.identifiers import FreeValue
from placewide.reports.business_case import content
from placewide.reports.business_case.blocks import Bullets, BusinessCase, Column, Drawing, Heading, Unwritten, table
from placewide.reports.business_case.cells import pounds
from placewide.reports.business_case.content import business_case
from placewide.reports.business_case.strategic import value_by_priority
from placewide.reports.business_case.tests.planned import column, pence, tables, westmere
from placewide.reports.business_case.unwritten import RISKS
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED
from placewide.reports.view import View

FIVE = ["Strategic case", "Economic case", "Commercial case", "Financial case", "Management case"]


@pytest.fixture(scope="module")
def case() -> BusinessCase:
    return business_case(*westmere())


def texts(case: BusinessCase) -> str:
    return repr(case.blocks)


def test_has_the_five_cases_in_their_order(case: BusinessCase) -> None:
    chapters = [block.text for block in case.blocks if isinstance(block, Heading) and block.level == 1]
    assert [text for text in chapters if text in FIVE] == FIVE
    assert chapters[0] == "Summary"


def test_every_column_in_pounds_adds_up_to_its_total(case: BusinessCase) -> None:
    checked = 0
    for each in tables(case).values():
        for heading in (each_column.heading for each_column in each.columns if each_column.heading.endswith("(£)")):
            amounts = [pence(cell) for cell in column(each, heading)]
            if each.totals and None not in amounts:
                known = [amount for amount in amounts if amount is not None]
                assert sum(known[:-1]) == known[-1], (each.caption, heading)
                checked += 1
    assert checked > 30


def test_the_totals_are_those_of_the_plan(case: BusinessCase) -> None:
    document, plan = westmere()
    view, found, result = View(document, plan), tables(case), plan.appraisal
    assert result is not None
    wanted = {
        ("Cash by year", "All (£)"): view.funded_pence,
        ("From prices to cash", "All (£)"): view.funded_pence,
        ("Funding by fund", "All (£)"): view.funded_pence,
        ("Cash by organisation", "Bears (£)"): view.funded_pence,
        ("Cash by organisation", "Shared with others (£)"): view.shared_pence,
        ("Cash by organisation", "Received from others (£)"): view.shared_pence,
        ("The largest costs, in cash", "Cash (£)"): view.funded_pence,
        ("Projects in the programme", "Cost to fund (£)"): view.funded_pence,
        ("Who would share how much with whom", "Amount (£)"): view.shared_pence,
        ("Shares: both sides agree to each", "Amount (£)"): view.shared_pence,
        ("Every share, by allocation, project and year", "Amount (£)"): view.shared_pence,
        ("Programme: each organisation agrees to bear its costs", "Amount (£)"): view.funded_pence,
        ("Money by year and kind", "There is (£)"): view.counted_pence,
        ("Money used, by how firm it is", "Used by the plan (£)"): view.funded_pence,
        ("Present value of each project", "Benefits less costs (£)"): result.npsv_pence,
        ("Present value of each project", "Costs (£)"): result.pv_costs_pence,
        ("Present value of each project", "Optimism bias (£)"): result.pv_bias_pence,
        ("What each pays and gains", "Pays in all (£)"): result.pv_costs_pence,
        ("What each gains, by class of benefit", "Gains (£)"): result.pv_benefits_pence,
        ("Benefits register", "Present value (£)"): result.pv_benefits_pence,
    }
    assert {key: column(found[key[0]], key[1])[-1] for key in wanted} == {key: pounds(p) for key, p in wanted.items()}


@pytest.mark.parametrize("scenario", [None, "council_view"])
def test_strategic_value_by_priority_adds_up_to_that_of_the_projects(scenario: str | None) -> None:
    view = View(*westmere(scenario))
    of_projects = sum((outcome.strategic_value or Fraction(0) for outcome in view.chosen), Fraction(0))
    assert sum(value_by_priority(view).values(), Fraction(0)) == of_projects


def test_what_each_bears_follows_from_what_it_holds_and_shares(case: BusinessCase) -> None:
    for row in tables(case)["Cash by organisation"].rows:
        own, grants, given, received, bears = (pence(cell) or 0 for cell in row[1:])
        assert own + grants - given + received == bears


def test_the_bill_of_each_year_is_within_the_largest_bills(case: BusinessCase) -> None:
    yearly = [pence(cell) or 0 for cell in column(tables(case)["The bill of each year, in base-year prices"],
                                                  "All organisations (£)")]  # fmt: skip
    largest = column(tables(case)["Running costs after the last planned year"], "Largest bill of one year (£)")
    assert max(yearly[:-1]) <= (pence(largest[-1]) or 0)


def test_another_plan_gives_other_figures_everywhere(case: BusinessCase) -> None:
    other = business_case(*westmere("nobody_shares"))
    for caption in ("Cash by year", "Funding by fund", "Present value of each project", "Benefits register"):
        assert tables(case)[caption].totals != tables(other)[caption].totals
    old, new = View(*westmere()), View(*westmere("nobody_shares"))
    assert pounds(old.funded_pence) in texts(case)
    assert pounds(old.funded_pence) not in texts(other)
    assert pounds(new.funded_pence) in texts(other)
    assert "Who would share how much with whom" not in tables(other)


def test_no_sum_of_money_is_typed_in_the_words_of_the_paper() -> None:
    folder = Path(content.__file__).parent
    for file in folder.glob("*.py"):
        assert not re.search(r"£\d", file.read_text(encoding="utf-8")), file.name


def test_every_project_of_the_place_is_in_the_long_list(case: BusinessCase) -> None:
    view, found = View(*westmere()), tables(case)
    captions = ("In the programme", "Left out, nearest first", "Proposed, and not weighed against the others")
    named = [row[0] for caption in captions for row in found[caption].rows]
    assert sorted(named) == sorted(view.project_name(project.id) for project in view.document.projects)


def test_unwritten_parts_are_counted_on_the_cover_and_listed_at_the_end(case: BusinessCase) -> None:
    missing = [block.said for block in case.blocks if isinstance(block, Unwritten)]
    assert f"{len(missing) + 1} parts" in dict(case.cover)["State"]
    last = case.blocks[-1]
    assert isinstance(last, Bullets)
    assert [item.partition(": ")[2] for item in last.items] == [case.control.said, *missing]


def test_asks_for_a_risk_register_only_where_none_is_recorded() -> None:
    document, plan = westmere()
    given: dict[str, object] = {"risk": "The supplier fails", "likelihood": 2, "owned_by": ["wgh", "icb"]}
    record = OpenRecord(values={key: FreeValue(value) for key, value in given.items()})
    told = business_case(replace(document, risks=(record,)), plan)
    assert RISKS not in told.blocks
    assert tables(told)["Risks that are recorded"].rows == (
        ("The supplier fails", "likelihood: 2; owned by: wgh and icb"),
    )
    assert RISKS in business_case(document, plan).blocks


def test_the_same_place_and_plan_give_the_same_paper(case: BusinessCase) -> None:
    assert business_case(*westmere()) == case


def test_tables_drawings_and_headings_are_numbered_without_gaps(case: BusinessCase) -> None:
    numbers = [block.number for block in tables(case).values()]
    assert numbers == [f"Table {place}" for place in range(1, len(numbers) + 1)]
    drawings = [block.number for block in case.blocks if isinstance(block, Drawing)]
    assert drawings == [f"Figure {place}" for place in range(1, len(drawings) + 1)]
    headings = [block.said for block in case.blocks if isinstance(block, Heading)]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("plan", [PLAN, FEASIBLE], ids=["proven", "not proven"])
def test_a_plan_without_costs_or_benefits_in_the_file_makes_a_paper_too(plan: Plan) -> None:
    made = business_case(DOCUMENT, plan)
    assert tables(made)["Cash by year"].totals is not None
    assert "None" not in texts(made).replace("number=''", "").replace("totals=None", "")


def test_a_plan_without_a_project_asks_for_nothing() -> None:
    empty = replace(PLAN, projects=(), payments=(), shares=(), allocations=(), appraisal=None, care=None)
    made = business_case(DOCUMENT, empty)
    assert "Nothing yet: no project is in the plan." in texts(made)
    assert "Present value of each project" not in tables(made)


def test_names_the_project_that_costs_more_than_it_yields() -> None:
    dear = [outcome for outcome in westmere()[1].projects if outcome.selected and (outcome.npsv_pence or 0) < 0]
    assert [each.id for each in dear] == ["care_home_wifi"]
    assert "“Wi-fi in care homes” costs" in texts(business_case(*westmere()))


def test_a_plan_that_is_not_proven_says_so() -> None:
    assert "not proven" in texts(business_case(DOCUMENT, FEASIBLE))


@pytest.mark.parametrize("plan", [INFEASIBLE, STOPPED], ids=lambda plan: plan.status)
def test_refuses_a_case_for_a_plan_that_does_not_exist(plan: Plan) -> None:
    with pytest.raises(ValueError, match="no plan"):
        business_case(DOCUMENT, plan)


def test_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="has 1 cells for 2 columns"):
        table("Costs", (Column(heading="a"), Column(heading="b")), [("1",)])
