"""The place through the API: its settings, what was done together, its people, files of it, and what is not there."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from placewide.web.accounts.actions.tokens import NEVER, scopes_for
from placewide.web.accounts.models import Membership
from placewide.web.places.actions.experiences import tell
from placewide.web.places.models import Experience, Place
from placewide.web.places.sections import sections
from placewide.web.tests.cast import World
from placewide.web.tests.programs import API, Program
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db
TOLD = {"together_with": "The hospice", "what": "One on-call list", "difference": "Nobody waits until Monday"}


def test_the_office_changes_the_settings_that_it_read(world: World) -> None:
    office = Program(world, "office")
    read = office.ask("GET", "/settings")
    assert read["ETag"] == f'"{world.riverside.revision}"'
    changed = office.ask("PUT", "/settings", {**read.json(), "name": "Riverside and Hill"}, if_match=read["ETag"])
    assert (changed.status_code, changed.json()["name"]) == (200, "Riverside and Hill")
    assert changed["ETag"] != read["ETag"]
    assert Place.objects.get(pk=world.riverside.pk).name == "Riverside and Hill"


def test_the_settings_that_were_read_change_nothing(world: World) -> None:
    office = Program(world, "office")
    read = office.ask("GET", "/settings")
    before = digest_of_all()
    assert office.ask("PUT", "/settings", read.json(), if_match=read["ETag"]).status_code == 200
    assert digest_of_all() == before


@pytest.mark.parametrize(("name", "status"), [("owner", 403), ("partner", 403), ("reader", 403), ("stranger", 404)])
def test_nobody_else_changes_the_settings(world: World, name: str, status: int) -> None:
    content = Program(world, "office").ask("GET", "/settings").json()
    program = Program(world, name)
    before, version = digest_of_all(), f'"{world.riverside.revision}"'
    answer = program.ask("PUT", "/settings", {**content, "name": "Mine"}, if_match=version)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert digest_of_all() == before


@pytest.mark.parametrize(
    ("change", "named", "status"),
    [
        ({}, "", 428),
        ({}, '"999"', 412),
        ({"rooms": ["cellar"]}, None, 422),
        ({"first_year": "1066/67"}, None, 422),
        ({"years": 31}, None, 422),
        ({"name": ""}, None, 422),
        ({"colour": "red"}, None, 422),
        ({"inflation": "1e999999"}, None, 422),
    ],
)
def test_settings_that_do_not_fit_change_nothing(
    world: World, change: dict[str, object], named: str | None, status: int
) -> None:
    office = Program(world, "office")
    read = office.ask("GET", "/settings")
    before = digest_of_all()
    content = {**read.json(), "is_public": True, **change}
    answer = office.ask("PUT", "/settings", content, if_match=read["ETag"] if named is None else named)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert digest_of_all() == before


@pytest.mark.parametrize("name", ["owner", "partner"])
def test_tells_of_a_thing_once_for_its_own_organisation(world: World, name: str) -> None:
    program = Program(world, name)
    told = [program.ask("POST", "/experiences", TOLD) for _ in range(2)]
    assert [answer.status_code for answer in told] == [201, 201]
    assert [row["what"] for row in program.ask("GET", "/experiences").json()] == ["One on-call list"]
    assert told[0].json()["organisation"] == Membership.objects.get(user=world.people[name]).organisation.key


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("stranger", 404)])
def test_who_may_not_tell_changes_nothing(world: World, name: str, status: int) -> None:
    program = Program(world, name)
    before = digest_of_all()
    assert program.ask("POST", "/experiences", TOLD).status_code == status
    assert digest_of_all() == before


def test_an_experience_without_its_words_is_not_understood(world: World) -> None:
    answer = Program(world, "owner").ask("POST", "/experiences", {**TOLD, "what": " "})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "what")


@pytest.mark.parametrize(
    ("name", "status"), [("owner", 204), ("office", 204), ("partner", 403), ("reader", 403), ("stranger", 404)]
)
def test_takes_away_what_its_own_organisation_told(world: World, name: str, status: int) -> None:
    number = tell(world.actor("owner"), **TOLD).pk
    assert Program(world, name).ask("DELETE", f"/experiences/{number}").status_code == status
    assert Experience.objects.exists() is (status != 204)


@pytest.mark.parametrize("name", ["owner", "partner", "reader"])
def test_tells_every_member_who_the_others_are(world: World, name: str) -> None:
    rows = Program(world, name).ask("GET", "/people").json()
    assert {row["email"] for row in rows} == {
        f"{one}@riverside.example" for one in ("office", "owner", "partner", "reader", "conflicted")
    }


def test_tells_for_whom_a_token_acts_and_nothing_of_its_owner_elsewhere(world: World) -> None:
    told = Program(world, "partner", scopes=("read",)).ask("GET", "/me").json()
    assert (told["place"], told["organisation"], told["scopes"]) == ("riverside", "council", ["read"])


@pytest.mark.parametrize(("name", "status"), [("office", 200), ("owner", 200), ("reader", 404), ("stranger", 404)])
def test_shows_invitations_to_whom_the_page_shows_them(world: World, name: str, status: int) -> None:
    assert Program(world, name).ask("GET", "/invitations").status_code == status


def test_no_token_is_made_that_changes_who_has_rights(world: World) -> None:
    scopes = scopes_for(world.actor("office"))
    assert not {f"write:{kind}" for kind in NEVER} & set(scopes)


@pytest.mark.parametrize("url", ["/people/1", "/people", "/invitations", "/me"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_people_cannot_be_changed_at_all(world: World, method: str, url: str) -> None:
    program = Program(world, "office")
    before = digest_of_all()
    assert program.ask(method, url, {"roles": ["auditor"]}).status_code in (404, 405)
    assert digest_of_all() == before


@pytest.mark.parametrize("suffix", ["xlsx", "yaml", "json"])
def test_the_place_is_a_file_in_each_form_as_on_its_page(
    world: World, suffix: str, as_: Callable[[str | None], Client]
) -> None:
    answer = Program(world, "reader").ask("GET", f"/export.{suffix}")
    assert answer["ETag"] == f'"{world.riverside.digest}"'
    assert f"riverside.{suffix}" in answer["Content-Disposition"]
    if suffix != "xlsx":
        assert answer.content == as_("reader").get(f"/riverside/export/{suffix}/").content


def test_a_list_is_a_workbook_of_what_is_asked_for(world: World) -> None:
    answer = Program(world, "reader").ask("GET", "/lists/projects.xlsx?text=tablets")
    book = load_workbook(io.BytesIO(answer.content))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Tablets for care homes" in said
    assert "Shared care record" not in said


def test_every_list_is_a_workbook(world: World) -> None:
    reader = Program(world, "reader")
    assert {reader.ask("GET", f"/lists/{section}.xlsx").status_code for section in sections()} == {200}


@pytest.mark.parametrize("url", ["/export.xlsx", "/lists/projects.xlsx", "/people", "/settings", "/experiences"])
def test_a_stranger_s_program_finds_nothing(world: World, url: str) -> None:
    stranger = Program(world, "stranger")
    closed, absent = stranger.ask("GET", url), stranger.ask("GET", API.replace("riverside", "nowhere") + url)
    assert (closed.status_code, closed.content) == (404, absent.content)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "1e9", str(10**30)])
@pytest.mark.parametrize("url", ["/uploads/{}", "/runs/{}", "/runs/{}/answer", "/lists/{}.xlsx", "/export.{}"])
def test_what_is_not_there_is_a_problem_and_no_fault(world: World, url: str, number: str) -> None:
    answer = Program(world, "office").ask("GET", url.format(number))
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("number", ["0", "x", str(10**30)])
@pytest.mark.parametrize("url", ["/experiences/{}", "/kept/{}"])
def test_what_is_not_there_cannot_be_taken_away(world: World, url: str, number: str) -> None:
    answer = Program(world, "office").ask("DELETE", url.format(number))
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
