from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from placewide.web.mail.actions import post
from placewide.web.mail.delivery import MOST_ATTEMPTS, connection_to, deliver_waiting
from placewide.web.mail.models import Message, State
from placewide.web.mail.tests.smtp_server import Mailbox, mail_server


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    with mail_server() as box:
        settings.MAIL_SERVER = box
        settings.DEFAULT_FROM_EMAIL = "placewide@westmere.example"
        yield box


def letter(to: str = "ama@hospital.example", html: str = "") -> Message:
    return post(to=to, subject="Zoë’s plan: £5 m", text="Please look.\n.\nIt takes 2 minutes.", kind="ask", html=html)


def due_again() -> None:
    Message.objects.update(not_before=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_sends_what_waits_once(mailbox: Mailbox) -> None:
    message = letter(html="<p>Please look.</p>")
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 1, "")
    assert message.sent_at is not None
    [arrived] = mailbox.arrived
    assert (arrived["To"], arrived["From"]) == ("ama@hospital.example", "placewide@westmere.example")
    assert arrived["Subject"] == "Zoë’s plan: £5 m"
    assert arrived["Message-ID"].endswith("@westmere.example>")
    plain, html = arrived.get_body(("plain",)), arrived.get_body(("html",))
    assert plain is not None and "It takes 2 minutes." in plain.get_content()
    assert html is not None and "<p>Please look.</p>" in html.get_content()


@pytest.mark.django_db
def test_each_reader_sees_no_other(mailbox: Mailbox) -> None:
    letter("ama@hospital.example")
    letter("bo@council.example")
    assert deliver_waiting() == 2
    assert mailbox.recipients == ["ama@hospital.example", "bo@council.example"]
    assert [arrived["To"] for arrived in mailbox.arrived] == mailbox.recipients


@pytest.mark.django_db
def test_without_a_mail_server_everything_waits(settings: Settings) -> None:
    settings.MAIL_SERVER = None
    message = letter()
    assert deliver_waiting() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)


@pytest.mark.django_db
def test_tries_again_after_longer_and_longer_pauses_and_then_gives_up(mailbox: Mailbox) -> None:
    mailbox.answers["ama@hospital.example"] = "451 try later"
    message = letter()
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        began = timezone.now()
        assert deliver_waiting() == 0
        assert deliver_waiting() == 0  # not due
        message.refresh_from_db()
        pauses.append(round((message.not_before - began).total_seconds() / 60))
        due_again()
    assert pauses[:4] == [1, 5, 30, 120]
    assert pauses == sorted(pauses)
    assert (message.state, message.attempts) == (State.FAILED, MOST_ATTEMPTS)
    assert "try later" in message.last_error


@pytest.mark.django_db
def test_a_passing_refusal_is_forgotten_when_it_goes(mailbox: Mailbox) -> None:
    mailbox.answers["ama@hospital.example"] = "451 try later"
    message = letter()
    deliver_waiting()
    mailbox.answers.clear()
    due_again()
    assert deliver_waiting() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 2, "")


@pytest.mark.django_db
def test_a_lasting_refusal_is_not_tried_again_and_keeps_nobody_else_waiting(mailbox: Mailbox) -> None:
    mailbox.answers["gone@hospital.example"] = "550 no such person"
    gone, other = letter("gone@hospital.example"), letter("bo@council.example")
    assert deliver_waiting() == 1
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.state, other.state) == (State.FAILED, State.SENT)
    assert "no such person" in gone.last_error


@pytest.mark.django_db
def test_while_the_server_is_away_no_message_is_charged_and_afterwards_all_goes(settings: Settings) -> None:
    with mail_server() as box:
        pass
    settings.MAIL_SERVER = box
    message = letter()
    for _ in range(MOST_ATTEMPTS + 2):
        assert deliver_waiting() == 0
        due_again()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)
    assert "could not be used" in message.last_error
    with mail_server() as back:
        settings.MAIL_SERVER = back
        assert deliver_waiting() == 1


@pytest.mark.django_db
def test_sends_no_more_than_asked_oldest_first(mailbox: Mailbox) -> None:
    for number in range(3):
        letter(f"n{number}@hospital.example")
    assert deliver_waiting(limit=2) == 2
    assert mailbox.recipients == ["n0@hospital.example", "n1@hospital.example"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(mailbox: Mailbox) -> None:
    addresses = [f"n{number}@hospital.example" for number in range(12)]
    for address in addresses:
        letter(address)

    def deliver(_: int) -> int:
        try:
            return deliver_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(deliver, range(4))) == len(addresses)
    assert sorted(mailbox.recipients) == sorted(addresses)


@pytest.mark.parametrize(("port", "starts_tls", "is_tls"), [(587, True, False), (465, False, True), (25, False, False)])
def test_encrypts_by_port(port: int, starts_tls: bool, is_tls: bool) -> None:
    connecting = connection_to(Mailbox(port=port, user="placewide", password=str(port)))
    assert (connecting.use_tls, connecting.use_ssl) == (starts_tls, is_tls)
    assert (connecting.username, connecting.password, connecting.port) == ("placewide", str(port), port)
