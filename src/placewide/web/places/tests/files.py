"""Files that people bring: a spreadsheet in its own layout, and place files, as bytes."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

PROPOSALS: Rows = (
    ("Our long list, 2026",),
    (),
    ("Ref", "Project", "Lead organisation", "Urgent care (0-5)", "Comments"),
    ("P1", "Bed board", "Riverside General Hospital", 4, "from the flow group"),
    ("P2", "Shared rota", "Riverside Council", 3, None),
    ("P3", "Digital front door", "Health Alliance", 5, "needs scoping"),
)
COSTS: Rows = (
    ("Project", "Type", "2026/27", "2027/28"),
    ("Bed board", "Capital", 120000, None),
    ("Bed board", "Revenue", 5000, 5000),
    ("Shared rota", "Revenue", 20000, 10000),
)
MONEY: Rows = (
    ("Held by", "Funding source", "Type", "Year", "Amount", "Status"),
    ("Riverside Council", "Innovation grant", "Revenue", "2026/27", 60000, "awarded"),
)


def workbook(sheets: Mapping[str, Rows] | None = None) -> bytes:
    """A workbook of these sheets; usually a long list with costs and money, as a programme lead has it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (sheets or {"Long list": PROPOSALS, "Costs": COSTS, "Money": MONEY}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
