"""Workbooks laid out in other ways than ours, as sheets of rows, and as .xlsx files."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl

from placewide.exchange.mapping.apply import Mapped, apply
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.reading.workbook import Cell, Sheet, Workbook

Typed = Cell | float
"""What somebody types into a cell."""
Rows = Sequence[Sequence[Typed]]

PROPOSALS: Rows = [
    ["Project", "Lead organisation", "Score"],
    ["Alpha", "Weir Council", 3],
    ["Beta", "Weir Hospital NHS Trust", 4],
    ["Gamma", "Weir Council", 2],
]
"""Three plain proposals, for tests that are about other sheets."""

FLAT: Mapping[str, Rows] = {
    "Sheet1": [
        ["Project", "Organisation", "Type", "Y1 (£)", "Y2 (£)", "Y3 (£)", "Start", "Depends on", "Must do?"],
        ["Records portal", "WCC", "Capital", "£250,000", "50,000", None, "2026/27", None, "N"],
        ["Records portal", "WCC", "Revenue", None, "20 000", "20 000", "2026/27", None, "N"],
        ["Night sensors", "Hill Hospice", "Capital", "£80k", None, None, "April 2027", "Records portal", "N"],
        ["Night sensors", "Hill Hospice", "Rev", "5,000", "5,000", "5,000", "April 2027", None, None],
        ["Ward tablets", "Westhill General NHS Trust", "Capital", 120000, 30000.5, None, None, None, "Y"],
    ],
    "Partners": [
        ["Organisation", "Short name", "Sector", "ODS code"],
        ["Westhill City Council", "WCC", "Council", None],
        ["Hill Hospice", None, "Charity", None],
        ["Westhill General NHS Trust", "WGH", "Acute", "RZZ"],
    ],
    "Money": [
        ["Fund", "Holder", "Financial year", "Capital", "Revenue", "Status", "Notes"],
        ["Digital grant", "WGH", "2026/27", 300000, None, "Awarded", "for tablets first"],
        ["City capital", "WCC", "2026/27", 250000, 25000, "Confirmed", None],
        ["City capital", "WCC", "2027/28", 60000, 25000, "Confirmed", None],
        ["Reserve", "Hill Hospice", "2027/28", "0.1m", 10000, "To be found", None],
    ],
}
"""One row for each project and kind, years counted from the start, pounds as text, money by row of year."""

LEDGER: Mapping[str, Rows] = {
    "Ideas": [
        ["Digital ideas of Fellshire, March 2026"],
        [],
        ["No.", "Idea", "Led by", "Partners involved", "Strategic fit", "Current status"],
        [1, "Diabetes app", "Fellshire ICB", "Fellshire Council; Dale Surgery", "High", "On hold"],
        [2, "Blood results feed", "Fell Hospitals NHS Trust", "Dale Surgery", "High", "Approved"],
        [3, "Care plan sharing", "Fellshire Council", None, "Medium", "New"],
        [4, "Appointment reminders", "Dale Surgery", "Fell Hospitals NHS Trust", "Low", "New"],
    ],
    "Spend by year": [
        ["Idea no.", "Idea", "What for", "Cap or Rev", "FY", "Amount £k"],
        [2, "Blood results feed", "Interfaces", "Cap", "2026-27", 90],
        [2, "Blood results feed", "Licences", "Rev", "2026-27", 12],
        [2, "Blood results feed", "Licences", "Rev", "2027-28", 12.5],
        [3, "Care plan sharing", "Build", "Cap", "2027-28", 40],
        [3, "Care plan sharing", "Support", "Rev", "2028-29", 8],
        [4, "Appointment reminders", "Texts", "Rev", "2026-27", 6],
        [4, "Appointment reminders", "Texts", "Rev", "TBC", 6],
    ],
    "Confirmed funding": [
        ["All figures in £m"],
        ["Organisation", "Source of funds", "2026/27 cap", "2026/27 rev", "2027/28 cap", "2027/28 rev"],
        ["Fell Hospitals NHS Trust", "Diagnostics capital", 0.1, 0.015, None, 0.02],
        ["Fellshire Council", "Care fund", None, None, 0.05, "(0.001)"],
        ["Dale Surgery", "Practice income (own money)", None, 0.01, None, 0.01],
        ["Total", None, 0.1, 0.025, 0.05, 0.029],
    ],
    "Benefits": [
        ["Idea", "Benefit", "Who benefits", "Benefit type", "2026/27", "2027/28", "Owner"],
        ["Blood results feed", "Tests saved", "Fell Hospitals NHS Trust", "Cash releasing", 10000, 30000, "Path lead"],
        ["Care plan sharing", "Visits saved", "Fellshire Council", "NCRB", None, 15000, None],
        ["Care plan sharing", "Calmer families", "n/a", "Quality", None, None, None],
    ],
}
"""One row for each project, item and year; one score in words; money in millions; benefits."""


def as_sheet(name: str, rows: Rows, merged: tuple[str, ...] = (), hidden: bool = False) -> Sheet:
    """A sheet as it is read from a file: numbers are exact."""
    exact: list[list[Cell]] = [
        [Decimal(repr(cell)) if isinstance(cell, float) else cell for cell in row] for row in rows
    ]
    return Sheet("weir.xlsx", name, exact, hidden, merged=merged)


def as_workbook(sheets: Mapping[str, Rows]) -> Workbook:
    """The sheets as they are read from a file."""
    return Workbook(tuple(as_sheet(name, rows) for name, rows in sheets.items()))


def read_by_guess(sheets: Mapping[str, Rows] | Workbook) -> Mapped:
    """What is made of the sheets when nobody corrects the guess."""
    workbook = sheets if isinstance(sheets, Workbook) else as_workbook(sheets)
    return apply(workbook, guess(workbook))


def rules(mapped: Mapped) -> list[str]:
    """The rules of the findings, but for what proposals and money lack."""
    return [each.rule for each in mapped.findings if each.rule not in ("not_plannable", "not_counted")]


def write_workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """The sheets as an .xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    book.save(path)
    return path
