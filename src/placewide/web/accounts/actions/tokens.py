"""Keys for programs: made by a person for what she is at one organisation, never for more than she may do."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import HiddenError, RefusedError, Thing, require, scope_of
from placewide.web.access.table import TABLE, Action, Kind
from placewide.web.accounts import links
from placewide.web.accounts.actors import digest_of
from placewide.web.accounts.models import Token
from placewide.web.accounts.queries import own

LONGEST_DAYS = 365
READ = "read"
NEVER = frozenset({Kind.ACCOUNT, Kind.SIGN_IN, Kind.TOKEN, Kind.PERSON, Kind.INVITATION, Kind.MAIL})
"""No program may change who has rights here: a token that leaks must not be able to make itself a successor."""


def scopes_for(actor: Actor) -> list[str]:
    """The scopes that a token of this person may have: reading first, then each kind that she may change."""
    writes = {
        scope_of(kind, action)
        for (kind, action), row in TABLE.items()
        if kind not in NEVER and actor.roles & row.own and scope_of(kind, action) != READ
    }
    return [READ, *sorted(writes)]


def create_token(actor: Actor, name: str, scopes: Collection[str], days: int) -> tuple[Token, str]:
    """A token, and its text, which is shown once and kept as a digest only.

    Raises RefusedError: for a program (no token makes another), a scope beyond the person's own rights, or more than a
    year.
    """
    require(actor, Action.CREATE, Thing(Kind.TOKEN, actor.place, actor.organisation_key))
    if actor.scopes is not None:
        raise RefusedError("A program cannot make tokens.")
    if not scopes or not set(scopes) <= set(scopes_for(actor)):
        raise RefusedError("Choose at least one thing that the program may do, and nothing that you may not do.")
    if not 1 <= days <= LONGEST_DAYS:
        raise RefusedError("A token lasts from one day to one year.")
    text = f"pw_{links.new_token()}"
    with transaction.atomic():
        token = Token.objects.create(
            membership=own(actor),
            name=name.strip(),
            token_digest=digest_of(text),
            scopes=sorted(scopes),
            expires_at=timezone.now() + timedelta(days=days),
        )
        _audit(actor, "created", token)
    return token, text


def end_token(actor: Actor, number: int) -> Token:
    """End one's own token; programs that use it are refused at once. Raises HiddenError for anybody else's."""
    require(actor, Action.REMOVE, Thing(Kind.TOKEN, actor.place, actor.organisation_key))
    with transaction.atomic():
        token = Token.objects.filter(pk=number, membership=own(actor), ended_at=None).first()
        if token is None:
            raise HiddenError
        token.ended_at = timezone.now()
        token.save(update_fields=["ended_at"])
        _audit(actor, "ended", token)
    return token


def _audit(actor: Actor, verb: str, token: Token) -> None:
    thing = Thing(Kind.TOKEN, actor.place, actor.organisation_key)
    after = {"scopes": token.scopes, "expires": token.expires_at.date().isoformat()}
    audited(actor, verb, thing, key=f"token/{token.pk}", label=token.name, after=after)
