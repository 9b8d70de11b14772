"""One function answers what is asked, and nothing else; what stays open is said."""

from dataclasses import fields, replace

import pytest

from placewide.analysis.confined_planning import plan_confined
from placewide.analysis.executors import Running
from placewide.analysis.what_if import EVERYTHING, ORDER, Asked, Question, WhatIf, answer
from placewide.domain.plan.result import Plan
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scoping, Uncertainty

DOCUMENT = place(
    [project("own", 3, capital=[60]), project("other", 2, capital=[30], lead="hospice")],
    [money("pot", "trust", "capital", 60, may_share=True)],
    scoping=Scoping(uncertainty=Uncertainty(draws=100)),
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_confined(DOCUMENT, prices=False)


def test_every_question_can_be_asked_and_has_its_turn() -> None:
    assert {field.name for field in fields(Asked)} == set(ORDER)
    assert EVERYTHING.questions == ORDER


@pytest.mark.parametrize("question", ORDER)
def test_answers_the_one_question_that_is_asked(plan: Plan, question: Question) -> None:
    begun: list[Question] = []
    after, found = answer(DOCUMENT, plan, Asked(**{question: True}), progress=begun.append)
    assert begun == [question]
    assert found.unanswered == ()
    assert any(row.worth for row in after.allocations) is (question == "worth")
    given = {field.name for field in fields(WhatIf) if getattr(found, field.name)}
    assert given == (set() if question == "worth" else {question})


def test_nothing_is_asked_unless_it_is(plan: Plan) -> None:
    assert answer(DOCUMENT, plan, Asked()) == (plan, WhatIf())


def test_who_stops_before_the_beginning_hears_what_was_not_answered(plan: Plan) -> None:
    after, found = answer(DOCUMENT, plan, EVERYTHING, running=Running(stopped=lambda: True))
    assert after == plan
    assert found == WhatIf(unanswered=ORDER, stopped=True)


def test_who_stops_in_the_middle_keeps_what_there_is(plan: Plan) -> None:
    begun: list[Question] = []
    running = Running(stopped=lambda: len(begun) > 1)
    _, found = answer(DOCUMENT, plan, EVERYTHING, running=running, progress=begun.append)
    assert begun == list(ORDER[:2])
    assert found.stopped
    assert found.unanswered == ORDER[2:]
    assert found.comparison is not None
    assert found.comparison.missing == (None,)


def test_a_plan_without_projects_is_not_asked(plan: Plan) -> None:
    none = replace(plan, status="infeasible", appraisal=None)
    assert answer(DOCUMENT, none, EVERYTHING) == (none, WhatIf())
