"""The one policy: may this actor do this to that? It answers with a reason, from the table and nothing else."""

from dataclasses import dataclass

from placewide.web.access.actor import Actor
from placewide.web.access.table import TABLE, Action, Kind


@dataclass(frozen=True, slots=True)
class Thing:
    """What is acted upon: its kind, place, state, and the organisation it belongs to (None: the whole place)."""

    kind: Kind
    place: int | None
    organisation: str | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """True or false, with the reason that the person reads. `hidden`: it must look as if the thing did not exist."""

    allowed: bool
    reason: str = ""
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


class RefusedError(Exception):
    """An actor may see the thing but may not do this; the message is the reason."""


class HiddenError(Exception):
    """An actor may not know that the thing exists."""


ALLOWED = Decision(True)
HIDDEN = Decision(False, hidden=True)


def decide(actor: Actor, action: Action, thing: Thing) -> Decision:
    """Whether the actor may. Raises KeyError for a kind and action without a row: there is no default."""
    row = TABLE[thing.kind, action]
    if thing.place is None or thing.place != actor.place or not actor.is_member:
        return HIDDEN
    may = row.own if thing.organisation == actor.organisation_key else row.partner
    if thing.organisation is None:
        may = row.partner
    if not actor.roles & may:
        return HIDDEN if action is Action.SEE or not _sees(actor, thing) else Decision(False, row.why)
    if thing.state in row.not_in:
        return Decision(False, f"It is {thing.state}, and cannot be changed any more.")
    if actor.scopes is not None and scope_of(thing.kind, action) not in actor.scopes:
        return Decision(False, f"This token may not {action} {thing.kind.replace('_', ' ')}.")
    if row.second_factor and not actor.second_factor:
        return Decision(False, "This needs a second factor: sign in again with your authenticator or passkey.")
    return ALLOWED


def require(actor: Actor, action: Action, thing: Thing) -> None:
    """Raises RefusedError with the reason, or HiddenError where the thing must not be known."""
    decision = decide(actor, action, thing)
    if decision.hidden:
        raise HiddenError
    if not decision:
        raise RefusedError(decision.reason)


def scope_of(kind: Kind, action: Action) -> str:
    """What a token must have been given to do this: reading is one scope, changing is one for each kind."""
    return "read" if action in (Action.SEE, Action.EXPORT) else f"write:{kind}"


def _sees(actor: Actor, thing: Thing) -> bool:
    row = TABLE.get((thing.kind, Action.SEE))
    if row is None:
        return False
    may = row.own if thing.organisation == actor.organisation_key else row.partner
    return bool(actor.roles & may)
