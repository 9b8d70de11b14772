"""The flow of money drawn with native, editable shapes; one group, so that it is read once and moved as one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from placewide.reports.sentences import money
from placewide.reports.slides.canvas import Canvas, decorative, describe, fill_text, paint
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area, lines_of
from placewide.reports.slides.flow import LINE_HEIGHT, OTHERS, Band, Flows, Node, gathered, lay_out_flow
from placewide.reports.slides.theme import place
from placewide.reports.svg.palette import GRANT, OWN, SHARED
from placewide.reports.view import View

BAR, SPACE = 8.0, 6.0
HEADING_HEIGHT = 22.0
OWN_BAND, SHARED_BAND = "#b3cfe6", "#e8c4a6"
NAME_SHARE = 0.38


def draw_flow(canvas: Canvas, view: View, area: Area, description: str) -> None:
    flows = gathered(flows_of(view))
    names = area.width * NAME_SHARE
    words = (_words_by_node(flows, 0, _fund_namer(view)), _words_by_node(flows, 1, _bearer_namer(view)))
    wanted = ({k: lines_of(w, SMALLEST_TEXT, names) for k, w in side.items()} for side in words)
    left_lines, right_lines = wanted
    layout = lay_out_flow(flows, area.height - HEADING_HEIGHT, (left_lines, right_lines))
    group = canvas.slide.shapes.add_group_shape()
    group.name = "From fund to bearer"
    describe(group, description)
    left, right = area.left + names + SPACE, area.left + area.width - names - SPACE
    top = area.top + HEADING_HEIGHT
    for band in layout.bands:
        _band(group, band, left + BAR, right - BAR, top)
    _column(group, layout.left, words[0], Area(area.left, top, names, 0), (left, GRANT, "r"))
    _column(group, layout.right, words[1], Area(right + SPACE, top, names, 0), (right - BAR, OWN, "l"))
    _words(group, "Out of which fund", Area(area.left, area.top, names, HEADING_HEIGHT), "r", bold=True)
    _words(group, "Who bears the cost", Area(right + SPACE, area.top, names, HEADING_HEIGHT), "l", bold=True)
    group._element.recalculate_extents()  # shapes were put into place after they had been added


def flows_of(view: View) -> dict[tuple[str, str, bool], int]:
    """Pence from fund to bearer, shared money apart."""
    sums: dict[tuple[str, str, bool], int] = {}
    for payment in view.plan.payments:
        pot = view.allocations.get(payment.allocation)
        key = ((pot.fund if pot else None) or "", payment.bearer, payment.shared)
        sums[key] = sums.get(key, 0) + payment.amount_pence
    return sums


def _fund_namer(view: View) -> Callable[[str], str]:
    return lambda key: "Other funds" if key == OTHERS else view.fund_name(key or None)


def _bearer_namer(view: View) -> Callable[[str], str]:
    return lambda key: "Other partners" if key == OTHERS else view.organisation_name(key)


def _words_by_node(flows: Flows, side: int, name: Callable[[str], str]) -> dict[str, str]:
    sums: dict[str, int] = {}
    for key, amount in flows.items():
        sums[str(key[side])] = sums.get(str(key[side]), 0) + amount
    return {key: f"{name(key)}  {money(amount)}" for key, amount in sums.items()}


def _column(
    group: Any, nodes: Sequence[Node], words: Mapping[str, str], area: Area, look: tuple[float, str, str]
) -> None:
    """Bars at the left edge, in the colour and with names on the side that `look` says."""
    left, colour, side = look
    for node in nodes:
        _bar(group, node, left, area.top, colour)
        _name(group, node, words[node.key], area, side)


def _bar(group: Any, node: Node, left: float, top: float, colour: str) -> None:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    place(shape, Area(left, top + node.top, BAR, node.height))
    paint(shape, colour)
    decorative(shape)


def _name(group: Any, node: Node, words: str, area: Area, side: str) -> None:
    """As many lines as the slot has room for; what does not fit is cut before the amount."""
    most = max(1, int(node.slot // LINE_HEIGHT))
    name, _, amount = words.rpartition("  ")
    while lines_of(f"{name}  {amount}", SMALLEST_TEXT, area.width) > most and len(name) > 1:
        name = name.rstrip("… ")[:-1].rstrip() + "…"
    shown = f"{name}  {amount}"
    height = lines_of(shown, SMALLEST_TEXT, area.width) * LINE_HEIGHT
    box = Area(area.left, area.top + node.slot_top + (node.slot - height) / 2, area.width, height)
    _words(group, shown, box, side)


def _words(group: Any, words: str, area: Area, side: str, *, bold: bool = False) -> None:
    box = group.shapes.add_textbox(0, 0, 0, 0)
    place(box, area)
    fill_text(box.text_frame, area, [words], sizes=(SMALLEST_TEXT,), bold=bold)
    box.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", side)


def _band(group: Any, band: Band, left: float, right: float, top: float) -> None:
    """A curved band. Shared money is darker, orange and has a dashed edge: never colour alone."""
    upper = top + min(band.left_top, band.right_top)
    lower = top + max(band.left_top, band.right_top) + band.thickness
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    place(shape, Area(left, upper, right - left, max(lower - upper, 0.5)))
    paint(shape, SHARED_BAND if band.shared else OWN_BAND, SHARED if band.shared else None)
    if band.shared:
        shape.line.width = Pt(0.75)
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    start, end = top + band.left_top - upper, top + band.right_top - upper
    _bend(shape, right - left, max(lower - upper, 0.5), (start, end, band.thickness))
    decorative(shape)


def _bend(shape: Any, width: float, height: float, ends: tuple[float, float, float]) -> None:
    """Replace the rectangle by the path of a band from the height `start` on the left to `end` on the right."""
    start, end, thick = (round(Pt(value)) for value in ends)
    wide, high = Pt(width), Pt(height)
    middle = wide // 2
    geometry = shape._element.spPr.find(qn("a:prstGeom"))
    path = (
        f"<a:moveTo>{_point(0, start)}</a:moveTo>{_curve((middle, start), (middle, end), (wide, end))}"
        f"<a:lnTo>{_point(wide, end + thick)}</a:lnTo>"
        f"{_curve((middle, end + thick), (middle, start + thick), (0, start + thick))}<a:close/>"
    )
    custom = parse_xml(
        f'<a:custGeom {nsdecls("a")}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    geometry.getparent().replace(geometry, custom)


def _curve(*points: tuple[int, int]) -> str:
    return f"<a:cubicBezTo>{''.join(_point(x, y) for x, y in points)}</a:cubicBezTo>"


def _point(x: int, y: int) -> str:
    return f'<a:pt x="{x}" y="{y}"/>'
