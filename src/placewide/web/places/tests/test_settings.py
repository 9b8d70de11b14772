"""The settings of a place: for the programme office, with the years checked, and nothing lost to somebody else."""

from collections.abc import Callable

from django.test import Client

from placewide.web.audit.models import Event
from placewide.web.places.models import Place
from placewide.web.places.rooms import open_rooms
from placewide.web.places.storage import plain_of
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
PAGE = "/riverside/settings/"


def form(world: World, **changed: object) -> dict[str, object]:
    place = Place.objects.get(pk=world.riverside.pk)
    usual = {"name": "Riverside", "first_year": "2026/27", "years": "3", "appraisal_years": "", "inflation": "",
             "revision": str(place.revision)}  # fmt: skip
    return {**usual, **changed}


def test_changes_years_rooms_and_the_public_page(world: World, as_: As) -> None:
    answer = as_("office").post(
        PAGE, form(world, years="4", inflation="2.5", rooms=["choose", "table"], is_public="on")
    )
    assert answer.status_code == 302, answer.content.decode()
    place = Place.objects.get(pk=world.riverside.pk)
    details = plain_of(place.head)["place"]
    assert (details["years"], float(details["inflation"])) == (4, 2.5)
    assert open_rooms(place) == {"choose", "table"}
    assert place.is_public
    assert {event.verb for event in Event.objects.filter(kind="place_settings").order_by("-seq")[:2]} == {"changed"}


def test_saved_twice_it_is_changed_once(world: World, as_: As) -> None:
    sent = form(world, years="4")
    assert [as_("office").post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert Place.objects.get(pk=world.riverside.pk).revision == world.riverside.revision + 1


def test_refuses_everybody_but_the_programme_office(world: World, as_: As) -> None:
    for name, status in (("partner", 403), ("reader", 403), ("stranger", 404)):
        assert as_(name).get(PAGE).status_code == status
        assert as_(name).post(PAGE, form(world, years="4")).status_code == status


def test_says_which_rule_the_years_break(world: World, as_: As) -> None:
    answer = as_("office").post(PAGE, form(world, years="3", appraisal_years="2"))
    assert answer.status_code == 422
    assert 'href="#id_appraisal_years"' in answer.content.decode()


def test_refuses_to_save_over_a_change_of_somebody_else(world: World, as_: As) -> None:
    sent = form(world, years="5")
    as_("office").post(PAGE, form(world, years="4"))
    answer = as_("office").post(PAGE, sent)
    assert answer.status_code == 422
    assert "changed while you were writing" in answer.content.decode()
    assert 'value="5"' in answer.content.decode()
