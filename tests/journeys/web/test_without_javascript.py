"""Browsers that run no scripts, as some organisations set theirs: import, edit, plan and The Table all the same."""

import time
from pathlib import Path

from playwright.sync_api import expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk, Walk


def patiently(walk: Walk, text: str, seconds: float = 40) -> None:
    """Without scripts a page asks the browser to load it again; a person may do so too."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not walk.main().get_by_text(text).first.is_visible():
        time.sleep(0.5)
        walk.page.reload()
    walk.see(text)


def test_import_edit_plan_and_table_without_scripts(
    own_machine: Site, walk: NewWalk, spreadsheet: Path, width: int
) -> None:
    lead = walk(own_machine, width, javascript=False)
    lead.sign_in(f"plain{width}@riverside.example")
    lead.start_place(f"Plain {width}", "Riverside General Hospitals NHS Trust", spreadsheet)
    patiently(lead, "34 projects were read; 12 can be planned")
    lead.click("Take it over")
    lead.see("Who of these are your partners?")
    edits(lead, f"/plain-{width}/records/projects/bed_board_for_place/")
    plans(lead, f"/plain-{width}/")


def edits(lead: Walk, record: str) -> None:
    lead.go(record)
    lead.click("Change")
    name = lead.main().get_by_label("Name", exact=True).first
    expect(name).to_have_value("Bed board for the place")
    name.fill("Bed board for all of us")
    lead.click("Save")
    lead.see("Bed board for all of us")


def plans(lead: Walk, place: str) -> None:
    lead.go(place + "plan/")
    lead.click("Plan the place")
    patiently(lead, "Together they can do 10 of 34 projects")
    lead.go(place + "table/")
    if lead.named("Redraw").is_visible() and not lead.main().get_by_text("Alone six projects").is_visible():
        lead.click("Redraw")
    patiently(lead, "Alone six projects, together 10")
    lead.page.locator(".tt-sharing .pw-switch__label").first.click()
    lead.click("Redraw")
    patiently(lead, "Back to the place as it stands")
