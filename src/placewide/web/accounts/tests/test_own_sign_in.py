"""An organisation's own sign-in, against a provider that answers on this machine."""

import html
import re
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.core.cache import cache
from django.test import Client, override_settings

from placewide.web.access.actor import Role
from placewide.web.access.policy import HiddenError, RefusedError
from placewide.web.accounts.actions.invitations import invite
from placewide.web.accounts.actions.own_sign_in import OwnSignIn, offers, own_sign_in, set_own_sign_in
from placewide.web.accounts.forms import OwnSignInForm
from placewide.web.accounts.models import Membership, User
from placewide.web.accounts.tests.provider import CLIENT, SECRET, OpenIdProvider, running
from placewide.web.audit.models import Event
from placewide.web.organisations.models import Organisation
from placewide.web.tests.cast import World

PARTNER = "partner@riverside.example"
START = "/account/own/riverside-council/login/"
ADDRESS = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


@pytest.fixture
def provider(world: World) -> Iterator[OpenIdProvider]:
    """The council's own sign-in, set up by the programme office."""
    cache.clear()
    with running() as provider:
        wanted = OwnSignIn(provider.issuer, CLIENT, SECRET, ("riverside.example",))
        council = Organisation.objects.filter(place=world.riverside, key="council")
        council.update(sign_in_provider="riverside-council")  # an address that the tests know
        set_own_sign_in(world.actor("office"), "council", wanted, second_factor_always=False)
        provider.person = {"sub": "42", "email": PARTNER, "name": "Partner Person"}
        yield provider


def there(client: Client, **changes: str) -> str:
    """To the provider's address, with parts of it changed on the way as an attacker would."""
    page = client.post(START)
    found = ADDRESS.search(page.content.decode())
    assert found is not None, page.content.decode()
    parts = urlsplit(html.unescape(found[1]))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts._replace(query=urlencode({**asked, **changes})).geturl()


def back(client: Client, address: str) -> Any:
    """Through the provider, which sends the browser back to us."""

    class Stays(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments: object) -> None:
            return None

    try:
        urllib.request.build_opener(Stays).open(address)
    except urllib.error.HTTPError as answer:
        answer.close()
        return client.get(answer.headers["Location"].partition("testserver")[2])
    raise AssertionError("the provider did not send the browser back")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_member_signs_in_at_the_organisation_and_acts_for_it(world: World, provider: OpenIdProvider) -> None:
    client = Client()
    answer = back(client, there(client))
    assert (answer.status_code, signed_in(client)) == (302, True), answer.content.decode()
    assert client.get("/riverside/people/").status_code == 200
    assert SocialAccount.objects.get(uid="42").user == world.people["partner"]


def test_the_challenge_the_nonce_and_the_state_travel_along(world: World, provider: OpenIdProvider) -> None:
    asked = parse_qs(urlsplit(there(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) > 30
    assert len(asked["state"][0]) >= 16


@pytest.mark.parametrize("name", ["nonce", "state"])
def test_an_answer_to_another_question_is_refused(world: World, provider: OpenIdProvider, name: str) -> None:
    client = Client()
    answer = back(client, there(client, **{name: "of-another-session"}))
    assert not signed_in(client)
    assert "did not work" in answer.content.decode()


def test_a_code_that_was_caught_is_worth_nothing_without_the_verifier(world: World, provider: OpenIdProvider) -> None:
    client = Client()
    back(client, there(client, code_challenge="x" * 43))
    assert not signed_in(client)
    assert provider.refused == ["PKCE"]


@pytest.mark.parametrize(
    "lie", [{"nonce": "another"}, {"nonce": ""}, {"iss": "https://evil.example"}, {"aud": "somebody-else"}, {"exp": 1}]
)
def test_an_id_token_with_a_wrong_claim_is_refused(
    world: World, provider: OpenIdProvider, lie: dict[str, object]
) -> None:
    provider.lies = lie
    client = Client()
    back(client, there(client))
    assert not signed_in(client)


@pytest.mark.parametrize("header", [{"alg": "none"}, {"kid": "two"}])
def test_an_id_token_that_is_not_signed_by_the_provider_is_refused(
    world: World, provider: OpenIdProvider, header: dict[str, str]
) -> None:
    provider.header = header
    client = Client()
    back(client, there(client))
    assert not signed_in(client)


def test_an_id_token_signed_with_another_key_is_refused(world: World, provider: OpenIdProvider) -> None:
    provider.signs_with = generate_private_key(65537, 2048)
    client = Client()
    back(client, there(client))
    assert not signed_in(client)


@pytest.mark.parametrize("email", ["nobody@riverside.example", "owner@riverside.example", "stranger@otherton.example"])
def test_whoever_is_neither_member_nor_invited_gets_no_rights_and_no_account(
    world: World, provider: OpenIdProvider, email: str
) -> None:
    number = User.objects.count()
    provider.person = {"sub": "7", "email": email}
    client = Client()
    answer = back(client, there(client))
    assert answer.status_code == 403
    assert not signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (number, 0)


def test_somebody_invited_signs_in_and_finds_the_invitation(world: World, provider: OpenIdProvider) -> None:
    email = "new@riverside.example"
    invite(world.actor("partner"), "council", email, {Role.MEMBER}, address_of=str)
    provider.person = {"sub": "8", "email": email}
    client = Client()
    back(client, there(client))
    assert signed_in(client)
    assert client.get("/riverside/people/").status_code == 404, "an invitation is not a membership"
    assert "invites you to" in client.get("/me/").content.decode()


def test_a_former_member_is_not_let_in_any_more(world: World, provider: OpenIdProvider) -> None:
    first = Client()
    back(first, there(first))
    Membership.objects.filter(user=world.people["partner"]).update(ended_at="2026-11-01T00:00Z")
    client = Client()
    assert back(client, there(client)).status_code == 403
    assert first.get("/riverside/people/").status_code == 404, "nor the session that is open"


def test_a_provider_opens_its_own_organisation_and_nothing_else(world: World, provider: OpenIdProvider) -> None:
    partner = world.people["partner"]
    for place, key in ((world.riverside, "hospital"), (world.otherton, "council")):
        row = Organisation.objects.get(place=place, key=key)
        Membership.objects.create(user=partner, organisation=row, roles=[Role.PROGRAMME_OFFICE])
    client = Client()
    back(client, there(client))
    client.post("/riverside/acting-for/", {"organisation": "hospital"})
    assert "Acting for <strong>Riverside Council" in client.get("/riverside/people/").content.decode()
    assert client.get("/otherton/people/").status_code == 404
    for page in ("passkeys/new/", "password/set/", "email/", "second-factor/app/"):
        assert client.get(f"/account/{page}").status_code == 403, page


@pytest.mark.parametrize(
    ("claims", "vouched"), [({}, False), ({"amr": ["pwd", "mfa"]}, True), ({"amr": ["pwd"]}, False)]
)
def test_the_provider_may_vouch_for_a_second_factor(
    world: World, provider: OpenIdProvider, claims: dict[str, object], vouched: bool
) -> None:
    Organisation.objects.filter(key="council").update(second_factor_always=True)
    provider.lies = claims
    client = Client()
    back(client, there(client))
    assert client.get("/riverside/people/").status_code == (200 if vouched else 302)


def test_the_sign_in_is_offered_by_domain_to_known_and_unknown_alike(world: World, provider: OpenIdProvider) -> None:
    for email in (PARTNER, "nobody@riverside.example"):
        page = Client().post("/account/login/", {"email": email, "way": "link"}).content.decode()
        assert "Riverside Council" in page
    assert offers("somebody@elsewhere.example") == []


def test_nobody_offers_a_sign_in_to_the_people_of_others(world: World, provider: OpenIdProvider) -> None:
    wanted = OwnSignIn(provider.issuer, CLIENT, SECRET, ("otherton.example",))
    with pytest.raises(RefusedError, match=r"otherton\.example"):
        set_own_sign_in(world.actor("office"), "council", wanted, second_factor_always=False)


@pytest.mark.parametrize("name", ["owner", "partner", "reader"])
def test_only_the_programme_office_sets_it_up(world: World, provider: OpenIdProvider, name: str) -> None:
    with pytest.raises((RefusedError, HiddenError)):
        set_own_sign_in(world.actor(name), "council", None, second_factor_always=False)
    set_own_sign_in(world.actor("stranger"), "council", None, second_factor_always=True)
    council = Organisation.objects.get(place=world.riverside, key="council")
    assert own_sign_in(council) is not None, "whoever acts in another place changes that place"
    assert council.second_factor_always is False


def test_the_secret_is_kept_when_the_box_is_left_empty_and_is_told_to_nobody(
    world: World, provider: OpenIdProvider
) -> None:
    wanted = OwnSignIn(provider.issuer, CLIENT, "", ("riverside.example",), second_factor=True)
    set_own_sign_in(world.actor("office"), "council", wanted, second_factor_always=False)
    client = Client()
    assert back(client, there(client)).status_code == 302
    assert SECRET not in "".join(event.payload or "" for event in Event.objects.all())


def test_ending_it_closes_the_door(world: World, provider: OpenIdProvider) -> None:
    client = Client()
    back(client, there(client))
    set_own_sign_in(world.actor("office"), "council", None, second_factor_always=False)
    assert client.get("/riverside/people/").status_code == 404
    assert Client().post(START).status_code == 404


def test_a_provider_that_does_not_answer_is_said_so(world: World, provider: OpenIdProvider) -> None:
    wanted = OwnSignIn("http://127.0.0.1:9", CLIENT, SECRET, ("riverside.example",))
    set_own_sign_in(world.actor("office"), "council", wanted, second_factor_always=False)
    answer = Client().post(START)
    assert (answer.status_code, "does not answer" in answer.content.decode()) == (502, True)


@override_settings(PLACEWIDE_MODE="shared")
@pytest.mark.parametrize(
    "address",
    ["http://login.example", "https://127.0.0.1/", "https://localhost/", "https://169.254.169.254/", "https://[::1]/",
     "https://2130706433/", "https://10.0.0.1/", "ftp://example.org/"],
)  # fmt: skip
def test_the_server_is_not_sent_into_its_own_network(address: str) -> None:
    form = OwnSignInForm({"issuer": address, "client_id": "x", "domains": "x.example"})
    assert "issuer" in form.errors
