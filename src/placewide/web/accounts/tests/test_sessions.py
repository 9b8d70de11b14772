"""How long a session lasts: S6 of the security plan."""

import pytest
from django.test import Client, override_settings

from placewide.web.accounts.sessions import BEGAN, IDLE_SECONDS, LONGEST_SECONDS, SEEN
from placewide.web.tests.cast import World


def aged(client: Client, *, began: int, seen: int) -> Client:
    """The session as if it had begun, and had last been used, so many seconds ago."""
    client.get("/me/")
    session = client.session
    session[BEGAN], session[SEEN] = session[BEGAN] - began, session[SEEN] - seen
    session.save()
    return client


@pytest.mark.parametrize(
    ("mode", "began", "seen", "goes_on"),
    [
        ("shared", 60, IDLE_SECONDS - 10, True),
        ("shared", IDLE_SECONDS + 10, IDLE_SECONDS + 10, False),
        ("local", IDLE_SECONDS + 10, IDLE_SECONDS + 10, True),
        ("shared", LONGEST_SECONDS + 10, 10, False),
        ("local", LONGEST_SECONDS + 10, 10, False),
    ],
)
def test_a_session_ends_when_it_is_idle_or_old(world: World, mode: str, began: int, seen: int, goes_on: bool) -> None:
    with override_settings(PLACEWIDE_MODE=mode):
        client = aged(world.client("owner"), began=began, seen=seen)
        assert client.get("/riverside/people/").status_code == (200 if goes_on else 302)
        assert ("_auth_user_id" in client.session) is goes_on


def test_use_is_noted_once_a_minute_and_not_on_every_page(world: World) -> None:
    client = aged(world.client("owner"), began=600, seen=30)
    before = client.session[SEEN]
    client.get("/me/")
    assert client.session[SEEN] == before
    client = aged(world.client("owner"), began=600, seen=90)
    before = client.session[SEEN]
    client.get("/me/")
    assert client.session[SEEN] > before
