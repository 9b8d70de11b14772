"""Taking the whole place along, and each list: the same content in every form, for members only."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from placewide.exchange.place_file import load
from placewide.web.places.actions.records import add_record
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]


@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx"])
def test_gives_the_same_digest_back_in_every_form(world: World, as_: As, tmp_path: Path, suffix: str) -> None:
    answer = as_("reader").get(f"/riverside/export/{suffix}/")
    assert answer["Content-Disposition"] == f'attachment; filename="riverside.{suffix}"'
    file = tmp_path / f"riverside.{suffix}"
    file.write_bytes(answer.content)
    assert load(file).digest == world.riverside.digest


def test_offers_no_other_form_and_nothing_to_strangers(as_: As) -> None:
    assert as_("reader").get("/riverside/export/exe/").status_code == 404
    for address in ("export/", "export/yaml/", "records/projects/excel/", "history/excel/"):
        assert as_("stranger").get(f"/riverside/{address}").status_code == 404
        assert as_(None).get(f"/riverside/{address}").status_code == 302
    assert as_("reader").get("/riverside/export/").status_code == 200


def test_exports_a_list_as_it_is_filtered(as_: As) -> None:
    whole = load_workbook(io.BytesIO(as_("reader").get("/riverside/records/projects/excel/").content))
    some = load_workbook(io.BytesIO(as_("reader").get("/riverside/records/projects/excel/?q=care").content))
    assert (whole["projects"].max_row, some["projects"].max_row) == (5, 3)
    assert {row[0].value for row in some["costs"].iter_rows(min_row=2)} == {"shared_record", "care_home_tablets"}
    assert "organisations" not in some.sheetnames


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_writes_text_as_text_whatever_it_begins_with(world: World, as_: As, text: str) -> None:
    plain = {"id": "odd", "name": text.strip(), "lead": "council"}
    add_record(world.actor("office"), "projects", plain, reason=text.strip())
    for address in ("export/xlsx/", "records/projects/excel/", "history/excel/"):
        content = as_("office").get(f"/riverside/{address}").content
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<hyperlink " in sheet for sheet in sheets)
