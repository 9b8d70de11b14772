"""The front page, the Overview, search, tasks, public page, and the demo's own doors."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from placewide.web.places.models import Place
from placewide.web.tests.cast import World

pytestmark = pytest.mark.django_db
Browser = Callable[[str | None], Client]


def said(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_front_page_says_what_placewide_is(as_: Browser) -> None:
    assert "plan, pay for and deliver" in said(as_(None), "/")


def test_a_member_of_one_place_comes_straight_to_it(as_: Browser) -> None:
    assert as_("owner").get("/")["Location"] == "/riverside/"
    assert "Riverside" in said(as_("owner"), "/?all")


def test_the_overview_tells_where_the_place_stands_and_what_to_do_next(as_: Browser) -> None:
    page = said(as_("owner"), "/riverside/")
    assert "4 proposals are on the table, and nothing is planned yet." in page
    assert "Two priorities, version 1.0." in page
    assert "Get the plan" in page
    assert "Acting for <strong>Riverside General Hospital</strong>" in page


def test_rooms_that_are_switched_off_are_not_in_the_navigation(world: World, as_: Browser) -> None:
    assert ">Pay</a>" in said(as_("owner"), "/riverside/")
    Place.objects.filter(pk=world.riverside.pk).update(rooms=["table", "choose"])
    assert ">Pay</a>" not in said(as_("owner"), "/riverside/")


def test_search_finds_what_may_be_seen_and_nothing_else(as_: Browser) -> None:
    assert "/riverside/" in said(as_("reader"), "/riverside/search/?q=tablets").split("<main")[1]
    assert "Nothing here has" in said(as_("reader"), "/riverside/search/?q=%25")


def test_nothing_is_asked_of_somebody_of_whom_nothing_is_asked(as_: Browser) -> None:
    assert "asked of you" in said(as_("reader"), "/riverside/tasks/")


def test_a_place_has_no_public_page_until_it_wants_one(world: World, as_: Browser) -> None:
    closed, absent = as_(None).get("/public/riverside/"), as_(None).get("/public/nowhere/")
    assert (closed.status_code, absent.status_code) == (404, 404)
    Place.objects.filter(pk=world.riverside.pk).update(is_public=True)
    page = said(as_(None), "/public/riverside/")
    assert "Riverside Council" in page
    assert "Person" not in page


@pytest.mark.parametrize("url", ["/help/", "/help/accessibility/", "/help/privacy/", "/health/"])
def test_help_is_there_for_everybody(as_: Browser, url: str) -> None:
    assert said(as_(None), url)


@pytest.mark.parametrize("url", ["/demo/", "/demo/mail/"])
def test_the_demo_s_doors_do_not_exist_elsewhere(as_: Browser, url: str) -> None:
    assert settings.PLACEWIDE_MODE != "demo"
    assert as_("office").get(url).status_code == 404


def test_nobody_comes_in_without_a_secret_but_in_a_demo(as_: Browser, world: World) -> None:
    public = as_(None)
    assert public.post("/demo/", {"email": world.people["owner"].email}).status_code == 404
    assert "_auth_user_id" not in public.session


def test_in_a_demo_only_its_own_people_come_in(as_: Browser, world: World, settings: Settings) -> None:
    settings.PLACEWIDE_MODE = "demo"
    public = as_(None)
    assert public.post("/demo/", {"email": world.people["owner"].email}).status_code == 404
    assert "As whom do you want to come in?" in said(public, "/demo/")
