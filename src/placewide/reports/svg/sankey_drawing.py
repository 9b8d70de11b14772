"""The drawing of a laid-out Sankey diagram: cards, ribbons, and shared money told apart by stripes and outline."""

from collections.abc import Sequence

from placewide.reports.markup import Markup, element, fragment, number
from placewide.reports.sentences import money
from placewide.reports.svg.palette import OWN, PANEL, PAPER, QUIET_TEXT, SHARED, pattern
from placewide.reports.svg.primitives import Spot, area, drawing, rectangle, text
from placewide.reports.svg.sankey import CARD, Flow, Node, PlacedNode, Ribbon, SankeyLayout, lay_out_sankey
from placewide.reports.svg.text import Label

OWN_GROUND, SHARED_GROUND = "#c7dcef", "#fbe9dc"
EDGE = 5.0
LEGEND = 34.0


def draw_sankey(
    id_: str,
    headings: Sequence[str],
    nodes: Sequence[Node],
    flows: Sequence[Flow],
    *,
    title: str,
    description: str,
) -> Markup:
    layout = lay_out_sankey(headings, nodes, flows)
    names = {node.key: node.name for node in nodes}
    return drawing(
        id_,
        title=title,
        description=description,
        height=layout.height + LEGEND,
        definitions=[pattern(f"{id_}-shared", "rising", colour=SHARED, ground=SHARED_GROUND)],
        shapes=[
            # Own money first, so that the rarer shared money is never hidden under it.
            *(_ribbon(ribbon, id_) for ribbon in layout.ribbons if not ribbon.flow.shared),
            *(_ribbon(ribbon, id_) for ribbon in layout.ribbons if ribbon.flow.shared),
            *(_card(node, layout.scale, len(headings) - 1) for node in layout.nodes),
            *(text(heading) for heading in layout.headings),
            legend(id_, layout.height + 24),
        ],
        spots=[*_ribbon_spots(layout, names), *_node_spots(layout)],
    )


def legend(id_: str, y: float) -> Markup:
    own = rectangle(0, y - 13, 30, 16, OWN_GROUND, stroke=OWN)
    shared = rectangle(330, y - 13, 30, 16, f"url(#{id_}-shared)", stroke=SHARED, stroke_width=1.5)
    return fragment(
        own,
        text(Label(text="money that pays its holder’s own costs", x=38, y=y, size=13)),
        shared,
        text(Label(text="shared money: it pays another organisation’s costs", x=368, y=y, size=13)),
    )


def outline(ribbon: Ribbon) -> str:
    """The path of a ribbon: a curve there along its top, straight down, and a curve back along its foot."""
    bend = (ribbon.right - ribbon.left) / 2
    left, right = number(ribbon.left), number(ribbon.right)
    near, far = number(ribbon.left + bend), number(ribbon.right - bend)
    tops = number(ribbon.left_top), number(ribbon.right_top)
    feet = number(ribbon.left_top + ribbon.width), number(ribbon.right_top + ribbon.width)
    return (
        f"M{left},{tops[0]} C{near},{tops[0]} {far},{tops[1]} {right},{tops[1]} "
        f"V{feet[1]} C{far},{feet[1]} {near},{feet[0]} {left},{feet[0]} Z"
    )


def _ribbon(ribbon: Ribbon, id_: str) -> Markup:
    shared = ribbon.flow.shared
    return element(
        "path",
        d=outline(ribbon),
        fill=f"url(#{id_}-shared)" if shared else OWN_GROUND,
        stroke=SHARED if shared else OWN,
        stroke_width=1.4 if shared else 0.8,
        stroke_linejoin="round",
    )


def _card(node: PlacedNode, scale: float, last: int) -> Markup:
    """The card with its money as a strip on each side on which ribbons meet it."""
    money_height = max(node.pence * scale, 1.0)
    top = node.middle - money_height / 2
    sides = [node.x] * (node.node.column > 0) + [node.x + CARD - EDGE] * (node.node.column < last)
    return fragment(
        rectangle(node.x, node.y, CARD, node.height, PANEL if money_height < node.height else PAPER, stroke=QUIET_TEXT),
        [rectangle(x, top, EDGE, money_height, OWN) for x in sides],
        [text(label) for label in node.labels],
    )


def _node_spots(layout: SankeyLayout) -> list[Spot]:
    return [
        Spot(
            href=node.node.href,
            name=f"{node.node.name}, {money(node.pence)}: see its row",
            shape=area(node.x, node.y, CARD, node.height),
        )
        for node in layout.nodes
        if node.node.href
    ]


def _ribbon_spots(layout: SankeyLayout, names: dict[str, str]) -> list[Spot]:
    hrefs = {node.node.key: node.node.href for node in layout.nodes}
    spots = []
    for ribbon in layout.ribbons:
        flow, href = ribbon.flow, hrefs[ribbon.flow.target]
        said = f"{money(flow.pence)}{' shared' if flow.shared else ''}"
        name = f"{names[flow.source]} to {names[flow.target]}: {said}"
        if href:
            shape = element("path", d=outline(ribbon), fill="transparent", stroke="transparent", stroke_width=4)
            spots.append(Spot(href=href, name=name, shape=shape, in_order=False))
    return spots
