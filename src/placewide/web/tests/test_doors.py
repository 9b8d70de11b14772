"""Every address is a door of the access table, opens to whom the table says, and looking through it writes nothing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from placewide.web.access.actor import PUBLIC
from placewide.web.access.doors import DOORS, Door, Opens
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import EVERYONE, TABLE, Action, Kind
from placewide.web.tests.addresses import SAMPLES, Address, addresses
from placewide.web.tests.cast import CAST, World
from placewide.web.tests.stored import digest_of_all

Browser = Callable[[str | None], Client]
MEMBERS = tuple(name for name, (place, _, _) in CAST.items() if place == "riverside")
SECRET_OF_A_FORM = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def the(opens: Opens) -> list[Address]:
    return [address for address in addresses() if address.name in DOORS and DOORS[address.name].opens is opens]


def showing() -> list[Address]:
    """Doors that only show; the API answers for its own methods."""
    doors = {name: door for name, door in DOORS.items() if door.opens is not Opens.TOKEN and not door.writes}
    return [address for address in addresses() if address.name in doors]


def named(address: Address) -> str:
    return address.name


def test_every_address_is_in_the_access_table() -> None:
    assert [address.name for address in addresses() if address.name not in DOORS] == []


def test_every_door_of_the_access_table_exists() -> None:
    assert sorted(set(DOORS) - {address.name for address in addresses()}) == []


def test_every_variable_of_an_address_has_a_sample() -> None:
    assert {name for address in addresses() for name in address.variables} - set(SAMPLES) == set()


def test_every_door_into_a_place_has_a_row_that_decides() -> None:
    doors = {name: door for name, door in DOORS.items() if door.opens in (Opens.MEMBER, Opens.TOKEN)}
    assert {name for name, door in doors.items() if (door.kind, door.action) not in TABLE} == set()


def test_every_row_gives_its_reason_and_names_only_roles_that_exist() -> None:
    for row in TABLE.values():
        assert row.why.endswith(".")
        assert row.partner <= row.own <= EVERYONE


@pytest.mark.django_db
@pytest.mark.parametrize("address", the(Opens.MEMBER), ids=named)
def test_a_place_is_closed_to_the_public_and_looks_absent_to_a_stranger(address: Address, as_: Browser) -> None:
    public = as_(None).get(address.url())
    assert public.status_code == 302
    assert public["Location"].startswith("/account/login/")
    stranger = as_("stranger")
    closed, absent = stranger.get(address.url()), stranger.get(address.url(place="nowhere"))
    assert (closed.status_code, absent.status_code) == (404, 404)
    assert plain(closed.content, "riverside") == plain(absent.content, "nowhere")


def plain(content: bytes, place: str) -> bytes:
    return SECRET_OF_A_FORM.sub(b"", content).replace(place.encode(), b"PLACE")


@pytest.mark.django_db
@pytest.mark.parametrize("address", the(Opens.MEMBER), ids=named)
def test_a_door_opens_to_those_whom_the_table_allows_and_looking_writes_nothing(
    address: Address, world: World, as_: Browser
) -> None:
    door = DOORS[address.name]
    before = digest_of_all()
    for name in MEMBERS:
        status = as_(name).get(address.url()).status_code
        expected = {200, 302, 404, 405} if allowed(world, name, door) else {403, 404, 405}
        if address.variables != ("place",):
            expected |= {403}  # a single record has an owner, who may be somebody else
        assert status in expected, f"{name} got {status}"
    assert digest_of_all() == before


def allowed(world: World, name: str, door: Door) -> bool:
    actor = world.actor(name)
    return bool(decide(actor, door.action, Thing(door.kind, actor.place, actor.organisation_key)))


@pytest.mark.django_db
@pytest.mark.parametrize("address", showing(), ids=named)
def test_a_door_that_only_shows_cannot_be_posted_to(address: Address, as_: Browser) -> None:
    assert as_("office").post(address.url()).status_code == 405


def test_a_kind_or_action_without_a_row_is_an_error_and_never_a_default() -> None:
    missing = next((kind, action) for kind in Kind for action in Action if (kind, action) not in TABLE)
    with pytest.raises(KeyError):
        decide(PUBLIC, missing[1], Thing(missing[0], 1))
