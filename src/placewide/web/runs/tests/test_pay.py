"""Pay: who pays and who gains, the money, and what sharing buys."""

from placewide.web.jobs.models import Job
from placewide.web.runs.models import Run
from placewide.web.runs.tests.asking import As, asked, nobody_waits, words

__all__ = ["nobody_waits"]

PLAN, SHARING, ASK = "/riverside/plan/ask/", "/riverside/pay/sharing/", "/riverside/pay/sharing/ask/"


def test_says_who_pays_and_who_gains(as_: As) -> None:
    asked(as_("office"), PLAN)
    page = words(as_("partner").get("/riverside/pay/"))
    assert "partners put in" in page
    assert "Riverside Council" in page


def test_says_where_the_money_goes(as_: As) -> None:
    asked(as_("office"), PLAN)
    page = words(as_("partner").get("/riverside/pay/money/"))
    assert "The plan uses" in page
    assert "From fund to project" in page
    assert "Who shares with whom" in page


def test_what_sharing_buys_is_asked_for_and_then_shown(as_: As) -> None:
    office = as_("office")
    assert "Every group of partners is planned" in words(office.get(SHARING))
    assert not Run.objects.exists()
    page = words(asked(office, ASK))
    assert "Alone one project, together three." in page
    assert "never a bill" in page


def test_says_what_the_table_knows_already_while_it_is_worked_out(as_: As) -> None:
    office = as_("office")
    asked(office, "/riverside/table/flip/", {"asked": "1", "share": "hospital"})
    office.post(ASK)
    page = words(office.get(SHARING))
    assert "Alone one project, together three." in page
    assert "What each share adds is not worked out yet." in page


def test_an_auditor_reads_it_and_does_not_ask(as_: As) -> None:
    reader = as_("reader")
    assert reader.post(ASK).status_code == 403
    assert not Job.objects.exists()
    asked(as_("office"), ASK)
    assert "together three" in words(reader.get(SHARING))


def test_links_lead_to_the_pages_that_have_the_record(as_: As) -> None:
    asked(as_("office"), PLAN)
    page = as_("office").get("/riverside/pay/money/").content.decode()
    assert 'href="/riverside/pay/#organisation-hospital"' in page
    assert 'href="/riverside/plan/papers/report.html#annex-payments"' in page
