"""What more money buys: for every sum the best that can be had for it, a step at each sum that buys more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from placewide.reports.markup import Markup, element, fragment, number
from placewide.reports.svg.axis import money_tick, ticks
from placewide.reports.svg.palette import AXIS, LINE, OWN, PAPER, QUIET_TEXT, SHARED, TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label

LEFT, RIGHT, TOP, HIGH, BELOW = 56.0, 30.0, 36.0, 300.0, 74.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sum and what it buys; `said` is written beside those that are pointed at."""

    pence: int
    value: float
    said: str | None = None
    href: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPoint:
    point: Point
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveLayout:
    points: tuple[PlacedPoint, ...]
    gaps: tuple[tuple[float, float], ...]
    flags: tuple[Label, ...]
    sums: tuple[Label, ...]
    values: tuple[Label, ...]

    @property
    def base(self) -> float:
        return TOP + HIGH

    @property
    def labels(self) -> Iterator[Label]:
        yield from self.flags
        yield from self.sums
        yield from self.values


def lay_out_curve(points: Sequence[Point], gaps: Sequence[tuple[int, int]], unit: str) -> CurveLayout:
    """Points in order of their sums, both axes from nought."""
    most = max([point.pence for point in points] + [high for _, high in gaps], default=0) or 1
    best = max((point.value for point in points), default=0.0) or 1.0
    across, up = (WIDTH - LEFT - RIGHT) / most, HIGH / best
    placed = tuple(
        PlacedPoint(point=row, x=LEFT + row.pence * across, y=TOP + HIGH - max(row.value, 0.0) * up) for row in points
    )
    flags = tuple(
        Label(text=row.point.said, x=row.x - 10, y=row.y - 10, size=13, bold=True, anchor="end")
        for row in placed
        if row.point.said
    )
    sums = tuple(
        Label(text=money_tick(tick), x=LEFT + tick * across, y=TOP + HIGH + 20, size=13, anchor="middle")
        for tick in ticks(0, most, most=8)
    )
    values = [
        Label(text=f"{tick:g}", x=LEFT - 8, y=TOP + HIGH - tick * up + 5, size=13, anchor="end")
        for tick in ticks(0, best, most=5)
    ]
    heading = Label(text=unit, x=0, y=16, size=13, fill=QUIET_TEXT)
    shown = tuple((LEFT + low * across, LEFT + high * across) for low, high in gaps)
    return CurveLayout(points=placed, gaps=shown, flags=flags, sums=sums, values=(*values, heading))


def draw_curve(
    id_: str,
    points: Sequence[Point],
    gaps: Sequence[tuple[int, int]],
    *,
    unit: str,
    title: str,
    description: str,
) -> Markup:
    """The curve; ranges of money in which more may lie unfound are hatched."""
    layout = lay_out_curve(points, gaps, unit)
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.base + BELOW,
        definitions=[pattern(f"{id_}-gap", "falling", colour=QUIET_TEXT, ground=PAPER)],
        shapes=[
            [line(LEFT, label.y - 5, WIDTH - RIGHT, label.y - 5, LINE) for label in layout.values[:-1]],
            [_gap(gap, id_) for gap in layout.gaps],
            line(LEFT, layout.base, WIDTH - RIGHT, layout.base, AXIS),
            _steps(layout),
            [_dot(row) for row in layout.points],
            [text(label) for label in layout.labels],
            _legend(id_, layout),
        ],
        spots=[
            Spot(href=row.point.href, name=row.point.name, shape=area(row.x - 9, row.y - 9, 18, 18))
            for row in layout.points
            if row.point.href
        ],
    )


def _gap(gap: tuple[float, float], id_: str) -> Markup:
    return rectangle(gap[0], TOP, max(gap[1] - gap[0], 1.0), HIGH, f"url(#{id_}-gap)", fill_opacity=0.5)


def _steps(layout: CurveLayout) -> Markup | None:
    if not layout.points:
        return None
    corners = [(layout.points[0].x, layout.points[0].y)]
    for one, other in pairwise(layout.points):
        corners += [(other.x, one.y), (other.x, other.y)]
    path = " L".join(f"{number(x)},{number(y)}" for x, y in corners)
    return element("path", d=f"M{path}", stroke=OWN, stroke_width=2, fill="none")


def _dot(row: PlacedPoint) -> Markup:
    if row.point.said:
        return element("circle", cx=row.x, cy=row.y, r=7.0, fill=SHARED, stroke=TEXT, stroke_width=1.5)
    return element("circle", cx=row.x, cy=row.y, r=3.2, fill=PAPER if row.point.href is None else OWN, stroke=OWN)


def _legend(id_: str, layout: CurveLayout) -> Markup:
    y = layout.base + 56
    marks = [
        element("circle", cx=LEFT + 7, cy=y - 5, r=7.0, fill=SHARED, stroke=TEXT, stroke_width=1.5),
        text(Label(text="the plan", x=LEFT + 22, y=y, size=13)),
        element("circle", cx=LEFT + 150, cy=y - 5, r=3.2, fill=OWN, stroke=OWN),
        text(Label(text="in the table below", x=LEFT + 162, y=y, size=13)),
    ]
    if layout.gaps:
        marks.append(rectangle(LEFT + 320, y - 12, 20, 14, f"url(#{id_}-gap)", stroke=QUIET_TEXT))
        marks.append(text(Label(text="not searched to the end", x=LEFT + 348, y=y, size=13)))
    return fragment(marks)
