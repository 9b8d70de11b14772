"""Native tables that keep to their box: rows are as high as their text, and what does not fit goes on a next slide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from placewide.reports.slides.canvas import BODY, Canvas, describe, rgb
from placewide.reports.slides.fitting import LEADING, PADDING_ACROSS, PADDING_DOWN, SMALLEST_CELL, Area, text_height
from placewide.reports.svg.palette import LINE, OWN, PAPER, TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    heading: str
    width: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    bold: bool = False
    fill: str = PAPER
    colour: str = TEXT


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: str
    description: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    size: int = SMALLEST_CELL
    padding: float = PADDING_DOWN

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def header(self) -> Row:
        return [Cell(column.heading, bold=True, fill=OWN, colour=PAPER) for column in self.columns]

    def row_height(self, row: Row) -> float:
        return max(self._cell_height(cell, column) for cell, column in zip(row, self.columns, strict=True))

    def height(self, rows: Sequence[Row]) -> float:
        return self.row_height(self.header) + sum(self.row_height(row) for row in rows)

    def _cell_height(self, cell: Cell, column: Column) -> float:
        inner = column.width - 2 * PADDING_ACROSS
        return text_height([cell.text], self.size, inner, bold=cell.bold) + 2 * self.padding


def pages(table: Table, height: float) -> list[list[Row]]:
    """Rows by slide, as few slides as will do and about as much on each; every slide has at least one row."""
    fewest = _filled(table, height)
    even = table.height(table.rows) / len(fewest)
    for part in range(1, 11):
        limit = even + (height - even) * part / 10
        balanced = _filled(table, max(limit, 1.0))
        if limit <= height and len(balanced) == len(fewest):
            return balanced
    return fewest


def _filled(table: Table, height: float) -> list[list[Row]]:
    result: list[list[Row]] = [[]]
    for row in table.rows:
        if result[-1] and table.height([*result[-1], row]) > height:
            result.append([])
        result[-1].append(row)
    return result


def draw(canvas: Canvas, table: Table, rows: Sequence[Row], area: Area = BODY) -> Any:
    """The header and these rows at the top of the area."""
    height = table.height(rows)
    frame = canvas.slide.shapes.add_table(
        len(rows) + 1, len(table.columns), Pt(area.left), Pt(area.top), Pt(table.width), Pt(height)
    )
    frame.name = table.name
    describe(frame, table.description)
    native = frame.table
    native.horz_banding = False
    for index, column in enumerate(table.columns):
        native.columns[index].width = Pt(column.width)
    for place, row in enumerate((table.header, *rows)):
        native.rows[place].height = Pt(table.row_height(row))
        for index, cell in enumerate(row):
            _fill(native.cell(place, index), cell, table, table.columns[index])
    return frame


def over_slides(
    table: Table,
    title: str,
    lead: str,
    open_: Callable[[str, str], Canvas],
    below: Callable[[Canvas, Area], None] | None = None,
    kept_below: float = 0.0,
) -> list[Canvas]:
    """One slide, or more where the rows need them; `below` draws what stands under the last rows."""
    parts = pages(table, BODY.height - kept_below)
    canvases = []
    for number, rows in enumerate(parts, start=1):
        canvas = open_(title if number == 1 else f"{title} ({number} of {len(parts)})", lead)
        draw(canvas, table, rows)
        if below:
            top = BODY.top + table.height(rows) + 8
            below(canvas, Area(BODY.left, top, BODY.width, BODY.top + BODY.height - top))
        canvases.append(canvas)
    return canvases


def _fill(native: Any, cell: Cell, table: Table, column: Column) -> None:
    native.fill.solid()
    native.fill.fore_color.rgb = rgb(cell.fill)
    native.margin_left = native.margin_right = Pt(PADDING_ACROSS)
    native.margin_top = native.margin_bottom = Pt(table.padding)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE
    _underline(native)
    paragraph = native.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
    paragraph.line_spacing = Pt(table.size * LEADING)
    if not cell.text:  # else the row would be as high as the standard size of an empty cell
        paragraph.font.size = Pt(table.size)
        paragraph._p.get_or_add_endParaRPr().set("sz", str(table.size * 100))
        return
    run = paragraph.add_run()
    run.text = cell.text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(table.size), cell.bold, rgb(cell.colour)


def _underline(native: Any) -> None:
    """A thin rule between rows. PowerPoint wants borders before the fill of a cell."""
    properties = native._tc.find(qn("a:tcPr"))
    properties.insert(
        0,
        parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{LINE[1:]}"/></a:solidFill></a:lnB>'),
    )
