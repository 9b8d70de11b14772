"""The first person comes in by a link that is printed where the installation runs: no mail is needed."""

import pytest
from django.test import Client

from placewide.web.accounts.models import User
from placewide.web.accounts.terminal import run
from placewide.web.audit.models import Event
from placewide.web.tests.cast import World

pytestmark = pytest.mark.django_db


def printed_link(capsys: pytest.CaptureFixture[str], email: str) -> str:
    assert run(["link", email]) == 0
    return capsys.readouterr().out.split()[0].removeprefix("http://localhost:8000")


def test_the_link_signs_in_once_and_the_history_keeps_that_it_was_made(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    url, client = printed_link(capsys, world.people["owner"].email), Client()
    client.post(url)
    assert client.session["_auth_user_id"] == str(world.people["owner"].pk)
    assert Client().post(url).status_code == 404
    assert Event.objects.filter(label__startswith="a sign-in link").count() == 1


def test_whoever_has_no_account_gets_one(capsys: pytest.CaptureFixture[str]) -> None:
    client = Client()
    client.post(printed_link(capsys, "First.Person@example.org"))
    assert client.session["_auth_user_id"] == str(User.objects.get(email="first.person@example.org").pk)
    assert client.get("/start/").status_code == 200


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["link", "nobody"]) == 2
    assert "is not an e-mail address" in capsys.readouterr().err
