"""The words of a PDF as whoever copies them gets them: by the maps from letters to Unicode that its fonts carry."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)
Letters = dict[int, str]


def words_of(path: Path) -> str:
    """Text of every page in the order of its content, without spaces, which a PDF may make by moving only."""
    with pikepdf.open(path) as pdf:
        return "".join("".join(_page(page)) for page in pdf.pages).replace(" ", "")


def _page(page: pikepdf.Page) -> Iterator[str]:
    fonts = {str(name): _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: Letters = {}
    for instruction in pikepdf.parse_content_stream(page):
        first, operator = next(iter(instruction.operands), None), str(instruction.operator)
        if operator == "Tf":
            letters = fonts[str(first)]
        elif operator == "Tj" and isinstance(first, pikepdf.String):
            yield _read(bytes(first), letters)
        elif operator == "TJ" and isinstance(first, pikepdf.Array):
            yield "".join(_read(bytes(part), letters) for part in first if isinstance(part, pikepdf.String))


def _read(codes: bytes, letters: Letters) -> str:
    return "".join(letters.get(int.from_bytes(codes[at : at + 2]), "?") for at in range(0, len(codes), 2))


def _letters(font: pikepdf.Object) -> Letters:
    cmap = bytes(font.ToUnicode.read_bytes())
    found = {int(code, 16): _text(text) for code, text in ONE.findall(_between(cmap, b"bfchar"))}
    for first, last, text in RANGE.findall(_between(cmap, b"bfrange")):
        for step in range(int(last, 16) - int(first, 16) + 1):
            found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def _between(cmap: bytes, kind: bytes) -> bytes:
    return b"\n".join(re.findall(rb"begin%b(.*?)end%b" % (kind, kind), cmap, re.DOTALL))


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be")
