"""Inviting people to an organisation: a letter to one address, with a link that works once, for fourteen days."""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from placewide.web.access.actor import Actor, Role
from placewide.web.access.auditing import audited
from placewide.web.access.policy import HiddenError, RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts import links
from placewide.web.accounts.actions.accounts import account_for, proved
from placewide.web.accounts.actors import digest_of
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.accounts.queries import organisation as organisation_of
from placewide.web.accounts.roles import grantable, named
from placewide.web.mail.actions import post
from placewide.web.organisations.models import Organisation

OPEN_FOR = timedelta(days=14)
MINUTES = 2
LETTER = """{inviter} invites you to {place} on Placewide, for {organisation}, as: {roles}.

Placewide is where the organisations of a place plan and pay for their digital work together. Look at the invitation, \
and accept it if you wish:

{address}

The link is yours alone, works once, and ends on {end}. You need no password. Whoever did not expect this may leave it.
"""
Address = Callable[[str], str]
"""From the token of an invitation to the address of its page."""


def invite(actor: Actor, organisation: str, email: str, roles: Collection[Role], *, address_of: Address) -> Invitation:
    """Invite an address to an organisation of the actor's place, with these roles, and write to it.

    Raises RefusedError with the reason, also where the person belongs there already or has an open invitation, and
    HiddenError for an organisation that is not in the place.
    """
    row = organisation_of(actor, organisation)
    require(actor, Action.INVITE, Thing(Kind.INVITATION, actor.place, row.key))
    email = _address(email)
    _check_roles(actor, roles)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=row.pk)  # of two invitations at once, one is first
        _check_is_new(row, email)
        token = links.new_token()
        invitation = Invitation.objects.create(
            organisation=row,
            email=email,
            roles=sorted(roles),
            token_digest=digest_of(token),
            invited_by_id=actor.user,
            expires_at=timezone.now() + OPEN_FOR,
        )
        _write(actor, invitation, address_of(token))
        _audit(actor, "invited", invitation)
    return invitation


def resend(actor: Actor, number: int, *, address_of: Address) -> Invitation:
    """Write again, with a new link and fourteen more days; the old link ends. Raises as `invite` does."""
    with transaction.atomic():
        invitation = _open(actor, number, Action.INVITE)
        token = links.new_token()
        invitation.token_digest = digest_of(token)
        invitation.expires_at = timezone.now() + OPEN_FOR
        invitation.save(update_fields=["token_digest", "expires_at"])
        _write(actor, invitation, address_of(token))
        _audit(actor, "invited again", invitation)
    return invitation


def cancel(actor: Actor, number: int) -> Invitation:
    """Take an open invitation back. Raises as `invite` does."""
    with transaction.atomic():
        invitation = _open(actor, number, Action.CANCEL)
        invitation.cancelled_at = timezone.now()
        invitation.save(update_fields=["cancelled_at"])
        _audit(actor, "cancelled", invitation)
    return invitation


def opened(token: str) -> Invitation:
    """The invitation that a link stands for. Raises ClosedLinkError, without telling why."""
    waiting = Invitation.objects.open().select_related("organisation__place", "invited_by")
    invitation = waiting.filter(token_digest=digest_of(token)).first()
    if invitation is None:
        raise links.ClosedLinkError
    return invitation


def accept(token: str, name: str = "") -> Membership:
    """Accept by the link of the letter, which proves the address: makes the account if there is none.

    Raises ClosedLinkError, also where somebody was a moment faster.
    """
    with transaction.atomic():
        invitation = opened(token)
        return _accepted(invitation, account_for(invitation.email, name))


def accept_mine(actor: Actor, number: int, *, provider: str | None = None) -> Membership:
    """Accept an invitation to one's own address, signed in. Raises HiddenError where there is none.

    `provider` is the organisation's own sign-in that opened the session: it vouches at that organisation only.
    """
    user = User.objects.filter(pk=actor.user or 0).first()
    invitation = Invitation.objects.open().select_related("organisation__place").filter(pk=number).first()
    if user is None or invitation is None or invitation.email != user.email.lower():
        raise HiddenError
    if provider is not None and invitation.organisation.sign_in_provider != provider:
        raise HiddenError
    with transaction.atomic():
        proved(user)
        return _accepted(invitation, user)


def _accepted(invitation: Invitation, user: User) -> Membership:
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, cancelled_at=None)
    if not user.is_active or not waiting.update(accepted_at=timezone.now()):
        raise links.ClosedLinkError
    held = Membership.objects.filter(user=user, organisation=invitation.organisation, ended_at=None).first()
    membership = held or Membership(user=user, organisation=invitation.organisation)
    membership.roles = sorted({*membership.roles, *invitation.roles})
    membership.save()
    _audit(Actor(user=user.pk, name=str(user), organisation_key=invitation.organisation.key), "accepted", invitation)
    return membership


def _open(actor: Actor, number: int, action: Action) -> Invitation:
    waiting = Invitation.objects.open().select_related("organisation__place").select_for_update(of=("self",))
    invitation = waiting.filter(pk=number, organisation__place_id=actor.place or 0).first()
    if invitation is None:
        raise HiddenError
    require(actor, action, Thing(Kind.INVITATION, actor.place, invitation.organisation.key))
    return invitation


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise RefusedError(f"“{email}” is not an e-mail address.") from None
    return email


def _check_roles(actor: Actor, roles: Collection[Role]) -> None:
    if not roles:
        raise RefusedError("Choose at least one role.")
    if not set(roles) <= grantable(actor):
        raise RefusedError("Only the programme office can make somebody else the programme office.")


def _check_is_new(organisation: Organisation, email: str) -> None:
    present = Membership.objects.present().filter(organisation=organisation)
    if present.filter(user__email__iexact=email).exists():
        raise RefusedError(f"{email} belongs to {organisation.name} already; change the roles there.")
    if Invitation.objects.open().filter(organisation=organisation, email=email).exists():
        raise RefusedError(f"{email} has been invited already; send that invitation again.")


def _write(actor: Actor, invitation: Invitation, address: str) -> None:
    organisation = invitation.organisation
    text = LETTER.format(
        inviter=actor.name,
        place=organisation.place.name,
        organisation=organisation.name,
        roles=named(invitation.offered_roles),
        address=address,
        end=f"{timezone.localtime(invitation.expires_at):%-d %B %Y}",
    )
    subject = " ".join(f"{actor.name} invites you to {organisation.place.name}".split())
    post(
        to=invitation.email,
        subject=subject,
        text=text,
        kind="invitation",
        place_id=organisation.place_id,
        minutes=MINUTES,
    )


def _audit(actor: Actor, verb: str, invitation: Invitation) -> None:
    organisation = invitation.organisation
    audited(
        actor,
        verb,
        Thing(Kind.INVITATION, organisation.place_id, organisation.key),
        key=f"invitation/{invitation.pk}",
        label=f"{invitation.email} to {organisation.name}",
        after={"email": invitation.email, "roles": sorted(invitation.roles)},
    )
