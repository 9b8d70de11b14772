"""The first morning again, by somebody who uses no mouse."""

from pathlib import Path

from playwright.sync_api import Locator, expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk, Walk

MOST_TABS = 90
"""Further than that nobody tabs to what the page is for."""


def reach(walk: Walk, wanted: Locator) -> None:
    """Press Tab until it has the focus, which must be visible."""
    wanted.wait_for()
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        walk.page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by key on {walk.page.url}")


def press(walk: Walk, name: str) -> None:
    reach(walk, walk.named(name))
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_load_state()


def write(walk: Walk, label: str, text: str) -> None:
    reach(walk, walk.main().get_by_label(label).first)
    walk.page.keyboard.type(text)


def test_from_a_spreadsheet_to_slides_without_a_mouse(own_machine: Site, walk: NewWalk, spreadsheet: Path) -> None:
    lead = walk(own_machine)
    signs_in(lead, "keys@riverside.example")
    brings_a_file(lead, spreadsheet)
    press(lead, "Take it over")
    lead.see("Who of these are your partners?")
    press(lead, "Invite their leads")
    press(lead, "Invite somebody to Riverside Borough Council")
    write(lead, "E-mail address", "keys@council.example")
    reach(lead, lead.page.get_by_label("Digital lead"))
    lead.page.keyboard.press("Space")
    press(lead, "Send the invitation")
    lead.see("keys@council.example")
    plans_and_flips(lead)


def signs_in(lead: Walk, email: str) -> None:
    lead.go("/")
    press(lead, "Sign in")
    write(lead, "Your e-mail address", email)
    lead.page.keyboard.press("Enter")
    lead.see("sends no mail")
    lead.go(lead.site.link(email))
    press(lead, "Sign in")


def brings_a_file(lead: Walk, spreadsheet: Path) -> None:
    press(lead, "Start a place")
    write(lead, "What is the place called?", "Keyside")
    write(lead, "Which organisation are you from?", "Riverside General Hospitals NHS Trust")
    reach(lead, lead.page.locator("input[type=file]"))
    with lead.page.expect_file_chooser() as chooser:
        lead.page.keyboard.press("Enter")
    chooser.value.set_files(spreadsheet)
    press(lead, "Start")
    lead.see("34 projects were read; 12 can be planned")


def plans_and_flips(lead: Walk) -> None:
    lead.go("/keyside/")
    press(lead, "Get the plan")
    press(lead, "Plan the place")
    lead.see("Together they can do 10 of 34 projects")
    rooms = lead.page.get_by_role("navigation", name="Rooms")
    reach(lead, rooms.get_by_role("link", name="The Table"))
    lead.page.keyboard.press("Enter")
    lead.see("Alone six projects, together 10")
    switch = lead.page.locator(".tt-sharing input").first
    reach(lead, switch)
    lead.page.keyboard.press("Space")
    expect(lead.page.get_by_role("link", name="Back to the place as it stands")).to_be_visible(timeout=20_000)
    press(lead, "Take to the board")
    press(lead, "Prepare the papers")
    slides = lead.named("slides.pptx")
    expect(slides).to_be_visible(timeout=60_000)
    reach(lead, slides)
    with lead.page.expect_download() as found:
        lead.page.keyboard.press("Enter")
    assert found.value.path().stat().st_size > 10_000
