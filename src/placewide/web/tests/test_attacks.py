"""What an attacker tried and found: each stays here as a test."""

from collections.abc import Callable

import pytest
from allauth.socialaccount.models import SocialApp
from django.test import Client

from placewide.web.access.actor import Role
from placewide.web.access.policy import RefusedError
from placewide.web.accounts.actions.invitations import invite
from placewide.web.accounts.actions.memberships import end_membership
from placewide.web.accounts.actions.own_sign_in import OwnSignIn, offers, own_sign_in, provider_name, set_own_sign_in
from placewide.web.accounts.models import Invitation, Membership
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.records import add_record, remove_record
from placewide.web.places.actions.writing import ConflictError, InvalidError
from placewide.web.places.models import Place
from placewide.web.places.queries import record
from placewide.web.runs.asking import MOST_OF_A_PERSON, ask
from placewide.web.tests.cast import World
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db
Browser = Callable[[str | None], Client]
ELSEWHERE = OwnSignIn("https://sign-in.example.org", "client", "secret", ("riverside.example",))


def test_a_number_as_id_does_not_overwrite_the_record_with_that_id(world: World) -> None:
    add_record(world.actor("owner"), "projects", {"id": "5", "name": "Ours", "lead": "hospital"})
    before = digest_of_all()
    with pytest.raises(ConflictError):
        add_record(world.actor("partner"), "projects", {"id": 5, "name": "Theirs", "lead": "council"})
    assert digest_of_all() == before


@pytest.mark.parametrize("id_", [["a"], {}, True, 1.5])
def test_what_is_no_id_is_refused_with_words(world: World, id_: object) -> None:
    with pytest.raises(InvalidError, match="short text"):
        add_record(world.actor("owner"), "projects", {"id": id_, "name": "Ours", "lead": "hospital"})


def test_no_organisation_s_own_sign_in_has_the_name_of_another_s(world: World) -> None:
    names = [provider_name(row) for row in Organisation.objects.all()]
    assert len(set(names)) == len(names)


def test_a_domain_with_people_of_two_places_is_offered_by_neither(world: World) -> None:
    set_own_sign_in(world.actor("office"), "council", ELSEWHERE, second_factor_always=False)
    assert [offer.organisation for offer in offers("anybody@riverside.example")] == ["Riverside Council"]
    row = Organisation.objects.get(place=world.otherton, key="council")
    Membership.objects.create(user=world.people["partner"], organisation=row, roles=[Role.MEMBER])
    assert offers("anybody@riverside.example") == []


def test_ending_one_s_own_sign_in_leaves_those_of_others(world: World) -> None:
    set_own_sign_in(world.actor("office"), "council", ELSEWHERE, second_factor_always=False)
    set_own_sign_in(world.actor("office"), "hospital", ELSEWHERE, second_factor_always=False)
    set_own_sign_in(world.actor("office"), "hospital", None, second_factor_always=False)
    assert own_sign_in(Organisation.objects.get(place=world.riverside, key="council")) is not None
    assert SocialApp.objects.count() == 1


@pytest.mark.parametrize("weight", ["1e-20000000", "1e-300000", "9" * 30, "1e999999999", "NaN"])
def test_a_weight_of_many_decimals_is_answered_at_once(as_: Browser, weight: str) -> None:
    answer = as_("reader").get("/riverside/table/", {"w_inclusion": weight, "w_urgent": "1"})
    assert answer.status_code in (200, 302)
    assert len(answer.content) < 500_000


def test_the_organisation_of_the_last_programme_office_stays(world: World) -> None:
    owner = world.actor("owner")
    row = add_record(world.actor("office"), "organisations", {"id": "trust_office", "name": "Office of the trust"})
    place_office = Organisation.objects.get(place=world.riverside, key="trust_office")
    Membership.objects.filter(user=world.people["office"]).update(organisation=place_office)
    before = digest_of_all()
    with pytest.raises(RefusedError, match="programme office"):
        remove_record(world.actor("office"), "organisations", "trust_office", version=row.version)
    assert digest_of_all() == before
    assert record(owner, "organisations", "trust_office")


def test_nobody_keeps_the_workers_busy_for_everybody(world: World) -> None:
    actor = world.actor("owner")
    place = Place.objects.get(pk=world.riverside.pk)
    for number in range(MOST_OF_A_PERSON):
        ask(actor, place, "plan", {"scenario": f"x{number}"})
    with pytest.raises(RefusedError, match="ask again"):
        ask(actor, place, "plan", {"scenario": "one more"})


def test_who_has_left_does_not_come_back_by_an_invitation_of_her_own(world: World) -> None:
    invite(world.actor("owner"), "hospital", "other.me@riverside.example", [Role.DIGITAL_LEAD], address_of=str)
    membership = Membership.objects.get(user=world.people["owner"])
    end_membership(world.actor("office"), membership.pk, successor=None)
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize("url", ["/account/own/%00/login/", "/%00/", "/api/v1/places/%00", "/api/v1/places/x?text=%00"])
def test_a_zero_byte_in_an_address_is_refused(as_: Browser, url: str) -> None:
    assert as_("owner").get(url).status_code in (400, 404)


def test_a_zero_byte_in_what_is_searched_for_finds_nothing(as_: Browser) -> None:
    assert as_("owner").get("/riverside/search/?q=%00").status_code == 200


def test_a_number_of_five_thousand_digits_is_refused(as_: Browser) -> None:
    answer = as_("office").post("/riverside/import/1/take/", {"against": "9" * 5_000})
    assert answer.status_code < 500
