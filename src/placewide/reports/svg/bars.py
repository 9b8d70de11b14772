"""How much of the money there is a plan uses: one bar for each year and kind, used and not used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.reports.markup import Markup, fragment
from placewide.reports.sentences import money, percentage
from placewide.reports.svg.palette import LINE, OWN, PAPER, QUIET_TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, drawing, line, rectangle, text
from placewide.reports.svg.text import Label

NAMES_WIDTH, SAID_WIDTH = 170.0, 270.0
TOP, ROW, BAR, YEAR_GAP = 6.0, 34.0, 22.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """Money of one kind in one year: pence used and not used."""

    year: str
    kind: str
    used_pence: int
    unused_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedUse:
    row: UseRow
    y: float
    used_width: float
    unused_width: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLayout:
    uses: tuple[PlacedUse, ...]
    scale: float
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        for use in self.uses:
            yield from use.labels


def lay_out_use(rows: Sequence[UseRow]) -> UseLayout:
    """Rows of one year must stand together; the year is said once."""
    largest = max((row.used_pence + row.unused_pence for row in rows), default=0)
    scale = (WIDTH - NAMES_WIDTH - SAID_WIDTH) / largest if largest else 0.0
    y, year, placed = TOP, "", []
    for row in rows:
        new_year = row.year != year
        y += YEAR_GAP if new_year and year else 0
        placed.append(_place(row, y, scale, new_year))
        y, year = y + ROW, row.year
    return UseLayout(uses=tuple(placed), scale=scale, height=y + 36)


def draw_use(id_: str, rows: Sequence[UseRow], *, description: str) -> Markup:
    layout = lay_out_use(rows)
    return drawing(
        id_,
        title="Money used and not used, by year and kind",
        description=description,
        height=layout.height,
        definitions=[pattern(f"{id_}-unused", "falling", colour="#8fb3d9", ground=PAPER)],
        shapes=[
            line(NAMES_WIDTH, TOP, NAMES_WIDTH, layout.height - 36, LINE),
            [_use(use, id_) for use in layout.uses],
            _legend(id_, layout.height - 10),
        ],
    )


def _place(row: UseRow, y: float, scale: float, new_year: bool) -> PlacedUse:
    used, unused = row.used_pence * scale, row.unused_pence * scale
    whole = row.used_pence + row.unused_pence
    share = f", {percentage(row.used_pence, whole)}" if whole else ""
    said = f"{money(row.used_pence)} of {money(whole)}{share}" if row.used_pence else f"none of {money(whole)}"
    labels = [
        Label(text=row.kind, x=NAMES_WIDTH - 12, y=y + 16, anchor="end"),
        Label(text=said, x=NAMES_WIDTH + used + unused + 10, y=y + 16, size=13, fill=QUIET_TEXT),
    ]
    if new_year:
        labels.append(Label(text=row.year, x=0, y=y + 16, bold=True))
    return PlacedUse(row=row, y=y, used_width=used, unused_width=unused, labels=tuple(labels))


def _use(use: PlacedUse, id_: str) -> Markup:
    used = rectangle(NAMES_WIDTH, use.y, use.used_width, BAR, OWN) if use.used_width else None
    unused = (
        rectangle(NAMES_WIDTH + use.used_width, use.y, use.unused_width, BAR, f"url(#{id_}-unused)", stroke=OWN)
        if use.unused_width
        else None
    )
    return fragment(unused, used, [text(label) for label in use.labels])


def _legend(id_: str, y: float) -> Markup:
    return fragment(
        rectangle(0, y - 12, 20, 14, OWN),
        text(Label(text="used", x=28, y=y, size=13)),
        rectangle(90, y - 12, 20, 14, f"url(#{id_}-unused)", stroke=OWN),
        text(Label(text="not used", x=118, y=y, size=13)),
    )
