"""How wide a text will be, so that it can be wrapped, cut and kept apart before any browser sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]

# Advance widths of Helvetica, which Arial and Liberation Sans share, in thousandths of the size.
_BY_WIDTH = {
    191: "'", 222: "ijl", 260: "|", 278: " ,./:;!It[]\\f’‘", 333: "-()r`“”", 355: '"', 389: "*", 469: "^",
    500: "ckvxyzsJ", 556: "abdeghnopqu?0123456789£$#_L–", 584: "+<=>~−", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1015: "@", 1000: "—…",
}  # fmt: skip
WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}
UNKNOWN_WIDTH = 700
BOLD = 1.08
ALLOWANCE = 1.03
"""A reader's font may be a little wider than Arial."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of text; `y` is its baseline."""

    text: str
    x: float
    y: float
    size: float = 14
    bold: bool = False
    anchor: Anchor = "start"
    fill: str = "#212b32"

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, bold=self.bold)

    @property
    def box(self) -> Box:
        left = self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        return Box(left, self.y - 0.78 * self.size, left + self.width, self.y + 0.22 * self.size)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in the unit of `size`, a little more rather than less.

    >>> round(text_width("Shared care record", 14))
    123
    """
    thousandths = sum(WIDTHS.get(character, UNKNOWN_WIDTH) for character in text)
    return thousandths / 1000 * size * ALLOWANCE * (BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, lines: int, bold: bool = False) -> list[str]:
    """Words laid into at most so many lines; what does not fit ends in an ellipsis.

    >>> wrapped("Falls alerts in care homes", 14, 100, lines=2)
    ['Falls alerts in', 'care homes']
    >>> wrapped("Falls alerts in care homes", 14, 100, lines=1)
    ['Falls alerts in…']
    """
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines:
        taken = _words_that_fit(words, size, width, bold=bold)
        last = len(rows) == lines - 1 and taken < len(words)
        row = " ".join(words[: taken + 1] if last else words[:taken])
        rows.append(cut(row, size, width, bold=bold, more=last))
        words = words[taken:]
    return rows


def cut(text: str, size: float, width: float, *, bold: bool = False, more: bool = False) -> str:
    """The text, shortened with an ellipsis where it is too wide or where there is more to come."""
    if not more and text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"


def stacked(
    rows: Sequence[str],
    x: float,
    y: float,
    *,
    size: float = 14,
    bold: bool = False,
    fill: str = "#212b32",
    leading: float = 1.25,
) -> list[Label]:
    """Rows of text one under the other; `y` is the first baseline."""
    return [
        Label(text=row, x=x, y=y + index * size * leading, size=size, bold=bold, fill=fill)
        for index, row in enumerate(rows)
    ]


def _words_that_fit(words: Sequence[str], size: float, width: float, *, bold: bool) -> int:
    """How many leading words fit on one line: at least one, which is cut if it is too long itself."""
    fitting = 1
    while fitting < len(words) and text_width(" ".join(words[: fitting + 1]), size, bold=bold) <= width:
        fitting += 1
    return fitting
