"""Workbooks whose container is hostile, damaged or something else (the X series of the bad inputs)."""

from __future__ import annotations

import io

import xlsxwriter

from placewide.exchange.tests.archives import (
    ONE_CELL,
    SHEET_PART,
    Entry,
    archive,
    bare_workbook,
    deflated,
    deflated_many_times,
    parts,
    sheet_xml,
)
from placewide.exchange.tests.case import Case, text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def written(rows: int = 3) -> bytes:
    """A workbook as XlsxWriter writes it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("projects")
        for row in range(rows):
            sheet.write_row(row, 0, [f"project_{row}", row * 1000, row + 0.25])
    return buffer.getvalue()


def with_sheet(packed: bytes, size: int) -> bytes:
    """A bare workbook whose sheet unpacks from these bytes and claims this size."""
    rest = [entry for entry in parts() if entry.name != SHEET_PART]
    return archive([*rest, Entry(SHEET_PART, packed=packed, declared_size=size)])


def repeated_sheet(block: bytes, times: int, size: int | None = None) -> bytes:
    """A bare workbook whose sheet is one block, many times."""
    return with_sheet(deflated_many_times(block, times), len(block) * times if size is None else size)


def with_part(name: str, content: bytes = b"x") -> bytes:
    """A bare workbook with one part more."""
    return archive([*parts(), Entry(name, content)])


def changed_sheet(packed: bytes) -> bytes:
    """A bare workbook whose sheet has these packed bytes and the size of the usual one."""
    return with_sheet(packed, len(sheet_xml().encode()))


def with_document_type(document_type: str, use: str) -> bytes:
    """A workbook whose sheet declares a document type, and uses an entity in its cell."""
    row = f'<row r="1"><c r="A1" t="str"><v>{use}</v></c></row>'
    return archive(parts(sheet_xml(row, document_type=document_type)))


def slowly_shrinking() -> bytes:
    """52 MB of numbers that shrink about fivefold, so that only the size gives them away."""
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>{i * 7919 % 100_003}</v></c></row>' for i in range(1, 20_001))
    return repeated_sheet(rows.encode(), 52 * MEGABYTE // len(rows) + 1)


BOMB_ROW = b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>' * 4_000
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WEB_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'

ARCHIVES: tuple[Case, ...] = (
    Case("X00 workbook as it should be", ".xlsx", written),
    Case("X00 bare workbook", ".xlsx", bare_workbook),
    Case("X01 bomb of cells", ".xlsx", lambda: repeated_sheet(BOMB_ROW, 600), "zip_ratio"),
    Case("X01 52 MB of cells", ".xlsx", slowly_shrinking, "unpacked_too_large"),
    Case("X02 text of 400 MB", ".xlsx", lambda: repeated_sheet(b"A" * MEGABYTE, 400), "zip_ratio"),
    Case("X04 workbook in the workbook", ".xlsx", lambda: with_part("xl/embeddings/x.xlsx", written()), "nested_zip"),
    Case(
        "X04 parts on top of each other",
        ".xlsx",
        lambda: archive([*parts(), Entry("[Content_Types].xml", at_first_entry=True)]),
        "zip_overlap",
    ),
    Case("X04 two parts of one name", ".xlsx", lambda: with_part("XL/workbook.xml"), "zip_duplicate_entry"),
    Case(
        "X04 part with two names",
        ".xlsx",
        lambda: archive([*parts(), Entry("xl/a.xml", b"<a/>", local_name="xl/b.xml")]),
        "zip_inconsistent",
    ),
    Case("X05 part larger than it claims", ".xlsx", lambda: repeated_sheet(BOMB_ROW, 600, 1_000), "zip_size_lie"),
    Case("X05 part smaller than it claims", ".xlsx", lambda: repeated_sheet(b"<a/>", 1, 5_000), "damaged"),
    Case("X06 path to the parent folder", ".xlsx", lambda: with_part("../../etc/x"), "zip_path"),
    Case("X06 path from the root", ".xlsx", lambda: with_part("/etc/x"), "zip_path"),
    Case("X06 path with backslashes", ".xlsx", lambda: with_part("xl\\..\\x"), "zip_path"),
    Case("X07 billion laughs", ".xlsx", lambda: with_document_type(ENTITIES + "]>", "&i;"), "xml_entities"),
    Case("X08 entity that is a file", ".xlsx", lambda: with_document_type(FILE_ENTITY, "&a;"), "xml_entities"),
    Case("X09 entity from the web", ".xlsx", lambda: with_document_type(WEB_ENTITY, "&a;"), "xml_entities"),
    Case(
        "X09 document type in small letters",
        ".xlsx",
        lambda: with_document_type(WEB_ENTITY.replace("DOCTYPE", "doctype"), "&a;"),
        "xml_entities",
    ),
    Case("X10 macros", ".xlsx", lambda: with_part("xl/vbaProject.bin"), "macro"),
    Case("X10 named .xlsm", ".xlsm", written, "macro"),
    Case("X10 old workbook", ".xlsx", lambda: OLE + bytes(2_000), "not_xlsx"),
    Case("X10 named .xls", ".xls", lambda: OLE + bytes(2_000), "not_xlsx"),
    Case("X10 binary workbook", ".xlsx", lambda: with_part("xl/workbook.bin"), "not_xlsx"),
    Case("X10 OpenDocument", ".xlsx", lambda: archive([Entry("content.xml", b"<a/>")]), "not_xlsx"),
    Case("X10 Word document", ".xlsx", lambda: archive([Entry("word/document.xml", b"<a/>")]), "not_xlsx"),
    Case("X10 some zip archive", ".xlsx", lambda: archive([Entry("letter.txt", b"Dear all")]), "not_xlsx"),
    text("X10 CSV named .xlsx", ".xlsx", "id,name\nshared_record,Shared care record\n", "not_xlsx"),
    text("X10 CSV", ".csv", "id,name\nshared_record,Shared care record\n", "wrong_type"),
    text("X10 web page named .xlsx", ".xlsx", "<html><table></table></html>", "not_xlsx"),
    text("X10 PDF named .xlsx", ".xlsx", b"%PDF-1.7\n" + bytes(50), "not_xlsx"),
    Case(
        "X11 password", ".xlsx", lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password_protected"
    ),
    Case(
        "X11 password of the archive",
        ".xlsx",
        lambda: archive([*parts(), Entry("xl/secret.xml", b"<a/>", flags=1)]),
        "password_protected",
    ),
    Case("X12 half of the file", ".xlsx", lambda: written()[: len(written()) // 2], "truncated"),
    Case("X12 last byte missing", ".xlsx", lambda: written()[:-1], "truncated"),
    Case("X12 bytes after the end", ".xlsx", lambda: archive(parts(), after=b"more"), "zip_inconsistent"),
    Case("X12 bytes before the start", ".xlsx", lambda: b"PK\x03\x04" + bare_workbook(), "zip_inconsistent"),
    Case("X12 packed bytes damaged", ".xlsx", lambda: changed_sheet(b"\xff" * 100), "damaged"),
    Case("X12 packed bytes cut short", ".xlsx", lambda: changed_sheet(deflated(sheet_xml().encode())[:-9]), "damaged"),
    Case("X12 XML cut short", ".xlsx", lambda: archive(parts(sheet_xml()[:-30])), "damaged"),
    Case("X12 sheet missing", ".xlsx", lambda: archive([e for e in parts() if e.name != SHEET_PART]), "damaged"),
    text("X13 no bytes", ".xlsx", b"", "empty"),
    text("X13 more than 10 MB", ".xlsx", b"PK\x03\x04" + bytes(10 * MEGABYTE), "too_large"),
    Case("X13 201 parts", ".xlsx", lambda: archive([*parts(), *_many_parts(195)]), "too_many_entries"),
    Case(
        "X13 5,000 times the same part",
        ".xlsx",
        lambda: archive(_many_parts(1) + _same_part(5_000)),
        "too_many_entries",
    ),
    Case("X13 packed in another way", ".xlsx", lambda: archive([*parts(), Entry("xl/a.xml", method=12)]), "zip_method"),
    Case("X13 sheet in UTF-16", ".xlsx", lambda: archive(parts(sheet_xml().encode("utf-16"))), "encoding"),
    Case(
        "X13 sheet in Latin-1",
        ".xlsx",
        lambda: archive(parts(sheet_xml().replace("UTF-8", "ISO-8859-1", 1))),
        "encoding",
    ),
    Case("X38 parts that nobody asked for", ".xlsx", lambda: with_part("customXml/item1.xml", b"<a>secret</a>")),
    Case("X38 picture and pivot cache", ".xlsx", lambda: with_part("xl/pivotCache/pivotCacheRecords1.xml", b"<r/>")),
    Case("X38 row without cells", ".xlsx", lambda: bare_workbook(ONE_CELL + '<row r="2"/>')),
)


def _many_parts(count: int) -> list[Entry]:
    return [Entry(f"xl/media/image{number}.png", b"x") for number in range(count)]


def _same_part(count: int) -> list[Entry]:
    return [Entry("xl/media/image0.png", at_first_entry=True)] * count
