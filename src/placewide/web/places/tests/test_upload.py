"""Bringing a file: what is understood, what would change, what is refused; nothing changes before somebody says so."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from placewide.exchange.place_file import file_bytes
from placewide.web.jobs.performing import run_waiting
from placewide.web.places.actions.uploading import clean_name
from placewide.web.places.models import Place, Record, Upload
from placewide.web.places.queries import document
from placewide.web.places.reading import parsed
from placewide.web.places.tests.files import COSTS, MONEY, PROPOSALS, workbook
from placewide.web.places.views import uploads
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
IMPORT = "/riverside/import/"


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs beside these tests, so no page needs to wait for one."""
    monkeypatch.setattr(uploads, "WAITS", 0)


def bring(client: Client, name: str, content: bytes) -> Upload:
    """Upload a file as the page does, and have it read."""
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer["Location"])["Refresh"] == "2"
    run_waiting()
    return Upload.objects.get(pk=int(answer["Location"].rstrip("/").rsplit("/", 1)[1]))


def page_of(client: Client, upload: Upload) -> str:
    return client.get(f"{IMPORT}{upload.pk}/").content.decode()


def as_excel(place: Place) -> bytes:
    stored = document(place).document
    assert stored is not None
    return file_bytes(stored, ".xlsx")


def test_says_in_sentences_what_was_understood_of_a_foreign_spreadsheet(world: World, as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    page = page_of(as_("office"), upload)
    assert upload.state == Upload.State.READ, upload.findings
    assert "Sheet “Long list” holds proposals" in page
    assert "from the flow group" in page  # a sample of a column
    for title in ("Bed board", "Shared rota", "Digital front door"):
        assert title in page
    assert "Projects were read" not in page
    assert Record.objects.filter(title="Bed board").count() == 0
    assert world.riverside.revision == Place.objects.get(pk=world.riverside.pk).revision


def test_knows_the_places_organisations_by_their_names(as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    page = page_of(as_("office"), upload)
    assert "Health Alliance" in page
    assert "organisation · riverside_council" not in page
    assert "Organisations: one added" in page


def test_lists_all_wrong_rows_with_sheet_cell_and_rule_and_stores_nothing(world: World, as_: As) -> None:
    book = load_workbook(io.BytesIO(as_excel(world.riverside)))
    book["projects"]["A2"] = "Not An Id"
    book["costs"]["H2"] = -5
    book["allocations"]["D3"] = "nowhere"
    stream = io.BytesIO()
    book.save(stream)
    before = Place.objects.get(pk=world.riverside.pk).digest
    upload = bring(as_("office"), "riverside.xlsx", stream.getvalue())
    errors = [one for one in upload.findings if one["severity"] == "error"]
    page = page_of(as_("office"), upload)
    assert upload.state == Upload.State.REFUSED
    assert len({one["position"] for one in errors}) >= 3
    for one in errors:
        assert one["position"].split(",")[0] == "riverside.xlsx"
        assert one["rule"] in page
    assert "sheet projects" in page
    assert "cell A2" in page
    answer = as_("office").post(f"{IMPORT}{upload.pk}/take/", {"against": upload.against_revision})
    assert answer.status_code == 403
    assert Place.objects.get(pk=world.riverside.pk).digest == before


def test_the_way_it_is_read_can_be_changed(as_: As) -> None:
    client = as_("office")
    upload = bring(client, "Long list.xlsx", workbook({"Long list": PROPOSALS, "Old": MONEY, "Costs": COSTS}))
    answer = client.post(f"{IMPORT}{upload.pk}/understood/", {"sheet-0-holds": "ignore", **as_understood(upload, 1)})
    assert answer.status_code == 302
    run_waiting()
    upload.refresh_from_db()
    assert upload.state == Upload.State.REFUSED  # without proposals there is nothing to plan
    assert "no_proposals" in {one["rule"] for one in upload.findings}


def as_understood(upload: Upload, start: int = 0) -> dict[str, str]:
    """The form of the mapping as it comes from the page, from a sheet on."""
    mapping = parsed(upload.mapping)
    assert mapping is not None
    found: dict[str, str] = {}
    for number, sheet in enumerate(mapping.sheets):
        if number >= start:
            found[f"sheet-{number}-holds"] = sheet.holds
        for place, column in enumerate(sheet.columns):
            found[f"column-{number}-{place}-feeds"] = column.feeds
            found[f"column-{number}-{place}-year"] = column.year or ""
            found[f"column-{number}-{place}-kind"] = column.kind or ""
            found[f"column-{number}-{place}-priority"] = column.priority or ""
    return found


def test_a_column_that_was_misunderstood_can_be_put_right(as_: As) -> None:
    client = as_("office")
    upload = bring(client, "Long list.xlsx", workbook())
    form = as_understood(upload, 0)
    notes = next(name for name, feeds in form.items() if feeds == "notes")
    client.post(f"{IMPORT}{upload.pk}/understood/", {**form, notes: "description"})
    run_waiting()
    upload.refresh_from_db()
    assert "{header: Comments, feeds: description}" in upload.mapping
    assert "description from “Comments”" in page_of(client, upload)


@pytest.mark.parametrize("name", ["reader", "partner", "owner", "conflicted"])
def test_refuses_all_but_the_programme_office(as_: As, name: str) -> None:
    assert as_(name).get(IMPORT).status_code == 404  # nobody else sees imports at all
    assert as_(name).post(IMPORT, {"file": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 404
    assert not Upload.objects.exists()


def test_hides_uploads_from_strangers(as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    for address in (f"{IMPORT}{upload.pk}/", f"/otherton/import/{upload.pk}/"):
        assert as_("stranger").get(address).status_code == 404


def test_the_same_file_twice_is_one_upload(as_: As) -> None:
    content = workbook()
    first, second = (bring_again(as_("office"), content) for _ in range(2))
    assert first == second
    assert Upload.objects.count() == 1


def bring_again(client: Client, content: bytes) -> str:
    return client.post(IMPORT, {"file": SimpleUploadedFile("a.xlsx", content)})["Location"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsm", b"PK"), ("a.csv", b"a,b"), ("a.xlsx.exe", b"MZ"), ("a.html", b"<script>"), ("a.xlsx", b""),
        ("a.svg", b"<svg onload=alert(1)>"),
    ],
)  # fmt: skip
def test_refuses_other_kinds_of_file(as_: As, name: str, content: bytes) -> None:
    answer = as_("office").post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4 not a workbook", b"<html><script>alert(1)</script></html>", b"PK\x03\x04 broken", b"\x00" * 2_000,
     b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"],
)  # fmt: skip
def test_says_why_a_file_cannot_be_read(as_: As, content: bytes) -> None:
    upload = bring(as_("office"), "list.xlsx", content)
    page = page_of(as_("office"), upload)
    assert upload.state == Upload.State.REFUSED
    assert "To be mended first" in page
    assert "<script>alert" not in page


def test_refuses_a_file_that_is_too_large(as_: As) -> None:
    answer = as_("office").post(IMPORT, {"file": SimpleUploadedFile("a.xlsx", bytes(10 * 1024**2 + 1))})
    assert answer.status_code == 422
    assert "smaller than 10 MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.yaml", "passwd.yaml"), ("C:\\Users\\me\\list.xlsx", "list.xlsx"),
        ("<script>.xlsx", "script.xlsx"), ("a" * 300 + ".xlsx", "a" * 100 + ".xlsx"), ("nul.json", "file nul.json"),
        ("list\x00.xlsx", "list.xlsx"), ("\u202exslx.gpj.xlsx", "xslx.gpj.xlsx"), (".xlsx", "xlsx"), ("", "file"),
    ],
)  # fmt: skip
def test_gives_files_harmless_names(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_warns_where_something_looks_like_patient_data(as_: As) -> None:
    rows = [*PROPOSALS[:3], ("P1", "Bed board", "Riverside Council", 4, "seen by 943 476 5919")]
    upload = bring(as_("office"), "Long list.xlsx", workbook({"Long list": rows, "Costs": COSTS}))
    form = as_understood(upload, 0)
    notes = next(name for name, feeds in form.items() if feeds == "notes")
    as_("office").post(f"{IMPORT}{upload.pk}/understood/", {**form, notes: "description"})
    run_waiting()
    page = page_of(as_("office"), upload)
    assert "looks_like_patient_data" in page
    assert "To look at" in page


def test_a_file_can_be_set_aside(as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    for _ in range(2):
        assert as_("office").post(f"{IMPORT}{upload.pk}/leave/").status_code == 302
    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content)) == (Upload.State.LEFT, b"")
    assert as_("office").post(f"{IMPORT}{upload.pk}/take/", {"against": upload.against_revision}).status_code == 403
