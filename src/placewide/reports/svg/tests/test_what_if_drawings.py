"""Drawings of what if: told apart, in their place, and no label on another."""

from collections.abc import Iterable
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.reports.svg.axis import ticks
from placewide.reports.svg.curve import Point, draw_curve, lay_out_curve
from placewide.reports.svg.levels import Across, Level, draw_levels, lay_out_levels
from placewide.reports.svg.matrix import MatrixRow, draw_matrix, lay_out_matrix
from placewide.reports.svg.primitives import WIDTH
from placewide.reports.svg.spread import Mark, bins_of, draw_spread, lay_out_spread
from placewide.reports.svg.text import Label
from placewide.reports.svg.tornado import SwingRow, draw_tornado, lay_out_tornado

M = 100_000_000
"""A million pounds in pence."""
LONG = "A name that nobody would give to a line of a budget unless they had been asked to be exact about it"


def apart(labels: Iterable[Label]) -> bool:
    boxes = [label.box for label in labels]
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def inside(labels: Iterable[Label]) -> bool:
    return all(label.box.left >= -1 and label.box.right <= WIDTH + 1 for label in labels)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=99, max_size=99))
def test_a_histogram_holds_every_draw_between_the_outermost(sums: list[int]) -> None:
    found = bins_of(sorted(sums))
    assert sum(row.draws for row in found) == pytest.approx(98, abs=1e-6)
    assert all(row.draws >= -1e-9 for row in found)
    assert all(one.high == other.low for one, other in pairwise(found))


def test_marks_of_a_spread_stand_in_order_and_apart() -> None:
    curve = [percent * M // 10 for percent in range(1, 100)]
    marks = [Mark(said=f"P{p} £{p / 10}m: so many are below", pence=p * M // 10) for p in (90, 10, 50)]
    marks.append(Mark(said="as stated £5.1m", pence=51 * M // 10, broken=True))
    layout = lay_out_spread(curve, marks)
    assert [flag.mark.pence for flag in layout.flags] == sorted(mark.pence for mark in marks)
    assert [flag.x for flag in layout.flags] == [layout.x(flag.mark.pence) for flag in layout.flags]
    assert apart(layout.labels)
    assert inside(layout.labels)


def test_a_loss_is_told_apart_from_a_gain() -> None:
    gain = draw_spread("s", list(range(1, 100)), [], (10, 90), title="t", description="d")
    loss = draw_spread("s", list(range(-50, 49)), [], (-40, 40), title="t", description="d")
    assert "costs more than it brings" in loss
    assert "costs more than it brings" not in gain


def test_a_result_that_never_moves_is_drawn_as_one_bar() -> None:
    layout = lay_out_spread([500] * 99, [Mark(said="P50", pence=500)])
    assert len(layout.bins) == 1
    assert 'id="s"' in draw_spread("s", [500] * 99, [], (500, 500), title="t", description="d")


def test_bars_of_a_tornado_stand_on_either_side_of_the_result_as_stated() -> None:
    rows = [
        SwingRow(
            name="Time saved", under="benefit of <One record>", at_low_pence=8 * M, at_high_pence=14 * M, href="#a"
        ),
        SwingRow(name=LONG, under=LONG, at_low_pence=13 * M, at_high_pence=11 * M),
    ]
    layout = lay_out_tornado(rows, 12 * M)
    benefit, cost = layout.swings
    assert benefit.low_x < layout.stated.x < benefit.high_x
    assert cost.high_x < layout.stated.x < cost.low_x
    assert apart(layout.labels)
    assert inside(layout.labels)
    drawn = draw_tornado("t", rows, 12 * M, title="t", description="d")
    assert "<One record>" not in drawn
    assert drawn.count("<a ") == 1


def test_levels_are_as_long_as_they_are_high_and_unknown_ones_have_no_bar() -> None:
    levels = [
        Level(name="One", value=1.0, said="100 %"),
        Level(name=LONG, value=0.5, said="50 %", strong=False),
        Level(name="None", value=None, said="no plan keeps every rule"),
        Level(name="Loss", value=-2.0, said="−2"),
    ]
    layout = lay_out_levels(levels, [Across(value=0.9, said="90 %")])
    one, half, none, loss = (placed.width for placed in layout.levels)
    assert (half, none, loss) == (one / 2, 0, 0)
    assert apart(layout.labels)
    assert inside(layout.labels)
    drawn = draw_levels("l", levels, [], title="t", description="d", strong="in the plan", weak="not in it")
    assert "not in it" in drawn


@given(st.lists(st.tuples(st.integers(0, 10**11), st.integers(0, 10**4)), min_size=1, max_size=40))
def test_points_of_a_curve_stand_where_they_should(found: list[tuple[int, int]]) -> None:
    points = [Point(pence=pence, value=value / 8) for pence, value in sorted(found)]
    layout = lay_out_curve(points, [], "points")
    assert all(0 <= row.x <= WIDTH and 0 < row.y <= layout.base + 1e-6 for row in layout.points)
    assert [row.x for row in layout.points] == sorted(row.x for row in layout.points)


def test_a_curve_points_at_the_plan_and_shows_what_was_not_searched() -> None:
    points = [Point(pence=M, value=3.0, href="#sum", name="£1m"), Point(pence=2 * M, value=5.0, said="the plan, £2m")]
    layout = lay_out_curve(points, [(0, M // 2)], "points of strategic value")
    assert [label.text for label in layout.flags] == ["the plan, £2m"]
    assert apart(layout.labels)
    drawn = draw_curve("c", points, [(0, M // 2)], unit="points", title="t", description="d")
    assert "not searched to the end" in drawn
    assert 'href="#sum"' in drawn


def test_nothing_found_is_an_empty_curve() -> None:
    assert "<path" not in draw_curve("c", [], [(0, M)], unit="points", title="t", description="d").split("</defs>")[1]


def test_a_matrix_has_a_square_for_everything_that_is_known() -> None:
    rows = [MatrixRow(name="One", has=(True, False)), MatrixRow(name=LONG, has=(None, True), href="#two")]
    layout = lay_out_matrix(rows, ["As agreed", "Council"])
    assert apart(layout.names)
    assert layout.centres[1] > layout.centres[0]
    drawn = draw_matrix("m", rows, ["As agreed", "Council"], title="t", description="d")
    assert drawn.count('width="16"') == 3 + 2
    many = lay_out_matrix([], [f"Organisation {number}" for number in range(40)])
    assert many.centres[-1] < WIDTH


@pytest.mark.parametrize(("low", "high", "most"), [(0, 1, 6), (-3e9, 12e9, 8), (9.2e8, 14.7e8, 4), (0, 0, 5)])
def test_ticks_are_round_few_and_between_the_ends(low: float, high: float, most: int) -> None:
    found = ticks(low, high, most=most)
    assert len(found) <= most + 1
    assert all(low <= tick <= high * (1 + 1e-12) for tick in found)
