"""One slide: a title, what it answers, its content, a footer and notes, in the order in which they are read."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from placewide.reports.slides.fitting import LEADING, MARGIN, PARAGRAPH_GAP, SMALLEST_TEXT, WIDTH, Area, fitted
from placewide.reports.slides.theme import NUMBER, TITLE, place, set_language, use_font
from placewide.reports.svg.palette import QUIET_TEXT, TEXT

LEAD = Area(MARGIN, 66, WIDTH - 2 * MARGIN, 50)
BODY = Area(MARGIN, 124, WIDTH - 2 * MARGIN, 376)
FOOTER = Area(MARGIN, 510, WIDTH - 2 * MARGIN - 80, 20)
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
TITLE_SIZES, LEAD_SIZES, BODY_SIZES = (28, 26, 24, 22, 20), (18, 16, 14), (18, 16, 14)


def rgb(colour: str) -> Any:
    make: Any = RGBColor
    return make(int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


class Canvas:
    """What is added later is read later: title, lead, content, and with `finish` the footer, number and notes."""

    def __init__(self, deck: Deck, title: str, lead: str) -> None:
        self._deck = deck
        self.slide = deck.slides.add_slide(deck.slide_layouts[0])
        self.title, self.lead = title, lead
        heading: Any = self.slide.shapes.title
        size, shown = fitted([title], TITLE_SIZES, TITLE, bold=True)
        heading.text_frame.text = shown[0]
        heading.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        self.text("Answer", LEAD, [lead], sizes=LEAD_SIZES)

    def text(
        self,
        name: str,
        area: Area,
        paragraphs: Sequence[str],
        *,
        sizes: Sequence[int] = BODY_SIZES,
        bold: bool = False,
        colour: str = TEXT,
        centred: bool = False,
    ) -> Any:
        """A box of text at the largest of the sizes that fits."""
        box = self.slide.shapes.add_textbox(0, 0, 0, 0)
        box.name = name
        place(box, area)
        fill_text(box.text_frame, area, paragraphs, sizes=sizes, bold=bold, colour=colour, centred=centred)
        return box

    def block(
        self,
        name: str,
        area: Area,
        paragraphs: Sequence[str],
        *,
        fill: str,
        colour: str = TEXT,
        sizes: Sequence[int] = BODY_SIZES,
        bold: bool = False,
        centred: bool = False,
    ) -> Any:
        """A filled rectangle with its text in it."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        shape.name = name
        place(shape, area)
        paint(shape, fill)
        inner = area.inset(12, 8)
        fill_text(shape.text_frame, inner, paragraphs, sizes=sizes, bold=bold, colour=colour, centred=centred)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = Pt(12)
        frame.margin_top = frame.margin_bottom = Pt(8)
        describe(shape, " ".join(paragraphs))
        return shape

    def headed(self, name: str, area: Area, paragraphs: Sequence[str], *, fill: str, size: int) -> None:
        """A block whose first paragraph is its heading."""
        sizes = [one for one in BODY_SIZES if one <= size]
        shape = self.block(name, area, paragraphs, fill=fill, sizes=sizes)
        shape.text_frame.paragraphs[0].runs[0].font.bold = True

    def enlarge(self, shape: Any, size: int) -> None:
        """Its first paragraph as a large, bold figure."""
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.line_spacing = Pt(size * LEADING)
        paragraph.runs[0].font.size, paragraph.runs[0].font.bold = Pt(size), True

    def finish(self, footer: str, notes: Sequence[str]) -> None:
        self.text("Place and plan", FOOTER, [footer], sizes=(SMALLEST_TEXT,), colour=QUIET_TEXT)
        self._number()
        with_notes = self.slide.notes_slide
        frame: Any = with_notes.notes_text_frame
        frame.text = "\n".join((self.title, self.lead, *notes))
        set_language(self.slide._element)
        set_language(with_notes._element)
        use_font(self._deck.notes_master.part)

    def _number(self) -> None:
        box = self.text("Slide number", NUMBER, ["0"], sizes=(SMALLEST_TEXT,), colour=QUIET_TEXT)
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        run = paragraph._p.find(qn("a:r"))
        field = parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:t>0</a:t></a:fld>'
        )
        field.insert(0, run.find(qn("a:rPr")))
        paragraph._p.replace(run, field)


def fill_text(
    frame: Any,
    area: Area,
    paragraphs: Sequence[str],
    *,
    sizes: Sequence[int],
    bold: bool = False,
    colour: str = TEXT,
    centred: bool = False,
) -> None:
    size, shown = fitted(paragraphs, sizes, area, bold=bold)
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if centred else MSO_ANCHOR.TOP
    for index, text in enumerate(shown):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        paragraph.line_spacing = Pt(size * LEADING)
        paragraph.space_before = Pt(PARAGRAPH_GAP if index else 0)
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)


def paint(shape: Any, fill: str, line: str | None = None) -> None:
    """A flat shape: one colour, no shadow, and an outline only where one is asked for."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = rgb(line)
    style = shape._element.find(qn("p:style"))
    if style is not None:  # the theme's effects: a shadow, and white text
        shape._element.remove(style)


def describe(shape: Any, words: str) -> None:
    """Alternative text, for those who hear the slide."""
    _properties(shape).set("descr", words)


def decorative(shape: Any) -> None:
    """Marked so that a screen reader passes over it."""
    _properties(shape).append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{DECORATIVE}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def _properties(shape: Any) -> Any:
    return shape._element.xpath(".//p:cNvPr")[0]
