"""People for programs, to be read only: who may do what is never changed by a token, which could make itself heirs."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts import queries
from placewide.web.accounts.api.programs import ApiRequest
from placewide.web.accounts.models import Invitation, Membership

router = Router(tags=["people"])


class MemberOut(Schema):
    """Who somebody is for an organisation, and what she may do."""

    id: int
    name: str
    email: str
    organisation: str
    roles: list[str]


class InvitationOut(Schema):
    """An invitation that nobody has answered yet."""

    id: int
    email: str
    organisation: str
    roles: list[str]
    expires_at: datetime


class MeOut(Schema):
    """For whom the token acts, and what it may do of what its owner may."""

    name: str
    place: str
    organisation: str
    roles: list[str]
    scopes: list[str]


@router.get("/places/{place}/people", response=list[MemberOut], operation_id="people", url_name="people")
def list_people(request: ApiRequest, place: str) -> Any:
    """Everybody of the place, by organisation."""
    return [_member(row) for group in queries.people(request.actor) for row in group.members]


@router.get(
    "/places/{place}/invitations", response=list[InvitationOut], operation_id="invitations", url_name="invitations"
)
def list_invitations(request: ApiRequest, place: str) -> Any:
    """The open invitations: of your organisation, or of all for the programme office."""
    thing = Thing(Kind.INVITATION, request.actor.place, request.actor.organisation_key)
    require(request.actor, Action.SEE, thing)
    return [_invitation(row) for row in queries.invitations(request.actor).select_related("organisation")]


@router.get("/places/{place}/me", response=MeOut, operation_id="me", url_name="me")
def show_me(request: ApiRequest, place: str) -> Any:
    """The one membership that the token was made for; it tells of no other."""
    require(request.actor, Action.SEE, Thing(Kind.PERSON, request.actor.place, request.actor.organisation_key))
    return MeOut(
        name=request.actor.name,
        place=place,
        organisation=request.actor.organisation_key,
        roles=sorted(request.actor.roles),
        scopes=sorted(request.actor.scopes or ()),
    )


def _member(row: Membership) -> MemberOut:
    user, key = row.user, row.organisation.key
    return MemberOut(id=row.pk, name=str(user), email=user.email, organisation=key, roles=sorted(row.held_roles))


def _invitation(row: Invitation) -> InvitationOut:
    return InvitationOut(
        id=row.pk,
        email=row.email,
        organisation=row.organisation.key,
        roles=sorted(row.offered_roles),
        expires_at=row.expires_at,
    )
