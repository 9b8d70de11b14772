"""The look of the web in a browser: every component and shape of page, on a desk, a phone and a small phone."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

SOURCE = Path(__file__).parents[2] / "src"
PAGES = (
    "", "page/", "form/", "form/?wrong=1", "list/", "empty/", "message/", "table/",
    "errors/400/", "errors/403/", "errors/404/", "errors/409/", "errors/500/", "errors/503/",
)  # fmt: skip
DESK, PHONE, SMALL = 1280, 390, 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    command = [sys.executable, "-m", "placewide.web.nhsuk.tests.gallery_site"]
    with subprocess.Popen(command, cwd=SOURCE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
        process.kill()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that afterwards must have asked only its own site, and of which no browser complained."""
    context = browser.new_context()
    page = context.new_page()
    elsewhere: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda one: None if one.url.startswith((site, "data:")) else elsewhere.append(one.url))
    page.on("response", lambda one: None if one.ok else complaints.append(f"{one.status} {one.url}"))
    page.on("console", lambda one: complaints.append(one.text))
    page.on("pageerror", lambda one: complaints.append(str(one)))
    yield page
    context.close()
    assert (elsewhere, complaints) == ([], [])


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in result["violations"]]


def sent(address: str) -> tuple[str, str]:
    with urlopen(address) as answer:  # noqa: S310 - our own site on loopback
        return answer.headers["Content-Security-Policy"], answer.read().decode("utf-8")


def opened(page: Page, address: str, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier_that_axe_can_find(page: Page, site: str, axe: str, path: str, width: int) -> None:
    assert violations(opened(page, site + path, width), axe) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_small_phone(page: Page, site: str, path: str) -> None:
    opened(page, site + path, SMALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_one_main_part_and_no_style_or_script_of_its_own(site: str, path: str) -> None:
    policy, text = sent(site + path)
    assert "default-src 'self'" in policy
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", text)
    assert (text.count("<h1"), text.count("<main")) == (1, 1)


def test_the_keyboard_reaches_the_content_first(page: Page, site: str) -> None:
    opened(page, site + "page/", DESK)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_whose_place_it_is_and_for_whom_one_acts_is_seen_at_every_width(page: Page, site: str) -> None:
    for width in (DESK, PHONE, SMALL):
        opened(page, site + "page/", width)
        expect(page.get_by_role("link", name="Example Valley", exact=True)).to_be_visible()
        expect(page.get_by_text("Acting for Example Valley General Hospital NHS Trust")).to_be_visible()
        expect(page.get_by_role("link", name="Change the organisation that you act for")).to_be_visible()


def test_every_room_is_within_reach_on_a_phone(page: Page, site: str) -> None:
    opened(page, site + "page/", PHONE)
    expect(page.get_by_role("link", name="Learn")).to_be_hidden()
    page.get_by_role("button", name="Browse More").click()
    expect(page.get_by_role("link", name="Learn")).to_be_visible()


def test_the_account_menu_opens_by_key_and_closes_by_escape(page: Page, site: str) -> None:
    opened(page, site + "page/", DESK)
    summary = page.locator(".pw-account__summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_is_wrong_with_a_form_is_read_first_and_leads_to_each_box(page: Page, site: str) -> None:
    opened(page, site + "form/?wrong=1", DESK)
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter an amount in pounds").click()
    expect(page.get_by_label("Cost")).to_be_focused()
    expect(page.get_by_label("Cost")).to_have_value("seventy")
    page.get_by_role("link", name="Who may see it").click()
    expect(page.get_by_label("Only us")).to_be_focused()


def test_a_switch_is_flipped_by_the_space_bar_and_says_so_in_words(page: Page, site: str) -> None:
    opened(page, site + "table/", DESK)
    switch = page.get_by_role("checkbox", name="The digital grant is lost")
    expect(switch).not_to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()


def test_every_table_and_drawing_that_scrolls_can_be_scrolled_by_key(page: Page, site: str) -> None:
    opened(page, site + "page/", PHONE)
    regions = page.get_by_role("region").locator("visible=true")
    assert page.locator(".pw-scroll").count() == 2
    assert page.locator(".pw-scroll:not([tabindex='0'])").count() == 0
    expect(regions.first).to_be_visible()


@pytest.mark.parametrize("path", ["page/", "form/", "list/", "table/"])
def test_it_reads_the_same_without_javascript(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), site + path, PHONE)
    for room in ("Overview", "The Table", "Learn"):
        expect(page.get_by_role("link", name=room, exact=True)).to_be_visible()
    page.locator(".pw-account__summary").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    context.close()


def test_on_paper_there_is_no_navigation_and_the_answer_stays(page: Page, site: str) -> None:
    opened(page, site + "list/", DESK)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Rooms")).to_be_hidden()
    expect(page.get_by_text("34 proposals from 9 organisations")).to_be_visible()
    expect(page.get_by_text("Acting for")).to_be_visible()
