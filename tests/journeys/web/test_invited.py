"""An invitation and the first sign-in by its link: what was promised is what one may do, and nothing more."""

import pytest
from playwright.sync_api import expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk, Walk

HOSPICE = "Thornbeck Hospice"


def test_whoever_is_invited_comes_in_as_promised(demo: Site, walk: NewWalk, width: int) -> None:
    office, guest = walk(demo, width), walk(demo, width)
    email = f"new.person.{width}@hospice.westmere.example"
    invites(office, email)
    accepts(guest, email)
    acts_for_the_hospice_and_nobody_else(guest)
    again = walk(demo, width)
    again.go(demo.link(email))
    expect(again.named("Join")).to_have_count(0)


def invites(office: Walk, email: str) -> None:
    office.come_in_as("Miriam Okafor")
    office.go("/westmere/people/of/hospice/invite/")
    office.fill("E-mail address", email)
    office.page.get_by_label("Digital lead").check()
    office.look()
    office.click("Send the invitation")
    office.see(email)
    office.look()
    office.go("/demo/mail/")
    office.see(email)


def accepts(guest: Walk, email: str) -> None:
    guest.go(guest.site.link(email))
    guest.see(HOSPICE)
    guest.see("Digital lead")
    guest.look()
    name = guest.main().get_by_label("Your name")
    if name.count():
        name.fill("Nora Newcomer")
    guest.main().get_by_role("button").first.click()
    guest.page.wait_for_load_state()
    guest.go("/westmere/")
    guest.look()
    expect(guest.page.get_by_text(f"Acting for {HOSPICE}")).to_be_visible()


def acts_for_the_hospice_and_nobody_else(guest: Walk) -> None:
    guest.go("/westmere/records/projects/hospice_flow/")
    expect(guest.named("Change")).to_be_visible()
    guest.go("/westmere/records/projects/care_home_wifi/")
    expect(guest.main().get_by_role("button", name="Change")).to_have_count(0)
    answer = guest.go("/westmere/settings/")
    assert answer is not None
    assert answer.status in (403, 404)
    guest.complaints.clear()  # that refusal was asked for


@pytest.mark.parametrize("name", ["Farah Malik"])
def test_whoever_acts_for_two_says_for_which(demo: Site, walk: NewWalk, width: int, name: str) -> None:
    both = walk(demo, width)
    both.come_in_as(name)
    both.page.get_by_role("link", name="Change the organisation that you act for").click()
    both.look()
    both.page.get_by_label("Westmere General Hospital NHS Trust").check()
    both.click("Act for this organisation")
    expect(both.page.get_by_text("Acting for Westmere General Hospital NHS Trust")).to_be_visible()
