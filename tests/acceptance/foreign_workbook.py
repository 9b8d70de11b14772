"""A programme lead's own workbook, laid out in her way and not in ours: 34 proposals, of which 12 are costed.

Three sheets of interest among others: a long list with a title, scores and people; what it costs, in thousands, with
capital and revenue in blocks of years; and the pots, one row each with a column for each year.
"""

from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

YEARS = ("2026/27", "27/28", "FY 2028-29")
PRIORITIES = ("Urgent care (0–5)", "Mental health (0–5)", "Ageing well (0–5)")

GENERAL = "Riverside General Hospitals NHS Trust"
COUNCIL = "Riverside Borough Council"
COMMUNITY = "Meadow Community and Mental Health NHS Foundation Trust"
HOSPICE = "St Anne's Hospice"
BOARD = "NHS Riverside Integrated Care Board"

Amount = float | str | None
Costs = tuple[tuple[Amount, Amount, Amount], tuple[Amount, Amount, Amount]]

PROPOSALS: tuple[tuple[str, str, str, tuple[int | None, int | None, int | None]], ...] = (
    ("Shared care record", GENERAL, "Business case", (4, 3, 4)),
    ("Virtual wards platform", GENERAL, "Pipeline", (5, 1, 3)),
    ("Total triage in general practice", BOARD, "Pipeline", (4, 2, 2)),
    ("Crisis line hand-over", COMMUNITY, "Agreed", (3, 5, 1)),
    ("Falls sensors in care homes", COUNCIL, "Pipeline", (3, 0, 5)),
    ("Discharge to assess hub", GENERAL, "Agreed", (5, 1, 4)),
    ("Children's waiting list portal", COMMUNITY, "Pipeline", (1, 5, 0)),
    ("Care home Wi-Fi", COUNCIL, "Pipeline", (2, 1, 4)),
    ("Electronic palliative record", HOSPICE, "Business case", (3, 1, 5)),
    ("Pharmacy messaging", BOARD, "Pipeline", (2, 1, 2)),
    ("Imaging exchange", GENERAL, "Live", (4, 0, 1)),
    ("Digital inclusion hubs", COUNCIL, "Pipeline", (1, 3, 3)),
    ("Ambulance data link", GENERAL, "Pipeline", (5, 1, 1)),
    ("Shared rostering", COMMUNITY, "Pipeline", (2, 2, 1)),
    ("Patient held record", BOARD, "Idea", (2, 3, 3)),
    ("Remote monitoring for heart failure", GENERAL, "Idea", (4, 0, 3)),
    ("Bed board for the place", GENERAL, "Idea", (5, 1, 2)),
    ("Social prescribing directory", COUNCIL, "Idea", (1, 4, 3)),
    ("Dementia diagnosis pathway", COMMUNITY, "Idea", (1, 3, 5)),
    ("Hospital at home kit", GENERAL, "Idea", (4, 0, 4)),
    ("E-referral for therapies", COMMUNITY, "Idea", (2, 4, 2)),
    ("Carers' app", "TBC", "Idea", (1, 2, 4)),
    ("Transfer of care letters", GENERAL, "Idea", (4, 1, 3)),
    ("Single front door", COUNCIL, "Idea", (3, 2, 3)),
    ("Community diagnostics booking", GENERAL, "Idea", (3, 0, 2)),
    ("Advance care plans", HOSPICE, "Idea", (3, 1, 5)),
    ("Population health analytics", BOARD, "Idea", (2, 2, 2)),
    ("School nursing record", COUNCIL, "Idea", (1, 4, 0)),
    ("Sepsis alerts", GENERAL, "Idea", (5, 0, 2)),
    ("Video consultations", COMMUNITY, "Idea", (2, 4, 2)),
    ("Housing repairs link", COUNCIL, "Idea", (1, 1, 3)),
    ("Volunteer transport booking", "?", "Idea", (1, 1, 3)),
    ("Wound care photographs", COMMUNITY, "Idea", (None, None, None)),
    ("Staff passport", BOARD, "Idea", (None, None, None)),
)
"""Name, lead, stage, and score by priority; nothing where nobody has scored it."""

COSTED: dict[str, Costs] = {
    "Shared care record": ((250, 120, None), (40, 40, 40)),
    "Virtual wards platform": ((180, None, None), (60, 60, 60)),
    "Total triage in general practice": ((90, None, None), (30, 30, 30)),
    "Crisis line hand-over": ((None, 75, None), (None, 20, 20)),
    "Falls sensors in care homes": ((140, None, None), (15, 15, 15)),
    "Discharge to assess hub": ((300, 100, None), (50, 50, 50)),
    "Children's waiting list portal": ((60, None, None), (None, 12, 12)),
    "Care home Wi-Fi": ((210, 90, None), (None, None, None)),
    "Electronic palliative record": ((45, None, None), (10, 10, 10)),
    "Pharmacy messaging": ((None, None, None), (25, 25, 25)),
    "Imaging exchange": ((400, "250k", None), (35, 35, 35)),
    "Digital inclusion hubs": ((20, 0, 20), (45.5, 45.5, 45.5)),
}
"""Thousands of pounds: capital, then revenue, by year."""

HALF_COSTED: dict[str, Costs] = {
    "Ambulance data link": (("TBC", None, None), (20, 20, 20)),
    "Shared rostering": (("£250k?", None, None), (None, None, None)),
    "Patient held record": ((150, "see note", None), (30, 30, 30)),
    "Remote monitoring for heart failure": ((80, None, None), ("n/a", "?", 25)),
}
"""Rows that somebody has begun; what they lack keeps them out of the plan."""

POTS: tuple[tuple[str, str, str, tuple[Amount, Amount, Amount], str, str], ...] = (
    (GENERAL, "Frontline digitisation", "Capital", (600, 300, None), "Confirmed", "Y"),
    (GENERAL, "Operational capital (own money)", "Capital", (250, 250, 250), "Confirmed", "N"),
    (GENERAL, "Trust revenue budget", "Revenue", (150, 150, 150), "Confirmed", "N"),
    (COUNCIL, "Better Care Fund", "Revenue", (120, 120, 120), "Confirmed", "Y"),
    (COUNCIL, "Disabled facilities capital", "Capital", (220, 100, 50), "Confirmed", "N"),
    (COMMUNITY, "Community transformation", "Revenue", (60, 60, 60), "Indicative", "Y"),
    (COMMUNITY, "Estates and digital capital", "Capital", (100, 80, None), "Confirmed", "Y"),
    (HOSPICE, "Charitable reserve (own money)", "Capital", (30, None, None), "Confirmed", "N"),
    (HOSPICE, "Hospice UK grant", "Revenue", (12, 12, 12), "Bid submitted", "N"),
    (BOARD, "Primary care digital", "Revenue", (90, 90, 90), "Confirmed", "Y"),
    (BOARD, "System capital", "Capital", ("TBC", "TBC", None), "Verbal promise", "Y"),
)
"""Holder, pot, kind, thousands of pounds by year, how sure, may it be shared."""


def write_foreign_workbook(path: Path) -> None:
    """Write the workbook, as an .xlsx file."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        _write_cover(workbook.add_worksheet("Read me"))
        _write_long_list(workbook.add_worksheet("Long list"))
        _write_costs(workbook.add_worksheet("What it costs"))
        _write_pots(workbook.add_worksheet("Pots"))


def _write_cover(sheet: Worksheet) -> None:
    sheet.write_column(
        0, 0, ["Riverside digital programme", "Version 7, for the board on Thursday", "Ask the programme office"]
    )


def _write_long_list(sheet: Worksheet) -> None:
    headers = ["Ref", "Scheme", "Lead org", "SRO", "What it would do", "Stage", *PRIORITIES, "RAG", "Comments"]
    sheet.merge_range(0, 0, 0, len(headers) - 1, "Riverside digital programme: long list of schemes")
    sheet.write(1, 0, "Scores were agreed at the March workshop")
    sheet.write_row(3, 0, headers)
    for number, (name, lead, stage, scores) in enumerate(PROPOSALS):
        row = 4 + number
        described = f"Digital work on {name.lower()}"
        sheet.write_row(row, 0, [f"RD{number + 1:02d}", name, lead, "to be named", described, stage])
        for column, score in enumerate(scores):
            if score is not None:
                sheet.write_number(row, 6 + column, score)
        sheet.write(row, 9, "Amber" if number % 3 else "Green")
    sheet.write(5, 10, "Depends on the wi-fi being ready")


def _write_costs(sheet: Worksheet) -> None:
    sheet.write(0, 0, "What the schemes cost (£000)")
    sheet.merge_range(2, 2, 2, 4, "Capital")
    sheet.merge_range(2, 5, 2, 7, "Revenue")
    sheet.write_row(3, 0, ["Ref", "Scheme", *YEARS, *YEARS])
    references = {name: f"RD{number + 1:02d}" for number, (name, *_) in enumerate(PROPOSALS)}
    row = 4
    totals = [0.0] * 6
    for name, (capital, revenue) in {**COSTED, **HALF_COSTED}.items():
        sheet.write_row(row, 0, [references[name], name])
        for column, amount in enumerate((*capital, *revenue)):
            if amount is not None:
                sheet.write(row, 2 + column, amount)
            if isinstance(amount, (int, float)):
                totals[column] += amount
        row += 1
    totals[1] += 250
    sheet.write_row(row + 1, 1, ["Total", *totals])
    sheet.write(row + 3, 0, "Source: finance leads, without VAT")


def _write_pots(sheet: Worksheet) -> None:
    sheet.write(0, 0, "Money that partners hold or hope for, £k")
    sheet.write_row(2, 0, ["Held by", "Pot", "Cap/Rev", *YEARS, "How sure", "Can be shared?"])
    for number, (holder, pot, kind, amounts, status, share) in enumerate(POTS):
        sheet.write_row(3 + number, 0, [holder, pot, kind])
        for column, amount in enumerate(amounts):
            if amount is not None:
                sheet.write(3 + number, 3 + column, amount)
        sheet.write_row(3 + number, 6, [status, share])
