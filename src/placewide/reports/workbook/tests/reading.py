"""Reads a workbook as its reader does: rows under headings, by the code in them; and cells by their names."""

from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

Row = dict[str, Any]


class Reading:
    """Values of a workbook, as its formulas hold them."""

    def __init__(self, workbook: Path) -> None:
        book = CalamineWorkbook.from_path(str(workbook))
        self.sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
        names = openpyxl.load_workbook(workbook).defined_names
        self._names = {name: names[name].attr_text for name in names}

    def rows(self, sheet: str, heading: str) -> list[Row]:
        """The rows of the table that has this heading, up to the first that is blank; none where it says so."""
        lines = self.sheets[sheet]
        start = next(position for position, line in enumerate(lines) if heading in line)
        found: list[Row] = []
        for line in lines[start + 1 :]:
            if line[0] == "":
                break
            found.append({str(key): value for key, value in zip(lines[start], line, strict=True) if key != ""})
        return [] if len(found) == 1 and found[0][str(lines[start][0])] == "none" else found

    def by(self, sheet: str, heading: str) -> dict[str, Row]:
        """The rows of the table by what stands under this heading, which differs in every row."""
        rows = self.rows(sheet, heading)
        found = {str(row[heading]): row for row in rows}
        assert len(found) == len(rows)
        return found

    def named(self, name: str) -> Any:
        """The value of a cell with a defined name."""
        sheet, cell = self._names[name].replace("'", "").replace("$", "").split("!")
        letters = cell.rstrip("0123456789")
        column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
        return self.sheets[sheet][int(cell[len(letters) :]) - 1][column - 1]


def pence(value: Any) -> int | None:
    """A cell of pounds in pence; None for one that says that it is not known. It must be whole pence."""
    if isinstance(value, str):
        return None
    whole = round(float(value) * 100)
    assert abs(float(value) * 100 - whole) < 1e-4, value
    return whole
