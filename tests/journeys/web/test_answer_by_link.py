"""One thing done together, told from a letter, without an account."""

import pytest
from playwright.sync_api import expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import DESK, PHONE, NewWalk, Walk


@pytest.mark.parametrize(
    ("width", "asked", "email"),
    [(DESK, "Maureen Daly", "maureen.daly"), (PHONE, "Kwame Boateng", "kwame.boateng")],
    ids=["desk", "phone"],
)
def test_an_answer_from_a_letter_works_once(demo: Site, walk: NewWalk, width: int, asked: str, email: str) -> None:
    office, partner, late = walk(demo, width), walk(demo, width), walk(demo, width)
    asks(office, asked)
    link = demo.link(f"{email}@westmere.example")
    told = f"A tea room for carers, {width}"
    answers(partner, link, told, asked)
    late.go(link)
    late.see("It was used already")
    late.look()
    office.go("/westmere/together/")
    office.see(told)
    office.look()


def asks(office: Walk, asked: str) -> None:
    office.come_in_as("Miriam Okafor")
    office.go("/westmere/asks/")
    office.look()
    office.click("Ask for one thing done together")
    office.page.get_by_label(asked).check()
    office.look()
    office.click("See what it comes to")
    office.see("minutes")
    office.look()
    office.click("Send")
    expect(office.page.get_by_text("One letter written")).to_be_visible()


def answers(partner: Walk, link: str, told: str, asked: str) -> None:
    partner.go(link)
    partner.look()
    partner.fill("What did you do together?", told)
    partner.fill("With whom?", "Thornbeck Hospice")
    partner.fill("Your name", asked)
    partner.main().get_by_role("button").first.click()
    partner.see("Nothing more is asked of you")
    partner.look()
