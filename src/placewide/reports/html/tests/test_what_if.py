"""The sections of what was asked: only those, each with its answer, its drawing and its table, and what is missing."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from placewide.analysis.what_if import WhatIf
from placewide.domain.plan.result import Plan
from placewide.reports.html.page import report_page
from placewide.reports.html.what_if import FURTHER, SECTIONS
from placewide.reports.tests.sample_what_if import answered
from placewide.reports.what_if_json import what_if_to_json


def page_of(found: WhatIf, plan: Plan | None = None) -> str:
    document, whole, _ = answered()
    return report_page(document, plan or whole, found)


def section_of(page: str, id_: str) -> str:
    return page.split(f'<section id="{id_}"')[1].split("</section>")[0]


def words_of(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup).replace("\u00a0", " ")


def bare(plan: Plan) -> Plan:
    return replace(plan, allocations=tuple(replace(row, worth=None) for row in plan.allocations))


def test_everything_asked_has_its_section_and_its_place_in_the_contents() -> None:
    _, _, found = answered()
    page = page_of(found)
    ids = re.findall(r'<section id="([^"]+)"', page)
    assert [name for name in ids if name in FURTHER] == list(FURTHER)
    assert all(f'href="#{name}"' in page for name in FURTHER)
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


def test_only_what_was_asked_is_shown() -> None:
    _, plan, found = answered()
    assert not set(FURTHER) & set(re.findall(r'<section id="([^"]+)"', page_of(WhatIf(), bare(plan))))
    only = page_of(WhatIf(weights=found.weights), bare(plan))
    assert [name for name in re.findall(r'<section id="([^"]+)"', only) if name in FURTHER] == ["other-weights"]
    assert 'href="#frontier"' not in only


@pytest.mark.parametrize("name", ["sureness", "firmness", "frontier", "scenarios"])
def test_a_section_has_an_answer_a_drawing_and_a_table(name: str) -> None:
    _, _, found = answered()
    section = section_of(page_of(found), name)
    assert 'class="report-answer"' in section
    assert section.count("<svg") >= 1
    assert section.count("<table") >= 1


def test_the_spread_of_a_plan_that_loses_is_said_as_a_loss() -> None:
    _, _, found = answered()
    assert found.uncertainty is not None
    section = words_of(section_of(page_of(found), "sureness"))
    assert re.search(r"In eight draws of ten the plan is worth between £\S+ and £\S+ less than it costs; the chance "
                     r"that it costs more than it brings is \d+ %\.", section)  # fmt: skip
    assert "With distributional weights (elasticity 1.3) the mean is" in section
    assert "“Time saved” (benefit of One record)" in section.replace("&amp;", "&")
    assert f"{found.uncertainty.draws:,} draws" in section


def test_figures_in_tables_are_exact() -> None:
    _, _, found = answered()
    assert found.uncertainty is not None
    pence = found.uncertainty.npsv.percentiles[10].pence
    assert f"−£{-pence // 100:,}.{-pence % 100:02d}" in section_of(page_of(found), "sureness")


def test_texts_of_the_place_are_escaped() -> None:
    _, _, found = answered()
    page = page_of(found)
    assert "<app>" not in page
    assert "<Hospital>" not in page
    assert "A portal &amp; &lt;app&gt;" in page


def test_what_is_missing_is_said() -> None:
    _, _, found = answered()
    assert found.uncertainty and found.robustness and found.frontier and found.weights and found.comparison
    late = replace(found.weights.plans[1], projects=None, objective=None)
    partly = WhatIf(
        uncertainty=replace(found.uncertainty, set_switches={}, unsearched=("benefits", "record/benefit/time")),
        robustness=replace(found.robustness, answered=400, asked=1000),
        frontier=replace(found.frontier, gaps=((0, 50_000), (50_001, 90_000_00))),
        weights=replace(found.weights, plans=(found.weights.plans[0], late, *found.weights.plans[2:])),
        comparison=replace(found.comparison, rows=found.comparison.rows[:2], missing=("cut", "gone")),
        unanswered=("sharing",),
        stopped=True,
    )
    page = words_of(page_of(partly))
    for said in (
        "Missing: there was no time to look where all benefits and “Time saved” (benefit of One record) would change",
        "Missing: 600 of 1,000 cases",
        "Missing: between no money and £90,000 there was no time",
        "Missing: Vale Council: no plan, or no time to prove one.",
        "Missing: The main fund is cut and The main fund is gone: not answered in time.",
        "This was asked and has no answer",
    ):
        assert said in page, said


def test_a_question_without_an_answer_has_its_section() -> None:
    _, plan, _ = answered()
    page = page_of(WhatIf(unanswered=tuple(SECTIONS)), bare(plan))
    assert page.count("This was asked and has no answer") == len(FURTHER)


def test_a_short_list_that_moves_names_what_hangs_in_the_balance() -> None:
    _, _, found = answered()
    assert found.robustness is not None
    rows = tuple(
        replace(row, index=Fraction(1, 2), place="borderline") if row.project == "phones" else row
        for row in found.robustness.projects
    )
    section = words_of(section_of(page_of(WhatIf(robustness=replace(found.robustness, projects=rows))), "firmness"))
    assert "“Phones” hangs in the balance." in section


def test_the_json_has_a_key_for_each_answer_and_null_for_what_stayed_open() -> None:
    document, _, found = answered()
    whole = what_if_to_json(document, found)
    assert set(whole) == {"sharing", "uncertainty", "robustness", "frontier", "weights", "comparison"}
    assert whole["uncertainty"]["weighted"]["elasticity"] == 1.3
    half = what_if_to_json(document, WhatIf(unanswered=("worth", "frontier"), stopped=True))
    assert half == {"frontier": None, "stopped": True}
