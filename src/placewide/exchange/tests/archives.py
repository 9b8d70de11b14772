"""Zip archives and bare workbooks written byte by byte, so that they can be wrong in every way."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_PART = "xl/worksheets/sheet1.xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


@dataclass(frozen=True)
class Entry:
    """A part of an archive; what is not None overrides what would be true."""

    name: str
    content: bytes = b""
    packed: bytes | None = None
    declared_size: int | None = None
    local_name: str | None = None
    method: int = 8
    flags: int = 0
    at_first_entry: bool = False


def archive(entries: list[Entry], after: bytes = b"") -> bytes:
    """A zip archive of these parts, with whatever comes after its end."""
    body, directory = b"", b""
    for entry in entries:
        packed = deflated(entry.content) if entry.packed is None else entry.packed
        size = len(entry.content) if entry.declared_size is None else entry.declared_size
        common = struct.pack(
            "<3H2L3L", entry.flags, entry.method, 0, 0, zlib.crc32(entry.content), len(packed), size, 0
        )
        common = common[:6] + common[8:-4]
        name, local_name = entry.name.encode(), (entry.local_name or entry.name).encode()
        offset = 0 if entry.at_first_entry else len(body)
        sizes = struct.pack("<3H", len(name), 0, 0)
        directory += b"PK\x01\x02" + struct.pack("<2H", 20, 20) + common + sizes + struct.pack("<2H2L", 0, 0, 0, offset)
        directory += name
        if not entry.at_first_entry:
            local = struct.pack("<2H", len(local_name), 0)
            body += b"PK\x03\x04" + struct.pack("<H", 20) + common + local + local_name + packed
    end = struct.pack("<4H2LH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end + after


def deflated(content: bytes) -> bytes:
    """The content as a raw deflate stream."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def deflated_many_times(content: bytes, times: int) -> bytes:
    """The content repeated, as a raw deflate stream, without ever being unpacked here."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * times + packer.flush()


def sheet_xml(rows: str = ONE_CELL, before: str = "", after: str = "", document_type: str = "") -> str:
    """The XML of a sheet with these rows."""
    root = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    return f"{XML}{document_type}{root}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def parts(
    sheet: str | bytes | None = None, workbook: str = "", extra: dict[str, str | bytes] | None = None
) -> list[Entry]:
    """The parts of a workbook with one sheet named projects."""
    texts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(workbook),
        "xl/_rels/workbook.xml.rels": _relations(
            [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        SHEET_PART: sheet_xml() if sheet is None else sheet,
        **(extra or {}),
    }
    return [Entry(name, text if isinstance(text, bytes) else text.encode()) for name, text in texts.items()]


def bare_workbook(rows: str = ONE_CELL, before: str = "", after: str = "", workbook: str = "") -> bytes:
    """A workbook whose only sheet has these rows; style 1 is a date."""
    return archive(parts(sheet_xml(rows, before, after), workbook))


def one_cell(attributes: str, inside: str) -> str:
    """A row with one cell, A1."""
    return f'<row r="1"><c r="A1" {attributes}>{inside}</c></row>'


def _content_types() -> str:
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{spreadsheet}.{kind}+xml"/>'
        for part, kind in (
            ("workbook.xml", "sheet.main"),
            ("worksheets/sheet1.xml", "worksheet"),
            ("styles.xml", "styles"),
        )
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{relations}{overrides}</Types>'


def _relations(items: list[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for i, kind, to in items)
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _workbook(properties: str) -> str:
    sheets = '<sheets><sheet name="projects" sheetId="1" r:id="rId1"/></sheets>'
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}{sheets}</workbook>'


def _styles() -> str:
    once = "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
    formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return f'{XML}<styleSheet xmlns="{MAIN}">{once}{formats}</styleSheet>'
