"""The frame of every drawing, and the few marks that they share."""

from collections.abc import Iterable
from dataclasses import dataclass

from placewide.reports.markup import Attribute, Child, Markup, element, number
from placewide.reports.svg.palette import LINE
from placewide.reports.svg.text import Label

WIDTH = 1040.0
"""Drawings are laid out for this width, at which their text is read at its own size; narrower screens scroll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A part of a drawing that leads to a record: an invisible shape on top of the picture, with a name.

    The picture itself is one image to assistive technology, and an image may hold no link; so links lie over it.
    Only spots `in_order` are reached by the keyboard, one for each record.
    """

    href: str
    name: str
    shape: Markup
    in_order: bool = True


def drawing(
    id_: str,
    *,
    title: str,
    description: str,
    height: float,
    shapes: Iterable[Child],
    definitions: Iterable[Child] = (),
    spots: Iterable[Spot] = (),
) -> Markup:
    """A responsive SVG: an image with title and description, and over it the links to the records."""
    picture = element(
        "g",
        element("title", title, id=f"{id_}-title"),
        element("desc", description, id=f"{id_}-description"),
        *shapes,
        role="img",
        aria_labelledby=f"{id_}-title {id_}-description",
    )
    defined = element("defs", *definitions)
    links = element("g", *(_link(spot) for spot in spots), class_="spots")
    box = f"0 0 {number(WIDTH)} {number(height)}"
    return element(
        "svg", defined, picture, links, id=id_, class_="drawing", viewBox=box, xmlns="http://www.w3.org/2000/svg"
    )


def text(label: Label, **attributes: Attribute) -> Markup:
    anchor = None if label.anchor == "start" else label.anchor
    return element(
        "text",
        label.text,
        x=float(label.x),
        y=float(label.y),
        font_size=float(label.size),
        font_weight="600" if label.bold else None,
        text_anchor=anchor,
        fill=label.fill,
        **attributes,
    )


def rectangle(x: float, y: float, width: float, height: float, fill: str, **attributes: Attribute) -> Markup:
    return element("rect", x=float(x), y=float(y), width=float(width), height=float(height), fill=fill, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, colour: str = LINE, **attributes: Attribute) -> Markup:
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke=colour, **attributes)


def area(x: float, y: float, width: float, height: float) -> Markup:
    """An invisible rectangle to press on."""
    return rectangle(x, y, width, height, "transparent")


def _link(spot: Spot) -> Markup:
    return element(
        "a",
        element("title", spot.name),
        spot.shape,
        href=spot.href,
        aria_label=spot.name,
        tabindex=None if spot.in_order else -1,
    )
