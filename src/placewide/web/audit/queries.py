"""Reading what was recorded. Who may read it is decided above: nothing here knows people or roles."""

from django.db.models import QuerySet

from placewide.web.audit.models import Event


def history(place_id: int | None, kind: str, key: str) -> QuerySet[Event]:
    """What was done to one record, latest first."""
    return Event.objects.filter(place_id=place_id, kind=kind, key=key).order_by("-seq")


def of_place(place_id: int) -> QuerySet[Event]:
    """What was done in a place, latest first."""
    return Event.objects.filter(place_id=place_id).order_by("-seq")
