"""Must show: a workbook laid out differently from ours, 34 proposals of which 12 are costed, is planned."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import lacks
from placewide.domain.plan.planning import plan_place
from placewide.exchange.mapping.apply import Mapped
from placewide.exchange.mapping.reading import read_any
from placewide.exchange.mapping.storage import load_mapping, save_mapping


def _builder() -> ModuleType:
    path = Path(__file__).with_name("foreign_workbook.py")
    spec = importlib.util.spec_from_file_location("foreign_workbook", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    path = tmp_path_factory.mktemp("foreign") / "riverside.xlsx"
    _builder().write_foreign_workbook(path)
    return read_any(path)


@pytest.fixture(scope="module")
def document(mapped: Mapped) -> PlaceDocument:
    assert mapped.document is not None, mapped.findings
    return mapped.document


def test_all_34_proposals_are_read_and_12_lack_nothing(document: PlaceDocument) -> None:
    lacking = {str(project.name): lacks(document, project) for project in document.projects}
    assert len(lacking) == 34
    assert {name for name, missing in lacking.items() if not missing} == set(_builder().COSTED)


def test_the_12_are_planned_and_the_22_are_named_with_what_they_lack(document: PlaceDocument) -> None:
    plan = plan_place(document)
    assert plan.status == "optimal"
    considered = [outcome for outcome in plan.projects if outcome.reason_code != "not_plannable"]
    assert len(considered) == 12
    assert sum(outcome.selected for outcome in considered) >= 8
    reasons = {left.project: left.lacks for left in plan.not_plannable}
    assert len(reasons) == 22
    assert reasons["bed_board_for_place"] == ("costs",)
    assert reasons["ambulance_data_link"] == ("the amount of cost “capital” in year 1",)
    assert reasons["carers_app"] == ("a lead", "costs")
    assert reasons["staff_passport"] == ("costs", "scores by priority (serves)")


def test_amounts_come_out_to_the_penny(document: PlaceDocument) -> None:
    projects = {str(project.id): project for project in document.projects}
    imaging, hand_over = projects["imaging_exchange"], projects["crisis_line_hand_over"]
    assert [line.amounts for line in imaging.costs] == [(40_000_000, 25_000_000), (3_500_000, 3_500_000, 3_500_000)]
    assert [str(year) for year in hand_over.starts or ()] == ["2027/28"]
    assert [line.amounts for line in projects["digital_inclusion_hubs"].costs][1] == (4_550_000,) * 3


def test_every_cell_that_could_not_be_read_is_named(mapped: Mapped) -> None:
    unknown = [str(each.position).rpartition("sheet ")[2] for each in mapped.findings if each.rule == "unknown_amount"]
    cells = ["D14", "E14"]
    assert unknown[:2] == [f"Pots, cell {cell}" for cell in cells]
    assert unknown[2:] == [f"What it costs, cell {cell}" for cell in ("C17", "C18", "D19", "F20", "G20")]


def test_what_was_understood_is_said(mapped: Mapped) -> None:
    assert "34 projects were read; 12 can be planned, 22 lack something." in mapped.understood
    assert "What they lack: costs (18), an amount in some year (4), a lead (2), scores (2)." in mapped.understood
    assert "Sheet “What it costs”: 6 of 6 totals agree with the rows that were read." in mapped.understood


def test_the_mapping_that_was_kept_reads_the_same(mapped: Mapped, tmp_path: Path) -> None:
    path = tmp_path / "riverside.xlsx"
    _builder().write_foreign_workbook(path)
    save_mapping(mapped.mapping, tmp_path / "map.yaml")
    assert read_any(path, load_mapping(tmp_path / "map.yaml")).document == mapped.document
