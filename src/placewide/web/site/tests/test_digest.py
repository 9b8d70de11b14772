"""The monthly letter: once a month at most, only when there is something to say, and ended by one link."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from placewide.domain.plan.planning import plan_place
from placewide.domain.shared.version import VERSION
from placewide.web.accounts.models import Membership
from placewide.web.jobs import registry
from placewide.web.mail.actions import post
from placewide.web.mail.models import Message
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.records import add_record
from placewide.web.places.queries import document
from placewide.web.runs.asking import question_digest
from placewide.web.runs.keeping import kept
from placewide.web.runs.models import Run
from placewide.web.runs.questions import THE_PLAN
from placewide.web.site.digest import KIND, send_due
from placewide.web.site.models import Reader
from placewide.web.tests.cast import World
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db
A_MONTH = timedelta(days=30, minutes=1)
START = timezone.now() - timedelta(days=61)
"""Everybody joined two months ago, as far as the letters are concerned; the place itself is of today."""


def letters(name: str = "") -> list[Message]:
    return list(Message.objects.filter(kind=KIND, to__startswith=name).order_by("pk"))


def a_month_later() -> int:
    """Enter everybody at the start, and write what is due now."""
    send_due(START)
    return send_due()


def change_something(world: World, key: str = "bed_board") -> None:
    add_record(world.actor("owner"), "projects", {"id": key, "name": f"The {key}", "lead": "hospital"})


def test_tells_what_others_did_and_what_is_asked(world: World) -> None:
    change_something(world)
    a_month_later()
    (letter,) = letters("partner@")
    assert letter.subject == "Riverside: what is new"
    assert "- Owner Person, for Riverside General Hospital, added the proposal “The bed_board”." in letter.text
    assert "Tell of one thing that you have already done together (3 minutes)" in letter.text
    assert "http://localhost:8000/riverside/together/tell/" in letter.text
    assert letter.place_id == world.riverside.pk


def test_what_a_person_did_herself_is_no_news_to_her(world: World) -> None:
    change_something(world)
    a_month_later()
    (letter,) = letters("owner@")
    assert "Owner Person, for" not in letter.text
    assert "Say what “The bed_board” costs" in letter.text


def test_nobody_gets_a_second_letter_within_the_month(world: World) -> None:
    change_something(world)
    written = a_month_later()
    assert written == len(letters()) == 6
    change_something(world, "another")
    assert send_due() == 0
    assert send_due(timezone.now() + timedelta(days=29)) == 0
    assert send_due(timezone.now() + A_MONTH) > 0
    assert "another" in letters("partner@")[1].text
    assert "bed_board" not in letters("partner@")[1].text


def test_nothing_is_written_where_there_is_nothing_to_say(world: World) -> None:
    send_due(timezone.now())
    send_due(timezone.now() + A_MONTH)
    assert letters("reader@") == []  # an auditor, of whom nothing is asked
    change_something(world)
    send_due(timezone.now() + A_MONTH + timedelta(days=1, minutes=1))
    assert len(letters("reader@")) == 1


def test_whoever_was_asked_by_mail_this_month_gets_none(world: World) -> None:
    change_something(world)
    post(to="partner@riverside.example", subject="One thing", text="?", kind="experience", place_id=world.riverside.pk)
    a_month_later()
    assert letters("partner@") == []
    assert letters("owner@") != []


def test_tells_of_the_plan_only_what_is_another(world: World) -> None:
    planned(world, days_ago=70, without="")
    send_due(START)
    send_due(START + A_MONTH)
    assert "plan" not in " ".join(letter.text for letter in letters())
    Message.objects.all().delete()
    planned(world, days_ago=1, without="shared_record")
    send_due()
    (letter,) = letters("reader@")
    assert re.search(r"The plan is another: \w+ proposals?, \w+ before\. Fell out: [^.]*hared", letter.text)


def planned(world: World, days_ago: int, without: str) -> None:
    """A plan of the place as it stood so many days ago, in which one proposal was not chosen."""
    held = document(world.riverside).document
    assert held is not None
    plan = plan_place(held)
    rows = tuple(replace(row, selected=row.selected and row.id != without) for row in plan.projects)
    Run.objects.create(
        place=world.riverside, kind="plan", question="{}", question_digest=question_digest(THE_PLAN),
        digest=f"{days_ago}", revision=1, version=VERSION, state="done", result=kept(replace(plan, projects=rows)),
        finished_at=timezone.now() - timedelta(days=days_ago),
    )  # fmt: skip


def test_one_letter_tells_of_all_places_of_a_person(world: World) -> None:
    other = Organisation.objects.get(place=world.otherton, key="council")
    Membership.objects.create(user=world.people["reader"], organisation=other, roles=["member"])
    change_something(world)
    a_month_later()
    (letter,) = letters("reader@")
    assert letter.subject == "Otherton and Riverside: what is new"
    assert "RIVERSIDE" in letter.text


def test_nobody_reads_of_a_place_that_she_left(world: World) -> None:
    send_due(START)
    Membership.objects.filter(user=world.people["partner"]).update(ended_at=timezone.now())
    change_something(world)
    send_due()
    assert letters("partner@") == []


def stop_url(message: Message) -> str:
    found = re.search(r"http://localhost:8000(/me/letter/\S+/stop/)", message.text)
    assert found is not None
    return found[1]


def test_one_link_ends_it_without_signing_in_and_looking_at_it_does_not(world: World) -> None:
    change_something(world)
    a_month_later()
    url, public = stop_url(letters("partner@")[0]), Client()
    before = digest_of_all()
    assert "Stop the letter" in public.get(url).content.decode()
    assert digest_of_all() == before
    for _ in range(2):
        assert "No letter goes to partner@riverside.example" in public.post(url).content.decode()
    assert "_auth_user_id" not in public.session
    send_due(timezone.now() + A_MONTH)
    assert len(letters("partner@")) == 1
    assert len(letters("owner@")) == 2


def test_a_link_for_something_else_ends_nothing(world: World) -> None:
    assert Client().get(f"/me/letter/{'x' * 43}/stop/").status_code == 404
    assert Client().post(f"/me/letter/{'x' * 43}/stop/").status_code == 404


def test_one_may_have_it_again(world: World) -> None:
    browser = world.client("partner")
    browser.post("/me/letter/", {"wanted": "no"})
    assert Reader.objects.get(user=world.people["partner"]).stopped_at is not None
    assert "Have it again" in browser.get("/me/letter/").content.decode()
    browser.post("/me/letter/", {"wanted": "yes"})
    assert Reader.objects.get(user=world.people["partner"]).stopped_at is None


def test_a_letter_that_cannot_be_written_does_not_keep_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    change_something(world)
    type(world.people["partner"]).objects.filter(pk=world.people["partner"].pk).update(email="no address at all")
    assert a_month_later() == 5
    assert "could not be written" in caplog.text


def test_workers_write_letters_deliver_mail_and_clear_sessions() -> None:
    names = {each.name.rpartition(".")[2] for each in registry.periodic()}
    assert {"send_due", "deliver_waiting", "clear_sessions"} <= names
