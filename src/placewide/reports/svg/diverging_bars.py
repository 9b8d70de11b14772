"""Who pays and who gains: one row for each organisation, its own money to the left, what it gains to the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from placewide.reports.markup import Markup, fragment
from placewide.reports.sentences import money, signed_money
from placewide.reports.svg.palette import AXIS, GAIN, GRANT, LINE, PAPER, SHARED, TEXT, pattern
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, stacked, text_width, wrapped

NAMES_WIDTH, NET_WIDTH, LABEL_ROOM = 240.0, 150.0, 74.0
TOP, ROW, BAR, GRANT_BAR = 40.0, 58.0, 20.0, 12.0
Fill = Literal["own", "grant", "cash_releasing", "non_cash_releasing", "societal", "loss"]
GAIN_NAMES: dict[Fill, str] = {
    "cash_releasing": "gains: cash-releasing",
    "non_cash_releasing": "gains: not cash-releasing",
    "societal": "gains: to society",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """An organisation: its own money, the grants that pass through it and its gains by class, in pence."""

    id: str
    name: str
    own_pence: int
    grants_pence: int
    gains: tuple[tuple[Fill, int], ...]
    net_pence: int
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPartner:
    row: PartnerRow
    top: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivergingLayout:
    partners: tuple[PlacedPartner, ...]
    headings: tuple[Label, ...]
    centre: float
    scale: float
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        yield from self.headings
        for partner in self.partners:
            yield from partner.labels


def lay_out_diverging_bars(rows: Sequence[PartnerRow]) -> DivergingLayout:
    """One scale on both sides, so that lengths compare; the middle lies where both sides use all their room."""
    left = max((_left_pence(row) for row in rows), default=0)
    right = max((_right_pence(row) for row in rows), default=0)
    room = WIDTH - NAMES_WIDTH - NET_WIDTH - 2 * LABEL_ROOM
    scale = room / (left + right) if left + right else 0.0
    centre = NAMES_WIDTH + LABEL_ROOM + left * scale
    placed = tuple(_place(row, TOP + index * ROW, centre, scale) for index, row in enumerate(rows))
    return DivergingLayout(
        partners=placed, headings=_headings(centre), centre=centre, scale=scale, height=TOP + len(rows) * ROW + 64
    )


def draw_diverging_bars(id_: str, rows: Sequence[PartnerRow], *, description: str) -> Markup:
    layout = lay_out_diverging_bars(rows)
    return drawing(
        id_,
        title="Own money paid and benefit gained, by organisation",
        description=description,
        height=layout.height,
        definitions=[
            pattern(f"{id_}-non_cash_releasing", "rising", colour=GAIN, ground=PAPER),
            pattern(f"{id_}-societal", "dots", colour=GAIN, ground=PAPER),
            pattern(f"{id_}-loss", "cross", colour=SHARED, ground=PAPER),
        ],
        shapes=[
            [text(heading) for heading in layout.headings],
            [_partner(partner, id_) for partner in layout.partners],
            line(layout.centre, TOP - 6, layout.centre, TOP + len(rows) * ROW, AXIS, stroke_width=1.5),
            _legend(id_, TOP + len(rows) * ROW + 24),
        ],
        spots=[
            Spot(href=row.row.href, name=f"{row.row.name}: see its row", shape=area(0, row.top, WIDTH, ROW))
            for row in layout.partners
            if row.row.href
        ],
    )


def _left_pence(row: PartnerRow) -> int:
    return max(row.own_pence + _losses(row), row.grants_pence)


def _right_pence(row: PartnerRow) -> int:
    return sum(pence for _, pence in row.gains if pence > 0)


def _losses(row: PartnerRow) -> int:
    """Dis-benefits stand on the side of what it costs to take part."""
    return -sum(pence for _, pence in row.gains if pence < 0)


def _place(row: PartnerRow, top: float, centre: float, scale: float) -> PlacedPartner:
    y = top + (9 if row.grants_pence else (ROW - BAR) / 2)
    bars = [*_left_bars(row, y, centre, scale), *_right_bars(row, y, centre, scale)]
    if row.grants_pence:
        width = row.grants_pence * scale
        bars.append(Bar(x=centre - width, y=y + BAR + 4, width=width, height=GRANT_BAR, fill="grant"))
    names = wrapped(row.name, 14, NAMES_WIDTH - 16, lines=2)
    labels = stacked(names, 0, top + ROW / 2 + (5 if len(names) == 1 else -4))
    labels += _amounts(row, y, centre, scale)
    labels.append(_net(row, y + 15))
    return PlacedPartner(row=row, top=top, bars=tuple(bars), labels=tuple(labels))


def _left_bars(row: PartnerRow, y: float, centre: float, scale: float) -> Iterator[Bar]:
    x = centre
    parts: tuple[tuple[Fill, int], ...] = (("own", row.own_pence), ("loss", _losses(row)))
    for fill, pence in parts:
        if pence > 0:
            x -= pence * scale
            yield Bar(x=x, y=y, width=pence * scale, height=BAR, fill=fill)


def _right_bars(row: PartnerRow, y: float, centre: float, scale: float) -> Iterator[Bar]:
    x = centre
    for fill, pence in row.gains:
        if pence > 0:
            yield Bar(x=x, y=y, width=pence * scale, height=BAR, fill=fill)
            x += pence * scale


def _amounts(row: PartnerRow, y: float, centre: float, scale: float) -> Iterator[Label]:
    if left := row.own_pence + _losses(row):
        yield Label(text=money(left), x=centre - left * scale - 6, y=y + 15, size=13, anchor="end")
    if right := _right_pence(row):
        yield Label(text=money(right), x=centre + right * scale + 6, y=y + 15, size=13)
    if row.grants_pence:
        x = centre - row.grants_pence * scale - 6
        yield Label(text=money(row.grants_pence), x=x, y=y + BAR + 14, size=12, anchor="end", fill=GRANT)


def _net(row: PartnerRow, y: float) -> Label:
    said = f"loses {money(-row.net_pence)}" if row.net_pence < 0 else signed_money(row.net_pence)
    fill = SHARED if row.net_pence < 0 else TEXT
    return Label(text=said, x=WIDTH, y=y, size=14, bold=True, anchor="end", fill=fill)


def _headings(centre: float) -> tuple[Label, ...]:
    gains = Label(text="gains →", x=centre + 10, y=22, size=14, bold=True)
    own = Label(text="← own money", x=centre - 10, y=22, size=14, bold=True, anchor="end")
    return own, gains, Label(text="net", x=WIDTH, y=22, size=14, bold=True, anchor="end")


def _partner(partner: PlacedPartner, id_: str) -> Markup:
    rule = line(0, partner.top, WIDTH, partner.top, LINE)
    bars = [_bar(bar, id_) for bar in partner.bars]
    return fragment(rule, bars, [text(label) for label in partner.labels])


def _bar(bar: Bar, id_: str) -> Markup:
    fills = {"own": SHARED, "grant": PAPER, "cash_releasing": GAIN}
    colour = GRANT if bar.fill == "grant" else SHARED if bar.fill in ("own", "loss") else GAIN
    return rectangle(
        bar.x,
        bar.y,
        bar.width,
        bar.height,
        fills.get(bar.fill, f"url(#{id_}-{bar.fill})"),
        stroke=colour,
        stroke_width=1.2,
        stroke_dasharray="4 3" if bar.fill == "grant" else None,
    )


def _legend(id_: str, y: float) -> Markup:
    entries: list[tuple[Fill, str]] = [
        ("own", "its own money"),
        ("grant", "grants that pass through it"),
        *GAIN_NAMES.items(),
    ]
    marks, x = [], 0.0
    for fill, said in entries:
        label = Label(text=said, x=x + 28, y=y, size=13)
        bar = Bar(x=x, y=y - 12, width=20, height=14, fill=fill)
        marks.append(fragment(_bar(replace(bar), id_), text(label)))
        x += 28 + text_width(said, 13) + 20
    return fragment(marks)
