"""Acting for one organisation at a time: S9 of the security plan."""

import pytest
from django.test import Client

from placewide.web.access.actor import Role
from placewide.web.accounts.models import Membership
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World

PAGE = "/riverside/acting-for/"


@pytest.fixture
def client(world: World) -> Client:
    """The auditor of the council, who is digital lead of the hospice too."""
    hospice = Organisation.objects.get(place=world.riverside, key="hospice")
    Membership.objects.create(user=world.people["reader"], organisation=hospice, roles=[Role.DIGITAL_LEAD])
    return world.client("reader")


def acting(client: Client) -> str:
    page = client.get("/riverside/people/").content.decode()
    return page.partition("Acting for <strong>")[2].partition("</strong>")[0]


def test_a_person_acts_for_the_first_organisation_until_another_is_chosen(client: Client) -> None:
    assert acting(client) == "Riverside Council"
    session = client.session.session_key
    assert client.post(PAGE, {"organisation": "hospice"}).status_code == 302
    assert acting(client) == "St Anne&#x27;s Hospice"
    assert client.session.session_key != session, "the session gets another name when rights change"


def test_rights_are_those_of_the_organisation_acted_for(client: Client) -> None:
    invite = "/riverside/people/of/hospice/invite/"
    assert client.get(invite).status_code in (403, 404)
    client.post(PAGE, {"organisation": "hospice"})
    assert client.get(invite).status_code == 200
    assert client.get("/riverside/people/of/council/invite/").status_code in (403, 404)


@pytest.mark.parametrize("query", ["?organisation=hospice", "?acting_for=hospice", "?place=hospice"])
def test_no_parameter_of_an_address_changes_it(client: Client, query: str) -> None:
    client.get(f"/riverside/people/{query}")
    client.get(f"{PAGE}{query}")
    assert acting(client) == "Riverside Council"


def test_nobody_acts_for_an_organisation_of_others(client: Client) -> None:
    answer = client.post(PAGE, {"organisation": "hospital"})
    assert "Choose one of your organisations" in answer.content.decode()
    assert acting(client) == "Riverside Council"


def test_what_the_session_says_counts_only_while_it_is_true(client: Client, world: World) -> None:
    client.post(PAGE, {"organisation": "hospice"})
    Membership.objects.filter(organisation__key="hospice", user=world.people["reader"]).update(
        ended_at="2026-11-01T00:00Z"
    )
    assert acting(client) == "Riverside Council"


def test_a_choice_in_one_place_is_none_in_another(world: World, client: Client) -> None:
    for key in ("council", "hospice"):
        row = Organisation.objects.get(place=world.otherton, key=key)
        Membership.objects.create(user=world.people["reader"], organisation=row, roles=[Role.MEMBER])
    client.post(PAGE, {"organisation": "hospice"})
    page = client.get("/otherton/people/").content.decode()
    assert "Acting for <strong>Riverside Council" in page
