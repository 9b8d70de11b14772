"""What sharing buys, as it is said: rounded, in the second person, never blaming; and as JSON for other programs."""

import io
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from rich.console import Console

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.reports import sharing_sentences
from placewide.reports.html.page import report_page
from placewide.reports.sharing_comparison import Comparison, Step
from placewide.reports.sharing_json import sharing_to_json
from placewide.reports.sharing_terminal import story
from placewide.reports.tests.sample_sharing import shared
from placewide.reports.view import View

BLAME = ("fault", "blame", "refus", "fails", "greedy", " owes", "must pay")


def compared(must: bool = False, **changes: Any) -> Comparison:
    document, result = shared(must)
    result = replace(result, **changes)
    return Comparison(View(document, result.with_), result)


def printed(document: PlaceDocument, result: SharingResult) -> str:
    text = io.StringIO()
    story(document, result, Console(file=text, width=100))
    return text.getvalue()


def test_tells_the_story_with_care_before_pounds() -> None:
    assert sharing_sentences.of_the_place(compared()) == [
        "Alone one project, together two. The £100,000 that General Hospital would share helps to carry the one more.",
        "Sharing adds 5 points of strategic value, 500 % more than alone.",
        "For care, together one more flow of information, used 1,200 times a year, finds a better way; "
        "Thornbeck <Hospice> and General Hospital are reached; "
        "the lowest score for records stands at 3 instead of 1.",
        "In pounds, benefit less cost is −£70,000 together and −£10,000 alone. "
        "That is £60,000 less than alone: pounds were not what was asked for.",
    ]


def test_tells_each_partner_of_its_patients_its_money_and_who_must_agree() -> None:
    stories = {story.organisation: story.sentences for story in sharing_sentences.partners(compared())}
    assert stories["hospice"] == (
        "Discharge letter reaches or leaves you in a better way only together.",
        "“The hospice’s record”, which you lead, happens only together.",
        "You would receive £150,000 from General Hospital and Westmere Council, "
        "so that “The hospice’s record” can happen.",
        "The benefit that lands with you is £90,000 together and nothing alone.",
        "About a third of the whole gain would not be there without you.",
        "You, Westmere Council and General Hospital must agree; for £150,000 of it you need advice first.",
    )
    assert stories["council"] == (
        "You would share £50,000 with Thornbeck <Hospice>, so that “The hospice’s record” can happen.",
        "About a third of the whole gain would not be there without you.",
        "You and Thornbeck <Hospice> must agree; for £50,000 of it you need advice first.",
    )


def test_sampled_credit_is_said_with_its_interval() -> None:
    credit = tuple(replace(row, half_width=0.25, standard_error=0.1) for row in shared()[1].credit)
    seen = compared(exact=False, pairs=40, credit=credit)
    said = [text for story in sharing_sentences.partners(seen) for text in story.sentences]
    assert "About 33 % of the whole gain, give or take 5 %, would not be there without you." in said
    assert "estimated from 40 pairs of orders, with its 95 % interval" in sharing_sentences.credit_words(seen)


def test_never_blames_and_always_says_that_credit_is_no_bill() -> None:
    document, result = shared()
    said = printed(document, result)
    assert "never a bill" in said
    assert not [word for word in BLAME if word in said.lower()]


def test_permits_that_add_nothing_alone_stand_with_the_one_that_completes_them() -> None:
    assert compared().steps == (Step(("buildings", "running"), Fraction(5), Fraction(5)),)


def test_nothing_gained_is_said_plainly() -> None:
    document, result = shared()
    nothing = replace(result, with_=result.without, gain=Fraction(0), steps=(), credit=())
    seen = Comparison(View(document, nothing.with_), nothing)
    assert sharing_sentences.of_the_place(seen)[:2] == [
        "Alone one project, together one. Sharing changes nothing here: nobody needs to share.",
        "Sharing adds nothing to what was asked for.",
    ]


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    document, result = shared(must=True)
    assert "There is no plan to compare" in printed(document, result)
    assert sharing_sentences.partners(compared(must=True)) == ()
    assert [row["rule"] for row in sharing_to_json(document, result)["findings"]] == ["rules_dropped"]


def test_json_holds_the_contract_and_more() -> None:
    document, result = shared()
    said = json.loads(json.dumps(sharing_to_json(document, result)))
    assert list(said)[:6] == ["without", "with", "gain", "credit", "steps", "exact"]
    assert (said["gain"], said["exact"], said["pairs"]) == (5.0, True, 0)
    assert said["steps"] == [{"permit": "buildings", "gain": 0.0}, {"permit": "running", "gain": 5.0}]
    assert said["credit"][0] == {
        "organisation": "council",
        "shapley": pytest.approx(5 / 3),
        "stderr": 0,
        "half_width": 0,
    }
    assert said["care"] == {
        "flows": ["letter"],
        "organisations_reached": ["hospice", "trust"],
        "maturity": [{"measure": "records", "lowest_without": 1, "lowest_with": 3}],
    }
    assert said["gains_by_class"] == [{"class": "non_cash_releasing", "without_pence": 0, "with_pence": 9_000_000}]
    assert (said["without"]["format"], said["with"]["format"]) == ("placewide-plan/1",) * 2


def test_the_page_has_its_section_only_where_sharing_was_asked_for() -> None:
    document, result = shared()
    page = report_page(document, result.with_, WhatIf(sharing=result))
    assert 'id="sharing"' in page
    assert "Thornbeck &lt;Hospice&gt;" in page
    assert "Thornbeck <Hospice>" not in page
    assert page == report_page(document, result.with_, WhatIf(sharing=result))
    assert 'id="sharing"' not in report_page(document, result.with_)
    assert 'href="#sharing"' not in report_page(document, result.with_)
