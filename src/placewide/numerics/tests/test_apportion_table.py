"""Two-way apportionment: both margins to the unit, every cell next to its exact part."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.numerics.rounding import apportion_table


@st.composite
def margins(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    rows = draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
    cuts = sorted(draw(st.lists(st.integers(0, sum(rows)), max_size=5)))
    return rows, [end - begin for begin, end in zip([0, *cuts], [*cuts, sum(rows)], strict=True)]


@given(margins())
def test_keeps_both_margins_and_stays_within_one_unit(sums: tuple[list[int], list[int]]) -> None:
    rows, columns = sums
    table = apportion_table(rows, columns)
    assert [sum(line) for line in table] == rows
    assert [sum(line[j] for line in table) for j in range(len(columns))] == columns
    for row, line in zip(rows, table, strict=True):
        for column, cell in zip(columns, line, strict=True):
            exact = Fraction(row * column, sum(rows)) if sum(rows) else Fraction(0)
            assert abs(cell - exact) < 1


def test_refuses_margins_that_do_not_meet() -> None:
    with pytest.raises(ValueError, match="add up"):
        apportion_table([3], [4])
