"""`placewide user …`, as whoever runs the installation uses it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from placewide.web.accounts import commands, terminal
from placewide.web.accounts.models import Invitation, Membership, User
from placewide.web.accounts.tests.letters import link_to
from placewide.web.audit.models import Event
from placewide.web.tests.cast import World


def test_adds_a_person_to_an_organisation(world: World) -> None:
    commands.add("New@Council.example", "Nadia New", place="riverside", organisation="council", roles=["member"])
    row = Membership.objects.get(user__email="new@council.example")
    assert (row.organisation.key, row.roles, row.user.name) == ("council", ["member"], "Nadia New")
    assert Event.objects.latest("seq").who == "the command line"


def test_adds_a_person_to_no_place(db: None) -> None:
    commands.add("new@council.example", "Nadia New")
    assert User.objects.get(email="new@council.example").has_usable_password() is False


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "nonsense"}, "not an e-mail address"),
        ({"roles": ["king"]}, "“king” is not a role: there are programme_office"),
        ({"organisation": "nowhere"}, "there is council, hospital, hospice"),
        ({"place": "nowhere"}, "no place of that name"),
        ({"email": "partner@riverside.example"}, "belongs to Riverside Council already"),
    ],
)
def test_says_what_is_wrong(world: World, given: dict[str, object], said: str) -> None:
    usual = {"email": "new@council.example", "name": "Nadia", "place": "riverside", "organisation": "council"}
    with pytest.raises(commands.CommandRefusedError, match=said):
        commands.add(**{**usual, "roles": ["member"], **given})  # type: ignore[arg-type]
    assert not User.objects.filter(email="new@council.example").exists()


def test_lists_who_is_where(world: World) -> None:
    rows = list(commands.listed("riverside"))
    assert [row.email.split("@")[0] for row in rows] == ["partner", "reader", "office", "owner", "conflicted"]
    assert rows[0].roles == "Digital lead, Finance lead"
    assert len(list(commands.listed())) == 6


def test_invites_as_nobody_in_particular(world: World) -> None:
    commands.invite("riverside", "council", "new@council.example", ["digital_lead"])
    assert Invitation.objects.get().invited_by is None
    client = Client()
    path = link_to("new@council.example")
    assert "The programme office invites you" in client.get(path).content.decode()
    assert client.post(path, {"name": "Nadia"}).status_code == 302
    with pytest.raises(commands.CommandRefusedError, match="already"):
        commands.invite("riverside", "council", "new@council.example", ["digital_lead"])


def test_takes_off_a_second_factor_that_was_lost(world: World) -> None:
    TOTP.activate(world.people["owner"], "JBSWY3DPEHPK3PXP")
    assert commands.reset_second_factor("OWNER@riverside.example") == 1
    assert not Authenticator.objects.exists()
    assert Event.objects.latest("seq").label == "second factor of Owner Person"
    with pytest.raises(commands.CommandRefusedError, match="no account"):
        commands.reset_second_factor("nobody@riverside.example")


def test_the_terminal_does_it_and_says_so(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    to = ["--place", "riverside", "--organisation", "council", "--role", "member"]
    assert terminal.run(["add", "new@council.example", "--name", "Nadia New", *to]) == 0
    assert "Nadia New can sign in with a link to new@council.example" in capsys.readouterr().out
    assert terminal.run(["invite", "other@council.example", *to]) == 0
    assert terminal.run(["list", "--place", "riverside"]) == 0
    assert "Nadia New  riverside: Riverside Council  Member  no second factor" in capsys.readouterr().out
    assert terminal.run(["second-factor-reset", "new@council.example"]) == 0
    assert terminal.run(["add", "nonsense"]) == 2
    assert "“nonsense” is not an e-mail address" in capsys.readouterr().err
