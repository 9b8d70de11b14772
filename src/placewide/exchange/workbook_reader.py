"""Excel to rows: the container and the XML are looked at first, then calamine reads the cells."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from placewide.exchange.source import Limits, Notes, Position, Reading, refuse, shown
from placewide.exchange.workbook import RawSheet, RawWorkbook, Sheet, Workbook, finish_workbook
from placewide.exchange.workbook_container import Container, open_container
from placewide.exchange.workbook_findings import note_facts
from placewide.exchange.workbook_scan import Attributes, SheetFacts, cell_name, parse_xml, scan_sheet

__all__ = ["Sheet", "Workbook", "cell_name", "read_raw_workbook", "read_workbook"]

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
    return finish_workbook(read_raw_workbook(data, file, limits), limits)


def read_raw_workbook(data: bytes, file: str, limits: Limits) -> RawWorkbook:
    """The same without the last step, ``finish_workbook``, which needs no library and is safe anywhere."""
    notes = Notes()
    container = open_container(data, file, limits)
    outline = _read_outline(container)
    facts = _scan_parts(container, outline, limits)
    if any(name.startswith("xl/externallinks/") for name in container.parts):
        what = "the workbook has links to other files; values that came from there are as old as the last update"
        notes.warning("external_link", what, Position(file))
    sheets = list(_read_sheets(container, outline, facts, limits))
    for sheet in sheets:
        note_facts(sheet, file, outline.never_calculated, limits, notes)
    return RawWorkbook(file, sheets, notes.errors, notes.warnings)


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
    parts = {each.get("Id", ""): _part_name(each.get("Target", "")) for each in relations}
    kinds = {each.get("Id", ""): each.get("Type", "") for each in relations}
    return _Outline(sheets, parts, kinds, calculation.get("fullCalcOnLoad") in ("1", "true"))


def _part_name(target: str) -> str:
    """The lower-case name of a part that a relation of the workbook points to."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()


def _scan_parts(container: Container, outline: _Outline, limits: Limits) -> dict[str, SheetFacts]:
    """Unpack and check every part; scan those that are, or may be taken for, a sheet."""
    names = {outline.parts.get(sheet.get("id", ""), ""): sheet.get("name", "") for sheet in outline.sheets}
    facts: dict[str, SheetFacts] = {}
    for part in container.parts:
        content = container.unpack(part)
        is_sheet = part in names or (part.startswith("xl/worksheets/") and part.endswith(".xml"))
        if is_sheet:
            facts[part] = scan_sheet(content, Position(container.file, sheet=names.get(part, part)), limits)
        elif part == "xl/sharedstrings.xml" and _CDATA in content:
            what = "the texts of the workbook hold a CDATA section, which is not read; save it again from Excel"
            refuse("xml_unexpected", what, Position(container.file))
    return facts


def _read_sheets(
    container: Container, outline: _Outline, facts: dict[str, SheetFacts], limits: Limits
) -> Iterator[RawSheet]:
    position = Position(container.file)
    area = 0
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(container.data))
        if workbook.sheet_names != [sheet.get("name", "") for sheet in outline.sheets]:
            refuse("damaged", "the list of sheets is not clear; save the workbook again from Excel", position)
        for index, listed in enumerate(outline.sheets):
            relation = listed.get("id", "")
            if outline.kinds.get(relation, "").endswith(_UNREAD_SHEETS):
                continue
            position = Position(container.file, sheet=listed.get("name", ""))
            sheet = workbook.get_sheet_by_index(index)
            area += _checked_area(sheet, position, limits)
            if area > limits.cells:
                what = f"the sheets up to here have {area:,} cells; at most {limits.cells:,} are read"
                refuse("too_many_cells", what, position)
            known = facts.get(outline.parts.get(relation, ""), SheetFacts())
            hidden = listed.get("state", "visible") != "visible"
            yield RawSheet(sheet.name, sheet.to_python(skip_empty_area=False), hidden, known)
    except PasswordError:
        refuse("password_protected", "the workbook is protected with a password; save it without one", position)
    except CalamineError as problem:
        what = f"the workbook cannot be read ({shown(str(problem), 100)}); save it again from Excel"
        refuse("damaged", what, position)


def _checked_area(sheet: CalamineSheet, position: Position, limits: Limits) -> int:
    """Cells from A1 to the last one; the sheet was scanned before, so this only catches what the scan cannot know."""
    if sheet.end is None:
        return 0
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows > limits.rows or columns > limits.columns:
        what = f"the sheet has {rows:,} rows and {columns:,} columns; at most {limits.rows:,} and {limits.columns:,}"
        refuse("too_many_rows" if rows > limits.rows else "too_many_columns", f"{what} are read", position)
    return rows * columns
