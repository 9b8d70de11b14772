"""What the place would do otherwise: each answer has its part in the paper, with the figures of the answer."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

from placewide.analysis.confined_planning import Bounds, plan_confined
from placewide.analysis.what_if import Asked, WhatIf, answer
from placewide.domain.plan.questions.robustness import PLANNED_ANEW, CoreIndex, Robustness
from placewide.domain.plan.result import Plan
from placewide.domain.scope.records import Scenario, Scoping
from placewide.domain.shared.identifiers import Identifier
from placewide.reports import what_if_sentences
from placewide.reports.business_case.blocks import BusinessCase, Heading, Paragraph
from placewide.reports.business_case.cells import pounds
from placewide.reports.business_case.content import business_case
from placewide.reports.business_case.tests.planned import tables
from placewide.reports.tests import sample_sharing
from placewide.reports.view import View

NOBODY_SHARES = Scenario(id=Identifier("apart"), name="Nobody shares", scoping=Scoping(shares=False))
DOCUMENT = replace(sample_sharing.DOCUMENT, scenarios=(NOBODY_SHARES,))
FIRM = Robustness(
    method=PLANNED_ANEW, seed=1, asked=10, answered=10, infeasible=0, different_plans=2, same_plan=Fraction(1, 2),
    planned_anew=10,
    projects=(
        CoreIndex(project="record", index=Fraction(1, 2), place="borderline", in_plan=True),
        CoreIndex(project="phones", index=Fraction(1), place="core", in_plan=True),
        CoreIndex(project="gone", index=Fraction(0), place="exterior", in_plan=False),
    ),
)  # fmt: skip


@cache
def answered() -> tuple[Plan, WhatIf]:
    asked = Asked(worth=True, sharing=True, frontier=True, weights=True, comparison=True)
    plan, found = answer(DOCUMENT, plan_confined(DOCUMENT), asked, bounds=Bounds(20))
    return plan, replace(found, robustness=FIRM)


@cache
def paper() -> BusinessCase:
    plan, found = answered()
    return business_case(DOCUMENT, plan, found)


def test_without_an_answer_no_part_of_it_is_in_the_paper() -> None:
    sections = {block.text for block in business_case(DOCUMENT, answered()[0]).blocks if isinstance(block, Heading)}
    assert not sections & {"What sharing buys", "How firm the short-list is", "If we weighed it differently"}
    assert "Scenarios side by side" not in sections


def test_sharing_says_what_each_permission_adds_and_a_word_to_each_partner() -> None:
    sharing = answered()[1].sharing
    assert sharing is not None
    found = tables(paper())
    steps = found["What each permission to share adds to those before it, in points of strategic value"]
    assert steps.rows[-1][-1] == "+5.00"
    credit = found["Credit for the gain, in points of strategic value"]
    assert sharing.gain is not None
    assert abs(sum(Fraction(row[3]) for row in credit.rows) - sharing.gain) < Fraction(len(credit.rows), 100)
    assert "You would share" in repr(found["Why give: a word to each partner"].rows)
    ways = found["Three ways of doing the programme"].rows
    assert sharing.without.appraisal is not None
    assert ways[1][2] == pounds(sharing.without.appraisal.npsv_pence)


def test_scenarios_stand_beside_the_plan_with_its_money() -> None:
    comparison = answered()[1].comparison
    assert comparison is not None
    rows = tables(paper())["What each scenario would do"].rows
    assert [row[0] for row in rows] == ["As the place file stands", "Nobody shares"]
    assert [row[2] for row in rows] == [pounds(row.outcome.used_pence) for row in comparison.rows]
    assert rows[1][5] == "out: The hospice’s record"


def test_the_least_money_grows_with_the_part_of_the_result() -> None:
    table = tables(paper())["The least money for each part of the best result"]
    frontier = answered()[1].frontier
    assert frontier is not None
    assert table.rows[-1][2] == pounds(frontier.points[-1].cost_pence)
    assert [row[3] for row in table.rows] == sorted(row[3] for row in table.rows)


def test_firmness_names_the_projects_that_do_not_stay() -> None:
    assert tables(paper())["How often each project is in the best plan"].rows == (
        ("Phones", "yes", "100 % of cases", "firm"),
        ("The hospice’s record", "yes", "50 % of cases", "in the balance"),
    )
    said = what_if_sentences.firmness(View(DOCUMENT, answered()[0]), FIRM)
    assert Paragraph(text=said) in paper().blocks
    assert "“The hospice’s record” hangs in the balance" in said


def test_weights_that_change_nothing_are_named_in_one_sentence() -> None:
    assert "What other weights would choose, beside the agreed ones" not in tables(paper())
    assert "The same projects are chosen under: " in repr(paper().blocks)


def test_money_that_would_add_nothing_is_counted() -> None:
    assert "In none of two allocations would more money buy anything" in repr(paper().blocks)


def test_what_was_asked_and_not_answered_is_said() -> None:
    told = business_case(DOCUMENT, answered()[0], WhatIf(unanswered=("frontier", "weights")))
    missing = (
        "Asked, and not answered in the time there was: what less money would buy and what other weights would choose."
    )
    assert missing in repr(told.blocks)
