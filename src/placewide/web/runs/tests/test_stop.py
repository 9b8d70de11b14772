"""Calling work off: by whoever asked, or the programme office; then it can be asked for again."""

from placewide.web.audit.models import Event
from placewide.web.jobs.models import Job
from placewide.web.runs.models import Run
from placewide.web.runs.tests.asking import PLAN, As, asked, words

ASK = "/riverside/plan/ask/"


def stop_address() -> str:
    return f"/riverside/plan/runs/{Run.objects.get().pk}/stop/"


def test_whoever_asked_calls_it_off_and_may_ask_again(as_: As) -> None:
    partner = as_("partner")
    partner.post(ASK)
    assert partner.post(stop_address())["Location"] == PLAN
    assert Job.objects.get().state == "cancelled"
    assert "It was stopped before there was an answer." in words(partner.get(PLAN))
    assert "three of four projects" in words(asked(partner, ASK))


def test_twice_does_nothing_more(as_: As) -> None:
    partner = as_("partner")
    partner.post(ASK)
    for _ in range(2):
        assert partner.post(stop_address()).status_code == 302
    assert Event.objects.filter(verb="stopped").count() == 1


def test_the_programme_office_may_and_others_may_not(as_: As) -> None:
    as_("partner").post(ASK)
    assert as_("conflicted").post(stop_address()).status_code == 403
    assert as_("reader").post(stop_address()).status_code == 403
    assert as_("stranger").post(stop_address()).status_code == 404
    assert Job.objects.get().state == "queued"
    assert as_("office").post(stop_address()).status_code == 302


def test_what_is_over_stays_as_it_is(as_: As) -> None:
    office = as_("office")
    asked(office, ASK)
    office.post(stop_address())
    assert "three of four projects" in words(office.get(PLAN))


def test_a_run_of_another_place_is_not_there(as_: As) -> None:
    as_("office").post(ASK)
    pk = Run.objects.get().pk
    assert as_("stranger").post(f"/otherton/plan/runs/{pk}/stop/").status_code == 404
    assert as_("office").post(f"/riverside/plan/runs/{2**70}/stop/").status_code == 404
