"""The plan as pages: asked with a button, shown with its age, explained, taken away as papers."""

import pytest
from django.urls import reverse

from placewide.domain.plan.result import Plan
from placewide.web.jobs.models import Job
from placewide.web.jobs.performing import run_waiting
from placewide.web.places.actions.records import remove_record
from placewide.web.places.queries import place_of, record
from placewide.web.runs.keeping import answer_of
from placewide.web.runs.models import Run
from placewide.web.runs.tests.asking import PLAN, As, asked, words
from placewide.web.tests.cast import World

ASK = "/riverside/plan/ask/"
SHOWN = ("plan", "why_not", "pay", "money", "scenarios", "sharing")


def test_before_anybody_asks_it_says_what_a_plan_is(as_: As) -> None:
    page = words(as_("office").get(PLAN))
    assert "A plan says which projects you can do together" in page
    assert "Plan the place" in page
    assert not Run.objects.exists()


def test_plans_the_place(as_: As, world: World) -> None:
    page = words(asked(as_("office"), ASK))
    assert "Together they can do three of four projects" in page
    assert "Proven best" in page
    run = Run.objects.get()
    assert run.result is not None
    assert (run.state, run.digest, run.started_by) == ("done", world.riverside.digest, "Office Person")
    assert answer_of(Plan, run.result).status == "optimal"


def test_planning_twice_is_one_plan(as_: As) -> None:
    office = as_("office")
    asked(office, ASK)
    asked(office, ASK)
    assert (Run.objects.count(), Job.objects.count()) == (1, 1)


def test_shows_how_far_it_is(as_: As) -> None:
    office = as_("office")
    office.post(ASK)
    assert "Waiting for a free worker" in words(office.get(PLAN))


def test_an_auditor_sees_the_plan_and_asks_for_none(as_: As) -> None:
    reader = as_("reader")
    assert "Plan the place" not in words(reader.get(PLAN))
    assert reader.post(ASK).status_code == 403
    asked(as_("partner"), ASK)
    assert "three of four projects" in words(reader.get(PLAN))


@pytest.mark.parametrize("name", ["stranger", None])
def test_nobody_else_asks_or_sees(name: str | None, as_: As) -> None:
    asked(as_("office"), ASK)
    assert as_(name).post(ASK).status_code in (302, 404)
    assert as_(name).get(PLAN).status_code in (302, 404)
    assert Run.objects.count() == 1


@pytest.mark.parametrize("view", SHOWN)
def test_a_page_of_the_plan_opens_before_after_and_when_the_place_has_changed(view: str, as_: As, world: World) -> None:
    office, address = as_("office"), reverse(view, args=["riverside"])
    assert office.get(address).status_code == 200
    asked(office, ASK)
    assert office.get(address).status_code == 200
    take_a_project_away(world)
    stale = office.get(address)
    assert stale.status_code == 200
    if view not in ("scenarios", "sharing"):
        assert "The place has changed since." in words(stale)


def take_a_project_away(world: World) -> None:
    actor = world.actor("office")
    for section, key in (("projects", "care_home_tablets"), ("allocations", "wgh_revenue_2")):
        remove_record(actor, section, key, version=record(actor, section, key).version)


def test_a_plan_of_a_place_that_moved_meanwhile_fails_and_asking_again_starts_anew(as_: As, world: World) -> None:
    office = as_("office")
    office.post(ASK)
    take_a_project_away(world)
    run_waiting()
    old = Run.objects.get()
    assert (old.state, old.error[:30]) == ("failed", "The place changed meanwhile. A")
    assert "can do none of its three projects" in words(asked(office, ASK))
    assert Run.objects.get(state="done").digest == place_of(world.actor("office")).digest


def test_why_not_names_what_is_out_and_what_lacks_something(as_: As) -> None:
    asked(as_("office"), ASK)
    page = words(as_("partner").get("/riverside/plan/why-not/"))
    assert "Falls alerts" in page
    assert "Not ready to be planned" in page


def test_one_project_says_why_it_is_in_or_out(as_: As) -> None:
    office = as_("office")
    asked(office, ASK)
    assert "it lacks" in words(office.get("/riverside/plan/why-not/falls_alerts/"))
    inside = words(office.get("/riverside/plan/why-not/shared_record/"))
    assert "In the plan" in inside
    assert "Who pays for it" in inside
    assert office.get("/riverside/plan/why-not/nothing/").status_code == 404


@pytest.mark.parametrize("name", ["report.html", "plan.json", "plan.xlsx"])
def test_a_paper_is_a_download(name: str, as_: As) -> None:
    office = as_("office")
    assert office.get(f"/riverside/plan/papers/{name}").status_code == 404
    asked(office, ASK)
    answer = office.get(f"/riverside/plan/papers/{name}")
    assert answer["Content-Disposition"] == f'attachment; filename="riverside-{name}"'
    assert len(answer.content) > 1000


@pytest.mark.parametrize("name", ["passwd", "../plan.json", "plan.exe"])
def test_there_are_no_other_papers(name: str, as_: As) -> None:
    asked(as_("office"), ASK)
    assert as_("office").get(f"/riverside/plan/papers/{name}").status_code == 404
