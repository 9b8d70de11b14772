"""Inviting, accepting, sending again and taking back: S7 of the security plan, and who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from placewide.web.access.actor import Role
from placewide.web.access.policy import HiddenError, RefusedError
from placewide.web.accounts import links
from placewide.web.accounts.actions.invitations import accept, accept_mine, cancel, invite, resend
from placewide.web.accounts.actions.memberships import end_membership
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.accounts.tests.letters import letter_to, link_to
from placewide.web.audit.models import Event
from placewide.web.mail.models import Message
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World

NEW = "new@council.example"


def address(token: str) -> str:
    return f"https://placewide.example/account/invitation/{token}/"


def invited(world: World, by: str = "partner", email: str = NEW, *roles: Role) -> str:
    """Invite, and give the path of the link in the letter."""
    invite(world.actor(by), "council", email, roles or {Role.CONTRIBUTOR}, address_of=address)
    return link_to(email)


def token_of(path: str) -> str:
    return path.split("/")[3]


def test_a_letter_says_who_invites_to_what_and_until_when(world: World) -> None:
    invited(world)
    letter = letter_to(NEW)
    for words in ("Partner Person", "Riverside", "Riverside Council", "Contributor", "You need no password"):
        assert words in letter.text
    assert (letter.place_id, letter.minutes) == (world.riverside.pk, 2)


def test_the_page_says_what_the_roles_mean_and_the_button_makes_an_account_and_signs_in(world: World) -> None:
    path = invited(world)
    client = Client()
    page = client.get(path).content.decode()
    assert "Partner Person invites you to Riverside" in page
    assert "adds and changes the organisation’s proposals" in page
    assert not User.objects.filter(email=NEW).exists()
    answer = client.post(path, {"name": "Nadia New"})
    assert answer["Location"] == "/riverside/"
    assert client.get("/riverside/people/").status_code == 200
    user = User.objects.get(email=NEW)
    assert (user.name, user.has_usable_password()) == ("Nadia New", False)
    assert Membership.objects.get(user=user).roles == ["contributor"]


def test_only_the_digest_of_the_token_is_kept(world: World) -> None:
    token = token_of(invited(world))
    assert token not in str(list(Invitation.objects.values_list()))
    assert token not in "".join(event.payload or "" for event in Event.objects.all())


def test_an_invitation_is_accepted_once(world: World) -> None:
    token = token_of(invited(world))
    accept(token, "Nadia New")
    with pytest.raises(links.ClosedLinkError):
        accept(token, "Nadia New")
    assert Membership.objects.filter(user__email=NEW).count() == 1


def test_an_invitation_is_for_its_address_only(world: World) -> None:
    path = invited(world)
    client = world.client("owner")
    assert "this invitation is for" in client.get(path).content.decode()
    client.post(path)
    assert not Membership.objects.filter(organisation__key="council", user=world.people["owner"]).exists()
    number = Invitation.objects.get().pk
    with pytest.raises(HiddenError):
        accept_mine(world.actor("owner"), number)


@pytest.mark.parametrize("change", ["expired", "cancelled", "organisation left", "unknown"])
def test_links_that_are_closed_all_look_alike(world: World, change: str) -> None:
    path = invited(world)
    invitations = Invitation.objects.all()
    if change == "expired":
        invitations.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif change == "cancelled":
        cancel(world.actor("partner"), invitations.get().pk)
    elif change == "organisation left":
        Organisation.objects.filter(place=world.riverside, key="council").update(left_at=timezone.now())
    else:
        path = "/account/invitation/unknown/"
    client = Client()
    closed = client.get("/account/link/never-was/")
    for answer in (client.get(path), client.post(path, {"name": "Nadia"})):
        assert (answer.status_code, answer.content) == (404, closed.content)
    assert not User.objects.filter(email=NEW).exists()


def test_sending_again_ends_the_first_link_and_takes_back_nothing_else(world: World) -> None:
    first = invited(world)
    resend(world.actor("office"), Invitation.objects.get().pk, address_of=address)
    assert Client().get(first).status_code == 404
    assert Client().get(link_to(NEW)).status_code == 200
    assert Message.objects.filter(to=NEW).count() == 2


def test_somebody_with_an_account_accepts_signed_in(world: World) -> None:
    invited(world, "office", "owner@riverside.example", Role.AUDITOR)
    client = world.client("owner")
    assert "invites you to" in client.get("/me/").content.decode()
    number = Invitation.objects.get().pk
    assert client.post(f"/me/invitations/{number}/").status_code == 302
    assert client.post(f"/me/invitations/{number}/").status_code == 404
    held = Membership.objects.get(user=world.people["owner"], organisation__key="council")
    assert held.roles == ["auditor"]


def test_the_programme_office_may_invite_to_any_organisation_and_others_to_their_own(world: World) -> None:
    invite(world.actor("office"), "hospice", "a@hospice.example", {Role.DIGITAL_LEAD}, address_of=address)
    for by, organisation in (("partner", "hospice"), ("reader", "council"), ("conflicted", "hospice")):
        with pytest.raises((HiddenError, RefusedError)):
            invite(world.actor(by), organisation, "b@hospice.example", {Role.MEMBER}, address_of=address)
    with pytest.raises(HiddenError):
        invite(world.actor("office"), "nowhere", "b@hospice.example", {Role.MEMBER}, address_of=address)
    assert not Message.objects.filter(to="b@hospice.example").exists()


def test_nobody_makes_a_programme_office_but_the_programme_office(world: World) -> None:
    with pytest.raises(RefusedError, match="programme office"):
        invite(world.actor("partner"), "council", NEW, {Role.PROGRAMME_OFFICE}, address_of=address)
    client = world.client("partner")
    given = {"email": NEW, "roles": ["programme_office"]}
    assert client.post("/riverside/people/of/council/invite/", given).status_code == 200
    assert not Invitation.objects.exists()


def test_nobody_is_invited_twice_or_where_they_belong_already(world: World) -> None:
    invited(world)
    with pytest.raises(RefusedError, match="invited already"):
        invited(world, "office", NEW.upper())
    with pytest.raises(RefusedError, match="belongs to Riverside Council already"):
        invited(world, "office", "partner@riverside.example")


def test_an_invitation_of_another_place_is_as_if_it_were_not_there(world: World) -> None:
    invited(world)
    number = Invitation.objects.get().pk
    for act in (lambda: cancel(world.actor("stranger"), number), lambda: accept_mine(world.actor("stranger"), number)):
        with pytest.raises(HiddenError):
            act()
    assert NEW not in world.client("stranger").get("/otherton/people/").content.decode()
    assert NEW not in world.client("reader").get("/riverside/people/").content.decode()


def test_a_leaver_who_is_invited_again_gets_the_new_roles_only(world: World) -> None:
    partner = Membership.objects.get(user=world.people["partner"])
    end_membership(world.actor("office"), partner.pk)
    accept(token_of(invited(world, "office", "partner@riverside.example", Role.MEMBER)))
    assert Membership.objects.get(user=world.people["partner"], ended_at=None).roles == ["member"]


def test_the_history_says_who_invited_and_who_accepted(world: World) -> None:
    accept(token_of(invited(world)), "Nadia New")
    told = Event.objects.filter(kind="invitation").order_by("seq").values_list("who", "verb", "acting_for")
    assert list(told) == [("Partner Person", "invited", "council"), ("Nadia New", "accepted", "council")]


def test_a_name_and_a_subject_stay_on_their_line(world: World) -> None:
    world.people["partner"].name = "Partner\nBcc: everybody@riverside.example"
    world.people["partner"].save()
    invited(world)
    assert "\n" not in letter_to(NEW).subject
