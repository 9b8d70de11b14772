"""What a paper is made of: plain blocks that Word and PDF draw each in its own way, and that know nothing of either."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

SHORT_ROWS, SHORT_CELL = 12, 60
DRAWING_WIDTH, DRAWING_HEIGHT = 18.4, 22.5
"""The most room on a page, in centimetres: a little of the margin, since drawings are laid out for a screen."""
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
MARK = "To be written:"
"""What every part that only people can write begins with, wherever it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Level 1 begins a new page unless it `follows_on`. `number` is given when the paper is put together."""

    level: int
    text: str
    number: str = ""
    follows_on: bool = False

    @property
    def said(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`quiet`: a note, in smaller type."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Pairs of a label and what is known of it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """A handful of figures in large type: figure, label, and a note or nothing."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`width` is a part of the sum of widths. A column in pounds says so in its heading, not in every cell."""

    heading: str
    width: int = 3
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table with one row of headings; `totals` is its last row, told apart."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None = None
    number: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it fits on a page beside other things, so that it need not be broken over two."""
        return len(self.rows) <= SHORT_ROWS and all(len(word) <= SHORT_CELL for row in self.rows for word in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG, with the words that stand for it where it is not seen."""

    svg: str
    title: str
    description: str
    number: str = ""

    @property
    def width(self) -> float:
        """Centimetres at which it fits on a page."""
        size = SIZE.search(self.svg)
        return min(DRAWING_WIDTH, DRAWING_HEIGHT * float(size[1]) / float(size[2])) if size else DRAWING_WIDTH

    @property
    def alternative(self) -> str:
        return f"{self.title}. {self.description}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A part that only people can write: what, how much of it, and who."""

    prompt: str
    length: str
    writer: str

    @property
    def said(self) -> str:
        return f"{self.prompt} ({self.length}, {self.writer})"


Block = Heading | Paragraph | Bullets | FactList | KeyFigures | TableBlock | Drawing | Unwritten


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """A whole paper: its title page with `control`, which asks who wrote it and when, and its blocks in order."""

    title: str
    place: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    control: Unwritten
    version: str
    blocks: tuple[Block, ...]


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], totals: Sequence[str] | None = None
) -> tuple[TableBlock, ...]:
    """A table as a list of one block; without rows no block at all. Raises ValueError for a row of another length."""
    kept = tuple(tuple(row) for row in rows)
    if not kept:
        return ()
    last = None if totals is None else tuple(totals)
    for row in (*kept, *([last] if last else [])):
        if len(row) != len(columns):
            raise ValueError(f"A row of “{caption}” has {len(row)} cells for {len(columns)} columns.")
    return (TableBlock(caption=caption, columns=tuple(columns), rows=kept, totals=last),)


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their numbers: headings 1, 1.1, and A for an annex; tables and drawings each in a row of theirs.

    A heading of level 1 whose text begins with “Annex: ” is an annex; its number is then “Annex A”.
    """
    counts = {"chapter": 0, "annex": 0, "section": 0, "table": 0, "drawing": 0}
    chapter = ""
    found: list[Block] = []
    for block in blocks:
        made = block
        if isinstance(block, Heading) and block.level == 1:
            kind = "annex" if block.text.startswith(ANNEX) else "chapter"
            counts[kind] += 1
            counts["section"] = 0
            chapter = chr(64 + counts[kind]) if kind == "annex" else str(counts[kind])
            number = f"Annex {chapter}:" if kind == "annex" else chapter
            made = replace(block, number=number, text=block.text.removeprefix(ANNEX))
        elif isinstance(block, Heading):
            counts["section"] += 1
            made = replace(block, number=f"{chapter}.{counts['section']}")
        elif isinstance(block, TableBlock):
            counts["table"] += 1
            made = replace(block, number=f"Table {counts['table']}")
        elif isinstance(block, Drawing):
            counts["drawing"] += 1
            made = replace(block, number=f"Figure {counts['drawing']}")
        found.append(made)
    return tuple(found)


ANNEX = "Annex: "
