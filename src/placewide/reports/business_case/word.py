"""The business case as an editable Word document, from the same blocks as the PDF."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.business_case import word_marks as marks
from placewide.reports.business_case.blocks import (
    MARK,
    Block,
    Bullets,
    BusinessCase,
    Column,
    Drawing,
    FactList,
    Heading,
    KeyFigures,
    Paragraph,
    TableBlock,
    Unwritten,
)
from placewide.reports.business_case.content import NOT_ASKED, business_case
from placewide.reports.business_case.lettering import without_controls
from placewide.reports.business_case.word_styles import (
    AMBER,
    DARK,
    GREY,
    TEXT_WIDTH,
    set_header_and_footer,
    set_page,
    set_styles,
)
from placewide.reports.seal import save_sealed

CELL, DOTS_PER_INCH = "Cell", 200
GAP_AFTER = (KeyFigures, TableBlock, Unwritten)
"""Followed by something white: Word runs neighbouring shades together, and a table has no margin of its own."""
OVERHANG = 0.7
"""Centimetres of the margin on either side that a drawing may use."""
PICTURE = (
    b'#set page(width: 18.4cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
)


def write_business_case_docx(document: PlaceDocument, plan: Plan, path: Path, *, what_if: WhatIf = NOT_ASKED) -> None:
    """Write the business case as a Word document.

    Raises ValueError for a plan without an answer, OSError where the file cannot be written.
    """
    save_sealed(word_document(business_case(document, plan, what_if)), path)


def word_document(case: BusinessCase) -> Document:
    """The paper as python-docx holds it."""
    made = docx.Document()
    set_page(made)
    set_styles(made)
    set_header_and_footer(made, without_controls(case.place))
    marks.speak(made)
    _set_properties(made, case)
    _cover(made, case)
    _contents(made, case.blocks)
    for position, (block, next_) in enumerate(pairwise((*case.blocks, None))):
        if block is not None:
            _write(made, block, position)
        if isinstance(block, GAP_AFTER) and not _begins_a_page(next_):
            made.add_paragraph(style="Gap")
    return made


def _begins_a_page(block: Block | None) -> bool:
    """Nothing but the end of a page may stand before it, or a full page would be followed by an empty one."""
    return block is None or (isinstance(block, Heading) and block.level == 1 and not block.follows_on)


def _set_properties(made: Document, case: BusinessCase) -> None:
    properties = made.core_properties
    properties.title, properties.subject = without_controls(case.title), without_controls(case.subtitle)
    properties.author = properties.last_modified_by = f"Placewide {case.version}"
    properties.language, properties.comments = marks.LANGUAGE, ""
    properties.created = properties.modified = datetime.now(UTC)


def _cover(made: Document, case: BusinessCase) -> None:
    _say(made.add_paragraph(style="Subtitle"), case.subtitle)
    _say(made.add_paragraph(style="Title"), case.title)
    _facts(made, case.cover)
    made.add_paragraph(style="Cell")
    _unwritten(made, case.control)


def _contents(made: Document, blocks: Sequence[Block]) -> None:
    """A field that Word can compute anew; until then it shows the headings as links, and no page number is guessed."""
    heading = made.add_paragraph(style="Contents 1")
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_after = Pt(8)
    run = heading.add_run("Contents")
    run.font.size, run.font.color.rgb = Pt(20), DARK
    entries = [(position, each) for position, each in enumerate(blocks) if isinstance(each, Heading)]
    paragraph = heading
    for order, (position, each) in enumerate(entries):
        paragraph = made.add_paragraph(style=f"Contents {each.level}")
        if not order:
            marks.begin_field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
        marks.add_link(paragraph, without_controls(each.said), _bookmark(position))
    if entries:
        marks.end_field(paragraph)


def _bookmark(position: int) -> str:
    return f"_Toc{position + 1:06d}"


def _write(made: Document, block: Block, position: int) -> None:
    if isinstance(block, Heading):
        paragraph = _say(made.add_heading(level=block.level), block.said)
        if block.follows_on:
            paragraph.paragraph_format.page_break_before = False
            paragraph.paragraph_format.space_before = Pt(24)
        marks.add_bookmark(paragraph, _bookmark(position), position + 1)
    elif isinstance(block, Paragraph):
        _say(made.add_paragraph(style="Note" if block.quiet else "Normal"), block.text)
    elif isinstance(block, Bullets):
        for item in block.items:
            _say(made.add_paragraph(style="List Bullet"), item)
    elif isinstance(block, FactList):
        _facts(made, block.rows)
    elif isinstance(block, KeyFigures):
        _key_figures(made, block)
    elif isinstance(block, TableBlock):
        _table(made, block)
    elif isinstance(block, Drawing):
        _picture(made, block)
    else:
        _unwritten(made, block)


def _say(paragraph: WordParagraph, words: str) -> WordParagraph:
    paragraph.add_run(without_controls(words))
    return paragraph


def _unwritten(made: Document, block: Unwritten) -> None:
    paragraph = made.add_paragraph(style="Unwritten")
    run = paragraph.add_run(f"{MARK} ")
    run.font.bold, run.font.color.rgb = True, AMBER
    _say(paragraph, block.said)
    marks.shade_paragraph(paragraph, "FFF4D6", "A34A00")


def _caption(made: Document, number: str, words: str) -> None:
    """“Table 3: …”, with the number as a field, so that Word counts on when somebody adds a table."""
    kind, _, shown = number.partition(" ")
    paragraph = made.add_paragraph(style="Caption")
    paragraph.add_run(f"{kind} ")
    marks.add_field(paragraph, f"SEQ {kind} \\* ARABIC", shown)
    _say(paragraph, f": {words}")


def _picture(made: Document, block: Drawing) -> None:
    _caption(made, block.number, block.title)
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(-OVERHANG)
    run = paragraph.add_run()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run.add_picture(BytesIO(picture_of(block.svg)), width=Cm(block.width))
    marks.describe_picture(run, without_controls(block.title), without_controls(block.description))


def picture_of(svg: str) -> bytes:
    """The drawing as PNG. Word shows SVG only in its newest editions."""
    made = typst.compile(PICTURE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": svg})
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single picture.")
    return made


def _table(made: Document, block: TableBlock) -> None:
    _caption(made, block.number, block.caption)
    whole = sum(column.width for column in block.columns)
    widths = [TEXT_WIDTH * column.width / whole for column in block.columns]
    table = _empty_table(made, 1 + len(block.rows) + bool(block.totals), widths)
    size = 7.5 if len(block.columns) > 6 else 8.5
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        _fill(cell, column.heading, column, size, bold=True, ground="E8EDEE")
    marks.repeat_heading(table.rows[0])
    for row, words in zip(table.rows[1:], block.rows, strict=False):
        for cell, column, word in zip(row.cells, block.columns, words, strict=True):
            _fill(cell, word, column, size)
    for cell, column, word in zip(table.rows[-1].cells, block.columns, block.totals or (), strict=False):
        _fill(cell, word, column, size, bold=True, ground="F0F4F5")
    if block.is_short:
        _keep_together(table)
    marks.describe_table(table, without_controls(block.caption))


def _keep_together(table: Table) -> None:
    """A short table is not broken over two pages."""
    for row in table._tbl.tr_lst[:-1]:
        for cell in row.tc_lst:
            cell.p_lst[0].get_or_add_pPr().get_or_add_keepNext()


def _empty_table(made: Document, rows: int, widths: Sequence[float]) -> Table:
    table: Table = made.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    marks.rule(table, "D8DDE0")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        marks.keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def _fill(
    cell: _Cell, words: str, column: Column, size: float, *, bold: bool = False, ground: str | None = None
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = CELL  # by id: looking a style up by name for every cell takes half of all the time
    run = paragraph.add_run(without_controls(words))
    run.font.size, run.font.bold = Pt(size), bold
    if column.numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if ground:
        marks.shade(cell, ground)


def _facts(made: Document, rows: Sequence[tuple[str, str]]) -> None:
    for label, words in rows:
        paragraph = made.add_paragraph(style="Fact")
        paragraph.add_run(f"{without_controls(label)}\t").font.bold = True
        _say(paragraph, words)


def _key_figures(made: Document, block: KeyFigures) -> None:
    """A row of what the figures are, and a row of the figures, so that it reads as a table too."""
    number = len(block.items)
    table = _empty_table(made, 2, [TEXT_WIDTH / number] * number)
    marks.repeat_heading(table.rows[0])
    for position, (figure, label, note) in enumerate(block.items):
        column = Column(heading=label)
        _fill(table.rows[0].cells[position], label, column, 9, bold=True, ground="F0F4F5")
        below = table.rows[1].cells[position]
        _fill(below, figure, column, 16, bold=True, ground="F0F4F5")
        below.paragraphs[0].runs[0].font.color.rgb = DARK
        run = below.add_paragraph(style="Cell").add_run(without_controls(note))
        run.font.size, run.font.color.rgb = Pt(8), GREY
    marks.describe_table(table, "The programme in figures")
