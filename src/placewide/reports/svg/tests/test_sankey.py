"""The Sankey layout: widths add up, nothing lies on anything else, and order of input does not matter."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placewide.reports.svg.primitives import WIDTH
from placewide.reports.svg.sankey import CARD, Flow, Node, SankeyLayout, lay_out_sankey
from placewide.reports.svg.sankey_drawing import draw_sankey

HEADINGS = ("Fund", "Holder", "Bearer", "Project")
Paid = list[tuple[int, int, int, int, int]]
NAMES = (
    "Westmere General Hospital NHS Trust",
    "Hospice",
    "A front door to mental-health help for young people",
    "x" * 90,
)


def chain(fund: int, holder: int, bearer: int, project: int, pence: int) -> list[Flow]:
    keys = [f"{column}:{key}" for column, key in enumerate((fund, holder, bearer, project))]
    shared = holder != bearer
    return [Flow(source=a, target=b, pence=pence, shared=shared) for a, b in pairwise(keys)]


payments = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 11), st.integers(0, 11), st.integers(0, 14), st.integers(1, 10**9)),
    min_size=1,
    max_size=60,
)


def laid_out(paid: Paid) -> SankeyLayout:
    nodes, flows = graph(paid)
    return lay_out_sankey(HEADINGS, nodes, flows)


def graph(paid: Paid) -> tuple[list[Node], list[Flow]]:
    sums: dict[tuple[str, str, bool], int] = {}
    for payment in paid:
        for flow in chain(*payment):
            key = (flow.source, flow.target, flow.shared)
            sums[key] = sums.get(key, 0) + flow.pence
    flows = [Flow(source=a, target=b, pence=pence, shared=shared) for (a, b, shared), pence in sums.items()]
    keys = sorted({flow.source for flow in flows} | {flow.target for flow in flows})
    return [Node(key=key, column=int(key[0]), name=NAMES[sum(map(ord, key)) % 4]) for key in keys], flows


@settings(max_examples=40, deadline=None)
@given(payments)
def test_no_card_and_no_label_lies_on_another_and_all_stay_inside(paid: Paid) -> None:
    layout = laid_out(paid)
    for one, other in combinations(layout.nodes, 2):
        if one.node.column == other.node.column:
            assert one.y + one.height <= other.y or other.y + other.height <= one.y
    labels = list(layout.labels)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(labels, 2))
    assert all(label.box.left >= 0 and label.box.right <= WIDTH for label in labels)
    assert all(label.box.top >= 0 and label.box.bottom <= layout.height for label in labels)


@settings(max_examples=40, deadline=None)
@given(payments)
def test_widths_of_ribbons_add_up_on_both_sides_of_every_card(paid: Paid) -> None:
    layout = laid_out(paid)
    for node in layout.nodes:
        width = node.pence * layout.scale
        into = sum(ribbon.width for ribbon in layout.ribbons if ribbon.flow.target == node.node.key)
        out = sum(ribbon.width for ribbon in layout.ribbons if ribbon.flow.source == node.node.key)
        assert all(side == 0 or side == pytest.approx(width) for side in (into, out))
        assert width <= node.height + 1e-6


@settings(max_examples=40, deadline=None)
@given(payments)
def test_ribbons_meet_their_cards_side_by_side_and_cross_only_the_gaps(
    paid: Paid,
) -> None:
    layout = laid_out(paid)
    for node in layout.nodes:
        arriving = [(r.right_top, r.width) for r in layout.ribbons if r.flow.target == node.node.key]
        leaving = [(r.left_top, r.width) for r in layout.ribbons if r.flow.source == node.node.key]
        for ends in (sorted(arriving), sorted(leaving)):
            assert all(top + width <= below + 1e-6 for (top, width), (below, _) in pairwise(ends))
            assert all(node.y - 1e-6 <= top <= node.y + node.height + 1e-6 for top, _ in ends)
    for ribbon in layout.ribbons:
        assert any(node.x + CARD == ribbon.left for node in layout.nodes)
        assert any(node.x == ribbon.right for node in layout.nodes)


@settings(max_examples=20, deadline=None)
@given(payments)
def test_the_drawing_does_not_depend_on_the_order_of_what_is_drawn(paid: Paid) -> None:
    nodes, flows = graph(paid)
    turned = lay_out_sankey(HEADINGS, nodes[::-1], flows[::-1])
    assert {node.node.key: node for node in turned.nodes} == {node.node.key: node for node in laid_out(paid).nodes}


def test_shared_money_is_told_apart_by_pattern_and_outline_and_named() -> None:
    nodes, flows = graph([(0, 0, 0, 0, 100), (0, 0, 1, 1, 50)])
    picture = draw_sankey("flow", HEADINGS, nodes, flows, title="T", description="D")
    assert picture.count('fill="url(#flow-shared)"') == 3 + 1  # three ribbons and the legend
    assert "shared money: it pays another organisation’s costs" in picture


def test_refuses_a_flow_that_skips_a_column() -> None:
    nodes = [Node(key="a", column=0, name="a"), Node(key="b", column=2, name="b")]
    with pytest.raises(ValueError, match="one column to the next"):
        lay_out_sankey(("A", "B", "C"), nodes, [Flow(source="a", target="b", pence=1, shared=False)])


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert lay_out_sankey(HEADINGS, [], []).nodes == ()
