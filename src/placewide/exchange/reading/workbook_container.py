"""The zip archive around a workbook, inspected by hand before any library opens it."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from placewide.exchange.reading.raw_text import UTF_16_MARKS, known_signature, too_large
from placewide.exchange.reading.source import MEGABYTE, Limits, Position, refuse, shown

# Names in archives may need it, and by then the process may open no file, not even a codec's.
codecs.lookup("cp437")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_END_SIGNATURE, _END_64_SIGNATURE = b"PK\x05\x06", b"PK\x06\x06"
_END_64_BYTES = 76
_OLE = b"\xd0\xcf\x11\xe0"
_DIRECTORY_BYTES_PER_ENTRY = 1024
_RATIO_FREE_BYTES = 100 * 1024
"""Small parts may shrink as much as they like: they cannot do harm."""

_XML_NAMES = (".xml", ".rels", ".vml")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_OTHER_KINDS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
}


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of a workbook by lower-case name; all were checked to be where and what the directory says."""

    data: bytes
    file: str
    parts: dict[str, zipfile.ZipInfo]

    def unpack(self, name: str) -> bytes:
        """The content of a part, never longer than the directory says; refuses a part that is something else."""
        part, position = self.parts[name], Position(self.file)
        start = _data_start(self.data, part)
        packed = memoryview(self.data)[start : start + part.compress_size]
        try:
            content, complete = _inflate(packed, part)
        except zlib.error:
            refuse("damaged", f"the part {shown(name)} of the workbook is damaged; save it again from Excel", position)
        if len(content) > part.file_size:
            what = f"the part {shown(name)} of the workbook is larger than it claims; save it again from Excel"
            refuse("zip_size_lie", what, position)
        if not complete:
            refuse("damaged", f"the part {shown(name)} of the workbook is cut short; save it again", position)
        _check_content(name, content, position)
        return content


def open_container(data: bytes, file: str, limits: Limits) -> Container:
    """Inspect the archive without unpacking it: kind, size, names, order, declared sizes, macros, password."""
    position = Position(file)
    _check_kind(data, limits, position)
    _check_end(data, limits, position)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError):
        refuse("damaged", "the table of contents of the workbook is damaged; save it again from Excel", position)
    if len(infos) > limits.entries:
        refuse("too_many_entries", _too_many(len(infos), limits), position)
    for info in infos:
        _check_entry(info, limits, position)
    _check_places(data, infos, position)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        what = f"the workbook unpacks to {unpacked / MEGABYTE:,.0f} MB; at most "
        refuse("unpacked_too_large", f"{what}{limits.unpacked_bytes / MEGABYTE:,.0f} MB are read", position)
    parts = {info.orig_filename.lower(): info for info in infos if not info.is_dir()}
    _check_parts(parts, position)
    return Container(data, file, parts)


def _check_kind(data: bytes, limits: Limits, position: Position) -> None:
    if not data:
        refuse("empty", "the file is empty (0 bytes)", position)
    if len(data) > limits.workbook_bytes:
        refuse("too_large", too_large(len(data), limits.workbook_bytes), position)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            what = "the workbook is protected with a password; save it without one"
            refuse("password_protected", what, position)
        refuse("not_xlsx", "the file is an old Excel workbook (.xls); save it as .xlsx", position)
    if not data.startswith(b"PK\x03\x04"):
        found = known_signature(data) or ("binary" if b"\x00" in data[:1000] else "text, such as CSV or HTML")
        refuse("not_xlsx", f"the file is {found}, not an Excel workbook; save it as .xlsx", position)


def _check_end(data: bytes, limits: Limits, position: Position) -> None:
    end = len(data) - _END_RECORD.size
    if end < 0 or not data.startswith(_END_SIGNATURE, end):
        found = data.rfind(_END_SIGNATURE, max(0, end - 0xFFFF))
        if found < 0 or found > end:
            refuse("truncated", "the end of the workbook is missing; copy or save it again", position)
        refuse("zip_inconsistent", "something follows after the end of the workbook; save it again", position)
    _, _, _, _, entries, size, offset, _ = _END_RECORD.unpack_from(data, end)
    if entries > limits.entries or size > limits.entries * _DIRECTORY_BYTES_PER_ENTRY:
        refuse("too_many_entries", _too_many(entries, limits), position)
    gap = end - offset - size
    if gap not in (0, _END_64_BYTES) or (gap and not data.startswith(_END_64_SIGNATURE, offset + size)):
        refuse("zip_inconsistent", "the table of contents of the workbook is not where it should be", position)


def _too_many(entries: int, limits: Limits) -> str:
    return f"the workbook has {entries:,} parts, or a very long table of them; at most {limits.entries:,} are read"


def _check_entry(info: zipfile.ZipInfo, limits: Limits, position: Position) -> None:
    name = info.orig_filename
    steps = re.split(r"[/\\]", name)
    if ".." in steps or name.startswith(("/", "\\")) or ":" in name or "\\" in name or not name.isprintable():
        refuse("zip_path", f"the workbook has a part with the unsafe name {shown(name)}", position)
    if info.flag_bits & 1:
        refuse("password_protected", "the workbook is protected with a password; save it without one", position)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        what = f"the part {shown(name)} is packed in a way that Excel does not use; save the workbook from Excel"
        refuse("zip_method", what, position)
    if info.file_size > max(_RATIO_FREE_BYTES, limits.ratio * info.compress_size):
        what = f"the part {shown(name)} would grow more than {limits.ratio} times when unpacked; it is refused"
        refuse("zip_ratio", what, position)


def _check_places(data: bytes, infos: list[zipfile.ZipInfo], position: Position) -> None:
    """Each part must begin after the end of the one before, under the name of the directory, and only once."""
    reached = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < reached:
            refuse("zip_overlap", f"the part {shown(info.filename)} lies within another one", position)
        start = _data_start(data, info)
        if start < 0:
            what = f"the part {shown(info.filename)} is not what the table of contents says; save the workbook again"
            refuse("zip_inconsistent", what, position)
        reached = start + info.compress_size
    if reached > len(data):
        refuse("truncated", "the workbook is cut short; copy or save it again", position)
    names = [info.orig_filename.lower() for info in infos]
    if len(set(names)) < len(names):
        refuse("zip_duplicate_entry", "the workbook has two parts of the same name; save it again", position)


def _data_start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where the packed data of a part begins; -1 where its own header contradicts the directory."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        return -1
    *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    name_start = info.header_offset + _LOCAL_HEADER.size
    name = data[name_start : name_start + name_bytes]
    expected = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
    return name_start + name_bytes + extra_bytes if name == expected else -1


def _check_parts(parts: dict[str, zipfile.ZipInfo], position: Position) -> None:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in parts):
        refuse("macro", "the workbook holds macros; save it as .xlsx, which has none", position)
    for name, kind in _OTHER_KINDS.items():
        if name in parts:
            refuse("not_xlsx", f"the file is {kind}; save it as an Excel workbook (.xlsx)", position)
    if "xl/workbook.xml" not in parts or "[content_types].xml" not in parts:
        refuse("not_xlsx", "the file is a zip archive, but no Excel workbook; save it as .xlsx", position)


def _inflate(packed: memoryview, part: zipfile.ZipInfo) -> tuple[bytes, bool]:
    if part.compress_type == zipfile.ZIP_STORED:
        return bytes(packed), len(packed) == part.file_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflater.decompress(packed, part.file_size + 1)
    return content, inflater.eof and len(content) == part.file_size


def _check_content(name: str, content: bytes, position: Position) -> None:
    if content.startswith((b"PK\x03\x04", _OLE)):
        what = f"the part {shown(name)} is another file inside the workbook; take the embedded object out"
        refuse("nested_zip", what, position)
    if name == "[content_types].xml" and b"macroEnabled" in content:
        refuse("macro", "the workbook may hold macros (.xlsm); save it as .xlsx, which has none", position)
    if name.endswith(_XML_NAMES) or content[:1] == b"<":
        check_xml(name, content, position)


def check_xml(name: str, content: bytes, position: Position) -> None:
    """Refuse XML that is not UTF-8, or that declares entities: the way to bombs and to other files."""
    encoding = _ENCODING.match(content)
    if content.startswith(UTF_16_MARKS) or content[:4].count(0):
        refuse("encoding", f"the part {shown(name)} is not UTF-8; save the workbook again from Excel", position)
    if encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        refuse("encoding", f"the part {shown(name)} is not UTF-8; save the workbook again from Excel", position)
    if b"!" in content and _ENTITIES.search(content):
        what = f"the part {shown(name)} declares a document type or entities, which no spreadsheet program writes"
        refuse("xml_entities", what, position)
