"""What moves the result most: a bar for each uncertain line, from the result at its low end to that at its high end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.reports.markup import Markup, fragment
from placewide.reports.sentences import money
from placewide.reports.svg.palette import AXIS, LINE, OWN, PAPER, QUIET_TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, cut

NAMES_WIDTH, LABEL_ROOM = 360.0, 66.0
TOP, ROW, BAR = 30.0, 42.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SwingRow:
    """A line and its project, and the result with it at either end, everything else as stated."""

    name: str
    under: str
    at_low_pence: int
    at_high_pence: int
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSwing:
    row: SwingRow
    y: float
    low_x: float
    high_x: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoLayout:
    swings: tuple[PlacedSwing, ...]
    stated: Label
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        yield self.stated
        for swing in self.swings:
            yield from swing.labels


def lay_out_tornado(rows: Sequence[SwingRow], stated_pence: int) -> TornadoLayout:
    """One scale for all rows; the result as stated is the line that they stand on either side of."""
    sums = [stated_pence, *(row.at_low_pence for row in rows), *(row.at_high_pence for row in rows)]
    low, high = min(sums), max(sums)
    left, room = NAMES_WIDTH + LABEL_ROOM, WIDTH - NAMES_WIDTH - 2 * LABEL_ROOM
    scale = room / (high - low) if high > low else 0.0

    def x(pence: int) -> float:
        return left + (pence - low) * scale

    placed = tuple(
        _place(row, TOP + at * ROW, x(row.at_low_pence), x(row.at_high_pence)) for at, row in enumerate(rows)
    )
    said = Label(text=f"as stated {money(stated_pence)}", x=x(stated_pence), y=16, size=13, bold=True, anchor="middle")
    return TornadoLayout(swings=placed, stated=said, height=TOP + len(rows) * ROW + 34)


def draw_tornado(id_: str, rows: Sequence[SwingRow], stated_pence: int, *, title: str, description: str) -> Markup:
    layout = lay_out_tornado(rows, stated_pence)
    bottom = layout.height - 34
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height,
        definitions=[pattern(f"{id_}-low", "rising", colour=OWN, ground=PAPER)],
        shapes=[
            text(layout.stated),
            [_swing(swing, layout.stated.x, id_) for swing in layout.swings],
            line(layout.stated.x, TOP - 6, layout.stated.x, bottom, AXIS, stroke_width=1.5),
            _legend(id_, layout.height - 8),
        ],
        spots=[
            Spot(href=swing.row.href, name=f"{swing.row.name}: see its row", shape=area(0, swing.y, WIDTH, ROW))
            for swing in layout.swings
            if swing.row.href
        ],
    )


def _place(row: SwingRow, y: float, low_x: float, high_x: float) -> PlacedSwing:
    left, right = sorted((low_x, high_x))
    least, most = sorted((row.at_low_pence, row.at_high_pence))
    labels = (
        Label(text=cut(row.name, 13, NAMES_WIDTH - 12), x=0, y=y + 16, size=13),
        Label(text=cut(row.under, 12, NAMES_WIDTH - 12), x=0, y=y + 32, size=12, fill=QUIET_TEXT),
        Label(text=money(least), x=left - 6, y=y + 22, size=12, anchor="end"),
        Label(text=money(most), x=right + 6, y=y + 22, size=12),
    )
    return PlacedSwing(row=row, y=y, low_x=low_x, high_x=high_x, labels=labels)


def _swing(swing: PlacedSwing, stated: float, id_: str) -> Markup:
    rule = line(0, swing.y, WIDTH, swing.y, LINE)
    bars = [_bar(swing.low_x, stated, swing.y, f"url(#{id_}-low)"), _bar(swing.high_x, stated, swing.y, OWN)]
    return fragment(rule, bars, [text(label) for label in swing.labels])


def _bar(end: float, stated: float, y: float, fill: str) -> Markup | None:
    left, right = sorted((end, stated))
    return rectangle(left, y + 8, right - left, BAR, fill, stroke=OWN) if right > left else None


def _legend(id_: str, y: float) -> Markup:
    return fragment(
        rectangle(0, y - 12, 20, 14, f"url(#{id_}-low)", stroke=OWN),
        text(Label(text="the line at its low end", x=28, y=y, size=13)),
        rectangle(200, y - 12, 20, 14, OWN),
        text(Label(text="the line at its high end", x=228, y=y, size=13)),
    )
