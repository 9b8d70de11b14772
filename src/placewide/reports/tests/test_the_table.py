"""The Table as it is shown: what its tiles, its sentences and its offers say, on a place made by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from placewide.analysis.the_table import NOTHING, Flips, canonical, table_answer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import PartnerWeights
from placewide.reports.html.the_table import board
from placewide.reports.the_table import TheTable
from placewide.reports.the_table_flips import holders, in_words, names_of, partner_whose_weights, title
from placewide.reports.the_table_offers import draft_offers
from placewide.reports.the_table_partners import partner_words

PLACE = place(
    [
        replace(project("own", 3, capital=[60]), name="Own <system>"),
        replace(project("other", 2, capital=[30], lead="hospice"), name="Other"),
        replace(project("late", 1, capital=[50], lead="council"), name="Late"),
    ],
    [
        money("pot", "trust", "capital", 100, may_share=True, shareable=40),
        money("hoped", "council", "capital", 50, status="announced"),
    ],
)


def table(flips: Flips = NOTHING, document: PlaceDocument = PLACE) -> TheTable:
    flips = canonical(document, flips)
    return TheTable(document, flips, table_answer(document, flips))


def states(shown: TheTable) -> dict[str, tuple[str, str]]:
    return {
        alone.project: (alone.state, together.state)
        for row in shown.rows
        for alone, together in zip(row.alone, row.together, strict=True)
    }


def test_a_project_stands_in_both_columns_in_the_same_place() -> None:
    shown = table()
    assert states(shown) == {"own": ("both", "both"), "other": ("not_alone", "only_together")}
    assert [row.organisation for row in shown.rows] == ["trust", "hospice"]
    assert shown.neither == ("late",)


def test_the_headline_counts_and_says_who_carries_what() -> None:
    assert table().headline == ("Alone one project, together two. The £30 that trust would share carries the one more.")
    assert table().change == ""
    assert table().proof == "Proven best"


def test_a_flip_says_what_falls_and_what_comes_in() -> None:
    back = table(Flips(kept_back=("pot",)))
    assert back.change == "Without the £40 that trust may share: “Other” falls."
    assert states(back)["other"] == ("not_alone", "falls")
    more = table(Flips(counted=("announced",)))
    assert more.change == "Counting money that is announced: “Late” comes in."
    assert states(more)["late"] == ("both", "comes_in")


def test_a_flip_that_changes_nothing_says_so() -> None:
    assert table(Flips(left_out=("late",))).change == "Without “Late”: the same two projects as before."


def test_says_when_there_is_no_plan_alone_and_none_at_all() -> None:
    must = replace(PLACE, projects=(replace(PLACE.projects[1], mandatory=True),))
    shown = table(document=must)
    assert not shown.alone_can
    assert shown.headline.startswith("Alone there is no plan: what must be done cannot be paid for.")
    none = table(Flips(kept_back=("pot",)), document=must)
    assert none.change == "Without the £40 that trust may share: then there is no plan that keeps every rule."
    assert "<table" in board(none)


def test_the_board_is_a_table_with_signs_words_and_escaped_names() -> None:
    drawn = board(table(), lambda id_: f"/project/{id_}")
    assert '<th scope="row" class="tt-board__who">trust</th>' in drawn
    assert '<a href="/project/own">Own &lt;system&gt;</a>' in drawn
    assert "only together" in drawn
    assert "£30 shared" in drawn


def test_each_partner_reads_of_its_people_its_money_and_who_must_agree() -> None:
    words = {row.organisation: row for row in partner_words(table())}
    assert words["hospice"].people == "“Other” happens only together."
    assert words["hospice"].money == "You would receive £30."
    assert words["trust"].money.startswith("You would share £30")
    assert words["trust"].agree.startswith("You and hospice must agree")
    assert "council" not in words


def test_draft_offers_name_both_sides_the_sum_and_what_for() -> None:
    (offer,) = draft_offers(table())
    assert (offer.giver, offer.receiver, offer.amount, offer.projects) == ("trust", "hospice", "£30.00", "Other")


@pytest.mark.parametrize(
    ("flips", "words"),
    [
        (Flips(lost=("pot",)), "without the £100 of grant, capital 2026/27 (trust)"),
        (Flips(put_in=("late",)), "with “Late” in any case"),
        (Flips(counted=("announced",)), "counting money that is announced"),
    ],
)
def test_each_flip_has_its_words(flips: Flips, words: str) -> None:
    assert in_words(names_of(PLACE), canonical(PLACE, flips)) == [words]


def test_the_flips_are_the_name_of_a_scenario() -> None:
    assert title(names_of(PLACE), NOTHING) == "As the place stands"
    assert title(names_of(PLACE), Flips(kept_back=("pot",))) == "Without the £40 that trust may share"


def test_holders_are_those_who_may_share_with_what_they_may() -> None:
    (holder,) = holders(names_of(PLACE))
    assert (holder.id, holder.pence, holder.allocations) == ("trust", 4000, ("pot",))


def test_knows_whose_weights_they_are() -> None:
    care, home = Identifier("care"), Identifier("home")
    own = PartnerWeights(organisation=Identifier("council"), points={care: Decimal(30), home: Decimal(10)})
    document = replace(PLACE, strategy=replace(PLACE.strategy, weights=(own,)))
    assert partner_whose_weights(document, Flips(weights=(("care", Decimal(3)), ("home", Decimal(1))))) == "council"
    assert partner_whose_weights(document, Flips(weights=(("care", Decimal(2)), ("home", Decimal(1))))) is None
