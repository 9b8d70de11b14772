"""Where money flows: nodes in columns, ribbons between them, laid out so that nothing lies on anything else.

A node is a card as tall as its money, or as its words need, whichever is more; ribbons meet it in the middle, each as
wide as its money. So widths add up on both sides of every node, and no word lies on a ribbon.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from placewide.reports.sentences import money
from placewide.reports.svg.palette import QUIET_TEXT
from placewide.reports.svg.primitives import WIDTH
from placewide.reports.svg.text import Label, stacked, wrapped

CARD = 178.0
NAME_SIZE = AMOUNT_SIZE = 13.0
LEADING = 1.25
TOP = 34.0
GAP = 10.0
MONEY_HEIGHT = 460.0
"""Height of all the money in the drawing's tallest column."""
SWEEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An end of flows. `key` is unique in the drawing, `column` counted from the left."""

    key: str
    column: int
    name: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Money from one node to one of the next column; shared money is a flow of its own."""

    source: str
    target: str
    pence: int
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNode:
    node: Node
    pence: int
    x: float
    y: float
    height: float
    labels: tuple[Label, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """A flow with the top of its two ends; it is `width` wide at both."""

    flow: Flow
    left: float
    right: float
    left_top: float
    right_top: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SankeyLayout:
    nodes: tuple[PlacedNode, ...]
    ribbons: tuple[Ribbon, ...]
    headings: tuple[Label, ...]
    scale: float
    """Height of one penny."""
    height: float

    @property
    def labels(self) -> Iterator[Label]:
        yield from self.headings
        for node in self.nodes:
            yield from node.labels


def lay_out_sankey(headings: Sequence[str], nodes: Sequence[Node], flows: Sequence[Flow]) -> SankeyLayout:
    """Places for all nodes and flows; the same for any order in which they are given.

    Raises ValueError for a flow that does not lead to the next column.
    """
    flows = sorted(flows, key=lambda flow: (flow.source, flow.target, flow.shared))
    by_key = {node.key: node for node in nodes}
    if any(by_key[flow.target].column != by_key[flow.source].column + 1 for flow in flows):
        raise ValueError("A flow leads from one column to the next.")
    values = {key: _value(key, flows) for key in by_key}
    columns = [[key for key, node in by_key.items() if node.column == index] for index in range(len(headings))]
    largest = max((sum(values[key] for key in column) for column in columns), default=0)
    scale = MONEY_HEIGHT / largest if largest else 0.0
    cards = {key: _card(node, values[key], scale) for key, node in by_key.items()}
    order = _ordered([sorted(column, key=lambda key: (-values[key], key)) for column in columns], flows)
    placed, height = _placed(order, cards)
    ribbons = _ribbons({node.node.key: node for node in placed}, flows, scale)
    return SankeyLayout(nodes=placed, ribbons=ribbons, headings=_headings(headings), scale=scale, height=height)


def column_left(index: int, columns: int) -> float:
    """Half a unit in from both edges, so that no outline is cut."""
    return 0.5 + index * (WIDTH - 1 - CARD) / max(columns - 1, 1)


def _value(key: str, flows: Sequence[Flow]) -> int:
    into = sum(flow.pence for flow in flows if flow.target == key)
    out = sum(flow.pence for flow in flows if flow.source == key)
    return max(into, out)


def _card(node: Node, pence: int, scale: float) -> PlacedNode:
    """The card at the origin: words centred on it from top to bottom."""
    rows = wrapped(node.name, NAME_SIZE, CARD - 22, lines=3, bold=True)
    words = (len(rows) + 1) * NAME_SIZE * LEADING
    height = max(words + 10, pence * scale)
    first = (height - words) / 2 + NAME_SIZE
    labels = stacked(rows, 11, first, size=NAME_SIZE, bold=True)
    labels.append(
        Label(text=money(pence), x=11, y=first + len(rows) * NAME_SIZE * LEADING, size=AMOUNT_SIZE, fill=QUIET_TEXT)
    )
    return PlacedNode(node=node, pence=pence, x=0, y=0, height=height, labels=tuple(labels))


def _ordered(columns: list[list[str]], flows: Sequence[Flow]) -> list[list[str]]:
    """Barycentre sweeps, to and fro: each node goes to the mean place of its neighbours, weighted by money."""
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for index in range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1):
            fixed = columns[index - 1 if forward else index + 1]
            places = {key: place / max(len(fixed) - 1, 1) for place, key in enumerate(fixed)}
            columns[index] = _by_barycentre(columns[index], places, flows, forward)
    return columns


def _by_barycentre(
    column: Sequence[str], places: Mapping[str, float], flows: Sequence[Flow], forward: bool
) -> list[str]:
    def centre(key: str) -> float:
        ends = [(f.source, f.pence) if forward else (f.target, f.pence) for f in flows if key in (f.source, f.target)]
        near = [(places[end], pence) for end, pence in ends if end in places]
        weight = sum(pence for _, pence in near)
        return sum(place * pence for place, pence in near) / weight if weight else 0.5

    return sorted(column, key=lambda key: (round(centre(key), 9), key))


def _placed(order: Sequence[Sequence[str]], cards: Mapping[str, PlacedNode]) -> tuple[tuple[PlacedNode, ...], float]:
    """Cards one under the other; shorter columns are spread, up to three times the gap, and centred."""
    heights = [sum(cards[key].height for key in column) for column in order]
    tallest = max((height + GAP * (len(column) - 1) for height, column in zip(heights, order, strict=True)), default=0)
    placed = []
    for index, column in enumerate(order):
        spare = (tallest - heights[index]) / max(len(column) - 1, 1)
        gap = min(max(spare, GAP), 4 * GAP)
        y = TOP + (tallest - heights[index] - gap * (len(column) - 1)) / 2
        for key in column:
            placed.append(_moved(cards[key], column_left(index, len(order)), y))
            y += cards[key].height + gap
    return tuple(placed), TOP + tallest + 4


def _moved(card: PlacedNode, x: float, y: float) -> PlacedNode:
    labels = tuple(replace(label, x=label.x + x, y=label.y + y) for label in card.labels)
    return replace(card, x=x, y=y, labels=labels)


def _ribbons(nodes: Mapping[str, PlacedNode], flows: Sequence[Flow], scale: float) -> tuple[Ribbon, ...]:
    starts = _tops(nodes, flows, scale, leaving=True)
    ends = _tops(nodes, flows, scale, leaving=False)
    return tuple(
        Ribbon(
            flow=flow,
            left=nodes[flow.source].x + CARD,
            right=nodes[flow.target].x,
            left_top=starts[flow],
            right_top=ends[flow],
            width=flow.pence * scale,
        )
        for flow in flows
    )


def _tops(nodes: Mapping[str, PlacedNode], flows: Sequence[Flow], scale: float, *, leaving: bool) -> dict[Flow, float]:
    """Where each flow meets its node, stacked in the order of their other ends, around the node's middle."""
    tops = {}
    for key, node in nodes.items():
        here = [flow for flow in flows if (flow.source if leaving else flow.target) == key]
        here.sort(key=lambda f: (nodes[f.target if leaving else f.source].middle, f.shared, f.source, f.target))
        y = node.middle - sum(flow.pence for flow in here) * scale / 2
        for flow in here:
            tops[flow] = y
            y += flow.pence * scale
    return tops


def _headings(headings: Sequence[str]) -> tuple[Label, ...]:
    return tuple(
        Label(text=heading, x=column_left(index, len(headings)), y=16, size=14, bold=True)
        for index, heading in enumerate(headings)
    )
