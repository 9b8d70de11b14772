"""LibreOffice recalculates the workbooks: every formula gives the value it carries, and the plan's to the penny."""

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from placewide.domain.funding.needs import cash_need
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.plan.tests.tiny import TINY
from placewide.exchange.place_file import load
from placewide.reports.workbook.book import write_plan_workbook
from placewide.reports.workbook.tests.agreement import assert_tells_the_plan
from placewide.reports.workbook.tests.awkward import AWKWARD
from placewide.reports.workbook.tests.reading import Reading, pence
from placewide.reports.workbook.tests.recalculation import FormulaCell, formulas, recalculated

pytestmark = pytest.mark.papers
WESTMERE = Path(__file__).parents[5] / "samples" / "westmere" / "westmere.yaml"
REMAINDERS = "Split!G"
"""Millionths of a penny: working figures in which doubles may differ by one. All others agree."""


@pytest.fixture(scope="module")
def planned() -> dict[str, tuple[PlaceDocument, Plan]]:
    westmere = load(WESTMERE).document
    assert westmere is not None
    places = {f"random_{seed}": small_place(seed) for seed in range(8)}
    manner = Manner(prices=False)
    return {
        "westmere": (westmere, plan_place(westmere)),
        "alone": (westmere, plan_place(westmere, scenario="nobody_shares", manner=manner)),
        "tiny": (TINY, plan_place(TINY, manner=manner)),
        "awkward": (AWKWARD, plan_place(AWKWARD, manner=manner)),
        **{
            name: (place, plan_place(place, scenario=scenario_of(place), manner=manner))
            for name, place in places.items()
        },
    }


@pytest.fixture(scope="module")
def both(
    planned: dict[str, tuple[PlaceDocument, Plan]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """The workbooks as written, and as LibreOffice computes them from nothing but their formulas."""
    folder = tmp_path_factory.mktemp("recalculated")
    paths = [folder / f"{name}.xlsx" for name in planned]
    for path, (document, found) in zip(paths, planned.values(), strict=True):
        write_plan_workbook(document, found, path)
    return dict(zip(planned, zip(paths, recalculated(paths, folder), strict=True), strict=True))


def test_every_formula_computes_to_the_value_that_it_carries(both: dict[str, tuple[Path, Path]]) -> None:
    cells = [cell for written, computed in both.values() for cell in formulas(written, computed)]
    assert len(cells) > 10_000
    assert [cell for cell in cells if not agrees(cell)] == []


def test_every_figure_computes_to_the_plans_penny(
    planned: dict[str, tuple[PlaceDocument, Plan]], both: dict[str, tuple[Path, Path]]
) -> None:
    answered = [name for name, (_, found) in planned.items() if found.appraisal is not None]
    assert len(answered) >= 8
    for name in answered:
        assert_tells_the_plan(Reading(both[name][1]), planned[name][1])


def test_a_changed_rate_flows_through(
    planned: dict[str, tuple[PlaceDocument, Plan]], both: dict[str, tuple[Path, Path]], tmp_path: Path
) -> None:
    changed = tmp_path / "changed.xlsx"
    book = openpyxl.load_workbook(both["tiny"][0])
    for name, value in (("Inflation", 0.07), ("VAT_rate", 0.05)):
        sheet, cell = next(iter(book.defined_names[name].destinations))
        book[sheet][cell] = value
    book.save(changed)
    rows = Reading(recalculated([changed], tmp_path)[0]).rows("Costs", "Need in cash (£)")
    for row in rows:
        t, base = int(row["Year number"]), pence(row["Amount, base-year prices (£)"])
        rate = 5 if row["VAT is"] == "irrecoverable" else 0
        need = cash_need(base or 0, t, Fraction(7, 100), Fraction(rate, 100), Fraction(0)) if t < 2 else 0
        assert pence(row["Need in cash (£)"]) == need


def agrees(cell: FormulaCell) -> bool:
    given, found = cell.cached, cell.computed
    if isinstance(given, bool | str):
        return bool(given == found)
    return abs(float(given) - float(found)) <= (1 if cell.where.startswith(REMAINDERS) else 1e-6)
