"""The demo is Westmere to the last penny, with people who did what its file says."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from placewide.exchange.place_file import load
from placewide.web.accounts.models import Membership
from placewide.web.audit.models import Event
from placewide.web.config.verifying import verify
from placewide.web.places.models import Experience, Place
from placewide.web.site.demo import SAMPLES, SLUG, build_demo, email_of, people_file

pytestmark = pytest.mark.django_db


def test_builds_westmere_once_and_with_the_digest_of_its_file() -> None:
    build_demo()
    place = Place.objects.get(slug=SLUG)
    assert place.digest == load(SAMPLES / "westmere.yaml").digest
    revision, events = place.revision, Event.objects.count()
    build_demo()
    place.refresh_from_db()
    assert (place.revision, Event.objects.count()) == (revision, events)
    assert verify().sound


def test_every_role_has_somebody_and_every_organisation_too() -> None:
    build_demo()
    roles = {role for row in Membership.objects.all() for role in row.roles}
    assert len(roles) == 8
    assert Membership.objects.values("organisation").distinct().count() == 12
    assert Experience.objects.count() == len(people_file()["experiences"])


def test_the_edits_are_in_the_history_with_their_reasons() -> None:
    build_demo()
    reasons = set(Event.objects.exclude(reason="").values_list("reason", flat=True))
    assert {edit["reason"] for edit in people_file()["edits"]} <= reasons


def test_one_comes_in_as_one_of_its_people(settings: Settings) -> None:
    settings.PLACEWIDE_MODE = "demo"
    build_demo()
    client = Client()
    assert client.post("/demo/", {"email": email_of("Priya Nair")})["Location"] == "/westmere/"
    page = client.get("/westmere/").content.decode()
    assert "Acting for <strong>Westmere General Hospital NHS Trust</strong>" in page
    assert "Priya Nair" in page
