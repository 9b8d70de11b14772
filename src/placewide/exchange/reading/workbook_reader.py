"""Excel to rows: the container and the XML are looked at first, then calamine reads the cells."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from placewide.exchange.reading.source import Limits, Position, RawFinding, Reading, refuse, shown
from placewide.exchange.reading.workbook import RawCell, RawPart, RawRows, RawSheet, Sheet, Workbook, finish_workbook
from placewide.exchange.reading.workbook_container import Container, open_container
from placewide.exchange.reading.workbook_findings import facts_found, untrusted_cells
from placewide.exchange.reading.workbook_scan import Attributes, SheetFacts, cell_name, parse_xml, scan_sheet

__all__ = ["Sheet", "Workbook", "cell_name", "read_workbook", "stream_workbook"]

_ROWS_AT_ONCE = 1_000
_CDATA = b"<![CDATA["
_UNREAD_SHEETS = ("/chartsheet", "/dialogsheet")


@dataclass(frozen=True, slots=True)
class _Outline:
    """What workbook.xml says: the sheets in order with the part and kind of each."""

    sheets: list[Attributes]
    parts: dict[str, str]
    kinds: dict[str, str]
    never_calculated: bool


def read_workbook(data: bytes, file: str, limits: Limits) -> Reading[Workbook]:
    """Read every cell of every sheet of an .xlsx workbook, the hidden ones too.

    Raises ``SourceError`` for what is no plain workbook (password, macros, .xls, damaged, bombs), exceeds the limits,
    or holds cells without a trustworthy value: errors, formulas never calculated or fed by another file. Notes
    formulas, merged cells, hidden or filtered rows, columns and sheets.
    """
    return finish_workbook(stream_workbook(data, file, limits), file, limits)


def stream_workbook(data: bytes, file: str, limits: Limits) -> Iterator[RawPart]:
    """The same in parts without the last step, ``finish_workbook``, which needs no library and is safe anywhere."""
    container = open_container(data, file, limits)
    outline = _read_outline(container)
    facts, checked = _scan_parts(container, outline, limits)
    if any(name.startswith("xl/externallinks/") for name in container.parts):
        what = "the workbook has links to other files; values that came from there are as old as the last update"
        yield RawFinding("external_link", what, Position(file), "warning")
    yield from _read_sheets(checked, file, outline, facts, limits)


def _read_outline(container: Container) -> _Outline:
    position = Position(container.file)
    sheets: list[Attributes] = []
    relations: list[Attributes] = []
    calculation: Attributes = {}

    def in_workbook(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            sheets.append({key.rpartition(":")[2]: value for key, value in attributes.items()})
        elif name == "calcPr":
            calculation.update(attributes)

    def in_relations(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            relations.append(attributes)

    parse_xml(container.unpack("xl/workbook.xml"), position, in_workbook)
    if "xl/_rels/workbook.xml.rels" in container.parts:
        parse_xml(container.unpack("xl/_rels/workbook.xml.rels"), position, in_relations)
    if len({each.get("Id") for each in relations}) < len(relations):
        refuse("damaged", "the list of parts names one twice; save the workbook again from Excel", position)
    parts = {each.get("Id", ""): _part_name(each.get("Target", "")) for each in relations}
    kinds = {each.get("Id", ""): each.get("Type", "") for each in relations}
    return _Outline(sheets, parts, kinds, calculation.get("fullCalcOnLoad") in ("1", "true"))


def _part_name(target: str) -> str:
    """The lower-case name of a part that a relation of the workbook points to."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()


def _scan_parts(container: Container, outline: _Outline, limits: Limits) -> tuple[dict[str, SheetFacts], io.BytesIO]:
    """Unpack and check every part; scan those that are, or may be taken for, a sheet.

    Also gives the XML parts as an archive of our own making, so that the library can only read what was checked here.
    """
    names = {outline.parts.get(sheet.get("id", ""), ""): sheet.get("name", "") for sheet in outline.sheets}
    facts: dict[str, SheetFacts] = {}
    checked = io.BytesIO()
    with zipfile.ZipFile(checked, "w", zipfile.ZIP_STORED) as archive:
        for part, info in container.parts.items():
            content = container.unpack(part)
            if part in names or (part.startswith("xl/worksheets/") and part.endswith(".xml")):
                facts[part] = scan_sheet(content, Position(container.file, sheet=names.get(part, part)), limits)
            elif part == "xl/sharedstrings.xml" and _CDATA in content:
                what = "the texts of the workbook hold a CDATA section, which is not read; save it again from Excel"
                refuse("xml_unexpected", what, Position(container.file))
            if part in names or part.endswith((".xml", ".rels")):
                archive.writestr(zipfile.ZipInfo(info.orig_filename), content)
    checked.seek(0)
    return facts, checked


def _read_sheets(
    checked: io.BytesIO, file: str, outline: _Outline, facts: dict[str, SheetFacts], limits: Limits
) -> Iterator[RawPart]:
    position = Position(file)
    area = 0
    try:
        workbook = CalamineWorkbook.from_filelike(checked)
        if workbook.sheet_names != [sheet.get("name", "") for sheet in outline.sheets]:
            refuse("damaged", "the list of sheets is not clear; save the workbook again from Excel", position)
        for index, raw in _listed_sheets(outline, facts, file):
            position = Position(file, sheet=raw.name)
            yield raw
            untrusted = list(untrusted_cells(raw, position, limits))
            yield from untrusted
            if untrusted and limits.strict_cells:
                # The file is refused anyway, and the library stumbles over newer errors such as #SPILL!.
                continue
            sheet = workbook.get_sheet_by_index(index)
            area += _checked_area(sheet, area, position, limits)
            yield from facts_found(raw, sheet.end or (-1, -1), outline.never_calculated, position)
            yield from _chunks(sheet)
    except PasswordError:
        refuse("password_protected", "the workbook is protected with a password; save it without one", position)
    except CalamineError as problem:
        what = f"the workbook cannot be read ({shown(str(problem), 100)}); save it again from Excel"
        refuse("damaged", what, position)


def _listed_sheets(outline: _Outline, facts: dict[str, SheetFacts], file: str) -> Iterator[tuple[int, RawSheet]]:
    """The sheets with cells, each with its number in the workbook; refuses one whose part was not scanned."""
    for index, listed in enumerate(outline.sheets):
        name, relation = listed.get("name", ""), listed.get("id", "")
        if outline.kinds.get(relation, "").endswith(_UNREAD_SHEETS):
            continue
        known = facts.get(outline.parts.get(relation, ""))
        if known is None:
            refuse("damaged", "the sheet is listed, but missing; save the workbook again", Position(file, sheet=name))
        yield index, RawSheet(name, listed.get("state", "visible") != "visible", known)


def _chunks(sheet: CalamineSheet) -> Iterator[RawRows]:
    """Rows from the first of the sheet, each filled from column A; some at a time, sent while others are made."""
    if sheet.start is None:
        return
    before: list[RawCell] = [""] * sheet.start[1]
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        yield [before + row for row in chunk] if before else chunk


def _checked_area(sheet: CalamineSheet, area_before: int, position: Position, limits: Limits) -> int:
    """Cells from A1 to the last one. The sheet was scanned before; this catches what the scan cannot know."""
    if sheet.end is None:
        return 0
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows > limits.rows or columns > limits.columns:
        what = f"the sheet has {rows:,} rows and {columns:,} columns; at most {limits.rows:,} and {limits.columns:,}"
        refuse("too_many_rows" if rows > limits.rows else "too_many_columns", f"{what} are read", position)
    if area_before + rows * columns > limits.cells:
        refuse("too_many_cells", f"the sheets up to here have more than {limits.cells:,} cells", position)
    return rows * columns
