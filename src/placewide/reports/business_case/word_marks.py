"""What Word knows and python-docx has no words for: fields, bookmarks, links, shading, repeated headings, language."""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE = "en-GB"


def made(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element such as `w:shd`; attributes take the prefix of Word."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_field(paragraph: Paragraph, code: str, shown: str) -> Run:
    """A field with the text that it shows until Word computes it anew."""
    _run_with(paragraph, made("w:fldChar", fldCharType="begin"))
    instruction = made("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    _run_with(paragraph, instruction)
    _run_with(paragraph, made("w:fldChar", fldCharType="separate"))
    run = paragraph.add_run(shown)
    _run_with(paragraph, made("w:fldChar", fldCharType="end"))
    return run


def begin_field(paragraph: Paragraph, code: str) -> None:
    """The beginning of a field whose shown text goes on over several paragraphs."""
    _run_with(paragraph, made("w:fldChar", fldCharType="begin"))
    instruction = made("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    _run_with(paragraph, instruction)
    _run_with(paragraph, made("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    _run_with(paragraph, made("w:fldChar", fldCharType="end"))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around everything that the paragraph holds so far."""
    start = made("w:bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(made("w:bookmarkEnd", id=str(number)))


def add_link(paragraph: Paragraph, words: str, bookmark: str) -> None:
    """Words that lead to a bookmark of the same document."""
    link = made("w:hyperlink", anchor=bookmark, history="1")
    run = paragraph.add_run(words)
    link.append(run._r)
    paragraph._p.append(link)


def shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(made("w:shd", val="clear", color="auto", fill=colour))


def shade_paragraph(paragraph: Paragraph, colour: str, edge: str) -> None:
    """A coloured ground, and a thick line at its left."""
    properties = paragraph._p.get_or_add_pPr()
    borders = made("w:pBdr")
    borders.append(made("w:left", val="single", sz="36", space="8", color=edge))
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    properties.insert_element_before(
        made("w:shd", val="clear", color="auto", fill=colour), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def repeat_heading(row: _Row) -> None:
    """The row is the heading of its table, and stands again on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().insert(0, made("w:cantSplit"))


def describe_table(table: Table, caption: str) -> None:
    """What the table is about, for whoever does not see it."""
    table._tbl.tblPr.append(made("w:tblCaption", val=caption))


def rule(table: Table, colour: str) -> None:
    """Thin lines between rows, none between columns; cell margins that let small type breathe."""
    borders = made("w:tblBorders")
    borders.append(made("w:top", val="single", sz="8", space="0", color="005EB8"))
    borders.append(made("w:bottom", val="single", sz="8", space="0", color="005EB8"))
    borders.append(made("w:insideH", val="single", sz="4", space="0", color=colour))
    margins = made("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        margins.append(made(f"w:{side}", w=width, type="dxa"))
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def describe_picture(run: Run, title: str, description: str) -> None:
    """Alternative text of the picture in this run. Raises LookupError when there is none."""
    found = run._r.xpath(".//wp:docPr")
    if not found:
        raise LookupError("The run holds no picture.")
    found[0].set("title", title)
    found[0].set("descr", description)


def speak(document: Document, language: str = LANGUAGE) -> None:
    """The language of the whole document, and the present way of laying it out, not that of an older Word."""
    languages = document.styles.element.xpath("w:docDefaults//w:lang")
    for element in [*languages, *document.settings.element.xpath("w:themeFontLang")]:
        element.set(qn("w:val"), language)
    for element in document.settings.element.xpath('w:compat/w:compatSetting[@w:name="compatibilityMode"]'):
        element.set(qn("w:val"), "15")


def _run_with(paragraph: Paragraph, element: BaseOxmlElement) -> None:
    paragraph.add_run()._r.append(element)
