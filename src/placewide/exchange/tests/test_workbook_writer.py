"""What stands in a workbook that we write, seen through another library."""

from dataclasses import replace
from typing import Any

import pytest

from placewide.domain.place.document import OpenRecord, Organisation
from placewide.domain.shared.identifiers import FreeValue, Identifier
from placewide.exchange.sheets.template import example_place
from placewide.exchange.sheets.workbook_writer import WorkbookError, workbook_bytes
from placewide.exchange.tests.documents import full_document
from placewide.exchange.tests.workbooks import opened, template_bytes

WGH, HOSPICE = Identifier("wgh"), Identifier("hospice")


def template() -> Any:
    return opened(template_bytes())


def cell_under(sheet: Any, header: str, row: int = 2) -> Any:
    """The cell of a row under a header."""
    column = next(cell.column for cell in sheet[1] if cell.value == header)
    return sheet.cell(row, column)


def test_writes_the_same_bytes_for_the_same_document() -> None:
    assert workbook_bytes(full_document()) == workbook_bytes(full_document())


def test_begins_with_what_to_do_in_plain_english() -> None:
    book = template()
    assert book.sheetnames[:4] == ["read me", "place", "sources", "organisations"]
    assert "how to fill in this workbook" in book["read me"]["A1"].value


def test_headers_are_bold_frozen_and_explained() -> None:
    sheet = template()["allocations"]
    header = cell_under(sheet, "may_share", 1)
    assert header.font.bold
    assert sheet.freeze_panes == "B2"
    assert header.comment.text == "May pay for costs that another organisation bears. True or false."


def test_offers_choices_and_ids_of_other_sheets() -> None:
    sheet = template()["allocations"]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        column = next(iter(validation.sqref.ranges)).min_col
        offered[sheet.cell(1, column).value] = validation.formula1
    assert offered["holder"] == "'organisations'!$A$2:$A$203"
    assert offered["status"] == '"bid,indicative,announced,awarded,at_risk,to_be_found,withdrawn"'
    assert offered["may_share"] == '"TRUE,FALSE"'
    assert offered["year"] == '"2026/27,2027/28,2028/29,2029/30,2030/31"'


def test_amounts_are_numbers_with_a_format_and_their_provenance_stands_apart() -> None:
    book = template()
    amount = cell_under(book["costs"], "year 1")
    assert (amount.value, amount.number_format) == (250_000, "#,##0.00")
    figure = [cell.value for cell in book["figures"][2]]
    assert figure[:4] == ["costs", "shared_record / software", "year 1", "about"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(text: str) -> None:
    document = replace(example_place(), organisations=(Organisation(id=WGH, name=text), Organisation(id=HOSPICE)))
    cell = cell_under(opened(workbook_bytes(document))["organisations"], "name")
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_sheet_of_an_open_list_appears_only_when_it_has_rows() -> None:
    assert "contracts" not in template().sheetnames
    contract = OpenRecord(values={"title": FreeValue("EPR")})
    document = replace(example_place(), contracts=(contract,))
    assert "contracts" in opened(workbook_bytes(document)).sheetnames


def test_refuses_what_no_workbook_can_hold() -> None:
    long = replace(example_place(), organisations=(Organisation(id=WGH, name="x" * 32_768),))
    with pytest.raises(WorkbookError, match="more than 32,767 characters"):
        workbook_bytes(long)
    many = OpenRecord(values={f"key{number}": FreeValue(number) for number in range(201)})
    with pytest.raises(WorkbookError, match="contracts would have 202 columns"):
        workbook_bytes(replace(example_place(), contracts=(many,)))
