"""Bringing a file in through the API: read, looked at, taken over on the place that was compared, or left."""

import pytest

from placewide.web.jobs.performing import run_waiting
from placewide.web.places.actions.records import add_record
from placewide.web.places.models import Record, Upload
from placewide.web.places.tests.files import workbook
from placewide.web.tests.cast import World
from placewide.web.tests.programs import Program
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db


def brought(program: Program) -> tuple[str, str]:
    """The address of a file that was sent and read, and the version that taking it over has to name."""
    sent = program.send("Long list.xlsx", workbook())
    assert sent.status_code == 202, sent.content
    run_waiting()
    url = f"/uploads/{sent.json()['id']}"
    return url, program.ask("GET", url)["ETag"]


def test_says_what_was_understood_and_what_would_change(world: World) -> None:
    office = Program(world, "office")
    url, version = brought(office)
    told = office.ask("GET", url).json()
    assert (told["state"], told["is_stale"], version) == ("read", False, f'"{told["against_revision"]}"')
    assert told["understood"]
    assert {"Bed board", "Shared rota"} <= {row["title"] for row in told["differences"] if row["verb"] == "added"}
    assert told["changes"] == len(told["differences"])
    assert len(office.ask("GET", f"{url}?size=2&page=2").json()["differences"]) == 2
    assert not Record.objects.filter(title="Bed board").exists()


def test_takes_it_over_once(world: World) -> None:
    office = Program(world, "office")
    url, version = brought(office)
    for _ in range(2):
        taken = office.ask("POST", f"{url}/take", if_match=version)
        assert (taken.status_code, taken.json()["state"]) == (200, "taken")
    assert Record.objects.filter(title="Bed board").count() == 1
    assert office.ask("POST", f"{url}/leave").status_code == 403


@pytest.mark.parametrize(("named", "status"), [("", 428), ("*", 428), ('"999"', 409), ('"x"', 409), ("9" * 5000, 409)])
def test_takes_over_nothing_that_was_not_looked_at(world: World, named: str, status: int) -> None:
    office = Program(world, "office")
    url, _ = brought(office)
    before = digest_of_all()
    assert office.ask("POST", f"{url}/take", if_match=named).status_code == status
    assert digest_of_all() == before


def test_what_changed_since_is_in_conflict_until_it_is_read_again(world: World) -> None:
    office = Program(world, "office")
    url, version = brought(office)
    add_record(world.actor("owner"), "projects", {"id": "rota", "name": "Rota", "lead": "hospital"})
    assert office.ask("POST", f"{url}/take", if_match=version).status_code == 409
    assert office.ask("GET", url).json()["is_stale"] is True
    assert office.ask("POST", f"{url}/again", {}).status_code == 202
    run_waiting()
    assert office.ask("POST", f"{url}/take", if_match=office.ask("GET", url)["ETag"]).status_code == 200


def test_leaves_it_and_changes_nothing_of_the_place(world: World) -> None:
    office = Program(world, "office")
    url, version = brought(office)
    assert office.ask("POST", f"{url}/leave").json()["state"] == "left"
    assert office.ask("POST", f"{url}/take", if_match=version).status_code == 403
    assert not Record.objects.filter(title="Bed board").exists()


def test_a_token_takes_over_only_the_kinds_that_it_may_change(world: World) -> None:
    office = Program(world, "office", scopes=("read", "write:import"))
    url, version = brought(office)
    before = digest_of_all()
    answer = office.ask("POST", f"{url}/take", if_match=version)
    assert answer.status_code == 403
    assert "This token may not" in answer.json()["detail"]
    assert digest_of_all() == before


@pytest.mark.parametrize(("name", "status"), [("owner", 404), ("partner", 404), ("reader", 404), ("stranger", 404)])
def test_importing_is_the_office_s(world: World, name: str, status: int) -> None:
    url, version = brought(Program(world, "office"))
    program = Program(world, name)
    before = digest_of_all()
    answers = [program.send("Long list.xlsx", workbook()), program.ask("GET", url)]
    answers += [program.ask("POST", f"{url}/{verb}", {}, if_match=version) for verb in ("take", "leave", "again")]
    assert [answer.status_code for answer in answers] == [status] * 5
    assert digest_of_all() == before


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("empty.xlsx", b""), ("a.yaml", b"x" * (10**7 + 10**6))]
)
def test_refuses_a_file_that_the_page_refuses(world: World, name: str, content: bytes) -> None:
    office = Program(world, "office")
    answer = office.send(name, content)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not Upload.objects.exists()


def test_an_own_organisation_that_is_not_in_the_file_is_not_understood(world: World) -> None:
    office = Program(world, "office")
    url, _ = brought(office)
    assert office.ask("POST", f"{url}/again", {"own": "nobody"}).status_code == 422


@pytest.mark.parametrize("body", ["", "{", "--x\r\n"])
def test_a_request_without_a_file_is_a_problem(world: World, body: str) -> None:
    answer = Program(world, "office").ask("POST", "/uploads", body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
