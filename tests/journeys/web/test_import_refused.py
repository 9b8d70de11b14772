"""Three wrong rows in a workbook: nothing is taken over, each is named; mended, it goes in, and a second time not."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk, Walk

WRONG: tuple[tuple[str, str, str], ...] = (
    ("projects", "lead", "nobody_at_all"),
    ("allocations", "amount", "lots"),
    ("allocations", "status", "promised_at_lunch"),
)
"""Sheet, column, and what is written there instead; each in a row further down."""
Kept = dict[tuple[str, str], Any]
"""What stood in a cell of a sheet."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "place.xlsx"


def test_wrong_rows_are_named_then_mended_and_taken_over_once(
    own_machine: Site, walk: NewWalk, width: int, file: Path
) -> None:
    lead = walk(own_machine, width)
    lead.sign_in(f"rows{width}@valley.example")
    lead.click("Start a place")
    lead.click("Look at an example")
    place = lead.page.url
    saved(lead, place, file)
    kept = spoiled(file)
    brings(lead, place, file)
    lead.see("To be mended first")
    for sheet, cell in kept:
        lead.see(f"sheet {sheet}, cell {cell}")
    lead.look()
    mended(file, kept)
    brings(lead, place, file)
    lead.click("Take it over")
    lead.see("This file has been taken over")
    brings(lead, place, file)
    lead.see("there is nothing to change")
    lead.look()


def saved(lead: Walk, place: str, file: Path) -> None:
    """The whole place as a workbook."""
    with lead.page.expect_download() as found:
        lead.page.evaluate("address => { location.href = address }", f"{place}export/xlsx/")
    found.value.save_as(file)


def brings(lead: Walk, place: str, file: Path) -> None:
    lead.go(f"{place}import/")
    lead.page.locator("input[type=file]").set_input_files(file)
    lead.click("Read it")


def spoiled(file: Path) -> Kept:
    """Write the wrong values into the first rows; what stood there."""
    book = openpyxl.load_workbook(file)
    kept: Kept = {}
    for number, (sheet, column, wrong) in enumerate(WRONG):
        cell = book[sheet].cell(row=2 + number, column=_column(book[sheet], column))
        kept[sheet, cell.coordinate] = cell.value
        cell.value = wrong
    book.save(file)
    return kept


def mended(file: Path, kept: Kept) -> None:
    """Put the rows right again, and change one name."""
    book = openpyxl.load_workbook(file)
    for (sheet, coordinate), value in kept.items():
        book[sheet][coordinate] = value
    projects = book["projects"]
    projects.cell(row=2, column=_column(projects, "name")).value = "Shared care record for all"
    book.save(file)


def _column(sheet: Worksheet, name: str) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == name))
