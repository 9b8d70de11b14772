"""Search, tasks and cards: what an actor may see, in order, whatever is searched for."""

import datetime
from collections.abc import Iterator

import pytest

from placewide.web.access.actor import PUBLIC, Actor
from placewide.web.places import registry
from placewide.web.places.registry import Card, Slice, Task
from placewide.web.tests.cast import World


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = dict(registry._slices)
    yield
    registry._slices.clear()
    registry._slices.update(before)


def only_places() -> None:
    for name in [name for name in registry._slices if name != "places"]:
        del registry._slices[name]


def test_finds_proposals_organisations_and_money_by_title(world: World) -> None:
    only_places()
    found = registry.search(world.actor("reader"), "  hospice ")
    assert [(one.kind, one.title) for one in found] == [
        ("organisation", "St Anne's Hospice"),
        ("proposal", "Licences for the hospice"),
    ]
    assert found[1].url == "/riverside/records/projects/hospice_licences/"
    assert found[1].words == "St Anne's Hospice, Proposed, £40,000"


@pytest.mark.parametrize("text", ["%", "_", "\\", "", "   ", "\x00", "x" * 5_000, "(a+)+$"])
def test_finds_nothing_by_signs_that_mean_something_to_databases(world: World, text: str) -> None:
    assert registry.search(world.actor("reader"), text) == ()


def test_finds_nothing_of_another_place_and_nothing_for_the_public(world: World) -> None:
    only_places()
    assert {one.url.split("/")[1] for one in registry.search(world.actor("stranger"), "care")} == {"otherton"}
    assert registry.search(PUBLIC, "care") == ()


def test_asks_a_lead_for_costs_and_for_one_thing_done_together(world: World) -> None:
    only_places()
    asked = registry.tasks(world.actor("partner"))
    assert [task.title for task in asked] == [
        "Say what “Falls alerts” costs",
        "Tell of one thing that you have already done together",
    ]
    assert asked[0].url == "/riverside/records/projects/falls_alerts/change/"
    assert registry.tasks(world.actor("reader")) == ()


def test_tasks_come_in_order_of_date(world: World) -> None:
    only_places()
    dates = (None, datetime.date(2027, 3, 1), datetime.date(2026, 3, 1))
    made = [Task(title=str(number), url="/", due=due) for number, due in enumerate(dates)]
    registry.register(Slice(name="other", tasks=lambda _: made))
    titles = [task.title for task in registry.tasks(world.actor("reader"))]
    assert titles == ["2", "1", "0"]


def test_cards_say_where_each_list_stands(world: World) -> None:
    def more(actor: Actor) -> list[Card]:
        return [Card(heading="Last", sentence="", url="/")]

    only_places()
    registry.register(Slice(name="other", order=900, cards=more))
    shown = registry.cards(world.actor("reader"))
    assert [card.heading for card in shown] == ["Long list", "Money", "Organisations", "Done together", "Last"]
    assert (shown[0].figure, shown[0].state) == ("4", "1 not costed")
    assert shown[1].sentence == "£260,000 in three pots held by one organisation."
