"""The Table: looking asks nothing, flipping asks once, and the address holds what is flipped."""

import pytest

from placewide.web.jobs.models import Job
from placewide.web.jobs.performing import run_waiting
from placewide.web.places.actions.records import change_record
from placewide.web.places.models import Record
from placewide.web.places.queries import record
from placewide.web.places.storage import plain_of
from placewide.web.runs.models import Run
from placewide.web.runs.tests.asking import FLIP, NOBODY_SHARES, TABLE, As, asked, nobody_waits, words
from placewide.web.tests.cast import World

__all__ = ["nobody_waits"]


def test_looking_asks_nothing(as_: As) -> None:
    assert "has not been laid yet" in words(as_("office").get(TABLE))
    assert not Run.objects.exists()
    assert not Job.objects.exists()


def test_shows_what_each_can_do_alone_and_what_you_can_do_together(as_: As) -> None:
    page = words(asked(as_("office"), FLIP, {**NOBODY_SHARES, "share": "hospital"}))
    assert "Alone one project, together three." in page
    assert "Proven best" in page
    assert "1 each with their own money" in page
    assert "3 together 2 only together" in page


def test_a_flip_says_what_it_changes_and_stands_in_the_address(as_: As) -> None:
    office = as_("office")
    sent = office.post(FLIP, NOBODY_SHARES)
    assert sent["Location"] == f"{TABLE}?asked=1"
    run_waiting()
    page = words(office.get(sent["Location"]))
    assert "may share: two fall" in page
    assert "Back to the place as it stands" in page


def test_flipping_back_is_the_place_as_it_stands(as_: As) -> None:
    sent = as_("office").post(FLIP, {**NOBODY_SHARES, "share": "hospital"})
    assert sent["Location"] == TABLE


def test_the_same_flip_is_computed_once_and_the_place_as_it_stands_with_it(as_: As) -> None:
    office, partner = as_("office"), as_("partner")
    asked(office, FLIP, NOBODY_SHARES)
    asked(partner, FLIP, NOBODY_SHARES)
    assert Run.objects.filter(kind="table").count() == 2
    assert Job.objects.count() == 1
    assert "Proven best" in words(partner.get(TABLE))


def test_with_htmx_a_flip_is_answered_with_the_table_and_its_address(as_: As) -> None:
    office = as_("office")
    asked(office, FLIP, NOBODY_SHARES)
    answer = office.post(FLIP, NOBODY_SHARES, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, f"{TABLE}?asked=1")
    assert 'id="the-table"' in answer.content.decode()


def test_says_how_far_it_is_while_it_takes_longer(as_: As) -> None:
    office = as_("office")
    office.post(FLIP, NOBODY_SHARES)
    page = words(office.get(f"{TABLE}?asked=1"))
    assert "Waiting for a free worker" in page
    assert "Stop" in page


def test_a_project_put_in_a_grant_lost_and_money_hoped_for_are_flips(as_: As) -> None:
    form = {**NOBODY_SHARES, "share": "hospital", "in": "care_home_tablets", "lost": "wgh_revenue_1"}
    page = words(asked(as_("office"), FLIP, form))
    assert "“Tablets for care homes” is in, whatever it costs" in page
    assert "is lost" in page


def test_what_the_form_says_of_another_place_is_as_if_it_were_not_there(as_: As) -> None:
    sent = as_("office").post(FLIP, {**NOBODY_SHARES, "share": "hospital", "lost": "x", "in": "y", "count": "z"})
    assert sent["Location"] == TABLE


def test_says_why_there_is_no_answer(as_: As) -> None:
    page = words(asked(as_("office"), FLIP, {**NOBODY_SHARES, "share": "hospital", "in": "falls_alerts"}))
    assert "That has no answer" in page
    assert "must be in the plan but lacks" in page


def test_an_auditor_looks_and_does_not_flip(as_: As) -> None:
    asked(as_("office"), FLIP, {**NOBODY_SHARES, "share": "hospital"})
    reader = as_("reader")
    assert "You may look at it, not flip." in words(reader.get(TABLE))
    assert reader.post(FLIP, NOBODY_SHARES).status_code == 403
    assert Job.objects.count() == 1


@pytest.mark.parametrize("name", [None, "stranger"])
def test_is_closed_to_everybody_else(name: str | None, as_: As) -> None:
    assert as_(name).post(FLIP, NOBODY_SHARES).status_code in (302, 404)
    assert not Run.objects.exists()


def test_says_that_the_place_has_changed_since(as_: As, world: World) -> None:
    office = as_("office")
    asked(office, FLIP, {**NOBODY_SHARES, "share": "hospital"})
    change_the_place(world)
    page = words(office.get(TABLE))
    assert "The place has changed since." in page
    assert "Alone one project" in page


def change_the_place(world: World) -> None:
    office = world.actor("office")
    row = record(office, "projects", "hospice_licences")
    change_record(office, "projects", row.key, {**plain_of(row.content), "name": "Other"}, version=row.version)


def test_a_place_without_proposals_says_what_it_needs(as_: As, world: World) -> None:
    Record.objects.filter(place=world.riverside, section="projects").delete()
    type(world.riverside).objects.filter(pk=world.riverside.pk).update(revision=99)
    assert "It needs proposals and money first" in words(as_("office").get(TABLE))
