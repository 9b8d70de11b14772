"""The API: the same rights as the pages, versions that must be named, and errors that say what is wrong."""

import pytest
from django.test import Client
from django.utils import timezone

from placewide.web.accounts.models import Membership, Token
from placewide.web.places.models import Record
from placewide.web.tests.cast import World
from placewide.web.tests.programs import Program
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db
RECORD = "/api/v1/places/riverside/records/projects/shared_record"


def test_tells_the_place_with_its_digest_as_etag(world: World) -> None:
    answer = Program(world, "reader").ask("GET", "/api/v1/places/riverside")
    assert answer.json()["name"] == "Riverside"
    assert answer["ETag"] == f'"{world.riverside.digest}"'


def test_the_document_is_the_place_file(world: World) -> None:
    document = Program(world, "reader").ask("GET", "/api/v1/places/riverside/document").json()
    assert document["placewide"] == 1
    assert [row["id"] for row in document["organisations"]] == ["hospital", "council", "hospice"]


def test_lists_records_page_by_page(world: World) -> None:
    answer = Program(world, "reader").ask("GET", "/api/v1/places/riverside/records/projects?size=2&page=2&order=title")
    assert answer.json()["total"] == 4
    assert [row["title"] for row in answer.json()["records"]] == ["Shared care record", "Tablets for care homes"]


@pytest.mark.parametrize("question", ["size=1000000000", "size=-1", "page=0", "order=organisation__name", "page=x"])
def test_refuses_a_question_that_makes_no_sense(world: World, question: str) -> None:
    answer = Program(world, "reader").ask("GET", f"/api/v1/places/riverside/records/projects?{question}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_changes_a_record_whose_version_is_named(world: World) -> None:
    program = Program(world, "owner")
    read = program.ask("GET", RECORD)
    content = {**read.json()["content"], "name": "Shared record for all"}
    changed = program.ask("PUT", RECORD, content, if_match=read["ETag"])
    assert (changed.status_code, changed.json()["title"], changed["ETag"]) == (200, "Shared record for all", '"2"')


@pytest.mark.parametrize(("named", "status"), [(None, 428), ("*", 428), ('"7"', 412), ('"1", "2"', 428)])
def test_changes_nothing_without_the_version_that_stands(world: World, named: str | None, status: int) -> None:
    program = Program(world, "owner")
    content = {**program.ask("GET", RECORD).json()["content"], "name": "Mine"}
    before = digest_of_all()
    headers = {} if named is None else {"if_match": named}
    assert program.ask("PUT", RECORD, content, **headers).status_code == status
    assert digest_of_all() == before


def test_adds_and_removes_a_record(world: World) -> None:
    program = Program(world, "owner")
    content = {"id": "bed_board", "name": "Bed board", "lead": "hospital"}
    added = program.ask("POST", "/api/v1/places/riverside/records/projects", content)
    assert added.status_code == 201
    removed = program.ask("DELETE", "/api/v1/places/riverside/records/projects/bed_board", if_match=added["ETag"])
    assert removed.status_code == 204
    assert not Record.objects.filter(key="bed_board").exists()


def test_a_partner_may_not_change_what_is_another_s(world: World) -> None:
    program = Program(world, "partner")
    read = program.ask("GET", RECORD)
    refused = program.ask("PUT", RECORD, read.json()["content"], if_match=read["ETag"])
    assert refused.status_code == 403
    assert "digital lead" in refused.json()["detail"]


def test_nobody_moves_a_record_into_another_organisation_or_out_of_it(world: World) -> None:
    program = Program(world, "owner")
    read = program.ask("GET", RECORD)
    moved = program.ask("PUT", RECORD, {**read.json()["content"], "lead": "council"}, if_match=read["ETag"])
    assert moved.status_code == 403


def test_a_token_may_do_less_than_its_owner(world: World) -> None:
    program = Program(world, "owner", scopes=("read",))
    read = program.ask("GET", RECORD)
    assert program.ask("PUT", RECORD, read.json()["content"], if_match=read["ETag"]).status_code == 403


def test_another_place_is_absent(world: World) -> None:
    program = Program(world, "stranger")
    closed, absent = (program.ask("GET", f"/api/v1/places/{place}") for place in ("riverside", "nowhere"))
    assert (closed.status_code, closed.content) == (absent.status_code, absent.content)
    assert closed.status_code == 404


def test_needs_a_token_that_holds(world: World) -> None:
    Program(world, "owner")
    for change in ({"ended_at": timezone.now()}, {"ended_at": None, "expires_at": timezone.now()}):
        Token.objects.update(**change)
        answer = Client().get("/api/v1/places/riverside", headers={"authorization": "Bearer owner"})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert Client().get("/api/v1/places/riverside?token=owner").status_code == 401


def test_rights_end_with_the_membership(world: World) -> None:
    program = Program(world, "owner")
    Membership.objects.filter(user=world.people["owner"]).update(ended_at=timezone.now())
    assert program.ask("GET", "/api/v1/places/riverside").status_code == 401


def test_says_which_rule_a_record_breaks(world: World) -> None:
    content = {"id": "bed_board", "lead": "hospital", "requires": ["nothing_known"]}
    answer = Program(world, "owner").ask("POST", "/api/v1/places/riverside/records/projects", content)
    assert answer.status_code == 422
    assert "nothing_known" in answer.json()["findings"][0]["message"]


@pytest.mark.parametrize(
    "body", ["{", "[1]", '"text"', '{"a": NaN}', '{"a": 1, "a": 2}', '{"id": ' + "[" * 1000, '{"id": 1e999}', ""]
)
def test_refuses_a_body_that_is_no_record(world: World, body: str) -> None:
    program = Program(world, "owner")
    before = digest_of_all()
    answer = program.ask("POST", "/api/v1/places/riverside/records/projects", body)
    assert answer.status_code in (400, 422)
    assert digest_of_all() == before


def test_a_plan_that_was_never_made_is_said_to_be_missing(world: World) -> None:
    answer = Program(world, "reader").ask("GET", "/api/v1/places/riverside/plan")
    assert (answer.status_code, answer.json()["title"]) == (404, "There is no plan yet")


def test_describes_itself_as_openapi_3_1() -> None:
    description = Client().get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert "/api/v1/places/{place}/records/{section}" in description["paths"]
