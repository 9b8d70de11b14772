"""What people are for an organisation: their roles, and the end of it, with whoever comes after them."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from placewide.web.access.actor import Actor, Role
from placewide.web.access.auditing import audited
from placewide.web.access.policy import HiddenError, RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.leaving import owned_by
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.accounts.queries import holds_office, offices
from placewide.web.accounts.roles import grantable

LAST_OFFICE = "A place needs a programme office. Give somebody else that role first."
OFFICE_ONLY = "Only the programme office can change who the programme office is."


def change_roles(actor: Actor, number: int, roles: Collection[Role], *, seen: Collection[str]) -> Membership:
    """Give a member these roles in place of the ones that the actor saw.

    Raises HiddenError, and RefusedError with the reason: the policy's, a role that the actor cannot give or take, a
    change in the meantime, or the last programme office.
    """
    with transaction.atomic():
        membership = _locked(actor, number)
        require(actor, Action.EDIT, _thing(membership))
        if sorted(seen) != sorted(membership.roles):
            raise RefusedError(f"The roles of {membership.user} were changed in the meantime. Look again.")
        if not roles:
            raise RefusedError("Choose at least one role, or end the membership.")
        _check_office(actor, membership, keeps=Role.PROGRAMME_OFFICE in roles)
        before, membership.roles = sorted(membership.roles), sorted(roles)
        if before == membership.roles:
            return membership
        membership.save(update_fields=["roles"])
        _audit(actor, "changed", membership, before={"roles": before}, after={"roles": membership.roles})
    return membership


def end_membership(actor: Actor, number: int, *, successor: int | None = None) -> Membership:
    """End what a person is for an organisation; the rights end with the person's next request.

    `successor` is the membership, of the same organisation, of whoever takes over what the leaver owned. Anybody may
    leave; else the policy decides. Raises as `change_roles` does.
    """
    with transaction.atomic():
        membership = _locked(actor, number)
        if membership.user_id != actor.user:
            require(actor, Action.REMOVE, _thing(membership))
        _check_office(actor, membership, keeps=False)
        follows = _successor(membership, successor)
        owned = owned_by(membership)
        _hand_over(membership, follows)
        membership.ended_at, membership.successor = timezone.now(), follows
        membership.save(update_fields=["ended_at", "successor"])
        after = {"successor": str(follows) if follows else None, "owned": owned}
        _audit(actor, "ended", membership, before={"roles": sorted(membership.roles)}, after=after)
    return membership


def _locked(actor: Actor, number: int) -> Membership:
    """The membership, with all of the place locked: two programme offices cannot end each other at once."""
    everybody = offices(actor.place or 0).select_related("user", "organisation__place").select_for_update(of=("self",))
    found = next((row for row in everybody.order_by("pk") if row.pk == number), None)
    if found is None or not actor.is_member:
        raise HiddenError
    return found


def _check_office(actor: Actor, membership: Membership, *, keeps: bool) -> None:
    holds = holds_office(membership)
    steps_down = membership.user_id == actor.user and not keeps
    if (holds or keeps) and not steps_down and Role.PROGRAMME_OFFICE not in grantable(actor):
        raise RefusedError(OFFICE_ONLY)
    if not holds or keeps:
        return
    others = offices(membership.organisation.place_id).exclude(pk=membership.pk)
    if not any(holds_office(row) for row in others):
        raise RefusedError(LAST_OFFICE)


def _successor(membership: Membership, number: int | None) -> User | None:
    if number is None:
        return None
    colleagues = Membership.objects.present().filter(organisation=membership.organisation).exclude(pk=membership.pk)
    chosen = colleagues.select_related("user").filter(pk=number).first()
    if chosen is None:
        raise RefusedError(f"Choose somebody of {membership.organisation.name} to take over.")
    return chosen.user


def _hand_over(membership: Membership, follows: User | None) -> None:
    """What a leaver sent goes over to a successor; without one it is taken back, or she would come back by it."""
    membership.tokens.filter(ended_at=None).update(ended_at=timezone.now())
    sent = Invitation.objects.open().filter(organisation=membership.organisation, invited_by=membership.user)
    if follows is not None:
        sent.update(invited_by=follows)
    else:
        sent.update(cancelled_at=timezone.now())


def _thing(membership: Membership) -> Thing:
    return Thing(Kind.PERSON, membership.organisation.place_id, membership.organisation.key)


def _audit(actor: Actor, verb: str, membership: Membership, *, before: object, after: object) -> None:
    label = f"{membership.user} for {membership.organisation}"
    audited(actor, verb, _thing(membership), key=f"person/{membership.pk}", label=label, before=before, after=after)
