"""Starting a place: from nothing, from a spreadsheet, from an example; once, however often the form is sent."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from placewide.web.accounts.models import Membership, User
from placewide.web.jobs.performing import run_waiting
from placewide.web.places.models import Place, Record, Upload
from placewide.web.places.tests.files import workbook
from placewide.web.places.tests.test_upload import nobody_waits
from placewide.web.places.views.starting import EXAMPLE
from placewide.web.tests.cast import RIVERSIDE, World

__all__ = ["nobody_waits"]
As = Callable[[str | None], Client]
FORM = {"name": "Northvale", "organisation": "Northvale Hospital", "first_year": "2026/27", "once": "one-form"}


@pytest.fixture
def newcomer(db: None) -> Client:
    client = Client()
    user = User.objects.create_user("new@example.org", name="New Comer")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def year_of(client: Client) -> str:
    page = client.get("/start/").content.decode()
    return page.split(" selected>")[0].rsplit('value="', 1)[1].split('"')[0]


def test_starts_a_place_with_one_organisation(newcomer: Client) -> None:
    year = year_of(newcomer)
    answer = newcomer.post("/start/", {**FORM, "first_year": year})
    assert (answer.status_code, answer["Location"]) == (302, "/northvale/")
    assert newcomer.get("/northvale/choose/").status_code == 200
    assert "Northvale Hospital" in newcomer.get("/northvale/organisations/").content.decode()
    assert "No proposals yet" in newcomer.get("/northvale/choose/").content.decode()
    membership = Membership.objects.get(organisation__place__slug="northvale")
    assert set(membership.roles) == {"programme_office", "digital_lead"}


def test_sent_twice_it_starts_one_place(newcomer: Client) -> None:
    sent = {**FORM, "first_year": year_of(newcomer)}
    assert newcomer.post("/start/", sent)["Location"] == newcomer.post("/start/", sent)["Location"]
    assert Place.objects.count() == 1
    assert newcomer.post("/start/", {**sent, "once": "another-form"})["Location"] == "/northvale-2/"


def test_reads_the_spreadsheet_at_once_and_waits_for_a_yes(newcomer: Client) -> None:
    file = SimpleUploadedFile("Long list.xlsx", workbook())
    answer = newcomer.post("/start/", {**FORM, "first_year": year_of(newcomer), "file": file})
    assert answer["Location"].startswith("/northvale/import/")
    run_waiting()
    page = newcomer.get(answer["Location"]).content.decode()
    assert "Sheet “Long list” holds proposals" in page
    assert "Which of these organisations is yours?" in page
    upload = Upload.objects.get()
    newcomer.post(f"{answer['Location']}understood/", {"own": "riverside_general_hospital", "only_own": "1"})
    run_waiting()
    upload.refresh_from_db()
    answer = newcomer.post(f"/northvale/import/{upload.pk}/take/", {"against": upload.against_revision})
    assert answer.status_code == 302
    own = Record.objects.get(place__slug="northvale", title="Bed board").organisation
    assert own == "northvale_hospital"


def test_starts_from_a_place_file_and_asks_which_organisation_is_ones_own(newcomer: Client) -> None:
    file = SimpleUploadedFile("riverside.yaml", RIVERSIDE.read_bytes())
    answer = newcomer.post("/start/", {**FORM, "first_year": year_of(newcomer), "file": file})
    run_waiting()
    upload = Upload.objects.get()
    assert "Your own organisation is not in this file" in newcomer.get(answer["Location"]).content.decode()
    newcomer.post(f"{answer['Location']}understood/", {"own": "hospice"})
    run_waiting()
    upload.refresh_from_db()
    newcomer.post(f"{answer['Location']}take/", {"against": upload.against_revision})
    assert Place.objects.get().digest == upload.document_digest
    assert Membership.objects.present().get().organisation.key == "hospice"


def test_shows_an_example_of_ones_own(newcomer: Client) -> None:
    for _ in range(2):
        answer = newcomer.post("/start/example/")
    page = newcomer.get(answer["Location"] + "choose/").content.decode()
    assert "Four proposals" in page
    assert Place.objects.count() == 1
    assert EXAMPLE.is_file()


def test_needs_a_person_and_keeps_what_was_typed(world: World, as_: As, newcomer: Client) -> None:
    assert as_(None).post("/start/", FORM)["Location"].startswith("/account/")
    answer = newcomer.post("/start/", {**FORM, "organisation": "", "first_year": "1066/67"})
    assert answer.status_code == 422
    assert 'value="Northvale"' in answer.content.decode()
    assert Place.objects.count() == 2  # those of the cast


@pytest.mark.parametrize("name", ["Start", "API", "static", "🏥", "../../x", "x" * 200])
def test_gives_each_place_an_address_of_its_own(newcomer: Client, name: str) -> None:
    answer = newcomer.post("/start/", {**FORM, "first_year": year_of(newcomer), "name": name})
    assert answer.status_code == 302
    assert newcomer.get(answer["Location"] + "choose/").status_code == 200
