"""Taking a file over: all or nothing, on the place that was compared, by the rights to each record, and never twice."""

import io
from collections.abc import Callable
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from placewide.exchange.place_file import file_bytes
from placewide.web.accounts.models import Membership
from placewide.web.audit.models import Event
from placewide.web.jobs.performing import run_waiting
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.records import add_record, change_record
from placewide.web.places.models import Place, Record, Upload
from placewide.web.places.queries import document, record
from placewide.web.places.storage import plain_of
from placewide.web.places.tests.files import COSTS, MONEY, PROPOSALS, workbook
from placewide.web.places.tests.test_upload import IMPORT, as_understood, bring, nobody_waits, page_of
from placewide.web.tests.cast import World

__all__ = ["nobody_waits"]
As = Callable[[str | None], Client]


def take(client: Client, upload: Upload) -> int:
    upload.refresh_from_db()
    return client.post(f"{IMPORT}{upload.pk}/take/", {"against": upload.against_revision}).status_code


def titles(section: str = "projects") -> set[str]:
    return set(Record.objects.filter(place__slug="riverside", section=section).values_list("title", flat=True))


def digest(world: World) -> str:
    return Place.objects.get(pk=world.riverside.pk).digest


def test_adds_a_foreign_spreadsheet_and_removes_nothing(world: World, as_: As) -> None:
    before, organisations = titles(), titles("organisations")
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    assert take(as_("office"), upload) == 302
    assert titles() == before | {"Bed board", "Shared rota", "Digital front door"}
    assert titles("organisations") == organisations | {"Health Alliance"}
    rota = Record.objects.get(place=world.riverside, title="Shared rota")
    assert (rota.organisation, rota.amount_pence) == ("council", 3_000_000)
    assert "Innovation grant" in titles("allocations")
    assert Event.objects.filter(verb="took over", label="Long list.xlsx").count() == 1
    assert Event.objects.filter(reason="From the file “Long list.xlsx”.").exists()


def test_asks_for_the_leads_of_the_partners_afterwards(as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    take(as_("office"), upload)
    page = page_of(as_("office"), upload)
    assert "Who of these are your partners?" in page
    assert "Health Alliance" in page


def test_taken_over_twice_is_taken_over_once(world: World, as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    assert take(as_("office"), upload) == 302
    events, stands = Event.objects.count(), digest(world)
    assert take(as_("office"), upload) == 302
    assert (Event.objects.count(), digest(world)) == (events, stands)


def test_remembers_how_the_spreadsheet_is_read(as_: As) -> None:
    client = as_("office")
    upload = bring(client, "Long list.xlsx", workbook())
    form = as_understood(upload)
    notes = next(name for name, feeds in form.items() if feeds == "notes")
    client.post(f"{IMPORT}{upload.pk}/understood/", {**form, notes: "description"})
    run_waiting()
    take(client, upload)
    rows = [*PROPOSALS, ("P4", "Wound photographs", "Riverside Council", 2, "asked for by nurses")]
    later = bring(client, "Long list 2.xlsx", workbook({"Long list": rows, "Costs": COSTS, "Money": MONEY}))
    page = page_of(client, later)
    assert "Proposals: one added" in page
    assert "description from “Comments”" in page


def test_the_same_spreadsheet_again_changes_nothing(as_: As) -> None:
    client = as_("office")
    take(client, bring(client, "Long list.xlsx", workbook()))
    again = bring(client, "Long list.xlsx", workbook())
    assert "there is nothing to change" in page_of(client, again)


def test_keeps_what_partners_have_added_to_a_proposal(world: World, as_: As) -> None:
    client = as_("office")
    take(client, bring(client, "Long list.xlsx", workbook()))
    row = Record.objects.get(place=world.riverside, title="Bed board")
    plain = plain_of(row.content) | {"benefits": [{"id": "b", "name": "Calmer wards", "class": "unmonetised"}]}
    change_record(world.actor("office"), "projects", row.key, plain, version=row.version)
    costs = [*COSTS[:1], ("Bed board", "Capital", 130000, None), *COSTS[2:]]
    later = bring(client, "b.xlsx", workbook({"Long list": PROPOSALS, "Costs": costs, "Money": MONEY}))
    assert "from <del>£120,000</del> to <ins>£130,000</ins>" in page_of(client, later)
    take(client, later)
    row.refresh_from_db()
    assert plain_of(row.content)["benefits"] == plain["benefits"]
    assert row.amount_pence == 14_000_000


def test_refuses_when_the_place_changed_in_between(world: World, as_: As) -> None:
    client = as_("office")
    upload = bring(client, "Long list.xlsx", workbook())
    add_record(world.actor("partner"), "projects", {"id": "new", "name": "New", "lead": "council"})
    answer = client.post(f"{IMPORT}{upload.pk}/take/", {"against": upload.against_revision})
    assert answer.status_code == 409
    assert "Compare it again" in answer.content.decode()
    assert "Bed board" not in titles()
    client.post(f"{IMPORT}{upload.pk}/again/")
    run_waiting()
    assert take(client, upload) == 302
    assert {"New", "Bed board"} <= titles()


def test_refuses_a_revision_that_nobody_compared(world: World, as_: As) -> None:
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    for against in ("", "-1", "99", "x"):
        assert as_("office").post(f"{IMPORT}{upload.pk}/take/", {"against": against}).status_code == 409
    assert "Bed board" not in titles()


def test_replaces_the_place_by_a_place_file_with_the_same_digest(world: World, as_: As) -> None:
    stored = document(world.riverside).document
    assert stored is not None
    changed = replace(stored, projects=stored.projects[:2])
    for suffix in (".yaml", ".json", ".xlsx"):
        upload = bring(as_("office"), f"riverside{suffix}", file_bytes(changed, suffix))
        assert upload.replaces
        if suffix == ".yaml":
            assert "Proposals: two removed" in page_of(as_("office"), upload)
            assert take(as_("office"), upload) == 302
        assert digest(world) == upload.document_digest


def test_refuses_a_place_file_without_ones_own_organisation_until_one_is_named(world: World, as_: As) -> None:
    text = file_bytes(_stored(world), ".yaml").decode().replace("hospital", "wgh")
    upload = bring(as_("office"), "riverside.yaml", text.encode())
    assert "Your own organisation is not in this file" in page_of(as_("office"), upload)
    assert take(as_("office"), upload) == 403
    as_("office").post(f"{IMPORT}{upload.pk}/understood/", {"own": "wgh"})
    run_waiting()
    assert take(as_("office"), upload) == 302
    assert as_("office").get("/riverside/").status_code == 200
    assert Organisation.objects.get(place=world.riverside, key="wgh").left_at is None
    assert Membership.objects.present().filter(organisation__key="wgh").count() == 2


def _stored(world: World):  # type: ignore[no-untyped-def]
    loaded = document(Place.objects.get(pk=world.riverside.pk)).document
    assert loaded is not None
    return loaded


def test_a_list_goes_to_excel_and_comes_back_changed(world: World, as_: As) -> None:
    office = as_("office")
    book = load_workbook(io.BytesIO(office.get("/riverside/records/projects/excel/?organisation=council").content))
    assert book.sheetnames[0] == "projects"
    names = {row[0].value: row for row in book["projects"].iter_rows(min_row=2)}
    assert set(names) == {"care_home_tablets", "falls_alerts"}
    names["falls_alerts"][1].value = "Falls alerts at night"
    names["falls_alerts"][2].value = "Sensors"
    stream = io.BytesIO()
    book.save(stream)
    upload = bring(office, "Proposals.xlsx", stream.getvalue())
    page = page_of(office, upload)
    assert "Proposals: one changed" in page
    assert take(office, upload) == 302
    after = plain_of(record(world.actor("office"), "projects", "falls_alerts").content)
    assert (after["name"], after["description"]) == ("Falls alerts at night", "Sensors")
    assert "Shared care record" in titles()


def test_a_cell_that_was_emptied_in_a_list_is_unknown_afterwards(world: World, as_: As) -> None:
    office = as_("office")
    book = load_workbook(io.BytesIO(office.get("/riverside/records/allocations/excel/").content))
    sheet = book["allocations"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, headers["shareable"]).value = None
    stream = io.BytesIO()
    book.save(stream)
    upload = bring(office, "Allocations.xlsx", stream.getvalue())
    assert take(office, upload) == 302
    key = str(sheet.cell(2, headers["id"]).value)
    assert "shareable" not in plain_of(record(world.actor("office"), "allocations", key).content)


def test_errors_in_a_list_name_sheet_and_cell(as_: As) -> None:
    office = as_("office")
    book = load_workbook(io.BytesIO(office.get("/riverside/records/allocations/excel/").content))
    sheet = book["allocations"]
    headers = {cell.value: cell.column_letter for cell in sheet[1]}
    for row, (header, value) in enumerate((("holder", "nobody"), ("amount", -1), ("kind", "gold")), start=2):
        sheet[f"{headers[header]}{row}"] = value
    stream = io.BytesIO()
    book.save(stream)
    upload = bring(office, "Allocations.xlsx", stream.getvalue())
    found = {(one["rule"], one["position"].split("cell ")[1]) for one in upload.findings if one["severity"] == "error"}
    assert {cell for _, cell in found} == {f"{headers['holder']}2", f"{headers['amount']}3", f"{headers['kind']}4"}


def test_a_file_changes_no_record_that_its_bringer_may_not_change(world: World, as_: As) -> None:
    client, actor = as_("office"), world.actor("office")
    plain = plain_of(record(actor, "projects", "falls_alerts").content) | {"status": "closed"}
    change_record(actor, "projects", "falls_alerts", plain, version=1)
    rows = [*PROPOSALS, ("P4", "Falls alerts", "Riverside General Hospital", 5, None)]
    upload = bring(client, "b.xlsx", workbook({"Long list": rows, "Costs": COSTS, "Money": MONEY}))
    assert "It is closed, and cannot be changed any more." in page_of(client, upload)
    assert take(client, upload) == 403
    assert "Bed board" not in titles()


def test_a_file_of_one_place_touches_no_other(world: World, as_: As) -> None:
    before = digest(world)
    file = SimpleUploadedFile("list.xlsx", workbook())
    answer = as_("stranger").post("/otherton/import/", {"file": file})
    run_waiting()
    upload = Upload.objects.get()
    taken = as_("stranger").post(f"{answer['Location']}take/", {"against": upload.against_revision})
    assert taken.status_code == 302
    assert Record.objects.filter(place=world.otherton, title="Bed board").exists()
    assert digest(world) == before
    assert "Bed board" not in titles()


def test_the_history_tells_of_every_record(world: World, as_: As) -> None:
    before = Event.objects.count()
    upload = bring(as_("office"), "Long list.xlsx", workbook())
    take(as_("office"), upload)
    verbs = list(Event.objects.filter(seq__gt=before).values_list("verb", flat=True))
    assert verbs.count("added") == 6  # three proposals, an organisation, a fund, an allocation
