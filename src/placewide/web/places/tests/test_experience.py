"""One thing done together: told by members and by link, shown as a card, taken away by those who told it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from placewide.web.accounts import links
from placewide.web.accounts.models import Link
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Experience
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
STORY = {"what": "One on-call list", "together_with": "St Anne’s Hospice", "difference": "Nobody waits until Monday."}


@pytest.fixture
def token(world: World) -> str:
    hospice = Organisation.objects.get(place=world.riverside, key="hospice")
    return links.make(links.Purpose.EXPERIENCE, "nurse@example.org", organisation=hospice, minutes=3)


def test_members_tell_and_all_partners_read(as_: As) -> None:
    assert "Nothing told yet" in as_("reader").get("/riverside/together/").content.decode()
    assert as_("partner").post("/riverside/together/tell/", STORY).status_code == 302
    page = as_("reader").get("/riverside/together/").content.decode()
    assert "One on-call list" in page
    assert "Riverside Council with St Anne’s Hospice" in page
    assert "Nobody waits until Monday." in page


def test_told_twice_it_is_there_once(as_: As) -> None:
    for _ in range(2):
        as_("partner").post("/riverside/together/tell/", STORY)
    assert Experience.objects.count() == 1


def test_refuses_readers_and_strangers(as_: As) -> None:
    assert as_("reader").post("/riverside/together/tell/", STORY).status_code == 403
    assert as_("stranger").post("/riverside/together/tell/", STORY).status_code == 404
    assert as_("stranger").get("/riverside/together/").status_code == 404


def test_only_the_organisation_that_told_it_takes_it_away(as_: As) -> None:
    as_("partner").post("/riverside/together/tell/", STORY)
    one = Experience.objects.get()
    address = f"/riverside/together/{one.pk}/remove/"
    assert as_("conflicted").post(address).status_code == 403
    assert as_("stranger").post(f"/otherton/together/{one.pk}/remove/").status_code == 404
    assert as_("partner").get(address).status_code == 405
    assert as_("partner").post(address).status_code == 302
    assert not Experience.objects.exists()


def test_answers_by_link_without_an_account_and_once(as_: As, token: str) -> None:
    public = as_(None)
    address = f"/answer/together/{token}/"
    for _ in range(2):
        shown = public.get(address)
        assert shown.status_code == 200
        assert shown["Referrer-Policy"] == "same-origin"
    assert public.post(address, STORY).status_code == 422  # a name is needed
    assert public.post(address, {**STORY, "name": "Nurse N"}).status_code == 200
    assert public.post(address, {**STORY, "name": "Nurse N"}).status_code == 410
    one = Experience.objects.get()
    assert (one.organisation.key, one.told_by) == ("hospice", "Nurse N")


def test_links_that_are_over_unknown_or_for_something_else_look_alike(as_: As, world: World, token: str) -> None:
    hospice = Organisation.objects.get(place=world.riverside, key="hospice")
    other = links.make(links.Purpose.SIGN_IN, "nurse@example.org", organisation=hospice)
    over = links.make(links.Purpose.EXPERIENCE, "n@example.org", organisation=hospice, expires=timedelta(seconds=-1))
    pages = {as_(None).get(f"/answer/together/{one}/").content for one in (other, over, "nothing")}
    assert len(pages) == 1
    assert Link.objects.filter(used_at=None).count() == 3
