"""An empty deck: 16:9, Arial, one layout with a title and a slide number, a quiet band at the top."""

from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from placewide.reports.slides.fitting import HEIGHT, MARGIN, WIDTH, Area
from placewide.reports.svg.palette import OWN, TEXT

FONT, LANGUAGE = "Arial", "en-GB"
TITLE_ONLY = 5
TITLE = Area(MARGIN, 20, WIDTH - 2 * MARGIN, 44)
NUMBER = Area(WIDTH - MARGIN - 60, 510, 60, 20)
BAND_HEIGHT = 10.0
LANGUAGE_BEARERS = ("a:rPr", "a:endParaRPr", "a:defRPr")


def empty_deck() -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layout = deck.slide_layouts[TITLE_ONLY]
    for other in [one for one in deck.slide_layouts if one.name != layout.name]:
        deck.slide_layouts.remove(other)
    layout.name = "Title and content of Placewide"
    for holder in (deck.slide_master, layout):
        _arrange(holder)
    layout.shapes._spTree.insert(2, _band())
    use_font(deck.slide_master.part)
    return deck


def use_font(part: Any) -> None:
    """The fonts of the theme that belongs to a master."""
    theme = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def set_language(element: Any) -> None:
    """Mark every run of text under an element as British English."""
    for tag in LANGUAGE_BEARERS:
        for properties in element.iter(qn(tag)):
            properties.set("lang", LANGUAGE)


def place(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Pt(value) for value in (area.left, area.top, area.width, area.height)
    )


def _arrange(holder: Any) -> None:
    """Title and slide number where they belong; date, footer and body are taken out."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        if kind is not None and kind.name in ("TITLE", "CENTER_TITLE"):
            place(shape, TITLE)
            _title_style(shape)
        elif kind is not None and kind.name == "SLIDE_NUMBER":
            place(shape, NUMBER)
        elif kind is not None and kind.name == "BODY":
            place(shape, Area(MARGIN, 130, WIDTH - 2 * MARGIN, 360))
        else:
            shape._element.getparent().remove(shape._element)


def _title_style(shape: Any) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody.find(qn("a:bodyPr"))
    body.set("anchor", "ctr")
    style = frame._txBody.find(qn("a:lstStyle"))
    for old in list(style):
        style.remove(old)
    style.append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="2800" b="1" lang="{LANGUAGE}"><a:solidFill>'
            f'<a:srgbClr val="{TEXT[1:]}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    )


def _band() -> Any:
    """Drawn on the layout, so that nobody has to step over it on a slide."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Pt(WIDTH)}" cy="{Pt(BAND_HEIGHT)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{OWN[1:]}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
