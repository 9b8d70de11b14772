"""The workbook of the sample plan: formulas everywhere, values that are the plan's, and checks that hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.exchange.place_file import load
from placewide.reports.workbook.book import write_plan_workbook

SAMPLE = Path(__file__).parents[5] / "samples" / "westmere" / "westmere.xlsx"


@pytest.fixture(scope="module")
def westmere() -> tuple[PlaceDocument, Plan]:
    document = load(SAMPLE).document
    assert document is not None
    return document, plan_place(document, manner=Manner(prices=False))


@pytest.fixture(scope="module")
def workbook(westmere: tuple[PlaceDocument, Plan], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "plan.xlsx"
    write_plan_workbook(*westmere, path)
    return path


def rows(workbook: Path, sheet: str) -> Iterator[tuple[object, ...]]:
    yield from openpyxl.load_workbook(workbook, data_only=True)[sheet].iter_rows(values_only=True)


def test_every_check_holds_as_written(workbook: Path) -> None:
    found = [row for row in rows(workbook, "Checks") if isinstance(row[-1], bool)]
    assert len(found) >= 20
    assert all(row[-1] for row in found)


def test_key_figures_are_those_of_the_plan(workbook: Path, westmere: tuple[PlaceDocument, Plan]) -> None:
    _, plan = westmere
    assert plan.appraisal is not None
    figures = {str(row[0]): row[1] for row in rows(workbook, "Summary") if row[0] is not None}
    assert figures["Projects in the plan"] == 15
    paid = sum(payment.amount_pence for payment in plan.payments)
    assert figures["Cost to fund the plan in full (£)"] == paid / 100
    assert figures["Benefits less costs, NPSV (£)"] == plan.appraisal.npsv_pence / 100


def test_key_figures_are_formulas(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(workbook)["Summary"]
    cells = {str(row[0].value): row[1].value for row in sheet.iter_rows(min_col=1, max_col=2)}
    for name in ("Cost to fund the plan in full (£)", "Benefits less costs, NPSV (£)", "Projects in the plan"):
        assert str(cells[name]).startswith("=")


def test_the_same_plan_gives_the_same_bytes(
    workbook: Path, westmere: tuple[PlaceDocument, Plan], tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    write_plan_workbook(*westmere, again)
    assert again.read_bytes() == workbook.read_bytes()


def test_a_name_that_looks_like_a_formula_stays_text(westmere: tuple[PlaceDocument, Plan], tmp_path: Path) -> None:
    document, plan = westmere
    projects = tuple(replace(project, name="=1+1") for project in document.projects)
    path = tmp_path / "plan.xlsx"
    write_plan_workbook(replace(document, projects=projects), plan, path)
    found = [
        cell for row in openpyxl.load_workbook(path)["Short-list"].iter_rows() for cell in row if cell.value == "=1+1"
    ]
    assert found
    assert {cell.data_type for cell in found} == {"s"}
