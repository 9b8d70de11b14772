"""Place files on the disk: read with positions, written whole or not at all, converted without loss."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from placewide.domain.place.digest import digest
from placewide.domain.place.document import OpenRecord
from placewide.domain.shared.identifiers import FreeValue
from placewide.exchange.place_file import convert, load, save
from placewide.exchange.sheets.template import example_place, write_template
from placewide.exchange.sheets.workbook_writer import WorkbookError

WESTMERE = Path(__file__).parents[4] / "samples" / "westmere" / "westmere.yaml"


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".xlsx"])
def test_saves_and_loads_every_kind(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"place{suffix}"
    save(example_place(), path)
    result = load(path)
    assert result.document == example_place()
    assert result.digest == digest(example_place())
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_converts_around_the_formats_without_loss(tmp_path: Path) -> None:
    first = load(WESTMERE)
    steps = [WESTMERE, *(tmp_path / name for name in ("a.xlsx", "b.json", "c.xlsx", "d.yaml"))]
    for source, target in itertools.pairwise(steps):
        assert convert(source, target).document == first.document
    assert load(steps[-1]).digest == first.digest


def test_writes_nothing_when_the_source_is_wrong(tmp_path: Path) -> None:
    source, target = tmp_path / "wrong.yaml", tmp_path / "right.json"
    source.write_text("placewide: 1\nplace: {id: westmere}\n")
    result = convert(source, target)
    assert result.document is None
    assert [finding.rule for finding in result.findings] == ["missing_key", "missing_key"]
    assert not target.exists()


def test_leaves_the_old_file_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "place.xlsx"
    path.write_bytes(b"old")
    wide = OpenRecord(values={f"key{number}": FreeValue(1) for number in range(201)})
    with pytest.raises(WorkbookError):
        save(replace(example_place(), contracts=(wide,)), path)
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"old"]


def test_refuses_another_suffix(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.yaml"):
        save(example_place(), tmp_path / "place.csv")
    assert [finding.rule for finding in load(tmp_path / "place.txt").findings] == ["wrong_type"]


def test_says_where_in_the_file_a_check_fails(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    save(example_place(), path)
    text = path.read_text().replace("status: awarded", "status: null")
    path.write_text(text)
    (note,) = load(path).findings
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "- id: frontline_2026" in line)
    assert (note.rule, note.record, note.where) == ("not_counted", "frontline_2026", "allocations[0]")
    assert note.position == f"place.yaml, line {line}, column 3"


def test_says_in_which_cell_of_a_workbook_a_check_fails(tmp_path: Path) -> None:
    path, source = tmp_path / "place.xlsx", tmp_path / "place.yaml"
    save(example_place(), path)
    convert(path, source)
    source.write_text(source.read_text().replace("shareable: 100000", "shareable: 900000"))
    convert(source, path)
    (warning,) = load(path).findings
    assert (warning.rule, warning.position) == ("shareable_clipped", "place.xlsx, sheet allocations, cell K2")


def test_a_finding_of_the_reader_has_its_position_and_rule(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    path.write_text("placewide: 1\nplace: {id: a, id: b}\n")
    (finding,) = load(path).findings
    assert (finding.rule, finding.position) == ("duplicate_key", "place.yaml, line 2, column 16")


def test_the_template_loads_without_error(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    assert load(tmp_path / "template.xlsx").document == example_place()
