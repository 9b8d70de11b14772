"""The cast of the web tests: one small place, its people, and a stranger from the place next door."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.test import Client

from placewide.exchange.place_file import load
from placewide.web.access.actor import Actor, Role, system_actor
from placewide.web.accounts.models import Membership, User
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.starting import store_place
from placewide.web.places.models import Place

RIVERSIDE = Path(__file__).with_name("riverside.yaml")
CAST: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "office": ("riverside", "hospital", (Role.PROGRAMME_OFFICE,)),
    "owner": ("riverside", "hospital", (Role.DIGITAL_LEAD, Role.FINANCE_LEAD)),
    "partner": ("riverside", "council", (Role.DIGITAL_LEAD, Role.FINANCE_LEAD)),
    "reader": ("riverside", "council", (Role.AUDITOR,)),
    "conflicted": ("riverside", "hospice", (Role.ASSESSOR,)),
    "stranger": ("otherton", "hospital", (Role.PROGRAMME_OFFICE, Role.DIGITAL_LEAD)),
}
"""Office and owner act for the hospital, partner and reader for the council, the stranger for nobody in Riverside."""


@dataclass(frozen=True)
class World:
    """The two places and their people."""

    riverside: Place
    otherton: Place
    people: dict[str, User]

    def actor(self, name: str) -> Actor:
        """A member of the cast as actor, as if signed in with a second factor."""
        membership = Membership.objects.get(user=self.people[name])
        return Actor(
            user=self.people[name].pk,
            name=str(self.people[name]),
            place=membership.organisation.place_id,
            organisation=membership.organisation_id,
            organisation_key=membership.organisation.key,
            roles=membership.held_roles,
            second_factor=True,
        )

    def client(self, name: str | None) -> Client:
        """A browser in which this person is signed in; None is the public."""
        client = Client()
        if name is not None:
            client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


def build_world() -> World:
    """Store the two places and their people."""
    document = load(RIVERSIDE).document
    assert document is not None
    riverside = store_place(system_actor("tests"), document)
    otherton = store_place(system_actor("tests"), replace(document, place=replace(document.place, name="Otherton")))
    places = {"riverside": riverside, "otherton": otherton}
    people = {}
    for name, (place, organisation, roles) in CAST.items():
        user = User.objects.create_user(f"{name}@{place}.example", password=None, name=f"{name.title()} Person")
        row = Organisation.objects.get(place=places[place], key=organisation)
        Membership.objects.create(user=user, organisation=row, roles=list(roles))
        people[name] = user
    return World(riverside, otherton, people)


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def as_(world: World) -> Callable[[str | None], Client]:
    """`as_("partner").get("/riverside/")`."""
    return world.client
