"""Road-map, partners' bars and bars of use: lengths are true, labels keep apart, marks can be told apart."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placewide.reports.svg.bars import UseRow, draw_use, lay_out_use
from placewide.reports.svg.diverging_bars import Fill, PartnerRow, draw_diverging_bars, lay_out_diverging_bars
from placewide.reports.svg.palette import GAIN, GRANT, INKS, OTHER, OWN, PAPER, QUIET_TEXT, SHARED, TEXT, contrast
from placewide.reports.svg.primitives import WIDTH
from placewide.reports.svg.roadmap import RoadmapRow, draw_roadmap, lay_out_roadmap
from placewide.reports.svg.text import Label, cut, text_width, wrapped

pence = st.integers(0, 10**11)
names = st.sampled_from(["Hospice", "Fellside Community and Mental Health NHS Trust", "W" * 60, ""])


def keep_apart(labels: Iterable[Label], height: float) -> None:
    drawn = [label for label in labels if label.text]
    assert not [(a.text, b.text) for a, b in combinations(drawn, 2) if a.box.overlaps(b.box)]
    assert all(label.box.left >= -0.5 and label.box.right <= WIDTH + 0.5 for label in drawn)
    assert all(label.box.bottom <= height for label in drawn)
    assert all(label.size >= 12 for label in drawn)


def partner(name: str, own: int, grants: int, cash: int, other: int, society: int) -> PartnerRow:
    gains: tuple[tuple[Fill, int], ...] = (
        ("cash_releasing", cash),
        ("non_cash_releasing", other),
        ("societal", society),
    )
    net = cash + other + society - own
    return PartnerRow(
        id="p", name=name, own_pence=own, grants_pence=grants, gains=gains, net_pence=net, href=None
    )  # fmt: skip


partners = st.builds(partner, names, pence, pence, st.integers(-(10**9), 10**11), pence, pence)


@settings(max_examples=60, deadline=None)
@given(st.lists(partners, min_size=1, max_size=12))
def test_labels_of_partners_keep_apart_and_bars_are_as_long_as_their_money(rows: list[PartnerRow]) -> None:
    layout = lay_out_diverging_bars(rows)
    keep_apart(layout.labels, layout.height)
    for placed in layout.partners:
        gains = sum(bar.width for bar in placed.bars if bar.x >= layout.centre - 1e-6 and bar.fill != "grant")
        assert gains == pytest.approx(sum(p for _, p in placed.row.gains if p > 0) * layout.scale, abs=1e-6)
        own = sum(bar.width for bar in placed.bars if bar.fill == "own")
        assert own == pytest.approx(placed.row.own_pence * layout.scale, abs=1e-6)


def test_one_who_loses_is_named_as_such_in_words() -> None:
    picture = draw_diverging_bars("p", [partner("Hospice", 400, 0, 100, 0, 0)], description="D")
    assert "loses £3" in picture


uses = st.builds(
    UseRow, year=st.sampled_from(["2026/27", "2027/28"]), kind=st.sampled_from(["capital", "revenue"]),
    used_pence=pence, unused_pence=pence,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(uses, min_size=1, max_size=10))
def test_bars_of_use_are_true_and_their_labels_keep_apart(rows: list[UseRow]) -> None:
    layout = lay_out_use(rows)
    keep_apart(layout.labels, layout.height)
    for placed in layout.uses:
        whole = placed.row.used_pence + placed.row.unused_pence
        assert placed.used_width + placed.unused_width == pytest.approx(whole * layout.scale)


def test_money_that_is_not_used_at_all_is_said_in_words() -> None:
    picture = draw_use("u", [UseRow(year="2026/27", kind="capital", used_pence=0, unused_pence=5_000)], description="D")
    assert "none of £50" in picture


def roadmap_row(name: str, group: int, amounts: list[int], firm: bool, start: int | None = None) -> RoadmapRow:
    note = "option: All partners, and the hospice · after Shared care record and Wi-fi in care homes"
    return RoadmapRow(
        id=name, name=name, note=note, group=f"Priority {group}", ink=INKS[group % len(INKS)], amounts=tuple(amounts),
        start=start, firm=firm, href="#row",
    )  # fmt: skip


roadmap_rows = st.builds(roadmap_row, names, st.integers(0, 7), st.lists(pence, min_size=5, max_size=5), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(roadmap_rows, min_size=1, max_size=15))
def test_labels_of_the_road_map_keep_apart(rows: list[RoadmapRow]) -> None:
    years = [f"{year}/{year - 1999}" for year in range(2026, 2031)]
    layout = lay_out_roadmap(years, sorted(rows, key=lambda row: row.group))
    keep_apart(layout.labels, layout.height)


def test_a_bar_runs_from_the_start_to_the_last_year_with_money() -> None:
    layout = lay_out_roadmap(["a", "b", "c", "d"], [roadmap_row("p", 0, [0, 0, 500, 0], firm=True, start=1)])
    [row] = layout.groups[0].rows
    assert [segment.needs for segment in row.segments] == [False, True]
    assert row.segments[0].x == layout.year_edges[1] + 2


def test_money_that_is_not_firm_is_dashed_and_every_row_leads_somewhere() -> None:
    picture = draw_roadmap("r", ["a"], [roadmap_row("p", 0, [500], firm=False, start=0)], description="D")
    assert "stroke-dasharray" in picture
    assert 'href="#row"' in picture


def test_marks_and_texts_have_enough_contrast() -> None:
    marks = [OWN, SHARED, GAIN, GRANT, OTHER.strong, *(ink.strong for ink in INKS)]
    assert all(contrast(mark, PAPER) >= 4.5 for mark in marks), "white text stands on them"
    assert all(contrast(ink.strong, ink.pale) >= 4.5 for ink in INKS), "and they are text on their pale ground"
    assert all(contrast(text, PAPER) >= 4.5 for text in (TEXT, QUIET_TEXT))


def test_no_two_inks_share_a_colour_or_a_pattern() -> None:
    assert len({ink.strong for ink in INKS}) == len({ink.pattern for ink in INKS}) == len(INKS)


@given(st.text(max_size=80), st.integers(40, 400), st.integers(1, 3))
def test_wrapped_text_never_runs_over(text: str, width: int, lines: int) -> None:
    rows = wrapped(text, 14, width, lines=lines)
    assert len(rows) <= lines
    assert all(text_width(row, 14) <= width for row in rows)


def test_a_cut_name_says_that_it_was_cut() -> None:
    assert cut("Falls alerts in care homes", 14, 80).endswith("…")
