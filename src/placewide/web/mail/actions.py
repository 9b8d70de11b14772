"""Writing to people: a row in the caller's transaction, so that what is undone is never told."""

from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.core.validators import validate_email

from placewide.web.mail.models import Message

LONGEST_SUBJECT = 300
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the brackets


def post(
    *, to: str, subject: str, text: str, kind: str, place_id: int | None = None, minutes: int = 0, html: str = ""
) -> Message:
    """Put a message in the outbox; it goes after the transaction of the caller is committed, and never if it is not.

    `minutes` is how much of the reader's time it asks. Raises BadHeaderError for a subject or address of several
    lines, ValidationError for what is no address.
    """
    address = to.strip().lower()
    _refuse_second_lines(subject, to)
    validate_email(address)
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError("An e-mail address has at most 254 characters.")
    if not subject.strip():
        raise ValidationError("A message needs a subject.")
    return Message.objects.create(
        to=address,
        subject=subject[:LONGEST_SUBJECT],
        text=text,
        html=html,
        kind=kind,
        place_id=place_id,
        minutes=minutes,
    )


def _refuse_second_lines(*headers: str) -> None:
    """A line break would let whoever chose the text add headers and recipients of their own."""
    for header in headers:
        if len(header.splitlines()) > 1 or header != header.strip("\r\n") or "\0" in header:
            raise BadHeaderError(f"A subject or address has one line only, not {header!r}.")
