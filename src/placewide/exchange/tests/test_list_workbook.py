"""One list as a workbook and back, laid over the place that it came from."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from placewide.domain.place.digest import digest
from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import in_one_line
from placewide.exchange.document.merging import laid_over
from placewide.exchange.place_file import Loaded, load, loaded
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits, Node
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.sheets.list_workbook import is_list_workbook, list_workbook_bytes, mentioned, sheets_of
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.exchange.sheets.workbook_writer import workbook_bytes

WESTMERE = Path(__file__).parents[4] / "samples" / "westmere" / "westmere.yaml"
SECTIONS = ("organisations", "projects", "funds", "allocations", "limits", "maturity", "journeys", "scenarios")


@pytest.fixture(scope="module")
def place() -> Loaded:
    return load(WESTMERE)


def nodes_of(place: Loaded) -> Node:
    assert place.document is not None
    return read_json(in_one_line(encode(place.document)).encode(), "place", Limits()).result


def read(path: Path) -> Workbook:
    result = read_confined(path).result
    assert isinstance(result, Workbook)
    return result


def laid(place: Loaded, path: Path) -> Loaded:
    workbook = read(path)
    node, findings = nodes_of_workbook(workbook, path.name)
    return loaded(laid_over(nodes_of(place), node, mentioned(workbook)), findings)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_list_that_comes_back_unchanged_changes_nothing(place: Loaded, tmp_path: Path, section: str) -> None:
    assert place.document is not None
    path = tmp_path / "list.xlsx"
    path.write_bytes(list_workbook_bytes(place.document, section))
    assert is_list_workbook(read(path))
    back = laid(place, path)
    assert back.digest == place.digest, [finding for finding in back.findings if finding.severity == "error"]


def test_some_records_of_a_list_leave_the_others_alone(place: Loaded, tmp_path: Path) -> None:
    assert place.document is not None
    path = tmp_path / "list.xlsx"
    path.write_bytes(list_workbook_bytes(place.document, "projects", {"virtual_ward"}))
    book = load_workbook(path)
    book["projects"]["B2"] = "Virtual wards"
    book.save(path)
    back = laid(place, path)
    assert back.document is not None
    names = {project.id: project.name for project in back.document.projects}
    assert len(names) == len(place.document.projects)
    assert [key for key in names if names[key] != dict(_names(place))[key]] == ["virtual_ward"]


def _names(place: Loaded) -> list[tuple[str, str | None]]:
    assert place.document is not None
    return [(project.id, project.name) for project in place.document.projects]


def test_neither_a_whole_place_nor_a_foreign_workbook_is_a_list(place: Loaded, tmp_path: Path) -> None:
    assert place.document is not None
    whole, foreign = tmp_path / "whole.xlsx", tmp_path / "foreign.xlsx"
    whole.write_bytes(workbook_bytes(place.document))
    foreign.write_bytes(list_workbook_bytes(place.document, "projects", {"virtual_ward"}))
    book = load_workbook(foreign)
    book["projects"]["A1"] = "Project reference"
    book.save(foreign)
    assert not is_list_workbook(read(whole))
    assert not is_list_workbook(read(foreign))


def test_there_is_no_list_of_what_is_none(place: Loaded) -> None:
    assert place.document is not None
    assert sheets_of("strategy") == sheets_of("nothing") == ()
    with pytest.raises(ValueError, match="no list"):
        list_workbook_bytes(place.document, "place")


def test_a_part_without_anything_is_laid_over_without_a_trace(place: Loaded) -> None:
    whole = nodes_of(place)
    back = loaded(laid_over(whole, Node({"place": Node({}, whole.position)}, whole.position)))
    assert back.document is not None
    assert digest(back.document) == place.digest
