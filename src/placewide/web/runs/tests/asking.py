"""Asking and answering in tests: the work is done in this process, and nobody waits for a worker."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import pytest
from django.test import Client

from placewide.web.jobs.performing import run_waiting
from placewide.web.runs.views import table

As = Callable[[str | None], Client]
PLAN, TABLE = "/riverside/plan/", "/riverside/table/"
FLIP = "/riverside/table/flip/"
NOBODY_SHARES = {"asked": "1"}
MARKS = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A flip waits for its answer; here the answer is computed after the request."""
    monkeypatch.setattr(table, "WAITS_SECONDS", 0.0)
    yield


class Page(Protocol):
    """An answer, as far as its text goes."""

    content: bytes


def asked(client: Client, address: str, data: Mapping[str, str] | None = None) -> Page:
    """Ask with a form, do the work, and look at the page to which the form leads."""
    answer = client.post(address, dict(data or {}))
    assert answer.status_code == 302, answer.content.decode()
    run_waiting()
    page: Page = client.get(answer["Location"])
    return page


def words(answer: Page) -> str:
    """The text of a page, its marks left out and its spaces drawn together."""
    return " ".join(MARKS.sub(" ", answer.content.decode()).split())
