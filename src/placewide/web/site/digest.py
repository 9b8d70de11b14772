"""The monthly letter: one to each person at most, of all her places, and none where there is nothing to say.

It is the month's one e-mail of the budget of asks: whoever was asked for something by mail this month gets none.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from placewide.web.access.actor import Actor
from placewide.web.accounts import links
from placewide.web.accounts.asks import MONTH, Budget, asked_of
from placewide.web.accounts.entering import full_address
from placewide.web.accounts.models import Membership, User
from placewide.web.mail.actions import post
from placewide.web.site.models import Reader
from placewide.web.site.news import News, news

KIND = "letter"
READING_MINUTES = 2
LOOKED_AGAIN = timedelta(days=1)
STOPPED_BY_LINK_FOR = timedelta(days=365)
MOST_AT_A_TIME = 200
log = logging.getLogger(__name__)


def send_due(now: datetime | None = None) -> int:
    """Write the letters that are due, each in a transaction of its own, and say how many. Several may do so at once."""
    moment = now or timezone.now()
    _enter_new_people(moment)
    due = Reader.objects.filter(next_at__lte=moment, stopped_at=None, user__is_active=True)
    written = 0
    for reader in due.select_related("user").order_by("next_at", "pk")[:MOST_AT_A_TIME]:
        try:
            written += _write(reader, moment)
        except Exception:  # one letter that cannot be written must not keep the others from their readers
            log.exception("The monthly letter to user %d could not be written.", reader.user_id)
            Reader.objects.filter(pk=reader.pk).update(next_at=moment + LOOKED_AGAIN)
    return written


def stop(user: User, now: datetime | None = None) -> None:
    """No letters any more."""
    moment = now or timezone.now()
    with transaction.atomic():
        reader, _ = Reader.objects.get_or_create(user=user, defaults={"told_until": moment, "next_at": moment + MONTH})
        Reader.objects.filter(pk=reader.pk, stopped_at=None).update(stopped_at=moment)


def start_again(user: User, now: datetime | None = None) -> None:
    """Letters again, from a month from now."""
    moment = now or timezone.now()
    stopped = Reader.objects.filter(user=user).exclude(stopped_at=None)
    stopped.update(stopped_at=None, told_until=moment, next_at=moment + MONTH)


def is_stopped(user: User) -> bool:
    """Whether the person wants no letters."""
    return Reader.objects.filter(user=user).exclude(stopped_at=None).exists()


def _enter_new_people(moment: datetime) -> None:
    """Whoever joined gets the first letter a month later."""
    new = Membership.objects.present().exclude(user__in=Reader.objects.values("user")).values_list("user_id", flat=True)
    readers = [Reader(user_id=user, told_until=moment, next_at=moment + MONTH) for user in new.distinct()]
    Reader.objects.bulk_create(readers, ignore_conflicts=True)


@transaction.atomic
def _write(reader: Reader, moment: datetime) -> bool:
    """Whether there was something to say, and the reader's month had room for a letter."""
    due = Reader.objects.filter(pk=reader.pk, next_at=reader.next_at, stopped_at=None)
    if not due.update(next_at=moment + LOOKED_AGAIN):
        return False  # somebody else is at it, or it was stopped this moment
    told = _news(reader, moment)
    if not told:
        return False
    Reader.objects.filter(pk=reader.pk).update(told_until=moment, next_at=moment + MONTH)
    _post(reader, told)
    return True


def _news(reader: Reader, moment: datetime) -> list[tuple[int, News]]:
    """By place, what there is to say in those whose budget is not used up."""
    found: dict[int, News] = {}
    mine = Membership.objects.present().filter(user=reader.user).select_related("organisation")
    for row in mine.order_by("organisation__place__name", "began_at", "pk"):
        place = row.organisation.place_id
        if place in found or Budget(READING_MINUTES, asked_of([reader.user.email], place, moment)).over:
            continue
        told = news(_actor(row, reader.user), reader.told_until)
        if told.is_anything:
            found[place] = told
    return list(found.items())


def _actor(row: Membership, user: User) -> Actor:
    return Actor(
        user=user.pk,
        name=str(user),
        place=row.organisation.place_id,
        organisation=row.organisation_id,
        organisation_key=row.organisation.key,
        roles=row.held_roles,
    )


def _post(reader: Reader, told: Sequence[tuple[int, News]]) -> None:
    """The letter counts for the place that it begins with."""
    token = links.make(links.Purpose.LETTER, reader.user.email, expires=STOPPED_BY_LINK_FOR)
    given = {
        "reader": reader,
        "places": [(one, full_address("overview", one.slug), full_address("history", one.slug)) for _, one in told],
        "address": full_address("home").rstrip("/"),
        "stop_url": full_address("letter_stop", token),
    }
    names = " and ".join(" ".join(one.name.split()) for _, one in told)
    post(
        to=reader.user.email,
        subject=f"{names}: what is new",
        text=render_to_string("site/letter.txt", given),
        kind=KIND,
        place_id=told[0][0],
        minutes=READING_MINUTES,
    )
