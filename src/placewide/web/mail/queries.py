"""What lies in the outbox. Who may read it is decided above: nothing here knows people or roles."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from placewide.web.mail.models import Message, State


def waiting() -> QuerySet[Message]:
    """What has not gone yet, oldest first."""
    return Message.objects.filter(state=State.WAITING).order_by("id")


def due(moment: datetime | None = None) -> QuerySet[Message]:
    """What should go now, oldest first: it waits, and the pause after a failed attempt is over."""
    return waiting().filter(not_before__lte=moment or timezone.now())


def for_place(place_id: int) -> QuerySet[Message]:
    """What was written for a place, latest first."""
    return Message.objects.filter(place_id=place_id).order_by("-id")


def for_address(address: str) -> QuerySet[Message]:
    """What was written to an address, latest first; capitals do not matter."""
    return Message.objects.filter(to=address.strip().lower()).order_by("-id")
