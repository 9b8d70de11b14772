"""The history in words: who, for whom, what, why, before and after; only what the reader may see."""

import io
from collections.abc import Callable

from django.test import Client
from openpyxl import load_workbook

from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import Thing
from placewide.web.access.table import Kind
from placewide.web.places.actions.records import change_record
from placewide.web.places.histories import events
from placewide.web.places.storage import plain_of
from placewide.web.places.wording import Change, changes
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]


def _changed(world: World) -> None:
    from placewide.web.places.queries import record

    row = record(world.actor("owner"), "projects", "shared_record")
    plain = plain_of(row.content) | {"lead": "council", "partners": ["hospital"]}
    change_record(world.actor("office"), "projects", "shared_record", plain, version=1, reason="As agreed on Monday")


def test_says_who_did_what_for_whom_and_why(world: World, as_: As) -> None:
    _changed(world)
    page = as_("reader").get("/riverside/history/").content.decode()
    assert "Office Person, for Riverside General Hospital, changed the proposal" in page
    assert "As agreed on Monday" in page
    assert "from <del>Riverside General Hospital</del> to <ins>Riverside Council</ins>" in page


def test_filters_by_words_and_by_organisation(world: World, as_: As) -> None:
    _changed(world)
    assert "1 of 1" in as_("reader").get("/riverside/history/?q=monday").content.decode()
    assert "As agreed" not in as_("reader").get("/riverside/history/?organisation=hospice").content.decode()
    assert as_("reader").get("/riverside/history/?q=%00&page=-1").status_code == 200


def test_exports_a_row_for_each_difference(world: World, as_: As) -> None:
    _changed(world)
    book = load_workbook(io.BytesIO(as_("reader").get("/riverside/history/excel/?q=monday").content))
    rows = [[cell.value for cell in row][1:] for row in book["History"].iter_rows(min_row=2)]
    assert rows == [
        ["Office Person", "Riverside General Hospital", "changed", "the proposal Shared care record",
         "Lead organisation", "Riverside General Hospital", "Riverside Council", "As agreed on Monday"],
        ["Office Person", "Riverside General Hospital", "changed", "the proposal Shared care record",
         "Other organisations", "Riverside Council, St Anne's Hospice", "Riverside General Hospital",
         "As agreed on Monday"],
    ]  # fmt: skip


def test_shows_nothing_of_another_place(world: World, as_: As) -> None:
    page = as_("stranger").get("/otherton/history/").content.decode()
    _changed(world)
    assert as_("stranger").get("/riverside/history/").status_code == 404
    assert "As agreed on Monday" not in as_("stranger").get("/otherton/history/").content.decode()
    assert "/otherton/records/projects/shared_record/" in page


def test_shows_invitations_only_to_those_who_may_see_them(world: World) -> None:
    def seen(name: str) -> bool:
        return events(world.actor(name)).filter(kind="invitation").exists()

    _told(world.actor("office"), "council")
    assert (seen("office"), seen("partner"), seen("reader"), seen("conflicted")) == (True, True, False, False)


def _told(actor: Actor, organisation: str) -> None:
    thing = Thing(Kind.INVITATION, actor.place, organisation)
    audited(actor, "invited", thing, key="1", label="somebody@example.org")


def test_says_what_differs_down_to_the_year() -> None:
    before = {"id": "a", "costs": {"capital": [100, 50]}, "serves": {"urgent": 3}}
    after = {"id": "a", "costs": [{"id": "capital", "kind": "capital", "amounts": [100, None]}], "name": "A"}
    said = changes("projects", before, after, {})
    assert Change("Costs · capital · year 2", "£50", "") in said
    assert Change("Name", "", "A") in said
    assert Change("Scores by priority", "urgent: 3", "") in said
