"""A person in a browser: what she clicks is counted, and what she passes must be without barriers and complaints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Download, Locator, Page, Response, expect
from tests.journeys.web.served import Site

DESK, PHONE = 1280, 390
HEIGHT = 900
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONGEST_WAIT = 60_000
SETTLED = """Promise.allSettled(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().iterations < 10).map(one => one.finished)).then(() => true)"""
"""Colours that still change are no colours to judge."""
EXPECTED = (404, 409, 410, 422)
"""Answers that a page may be meant to have; the browser notes each of them on its console."""


class Walk:
    """One person on one site, in a window of one width."""

    def __init__(self, context: BrowserContext, site: Site, axe: str, width: int = DESK) -> None:
        self.context, self.site, self.width = context, site, width
        self.axe = axe
        self.clicks = 0
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.on("request", lambda one: self._outside(one.url))
        page.on("response", self._answered)
        page.on("console", lambda one: self._said(one.type, f"{one.text} on {page.url}"))
        page.on("pageerror", lambda one: self.complaints.append(str(one)))

    def _outside(self, url: str) -> None:
        if not url.startswith((self.site.address, "data:", "blob:")):
            self.complaints.append(f"asked {url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in EXPECTED:
            self.complaints.append(f"{response.status} {response.url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(f"status of {status}" in text for status in EXPECTED):
            self.complaints.append(text)

    def go(self, path: str) -> Response | None:
        """Type an address."""
        return self.page.goto(path if path.startswith("http") else self.site.address + path)

    def main(self) -> Locator:
        return self.page.locator("main")

    def named(self, name: str) -> Locator:
        """The link or button of this name in the page itself, not in what surrounds it."""
        inside = self.main()
        return inside.get_by_role("button", name=name).or_(inside.get_by_role("link", name=name)).first

    def click(self, name: str) -> None:
        self.clicks += 1
        self.named(name).click()

    def fill(self, label: str, text: str) -> None:
        self.main().get_by_label(label).first.fill(text)

    def download(self, name: str) -> Download:
        with self.page.expect_download() as found:
            self.click(name)
        return found.value

    def see(self, text: str) -> None:
        expect(self.main().get_by_text(text).first).to_be_visible(timeout=LONGEST_WAIT)

    def look(self) -> None:
        """The page has no barrier that axe can find, does not scroll sideways, and nothing complained so far."""
        found = self.barriers()
        assert found == [], f"{self.page.url} at {self.width}: {found}"
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
        assert self.complaints == [], self.page.url

    def barriers(self) -> list[str]:
        self.page.evaluate(SETTLED)
        self.page.evaluate(self.axe)
        result: dict[str, Any] = self.page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
        )
        return [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in result["violations"]]

    def sign_in(self, email: str) -> None:
        """By the link that is mailed to the address."""
        self.go("/account/login/")
        self.fill("Your e-mail address", email)
        self.click("Send me a link")
        self.go(self.site.link(email))
        self.click("Sign in")

    def come_in_as(self, name: str) -> None:
        """Through the front door of the demo."""
        self.go("/demo/")
        button = self.main().get_by_role("button", name=name)
        if not button.first.is_visible():
            self.page.get_by_text("The other people of Westmere").click()
        button.first.click()

    def start_place(self, name: str, organisation: str, file: Path | None = None) -> None:
        self.click("Start a place")
        self.fill("What is the place called?", name)
        self.fill("Which organisation are you from?", organisation)
        if file is not None:
            self.page.locator("input[type=file]").set_input_files(file)
        self.click("Start")


NewWalk = Callable[..., Walk]
"""`walk(site, width=390, javascript=True)`: another person, who has not been here before."""
