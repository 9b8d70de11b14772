"""Single-purpose, expiring links: whoever holds one may do the one thing that it is for, once, without an account."""

import secrets
from datetime import timedelta

from django.utils import timezone

from placewide.web.accounts.actors import digest_of
from placewide.web.accounts.models import Link
from placewide.web.organisations.models import Organisation

Purpose = Link.Purpose
SIGN_IN_FOR = timedelta(minutes=15)
ANSWER_FOR = timedelta(days=30)


class ClosedLinkError(Exception):
    """The link is unknown, was used, or its time is over: nobody is told which."""


def new_token() -> str:
    """A secret that cannot be guessed (256 bits), fit for an address."""
    return secrets.token_urlsafe(32)


def make(
    purpose: Purpose,
    email: str,
    *,
    organisation: Organisation | None = None,
    minutes: int = 0,
    expires: timedelta = ANSWER_FOR,
) -> str:
    """A link for one purpose and one address; the token is returned once and only its digest is kept.

    `minutes` is how much of the person's time it asks; the message that carries it then asks for none of its own.
    """
    token = new_token()
    Link.objects.create(
        purpose=purpose,
        token_digest=digest_of(token),
        email=email.strip().lower(),
        organisation=organisation,
        minutes=minutes,
        expires_at=timezone.now() + expires,
    )
    return token


def opened(token: str, purpose: Purpose) -> Link:
    """The link, still to be used. Raises ClosedLinkError."""
    links = Link.objects.select_related("organisation__place")
    link = links.filter(token_digest=digest_of(token), purpose=purpose).first()
    if link is None or not link.is_open() or (link.organisation and link.organisation.left_at):
        raise ClosedLinkError
    return link


def use(token: str, purpose: Purpose) -> Link:
    """Use the link up, in the transaction of what it is for; of two at once, one is first. Raises ClosedLinkError."""
    link = opened(token, purpose)
    if not Link.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        raise ClosedLinkError
    return link
