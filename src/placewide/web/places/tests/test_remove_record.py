"""Taking a record away: who may, what stands in the way, and that the history stays."""

from collections.abc import Callable

from django.test import Client

from placewide.web.audit.models import Event
from placewide.web.places.models import Record
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
TABLETS = "/riverside/records/projects/care_home_tablets/remove/"


def is_there(section: str, key: str) -> bool:
    return Record.objects.filter(place__slug="riverside", section=section, key=key).exists()


def test_takes_a_proposal_away_and_keeps_its_history(as_: As) -> None:
    answer = as_("partner").post(TABLETS, {"version": "1", "reason": "Done already"})
    assert (answer.status_code, answer["Location"]) == (302, "/riverside/choose/")
    assert not is_there("projects", "care_home_tablets")
    event = Event.objects.latest("seq")
    assert (event.verb, event.reason) == ("removed", "Done already")
    page = as_("reader").get("/riverside/history/").content.decode()
    assert "Tablets for care homes" in page
    assert "/records/projects/care_home_tablets/" not in page


def test_asks_before_it_takes_away(as_: As) -> None:
    page = as_("partner").get(TABLETS)
    assert page.status_code == 200
    assert is_there("projects", "care_home_tablets")


def test_taken_away_twice_is_taken_away_once(as_: As) -> None:
    client = as_("partner")
    assert [client.post(TABLETS, {"version": "1"}).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(verb="removed").count() == 1


def test_says_what_still_names_it(as_: As) -> None:
    answer = as_("office").post("/riverside/records/organisations/hospice/remove/", {"version": "1"})
    assert "Something still names it" in answer.content.decode()
    assert is_there("organisations", "hospice")


def test_refuses_an_older_version(as_: As) -> None:
    answer = as_("partner").post(TABLETS, {"version": "0"})
    assert "Look at it once more" in answer.content.decode()
    assert is_there("projects", "care_home_tablets")


def test_refuses_other_organisations_readers_and_strangers(world: World, as_: As) -> None:
    address = "/riverside/records/projects/shared_record/remove/"
    assert as_("partner").post(address, {"version": "1"}).status_code == 403
    assert as_("reader").post(address, {"version": "1"}).status_code == 403
    assert as_("stranger").post(address, {"version": "1"}).status_code == 404
    assert is_there("projects", "shared_record")
