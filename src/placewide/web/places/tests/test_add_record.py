"""Adding a record by its form: who may, what is stored, what is refused, and that nothing happens twice."""

from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from placewide.web.audit.models import Event
from placewide.web.places.models import Record
from placewide.web.places.storage import plain_of
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
FORM = "/riverside/records/projects/add/"
FALLS = {
    "name": "Night visits by video",
    "status": "proposed",
    "lead": "council",
    "partners": ["hospice"],
    "version": "0",
    "costs-capital-1": "£12,500.50",
    "costs-revenue-2": "2 000",
    "costs-revenue-3": "not known",
    "costs-revenue-1": "0",
    "serves-urgent": "4",
    "benefits-new1-name": "Fewer journeys",
    "benefits-new1-organisation": "council",
    "benefits-new1-class": "cash_releasing",
    "benefits-new1-2": "-3,000",
    "benefits-new1-3": "9000",
}


def stored(section: str, key: str) -> dict[str, object]:
    return plain_of(Record.objects.get(place__slug="riverside", section=section, key=key).content)


def test_adds_a_proposal_with_costs_scores_and_benefits(as_: As) -> None:
    answer = as_("partner").post(FORM, FALLS)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/riverside/records/projects/night_visits_by_video/"
    plain = stored("projects", "night_visits_by_video")
    costs = {"capital": [12500.5], "revenue": [0, 2000, None]}
    assert {kind: [None if one is None else float(one) for one in plain["costs"][kind]] for kind in costs} == costs  # type: ignore[index]
    assert plain["serves"] == {"urgent": 4}
    assert plain["partners"] == ["hospice"]
    assert plain["benefits"] == [
        {"id": "fewer_journeys", "name": "Fewer journeys", "organisation": "council", "class": "cash_releasing",
         "amounts": [None, -3000, 9000]}
    ]  # fmt: skip
    event = Event.objects.latest("seq")
    assert (event.verb, event.key, event.who) == ("added", "projects/night_visits_by_video", "Partner Person")


def test_leaves_unknown_what_is_left_empty(as_: As) -> None:
    as_("partner").post(FORM, {"name": "Only a name", "status": "proposed", "lead": "council", "version": "0"})
    assert stored("projects", "only_a_name") == {"id": "only_a_name", "name": "Only a name", "lead": "council"}
    assert Record.objects.get(key="only_a_name", section="projects").amount_pence is None


def test_adds_once_what_is_sent_twice(as_: As) -> None:
    first, second = as_("partner").post(FORM, FALLS), as_("partner").post(FORM, FALLS)
    assert first["Location"] == second["Location"]
    assert Record.objects.filter(section="projects", title="Night visits by video").count() == 1


def test_gives_another_id_to_another_proposal_of_the_same_name(as_: As) -> None:
    as_("partner").post(FORM, FALLS)
    other = as_("partner").post(FORM, {**FALLS, "costs-capital-1": "1"})
    assert other["Location"].endswith("/night_visits_by_video_2/")


def test_refuses_a_proposal_led_by_another_organisation(as_: As) -> None:
    answer = as_("partner").post(FORM, {**FALLS, "lead": "hospital"})
    assert answer.status_code == 403
    assert "Only the organisation’s own digital lead" in answer.content.decode()
    assert not Record.objects.filter(key="night_visits_by_video").exists()


def test_the_programme_office_may_add_for_anybody(as_: As) -> None:
    assert as_("office").post(FORM, FALLS).status_code == 302


def test_refuses_readers_strangers_and_the_public(as_: As) -> None:
    assert as_("reader").get(FORM).status_code == 403
    assert as_("reader").post(FORM, FALLS).status_code == 403
    assert as_("conflicted").post(FORM, FALLS).status_code == 403
    assert as_("stranger").post(FORM, FALLS).status_code == 404
    assert as_(None).post(FORM, FALLS).status_code == 302
    assert not Record.objects.filter(key="night_visits_by_video").exists()


def test_keeps_what_was_typed_and_says_what_is_wrong_at_its_field(as_: As) -> None:
    answer = as_("partner").post(FORM, {**FALLS, "costs-capital-1": "about ten", "name": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="about ten"' in page
    assert 'href="#id_costs-capital-1"' in page
    assert 'href="#id_name"' in page
    assert "Error:" in page


def test_says_which_rule_is_broken(world: World, as_: As) -> None:
    form = {"holder": "council", "fund": "own", "kind": "revenue", "year": "2027/28", "amount": "100", "version": "0",
            "status": "awarded", "may_share": "on", "shareable": "-5"}  # fmt: skip
    answer = as_("partner").post("/riverside/records/allocations/add/", form)
    assert answer.status_code == 422
    assert 'href="#id_shareable"' in answer.content.decode()


def test_escapes_whatever_is_typed(as_: As) -> None:
    text = "<script>alert(1)</script>"
    as_("partner").post(FORM, {**FALLS, "name": text, "description": text, "benefits-new1-name": text})
    for page in ("choose/", "records/projects/script_alert_1_script/", "history/",
                 "records/projects/script_alert_1_script/change/"):  # fmt: skip
        shown = as_("owner").get(f"/riverside/{page}")
        assert shown.status_code in (200, 403)
        assert text not in shown.content.decode()


def test_adds_to_each_of_the_other_lists(as_: As) -> None:
    office = as_("office")
    forms = {
        "organisations": {"name": "Riverside Ambulance", "kind": "ambulance", "count": "1"},
        "funds": {"name": "Winter money", "rules-pays_at_most": "0.5", "rules-may_transfer": "no"},
        "limits": {"organisation": "council", "kind": "capital", "year": "2026/27", "amount": "900000"},
        "stakeholders": {"free-name": "Patient participation group"},
    }
    for section, form in forms.items():
        answer = office.post(f"/riverside/records/{section}/add/", {**form, "version": "0"})
        assert answer.status_code == 302, (section, answer.content.decode()[-3000:])
    assert stored("funds", "winter_money") == {
        "id": "winter_money", "name": "Winter money", "rules": {"pays_at_most": Decimal("0.5"), "may_transfer": False},
    }  # fmt: skip


def test_asks_to_take_out_what_looks_like_patient_data(as_: As) -> None:
    client = as_("partner")
    answer = client.post(FORM, {**FALLS, "description": "as for 943 476 5919"})
    assert "looks like an NHS number" in client.get(answer["Location"]).content.decode()
    client.post(FORM, {**FALLS, "name": "Another"})
    assert "looks like an NHS number" not in client.get("/riverside/choose/").content.decode()
