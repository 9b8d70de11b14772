from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.reports.svg.primitives import WIDTH
from placewide.reports.svg.steps import StepRow, draw_steps, lay_out_steps

names = st.sampled_from(["Pool", "Better care pool, revenue 2026/27", "W" * 90])


def rows_of(start: float, gains: list[float], lines: tuple[str, ...] = ("Pool",)) -> list[StepRow]:
    rows = [StepRow(names=("Alone",), under="", start=0.0, end=start, said="10.00", whole=True)]
    for gain in gains:
        end = rows[-1].end + gain
        rows.append(StepRow(names=lines, under="Council", start=rows[-1].end, end=end, said=f"+{gain:.2f}"))
    return [*rows, StepRow(names=("Together",), under="", start=0.0, end=rows[-1].end, said="99.00", whole=True)]


def test_bars_are_as_long_as_what_they_add() -> None:
    alone, first, second, together = lay_out_steps(rows_of(10, [5, 15])).steps
    assert second.right - second.left == pytest.approx(3 * (first.right - first.left))
    assert alone.right == first.left
    assert together.right == second.right


def test_a_place_that_loses_alone_starts_left_of_nought() -> None:
    layout = lay_out_steps(rows_of(-10, [30]))
    assert layout.steps[0].right == layout.nought
    assert layout.steps[0].left < layout.nought < layout.steps[1].right


def test_nothing_to_draw_is_drawn_without_fault() -> None:
    assert "<svg" in draw_steps("steps", rows_of(0, []), title="Steps", description="None")


@given(st.floats(-50, 50), st.lists(st.floats(0, 20), max_size=14), st.lists(names, min_size=1, max_size=4))
def test_labels_keep_apart_and_inside_and_every_bar_begins_where_the_last_ended(
    start: float, gains: list[float], lines: list[str]
) -> None:
    layout = lay_out_steps(rows_of(start, gains, tuple(lines)))
    drawn = [label for label in layout.labels if label.text]
    assert not [(a.text, b.text) for a, b in combinations(drawn, 2) if a.box.overlaps(b.box)]
    assert all(
        label.box.left >= 0 and label.box.right <= WIDTH and label.box.bottom <= layout.height for label in drawn
    )
    for one, other in pairwise(layout.steps[:-1]):
        assert (
            other.left == pytest.approx(one.right if one.row.end >= one.row.start else one.left, abs=1.0) or start < 0
        )
