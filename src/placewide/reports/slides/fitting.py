"""Whether a text fits its box, before any program shows it. Everything is in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from placewide.reports.svg.text import text_width, wrapped

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 40.0
LEADING = 1.2
SMALLEST_TEXT, SMALLEST_CELL = 14, 12
PADDING_ACROSS, PADDING_DOWN = 6.0, 3.0
PARAGRAPH_GAP = 6.0
WIDE_SIGNS = str.maketrans("▼☐→", "WWW")
"""Signs that another font than Arial may draw, as wide as the widest letter."""


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    width: float
    height: float

    def inset(self, across: float, down: float) -> "Area":
        return Area(self.left + across, self.top + down, self.width - 2 * across, self.height - 2 * down)


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines that the text takes when it is laid into the width; a word that is too long breaks over several."""
    rows = 0
    for part in text.translate(WIDE_SIGNS).split("\n"):
        rows += max(1, len(wrapped(part, size, width, lines=200, bold=bold)))
        longest = max((text_width(word, size, bold=bold) for word in part.split()), default=0.0)
        rows += int(longest // width)
    return rows


def text_height(paragraphs: Sequence[str], size: float, width: float, *, bold: bool = False) -> float:
    lines = sum(lines_of(text, size, width, bold=bold) for text in paragraphs)
    return lines * size * LEADING + max(len(paragraphs) - 1, 0) * PARAGRAPH_GAP


def fitted(paragraphs: Sequence[str], sizes: Sequence[int], area: Area, *, bold: bool = False) -> tuple[int, list[str]]:
    """The largest of the sizes at which the paragraphs fit, and what is shown.

    Where even the smallest is too large, the longest paragraph is cut word by word; the notes have all of it.
    """
    for size in sizes:
        if text_height(paragraphs, size, area.width, bold=bold) <= area.height:
            return size, list(paragraphs)
    shown, smallest = list(paragraphs), sizes[-1]
    while text_height(shown, smallest, area.width, bold=bold) > area.height:
        longest = max(range(len(shown)), key=lambda index: len(shown[index]))
        shorter = shortened(shown[longest])
        if shorter == shown[longest]:
            break
        shown[longest] = shorter
    return smallest, shown


def shortened(text: str) -> str:
    """The text without its last word (or last letters, if there is one word), ending in an ellipsis."""
    words = text.rstrip("…").split()
    if len(words) > 1:
        return " ".join(words[:-1]).rstrip(" ,;:.") + "…"
    return f"{text.rstrip('…')[:-5]}…" if len(text) > 6 else text
