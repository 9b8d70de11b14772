"""A small workbook that somebody laid out in their own way."""

from pathlib import Path

import xlsxwriter

HEADERS = ("Project title", "Lead organisation", "Strategic fit (0-5)", "Capital 2026/27", "Revenue 2027/28")
ROWS = (
    ("Shared care record", "Riverside Hospital", 4, 250000, 20000),
    ("Patient portal", "Riverside Council", 3, "TBC", 15000),
)


def write_proposals(path: Path) -> None:
    """Two proposals, one of which nobody has costed."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Proposals")
        for row, cells in enumerate((HEADERS, *ROWS)):
            sheet.write_row(row, 0, cells)
