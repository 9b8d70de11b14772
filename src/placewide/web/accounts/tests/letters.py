"""Reading the outbox as people read their mail: the latest letter to an address, and the link in it."""

import re

from placewide.web.mail.models import Message

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def letter_to(email: str) -> Message:
    """The latest letter to an address."""
    found = Message.objects.filter(to=email).order_by("-pk").first()
    assert found is not None, f"nothing was written to {email}"
    return found


def link_to(email: str) -> str:
    """The path of the link in the latest letter to an address."""
    found = LINK.search(letter_to(email).text)
    assert found is not None, "the letter has no link"
    return found[1]
