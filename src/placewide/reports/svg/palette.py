"""Colours and patterns of the drawings.

Every mark has at least 3:1 against white and every text at least 4.5:1 against what lies under it (WCAG 2.2, 1.4.3
and 1.4.11; a test measures them), and no two marks that mean different things differ by colour alone.
"""

from dataclasses import dataclass

from placewide.reports.markup import Markup, element

TEXT = "#212b32"
QUIET_TEXT = "#4c6272"
LINE = "#d8dde0"
AXIS = "#4c6272"
PAPER = "#ffffff"
PANEL = "#f0f4f5"

OWN = "#005eb8"
SHARED = "#a34a00"
GRANT = "#4c6272"
GAIN = "#00703c"


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour strong enough for white text on it, a pale ground of it, and the pattern that goes with it."""

    strong: str
    pale: str
    pattern: str


INKS = (
    Ink("#005eb8", "#d9e7f4", "rising"),
    Ink("#00703c", "#d9eae2", "dots"),
    Ink("#7c2855", "#ebdfe6", "falling"),
    Ink("#a34a00", "#f6e6da", "upright"),
    Ink("#4a3b8f", "#e3e0ef", "level"),
    Ink("#00676b", "#d6e8e8", "cross"),
    Ink("#4c6272", "#e4e8eb", "wide"),
    Ink("#8a1a1a", "#f1dddd", "grid"),
)
OTHER = Ink("#425563", "#e8edee", "plain")

_LINES = {
    "rising": "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
    "falling": "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
    "upright": "M4,0 v8",
    "level": "M0,4 h8",
    "cross": "M0,0 l8,8 M8,0 l-8,8",
    "wide": "M0,8 l8,-8",
    "grid": "M0,4 h8 M4,0 v8",
}


def ink_of(index: int | None) -> Ink:
    """The ink of the n-th thing of a kind; beyond the list it starts again, so the label has to tell."""
    return OTHER if index is None else INKS[index % len(INKS)]


def pattern(id_: str, name: str, *, colour: str, ground: str) -> Markup:
    """A pattern definition for `fill="url(#id)"`: the ground, and the lines or dots of its name on it."""
    back = element("rect", width=8, height=8, fill=ground)
    return element("pattern", back, _figure(name, colour), id=id_, width=8, height=8, patternUnits="userSpaceOnUse")


def _figure(name: str, colour: str) -> Markup | None:
    if name == "dots":
        return element("circle", cx=4, cy=4, r=1.8, fill=colour)
    if name not in _LINES:
        return None
    return element("path", d=_LINES[name], stroke=colour, stroke_width=1.6, fill="none")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
