"""The look of the business case in Word: Arial, blue headings, calm tables, A4."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from placewide.reports.business_case.word_marks import add_field, made

FONT = "Arial"
BLUE, DARK = RGBColor(0x00, 0x5E, 0xB8), RGBColor(0x00, 0x30, 0x87)
INK, GREY, AMBER = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72), RGBColor(0xA3, 0x4A, 0x00)
TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
LABEL_WIDTH = 3.6


def set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.different_first_page_header_footer = True


def set_styles(document: Document) -> None:
    """The styles that the paper uses, those of Word changed rather than new ones, so that Word finds its headings."""
    _style(document, "Normal", size=10.5, colour=INK, after=6)
    _style(document, "Title", size=30, colour=BLUE, bold=True, after=12)
    _style(document, "Subtitle", size=13, colour=GREY, before=120, after=6)
    _style(document, "Heading 1", size=20, colour=BLUE, bold=True, after=8)
    _style(document, "Heading 2", size=13, colour=BLUE, bold=True, before=12, after=5)
    _style(document, "Caption", size=9.5, colour=DARK, bold=True, before=8, after=3)
    _style(document, "List Bullet", size=10.5, colour=INK, after=3)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    for name in ("Heading 1", "Heading 2", "Caption"):
        document.styles[name].paragraph_format.keep_with_next = True
    _move_line(document)
    _new(document, "Note", size=9, colour=GREY, after=6)
    _new(document, "Cell", size=8.5, colour=INK, after=0)
    _new(document, "Gap", size=4, colour=INK)
    _new(document, "Unwritten", size=10.5, colour=INK, before=8)
    document.styles["Unwritten"].paragraph_format.left_indent = Cm(0.4)
    _new(document, "Contents 1", size=9.5, colour=INK, bold=True, before=3)
    _new(document, "Contents 2", size=9.5, colour=INK)
    document.styles["Contents 2"].paragraph_format.left_indent = Cm(0.7)
    _new(document, "Fact", size=9.5, colour=INK, after=4)
    facts = document.styles["Fact"].paragraph_format
    facts.left_indent, facts.first_line_indent = Cm(LABEL_WIDTH), Cm(-LABEL_WIDTH)
    facts.tab_stops.add_tab_stop(Cm(LABEL_WIDTH))


def set_header_and_footer(document: Document, place: str) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["Note"]
    header.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(f"{place}\tProgramme business case")
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Note"]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    add_field(footer, "PAGE", "1")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES", "1")


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    colour: RGBColor,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"“{name}” is no style of paragraphs.")
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = colour
    # Word's own styles name fonts of the theme, which would win over the name alone.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _new(
    document: Document,
    name: str,
    *,
    size: float,
    colour: RGBColor,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    _style(document, name, size=size, colour=colour, bold=bold, before=before, after=after)


def _move_line(document: Document) -> None:
    """Word's title stands on a thin line; ours begins with a thick one, above what stands over it."""
    properties = document.styles["Title"].element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    borders = made("w:pBdr")
    borders.append(made("w:top", val="single", sz="96", space="24", color="005EB8"))
    document.styles["Subtitle"].element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
