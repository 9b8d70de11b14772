"""A mapping as a file: written, corrected by hand, read again, and held against other workbooks."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from placewide.exchange.mapping.apply import apply
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.mapping.placing import recognises
from placewide.exchange.mapping.record import Column, Mapping, SheetMapping
from placewide.exchange.mapping.storage import MappingError, load_mapping, mapping_text, save_mapping
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.tests.foreign_layouts import FLAT, LEDGER, PROPOSALS, Rows, as_sheet, as_workbook

COSTS: Rows = [["Costs"], ["Project", "26/27 Cap", "Margin"], ["Alpha", 5, 7], ["Beta", 6, 8]]
BOOK = as_workbook({"Projects": PROPOSALS, "Costs": COSTS})


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _refusal(tmp_path: Path, text: str) -> tuple[str, str, str]:
    """Rule, path and line of the first finding on a mapping that is not valid."""
    with pytest.raises(MappingError) as refused:
        load_mapping(_written(tmp_path, text))
    finding = refused.value.findings[0]
    return finding.rule, finding.where, str(finding.position).partition("line ")[2].partition(",")[0]


@pytest.mark.parametrize("layout", [FLAT, LEDGER])
def test_what_is_written_is_read_again(layout: dict[str, Rows], tmp_path: Path) -> None:
    mapping = guess(as_workbook(layout))
    save_mapping(mapping, tmp_path / "map.yaml")
    assert load_mapping(tmp_path / "map.yaml") == mapping


def test_headers_with_odd_signs_survive_the_file(tmp_path: Path) -> None:
    headers = ["Yes", "#1: 'x'", '"quoted", {braced}', "12", "null", "é – £’000", "a" * 300]
    columns = tuple(Column(header=header, because="why: " * 40) for header in headers)
    mapping = Mapping(sheets=(SheetMapping(sheet="No", holds="costs", columns=columns),))
    save_mapping(mapping, tmp_path / "map.yaml")
    assert load_mapping(tmp_path / "map.yaml") == mapping


def test_the_file_says_what_may_be_written_in_it_and_has_a_line_for_each_column() -> None:
    text = mapping_text(guess(BOOK))
    assert "#   costs: project, code, item, kind, bearer, year, cost, notes" in text
    assert "  - {header: 26/27 Cap, feeds: cost, year: 2026/27, kind: capital, sure: 95, because:" in text


def test_a_wrong_guess_is_corrected_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    save_mapping(guess(BOOK), path)
    text = path.read_text(encoding="utf-8")
    assert "{header: Margin, feeds: nothing" in text
    text = text.replace("{header: Margin, feeds: nothing", "{header: Margin, feeds: cost, kind: revenue, year: 2026/27")
    text = text.replace("unit: pounds", "unit: thousands")
    mapped = apply(BOOK, load_mapping(_written(tmp_path, text)))
    assert mapped.document is not None
    assert [line.amounts for line in mapped.document.projects[0].costs] == [(500000,), (700000,)]


def test_the_words_and_names_of_a_file_are_used(tmp_path: Path) -> None:
    proposals: Rows = [["Project", "Lead", "Stage"], ["Alpha", "WC", "Amber"]]
    book = as_workbook(
        {"Projects": proposals, "Costs": [["Project", "Capital 2026/27"], ["Alpha one", 5], ["Alpha", 1]]}
    )
    text = mapping_text(guess(book)).replace("{Amber: unknown}", "{Amber: parked}")
    text += "organisations: {WC: Weir Council}\nprojects: {Alpha one: Alpha}\nno_scores: equal\n"
    mapped = apply(book, load_mapping(_written(tmp_path, text)))
    assert mapped.document is not None
    (project,) = mapped.document.projects
    assert (project.status, project.lead, project.costs[0].amounts) == ("parked", "weir_council", (600,))
    assert {str(name): score for name, score in (project.serves or {}).items()} == {"strategic_fit": Decimal(5)}


def test_what_the_workbook_lacks_stands_in_the_file(tmp_path: Path) -> None:
    book = as_workbook({
        "Projects": [["Project", "Lead"], ["Alpha", "Weir Council"]],
        "Costs": [["Project", "Year 1", "Year 2"], ["Alpha", 5, 6]],
        "Pots": [["Fund", "Held by", "Year 1"], ["F", "Weir Council", 9]],
    })  # fmt: skip
    mapping = guess(book)
    assert apply(book, mapping).document is None
    text = mapping_text(mapping).replace("place: {", "place: {first_year: 2026/27, inflation: 2.5, ")
    text = text.replace("holds: costs\n", "holds: costs\n  kind: revenue\n")
    text = text.replace(
        "holds: allocations\n", "holds: allocations\n  kind: revenue\n  status: awarded\n  may_share: true\n"
    )
    mapped = apply(book, load_mapping(_written(tmp_path, text)))
    assert mapped.document is not None
    assert (str(mapped.document.place.first_year), mapped.document.place.years) == ("2026/27", 2)
    assert mapped.document.projects[0].costs[0].kind == "revenue"
    (money,) = mapped.document.allocations
    assert (money.kind, money.status, money.may_share, str(money.year)) == ("revenue", "awarded", True, "2026/27")


def test_blank_zero_takes_empty_cells_between_amounts_for_none() -> None:
    book = as_workbook(
        {"Projects": PROPOSALS, "Costs": [["Project", "26/27 cap", "27/28 cap", "28/29 cap"], ["Alpha", 1, None, 2]]}
    )
    mapping = guess(book)
    sheets = tuple(replace(sheet, blank="zero") for sheet in mapping.sheets)
    mapped = apply(book, replace(mapping, sheets=sheets))
    assert mapped.document is not None
    assert mapped.document.projects[0].costs[0].amounts == (100, 0, 200)


@pytest.mark.parametrize(
    ("text", "rule", "where", "line"),
    [
        ("placewide: 1\n", "not_a_mapping", "", "1"),
        ("mapping: 1\nsheet: []\n", "unknown_key", "sheet", "2"),
        ("mapping: 1\nsheets:\n- {sheet: A, holds: cost}\n", "unknown_choice", "sheets[0].holds", "3"),
        (
            "mapping: 1\nsheets:\n- sheet: A\n  holds: costs\n  columns:\n  - {header: X, feeds: lead}\n",
            "field_not_here", "sheets[0].columns[0].feeds", "6",
        ),
        (
            "mapping: 1\nsheets:\n- sheet: A\n  holds: costs\n  columns:\n  - {header: X, feeds: project}\n"
            "  - {header: Y, feeds: project}\n",
            "field_twice", "sheets[0].columns[1].feeds", "7",
        ),
        (
            "mapping: 1\nsheets:\n- sheet: A\n  holds: costs\n  columns:\n  - {header: X, feeds: cost, year: next}\n",
            "bad_year", "sheets[0].columns[0].year", "6",
        ),
        ("mapping: 1\nplace: {first_year: 2026}\n", "bad_year", "place.first_year", "2"),
        ("mapping: 1\nmapping: 1\n", "duplicate_key", "", "2"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_named_with_its_line(
    tmp_path: Path, text: str, rule: str, where: str, line: str
) -> None:
    assert _refusal(tmp_path, text) == (rule, where, line)


def test_a_mapping_must_be_yaml(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="YAML"):
        load_mapping(tmp_path / "map.xlsx")


def test_a_mapping_recognises_a_workbook_with_the_same_headers_again() -> None:
    mapping = guess(BOOK)
    later = as_workbook({"Costs": [*COSTS, ["Gamma", 9, 9]], "Projects": [*PROPOSALS, ["Delta", "X", 1]]})
    assert recognises(mapping, later)
    assert not recognises(mapping, as_workbook(LEDGER))
    assert not recognises(Mapping(), later)


def test_headers_are_found_again_whatever_their_case_spaces_and_row() -> None:
    moved = as_workbook(
        {"PROJECTS ": PROPOSALS, "costs": [[], ["Costs"], [], ["project", "26/27\ncap ", "Margin"], ["Alpha", 5, 7]]}
    )
    mapped = apply(moved, guess(BOOK))
    assert mapped.document is not None
    assert [each.rule for each in mapped.findings if each.rule.startswith("header")] == ["header_moved"]


def test_a_changed_header_is_an_error_that_names_it_and_the_nearest_one() -> None:
    changed = as_workbook(
        {"Projects": PROPOSALS, "Costs": [["Costs"], ["Project", "27/28 Cap", "Margin"], ["Alpha", 5, 7]]}
    )
    mapped = apply(changed, guess(BOOK))
    assert mapped.document is None
    (finding,) = [each for each in mapped.findings if each.severity == "error"]
    assert finding.rule == "header_changed"
    assert finding.message.startswith(
        "the column “26/27 Cap”, which feeds “cost”, is not in row 2; did you mean “27/28 Cap”?"
    )
    assert finding.position == "weir.xlsx, sheet Costs, cell B2"


def test_a_new_column_and_a_new_sheet_are_said_and_not_read() -> None:
    grown = as_workbook({
        "Projects": PROPOSALS,
        "Costs": [["Costs"], ["Project", "26/27 Cap", "Margin", "27/28 Cap", None], ["Alpha", 5, 7, 9, 1]],
        "More costs": [["Project", "28/29 Cap"], ["Alpha", 5]],
    })  # fmt: skip
    mapped = apply(grown, guess(BOOK))
    assert mapped.document is not None
    assert [each.rule for each in mapped.findings if each.severity == "warning"] == [
        "new_column",
        "column_without_header",
        "new_sheet",
    ]


def test_a_sheet_that_has_another_name_is_found_by_its_headers() -> None:
    renamed = Workbook((as_sheet("Projects", PROPOSALS), as_sheet("Costings v2", COSTS)))
    mapped = apply(renamed, guess(BOOK))
    assert mapped.document is not None
    assert "sheet_renamed" in [each.rule for each in mapped.findings]


def test_a_sheet_that_is_gone_is_an_error_with_the_nearest_name() -> None:
    mapped = apply(as_workbook({"Projects": PROPOSALS, "Cost": [["nothing"]]}), guess(BOOK))
    (finding,) = [each for each in mapped.findings if each.severity == "error"]
    assert finding.rule == "missing_sheet"
    assert "did you mean “Cost”?" in finding.message
