"""Chosen projects on the years in which they need money, grouped by the priority that each serves most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from placewide.reports.markup import Markup, fragment
from placewide.reports.sentences import count, money
from placewide.reports.svg.palette import LINE, OTHER, PANEL, PAPER, QUIET_TEXT, Ink, pattern
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, cut, text_width, wrapped

NAMES_WIDTH = 330.0
HEADING_HEIGHT, GROUP_HEIGHT, BAR_HEIGHT, ROW_PADDING = 34.0, 38.0, 26.0, 9.0
NAME_SIZE, NOTE_SIZE, AMOUNT_SIZE = 14.0, 12.0, 13.0
CAP = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapRow:
    """A project: its group with the ink that stands for it, and the pence that it needs in each year shown.

    `start` is the place of its first year among them; without money in that year the bar still begins there.
    """

    id: str
    name: str
    note: str | None
    group: str
    ink: Ink
    amounts: tuple[int, ...]
    start: int | None
    firm: bool
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One year of a bar; `needs` is false for a year in between in which no money is needed."""

    x: float
    y: float
    width: float
    needs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    row: RoadmapRow
    top: float
    height: float
    segments: tuple[Segment, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    ink: Ink
    top: float
    label: Label
    rows: tuple[PlacedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapLayout:
    years: tuple[Label, ...]
    year_edges: tuple[float, ...]
    groups: tuple[PlacedGroup, ...]
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        yield from self.years
        for group in self.groups:
            yield group.label
            for row in group.rows:
                yield from row.labels


def lay_out_roadmap(years: Sequence[str], rows: Sequence[RoadmapRow]) -> RoadmapLayout:
    """Places for every bar and label. Rows of one group must stand together; they keep their order."""
    step = (WIDTH - NAMES_WIDTH) / max(len(years), 1)
    edges = tuple(NAMES_WIDTH + index * step for index in range(len(years) + 1))
    top, groups = HEADING_HEIGHT, []
    for name, members in groupby(rows, key=lambda row: row.group):
        group = _place_group(name, list(members), top, edges)
        groups.append(group)
        top = group.rows[-1].top + group.rows[-1].height
    headings = tuple(
        Label(text=year, x=(edges[index] + edges[index + 1]) / 2, y=21, size=14, bold=True, anchor="middle")
        for index, year in enumerate(years)
    )
    return RoadmapLayout(years=headings, year_edges=edges, groups=tuple(groups), height=top + 8)


def draw_roadmap(id_: str, years: Sequence[str], rows: Sequence[RoadmapRow], *, description: str) -> Markup:
    layout = lay_out_roadmap(years, rows)
    inks = list(dict.fromkeys(row.ink for row in rows))
    return drawing(
        id_,
        title="Road-map of the projects in the plan",
        description=description,
        height=layout.height,
        definitions=[
            pattern(f"{id_}-{index}", ink.pattern, colour=PAPER, ground=ink.strong) for index, ink in enumerate(inks)
        ],
        shapes=[
            _grid(layout),
            *(_group(group, f"url(#{id_}-{inks.index(group.ink)})") for group in layout.groups),
        ],
        spots=[
            Spot(href=row.row.href, name=f"{row.row.name}: see its row", shape=area(0, row.top, WIDTH, row.height))
            for group in layout.groups
            for row in group.rows
            if row.row.href
        ],
    )


def _place_group(name: str, rows: Sequence[RoadmapRow], top: float, edges: Sequence[float]) -> PlacedGroup:
    heading = f"{cut(name, 15, 700, bold=True)} · {count(len(rows), 'project')}"
    label = Label(text=heading, x=28, y=top + 25, size=15, bold=True)
    placed, below = [], top + GROUP_HEIGHT
    for row in rows:
        placed.append(_place_row(row, below, edges))
        below += placed[-1].height
    return PlacedGroup(ink=rows[0].ink if rows else OTHER, top=top, label=label, rows=tuple(placed))


def _place_row(row: RoadmapRow, top: float, edges: Sequence[float]) -> PlacedRow:
    names = wrapped(row.name, NAME_SIZE, NAMES_WIDTH - 24, lines=2)
    notes = wrapped(row.note or "", NOTE_SIZE, NAMES_WIDTH - 24, lines=2)
    words = len(names) * NAME_SIZE * 1.25 + len(notes) * NOTE_SIZE * 1.25
    height = max(words, BAR_HEIGHT) + 2 * ROW_PADDING
    baseline = top + (height - words) / 2 + NAME_SIZE
    labels = [Label(text=name, x=0, y=baseline + i * NAME_SIZE * 1.25) for i, name in enumerate(names)]
    baseline += len(names) * NAME_SIZE * 1.25 - 1
    labels += [
        Label(text=note, x=0, y=baseline + i * NOTE_SIZE * 1.25, size=NOTE_SIZE, fill=QUIET_TEXT)
        for i, note in enumerate(notes)
    ]
    segments = _segments(row, top + (height - BAR_HEIGHT) / 2, edges)
    labels += _amounts(row, segments, edges)
    return PlacedRow(row=row, top=top, height=height, segments=segments, labels=tuple(labels))


def _segments(row: RoadmapRow, y: float, edges: Sequence[float]) -> tuple[Segment, ...]:
    funded = [index for index, pence in enumerate(row.amounts) if pence]
    begins = [row.start] if row.start is not None else funded[:1]
    span = range(min(begins + funded), max(begins + funded) + 1) if begins else range(0)
    return tuple(
        Segment(x=edges[index] + 2, y=y, width=edges[index + 1] - edges[index] - 4, needs=row.amounts[index] > 0)
        for index in span
    )


def _amounts(row: RoadmapRow, segments: Sequence[Segment], edges: Sequence[float]) -> Iterator[Label]:
    for segment in segments:
        pence = row.amounts[edges.index(segment.x - 2)]
        said = money(pence) if segment.needs else ""
        start = segment.x + (CAP if segment is segments[0] else 0)
        room = segment.x + segment.width - start
        if said and text_width(said, AMOUNT_SIZE, bold=True) <= room - 6:
            fill = PAPER if row.firm else row.ink.strong
            yield Label(
                text=said,
                x=start + room / 2,
                y=segment.y + 17.5,
                size=AMOUNT_SIZE,
                bold=True,
                anchor="middle",
                fill=fill,
            )


def _grid(layout: RoadmapLayout) -> Markup:
    heading = rectangle(0, 0, WIDTH, HEADING_HEIGHT - 2, PANEL)
    lines = [line(edge, HEADING_HEIGHT, edge, layout.height, LINE) for edge in layout.year_edges]
    return fragment(heading, lines, [text(label) for label in layout.years])


def _group(group: PlacedGroup, fill: str) -> Markup:
    swatch = rectangle(0, group.top + 11, 18, 18, fill)
    return fragment(swatch, text(group.label), [_row(row, fill) for row in group.rows])


def _row(placed: PlacedRow, fill: str) -> Markup:
    ink = placed.row.ink
    rule = line(0, placed.top, WIDTH, placed.top, LINE)
    bars = [_segment(segment, ink, placed.row.firm) for segment in placed.segments]
    cap = [rectangle(first.x, first.y, CAP, BAR_HEIGHT, fill) for first in placed.segments[:1]]
    return fragment(rule, bars, cap, [text(label) for label in placed.labels])


def _segment(segment: Segment, ink: Ink, firm: bool) -> Markup:
    solid = firm and segment.needs
    return rectangle(
        segment.x,
        segment.y,
        segment.width,
        BAR_HEIGHT,
        ink.strong if solid else ink.pale if segment.needs else PAPER,
        stroke=ink.strong,
        stroke_width=1.5,
        stroke_dasharray=None if firm else "5 3",
    )
