"""What an actor did, written into the audit chain in the transaction in which it was done."""

import json
from typing import Any

from placewide.domain.shared.json_text import canonical_json
from placewide.web.access.actor import Actor
from placewide.web.access.policy import Thing
from placewide.web.audit.actions import record
from placewide.web.audit.models import Event


def audited(
    actor: Actor,
    verb: str,
    thing: Thing,
    *,
    key: str,
    label: str,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Event:
    """Record that the actor did this to the thing named by its kind and `key`. Must run inside the transaction."""
    return record(
        place_id=thing.place,
        user_id=actor.user,
        who=actor.name,
        acting_for=actor.organisation_key,
        organisation_key=thing.organisation or "",
        kind=str(thing.kind),
        key=key,
        label=label,
        verb=verb,
        before=_plain(before),
        after=_plain(after),
        reason=reason,
    )


def _plain(content: Any) -> Any:
    """Exact numbers as JSON has them; they are read by people, and never counted with."""
    return None if content is None else json.loads(canonical_json(content))
