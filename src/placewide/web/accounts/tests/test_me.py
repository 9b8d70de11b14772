"""One's own account: name, e-mail address, what was asked."""

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage

from placewide.web.accounts.actions.accounts import proved
from placewide.web.accounts.models import User
from placewide.web.mail.actions import post
from placewide.web.tests.cast import World

OWNER = "owner@riverside.example"
NEW = "owner@newplace.example"


def test_the_name_is_changed_for_everybody(world: World) -> None:
    client = world.client("owner")
    assert client.post("/me/", {"name": "Olive Owner"}).status_code == 302
    assert "Olive Owner" in world.client("partner").get("/riverside/people/").content.decode()
    assert "Enter your name" in client.post("/me/", {"name": "  "}).content.decode()


def test_the_page_says_what_was_asked_in_the_last_month(world: World) -> None:
    client = world.client("owner")
    assert "asked nothing of you" in client.get("/me/").content.decode()
    post(to=OWNER, subject="Offers", text="…", kind="letter", place_id=world.riverside.pk, minutes=4)
    assert "asked four minutes of your time" in client.get("/me/").content.decode()


def test_the_address_changes_when_the_letter_to_the_new_one_is_opened(
    world: World, mailoutbox: list[EmailMessage]
) -> None:
    proved(world.people["owner"])
    client = world.client("owner")
    client.post("/account/email/", {"email": NEW, "action_add": "yes"})
    assert User.objects.get(pk=world.people["owner"].pk).email == OWNER, "not before it is proved"
    (letter,) = [one for one in mailoutbox if one.to == [NEW]]
    path = letter.body.partition("http://testserver")[2].split()[0]
    assert "Is <strong>owner@newplace.example</strong> your address?" in client.get(path).content.decode()
    client.post(path)
    assert User.objects.get(pk=world.people["owner"].pk).email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert [one.to for one in mailoutbox if "was changed" in one.subject] == [[OWNER]], "the old address is told"


def test_nobody_takes_the_address_of_somebody_else(world: World) -> None:
    for name in ("owner", "partner"):
        proved(world.people[name])
    client = world.client("owner")
    client.post("/account/email/", {"email": "partner@riverside.example", "action_add": "yes"})
    assert User.objects.get(pk=world.people["owner"].pk).email == OWNER
    assert not EmailAddress.objects.filter(user=world.people["owner"], email="partner@riverside.example", verified=True)


def test_whoever_has_a_password_is_asked_for_it_again_before_the_address_changes(world: World) -> None:
    proved(world.people["owner"])
    world.people["owner"].set_password("trombone harvest seven")
    world.people["owner"].save()
    client = world.client("owner")
    answer = client.post("/account/email/", {"email": NEW, "action_add": "yes"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not EmailAddress.objects.filter(email=NEW).exists()
    client.post(answer["Location"], {"password": "trombone harvest seven", "next": "/account/email/"})
    assert EmailAddress.objects.filter(email=NEW, verified=False).exists(), "what was asked is done after it"
