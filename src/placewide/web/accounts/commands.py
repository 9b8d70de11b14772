"""`placewide user …`: what whoever runs the installation does about people, where nobody is there to click yet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from placewide.web.access.actor import Actor, Role
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing
from placewide.web.access.table import Kind
from placewide.web.accounts.actions.accounts import account_for
from placewide.web.accounts.actions.invitations import invite as invite_to
from placewide.web.accounts.entering import full_address
from placewide.web.accounts.links import SIGN_IN_FOR, Purpose, make
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.accounts.roles import named
from placewide.web.organisations.models import Organisation

OPERATOR = "the command line"


class CommandRefusedError(Exception):
    """The command cannot be done; the message says why, in words for a terminal."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of `user list`."""

    email: str
    name: str
    place: str
    organisation: str
    roles: str
    second_factor: bool


def add(email: str, name: str, *, place: str = "", organisation: str = "", roles: Collection[str] = ()) -> User:
    """Make an account, and with `place` and `organisation` a member of it. The person signs in with a link.

    Raises CommandRefusedError for an address that is none, an unknown role, place or organisation.
    """
    try:
        validate_email(email.strip())
    except ValidationError:
        raise CommandRefusedError(f"“{email}” is not an e-mail address.") from None
    held = _roles(roles)
    row = _organisation(place, organisation) if place else None
    with transaction.atomic():
        user = account_for(email.strip().lower(), name)
        if row is not None:
            _join(user, row, held)
    return user


def invite(place: str, organisation: str, email: str, roles: Collection[str]) -> Invitation:
    """Invite as the programme office would. The letter goes to the outbox. Raises CommandRefusedError."""
    row = _organisation(place, organisation)
    try:
        return invite_to(
            _operator(row), row.key, email, _roles(roles), address_of=lambda token: full_address("invitation", token)
        )
    except RefusedError as refused:
        raise CommandRefusedError(str(refused)) from refused


def listed(place: str = "") -> Iterator[Person]:
    """Everybody who belongs to a place, or to any."""
    rows = Membership.objects.present().select_related("user", "organisation__place")
    if place:
        rows = rows.filter(organisation__place__slug=place)
    protected = set(Authenticator.objects.values_list("user_id", flat=True))
    for row in rows.order_by("organisation__place__slug", "organisation__name", "user__email"):
        organisation = row.organisation
        yield Person(
            email=row.user.email,
            name=row.user.name,
            place=organisation.place.slug,
            organisation=organisation.name,
            roles=named(row.held_roles),
            second_factor=row.user_id in protected,
        )


def reset_second_factor(email: str) -> int:
    """Take every authenticator, passkey and recovery code off an account whose owner lost them; how many there were.

    Whoever does this has made sure by another way that it is the person. Raises CommandRefusedError.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise CommandRefusedError(f"There is no account for {email}.")
    with transaction.atomic():
        number = int(Authenticator.objects.filter(user=user).delete()[0])
        actor = Actor(name=OPERATOR, system=OPERATOR)
        audited(actor, "took off", Thing(Kind.SIGN_IN, None), key=f"user/{user.pk}", label=f"second factor of {user}")
    return number


def sign_in_link(email: str) -> str:
    """The token of a link that signs this person in; an account is made where there is none.

    Whoever opens it comes in as that person, so the history keeps that it was made here. Raises CommandRefusedError.
    """
    address = email.strip().lower()
    if not User.objects.filter(email__iexact=address).exists():
        add(address, "")
    with transaction.atomic():
        thing = Thing(Kind.SIGN_IN, None)
        actor = Actor(name=OPERATOR, system=OPERATOR)
        audited(actor, "made", thing, key=f"sign_in/{address}", label=f"a sign-in link for {address}")
        return make(Purpose.SIGN_IN, address, expires=SIGN_IN_FOR)


def _join(user: User, row: Organisation, roles: frozenset[Role]) -> None:
    if Membership.objects.filter(user=user, organisation=row, ended_at=None).exists():
        raise CommandRefusedError(f"{user} belongs to {row.name} already.")
    membership = Membership.objects.create(user=user, organisation=row, roles=sorted(roles or {Role.MEMBER}))
    thing = Thing(Kind.PERSON, row.place_id, row.key)
    label = f"{user} for {row}"
    audited(
        _operator(row), "added", thing, key=f"person/{membership.pk}", label=label, after={"roles": membership.roles}
    )  # fmt: skip


def _operator(row: Organisation) -> Actor:
    """Whoever has the machine can do what the programme office can; the history says that it was done from here."""
    return Actor(
        name=OPERATOR,
        system=OPERATOR,
        place=row.place_id,
        organisation=row.pk,
        organisation_key=row.key,
        roles=frozenset({Role.PROGRAMME_OFFICE}),
        second_factor=True,
    )


def _organisation(place: str, organisation: str) -> Organisation:
    here = Organisation.objects.present().filter(place__slug=place)
    row = here.select_related("place").filter(key=organisation).first()
    if row is None:
        known = ", ".join(here.values_list("key", flat=True)) or "no place of that name"
        raise CommandRefusedError(f"There is no organisation “{organisation}” in “{place}”: there is {known}.")
    return row


def _roles(names: Collection[str]) -> frozenset[Role]:
    unknown = [name for name in names if name not in Role._value2member_map_]
    if unknown:
        raise CommandRefusedError(f"“{unknown[0]}” is not a role: there are {', '.join(Role)}.")
    return frozenset(Role(name) for name in names)
