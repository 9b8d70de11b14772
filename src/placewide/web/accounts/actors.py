"""From a session or a token to the actor: who asks, for which organisation, with which roles."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

from placewide.web.access.actor import PUBLIC, Actor
from placewide.web.accounts.models import Membership, MembershipQuerySet, Token, User

NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a token was last used: noting each use would lock the database for reading."""
ACTING_FOR = "acting_for"
"""The key of the session under which stands, by place, the organisation that the person acts for."""
PROVIDER_SECOND_FACTOR = "provider_second_factor"
"""The key of the session under which an organisation's own sign-in vouched for a second factor."""


@dataclass(frozen=True, slots=True)
class PlaceOfRequest:
    """The place in the address, as far as its members need it on every page."""

    id: int
    slug: str
    name: str
    organisation_name: str
    choices: int
    second_factor_always: bool


def memberships_of(user: User, request: HttpRequest) -> MembershipQuerySet:
    """What a person is, in this session, at this moment: a change of roles holds from the next request.

    An organisation's own sign-in vouches for its people at that organisation and nowhere else: whoever runs it could
    name any address, and must not reach another organisation, or another place, by it.
    """
    mine = Membership.objects.present().filter(user=user)
    provider = provider_of(request)
    return mine if provider is None else mine.filter(organisation__sign_in_provider=provider)


def memberships_in(request: HttpRequest, user: User, slug: str) -> list[Membership]:
    """What a person is in a place in this session, oldest first."""
    mine = memberships_of(user, request).filter(organisation__place__slug=slug)
    return list(mine.select_related("organisation__place").order_by("began_at", "pk"))


def actor_in(request: HttpRequest, slug: str) -> tuple[Actor, PlaceOfRequest | None]:
    """The signed-in person as actor in a place, and the place; no roles and None where she does not belong to it."""
    user = request.user
    if not isinstance(user, User):
        return PUBLIC, None
    mine = memberships_in(request, user, slug)
    if not mine:
        return person(request, user), None
    chosen = request.session.get(ACTING_FOR, {}).get(slug)
    acting = next((row for row in mine if row.organisation.key == chosen), mine[0])
    organisation, place = acting.organisation, acting.organisation.place
    of_request = PlaceOfRequest(
        place.pk, place.slug, place.name, organisation.name, len(mine), organisation.second_factor_always
    )
    return _actor(user, acting, second_factor=has_second_factor(request)), of_request


def person(request: HttpRequest, user: User) -> Actor:
    """A signed-in person outside any place."""
    return Actor(user=user.pk, name=str(user), second_factor=has_second_factor(request))


def actor_of_token(text: str) -> tuple[Actor, Token] | None:
    """The actor for whom a token speaks, or None where it is unknown, ended, expired, or its owner has left."""
    tokens = Token.objects.select_related("membership__user", "membership__organisation__place")
    token = tokens.filter(token_digest=digest_of(text), membership__in=Membership.objects.present()).first()
    if token is None or not token.is_open():
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return _actor(token.membership.user, token.membership, scopes=frozenset(token.scopes)), token


def digest_of(token: str) -> str:
    """What is kept of a token: enough to know it again, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or reopened, with an authenticator, a passkey or a recovery code; or through an
    organisation's own sign-in that vouches for a second factor of its own.
    """
    proved = any(record.get("method") == "mfa" for record in _records(request))
    return proved or bool(provider_of(request) and request.session.get(PROVIDER_SECOND_FACTOR))


def provider_of(request: HttpRequest) -> str | None:
    """The organisation's own sign-in through which this session was opened, or None where it was opened here."""
    own = [record for record in _records(request) if record.get("method") == "socialaccount"]
    return str(own[-1].get("provider")) if own else None


def _records(request: HttpRequest) -> list[dict[str, object]]:
    """How this session was opened. Without the user, the library knows of nothing."""
    user = request.user
    return list(get_authentication_records(request, user)) if isinstance(user, User) else []


def _actor(
    user: User, membership: Membership, *, second_factor: bool = False, scopes: frozenset[str] | None = None
) -> Actor:
    return Actor(
        user=user.pk,
        name=str(user),
        place=membership.organisation.place_id,
        organisation=membership.organisation_id,
        organisation_key=membership.organisation.key,
        roles=membership.held_roles,
        second_factor=second_factor,
        scopes=scopes,
    )
