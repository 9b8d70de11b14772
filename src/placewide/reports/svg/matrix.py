"""Who has what: a row for each thing, a column for each view, a filled square where the view has the thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.reports.markup import Markup, fragment, number
from placewide.reports.svg.palette import LINE, OWN, PANEL, PAPER, QUIET_TEXT
from placewide.reports.svg.primitives import WIDTH, Spot, area, drawing, line, rectangle, text
from placewide.reports.svg.text import Label, cut, text_width

NAMES_WIDTH, MOST_COLUMN, SQUARE, ROW = 330.0, 48.0, 16.0, 28.0
MOST_HEADING = 210.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A thing; `has` says of each column whether it has it, None where that is not known."""

    name: str
    has: tuple[bool | None, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLayout:
    rows: tuple[tuple[MatrixRow, float], ...]
    names: tuple[Label, ...]
    headings: tuple[Label, ...]
    centres: tuple[float, ...]
    top: float
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        """Those that lie level; the headings stand upright."""
        yield from self.names


def lay_out_matrix(rows: Sequence[MatrixRow], columns: Sequence[str]) -> MatrixLayout:
    """Columns as wide as there is room for; their headings read upwards."""
    step = min(MOST_COLUMN, (WIDTH - NAMES_WIDTH) / max(len(columns), 1))
    said = [cut(column, 13, MOST_HEADING) for column in columns]
    top = max((text_width(name, 13) for name in said), default=0.0) + 14
    centres = tuple(NAMES_WIDTH + step * (at + 0.5) for at in range(len(columns)))
    placed = tuple((row, top + at * ROW) for at, row in enumerate(rows))
    names = tuple(Label(text=cut(row.name, 13, NAMES_WIDTH - 14), x=0, y=y + 19, size=13) for row, y in placed)
    headings = tuple(
        Label(text=name, x=x + 4, y=top - 8, size=13, bold=at == 0)
        for at, (name, x) in enumerate(zip(said, centres, strict=True))
    )
    return MatrixLayout(
        rows=placed, names=names, headings=headings, centres=centres, top=top, height=top + len(rows) * ROW + 36
    )


def draw_matrix(id_: str, rows: Sequence[MatrixRow], columns: Sequence[str], *, title: str, description: str) -> Markup:
    """The first column is the one that the others are compared with."""
    layout = lay_out_matrix(rows, columns)
    bottom = layout.height - 36
    first = layout.centres[0] if layout.centres else NAMES_WIDTH
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height,
        shapes=[
            rectangle(first - 13, layout.top, 26, bottom - layout.top, PANEL),
            [line(0, y, WIDTH, y, LINE) for _, y in layout.rows],
            [_upright(label) for label in layout.headings],
            [text(label) for label in layout.names],
            [_squares(row, y, layout) for row, y in layout.rows],
            _legend(layout.height - 10),
        ],
        spots=[
            Spot(href=row.href, name=f"{row.name}: see its row", shape=area(0, y, WIDTH, ROW))
            for row, y in layout.rows
            if row.href
        ],
    )


def _upright(label: Label) -> Markup:
    return text(label, transform=f"rotate(-90 {number(label.x)} {number(label.y)})")


def _squares(row: MatrixRow, y: float, layout: MatrixLayout) -> Markup:
    top = y + (ROW - SQUARE) / 2
    marks = []
    for centre, has in zip(layout.centres, row.has, strict=True):
        if has is None:
            marks.append(line(centre - 5, y + ROW / 2, centre + 5, y + ROW / 2, QUIET_TEXT))
        else:
            fill = OWN if has else PAPER
            marks.append(rectangle(centre - SQUARE / 2, top, SQUARE, SQUARE, fill, stroke=OWN if has else QUIET_TEXT))
    return fragment(marks)


def _legend(y: float) -> Markup:
    return fragment(
        rectangle(0, y - 13, SQUARE, SQUARE, OWN),
        text(Label(text="in the plan", x=24, y=y, size=13)),
        rectangle(120, y - 13, SQUARE, SQUARE, PAPER, stroke=QUIET_TEXT),
        text(Label(text="not in it", x=144, y=y, size=13)),
    )
