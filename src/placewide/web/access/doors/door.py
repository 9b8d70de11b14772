"""What a door is: the kind and action that it stands for, and to whom it opens at all."""

from dataclasses import dataclass
from enum import StrEnum

from placewide.web.access.table import Action, Kind


class Opens(StrEnum):
    """To whom a door opens at all; the access table decides the rest."""

    ANYONE = "anyone"
    LINK = "whoever holds a single-purpose link"
    SIGNED_IN = "signed in"
    MEMBER = "member of the place in the address"
    TOKEN = "a program with a token"  # noqa: S105 - words, not a secret


@dataclass(frozen=True, slots=True)
class Door:
    """`writes`: it may be posted to. A door that only shows refuses everything but GET and HEAD."""

    kind: Kind
    action: Action
    opens: Opens = Opens.MEMBER
    writes: bool = False


def anyone(*, writes: bool = False) -> Door:
    """Open to the public."""
    return Door(Kind.ACCOUNT, Action.SEE, Opens.ANYONE, writes)


def link() -> Door:
    """Open to whoever holds the single-purpose link in the address, for that purpose."""
    return Door(Kind.ACCOUNT, Action.EDIT, Opens.LINK, writes=True)


def own_account(*, writes: bool = True) -> Door:
    """A person's own account."""
    return Door(Kind.ACCOUNT, Action.EDIT, Opens.SIGNED_IN, writes)


def shows(kind: Kind, action: Action = Action.SEE) -> Door:
    """Shows something of a place to those who may see it."""
    return Door(kind, action)


def does(kind: Kind, action: Action) -> Door:
    """Does something in a place."""
    return Door(kind, action, writes=True)


def program(kind: Kind, action: Action, *, writes: bool = False) -> Door:
    """An operation of the API."""
    return Door(kind, action, Opens.TOKEN, writes)
