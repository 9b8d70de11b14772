"""Signing in by link and by password: S1 to S3, S5 and S10 of the security plan."""

import time
from datetime import timedelta
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.utils import timezone

from placewide.web.accounts.actions.accounts import proved
from placewide.web.accounts.models import Link, User
from placewide.web.accounts.tests.letters import letter_to, link_to
from placewide.web.mail.models import Message
from placewide.web.tests.cast import World

LOGIN = "/account/login/"
OWNER = "owner@riverside.example"
PASSWORD = "ärmel trombone harvest 7"  # noqa: S105 - of a made-up person


@pytest.fixture(autouse=True)
def _no_limits_used_up(db: None) -> None:
    cache.clear()


def ask_for_link(client: Client, email: str, **more: str) -> int:
    return client.post(LOGIN, {"email": email, "way": "link", **more}).status_code


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def with_password(user: User, password: str = PASSWORD) -> None:
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def test_a_link_signs_in_once_it_is_confirmed_with_a_button(world: World) -> None:
    client = Client()
    assert ask_for_link(client, OWNER.upper()) == 302
    path = link_to(OWNER)
    assert client.get(path).status_code == 200
    assert not signed_in(client), "a scanner of mail that opens the link signs nobody in"
    assert client.post(path).status_code == 302
    assert signed_in(client)


def test_a_link_leads_where_the_person_wanted_to_go(world: World) -> None:
    client = Client()
    ask_for_link(client, OWNER, next="/riverside/people/")
    assert client.post(link_to(OWNER))["Location"] == "/riverside/people/"


@pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_a_link_leads_nowhere_else_than_here(world: World, evil: str) -> None:
    client = Client()
    ask_for_link(client, OWNER, next=evil)
    assert client.post(link_to(OWNER))["Location"] == "/"


def test_a_link_works_once_and_for_fifteen_minutes_and_all_closed_links_look_alike(world: World) -> None:
    client = Client()
    ask_for_link(client, OWNER)
    used = link_to(OWNER)
    client.post(used)
    ask_for_link(Client(), OWNER)
    late = link_to(OWNER)
    Link.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    other = Client()
    answers = [other.get(path) for path in (used, late, "/account/link/unknown/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert other.post(used).status_code == other.post(late).status_code == 404
    assert not signed_in(other)


def test_only_the_digest_of_a_link_is_kept(world: World) -> None:
    ask_for_link(Client(), OWNER)
    token = link_to(OWNER).split("/")[3]
    assert token not in str(list(Link.objects.values_list()))


def test_a_link_names_this_host_whatever_the_request_says(world: World) -> None:
    Client().post(LOGIN, {"email": OWNER, "way": "link"}, headers={"host": "localhost"})
    with override_settings(ALLOWED_HOSTS=["*"]):
        Client().post(LOGIN, {"email": OWNER, "way": "link"}, headers={"host": "evil.example"})
    assert "evil.example" not in "".join(Message.objects.values_list("text", flat=True))


@override_settings(PLACEWIDE_MODE="shared")
def test_known_and_unknown_addresses_get_the_same_words(world: World) -> None:
    known, unknown = Client(), Client()
    assert ask_for_link(known, OWNER) == ask_for_link(unknown, "nobody@riverside.example") == 302
    assert known.get("/account/login/sent/").content == unknown.get("/account/login/sent/").content
    assert "There is no account" in letter_to("nobody@riverside.example").text
    assert not User.objects.filter(email="nobody@riverside.example").exists()


@override_settings(PLACEWIDE_MODE="shared")
def test_known_and_unknown_addresses_take_about_the_same_time(world: World) -> None:
    def seconds(email: str) -> float:
        cache.clear()
        began = time.perf_counter()
        ask_for_link(Client(), email)
        return time.perf_counter() - began

    seconds(OWNER)
    pairs = [(seconds(OWNER), seconds(f"nobody{number}@riverside.example")) for number in range(15)]
    assert abs(median(one for one, _ in pairs) - median(other for _, other in pairs)) < 0.020


@override_settings(PLACEWIDE_MODE="local")
def test_on_a_machine_of_ones_own_a_link_opens_an_account(db: None) -> None:
    client = Client()
    ask_for_link(client, "new@example.org")
    client.post(link_to("new@example.org"))
    assert signed_in(client)
    assert User.objects.get(email="new@example.org").has_usable_password() is False


def test_a_password_signs_in(world: World) -> None:
    with_password(world.people["owner"])
    client = Client()
    page = client.post(LOGIN, {"email": OWNER, "way": "password"})
    assert 'type="password"' in page.content.decode()
    client.post(LOGIN, {"email": OWNER, "way": "password", "password": PASSWORD})
    assert signed_in(client)


@override_settings(PLACEWIDE_MODE="shared")
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(world: World) -> None:
    with_password(world.people["owner"])
    answers = []
    for email in (OWNER, "nobo@riverside.example"):
        given = {"email": email, "way": "password", "password": "wrong"}
        text = Client().post(LOGIN, given).content.decode()
        assert "do not fit" in text
        answers.append(
            text.replace(email, "somebody").split('<main class="pw-main"')[1].split("csrfmiddlewaretoken")[0]
        )
    assert answers[0] == answers[1]


def test_five_wrong_passwords_of_one_address_are_enough_even_from_many_addresses_of_the_net(world: World) -> None:
    with_password(world.people["owner"])
    given = {"email": OWNER, "way": "password", "password": "wrong"}
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(LOGIN, given)
    client = Client(REMOTE_ADDR="192.0.2.99")
    answer = client.post(LOGIN, {**given, "password": PASSWORD})
    assert not signed_in(client)
    assert "too many tries" in answer.content.decode()


def test_a_header_does_not_get_round_the_limit_of_one_address_of_the_net(world: World) -> None:
    answers = []
    for number in range(22):
        client = Client(headers={"x-forwarded-for": f"192.0.2.{number}"})
        answers.append(client.post(LOGIN, {"email": f"a{number}@b.example", "way": "link"}))
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert "Wait five minutes" in answers[-1].content.decode()


def test_one_address_gets_three_links_a_minute_at_most(world: World) -> None:
    answers = [ask_for_link(Client(REMOTE_ADDR=f"192.0.2.{number}"), OWNER) for number in range(5)]
    assert answers == [302, 302, 302, 429, 429]


def test_the_session_gets_another_name_when_somebody_signs_in(world: World) -> None:
    client = Client()
    ask_for_link(client, OWNER)
    session = client.session
    session["before"] = "kept"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    client.post(link_to(OWNER))
    assert client.session.session_key != session.session_key


def test_a_changed_password_ends_the_other_sessions(world: World) -> None:
    with_password(world.people["owner"])
    here, there = world.client("owner"), world.client("owner")
    user = User.objects.get(email=OWNER)
    user.set_password("another long one 5")
    user.save()
    assert [client.get("/me/").status_code for client in (here, there)] == [302, 302]


@pytest.mark.parametrize(
    ("password", "accepted"),
    [("password1234", False), ("short", False), ("ü" * 200, True), ("trombone härvest 77 ✓", True)],
)
def test_long_and_foreign_passwords_are_taken_and_well_known_ones_refused(
    world: World, password: str, accepted: bool
) -> None:
    client = world.client("owner")
    client.post("/account/password/set/", {"password1": password, "password2": password})
    world.people["owner"].refresh_from_db()
    assert world.people["owner"].check_password(password) is accepted


def test_a_letter_tells_the_owner_that_the_password_changed(world: World, mailoutbox: list[EmailMessage]) -> None:
    proved(world.people["owner"])
    world.client("owner").post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([OWNER], "You have a password at Placewide")
    assert "tell whoever runs Placewide" in letter.body


def test_an_inactive_account_is_not_entered(world: World) -> None:
    ask_for_link(Client(), OWNER)
    path = link_to(OWNER)
    User.objects.filter(email=OWNER).update(is_active=False)
    client = Client()
    assert client.post(path).status_code == 404
    assert not signed_in(client)


def test_a_link_to_choose_another_password_works_once_and_tells_nobody_who_is_here(
    world: World, mailoutbox: list[EmailMessage]
) -> None:
    proved(world.people["owner"])
    known, unknown = Client(), Client()
    for client, email in ((known, OWNER), (unknown, "nobody@riverside.example")):
        answer = client.post("/account/password/reset/", {"email": email}, follow=True)
        assert "If the address belongs to somebody here" in answer.content.decode()
    assert "There is no account for it" in mailoutbox[1].body
    path = mailoutbox[0].body.partition("http://testserver")[2].split()[0]
    form = known.get(path, follow=True).redirect_chain[-1][0]
    known.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    world.people["owner"].refresh_from_db()
    assert world.people["owner"].check_password(PASSWORD)
    again = Client().get(path, follow=True)
    assert "This link cannot be used" in again.content.decode()
