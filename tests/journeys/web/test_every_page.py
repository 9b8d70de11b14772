"""Every page that can be opened, at both widths: in lived-in Westmere, in a new and empty place, and on paper."""

from playwright.sync_api import expect
from tests.journeys.web.served import Site
from tests.journeys.web.walking import DESK, HEIGHT, PHONE, NewWalk, Walk

from placewide.web.tests.addresses import SAMPLES, Address, addresses

WESTMERE = {
    **SAMPLES, "place": "westmere", "section": "projects", "key": "falls_alerts", "project": "falls_alerts",
    "organisation": "hospice",
}  # fmt: skip
NOT_LOOKED_AT = ("api:", "account_logout", "table_paper", "paper", "export", "records_export", "history_export")
PAGES, EMPTY_PAGES = 45, 25
"""At least so many are opened: a walk that finds none proves nothing."""


def pages(walk: Walk, values: dict[str, str | int]) -> list[str]:
    """The addresses that answer this person with a page."""
    found = []
    for address in addresses():
        if not address.name.startswith(NOT_LOOKED_AT):
            url = walk.site.address + reversed_(address, values)
            answer = walk.context.request.get(url, max_redirects=0)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                found.append(url)
    return found


def reversed_(address: Address, values: dict[str, str | int]) -> str:
    return address.url(**{name: values[name] for name in address.variables})


def barriers_at_both_widths(walk: Walk, url: str) -> list[str]:
    walk.go(url)
    found = []
    for width in (DESK, PHONE):
        walk.width = width
        walk.page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{url} at {width}: {one}" for one in walk.barriers()]
        if walk.page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{url} at {width} scrolls sideways")
    return found


def test_no_page_of_westmere_has_a_barrier(demo: Site, walk: NewWalk) -> None:
    office = walk(demo)
    office.come_in_as("Miriam Okafor")
    urls = pages(office, WESTMERE)
    assert len(urls) >= PAGES
    found = [one for url in urls for one in barriers_at_both_widths(office, url)]
    assert not found, found


def test_no_page_of_a_new_place_has_a_barrier(own_machine: Site, walk: NewWalk) -> None:
    lead = walk(own_machine)
    lead.sign_in("alone@new.example")
    lead.start_place("New Town", "New Town Council")
    lead.see("Nothing is on the table yet")
    urls = pages(lead, {**WESTMERE, "place": "new-town"})
    assert len(urls) >= EMPTY_PAGES
    found = [one for url in urls for one in barriers_at_both_widths(lead, url)]
    assert not found, found


def test_plan_and_table_are_fit_for_paper(demo: Site, walk: NewWalk) -> None:
    office = walk(demo)
    office.come_in_as("Priya Nair")
    for path, text in (("/westmere/plan/", "Together they can do"), ("/westmere/table/", "together 15")):
        office.go(path)
        office.see(text)
        office.page.emulate_media(media="print")
        expect(office.page.get_by_role("navigation", name="Rooms")).to_be_hidden()
        office.see(text)
        assert office.barriers() == []
        office.page.emulate_media(media="screen")
