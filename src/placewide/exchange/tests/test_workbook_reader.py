import datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from placewide.exchange.reading.source import Limits, Reading, SourceError
from placewide.exchange.reading.workbook import Cell
from placewide.exchange.reading.workbook_reader import Workbook, cell_name, read_workbook
from placewide.exchange.reading.workbook_scan import cell_place
from placewide.exchange.tests.archives import Entry, archive, bare_workbook, one_cell, parts, sheet_xml
from placewide.exchange.tests.corpus_cells import by_openpyxl, by_xlsxwriter, external, far, inline

LIMITS = Limits()


def read(data: bytes, limits: Limits = LIMITS) -> Reading[Workbook]:
    return read_workbook(data, "westmere.xlsx", limits)


def rows_of(data: bytes, limits: Limits = LIMITS) -> list[list[Cell]]:
    return read(data, limits).result.sheets[0].rows


def refused(data: bytes, limits: Limits = LIMITS) -> list[tuple[str, str | None]]:
    """Rule and cell of each finding."""
    with pytest.raises(SourceError) as caught:
        read(data, limits)
    return [(finding.rule, finding.position.cell) for finding in caught.value.findings]


def warned(data: bytes, limits: Limits = LIMITS) -> list[str]:
    """Rule and message of each warning."""
    return [f"{finding.rule}: {finding.message}" for finding in read(data, limits).findings]


def test_reads_text_numbers_truth_dates_and_nothing() -> None:
    day, moment = datetime.date(2026, 4, 1), datetime.datetime.fromisoformat("2026-04-01T09:30:00")

    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        for column, value in enumerate((250000, 0.1, -0.0, True, day, moment, None, "017"), start=2):
            sheet.cell(3, column, value)

    first, *_, last = rows_of(by_openpyxl(fill))
    assert first == ["id", *[None] * 8]
    assert last == [None, 250000, Decimal("0.1"), 0, True, day, moment, None, "017"]
    assert type(last[1]) is int


def test_rows_begin_at_a1_however_far_the_first_value() -> None:
    rows = rows_of(bare_workbook(far("C4")))
    assert rows[3] == [None, None, 1]
    assert len(rows) == 4


def test_names_a_cell_by_the_indices_of_rows() -> None:
    sheet = read(bare_workbook(far("C4"))).result.sheets[0]
    assert cell_name(3, 2) == "C4"
    assert str(sheet.position(3, 2)) == "westmere.xlsx, sheet projects, cell C4"
    assert str(sheet.position()) == "westmere.xlsx, sheet projects"


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_a_cell_name_leads_back_to_its_place(row: int, column: int) -> None:
    assert cell_place(cell_name(row, column)) == (row, column)


@given(st.integers(1, 30), st.integers(1, 800), st.integers(1, 30), st.integers(1, 800))
def test_refuses_exactly_the_cells_beyond_the_limits(rows: int, columns: int, row: int, column: int) -> None:
    limits = Limits(rows=rows, columns=columns)
    data = bare_workbook(far(cell_name(row - 1, column - 1)))
    if row <= rows and column <= columns:
        assert rows_of(data, limits)[row - 1][column - 1] == 1
    else:
        expected = "too_many_rows" if row > rows else "too_many_columns"
        assert refused(data, limits) == [(expected, cell_name(row - 1, column - 1))]


AMOUNTS = st.none() | st.integers(-(10**12), 10**12) | st.decimals(-(10**10), 10**10, places=2)


@given(st.lists(st.lists(AMOUNTS, min_size=3, max_size=3)))
def test_pounds_and_pence_come_back_as_they_were_written(rows: list[list[int | Decimal | None]]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("projects")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, ["x", *row])

    for written, back in zip(rows, rows_of(by_xlsxwriter(fill)), strict=True):
        padded = [*back[1:], None, None, None][:3]
        assert padded == written


def test_tells_the_errors_of_all_cells_at_once() -> None:
    cells = '<c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><v>#SPILL!</v></c>'
    assert refused(bare_workbook(f'<row r="1">{cells}</row>')) == [
        ("cell_error", "A1"),
        ("cell_error", "C1"),
        ("formula_without_value", "B1"),
    ]
    values = '<c r="A1" s="1"><v>60</v></c><c r="B1"><v>NaN</v></c>'
    assert refused(bare_workbook(f'<row r="1">{values}</row>')) == [("no_such_day", "A1"), ("number_not_finite", "B1")]


def test_reads_on_over_cells_without_a_value_when_told_so() -> None:
    cells = '<c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>3</v></c>'
    reading = read(bare_workbook(f'<row r="1">{cells}</row>'), Limits(strict_cells=False))
    assert reading.result.sheets[0].rows == [[None, None, 3]]
    assert [(each.rule, each.position.cell) for each in reading.findings] == [
        ("cell_error", "A1"),
        ("formula_without_value", "B1"),
    ]


def test_counts_formulas_once_for_each_sheet() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
    assert warned(bare_workbook(f'<row r="1">{cells}</row>')) == [
        "formula: 2 cells hold formulas; the values last calculated were read"
    ]


def test_refuses_only_the_cell_that_takes_its_value_from_another_file() -> None:
    cells = '<c r="A1"><f>[1]Sheet1!A1*2</f><v>2</v></c><c r="B1"><f>Table1[[#This Row],[1]]</f><v>2</v></c>'
    assert refused(external(f'<row r="1">{cells}</row>')) == [("external_link", "A1")]


def test_names_hidden_rows_and_columns_that_hold_something() -> None:
    rows = "".join(f'<row r="{row}" hidden="1"><c r="B{row}"><v>1</v></c></row>' for row in (2, 3, 4, 7))
    beyond = '<row r="90" hidden="1"/>'
    columns = '<cols><col min="1" max="1" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>'
    data = bare_workbook(rows + beyond, before=columns)
    assert warned(data) == [
        "hidden_rows: rows that are hidden were read all the same: 2–4, 7",
        "hidden_columns: columns that are hidden were read all the same: A",
    ]
    sheet = read(data).result.sheets[0]
    assert {1, 2, 3, 6} <= sheet.hidden_rows
    assert {0, 2, 199} <= sheet.hidden_columns


def test_names_the_ranges_merged_across_rows() -> None:
    merged = '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:A4"/></mergeCells>'
    data = bare_workbook(after=merged)
    assert [message.split(":")[0] for message in warned(data)] == ["merged_cells"]
    assert "A2:A4" in warned(data)[0]
    assert "A1:D1" not in warned(data)[0]
    assert read(data).result.sheets[0].merged == ("A1:D1", "A2:A4")


def test_keeps_the_order_of_sheets_and_leaves_out_charts() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for name in ("projects", "costs"):
            workbook.add_worksheet(name).write(0, 0, name)
        workbook.add_chartsheet("picture")
        workbook.add_worksheet("funds")

    sheets = read(by_xlsxwriter(fill)).result.sheets
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [
        ("projects", [["projects"]]),
        ("costs", [["costs"]]),
        ("funds", []),
    ]


def test_limits_can_be_set() -> None:
    assert refused(bare_workbook(inline("long text")), Limits(cell_characters=5)) == [("text_too_long", "A1")]
    assert refused(bare_workbook(far("J10")), Limits(cells=99)) == [("too_many_cells", None)]
    assert refused(bare_workbook(), Limits(entries=3)) == [("too_many_entries", None)]
    assert refused(bare_workbook(), Limits(unpacked_bytes=500)) == [("unpacked_too_large", None)]
    assert refused(bare_workbook(), Limits(workbook_bytes=500)) == [("too_large", None)]


def test_reads_times_and_durations_as_text() -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"] = datetime.time(9, 30)
        workbook.active["A2"] = datetime.timedelta(hours=30)

    assert rows_of(by_openpyxl(fill)) == [["09:30:00"], ["1 day, 6:00:00"]]


def test_reads_odd_but_sound_xml_like_any_other() -> None:
    usual = rows_of(bare_workbook('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'))
    assert rows_of(bare_workbook("<row><c><v>1</v></c><c><v>2</v></c></row>")) == usual
    assert rows_of(bare_workbook("<row r='1'><c r='A1'><v>1</v></c><c\nr='b1'><v>2</v></c></row>")) == usual


def test_only_what_was_checked_reaches_the_library() -> None:
    unlisted = Entry("xl/worksheets/sheet9.xml", sheet_xml(far("XFD1048576")).encode())
    assert refused(archive([*parts(), unlisted])) == [("too_many_rows", "XFD1048576")]


def test_says_what_would_be_right() -> None:
    with pytest.raises(SourceError) as caught:
        read(bare_workbook(one_cell('t="e"', "<v>#N/A</v>")))
    assert str(caught.value) == (
        "westmere.xlsx, sheet projects, cell A1: the cell holds the error #N/A; "
        "correct it, or leave the cell empty for unknown [cell_error]"
    )
