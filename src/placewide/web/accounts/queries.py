"""What is read about people: those of a place, one's own places and invitations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from placewide.web.access.actor import Actor, Role
from placewide.web.access.policy import HiddenError, Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.models import Invitation, InvitationQuerySet, Membership, MembershipQuerySet, Token, User
from placewide.web.accounts.roles import named
from placewide.web.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class PeopleOf:
    """An organisation with its people, and what the reader may do about them."""

    organisation: Organisation
    members: Sequence[Membership]
    invitations: Sequence[Invitation]
    may_change: bool
    may_invite: bool

    @property
    def named(self) -> list[tuple[Membership, str]]:
        """Each member with the roles in words."""
        return [(row, named(row.held_roles)) for row in self.members]


def members(actor: Actor) -> MembershipQuerySet:
    """The people of the actor's place. Raises HiddenError for anybody outside it."""
    if not decide(actor, Action.SEE, Thing(Kind.PERSON, actor.place, actor.organisation_key)):
        raise HiddenError
    return Membership.objects.present().filter(organisation__place_id=actor.place or 0)


def member(actor: Actor, number: int) -> Membership:
    """One membership of the actor's place. Raises HiddenError."""
    found = members(actor).select_related("user", "organisation__place").filter(pk=number).first()
    if found is None:
        raise HiddenError
    return found


def invitations(actor: Actor) -> InvitationQuerySet:
    """The open invitations that the actor may see: the own organisation’s, or all for the programme office."""
    waiting = Invitation.objects.open().filter(organisation__place_id=actor.place or 0)
    if decide(actor, Action.SEE, Thing(Kind.INVITATION, actor.place)):
        return waiting
    if decide(actor, Action.SEE, Thing(Kind.INVITATION, actor.place, actor.organisation_key)):
        return waiting.filter(organisation_id=actor.organisation or 0)
    return waiting.none()


def people(actor: Actor) -> list[PeopleOf]:
    """Who is who, by organisation, in three queries however many they are."""
    everybody = members(actor).select_related("user", "organisation").order_by("user__name", "user__email")
    waiting = invitations(actor).select_related("organisation", "invited_by").order_by("email")
    organisations = Organisation.objects.of(actor.place or 0).present()
    return [
        PeopleOf(
            organisation=one,
            members=[row for row in everybody if row.organisation_id == one.pk],
            invitations=[row for row in waiting if row.organisation_id == one.pk],
            may_change=bool(decide(actor, Action.EDIT, Thing(Kind.PERSON, actor.place, one.key))),
            may_invite=bool(decide(actor, Action.INVITE, Thing(Kind.INVITATION, actor.place, one.key))),
        )
        for one in organisations
    ]


def organisation(actor: Actor, key: str) -> Organisation:
    """An organisation of the actor's place. Raises HiddenError."""
    found = Organisation.objects.of(actor.place or 0).present().filter(key=key).first()
    if found is None or not actor.is_member:
        raise HiddenError
    return found


def offices(place_id: int) -> MembershipQuerySet:
    """Everybody who may hold the programme office of a place: which of them do, `holds_office` tells."""
    return Membership.objects.present().filter(organisation__place_id=place_id)


def holds_office(membership: Membership) -> bool:
    return Role.PROGRAMME_OFFICE in membership.held_roles


def own(actor: Actor) -> Membership:
    """What the actor is at this moment. Raises HiddenError."""
    present = Membership.objects.present().select_related("user", "organisation__place")
    found = present.filter(user_id=actor.user or 0, organisation_id=actor.organisation or 0).first()
    if found is None:
        raise HiddenError
    return found


def tokens(actor: Actor) -> QuerySet[Token]:
    """The tokens that a person made for what she is, open and ended, latest first."""
    mine = Token.objects.filter(membership__user_id=actor.user or 0)
    return mine.filter(membership__organisation_id=actor.organisation or 0)


def invited(user: User) -> InvitationQuerySet:
    """The open invitations to a person's own address."""
    return (
        Invitation.objects.open().filter(email__iexact=user.email).select_related("organisation__place", "invited_by")
    )
