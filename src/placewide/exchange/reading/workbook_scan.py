"""A cheap look at the XML of a sheet: what the library would not tell, or would spend all memory on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

from placewide.exchange.reading.source import Limits, Position, refuse, shown

Attributes: TypeAlias = dict[str, str]

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_OTHER_FILE = re.compile(r"\[[0-9]+\][^\[\]]*!")
_PREFIXED = re.compile(rb":(?:c|f|v)[ \t\r\n/>]")
_TRUE = ("1", "true")


@dataclass(slots=True)
class SheetFacts:
    """What stands in the XML of a sheet besides values. Rows and columns count from 0; cells are names as C4."""

    formulas: int = 0
    without_value: list[str] = field(default_factory=list)
    from_other_file: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    filtered: bool = False


def column_name(column: int) -> str:
    """The letters of a column that counts from 0: 0 is A, 25 Z, 26 AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """The name of a cell whose row and column count from 0, as in ``Sheet.rows``: (3, 2) is C4."""
    return f"{column_name(column)}{row + 1}"


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a cell name such as C4; None where it is no name."""
    match = _REFERENCE.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def scan_sheet(content: bytes, position: Position, limits: Limits) -> SheetFacts:
    """Facts of a sheet's XML; refuses a sheet that reaches beyond the allowed rows and columns.

    Cells as spreadsheet programs usually write them, without formula or error and within the limits, are recognised
    by one regular expression and passed over; where anything else is found, the whole sheet is parsed.
    """
    start, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
    if 0 <= start < end and _is_plain(content, start + len(b"<sheetData>"), end, limits):
        content = content[:start] + b"<sheetData>" + content[end:]
    scan = _SheetScan(position, limits)
    parse_xml(content, position, scan.start, scan)
    return scan.facts


def parse_xml(
    content: bytes, position: Position, start: Callable[[str, Attributes], None], scan: _SheetScan | None = None
) -> None:
    """Parse XML, calling ``start`` with name (without prefix) and attributes of each element."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if scan is not None:
        parser.EndElementHandler = lambda name: scan.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = scan.text
        parser.CommentHandler = scan.unexpected
        parser.StartCdataSectionHandler = scan.unexpected
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        what = f"the workbook is damaged here: its XML is wrong ({expat.ErrorString(problem.code)}); save it again"
        refuse("damaged", what, position)


def _is_plain(content: bytes, start: int, end: int, limits: Limits) -> bool:
    """Whether the cells need no closer look. ``<!`` begins comments and CDATA, a colon may end a prefix."""
    if content.find(b"!", start, end) >= 0 and content.find(b"<!", start, end) >= 0:
        return False
    if content.find(b"hidden", start, end) >= 0 or _PREFIXED.search(content, start, end):
        return False
    return _unusual_cell(limits.rows, limits.columns).search(content, start, end) is None


@lru_cache(maxsize=8)
def _unusual_cell(rows: int, columns: int) -> re.Pattern[bytes]:
    """A pattern for the start of a cell that is *not* written in the usual way, or lies beyond the limits."""
    row = _up_to(str(rows), "1", "0", "9")
    column = _up_to(column_name(columns - 1), "A", "A", "Z")
    style_and_type = '(?: s="[0-9]++")?+(?: t="(?:[snbd]|str|inlineStr)")?+'
    usual = f' r="(?:{column})(?:{row})"(?:><v>|{style_and_type}(?:><v>|/>|><is>|></c>))'
    return re.compile(f"<c(?!{usual}|[A-Za-z])".encode())


def _up_to(largest: str, first: str, low: str, high: str) -> str:
    """A regular expression for all numerals from ``first`` to ``largest``, in digits or in letters."""
    length = len(largest)
    choices = []
    for index, character in enumerate(largest):
        lowest = low if index else first
        if character > lowest:
            below = chr(ord(character) - 1)
            choices.append(f"{largest[:index]}[{lowest}-{below}][{low}-{high}]{{{length - index - 1}}}")
    shorter = [f"[{first}-{high}][{low}-{high}]{{0,{length - 2}}}+"] if length > 1 else []
    return "|".join([largest, *choices, *shorter])


class _SheetScan:
    """Handlers for the elements of a sheet; a cell is open between its start and its end."""

    def __init__(self, position: Position, limits: Limits) -> None:
        self.position, self.limits = position, limits
        self.facts = SheetFacts()
        self.row, self.column = -1, -1
        self.in_data = self.in_cell = False
        self.has_formula = self.has_value = False
        self.inside = self.type = self.value = self.formula = self.shared = ""
        self.shared_from_other_file: set[str] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            if self.in_data:
                self._start_cell(attributes)
        elif name in ("v", "f", "is"):
            if self.in_cell:
                self._start_content(name, attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "sheetData":
            self.in_data = True
        elif not self.in_data:
            self._start_other(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c" and self.in_cell:
            self._end_cell()
        elif name in ("v", "f"):
            self.inside = ""
        elif name == "sheetData":
            self.in_data = False

    def text(self, text: str) -> None:
        """Text stands inside an element."""
        if self.inside == "v":
            self.value += text
        elif self.inside == "f":
            self.formula += text

    def unexpected(self, _comment: str = "") -> None:
        """A comment or CDATA section, which the library would skip together with the value, or take for a part."""
        if self.in_data:
            what = "there is an XML comment or CDATA section among the cells, which is not read; save it from Excel"
            refuse("xml_unexpected", what, self._at(cell_name(max(self.row, 0), max(self.column, 0))))

    def _at(self, cell: str) -> Position:
        return Position(self.position.file, sheet=self.position.sheet, cell=cell)

    def _number(self, text: str) -> int:
        if _NUMBER.fullmatch(text) is None:
            refuse("damaged", f"a row or column has the number {shown(text)}; save the workbook again", self.position)
        return int(text)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self.row = self.row + 1 if number is None else self._number(number) - 1
        self.column = -1
        if attributes.get("hidden") in _TRUE and self.row < self.limits.rows:
            self.facts.hidden_rows.add(self.row)

    def _start_cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        place = (self.row, self.column + 1) if name is None else cell_place(name)
        if place is None:
            refuse("damaged", f"a cell has the name {shown(name or '')}; save the workbook again", self.position)
        self.row, self.column = place
        self.in_cell = True
        self.type = attributes.get("t", "n")
        self.value = self.formula = self.shared = ""
        self.has_formula = self.has_value = False

    def _start_content(self, name: str, attributes: Attributes) -> None:
        """Only now the cell holds something: cells that are merely formatted may lie anywhere."""
        if self.row >= self.limits.rows or self.column >= self.limits.columns:
            self._refuse_far_cell()
        self.inside = name
        if name == "f":
            self.has_formula = True
            self.shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        else:
            self.has_value = True

    def _refuse_far_cell(self) -> None:
        rule = "too_many_rows" if self.row >= self.limits.rows else "too_many_columns"
        most = f"{self.limits.rows:,} rows and {self.limits.columns:,} columns"
        cell = cell_name(self.row, self.column)
        refuse(rule, f"there is something in cell {cell}; a sheet may have at most {most}", self._at(cell))

    def _end_cell(self) -> None:
        self.in_cell = False
        cell = cell_name(self.row, self.column)
        if self.type == "e":
            self.facts.errors.append((cell, self.value))
        if self.has_formula:
            self.facts.formulas += 1
            if not (self.value or (self.has_value and self.type in ("str", "inlineStr"))):
                self.facts.without_value.append(cell)
            elif self._is_from_other_file():
                self.facts.from_other_file.append(cell)

    def _is_from_other_file(self) -> bool:
        """Whether the formula names another workbook; cells that share a formula only name its number."""
        if _OTHER_FILE.search(self.formula):
            if self.shared:
                self.shared_from_other_file.add(self.shared)
            return True
        return not self.formula and self.shared in self.shared_from_other_file

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            self.facts.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = self._number(attributes.get("min", "")), self._number(attributes.get("max", ""))
            self.facts.hidden_columns.update(range(first - 1, min(last, self.limits.columns)))
        elif name == "filterColumn":
            self.facts.filtered = True
