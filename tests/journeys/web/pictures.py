"""Takes the pictures of the web guides, of the demo as it is now, on a desk and on a phone."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.acceptance.foreign_workbook import write_foreign_workbook
from tests.journeys.web.served import served
from tests.journeys.web.walking import DESK, PHONE, Walk

IMAGES = Path(__file__).parents[3] / "docs" / "guide" / "images"
LARGEST = 200_000
WIDTHS: Mapping[str, int] = {"desk": DESK, "phone": PHONE}


def take(walk: Walk, name: str) -> None:
    """The top of the page, as it is on a screen."""
    walk.page.evaluate("document.activeElement.blur()")
    for width_name, width in WIDTHS.items():
        walk.page.set_viewport_size({"width": width, "height": 900 if width == DESK else 844})
        walk.page.evaluate("window.scrollTo(0, 0)")
        file = IMAGES / f"web-{name}-{width_name}.png"
        walk.page.screenshot(path=file)
        assert file.stat().st_size < LARGEST, f"{file.name} is too large"
    walk.page.set_viewport_size({"width": DESK, "height": 900})


def first_morning(walk: Walk, folder: Path) -> None:
    workbook = folder / "riverside.xlsx"
    write_foreign_workbook(workbook)
    walk.come_in_as("Miriam Okafor")
    walk.go("/start/")
    take(walk, "start")
    walk.fill("What is the place called?", "Riverside")
    walk.fill("Which organisation are you from?", "Riverside General Hospitals NHS Trust")
    walk.page.locator("input[type=file]").set_input_files(workbook)
    walk.click("Start")
    walk.see("34 projects were read; 12 can be planned")
    take(walk, "understood")
    walk.click("Take it over")
    walk.see("Who of these are your partners?")
    take(walk, "partners")


def the_table(walk: Walk, _folder: Path) -> None:
    walk.come_in_as("Miriam Okafor")
    walk.go("/westmere/")
    take(walk, "overview")
    walk.go("/westmere/plan/")
    take(walk, "plan")
    walk.go("/westmere/table/")
    walk.see("together 15")
    take(walk, "table")
    walk.page.locator(".tt-sharing .pw-switch__label").first.click()
    walk.page.get_by_role("link", name="Back to the place as it stands").wait_for()
    take(walk, "table-flipped")
    walk.go("/westmere/table/board/")
    take(walk, "board")


def people(walk: Walk, _folder: Path) -> None:
    walk.come_in_as("Miriam Okafor")
    walk.go("/westmere/people/")
    take(walk, "people")
    walk.go("/westmere/people/of/hospice/invite/")
    take(walk, "invite")


def own_proposal(walk: Walk, _folder: Path) -> None:
    walk.come_in_as("Maureen Daly")
    walk.go("/westmere/tasks/")
    take(walk, "tasks")
    walk.go("/westmere/choose/")
    take(walk, "long-list")
    walk.go("/westmere/records/projects/add/")
    take(walk, "proposal")
    walk.go("/westmere/plan/why-not/")
    take(walk, "why-not")


def main() -> None:
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    parts: tuple[Callable[[Walk, Path], None], ...] = (the_table, people, own_proposal, first_morning)
    with (
        tempfile.TemporaryDirectory() as made,
        served("demo", Path(made) / "data") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for part in parts:
            with browser.new_context() as context:
                part(Walk(context, site, axe=""), Path(made))
        browser.close()


if __name__ == "__main__":
    main()
