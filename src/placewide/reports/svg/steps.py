"""From alone to together, step by step: each bar starts where the one before ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.reports.markup import Markup, fragment
from placewide.reports.svg.palette import AXIS, LINE, OWN, PAPER, QUIET_TEXT, SHARED, pattern
from placewide.reports.svg.primitives import WIDTH, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, cut

NAMES_WIDTH, SAID_WIDTH = 400.0, 90.0
TOP, LEADING, BAR, GAP = 8.0, 17.0, 20.0, 14.0
SIZE = 13.0
NOTHING = 1e-9
"""A span of values too small to be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One bar: `names` in a line each, `under` in small type; from where to where; `whole` starts at nought."""

    names: tuple[str, ...]
    under: str
    start: float
    end: float
    said: str
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStep:
    row: StepRow
    y: float
    left: float
    right: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsLayout:
    steps: tuple[PlacedStep, ...]
    nought: float
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        for step in self.steps:
            yield from step.labels


def lay_out_steps(rows: Sequence[StepRow]) -> StepsLayout:
    """Bars on one scale that holds nought and every value, one under the other."""
    values = [0.0, *(row.start for row in rows), *(row.end for row in rows)]
    low, high = min(values), max(values)
    scale = (WIDTH - NAMES_WIDTH - SAID_WIDTH) / (high - low) if high - low > NOTHING else 0.0
    y, placed = TOP, []
    for row in rows:
        placed.append(_place(row, y, NAMES_WIDTH - low * scale, scale))
        y += max(len(row.names) + bool(row.under), 1) * LEADING + GAP
    return StepsLayout(steps=tuple(placed), nought=NAMES_WIDTH - low * scale, height=y)


def draw_steps(id_: str, rows: Sequence[StepRow], *, title: str, description: str) -> Markup:
    layout = lay_out_steps(rows)
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height,
        definitions=[pattern(f"{id_}-step", "rising", colour=SHARED, ground=PAPER)],
        shapes=[
            line(layout.nought, 0, layout.nought, layout.height - GAP / 2, AXIS),
            [_joins(one, other) for one, other in zip(layout.steps, layout.steps[1:], strict=False)],
            [_bar(step, id_) for step in layout.steps],
        ],
    )


def _place(row: StepRow, y: float, nought: float, scale: float) -> PlacedStep:
    left, right = sorted((nought + row.start * scale, nought + row.end * scale))
    width = NAMES_WIDTH - 16
    labels = [
        Label(text=cut(name, SIZE, width, bold=row.whole), x=0, y=y + 14 + at * LEADING, size=SIZE, bold=row.whole)
        for at, name in enumerate(row.names)
    ]
    if row.under:
        under = cut(row.under, 12, width)
        labels.append(Label(text=under, x=0, y=y + 14 + len(row.names) * LEADING, size=12, fill=QUIET_TEXT))
    labels.append(Label(text=row.said, x=right + 8, y=y + 15, size=SIZE, bold=row.whole))
    return PlacedStep(row=row, y=y, left=left, right=right, labels=tuple(labels))


def _joins(one: PlacedStep, other: PlacedStep) -> Markup:
    """A thin line from the end of a bar down to the next one."""
    x = one.right if one.row.end >= one.row.start else one.left
    return line(x, one.y + BAR, x, other.y, LINE)


def _bar(step: PlacedStep, id_: str) -> Markup:
    fill = OWN if step.row.whole else f"url(#{id_}-step)"
    stroke = OWN if step.row.whole else SHARED
    bar = rectangle(step.left, step.y, max(step.right - step.left, 1.0), BAR, fill, stroke=stroke)
    return fragment(bar, [text(label) for label in step.labels])
