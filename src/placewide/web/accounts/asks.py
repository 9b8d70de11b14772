"""The budget of asks: everybody's time is counted, and whoever asks sees the total before it is asked."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from placewide.reports.sentences import count
from placewide.web.access.actor import Actor
from placewide.web.access.policy import HiddenError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts import links
from placewide.web.accounts.models import Link, Membership
from placewide.web.mail.actions import post
from placewide.web.mail.models import Message

MOST_MINUTES = 10
MOST_MAILS = 1
MONTH = timedelta(days=30)
INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of one person in the last thirty days."""

    minutes: int = 0
    mails: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """What sending would ask: `adding` minutes and one e-mail of each, on top of what was asked of them already."""

    adding: int
    before: Mapping[str, Asked]

    @property
    def over(self) -> tuple[str, ...]:
        """The addresses for which it would be too much: more than ten minutes, or more than one e-mail, a month."""
        return tuple(
            email
            for email, asked in self.before.items()
            if asked.minutes + self.adding > MOST_MINUTES or asked.mails + 1 > MOST_MAILS
        )

    @property
    def within(self) -> tuple[str, ...]:
        too_much = set(self.over)
        return tuple(email for email in self.before if email not in too_much)

    @property
    def total(self) -> int:
        """Minutes of everybody together, of those who would be asked."""
        return self.adding * len(self.within)

    @property
    def sentence(self) -> str:
        """What the sender reads before sending."""
        asks = f"This asks {count(len(self.within), 'person', 'people')} for {count(self.adding, 'minute')} each"
        if not self.over:
            return f"{asks}; nobody is asked for more than {MOST_MINUTES} minutes or {MOST_MAILS} e-mail a month."
        left_out = count(len(self.over), "person", "people").capitalize()
        return f"{asks}. {left_out} had enough this month, and will not be asked."


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked of several people: an e-mail each, with a link of their own that needs no account.

    `text` has `{address}` where the link stands; `address_of` makes the address from the token of a link.
    """

    purpose: links.Purpose
    subject: str
    text: str
    minutes: int
    address_of: Callable[[str], str]


def asked_of(emails: Collection[str], place_id: int, now: datetime | None = None) -> dict[str, Asked]:
    """What a place asked of each address in the last thirty days, in two queries; nobody is left out.

    A link's minutes count with the link, so the message that carries it has none of its own. An invitation costs its
    minutes and is not the month's one e-mail. What another place asks is not told: it would give that place away.
    """
    since = (now or timezone.now()) - MONTH
    addresses = list(dict.fromkeys(email.strip().lower() for email in emails))
    sent = Message.objects.filter(to__in=addresses, place_id=place_id, created_at__gte=since)
    made = Link.objects.filter(email__in=addresses, organisation__place_id=place_id, created_at__gte=since)
    minutes: Counter[str] = Counter()
    mails: Counter[str] = Counter()
    number_of = Count("id", filter=~Q(kind=INVITATION))
    for email, spent, number in sent.values_list("to").annotate(spent=Sum("minutes"), number=number_of).order_by():
        minutes[email] += spent
        mails[email] += number
    for email, spent in made.values_list("email").annotate(Sum("minutes")).order_by():
        minutes[email] += spent
    return {email: Asked(minutes[email], mails[email]) for email in addresses}


def budget(emails: Collection[str], place_id: int, adding: int) -> Budget:
    """What asking these people for so many minutes would come to."""
    return Budget(adding, asked_of(emails, place_id))


def send(actor: Actor, ask: Ask, people: Collection[Membership]) -> Budget:
    """Ask members of the actor's place, but for those who had enough this month: the budget returned names them.

    Raises RefusedError, and HiddenError for members of another place.
    """
    require(actor, Action.CREATE, Thing(Kind.MAIL, actor.place))
    if actor.place is None or any(row.organisation.place_id != actor.place for row in people):
        raise HiddenError
    by_address = {row.user.email.lower(): row for row in people}
    with transaction.atomic():
        spent = budget(by_address, actor.place, ask.minutes)
        for email in spent.within:
            _ask(ask, email, by_address[email])
    return spent


def _ask(ask: Ask, email: str, row: Membership) -> None:
    token = links.make(ask.purpose, email, organisation=row.organisation, minutes=ask.minutes)
    text = ask.text.replace("{address}", ask.address_of(token))
    post(to=email, subject=ask.subject, text=text, kind=str(ask.purpose), place_id=row.organisation.place_id)
