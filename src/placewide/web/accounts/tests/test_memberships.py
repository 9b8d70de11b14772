"""Changing roles, ending a membership, leaving, and what comes after: S5 of the security plan."""

import pytest

from placewide.web.access.actor import Role
from placewide.web.access.policy import HiddenError, RefusedError
from placewide.web.accounts.actions.invitations import invite
from placewide.web.accounts.actions.memberships import change_roles, end_membership
from placewide.web.accounts.actions.tokens import create_token
from placewide.web.accounts.actors import actor_of_token
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.audit.models import Event
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World


def of(world: World, name: str) -> Membership:
    return Membership.objects.get(user=world.people[name])


def colleague(world: World, *roles: Role) -> Membership:
    """Another person of the council."""
    user = User.objects.create_user("colleague@riverside.example", name="Colleague Person")
    council = Organisation.objects.get(place=world.riverside, key="council")
    return Membership.objects.create(user=user, organisation=council, roles=list(roles or (Role.MEMBER,)))


def test_changed_roles_hold_from_the_next_request(world: World) -> None:
    client, row = world.client("partner"), of(world, "partner")
    assert client.get("/riverside/people/of/council/invite/").status_code == 200
    change_roles(world.actor("office"), row.pk, {Role.MEMBER}, seen=row.roles)
    assert client.get("/riverside/people/of/council/invite/").status_code in (403, 404)
    event = Event.objects.get(kind="person")
    assert (event.who, event.verb, event.before) == (
        "Office Person", "changed", '{"roles":["digital_lead","finance_lead"]}',
    )  # fmt: skip


def test_roles_are_changed_by_the_own_digital_lead_and_the_programme_office_only(world: World) -> None:
    row = colleague(world)
    change_roles(world.actor("partner"), row.pk, {Role.CONTRIBUTOR}, seen=["member"])
    for name in ("owner", "reader", "conflicted"):
        with pytest.raises(RefusedError):
            change_roles(world.actor(name), row.pk, {Role.MEMBER}, seen=["contributor"])
    with pytest.raises(HiddenError):
        change_roles(world.actor("stranger"), row.pk, {Role.MEMBER}, seen=["contributor"])
    row.refresh_from_db()
    assert row.roles == ["contributor"]


def test_roles_that_were_changed_in_the_meantime_are_not_overwritten(world: World) -> None:
    row = colleague(world)
    change_roles(world.actor("office"), row.pk, {Role.AUDITOR}, seen=["member"])
    with pytest.raises(RefusedError, match="in the meantime"):
        change_roles(world.actor("partner"), row.pk, {Role.CONTRIBUTOR}, seen=["member"])


def test_a_digital_lead_neither_makes_nor_unmakes_a_programme_office(world: World) -> None:
    office, owner = of(world, "office"), of(world, "owner")
    with pytest.raises(RefusedError, match="programme office"):
        change_roles(world.actor("owner"), owner.pk, {Role.PROGRAMME_OFFICE}, seen=owner.roles)
    with pytest.raises(RefusedError, match="programme office"):
        change_roles(world.actor("owner"), office.pk, {Role.PROGRAMME_OFFICE, Role.MEMBER}, seen=office.roles)
    with pytest.raises(RefusedError, match="programme office"):
        end_membership(world.actor("owner"), office.pk)


def test_the_last_programme_office_stays(world: World) -> None:
    office = of(world, "office")
    with pytest.raises(RefusedError, match="needs a programme office"):
        end_membership(world.actor("office"), office.pk)
    with pytest.raises(RefusedError, match="needs a programme office"):
        change_roles(world.actor("office"), office.pk, {Role.MEMBER}, seen=office.roles)
    owner = of(world, "owner")
    change_roles(world.actor("office"), owner.pk, {*owner.held_roles, Role.PROGRAMME_OFFICE}, seen=owner.roles)
    end_membership(world.actor("office"), office.pk)
    with pytest.raises(RefusedError, match="needs a programme office"):
        end_membership(world.actor("owner"), owner.pk)


def test_a_membership_is_ended_never_deleted_and_its_rights_end_with_the_next_request(world: World) -> None:
    client, row = world.client("partner"), of(world, "partner")
    assert client.get("/riverside/people/").status_code == 200
    end_membership(world.actor("office"), row.pk)
    assert client.get("/riverside/people/").status_code == 404
    row.refresh_from_db()
    assert row.ended_at is not None


def test_what_a_leaver_owned_is_named_and_passes_to_the_successor(world: World) -> None:
    next_one = colleague(world)
    invite(world.actor("partner"), "council", "new@council.example", {Role.MEMBER}, address_of=str)
    _, text = create_token(world.actor("partner"), "Monthly figures", ["read"], 30)
    page = world.client("office").get(f"/riverside/people/{of(world, 'partner').pk}/end/").content.decode()
    assert "the open invitation to new@council.example" in page
    assert "the token “Monthly figures”, which ends" in page
    end_membership(world.actor("office"), of(world, "partner").pk, successor=next_one.pk)
    assert Invitation.objects.get().invited_by == next_one.user
    assert actor_of_token(text) is None
    event = Event.objects.filter(kind="person").latest("seq")
    assert event.after == (
        '{"owned":["the open invitation to new@council.example","the token “Monthly figures”, which ends"],'
        '"successor":"Colleague Person"}'
    )


def test_a_successor_is_of_the_same_organisation(world: World) -> None:
    with pytest.raises(RefusedError, match="take over"):
        end_membership(world.actor("office"), of(world, "partner").pk, successor=of(world, "owner").pk)


def test_everybody_may_leave_and_nobody_may_send_others_away(world: World) -> None:
    for name in ("reader", "conflicted", "owner"):
        with pytest.raises(RefusedError):
            end_membership(world.actor(name), of(world, "partner").pk)
    with pytest.raises(HiddenError):
        end_membership(world.actor("stranger"), of(world, "partner").pk)
    client = world.client("reader")
    assert client.post("/riverside/leave/", {"successor": ""}).status_code == 302
    assert client.get("/riverside/people/").status_code == 404


def test_a_membership_that_has_ended_is_not_ended_again(world: World) -> None:
    row = of(world, "partner")
    end_membership(world.actor("office"), row.pk)
    with pytest.raises(HiddenError):
        end_membership(world.actor("office"), row.pk)
    assert Event.objects.filter(kind="person", verb="ended").count() == 1


def test_the_forms_change_and_end_what_the_actions_do(world: World) -> None:
    row, client = colleague(world), world.client("office")
    given = {"roles": ["auditor"], "seen": "member"}
    assert client.post(f"/riverside/people/{row.pk}/", given).status_code == 302
    row.refresh_from_db()
    assert row.roles == ["auditor"]
    assert "in the meantime" in client.post(f"/riverside/people/{row.pk}/", given).content.decode()
    assert client.post(f"/riverside/people/{row.pk}/end/", {"successor": ""}).status_code == 302
    assert "Colleague Person" not in client.get("/riverside/people/").content.decode().split("<main")[1]
