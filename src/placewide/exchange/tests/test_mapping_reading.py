"""Workbooks of others, from a file on disk."""

from pathlib import Path

import openpyxl

from placewide.exchange.mapping.reading import read_any
from placewide.exchange.mapping.storage import load_mapping, save_mapping
from placewide.exchange.reading.source import Limits
from placewide.exchange.tests.foreign_layouts import LEDGER, PROPOSALS, write_workbook
from placewide.exchange.tests.workbooks import template_bytes


def test_reads_a_workbook_by_a_guess_and_by_the_mapping_that_was_kept(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "fellshire.xlsx", LEDGER)
    guessed = read_any(path)
    assert guessed.document is not None
    save_mapping(guessed.mapping, tmp_path / "map.yaml")
    again = read_any(path, load_mapping(tmp_path / "map.yaml"))
    assert again == guessed


def test_says_where_a_workbook_is_in_our_own_layout(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(template_bytes())
    mapped = read_any(path)
    assert mapped.document is None
    assert mapped.findings[0].rule == "own_layout"


def test_reads_only_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "costs.csv"
    path.write_text("a,b\n", encoding="utf-8")
    assert [each.rule for each in read_any(path).findings] == ["wrong_type"]
    assert [each.rule for each in read_any(tmp_path / "none.xlsx").findings] == ["file_not_found"]


def test_refuses_what_exceeds_the_limits_that_were_given(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "fellshire.xlsx", LEDGER)
    assert [each.rule for each in read_any(path, limits=Limits(rows=3)).findings] == ["too_many_rows"]


def test_a_cell_with_an_error_is_unknown_and_never_empty(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "weir.xlsx",
        {"Projects": PROPOSALS, "Costs": [["Project", "26/27 cap", "27/28 cap"], ["Alpha", 5, None], ["Beta", 5, 6]]},
    )
    book = openpyxl.load_workbook(path)
    book["Costs"]["C2"] = "#REF!"
    book["Costs"]["C2"].data_type = "e"
    book.save(path)
    mapped = read_any(path)
    assert mapped.document is not None
    assert mapped.document.projects[0].costs[0].amounts == (500, None)
    found = {(each.rule, each.position) for each in mapped.findings if each.severity == "warning"}
    assert {
        ("cell_error", "weir.xlsx, sheet Costs, cell C2"),
        ("unknown_amount", "weir.xlsx, sheet Costs, cell C2"),
    } <= found


def test_reads_hidden_rows_and_says_so(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "weir.xlsx", {"Projects": PROPOSALS, "Costs": [["Project", "26/27 cap"], ["Alpha", 5]]}
    )
    book = openpyxl.load_workbook(path)
    book["Projects"].row_dimensions[3].hidden = True
    book.save(path)
    mapped = read_any(path)
    assert mapped.document is not None
    assert len(mapped.document.projects) == 3
    assert "hidden_rows" in [each.rule for each in mapped.findings]
