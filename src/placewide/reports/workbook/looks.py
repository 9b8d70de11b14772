"""How cells look: numbers by kind, what is taken from the plan in blue, what is computed in black."""

from collections.abc import Mapping
from typing import Any

from placewide.reports.workbook.cells import TEXTS, Look

INK, DARK_BLUE, INPUT_BLUE, LINE, PALE, RED, PALE_RED, QUIET = (
    "#212B32", "#003087", "#005EB8", "#D8DDE0", "#E8EDEE", "#B2251C", "#F9E1DF", "#4C6272",
)  # fmt: skip
FONT = "Arial"
_MONEY = "#,##0.00;[Red]-#,##0.00"
_NUMBERS: Mapping[Look, str] = {
    "text": "@",
    "long": "@",
    "key": "General",
    "year": "@",
    "money": _MONEY,
    "unrounded": "#,##0.000000;[Red]-#,##0.000000",
    "factor": "0.000000",
    "percent": "0.00%",
    "ratio": "0.00",
    "points": "0.00##",
    "whole": "#,##0",
    "flag": '"TRUE";"TRUE";"FALSE"',
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def title(self) -> Any:
        return self._format(bold=True, font_size=16, font_color=DARK_BLUE)

    def subtitle(self) -> Any:
        return self._format(bold=True, font_size=12, font_color=DARK_BLUE)

    def line(self, *, first: bool) -> Any:
        return self._format(font_size=12 if first else 10, bold=first, font_color=INK if first else QUIET)

    def heading(self, look: Look) -> Any:
        align = "left" if look in TEXTS else "center" if look == "flag" else "right"
        return self._format(
            indent=int(look in TEXTS),
            bold=True, font_color="#FFFFFF", bg_color=DARK_BLUE, text_wrap=True, valign="vcenter", align=align,
            border=1, border_color=DARK_BLUE,
        )  # fmt: skip

    def top(self, look: Look) -> Any:
        return self._format(**_by_look(look), bold=True, bg_color=PALE)

    def body(self, look: Look, *, computed: bool) -> Any:
        """Numbers that come from the place file or the plan are blue; text and what a formula gives are black."""
        given = not computed and look not in (*TEXTS, "flag")
        colour = QUIET if look == "key" else INPUT_BLUE if given else INK
        return self._format(**_by_look(look, computed=computed), font_color=colour, bottom=1, bottom_color=LINE)

    def link(self) -> Any:
        return self._format(
            font_color=INPUT_BLUE, underline=1, align="left", indent=1, bottom=1, bottom_color=LINE, valign="top"
        )

    def broken(self) -> Any:
        return self._book.add_format({"bold": True, "font_color": RED, "bg_color": PALE_RED})

    def _format(self, **keys: Any) -> Any:
        key = tuple(sorted(keys.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_size": 10, **keys})
        return self._made[key]


def _by_look(look: Look, *, computed: bool = False) -> dict[str, Any]:
    keys: dict[str, Any] = {"num_format": _NUMBERS[look], "valign": "top"}
    if look in TEXTS:
        # A cell in text format that holds a formula would show the formula as soon as somebody edits it.
        keys |= {"align": "left", "indent": 1, "text_wrap": look == "text"}
        keys |= {"num_format": "General"} if computed else {}
    elif look == "flag":
        keys["align"] = "center"
    return keys
