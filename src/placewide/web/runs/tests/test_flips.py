"""Flips as the query of an address: written and read back they are the same."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import example, given, settings
from hypothesis import strategies as st

from placewide.analysis.the_table import NOTHING, Flips, canonical
from placewide.domain.place.document import PlaceDocument
from placewide.exchange.place_file import load
from placewide.web.runs.flips import read_flips, weights_now, written
from placewide.web.tests.cast import RIVERSIDE


def riverside() -> PlaceDocument:
    document = load(RIVERSIDE).document
    assert document is not None
    return document


PLACE = riverside()
POTS = ["wgh_capital", "wgh_revenue_1", "wgh_revenue_2", "nowhere"]
PROJECTS = ["shared_record", "care_home_tablets", "hospice_licences", "nothing"]
WEIGHT = st.decimals(min_value=0, max_value=100, places=2)
WEIGHTS = st.tuples(WEIGHT, WEIGHT).map(lambda pair: (("urgent", pair[0]), ("inclusion", pair[1])))


def some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=4).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Flips,
        kept_back=some(POTS),
        offered=some(POTS),
        lost=some(POTS),
        put_in=some(PROJECTS),
        left_out=some(PROJECTS),
        counted=some(["announced", "bid"]),
        weights=st.just(()) | WEIGHTS,
    )
)
@example(Flips(kept_back=tuple(POTS), lost=("wgh_capital",)))
def test_written_and_read_back_they_are_the_same(flips: Flips) -> None:
    flips = canonical(PLACE, flips)
    assert read_flips(PLACE, QueryDict(written(PLACE, flips))) == flips


def test_nothing_flipped_is_an_empty_query() -> None:
    assert written(PLACE, NOTHING) == ""
    assert read_flips(PLACE, QueryDict("")) == NOTHING


def test_the_weights_that_stand_in_the_boxes_are_no_flip() -> None:
    shown = weights_now(PLACE, NOTHING)
    assert shown == {"urgent": "60", "inclusion": "40"}
    assert read_flips(PLACE, QueryDict("w_urgent=60&w_inclusion=40")) == NOTHING
    assert read_flips(PLACE, QueryDict("w_urgent=30&w_inclusion=70")).weights == (
        ("inclusion", Decimal(70)),
        ("urgent", Decimal(30)),
    )


@pytest.mark.parametrize("typed", ["", "abc", "-5", "NaN", "Infinity", "1e999999", "9" * 500])
def test_a_weight_that_is_none_does_no_harm(typed: str) -> None:
    flips = read_flips(PLACE, QueryDict(f"w_urgent=60&w_inclusion={typed}"))
    assert all(0 <= weight <= 1_000_000 for _, weight in flips.weights)
