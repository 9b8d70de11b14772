"""The deck is read back and measured: titles, figures, words for screen readers, notes, and that everything fits."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Pt

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.sentences import exact, money
from placewide.reports.slides.deck import NOT_ASKED
from placewide.reports.slides.figures import unit_of
from placewide.reports.slides.fitting import HEIGHT, WIDTH, text_height
from placewide.reports.slides.tests.many import large_place
from placewide.reports.slides.tests.reading import (
    deck_of,
    is_decorative,
    notes_of,
    properties,
    shapes_of,
    sizes_of,
    titles_of,
    words_of,
)
from placewide.reports.svg.palette import contrast
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED
from placewide.reports.tests.sample_sharing import shared
from placewide.reports.view import View

OPENINGS = ("The ask", "The short-list", "The money", "Who pays, who gains", "Risks", "The decision")
EMPTY = replace(PLAN, projects=(), payments=(), shares=(), allocations=(), appraisal=None, care=None)
SHARED_PLACE, SHARED = shared()
WITH_SHARING = WhatIf(sharing=SHARED)
CASES: dict[str, tuple[PlaceDocument, Plan]] = {
    "sample": (DOCUMENT, PLAN),
    "large": large_place(),
    "feasible": (DOCUMENT, FEASIBLE),
    "infeasible": (DOCUMENT, INFEASIBLE),
    "stopped": (DOCUMENT, STOPPED),
    "empty": (DOCUMENT, EMPTY),
    "sharing": (SHARED_PLACE, SHARED.with_),
}


@pytest.fixture(scope="module", params=CASES)
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    what_if = WITH_SHARING if request.param == "sharing" else NOT_ASKED
    return deck_of(*CASES[request.param], tmp_path_factory.mktemp("slides"), what_if)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return deck_of(DOCUMENT, PLAN, tmp_path_factory.mktemp("slides"))


def test_has_six_titles_in_order(sample: Any) -> None:
    titles = titles_of(sample)
    assert len(titles) == 6
    assert all(title.startswith(opening) for title, opening in zip(titles, OPENINGS, strict=True))


def test_says_the_figures_of_the_plan(sample: Any) -> None:
    ask, short_list, money_slide, gains, _, decision = sample.slides
    view = View(DOCUMENT, PLAN)
    assert money(view.funded_pence) in titles_of(sample)[0]
    assert money(view.counted_pence) in words_of(ask)
    assert all(view.project_name(outcome.id) in words_of(short_list) for outcome in view.chosen)
    assert money(view.shared_pence) in words_of(money_slide)
    assert all(view.organisation_name(account.organisation) in words_of(gains) for account in view.losers)
    assert view.losers
    assert all(name.name in words_of(decision) for name in DOCUMENT.organisations if name.name)
    assert exact(view.funded_pence) in notes_of(ask)


def test_the_charts_hold_the_accounts_in_millions(sample: Any) -> None:
    chart = next(shape.chart for shape in sample.slides[3].shapes if shape.has_chart)
    own, gains = (list(series.values) for series in chart.plots[0].series)
    assert sum(own) == pytest.approx(-sum(a.own_money_pence for a in View(DOCUMENT, PLAN).accounts) / 1e8)
    assert sum(gains) == pytest.approx(sum(a.gains_pence for a in View(DOCUMENT, PLAN).accounts) / 1e8)


def test_another_plan_gives_other_slides(sample: Any, tmp_path: Path) -> None:
    fewer = replace(PLAN, projects=PLAN.projects[1:], payments=PLAN.payments[2:], alone=("falls",))
    other = deck_of(DOCUMENT, fewer, tmp_path)
    assert titles_of(other)[0] != titles_of(sample)[0]
    assert "1 → 6" in words_of(other.slides[0])
    assert "Shared care record" not in words_of(other.slides[1])


def test_says_that_there_is_no_plan_on_every_slide(tmp_path: Path) -> None:
    infeasible = deck_of(DOCUMENT, INFEASIBLE, tmp_path)
    assert [title.split(":")[0] for title in titles_of(infeasible)] == list(OPENINGS)
    assert all("has no plan under these rules" in words_of(slide) for slide in infeasible.slides)
    assert "Imaging sent between hospitals" in words_of(infeasible.slides[5])
    stopped = deck_of(DOCUMENT, STOPPED, tmp_path)
    assert all("does not mean that there is none" in words_of(slide) for slide in stopped.slides)


def test_an_empty_plan_says_so_and_what_has_to_come_first(tmp_path: Path) -> None:
    empty = deck_of(DOCUMENT, EMPTY, tmp_path)
    assert [title.split(":")[0] for title in titles_of(empty)] == list(OPENINGS)
    assert "No project is in the plan" in words_of(empty.slides[1])
    assert " lacks " in words_of(empty.slides[5])


def test_sharing_has_a_slide_where_it_was_asked(tmp_path: Path) -> None:
    deck = deck_of(SHARED_PLACE, SHARED.with_, tmp_path, WITH_SHARING)
    assert [title.split(":")[0] for title in titles_of(deck)] == [*OPENINGS[:3], "What sharing buys", *OPENINGS[3:]]
    told = words_of(deck.slides[3])
    for words in ("Alone: one project", "Together: two projects", "+5.00", "flow of information"):
        assert words in told
    assert "Westmere Council" in notes_of(deck.slides[3])
    bars = [properties(shape).get("descr") for shape in deck.slides[3].shapes if shape.name == "Bar"]
    assert len(bars) == 3
    assert all(bars)


def test_a_table_of_money_keeps_to_one_unit() -> None:
    assert unit_of(925_000_000)[0] == "In £ million"
    assert [unit_of(925_000_000)[1](pence) for pence in (925_000_000, 41_900_000, 0)] == ["9.25", "0.42", "–"]
    assert [unit_of(41_900_000)[1](pence) for pence in (41_900_000, 1)] == ["419", "<1"]


def test_says_when_the_plan_is_not_proven(tmp_path: Path) -> None:
    assert "not proven" in words_of(deck_of(DOCUMENT, FEASIBLE, tmp_path).slides[4])


def test_shows_recorded_risks_and_money_that_is_not_firm(tmp_path: Path) -> None:
    deck = deck_of(*large_place(), tmp_path)
    risks = "".join(words_of(slide) for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("Risks"))
    assert "The supplier leaves the market" in risks
    assert "is announced, not awarded" in risks


def test_a_long_table_goes_on_instead_of_shrinking(tmp_path: Path) -> None:
    document, plan = large_place()
    deck = deck_of(document, plan, tmp_path)
    assert len(titles_of(deck)) > 6
    assert any("(2 of " in title for title in titles_of(deck))
    everything = "\n".join(words_of(slide) for slide in deck.slides)
    assert all(row.name in everything for row in document.projects if row.name)


def test_the_marks_of_the_road_map_are_explained_in_full(tmp_path: Path) -> None:
    deck = deck_of(*large_place(), tmp_path)
    assert "25, marked †, on money that is not awarded yet" in words_of(deck.slides[1])
    assert "in thousands of pounds." in words_of(deck.slides[1])


def test_everything_that_carries_meaning_has_words_and_nothing_else_is_read(deck: Any) -> None:
    for slide in deck.slides:
        for shape in shapes_of(slide.shapes):
            text = shape.has_text_frame and shape.text_frame.text.strip()
            assert text or properties(shape).get("descr") or is_decorative(shape), shape.name


def test_the_title_is_read_first_and_the_footer_last(deck: Any) -> None:
    for slide in deck.slides:
        names = [shape.name for shape in slide.shapes]
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        assert names[1] == "Answer"
        assert names[-2:] == ["Place and plan", "Slide number"]


def test_no_picture_is_used(deck: Any) -> None:
    kinds = {shape.shape_type.name for slide in deck.slides for shape in shapes_of(slide.shapes) if shape.shape_type}
    assert "PICTURE" not in kinds


def test_nothing_stands_outside_its_slide(deck: Any) -> None:
    assert (deck.slide_width, deck.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    for slide in deck.slides:
        for shape in shapes_of(slide.shapes):
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top + shape.height <= deck.slide_height, shape.name


def test_blocks_do_not_stand_on_each_other(deck: Any) -> None:
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (slide.shapes.title.text_frame.text, one, other)


def test_every_text_fits_its_box(deck: Any) -> None:
    for slide in deck.slides:
        for shape in shapes_of(slide.shapes):
            if shape.has_text_frame and shape.text_frame.text:
                assert _needed(shape) <= shape.height / Pt(1) + 0.5, shape.text_frame.text


def test_no_text_is_small(deck: Any) -> None:
    for slide in deck.slides:
        for shape in shapes_of(slide.shapes):
            least = 12 if getattr(shape, "has_table", False) and shape.has_table else 14
            if shape != slide.shapes.title:
                assert all(size >= least for size in sizes_of(shape._element)), shape.name


def test_an_empty_cell_keeps_its_row_low(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert max(sizes_of(shape._element)) <= 16


def test_colours_of_text_stand_out_from_what_lies_under_them(deck: Any) -> None:
    for slide in deck.slides:
        for cell in (c for s in slide.shapes if s.has_table for row in s.table.rows for c in row.cells if c.text):
            assert contrast(_colour(cell.text_frame), f"#{cell.fill.fore_color.rgb}") >= 4.5
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and shape != slide.shapes.title:
                filled = shape.shape_type.name == "AUTO_SHAPE"
                ground = f"#{shape.fill.fore_color.rgb}" if filled else "#ffffff"
                assert contrast(_colour(shape.text_frame), ground) >= 4.5


def test_notes_say_where_the_figures_come_from(deck: Any) -> None:
    for slide in deck.slides:
        assert "from the place document with the digest sha256:" in notes_of(slide)
        assert "Where the figures come from" in notes_of(slide)


def test_every_text_is_marked_as_british_english(deck: Any) -> None:
    assert deck.core_properties.language == "en-GB"
    for slide in deck.slides:
        runs = [*slide._element.iter(qn("a:rPr")), *slide.notes_slide._element.iter(qn("a:rPr"))]
        assert runs and all(run.get("lang") == "en-GB" for run in runs)


def _needed(shape: Any) -> float:
    frame = shape.text_frame
    width = (shape.width - frame.margin_left - frame.margin_right) / Pt(1)
    needed = (frame.margin_top + frame.margin_bottom) / Pt(1)
    for paragraph in frame.paragraphs:
        size, bold = sizes_of(paragraph._p)[0] if shape.name != "Slide number" else 14, False
        needed += text_height([paragraph.text], size, width, bold=bold)
        needed += paragraph.space_before / Pt(1) if paragraph.space_before else 0
    return float(needed)


def _colour(frame: Any) -> str:
    return f"#{next(frame._txBody.iter(qn('a:rPr'))).find('.//' + qn('a:srgbClr')).get('val')}"
