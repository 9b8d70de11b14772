"""Checking what is stored: the audit chain, every place against its digest, the database itself."""

from dataclasses import dataclass

from django.db import connection

from placewide.web.audit.verify import verify as verify_chain
from placewide.web.places.models import Place
from placewide.web.places.storage import document_of

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, in lines, and whether all of it is sound."""

    lines: tuple[str, ...]
    sound: bool


def verify() -> Checked:
    """Check everything; what is wrong is named."""
    wrong = [*_chain(), *_places(), *_database()]
    places = Place.objects.count()
    told = [f"The audit chain, {places} places and the {connection.vendor} database were checked."]
    told += [f"WRONG: {line}" for line in wrong[:MOST_SHOWN]]
    told += [f"… and {len(wrong) - MOST_SHOWN} more" for _ in wrong[MOST_SHOWN : MOST_SHOWN + 1]]
    return Checked((*told, "All is sound." if not wrong else f"{len(wrong)} things are wrong."), not wrong)


def _chain() -> list[str]:
    return [f"event {problem.seq} of the audit chain: {problem.what}" for problem in verify_chain().problems]


def _places() -> list[str]:
    """A place is what its rows say: their digest must be the one that the last change wrote down."""
    return [
        f"the stored document of “{place.slug}” is not the one that was written"
        for place in Place.objects.order_by("slug").iterator()
        if document_of(place).digest != place.digest
    ]


def _database() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answers = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        answers += [f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in cursor.fetchall()]
    return [answer for answer in answers if answer != "ok"]
