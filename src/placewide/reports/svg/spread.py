"""How likely which result is: a histogram of all draws, with the marks that a reader should take away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from placewide.reports.markup import Markup, fragment
from placewide.reports.svg.axis import money_tick, ticks
from placewide.reports.svg.palette import AXIS, LINE, OWN, PAPER, QUIET_TEXT, SHARED, TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, drawing, line, rectangle, text
from placewide.reports.svg.text import Label

MARGIN, FLAG, HIGH, BELOW = 30.0, 20.0, 190.0, 64.0
BINS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A result to be pointed at; `broken` for one that is not a percentile."""

    said: str
    pence: int
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """So many of a hundred draws lie between these two sums."""

    low: float
    high: float
    draws: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A mark in the drawing: its line goes down from its label to the axis."""

    mark: Mark
    x: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadLayout:
    bins: tuple[Bin, ...]
    flags: tuple[Flag, ...]
    ticks: tuple[Label, ...]
    low: float
    scale: float
    per_draw: float
    base: float
    height: float

    def x(self, pence: float) -> float:
        return MARGIN + (pence - self.low) * self.scale

    @property
    def labels(self) -> Iterator[Label]:
        yield from (flag.label for flag in self.flags)
        yield from self.ticks


def bins_of(curve: Sequence[int]) -> tuple[Bin, ...]:
    """Bins of equal width between the 1st and the 99th percentile, read from all 99 of them.

    Between two percentiles draws are taken as evenly spread.
    """
    low, high = curve[0], curve[-1]
    if high <= low:
        return (Bin(low=low - 0.5, high=high + 0.5, draws=98.0),)
    edges = [low + (high - low) * index / BINS for index in range(BINS + 1)]
    # Draws that are all equal to the lowest lie in the first bin.
    below = [1.0, *(_draws_below(curve, edge) for edge in edges[1:])]
    rows = zip(pairwise(edges), pairwise(below), strict=True)
    return tuple(Bin(low=one, high=other, draws=most - least) for (one, other), (least, most) in rows)


def _draws_below(curve: Sequence[int], pence: float) -> float:
    """Of a hundred draws, how many are at most so much."""
    for percent, (one, other) in enumerate(pairwise(curve), start=1):
        if pence < other:
            return percent + (pence - one) / (other - one)
    return float(len(curve))


def lay_out_spread(curve: Sequence[int], marks: Sequence[Mark]) -> SpreadLayout:
    """Marks stand one under the other, the dearest lowest, so that no label lies on another."""
    found = bins_of(curve)
    sums = [found[0].low, found[-1].high, *(float(mark.pence) for mark in marks)]
    low, high = min(sums), max(sums)
    scale = (WIDTH - 2 * MARGIN) / (high - low) if high > low else 0.0
    base = len(marks) * FLAG + 12 + HIGH
    flags = []
    for row, mark in enumerate(sorted(marks, key=lambda mark: mark.pence)):
        x = MARGIN + (mark.pence - low) * scale
        # To the right, where no earlier line comes down, as long as there is room.
        label = Label(text=mark.said, x=x + 6, y=row * FLAG + 15, size=13, bold=not mark.broken)
        if label.box.right > WIDTH:
            label = replace(label, x=x - 6, anchor="end")
        flags.append(Flag(mark=mark, x=x, label=label))
    said = tuple(
        Label(text=money_tick(tick), x=MARGIN + (tick - low) * scale, y=base + 20, size=13, anchor="middle")
        for tick in ticks(low, high)
        if MARGIN + 14 < MARGIN + (tick - low) * scale < WIDTH - MARGIN - 14
    )
    return SpreadLayout(
        bins=found, flags=tuple(flags), ticks=said, low=low, scale=scale,
        per_draw=HIGH / max(row.draws for row in found), base=base, height=base + BELOW,
    )  # fmt: skip


def draw_spread(
    id_: str, curve: Sequence[int], marks: Sequence[Mark], inner: tuple[int, int], *, title: str, description: str
) -> Markup:
    """The histogram; draws inside `inner` are solid, those outside hatched, those below nil crossed."""
    layout = lay_out_spread(curve, marks)
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height,
        definitions=[
            pattern(f"{id_}-outer", "rising", colour=OWN, ground=PAPER),
            pattern(f"{id_}-loss", "cross", colour=SHARED, ground=PAPER),
        ],
        shapes=[
            [_bar(layout, row, inner, id_) for row in layout.bins],
            line(MARGIN - 10, layout.base, WIDTH - MARGIN + 10, layout.base, AXIS),
            [_flag(layout, flag) for flag in layout.flags],
            [_tick(layout, label) for label in layout.ticks],
            _legend(id_, layout),
        ],
    )


def _bar(layout: SpreadLayout, row: Bin, inner: tuple[int, int], id_: str) -> Markup:
    middle = (row.low + row.high) / 2
    loss, within = middle < 0, inner[0] <= middle <= inner[1]
    fill = f"url(#{id_}-loss)" if loss else OWN if within else f"url(#{id_}-outer)"
    high = row.draws * layout.per_draw
    left, right = layout.x(row.low), layout.x(row.high)
    width = max(right - left - 1, 1.0)
    return rectangle(left, layout.base - high, width, high, fill, stroke=SHARED if loss else OWN, stroke_width=0.6)


def _flag(layout: SpreadLayout, flag: Flag) -> Markup:
    dashes = "5 3" if flag.mark.broken else None
    pole = line(flag.x, flag.label.y - 11, flag.x, layout.base, TEXT, stroke_width=1.5, stroke_dasharray=dashes)
    return fragment(pole, text(flag.label))


def _tick(layout: SpreadLayout, label: Label) -> Markup:
    return fragment(line(label.x, layout.base, label.x, layout.base + 5, AXIS), text(label))


def _legend(id_: str, layout: SpreadLayout) -> Markup:
    y = layout.base + 50
    entries = [(OWN, OWN, "eight draws in ten"), (f"url(#{id_}-outer)", OWN, "one in ten on either side")]
    if any(row.high + row.low < 0 for row in layout.bins):
        entries.append((f"url(#{id_}-loss)", SHARED, "costs more than it brings"))
    marks = []
    for at, (fill, stroke, said) in enumerate(entries):
        x = MARGIN + at * 210
        marks.append(rectangle(x, y - 12, 20, 14, fill, stroke=stroke))
        marks.append(text(Label(text=said, x=x + 28, y=y, size=13, fill=QUIET_TEXT)))
    return fragment(line(MARGIN, layout.base + 30, WIDTH - MARGIN, layout.base + 30, LINE), marks)
