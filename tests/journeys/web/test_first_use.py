"""The first morning: from somebody's own spreadsheet to slides for the board, without a manual."""

import time
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk, Walk

TRUST = "Riverside General Hospitals NHS Trust"
COUNCIL = "Riverside Borough Council"
MOST_CLICKS = 20
MOST_SECONDS = 90.0


def test_from_a_spreadsheet_to_the_table_to_slides(
    own_machine: Site, walk: NewWalk, spreadsheet: Path, width: int
) -> None:
    began = time.monotonic()
    lead = walk(own_machine, width)
    brings_her_spreadsheet(lead, spreadsheet, f"lead{width}@riverside.example")
    corrects_a_column(lead)
    takes_it_over(lead)
    invites_a_partner(lead, f"council{width}@riverside.example")
    gets_the_plan(lead)
    flips_a_switch(lead)
    takes_it_to_the_board(lead)
    assert lead.clicks <= MOST_CLICKS
    assert time.monotonic() - began < MOST_SECONDS


def brings_her_spreadsheet(lead: Walk, spreadsheet: Path, email: str) -> None:
    lead.go("/")
    lead.look()
    lead.click("Sign in")
    lead.look()
    lead.fill("Your e-mail address", email)
    lead.click("Send me a link")
    lead.look()
    lead.go(lead.site.link(email))
    lead.click("Sign in")
    lead.look()
    lead.start_place("Riverside", TRUST, spreadsheet)
    lead.see("34 projects were read; 12 can be planned")
    lead.look()


def corrects_a_column(lead: Walk) -> None:
    """Words of hers that nobody could know; then the same file is read again."""
    lead.page.locator("#reading summary").first.click()
    lead.clicks += 1
    lead.page.get_by_label("“Verbal promise” means").select_option(label="Bid")
    lead.look()
    lead.click("Read it again")
    lead.see("34 projects were read; 12 can be planned")
    expect(lead.main().get_by_text("“Verbal promise” is not known")).to_have_count(0)


def takes_it_over(lead: Walk) -> None:
    lead.click("Take it over")
    lead.see("Who of these are your partners?")
    lead.look()


def invites_a_partner(lead: Walk, email: str) -> None:
    lead.click("Invite their leads")
    lead.look()
    lead.click(f"Invite somebody to {COUNCIL}")
    lead.fill("E-mail address", email)
    lead.page.get_by_label("Digital lead").check()
    lead.look()
    lead.click("Send the invitation")
    lead.see(email)
    assert "Riverside" in lead.site.letter(email)


def gets_the_plan(lead: Walk) -> None:
    lead.page.get_by_role("link", name="Riverside", exact=True).click()
    lead.look()
    lead.click("Get the plan")
    lead.look()
    lead.click("Plan the place")
    lead.see("Together they can do 10 of 34 projects")
    lead.look()


def flips_a_switch(lead: Walk) -> None:
    lead.go(lead.page.url.split("/plan/")[0] + "/table/")
    lead.see("Alone six projects, together 10")
    lead.look()
    switch = lead.page.locator(".tt-sharing .pw-switch__label").first
    switch.click()
    lead.clicks += 1
    expect(lead.page.get_by_role("link", name="Back to the place as it stands")).to_be_visible(timeout=20_000)
    expect(lead.page.locator(".pw-working")).to_have_count(0, timeout=20_000)
    lead.look()


def takes_it_to_the_board(lead: Walk) -> None:
    lead.click("Take to the board")
    lead.look()
    lead.click("Prepare the papers")
    expect(lead.named("slides.pptx")).to_be_visible(timeout=60_000)
    lead.look()
    slides = lead.download("slides.pptx").path()
    with ZipFile(slides) as file:
        assert file.testzip() is None
        assert sum(name.startswith("ppt/slides/slide") for name in file.namelist()) >= 6
