"""Opening an account, and changing what it says about its owner."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from placewide.web.access.actor import Actor
from placewide.web.access.policy import RefusedError
from placewide.web.accounts.models import User


def account_for(email: str, name: str = "") -> User:
    """The account of an address that has just been proved to be the person's; a new one if there is none."""
    user = User.objects.filter(email__iexact=email).first() or _new(email, name)
    if name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    proved(user)
    return user


def proved(user: User) -> None:
    """Note that the person reads the mail of the account's address."""
    known = EmailAddress.objects.filter(user=user)
    if not known.filter(email__iexact=user.email).update(verified=True):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=not known.exists())


def rename(actor: Actor, name: str) -> User:
    """Change the name under which a person is known to others. Raises RefusedError for the public."""
    user = User.objects.filter(pk=actor.user or 0).first()
    if user is None:
        raise RefusedError("Sign in to change your name.")
    user.name = name.strip()
    user.save(update_fields=["name"])
    return user


def _new(email: str, name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name)
    except IntegrityError:  # somebody used the same link at the same moment; the account is there now
        return User.objects.get(email__iexact=email)
