from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from pytest_django import Settings

from placewide.web.mail import queries
from placewide.web.mail.actions import post
from placewide.web.mail.models import Message, State

pytestmark = pytest.mark.django_db
LETTER: dict[str, Any] = {
    "to": "ama@hospital.example",
    "subject": "You are invited",
    "text": "Come in.",
    "kind": "invitation",
}


def test_puts_a_message_in_the_outbox() -> None:
    message = post(**LETTER, place_id=7, minutes=2)
    kept = Message.objects.get()
    assert kept == message
    assert (kept.to, kept.subject, kept.text, kept.html) == ("ama@hospital.example", "You are invited", "Come in.", "")
    assert (kept.kind, kept.place_id, kept.minutes) == ("invitation", 7, 2)
    assert (kept.state, kept.attempts, kept.sent_at) == (State.WAITING, 0, None)


def test_what_is_undone_is_never_told() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post(**LETTER)
        raise ZeroDivisionError
    assert not Message.objects.exists()


@pytest.mark.parametrize("evil", ["Hello\nBcc: all@council.example", "Hello\r\nBcc: x@y.example", "Hello\n", "A\x00B"])
def test_refuses_a_subject_that_would_add_headers(evil: str) -> None:
    with pytest.raises(BadHeaderError):
        post(**LETTER | {"subject": evil})
    assert not Message.objects.exists()


def test_refuses_an_address_that_would_add_headers() -> None:
    with pytest.raises(BadHeaderError):
        post(**LETTER | {"to": "ama@hospital.example\nBcc: all@council.example"})


@pytest.mark.parametrize(
    "address", ["", "ama", "ama@hospital.example, all@council.example", "a" * 60 + "@" + "b" * 300]
)
def test_refuses_what_is_no_address(address: str) -> None:
    with pytest.raises(ValidationError):
        post(**LETTER | {"to": address})


def test_refuses_an_empty_subject() -> None:
    with pytest.raises(ValidationError):
        post(**LETTER | {"subject": "  "})


def test_finds_what_was_written_to_an_address_and_for_a_place() -> None:
    first, second = post(**LETTER, place_id=7), post(**LETTER | {"to": "Ama@Hospital.example"}, place_id=8)
    post(**LETTER | {"to": "bo@council.example"})
    assert list(queries.for_address("AMA@hospital.example")) == [second, first]
    assert list(queries.for_place(7)) == [first]
    assert queries.waiting().count() == 3


@pytest.fixture
def outbox(settings: Settings) -> None:
    """Tests of Django replace the backend that the settings name."""
    settings.EMAIL_BACKEND = "placewide.web.mail.backend.OutboxBackend"


@pytest.mark.usefixtures("outbox")
def test_mail_of_django_lands_there_too_one_row_for_each_reader() -> None:
    letter = EmailMultiAlternatives("Sign in", "Code 123", to=["Ama Osei <ama@hospital.example>"], bcc=["bo@x.example"])
    letter.attach_alternative("<p>Code 123</p>", "text/html")
    assert letter.send() == 1
    rows = list(Message.objects.values_list("to", "subject", "text", "html", "kind"))
    assert rows == [
        (address, "Sign in", "Code 123", "<p>Code 123</p>", "account")
        for address in ("ama@hospital.example", "bo@x.example")
    ]


@pytest.mark.usefixtures("outbox")
def test_mail_of_django_is_undone_with_its_transaction() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("Sign in", "Code 123", None, ["ama@hospital.example"])
        raise ZeroDivisionError
    assert not Message.objects.exists()


@pytest.mark.usefixtures("outbox")
def test_refuses_attachments() -> None:
    letter = EmailMessage("Papers", "Here", to=["ama@hospital.example"])
    letter.attach("papers.pdf", b"%PDF", "application/pdf")
    with pytest.raises(ValueError, match="link"):
        letter.send()
