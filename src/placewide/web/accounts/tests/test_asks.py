"""The budget of asks: counted, shown before sending, never overdrawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from placewide.web.access.actor import Role
from placewide.web.access.policy import HiddenError, RefusedError
from placewide.web.accounts import asks, links
from placewide.web.accounts.actions.invitations import invite
from placewide.web.accounts.models import Link, Membership
from placewide.web.accounts.tests.letters import link_to
from placewide.web.mail.actions import post
from placewide.web.mail.models import Message
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World

PARTNER, OWNER = "partner@riverside.example", "owner@riverside.example"


def ask(minutes: int = 3) -> asks.Ask:
    return asks.Ask(
        purpose=links.Purpose.EXPERIENCE,
        subject="One thing that you have done together",
        text="Tell us in three minutes: {address}\n",
        minutes=minutes,
        address_of=lambda token: f"https://placewide.example/answer/{token}/",
    )


def people(world: World, *names: str) -> list[Membership]:
    rows = Membership.objects.select_related("user", "organisation__place")
    return list(rows.filter(user__in=[world.people[name] for name in names]))


def test_minutes_of_links_and_of_letters_are_added_up_for_thirty_days(world: World) -> None:
    council = Organisation.objects.get(place=world.riverside, key="council")
    links.make(links.Purpose.EXPERIENCE, PARTNER, organisation=council, minutes=3)
    post(to=PARTNER, subject="Digest", text="…", kind="digest", place_id=world.riverside.pk, minutes=2)
    post(to=PARTNER, subject="Your link", text="…", kind="sign_in")
    old = post(to=PARTNER, subject="Digest", text="…", kind="digest", place_id=world.riverside.pk, minutes=9)
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    spent = asks.asked_of([PARTNER.upper(), OWNER], world.riverside.pk)
    assert spent == {PARTNER: asks.Asked(minutes=5, mails=1), OWNER: asks.Asked()}


def test_what_another_place_asks_is_not_told(world: World) -> None:
    post(to=PARTNER, subject="Digest", text="…", kind="digest", place_id=world.otherton.pk, minutes=9)
    assert asks.asked_of([PARTNER], world.riverside.pk)[PARTNER] == asks.Asked()


def test_an_invitation_costs_its_minutes_and_is_not_the_months_letter(world: World) -> None:
    invite(world.actor("office"), "council", "new@council.example", {Role.MEMBER}, address_of=str)
    assert asks.asked_of(["new@council.example"], world.riverside.pk)["new@council.example"] == asks.Asked(2, 0)


def test_the_sender_sees_the_total_before_sending(world: World) -> None:
    before = asks.budget([PARTNER, OWNER], world.riverside.pk, 3)
    assert before.total == 6
    assert before.sentence == (
        "This asks two people for three minutes each; nobody is asked for more than 10 minutes or 1 e-mail a month."
    )
    assert not Message.objects.exists()


def test_sending_writes_one_letter_each_with_a_link_of_ones_own(world: World) -> None:
    asks.send(world.actor("office"), ask(), people(world, "partner", "owner"))
    assert Message.objects.filter(kind="experience", place_id=world.riverside.pk, minutes=0).count() == 2
    tokens = [link_to(email).split("/")[2] for email in (PARTNER, OWNER)]
    assert [links.opened(token, links.Purpose.EXPERIENCE).email for token in tokens] == [PARTNER, OWNER]
    assert set(Link.objects.values_list("minutes", flat=True)) == {3}


def test_whoever_had_enough_this_month_is_not_asked_and_the_sender_is_told(world: World) -> None:
    office = world.actor("office")
    asks.send(office, ask(), people(world, "partner"))
    spent = asks.send(office, ask(), people(world, "partner", "owner"))
    assert (spent.over, spent.within) == ((PARTNER,), (OWNER,))
    assert "One person had enough this month, and will not be asked." in spent.sentence
    assert Message.objects.filter(to=PARTNER).count() == 1
    assert asks.send(office, ask(minutes=11), people(world, "reader")).within == ()


@pytest.mark.parametrize("name", ["owner", "partner", "reader", "stranger"])
def test_only_the_programme_office_asks_and_only_its_own_people(world: World, name: str) -> None:
    with pytest.raises((RefusedError, HiddenError)):
        asks.send(world.actor(name), ask(), people(world, "partner"))
    with pytest.raises(HiddenError):
        asks.send(world.actor("office"), ask(), people(world, "stranger"))
    assert not Message.objects.exists()


def test_the_page_shows_how_much_is_asked_of_whom(world: World) -> None:
    asks.send(world.actor("office"), ask(), people(world, "partner"))
    page = world.client("office").get("/riverside/asks/").content.decode()
    assert "nobody for more than 10" in page
    assert "Asked enough" in page
    assert world.client("owner").get("/riverside/asks/").status_code == 404


def test_the_page_needs_as_many_queries_for_many_people_as_for_few(
    world: World, django_assert_max_num_queries: object
) -> None:
    client = world.client("office")
    client.get("/riverside/asks/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/riverside/asks/")


def test_the_programme_office_sees_what_it_comes_to_and_then_sends(world: World) -> None:
    client, chosen = world.client("office"), [str(row.pk) for row in people(world, "partner", "owner")]
    page = "/riverside/asks/together/"
    seen = client.post(page, {"people": chosen}).content.decode()
    assert "This asks two people for three minutes each" in seen
    assert not Message.objects.exists()
    assert client.post(page, {"people": chosen, "send": "yes"}).status_code == 302
    assert Message.objects.count() == 2
    assert client.post(page, {"people": chosen, "send": "yes"}).status_code == 302
    assert Message.objects.count() == 2, "asked once a month, whatever is clicked"
    assert Client().get(link_to(PARTNER)).status_code == 200
    stranger = str(people(world, "stranger")[0].pk)
    assert client.post(page, {"people": [stranger], "send": "yes"}).status_code == 200
    assert world.client("owner").get(page).status_code == 404


@pytest.mark.parametrize("change", ["used", "expired", "other purpose", "organisation left", "unknown"])
def test_links_that_are_closed_are_closed_in_one_way(world: World, change: str) -> None:
    council = Organisation.objects.get(place=world.riverside, key="council")
    token = links.make(links.Purpose.EXPERIENCE, PARTNER, organisation=council, minutes=3)
    purpose = links.Purpose.EXPERIENCE
    if change == "used":
        links.use(token, purpose)
    elif change == "expired":
        Link.objects.update(expires_at=timezone.now())
    elif change == "other purpose":
        purpose = links.Purpose.SIGN_IN
    elif change == "organisation left":
        Organisation.objects.filter(pk=council.pk).update(left_at=timezone.now())
    else:
        token = "unknown"  # noqa: S105 - not a secret at all
    for act in (links.opened, links.use):
        with pytest.raises(links.ClosedLinkError) as closed:
            act(token, purpose)
        assert str(closed.value) == ""
