"""Every text of one place carries a mark of its own, and no answer that the other place's people get contains it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from placewide.domain.place.document import PlaceDocument
from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import json_text
from placewide.exchange.place_file import load, loaded
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits
from placewide.web.access.actor import system_actor
from placewide.web.accounts.actors import digest_of
from placewide.web.accounts.models import Invitation, Membership, Token, User
from placewide.web.jobs.models import Job
from placewide.web.mail.actions import post
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.starting import store_place
from placewide.web.places.models import Experience, Place, Upload
from placewide.web.runs.models import KeptScenario
from placewide.web.tests.addresses import addresses
from placewide.web.tests.cast import CAST, RIVERSIDE

IDENTIFYING = frozenset(
    {"id", "lead", "partners", "holder", "fund", "organisation", "class", "kind", "status", "year", "first_year"}
)
MOST_PAGES = 400
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')


def marked(value: Any, mark: str, key: str = "") -> Any:
    """The plain data with the mark in every text that is not a key or a choice."""
    if isinstance(value, dict):
        return {name: marked(item, mark, name) for name, item in value.items()}
    if isinstance(value, list):
        return [marked(item, mark, key) for item in value]
    return f"{value} {mark}" if isinstance(value, str) and key not in IDENTIFYING else value


def marked_document(mark: str) -> PlaceDocument:
    document = load(RIVERSIDE).document
    assert document is not None
    text = json_text(marked(encode(document), mark))
    found = loaded(read_json(text.encode(), "marked", Limits()).result)
    assert found.document is not None, found.findings
    return found.document


def fill(slug: str, mark: str) -> Place:
    """A place with people and something of every kind, all of it marked."""
    place = store_place(system_actor(f"tests {mark}"), marked_document(mark))
    Place.objects.filter(pk=place.pk).update(slug=slug)
    for name, (of, key, roles) in CAST.items():
        if of == slug:
            user = User.objects.create_user(f"{name}.{mark}@example.org", name=f"{name} {mark}")
            row = Organisation.objects.get(place=place, key=key)
            membership = Membership.objects.create(user=user, organisation=row, roles=list(roles))
            Token.objects.create(
                membership=membership, name=mark, token_digest=digest_of(name), scopes=["read"], expires_at=tomorrow()
            )
    leave_traces(place, user, row, mark)
    return place


def tomorrow() -> Any:
    return timezone.now() + timedelta(days=1)


def leave_traces(place: Place, user: User, organisation: Organisation, mark: str) -> None:
    Experience.objects.create(
        place=place, organisation=organisation, together_with=mark, what=mark, difference=mark, told_by=mark
    )
    Upload.objects.create(
        place=place, name=f"{mark}.xlsx", content=mark.encode(), content_digest=mark, user=user, state="refused",
        findings=[{"severity": "error", "message": mark, "rule": mark, "where": mark, "position": mark}],
    )  # fmt: skip
    KeptScenario.objects.create(
        place=place, name=mark, settings="{}", organisation=organisation.key, kept_by=user, dissent=mark, digest=mark
    )
    Invitation.objects.create(
        organisation=organisation, email=f"invited.{mark}@example.org", token_digest=mark, invited_by=user,
        expires_at=tomorrow(),
    )  # fmt: skip
    post(to=f"{mark}@example.org", subject=mark, text=mark, kind="test", place_id=place.pk)
    Job.objects.create(kind="nothing", payload={"text": mark}, place_id=place.pk, user_id=user.pk, progress_text=mark)


@pytest.fixture
def two_places(db: None) -> None:
    fill("riverside", "canaryone")
    fill("otherton", "canarytwo")


def answers(client: Client, place: str, headers: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """What is said at every address and at every address that those name, with headers and all."""
    waiting = [address.url(place=slug) for address in addresses() for slug in (place, "riverside", "otherton")]
    seen: set[str] = set()
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if url in seen or "logout" in url:
            continue
        seen.add(url)
        answer = client.get(url, headers=headers)
        content = b"".join(answer) if answer.streaming else answer.content
        yield url, content + str(answer.headers).encode()
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link for link in LINK.findall(content.decode()) if not link.startswith("/static/")]


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(email__startswith=f"{name}."), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.parametrize("name", list(CAST))
def test_nobody_reads_a_word_of_the_other_place(two_places: None, name: str) -> None:
    own = CAST[name][0]
    foreign = b"canarytwo" if own == "riverside" else b"canaryone"
    found = {}
    for url, content in answers(client_of(name), own, {}):
        found[url] = content
        assert foreign not in content, url
    assert any((b"canaryone" if own == "riverside" else b"canarytwo") in content for content in found.values())


def test_the_public_reads_a_word_of_neither(two_places: None) -> None:
    for url, content in answers(Client(), "riverside", {}):
        assert b"canaryone" not in content, url
        assert b"canarytwo" not in content, url


@pytest.mark.parametrize("name", ["reader", "stranger"])
def test_no_program_reads_a_word_of_the_other_place(two_places: None, name: str) -> None:
    foreign = b"canarytwo" if CAST[name][0] == "riverside" else b"canaryone"
    for url, content in answers(Client(), CAST[name][0], {"authorization": f"Bearer {name}"}):
        assert foreign not in content, url


def test_the_marks_are_in_every_text() -> None:
    text = json_text(encode(marked_document("canaryone")))
    names = re.findall(r'"(?:name|description|title|funder)": "([^"]*)"', text)
    assert names
    assert all("canaryone" in name for name in names)
