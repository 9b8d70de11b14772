"""The values that a workbook carries are the plan's, and every total is a formula."""

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.plan.tests.tiny import TINY
from placewide.reports.workbook.book import sheets_of, write_plan_workbook
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.tests.agreement import assert_tells_the_plan
from placewide.reports.workbook.tests.awkward import AWKWARD, GREEDY
from placewide.reports.workbook.tests.reading import Reading, pence

PLACES = {"tiny": TINY, "awkward": AWKWARD}


def written(document: PlaceDocument, plan: Plan, folder: Path) -> Path:
    path = folder / "plan.xlsx"
    write_plan_workbook(document, plan, path)
    return path


@pytest.mark.parametrize("name", PLACES)
def test_every_figure_is_the_plans(name: str, tmp_path: Path) -> None:
    plan = plan_place(PLACES[name], manner=Manner(prices=False))
    assert_tells_the_plan(Reading(written(PLACES[name], plan, tmp_path)), plan)


def test_checks_hold_for_random_places() -> None:
    for seed in range(20):
        document = small_place(seed)
        plan = plan_place(document, scenario=scenario_of(document), manner=Manner(prices=False))
        checks = sheets_of(Facts(document, plan))[-1].tables[0].rows
        assert [row["check"] for row in checks if row["holds"] is not True] == [], f"seed {seed}"


def test_a_half_of_a_penny_goes_up_also_below_nil(tmp_path: Path) -> None:
    plan = plan_place(AWKWARD, manner=Manner(prices=False))
    reading = Reading(written(AWKWARD, plan, tmp_path))
    assert pence(reading.by("Appraisal", "Project code")["id 007"]["Benefits less costs, NPSV (£)"]) == -1852
    needs = {row["Cost key"]: pence(row["Need in cash (£)"]) for row in reading.rows("Costs", "Cost key")}
    assert needs["id 7 · id 2 · 2002/03"] == 103


def test_a_payment_a_penny_short_breaks_the_checks(tmp_path: Path) -> None:
    plan = plan_place(TINY, manner=Manner(prices=False))
    short = replace(plan.payments[0], amount_pence=plan.payments[0].amount_pence - 1)
    reading = Reading(written(TINY, replace(plan, payments=(short, *plan.payments[1:])), tmp_path))
    assert reading.named("All_checks_hold") is False
    broken = [row["What must hold"] for row in reading.rows("Checks", "Holds") if row["Holds"] is False]
    assert "Every cost inside the years of money is paid for, to the penny" in broken
    assert "The use of every pot is the one reported" in broken


def test_a_plan_without_an_answer_says_so(tmp_path: Path) -> None:
    must = replace(AWKWARD, projects=(replace(GREEDY, mandatory=True), *AWKWARD.projects[:-1]))
    infeasible = plan_place(must, manner=Manner(prices=False))
    for plan, words in ((infeasible, "No plan possible"), (replace(infeasible, status="stopped"), "No plan found")):
        reading = Reading(written(must, plan, tmp_path))
        said = {row["What"]: row["Figure"] for row in reading.rows("Summary", "What")}
        assert said["Status of the plan"] == words
        assert reading.rows("Short-list", "Project") == []


def test_every_sum_is_a_formula(tmp_path: Path) -> None:
    plan = plan_place(AWKWARD, manner=Manner(prices=False))
    book = openpyxl.load_workbook(written(AWKWARD, plan, tmp_path))
    rates = {"Inflation", "VAT_rate", "Contingency", "Years_of_money", "Years_appraised"}
    names = [name for name in book.defined_names if not name.startswith("_") and name not in rates]
    assert len(names) > 15
    for name in names:
        sheet, cell = next(iter(book.defined_names[name].destinations))
        found = book[sheet][cell]
        cells = [found] if not isinstance(found, tuple) else [row[0] for row in found]
        assert all(one.data_type == "f" for one in cells), name


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    plan = plan_place(AWKWARD, manner=Manner(prices=False))
    book = openpyxl.load_workbook(written(AWKWARD, plan, tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    texts = {cell.value: cell.data_type for cell in cells}
    for text in ("=1+1", "+A1", "-full", "@time", "=1+1", "=HYPERLINK(1)", "=ask"):
        assert texts[text] == "s"
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}


def test_sheets_can_be_read_aloud_and_printed(tmp_path: Path) -> None:
    plan = plan_place(TINY, manner=Manner(prices=False))
    path = written(TINY, plan, tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Summary"
    assert book.sheetnames[-1] == "Checks"
    assert book.properties.title == "tiny: the plan in figures"
    for sheet in book:
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert sheet.tables
        assert sheet.freeze_panes
        assert sheet.sheet_state == "visible"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
    with zipfile.ZipFile(path) as parts:
        tables = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/tables/")]
    assert len(tables) >= 17
    assert all('headerRowCount="0"' not in table for table in tables)
