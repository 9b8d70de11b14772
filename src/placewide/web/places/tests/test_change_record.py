"""Changing a record by its form: what it does not show is kept, conflicts show both versions, nothing is done twice."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from placewide.web.audit.models import Event
from placewide.web.places.actions.records import change_record
from placewide.web.places.models import Record
from placewide.web.places.queries import record
from placewide.web.places.storage import plain_of
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
TABLETS = "/riverside/records/projects/care_home_tablets/change/"
RECORD = "/riverside/records/projects/shared_record/change/"


def typed(page: str) -> dict[str, list[str]]:
    """What a browser would send of the main form of a page, with nothing typed."""
    form = page.split('class="pw-form__form"')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name = re.search(r'type="(\w+)"', tag), re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if kind and name and (kind[1] not in ("checkbox", "radio") or " checked" in tag):
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'value="([^"]*)"[^>]* selected', options)
        found[name] = [unescape(one) for one in chosen or [""]]
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = [unescape(text)]
    found.pop("csrfmiddlewaretoken", None)
    return found


def of(world: World, key: str) -> Record:
    return record(world.actor("office"), "projects", key)


@pytest.mark.parametrize("key", ["shared_record", "care_home_tablets", "hospice_licences", "falls_alerts"])
def test_changes_nothing_when_nothing_is_typed(world: World, as_: As, key: str) -> None:
    client, before = as_("office"), of(world, key)
    page = client.get(f"/riverside/records/projects/{key}/change/").content.decode()
    events = Event.objects.count()
    answer = client.post(f"/riverside/records/projects/{key}/change/", typed(page))
    assert answer.status_code == 302, answer.content.decode()
    after = of(world, key)
    assert (after.content, after.version) == (before.content, before.version)
    assert Event.objects.count() == events


def test_changes_a_cost_and_says_so_in_the_history(world: World, as_: As) -> None:
    client = as_("partner")
    form = typed(client.get(TABLETS).content.decode())
    answer = client.post(TABLETS, {**form, "costs-capital-1": "65,000", "reason": "A better quote"})
    assert answer.status_code == 302
    assert plain_of(of(world, "care_home_tablets").content)["costs"] == {"capital": [65000]}
    page = client.get("/riverside/records/projects/care_home_tablets/").content.decode()
    assert "A better quote" in page
    assert "from <del>£60,000</del> to <ins>£65,000</ins>" in page


def test_keeps_what_the_form_does_not_show(world: World, as_: As) -> None:
    plain = plain_of(of(world, "care_home_tablets").content)
    figure = {"value": 60000, "is": "about", "source": "quote", "note": "by telephone"}
    plain |= {
        "costs": [{"id": "devices", "name": "Devices", "kind": "capital", "vat": "irrecoverable", "amounts": [figure]}],
        "lifts": [{"organisation": "hospice", "measure": "smart_foundations", "by": 1}],
    }
    change_record(world.actor("office"), "projects", "care_home_tablets", plain, version=1)
    client = as_("partner")
    form = typed(client.get(TABLETS).content.decode())
    client.post(TABLETS, {**form, "costs-devices-1": "70000", "name": "Tablets"})
    after = plain_of(of(world, "care_home_tablets").content)
    assert after["costs"][0]["amounts"] == [{**figure, "value": 70000}]
    assert after["costs"][0]["vat"] == "irrecoverable"
    assert after["lifts"] == plain["lifts"]
    assert after["name"] == "Tablets"


def test_refuses_another_organisations_proposal_and_a_move_to_another(world: World, as_: As) -> None:
    assert as_("partner").get(RECORD).status_code == 403
    assert as_("partner").post(RECORD, {"name": "Mine", "version": "1"}).status_code == 403
    form = typed(as_("partner").get(TABLETS).content.decode())
    assert as_("partner").post(TABLETS, {**form, "lead": "hospital"}).status_code == 403
    assert plain_of(of(world, "care_home_tablets").content)["lead"] == "council"


def test_refuses_readers_and_hides_from_strangers(as_: As) -> None:
    assert as_("reader").get(TABLETS).status_code == 403
    assert as_("stranger").get(TABLETS).status_code == 404
    assert as_("office").get("/riverside/records/projects/nothing/change/").status_code == 404


def test_refuses_a_closed_proposal_and_says_why(world: World, as_: As) -> None:
    plain = plain_of(of(world, "care_home_tablets").content) | {"status": "closed"}
    change_record(world.actor("office"), "projects", "care_home_tablets", plain, version=1)
    answer = as_("partner").get(TABLETS)
    assert answer.status_code == 403
    assert "It is closed, and cannot be changed any more." in answer.content.decode()


def test_a_form_sent_twice_changes_once(world: World, as_: As) -> None:
    client = as_("partner")
    form = typed(client.get(TABLETS).content.decode()) | {"name": "Tablets"}
    assert [client.post(TABLETS, form).status_code for _ in range(2)] == [302, 302]
    assert of(world, "care_home_tablets").version == 2


def test_shows_both_versions_when_somebody_else_was_first(world: World, as_: As) -> None:
    client, office = as_("partner"), as_("office")
    mine = typed(client.get(TABLETS).content.decode())
    theirs = typed(office.get(TABLETS).content.decode())
    office.post(TABLETS, {**theirs, "costs-capital-1": "80000", "description": "For all homes"})
    answer = client.post(TABLETS, {**mine, "costs-capital-1": "65000", "name": "Tablets"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Office Person saved a change" in page
    assert "80,000" in page
    assert "65000" in page
    boxes = dict(re.findall(r'name="theirs" value="([^"]+)" id="[^"]+"( checked)?', page))
    assert boxes == {"name": "", "description": " checked", "costs-capital-1": ""}
    assert plain_of(of(world, "care_home_tablets").content)["costs"] == {"capital": [80000]}


def test_merges_the_versions_as_the_person_chooses(world: World, as_: As) -> None:
    client, office = as_("partner"), as_("office")
    mine = typed(client.get(TABLETS).content.decode())
    theirs = typed(office.get(TABLETS).content.decode())
    office.post(TABLETS, {**theirs, "costs-capital-1": "80000", "description": "For all homes"})
    mine |= {"costs-capital-1": ["65000"], "name": ["Tablets"], "version": ["2"]}
    answer = client.post(TABLETS, {**mine, "theirs": ["costs-capital-1", "description"]})
    assert answer.status_code == 302
    after = plain_of(of(world, "care_home_tablets").content)
    assert (after["name"], after["description"]) == ("Tablets", "For all homes")
    assert after["costs"] == {"capital": [80000]}


def test_a_hidden_version_that_is_no_number_changes_nothing(world: World, as_: As) -> None:
    client = as_("partner")
    form = typed(client.get(TABLETS).content.decode()) | {"name": ["Tablets"]}
    for version in ("", "-1", "x", "9" * 30):
        assert client.post(TABLETS, {**form, "version": version}).status_code in (409, 422)
    assert of(world, "care_home_tablets").version == 1
