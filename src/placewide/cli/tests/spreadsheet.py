"""Edits the XML of a workbook cell by cell, so that everything else stays as it was written."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from python_calamine import CalamineWorkbook

from placewide.exchange.reading.workbook_scan import cell_place, column_name

WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r'<sheet name="([^"]+)"')
_ROW = re.compile(r'<row r="([0-9]+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)


@cache
def _rows(content: bytes) -> dict[str, list[list[object]]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[misc]
        for name in workbook.sheet_names
    }


@dataclass(frozen=True)
class Spreadsheet:
    """A workbook whose parts can be exchanged; `content` is that from which rows and columns are found."""

    content: bytes
    changed: Mapping[str, str]

    @staticmethod
    def of(content: bytes) -> "Spreadsheet":
        return Spreadsheet(content, {})

    def part(self, name: str) -> str:
        """The XML of a part."""
        if name in self.changed:
            return self.changed[name]
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name).decode()

    def sheet(self, name: str) -> str:
        """The part that holds a sheet; XlsxWriter numbers them in order."""
        return f"xl/worksheets/sheet{_SHEET.findall(self.part(WORKBOOK)).index(name) + 1}.xml"

    def cell(self, sheet: str, header: str, row: Mapping[str, object]) -> str:
        """The name of the cell under a header, in the first row that has these values under theirs."""
        cells = _rows(self.content)[sheet]
        headers = cells[0]
        for number, values in enumerate(cells[1:], start=2):
            if all(values[headers.index(key)] == value for key, value in row.items()):
                return f"{column_name(headers.index(header))}{number}"
        raise LookupError(f"no row of {sheet} has {row}")

    def replaced(self, part: str, old: str, new: str) -> "Spreadsheet":
        """With one text of a part exchanged, which must stand there."""
        text = self.part(part)
        if old not in text:
            raise LookupError(f"{old} does not stand in {part}")
        return Spreadsheet(self.content, {**self.changed, part: text.replace(old, new, 1)})

    def with_cell(self, sheet: str, cell: str, inside: str, attributes: str = "") -> "Spreadsheet":
        """With this XML in a cell, whether or not there was one."""
        part = self.sheet(sheet)
        place = cell_place(cell)
        assert place is not None
        new = f'<c r="{cell}"{attributes}>{inside}</c>'
        match = next(found for found in _ROW.finditer(self.part(part)) if int(found[1]) == place[0] + 1)
        cells = re.findall(r"<c r=[^>]*?/>|<c r=.*?</c>", match[2] or "", re.DOTALL)
        by_column = {_column_of(one): one for one in cells}
        by_column[place[1]] = new
        row = f'<row r="{match[1]}">{"".join(by_column[column] for column in sorted(by_column))}</row>'
        return self.replaced(part, match[0], row)

    def with_text(self, sheet: str, cell: str, words: str) -> "Spreadsheet":
        """With this text in a cell."""
        inside = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
        return self.with_cell(sheet, cell, inside, ' t="inlineStr"')

    def written(self) -> bytes:
        """The workbook as a file."""
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as before,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            for name in [*before.namelist(), *(self.changed.keys() - set(before.namelist()))]:
                after.writestr(name, self.changed[name] if name in self.changed else before.read(name))
        return buffer.getvalue()


def _column_of(cell: str) -> int:
    place = cell_place(cell.split('"')[1])
    assert place is not None
    return place[1]
