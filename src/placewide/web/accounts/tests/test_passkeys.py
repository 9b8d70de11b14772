"""Passkeys in a real browser under the security policy: made, used alone, used second."""

import shutil
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from placewide.web.accounts.tests.letters import link_to
from placewide.web.tests.cast import build_world

OWNER = "owner@riverside.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def server(transactional_db: None) -> Iterator[LiveServer]:
    """A server for one test: its threads and their connections must be gone before the database is taken down."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def page(server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A browser on a device with a passkey store, of which no script or policy complained afterwards."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in this thread
    cache.clear()
    build_world()
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "this test needs Chromium; script/chromium installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(base_url=server.url).new_page()
        complaints: list[str] = []
        page.on("console", lambda one: complaints.append(one.text))
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        yield page
        connections.close_all()  # beside the browser's loop this thread has a connection of its own
        browser.close()
    assert complaints == []


def by_link(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Your e-mail address").fill(OWNER)
    page.get_by_role("button", name="Send me a link").click()
    page.get_by_role("heading", name="Your link is ready").wait_for()
    page.goto(link_to(OWNER))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def signed_in(page: Page) -> bool:
    page.goto("/me/")
    return page.title().startswith("Your account")


def test_a_passkey_is_made_and_signs_in_alone_and_as_a_second_factor(page: Page) -> None:
    by_link(page)
    page.goto("/account/passkeys/new/")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()

    page.context.clear_cookies()
    assert not signed_in(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/login/" not in address)
    assert signed_in(page)

    page.context.clear_cookies()
    by_link(page)
    page.get_by_role("heading", name="Your second factor").wait_for()
    assert not signed_in(page)
    page.goto("/account/second-factor/enter/")
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.wait_for_url(lambda address: "second-factor" not in address)
    assert signed_in(page)
