"""The link with which a person signs in: sent, opened, used once."""

from collections.abc import Callable

from django.db import transaction

from placewide.web.accounts import links
from placewide.web.accounts.actions.accounts import account_for
from placewide.web.accounts.models import User
from placewide.web.mail.actions import post

SUBJECT = "Your link to sign in to Placewide"
UNKNOWN = """You, or somebody else, asked for a link to sign in to Placewide with this address.

There is no account for it. Placewide is open to people who were invited. If you have been invited, the invitation \
went to another of your addresses: try that one, or ask the person who invited you.

If it was not you, there is nothing to do.
"""
KNOWN = """Here is your link to sign in to Placewide. It works once, in the next 15 minutes:

{address}

If you did not ask for it, there is nothing to do: nobody gets in without this message.
"""


def send_link(email: str, address_of: Callable[[str], str], *, open_to_all: bool = False) -> None:
    """Send a link to sign in, or to an address without an account a word that there is none.

    Either way one message is written, in the same time, so that whoever asks learns nothing about who has an account.
    `open_to_all`: on a machine of one's own the link opens a new account.
    """
    email = email.strip().lower()
    with transaction.atomic():
        known = open_to_all or User.objects.filter(email__iexact=email, is_active=True).exists()
        token = links.new_token()
        if known:
            token = links.make(links.Purpose.SIGN_IN, email, expires=links.SIGN_IN_FOR)
        text = KNOWN.format(address=address_of(token)) if known else UNKNOWN
        post(to=email, subject=SUBJECT, text=text, kind="sign_in")


def enter(token: str, *, open_to_all: bool = False) -> User:
    """Use the link up and say whose account it opens. Raises ClosedLinkError."""
    with transaction.atomic():
        link = links.use(token, links.Purpose.SIGN_IN)
        user = User.objects.filter(email__iexact=link.email).first()
        if user is None and open_to_all:
            return account_for(link.email)
        if user is None or not user.is_active:
            raise links.ClosedLinkError
    return user
