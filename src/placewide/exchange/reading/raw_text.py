"""From bytes to text: what is refused before a YAML or JSON parser, or a cell of a workbook, is believed."""

from __future__ import annotations

import re

from placewide.exchange.reading.source import MEGABYTE, Limits, Notes, Position, refuse, shown

UTF_8_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_UNWANTED = re.compile(
    r"(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])|(?P<surrogate>[\ud800-\udfff])"
    r"|(?P<direction>[\u202a-\u202e\u2066-\u2069])"
)
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive, as Excel, Word and PowerPoint write them"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one protected with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"{\\rtf", "a rich text document"),
)


def known_signature(data: bytes) -> str | None:
    """What the first bytes say the file is, in words, when they belong to a well-known binary format."""
    return next((words for start, words in _SIGNATURES if data.startswith(start)), None)


def decode_text(data: bytes, file: str, limits: Limits, notes: Notes) -> str:
    """The text of a UTF-8 file, without its byte order mark (which is noted).

    Refuses what is too large, empty, binary, not UTF-8, or holds control characters.
    """
    start = Position(file)
    if len(data) > limits.text_bytes:
        refuse("too_large", too_large(len(data), limits.text_bytes), start)
    found = known_signature(data)
    if found:
        refuse("wrong_type", f"the file is {found}, not text; give a file whose name and content agree", start)
    if data.startswith(UTF_16_MARKS) or data[:4].count(0) > 1:
        refuse("encoding", "the file is saved as UTF-16 or UTF-32; save it as UTF-8", start)
    if data.startswith(UTF_8_MARK):
        notes.warning("byte_order_mark", "the file begins with a byte order mark, which was ignored", start)
        data = data[len(UTF_8_MARK) :]
    text = _strict_utf_8(data, file)
    if not text.strip():
        refuse("empty", "the file is empty; a place file begins with “placewide: 1”", start)
    return text


def _strict_utf_8(data: bytes, file: str) -> str:
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        at = next(index for index, byte in enumerate(data) if byte in _CONTROL_BYTES)
        what = f"there is a control character (number {data[at]}) here; only line breaks and tabs may stand in text"
        refuse("control_character", what, byte_position(data, at, file))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        what = "a character here is not UTF-8; save the file as UTF-8"
        refuse("encoding", what, byte_position(data, problem.start, file))


def byte_position(data: bytes, index: int, file: str) -> Position:
    """Line and column of a byte, counting bytes."""
    return Position(file, data.count(b"\n", 0, index) + 1, index - data.rfind(b"\n", 0, index))


def check_characters(text: str, position: Position, notes: Notes) -> None:
    """Note characters that are never wanted in a value: control characters and halves of a surrogate pair are
    errors; those that turn the direction of writing around are a warning, as the text may not be what it seems.
    """
    if text.isprintable():
        return
    match = _UNWANTED.search(text)
    if match is None:
        return
    if match["control"]:
        what = f"the text {shown(text)} holds a control character (number {ord(match[0])}); take it out"
        notes.error("control_character", what, position)
    elif match["surrogate"]:
        what = f"the text {shown(text)} holds half of a surrogate pair, which is no character; write the whole one"
        notes.error("lone_surrogate", what, position)
    else:
        what = f"the text {shown(text)} holds a mark that turns the direction of writing: it may not be what it seems"
        notes.warning("direction_mark", what, position)


def too_large(size: int, most: int) -> str:
    """The message for a file that is larger than allowed."""
    return f"the file has {_megabytes(size)}; at most {_megabytes(most)} are read"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB" if size >= MEGABYTE / 10 else f"{size:,} bytes"
