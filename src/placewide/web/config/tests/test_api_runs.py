"""What is computed, through the API: asked, waited for, stopped, read; The Table, what was kept of it, and papers."""

import pytest

from placewide.web.jobs.models import Job
from placewide.web.jobs.performing import run_waiting
from placewide.web.places.actions.records import remove_record
from placewide.web.places.queries import record
from placewide.web.runs.models import KeptScenario, Run
from placewide.web.tests.cast import World
from placewide.web.tests.programs import Program
from placewide.web.tests.stored import digest_of_all

pytestmark = pytest.mark.django_db
FLIPS = {"put_in": ["care_home_tablets"], "lost": ["wgh_revenue_1"]}
KEEP = {"name": "Without the grant", "dissent": "The hospice does not agree.", "flips": FLIPS}
ASKS: list[tuple[str, object]] = [("/plan", None), ("/sharing", None), ("/scenarios", None), ("/table", {})]


@pytest.mark.parametrize(("url", "says"), [("/plan", "projects"), ("/sharing", "gain"), ("/scenarios", "scenarios")])
def test_an_answer_is_there_once_it_was_asked_for(world: World, url: str, says: str) -> None:
    partner = Program(world, "partner")
    assert partner.ask("GET", url).status_code == 404
    asked = partner.ask("POST", url)
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert partner.ask("GET", f"/runs/{asked.json()['id']}/answer").status_code == 404
    run_waiting()
    answer = partner.ask("GET", url)
    assert (answer.status_code, answer["Placewide-Stale"]) == (200, "no")
    assert says in answer.json()
    assert partner.ask("GET", f"/runs/{asked.json()['id']}/answer").json() == answer.json()


@pytest.mark.parametrize("url", ["/plan", "/sharing", "/scenarios"])
def test_an_answer_of_a_place_that_has_changed_says_so(world: World, url: str) -> None:
    owner = Program(world, "owner")
    run = owner.ask("POST", url).json()["id"]
    run_waiting()
    actor = world.actor("owner")
    remove_record(actor, "projects", "shared_record", version=record(actor, "projects", "shared_record").version)
    for address in (url, f"/runs/{run}/answer"):
        answer = owner.ask("GET", address)
        assert (answer.status_code, answer["Placewide-Stale"]) == (200, "yes")


def test_a_flip_is_answered_by_a_run(world: World) -> None:
    owner = Program(world, "owner")
    run = owner.ask("POST", "/table", FLIPS).json()["id"]
    run_waiting()
    told = owner.ask("GET", f"/runs/{run}/answer").json()
    assert told["flips"] == FLIPS
    assert "care_home_tablets" in {row["id"] for row in told["together"]["projects"] if row["selected"]}
    assert owner.ask("POST", "/table", FLIPS).json()["id"] == run


def test_what_is_not_of_this_place_is_not_flipped(world: World) -> None:
    owner = Program(world, "owner")
    runs = [owner.ask("POST", "/table", flips).json()["id"] for flips in ({}, {"lost": ["x"], "put_in": ["y"]})]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "flips", [{"lost": "x"}, {"odd": []}, {"weights": {"a": -1}}, {"weights": {"a": "1e-999999"}}, {"weights": []}]
)
def test_flips_that_make_no_sense_ask_nothing(world: World, flips: object) -> None:
    answer = Program(world, "owner").ask("POST", "/table", flips)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not Run.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("stranger", 404)])
@pytest.mark.parametrize(("url", "content"), [*ASKS, ("/kept", KEEP)])
def test_who_may_not_ask_changes_nothing(world: World, name: str, status: int, url: str, content: object) -> None:
    program = Program(world, name)
    before = digest_of_all()
    assert program.ask("POST", url, content).status_code == status
    assert digest_of_all() == before


@pytest.mark.parametrize(("url", "content"), [*ASKS, ("/kept", KEEP)])
def test_a_token_that_reads_asks_nothing(world: World, url: str, content: object) -> None:
    program = Program(world, "owner", scopes=("read",))
    before = digest_of_all()
    assert program.ask("POST", url, content).status_code == 403
    assert digest_of_all() == before


@pytest.mark.parametrize(
    ("name", "status"), [("partner", 200), ("office", 200), ("owner", 403), ("reader", 403), ("stranger", 404)]
)
def test_work_is_stopped_by_whoever_asked_or_the_office(world: World, name: str, status: int) -> None:
    programs = {each: Program(world, each) for each in {"partner", name}}
    run = programs["partner"].ask("POST", "/plan").json()["id"]
    for _ in range(2):
        assert programs[name].ask("POST", f"/runs/{run}/stop").status_code == status
    assert Job.objects.get().state == ("cancelled" if status == 200 else "queued")


def test_keeps_a_scenario_once_with_its_dissent(world: World) -> None:
    partner = Program(world, "partner")
    kept = [partner.ask("POST", "/kept", KEEP) for _ in range(2)]
    assert [answer.status_code for answer in kept] == [201, 201]
    (row,) = Program(world, "reader").ask("GET", "/kept").json()
    assert (row["name"], row["dissent"], row["flips"]) == (KEEP["name"], KEEP["dissent"], FLIPS)
    assert (row["organisation"], row["moved"]) == ("council", False)


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_a_scenario_needs_a_name_that_fits(world: World, name: str) -> None:
    assert Program(world, "partner").ask("POST", "/kept", {**KEEP, "name": name}).status_code == 422
    assert not KeptScenario.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("partner", 204), ("office", 204), ("owner", 403), ("reader", 403), ("stranger", 404)]
)
def test_a_kept_scenario_is_taken_away_by_its_organisation_or_the_office(world: World, name: str, status: int) -> None:
    programs = {each: Program(world, each) for each in {"partner", name}}
    number = programs["partner"].ask("POST", "/kept", KEEP).json()["id"]
    assert programs[name].ask("DELETE", f"/kept/{number}").status_code == status
    assert KeptScenario.objects.exists() is (status != 204)


def test_papers_come_by_their_names(world: World) -> None:
    partner = Program(world, "partner")
    assert partner.ask("GET", "/papers").json() == []
    assert partner.ask("GET", "/papers/report.html").status_code == 404
    partner.ask("POST", "/plan")
    run_waiting()
    names = Program(world, "reader").ask("GET", "/papers").json()
    assert "report.html" in names
    assert partner.ask("GET", "/papers/report.html")["Content-Disposition"].startswith("attachment")
    assert partner.ask("GET", "/papers/..%2Fsecret").status_code == 404
    assert Program(world, "stranger").ask("GET", "/papers/report.html").status_code == 404
