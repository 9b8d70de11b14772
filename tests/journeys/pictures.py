"""Takes the pictures of docs/guide: the report on the sample place, on a desk and on a phone."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import FloatRect, Page, ViewportSize, sync_playwright

from placewide.analysis.uncertainty import uncertainty_confined
from placewide.analysis.what_if import WhatIf
from placewide.domain.plan.planning import plan_place
from placewide.exchange.place_file import load
from placewide.reports.html.page import report_page

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "guide" / "images"
DESK = ViewportSize(width=1180, height=900)
PHONE = ViewportSize(width=390, height=844)


def clip(page: Page, name: str, first: str, last: str) -> None:
    """From the top of one element to the bottom of another, across the page."""
    top, bottom = page.locator(first).first, page.locator(last).first
    box, end = top.bounding_box(), bottom.bounding_box()
    assert box and end, f"{first} or {last} is not on the page"
    area = FloatRect(x=60, y=box["y"] - 16, width=1060, height=end["y"] + end["height"] - box["y"] + 32)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=True, clip=area)


def take(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.screenshot(path=IMAGES / "report-top.png")
    clip(page, "report-road-map", "#short-list-heading", "#roadmap")
    clip(page, "report-money", "#money-heading", "#flow")
    clip(page, "report-partners", "#who-pays-heading", "#partners")
    clip(page, "report-sureness", "#sureness-heading", "#spread")
    page.set_viewport_size(PHONE)
    page.screenshot(path=IMAGES / "report-phone.png")


def main() -> None:
    document = load(ROOT / "samples" / "westmere" / "westmere.xlsx").document
    assert document is not None
    IMAGES.mkdir(parents=True, exist_ok=True)
    file = ROOT / "out" / "pictures.html"
    file.parent.mkdir(exist_ok=True)
    plan = plan_place(document)
    found = WhatIf(uncertainty=uncertainty_confined(document, plan=plan))
    file.write_text(report_page(document, plan, found), encoding="utf-8")
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(file.as_uri())
        take(page)
        browser.close()


if __name__ == "__main__":
    main()
