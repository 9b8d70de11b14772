"""The Word document as Word's tools see it: styles, headings, tables, pictures, language."""

from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from placewide.reports.business_case.blocks import MARK, Drawing, Heading, Unwritten
from placewide.reports.business_case.content import business_case
from placewide.reports.business_case.tests.planned import tables, westmere
from placewide.reports.business_case.word import write_business_case_docx
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import PLAN


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("word") / "case.docx"
    write_business_case_docx(*westmere(), path)
    return docx.Document(str(path))


def test_has_one_title_and_the_headings_of_the_paper_in_order(word: Document) -> None:
    styles = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in word.paragraphs]
    case = business_case(*westmere())
    assert [text for name, text in styles if name == "Title"] == [case.title]
    headings = [(name, text) for name, text in styles if name.startswith("Heading")]
    wanted = [(f"Heading {block.level}", block.said) for block in case.blocks if isinstance(block, Heading)]
    assert headings == wanted


def test_says_its_title_and_its_language(word: Document) -> None:
    assert word.core_properties.title == business_case(*westmere()).title
    assert word.core_properties.language == "en-GB"
    languages = word.styles.element.xpath("w:docDefaults//w:lang")
    assert [element.get(qn("w:val")) for element in languages] == ["en-GB"]


def test_is_on_a4_with_page_numbers_and_contents(word: Document) -> None:
    section = word.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml
    assert 'TOC \\o "1-2"' in word.element.xml


def test_every_picture_has_alternative_text(word: Document) -> None:
    drawings = [block for block in business_case(*westmere()).blocks if isinstance(block, Drawing)]
    pictures = word.element.xpath("//wp:docPr")
    assert len(pictures) == len(drawings) > 0
    assert [picture.get("descr") for picture in pictures] == [block.description for block in drawings]


def test_every_table_repeats_its_heading_and_breaks_no_row(word: Document) -> None:
    assert len(word.tables) > 20
    for table in word.tables:
        first, *rest = table._tbl.tr_lst
        assert first.xpath("w:trPr/w:tblHeader")
        assert not any(row.xpath("w:trPr/w:tblHeader") for row in rest)
        assert all(row.xpath("w:trPr/w:cantSplit") for row in (first, *rest))


def test_every_cell_is_in_the_document(word: Document) -> None:
    shown = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in word.tables]
    for table in tables(business_case(*westmere())).values():
        heading = tuple(column.heading for column in table.columns)
        assert [heading, *table.rows, *([table.totals] if table.totals else [])] in shown


def test_unwritten_parts_are_marked(word: Document) -> None:
    marked = [paragraph.text for paragraph in word.paragraphs if paragraph.text.startswith(MARK)]
    case = business_case(*westmere())
    asked = [case.control, *(block for block in case.blocks if isinstance(block, Unwritten))]
    assert marked == [f"{MARK} {block.said}" for block in asked]


def test_links_of_the_contents_lead_somewhere(word: Document) -> None:
    anchors = [link.get(qn("w:anchor")) for link in word.element.xpath("//w:hyperlink")]
    bookmarks = [mark.get(qn("w:name")) for mark in word.element.xpath("//w:bookmarkStart")]
    assert anchors == bookmarks


def test_names_with_odd_letters_are_kept_or_left_out(tmp_path: Path) -> None:
    projects = tuple(project.__class__(id=project.id, name="A\x07 <w:p/> & 漢") for project in DOCUMENT.projects)
    path = tmp_path / "odd.docx"
    write_business_case_docx(DOCUMENT.__class__(place=DOCUMENT.place, projects=projects), PLAN, path)
    assert "A <w:p/> & 漢" in [cell.text for table in docx.Document(str(path)).tables for cell in table._cells]


def test_nothing_empty_stands_before_a_new_page(word: Document) -> None:
    """Or a page that is full would be followed by an empty one."""
    for before, paragraph in pairwise(word.paragraphs):
        starts = paragraph.style is not None and paragraph.style.name == "Heading 1"
        if starts and paragraph.paragraph_format.page_break_before is not False and before.text == "":
            assert before._p.getnext() is not paragraph._p, paragraph.text
