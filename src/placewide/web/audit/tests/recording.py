"""Events for tests: plain deeds, recorded one after the other."""

from typing import Any

from django.db import transaction

from placewide.web.audit.actions import record
from placewide.web.audit.models import Event


def note(number: int = 1, **changes: Any) -> Event:
    """The programme office renames a project for the hospital, for the `number`-th time."""
    deed: dict[str, Any] = {
        "place_id": 7,
        "user_id": 3,
        "who": "Ama Osei",
        "acting_for": "Riverside General Hospital",
        "organisation_key": "hospital",
        "kind": "project",
        "key": "shared_record",
        "label": "Shared care record",
        "verb": "changed",
        "before": {"name": f"Name {number - 1}"},
        "after": {"name": f"Name {number}"},
        "reason": "Named as its users name it",
    }
    with transaction.atomic():
        return record(**deed | changes)


def note_many(count: int) -> None:
    for number in range(1, count + 1):
        note(number)
