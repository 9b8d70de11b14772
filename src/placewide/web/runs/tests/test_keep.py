"""Keep this: what is flipped, under a name, with its dissent; seen by all, posted nowhere, taken away by its own."""

import pytest

from placewide.web.audit.models import Event
from placewide.web.runs.models import KeptScenario
from placewide.web.runs.tests.asking import FLIP, NOBODY_SHARES, As, asked, nobody_waits, words
from placewide.web.tests.cast import World

__all__ = ["nobody_waits"]
KEEP = "/riverside/table/keep/?asked=1"
FORM = {"name": "If nobody shares", "dissent": "The council finds this too gloomy."}


def keep(as_: As, name: str = "partner") -> KeptScenario:
    answer = as_(name).post(KEEP, FORM)
    assert answer.status_code == 302
    return KeptScenario.objects.latest("pk")


def test_the_form_says_what_is_flipped_and_proposes_a_name(as_: As) -> None:
    page = as_("partner").get(KEEP)
    assert "Without the £100,000 that Riverside General Hospital may share" in words(page)
    assert 'value="Without the £100,000' in page.content.decode()


def test_keeps_settings_dissent_and_who(as_: As, world: World) -> None:
    kept = keep(as_)
    assert (kept.name, kept.dissent) == (FORM["name"], FORM["dissent"])
    assert kept.flips == {"kept_back": ["wgh_capital", "wgh_revenue_1", "wgh_revenue_2"]}
    assert (kept.organisation, kept.kept_by, kept.digest) == (
        "council",
        world.people["partner"],
        world.riverside.digest,
    )
    event = Event.objects.get(verb="kept")
    assert (event.acting_for, event.label) == ("council", FORM["name"])


def test_keeping_the_same_twice_keeps_it_once(as_: As) -> None:
    keep(as_)
    keep(as_)
    assert KeptScenario.objects.count() == 1
    assert Event.objects.filter(verb="kept").count() == 1


def test_needs_a_name_and_keeps_what_was_typed(as_: As) -> None:
    answer = as_("partner").post(KEEP, {"name": "", "dissent": "We doubt it."})
    assert answer.status_code == 200
    assert "Enter a name" in words(answer)
    assert "We doubt it." in answer.content.decode()
    assert not KeptScenario.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("stranger", 404)])
def test_refuses_others(name: str, status: int, as_: As) -> None:
    assert as_(name).post(KEEP, FORM).status_code == status
    assert not KeptScenario.objects.exists()


def test_is_shown_to_everybody_with_its_dissent_and_draft_offers(as_: As) -> None:
    asked(as_("office"), FLIP, {**NOBODY_SHARES, "share": "hospital", "in": "shared_record"})
    as_("partner").post("/riverside/table/keep/?in=shared_record", FORM)
    kept = KeptScenario.objects.get()
    page = words(as_("reader").get(f"/riverside/table/kept/{kept.pk}/"))
    assert FORM["dissent"] in page
    assert "Draft offers" in page
    assert "Riverside Council £60,000.00" in page
    assert "nothing is posted, and nobody has been asked" in page
    assert FORM["name"] in words(as_("reader").get("/riverside/plan/scenarios/"))


def test_what_is_typed_is_never_markup(as_: As) -> None:
    as_("partner").post(KEEP, {"name": "<b>bold</b>", "dissent": "<script>alert(1)</script>"})
    kept = KeptScenario.objects.get()
    page = as_("office").get(f"/riverside/table/kept/{kept.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page


def test_its_organisation_and_the_office_may_take_it_away(as_: As) -> None:
    for name, status in (("conflicted", 403), ("reader", 403), ("stranger", 404), ("partner", 302)):
        kept = KeptScenario.objects.first() or keep(as_)
        assert as_(name).post(f"/riverside/table/kept/{kept.pk}/remove/").status_code == status
    assert not KeptScenario.objects.exists()
    assert as_("office").post(f"/riverside/table/kept/{keep(as_).pk}/remove/").status_code == 302
    assert Event.objects.filter(verb="removed").count() == 2


def test_one_of_another_place_is_not_there(as_: As) -> None:
    kept = keep(as_)
    assert as_("stranger").get(f"/otherton/table/kept/{kept.pk}/").status_code == 404


def test_kept_scenarios_are_planned_beside_those_of_the_place(as_: As) -> None:
    keep(as_)
    page = words(asked(as_("office"), "/riverside/plan/scenarios/ask/"))
    assert "If nobody shares" in page
    assert "Each scenario’s own best plan" in page
    assert "Out: Tablets for care homes and Licences for the hospice" in page
