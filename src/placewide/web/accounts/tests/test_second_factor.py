"""The second factor: asked for, demanded by an organisation, used once, limited: S4 of the security plan."""

import re
from dataclasses import replace

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from placewide.web.access.policy import RefusedError
from placewide.web.accounts.actions.own_sign_in import set_own_sign_in
from placewide.web.accounts.tests.letters import link_to
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - a made-up key
OWNER = "owner@riverside.example"
ENTER = "/account/second-factor/enter/"


@pytest.fixture(autouse=True)
def _no_limits_used_up(db: None) -> None:
    cache.clear()


def code(secret: str = SECRET) -> str:
    """What the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def protect(world: World, name: str = "owner") -> None:
    TOTP.activate(world.people[name], SECRET)
    RecoveryCodes.activate(world.people[name])


def half_in(email: str = OWNER) -> Client:
    """A browser in which the link was used and the second factor is asked for."""
    client = Client()
    client.post("/account/login/", {"email": email, "way": "link"})
    answer = client.post(link_to(email))
    assert answer["Location"] == ENTER
    return client


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_after_the_link_the_second_factor_is_still_asked_for(world: World) -> None:
    protect(world)
    client = half_in()
    assert not signed_in(client)
    assert client.get("/riverside/people/").status_code == 302, "the step cannot be skipped"
    assert client.get(ENTER).status_code == 200
    client.post(ENTER, {"code": code()})
    assert signed_in(client)


def test_a_code_works_once(world: World) -> None:
    protect(world)
    shown = code()
    half_in().post(ENTER, {"code": shown})
    second = half_in()
    second.post(ENTER, {"code": shown})
    assert not signed_in(second)


def test_five_wrong_codes_are_enough(world: World) -> None:
    protect(world)
    client = half_in()
    for number in range(5):
        client.post(ENTER, {"code": f"{number:06}"})
    answer = client.post(ENTER, {"code": code()})
    assert not signed_in(client)
    assert "too many tries" in answer.content.decode()


def test_a_recovery_code_works_once(world: World) -> None:
    protect(world)
    codes = Authenticator.objects.get(user=world.people["owner"], type="recovery_codes").wrap().get_unused_codes()
    first, second = half_in(), half_in()
    first.post(ENTER, {"code": codes[0]})
    second.post(ENTER, {"code": codes[0]})
    assert (signed_in(first), signed_in(second)) == (True, False)


def test_an_organisation_that_demands_one_leads_its_people_to_set_it_up(world: World) -> None:
    set_own_sign_in(world.actor("office"), "council", None, second_factor_always=True)
    client = world.client("partner")
    answer = client.get("/riverside/people/")
    assert answer["Location"] == "/account/second-factor/needed/?next=/riverside/people/"
    page = client.get(answer["Location"]).content.decode()
    assert "Use an authenticator app" in page
    assert client.post("/riverside/acting-for/", {"organisation": "council"}).status_code == 302
    assert world.client("owner").get("/riverside/people/").status_code == 200, "the hospital demands none"


def test_setting_it_up_opens_the_place_again(world: World) -> None:
    set_own_sign_in(world.actor("office"), "council", None, second_factor_always=True)
    client = world.client("partner")
    client.get(client.get("/riverside/people/")["Location"])
    page = client.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert secret is not None
    client.post("/account/second-factor/app/", {"code": code(secret[1])})
    assert client.get("/account/second-factor/codes/").status_code == 200, "recovery codes come next"
    assert client.get("/account/second-factor/needed/")["Location"] == "/riverside/people/"
    assert client.get("/riverside/people/").status_code == 200
    other = world.client("partner")
    assert "Enter a code" in other.get("/account/second-factor/needed/?next=/riverside/people/").content.decode()


def test_the_session_knows_that_the_second_factor_was_used(world: World) -> None:
    """The office sets up a sign-in, which needs one; without, the refusal says so."""
    page = "/riverside/people/of/council/sign-in/"
    assert "needs a second factor" in world.client("office").get(page).content.decode()
    protect(world, "office")
    client = half_in("office@riverside.example")
    client.post(ENTER, {"code": code()})
    assert client.get(page).status_code == 200
    given = {"issuer": "", "second_factor_always": "on"}
    assert client.post(page, given).status_code == 302
    assert Organisation.objects.get(place=world.riverside, key="council").second_factor_always is True


def test_the_policy_refuses_a_session_without_one(world: World) -> None:
    with pytest.raises(RefusedError, match="second factor"):
        set_own_sign_in(replace(world.actor("office"), second_factor=False), "council", None, second_factor_always=True)


def test_the_library_writes_our_words(world: World) -> None:
    assert "does not fit" in str(get_adapter().error_messages["incorrect_code"])
