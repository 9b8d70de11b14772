"""A tiny typed builder of HTML and SVG: every text is escaped unless a builder made it.

Templates would need a dependency, a loader and a second language for about thirty shapes; functions that return
markup are checked by mypy, and forgetting to escape is not possible without saying `Markup(...)` aloud.
"""

from collections.abc import Iterable
from html import escape as escape_html

VOID = frozenset({"br", "hr", "input", "link", "meta"})
FORBIDDEN = dict.fromkeys(code for code in range(ord(" ")) if chr(code) not in "\t\n")
CLOSED_WHEN_EMPTY = frozenset({"circle", "line", "path", "polygon", "rect", "use"})


class Markup(str):
    """Text that is markup already. Joined with `+` it becomes plain text again, so it is escaped, not trusted."""

    __slots__ = ()

    def __html__(self) -> str:
        """Template engines ask for this before they escape, so a drawing goes into a page as it is."""
        return self


Child = str | int | None | Iterable["Child"]
Attribute = str | int | float | None


def escape(text: str) -> Markup:
    """Text as markup; control characters that HTML and SVG forbid are left out.

    >>> escape("Smith & <script>")
    'Smith &amp; &lt;script&gt;'
    """
    return Markup(escape_html(text.translate(FORBIDDEN), quote=True))


def fragment(*children: Child) -> Markup:
    """Children one after the other: markup as it is, text escaped, None left out, lists laid flat.

    >>> fragment("a < b", None, [Markup("<br>"), 3])
    'a &lt; b<br>3'
    """
    return Markup("".join(_written(child) for child in children))


def element(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """`<name …>children</name>`. In attribute names `_` stands for `-`, and one at the end only avoids a keyword.

    An attribute that is None is left out; names with capitals (`viewBox`) stay as they are.

    >>> element("a", "Smith & Sons", href="#x", class_="link", aria_label=None)
    '<a href="#x" class="link">Smith &amp; Sons</a>'
    >>> element("rect", width=1.5, stroke_width=2)
    '<rect width="1.5" stroke-width="2"/>'
    """
    head = name + "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    inside = fragment(*children)
    if name in VOID:
        return Markup(f"<{head}>")
    if name in CLOSED_WHEN_EMPTY and not inside:
        return Markup(f"<{head}/>")
    return Markup(f"<{head}>{inside}</{name}>")


def number(value: float) -> str:
    """A coordinate, to a hundredth, without needless zeros: the same on every machine.

    >>> number(3.0), number(0.256), number(-0.001)
    ('3', '0.26', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _attribute(name: str, value: str | int | float) -> str:
    text = number(value) if isinstance(value, float) else str(value)
    return f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"'


def _written(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int):
        return escape(str(child))
    return "".join(_written(grandchild) for grandchild in child)
