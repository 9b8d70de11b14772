"""Keys for programs: made, shown once, narrower than their owner, ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from placewide.web.access.actor import Role
from placewide.web.access.policy import HiddenError, RefusedError, Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.actions.memberships import change_roles
from placewide.web.accounts.actions.tokens import create_token, end_token, scopes_for
from placewide.web.accounts.actors import actor_of_token
from placewide.web.accounts.models import Membership, Token
from placewide.web.audit.models import Event
from placewide.web.tests.cast import World


def test_a_token_acts_for_its_owner_within_its_scopes(world: World) -> None:
    _, text = create_token(world.actor("owner"), "Long list", ["read", "write:project"], 30)
    found = actor_of_token(text)
    assert found is not None
    actor, _ = found
    project = Thing(Kind.PROJECT, world.riverside.pk, "hospital")
    money = Thing(Kind.ALLOCATION, world.riverside.pk, "hospital")
    assert decide(actor, Action.EDIT, project)
    assert decide(world.actor("owner"), Action.EDIT, money)
    assert "This token may not" in decide(actor, Action.EDIT, money).reason
    assert not decide(actor, Action.EDIT, Thing(Kind.PROJECT, world.riverside.pk, "council"))


def test_no_token_goes_beyond_its_owner(world: World) -> None:
    assert "write:fund" not in scopes_for(world.actor("conflicted"))
    for scopes in (["write:fund"], ["write:everything"], []):
        with pytest.raises(RefusedError):
            create_token(world.actor("conflicted"), "Too much", scopes, 30)
    assert not Token.objects.exists()


def test_no_token_changes_who_has_rights(world: World) -> None:
    offered = set(scopes_for(world.actor("office")))
    assert not offered & {"write:person", "write:invitation", "write:token", "write:sign_in", "write:account"}


def test_an_auditor_makes_none_and_a_stranger_makes_them_elsewhere(world: World) -> None:
    with pytest.raises(HiddenError):
        create_token(world.actor("reader"), "Reports", ["read"], 30)
    _, text = create_token(world.actor("stranger"), "Reports", ["read"], 30)
    found = actor_of_token(text)
    assert found is not None
    assert found[0].place == world.otherton.pk


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_a_token_lasts_a_year_at_most(world: World, days: int) -> None:
    with pytest.raises(RefusedError, match="one year"):
        create_token(world.actor("owner"), "For ever", ["read"], days)


def test_no_token_makes_another(world: World) -> None:
    _, text = create_token(world.actor("owner"), "First", ["read"], 30)
    found = actor_of_token(text)
    assert found is not None
    with pytest.raises(RefusedError):
        create_token(found[0], "Second", ["read"], 30)


def test_only_the_digest_is_kept_and_the_text_is_shown_once(world: World) -> None:
    client = world.client("owner")
    page = client.post("/riverside/tokens/new/", {"name": "Reports", "scopes": ["read"], "days": "90"})
    text = page.content.decode().partition("<code>")[2].partition("</code>")[0]
    assert text.startswith("pw_")
    assert actor_of_token(text) is not None
    assert text not in client.get("/riverside/tokens/").content.decode()
    assert text not in str(list(Token.objects.values_list()))
    assert text not in "".join(event.payload or "" for event in Event.objects.all())


def test_an_ended_or_expired_or_unknown_token_opens_nothing(world: World) -> None:
    token, text = create_token(world.actor("owner"), "Reports", ["read"], 1)
    late, other = create_token(world.actor("owner"), "Late", ["read"], 1)
    assert world.client("owner").post(f"/riverside/tokens/{token.pk}/end/").status_code == 302
    Token.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert [actor_of_token(one) for one in (text, other, "pw_unknown", "")] == [None] * 4


def test_nobody_ends_a_token_of_somebody_else(world: World) -> None:
    token, text = create_token(world.actor("owner"), "Reports", ["read"], 1)
    for name in ("office", "partner", "stranger"):
        with pytest.raises((HiddenError, RefusedError)):
            end_token(world.actor(name), token.pk)
    end_token(world.actor("owner"), token.pk)
    with pytest.raises(HiddenError):
        end_token(world.actor("owner"), token.pk)
    assert actor_of_token(text) is None


def test_a_token_loses_the_rights_that_its_owner_loses(world: World) -> None:
    _, text = create_token(world.actor("owner"), "Long list", ["read", "write:project"], 30)
    row = Membership.objects.get(user=world.people["owner"])
    change_roles(world.actor("office"), row.pk, {Role.MEMBER}, seen=row.roles)
    found = actor_of_token(text)
    assert found is not None
    assert not decide(found[0], Action.EDIT, Thing(Kind.PROJECT, world.riverside.pk, "hospital"))
