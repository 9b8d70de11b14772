"""Every page about people opens for whom it is, in our look, and without anything that the security policy forbids."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from placewide.web.accounts.models import Membership
from placewide.web.tests.cast import World

PUBLIC_PAGES = (
    "login/", "login/sent/", "logout/", "inactive/", "confirm-email/", "confirm-email/unknown/", "password/reset/",
    "password/reset/done/", "password/reset/key/done/", "own/cancelled/",
)  # fmt: skip
OWN_PAGES = (
    "/me/", "/account/second-factor/", "/account/second-factor/app/", "/account/passkeys/", "/account/passkeys/new/",
    "/account/email/", "/account/password/set/", "/account/second-factor/needed/", "/riverside/people/",
    "/riverside/acting-for/", "/riverside/leave/", "/riverside/tokens/", "/riverside/tokens/new/",
    "/riverside/people/of/hospital/invite/", "/riverside/asks/",
)  # fmt: skip


FORM_SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def check_look(text: str) -> None:
    assert '<h1 class="pw-title">' in text
    assert "style=" not in text
    assert "onclick" not in text
    assert "<title>Placewide</title>" not in text


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_the_public_sees_the_pages_of_signing_in(page: str, world: World) -> None:
    response = Client().get(f"/account/{page}", follow=True)
    assert response.status_code == 200
    check_look(response.content.decode())


@pytest.mark.parametrize("page", OWN_PAGES)
def test_the_programme_office_sees_the_pages_about_people(page: str, as_: Callable[[str], Client]) -> None:
    response = as_("office").get(page)
    assert response.status_code == 200, page
    check_look(response.content.decode())


@pytest.mark.parametrize("page", OWN_PAGES)
def test_the_public_is_asked_to_sign_in(page: str, as_: Callable[[str | None], Client]) -> None:
    response = as_(None).get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")


def test_a_stranger_does_not_learn_that_the_place_exists(as_: Callable[[str], Client]) -> None:
    there, nowhere = as_("stranger").get("/riverside/people/"), as_("stranger").get("/nowhere/people/")
    assert there.status_code == nowhere.status_code == 404
    assert FORM_SECRET.sub(b"", there.content) == FORM_SECRET.sub(b"", nowhere.content)


def test_one_reads_in_words_what_one_may_not_do(world: World) -> None:
    number = Membership.objects.get(user=world.people["partner"]).pk
    response = world.client("reader").get(f"/riverside/people/{number}/")
    assert response.status_code == 403
    assert "may change roles" in response.content.decode()


def test_the_page_of_a_person_names_the_person(world: World) -> None:
    number = Membership.objects.get(user=world.people["owner"]).pk
    client = world.client("office")
    for page in (f"/riverside/people/{number}/", f"/riverside/people/{number}/end/"):
        response = client.get(page)
        assert response.status_code == 200
        check_look(response.content.decode())
        assert "Owner Person" in response.content.decode()
