"""Lists: what they say, filter, sort and page, and what they look like with nothing in them."""

from collections.abc import Callable

import pytest
from django.test import Client

from placewide.web.places.queries import records
from placewide.web.tests.cast import World

As = Callable[[str | None], Client]
PAGES = ("choose/", "pay/allocations/", "pay/funds/", "organisations/", "records/", "records/risks/")


@pytest.mark.parametrize("page", PAGES)
def test_shows_every_list_to_members_and_to_nobody_else(as_: As, page: str) -> None:
    for name in ("office", "owner", "partner", "reader", "conflicted"):
        assert as_(name).get(f"/riverside/{page}").status_code == 200
    assert as_("stranger").get(f"/riverside/{page}").status_code == 404
    assert as_(None).get(f"/riverside/{page}").status_code == 302


def test_says_how_many_proposals_there_are_and_how_many_lack_costs(as_: As) -> None:
    page = as_("partner").get("/riverside/choose/").content.decode()
    assert "Four proposals, 1 not yet costed." in page
    assert "£120,000" in page  # one record: capital and two years of revenue
    assert "not known" in page


def test_says_how_much_money_there_is(as_: As) -> None:
    page = as_("partner").get("/riverside/pay/allocations/").content.decode()
    assert "£260,000 in three pots held by one organisation." in page


def test_filters_by_words_organisation_and_state(as_: As) -> None:
    def titles(query: str) -> list[str]:
        page = as_("reader").get(f"/riverside/choose/?{query}").content.decode()
        names = ("Shared care record", "Tablets for care homes", "Licences for the hospice", "Falls alerts")
        return [name for name in names if f">{name}</a></th>" in page]

    assert titles("q=care") == ["Shared care record", "Tablets for care homes"]
    assert titles("organisation=council") == ["Tablets for care homes", "Falls alerts"]
    assert titles("organisation=council&q=FALLS") == ["Falls alerts"]
    assert titles("status=closed") == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "x" * 5_000, "(a+)+$", "'; DROP TABLE x --", "\x00", "<script>"])
def test_takes_any_text_to_search_for(as_: As, text: str) -> None:
    answer = as_("reader").get("/riverside/choose/", {"q": text})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("</head>")[1].replace('<script src="', "")
    if text in ("%", "_", "\\"):
        assert "Nothing here fits" in answer.content.decode()


def test_sorts_by_columns_that_may_be_sorted_and_by_no_other(as_: As) -> None:
    def first(sort: str) -> int:
        page = as_("reader").get(f"/riverside/choose/?sort={sort}").content.decode()
        return min(
            (page.find(name), number)
            for number, name in enumerate((">Falls alerts<", ">Shared care record<"))
        )[1]  # fmt: skip

    assert first("title") == 0
    assert first("-title") == 1
    assert first("-amount") == 1  # what has no amount comes last, whichever way
    assert first("place__digest") == first("content") == first("title")


def test_pages_fifty_at_a_time(world: World, as_: As) -> None:
    row = records(world.actor("office"), "projects").first()
    assert row is not None
    for number in range(60):
        row.pk, row.key, row.title = None, f"p{number}", f"Proposal {number:03}"
        row.save(force_insert=True)
    page = as_("reader").get("/riverside/choose/").content.decode()
    assert "1 to 50 of 64" in page
    assert "51 to 64 of 64" in as_("reader").get("/riverside/choose/?page=2").content.decode()
    assert "51 to 64 of 64" in as_("reader").get("/riverside/choose/?page=99999").content.decode()


def test_says_why_an_empty_list_matters_and_offers_the_first_step(as_: As) -> None:
    office = as_("office").get("/riverside/records/risks/").content.decode()
    assert "No risks yet" in office
    assert "/riverside/records/risks/add/" in office
    assert "/riverside/records/risks/add/" not in as_("reader").get("/riverside/records/risks/").content.decode()


def test_has_no_list_that_the_place_file_does_not_have(as_: As) -> None:
    assert as_("office").get("/riverside/records/passwords/").status_code == 404
    assert as_("office").get("/riverside/records/strategy/").status_code == 404


def test_a_record_shows_its_costs_by_year_and_who_gains(as_: As) -> None:
    page = as_("reader").get("/riverside/records/projects/shared_record/").content.decode()
    assert "Riverside Council, St Anne&#x27;s Hospice" in page
    assert ">£110,000</td>" in page
    assert "Riverside General Hospital, Saves time or effort" in page
    assert "record_change" not in page
    assert "/records/projects/shared_record/change/" not in page
