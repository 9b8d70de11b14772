"""One bar for each thing from nought upwards, with lines across that the bars are read against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.reports.markup import Markup, fragment
from placewide.reports.svg.palette import AXIS, LINE, OWN, PAPER, QUIET_TEXT, TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, stacked, wrapped

NAMES_WIDTH, SAID_WIDTH = 400.0, 190.0
TOP, ROW, BAR = 28.0, 34.0, 18.0
TWO_LINES = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """`strong` bars are solid, others hatched. `value` None: there is none, and `said` says why."""

    name: str
    value: float | None
    said: str
    strong: bool = True
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """A value that all bars are read against."""

    value: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLevel:
    level: Level
    y: float
    high: float
    width: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsLayout:
    levels: tuple[PlacedLevel, ...]
    across: tuple[Label, ...]
    bottom: float
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        yield from self.across
        for placed in self.levels:
            yield from placed.labels


def lay_out_levels(levels: Sequence[Level], across: Sequence[Across], *, legend: bool = False) -> LevelsLayout:
    """Bars on one scale from nought; values below nought have no bar."""
    most = max([*(level.value or 0.0 for level in levels), *(row.value for row in across)], default=0.0)
    scale = (WIDTH - NAMES_WIDTH - SAID_WIDTH) / most if most > 0 else 0.0
    y, placed = TOP, []
    for level in levels:
        names = wrapped(level.name, 13, NAMES_WIDTH - 16, lines=2)
        high = ROW + TWO_LINES * (len(names) - 1)
        placed.append(_place(level, names, y, high, scale))
        y += high
    said = tuple(
        Label(text=row.said, x=NAMES_WIDTH + row.value * scale, y=16, size=13, bold=True, anchor="middle")
        for row in across
    )
    return LevelsLayout(levels=tuple(placed), across=said, bottom=y, height=y + (34 if legend else 8))


def draw_levels(
    id_: str,
    levels: Sequence[Level],
    across: Sequence[Across],
    *,
    title: str,
    description: str,
    strong: str | None = None,
    weak: str | None = None,
) -> Markup:
    """`strong` and `weak` are what solid and hatched bars mean, where both are there."""
    layout = lay_out_levels(levels, across, legend=bool(strong and weak))
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height,
        definitions=[pattern(f"{id_}-weak", "rising", colour=OWN, ground=PAPER)],
        shapes=[
            [_level(placed, id_) for placed in layout.levels],
            line(NAMES_WIDTH, TOP, NAMES_WIDTH, layout.bottom, AXIS),
            [_across(label, layout.bottom) for label in layout.across],
            [_said(label) for placed in layout.levels for label in placed.labels],
            _legend(id_, layout.height - 8, strong, weak) if strong and weak else None,
        ],
        spots=[
            Spot(
                href=placed.level.href,
                name=f"{placed.level.name}: see its row",
                shape=area(0, placed.y, WIDTH, placed.high),
            )
            for placed in layout.levels
            if placed.level.href
        ],
    )


def _place(level: Level, names: list[str], y: float, high: float, scale: float) -> PlacedLevel:
    width = max(level.value or 0.0, 0.0) * scale
    labels = stacked(names, 0, y + 21, size=13)
    fill = TEXT if level.value is not None else QUIET_TEXT
    said = Label(text=level.said, x=NAMES_WIDTH + width + 8, y=y + high / 2 + 4, size=13, fill=fill)
    return PlacedLevel(level=level, y=y, high=high, width=width, labels=(*labels, said))


def _level(placed: PlacedLevel, id_: str) -> Markup:
    fill = OWN if placed.level.strong else f"url(#{id_}-weak)"
    top = placed.y + (placed.high - BAR) / 2
    bar = rectangle(NAMES_WIDTH, top, placed.width, BAR, fill, stroke=OWN) if placed.width else None
    return fragment(line(0, placed.y, WIDTH, placed.y, LINE), bar)


def _said(label: Label) -> Markup:
    """With a white edge, because a line across may pass behind it."""
    return text(label, stroke=PAPER, stroke_width=4, paint_order="stroke")


def _across(label: Label, bottom: float) -> Markup:
    return fragment(text(label), line(label.x, 22, label.x, bottom, TEXT, stroke_width=1.2, stroke_dasharray="5 3"))


def _legend(id_: str, y: float, strong: str, weak: str) -> Markup:
    return fragment(
        rectangle(0, y - 12, 20, 14, OWN),
        text(Label(text=strong, x=28, y=y, size=13)),
        rectangle(200, y - 12, 20, 14, f"url(#{id_}-weak)", stroke=OWN),
        text(Label(text=weak, x=228, y=y, size=13)),
    )
