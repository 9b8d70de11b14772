"""The application for the journeys, and people who walk through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.acceptance.foreign_workbook import write_foreign_workbook
from tests.journeys.web.served import Site, served
from tests.journeys.web.walking import DESK, PHONE, NewWalk, Walk


@pytest.fixture(scope="session")
def own_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation on a laptop in which nobody has been yet."""
    with served("serve", tmp_path_factory.mktemp("own") / "data") as site:
        yield site


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Westmere and its people."""
    with served("demo", tmp_path_factory.mktemp("demo") / "data") as site:
        yield site


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def walk(browser: Browser, axe: str) -> Iterator[NewWalk]:
    """Makes people; when they are gone, no browser of theirs may have complained."""
    contexts: list[BrowserContext] = []
    walks: list[Walk] = []

    def new(site: Site, width: int = DESK, *, javascript: bool = True) -> Walk:
        contexts.append(browser.new_context(java_script_enabled=javascript, accept_downloads=True))
        walks.append(Walk(contexts[-1], site, axe, width))
        return walks[-1]

    yield new
    complaints = [one for walk in walks for one in walk.complaints]
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture(scope="session")
def spreadsheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme lead's own workbook: 34 proposals, of which 12 are costed."""
    path = tmp_path_factory.mktemp("brought") / "riverside.xlsx"
    write_foreign_workbook(path)
    return path
