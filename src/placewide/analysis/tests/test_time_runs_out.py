"""Time that runs out half-way, and workers that are killed: what is missing is said to be, and nothing is invented."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from placewide.analysis import questions
from placewide.analysis.executors import Running
from placewide.analysis.questions import robustness_confined
from placewide.domain.plan.planning import plan_in_full, settings_for
from placewide.domain.plan.questions.frontier import frontier_of
from placewide.domain.plan.questions.robustness import POOL_WEIGHED, plans_anew, robustness_of
from placewide.domain.plan.questions.scenarios import sampled_scenarios
from placewide.domain.plan.questions.weights import plan_under, views_of, weight_sensitivity
from placewide.domain.plan.questions.worth import WorthQuestion, worth_of
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.plan.tests.test_robustness import rivals

PLACE = place(
    [project(f"p{at}", at + 1, capital=[10 * at + 20]) for at in range(4)],
    [money("a", "trust", "capital", 50), money("b", "trust", "capital", 20)],
)
DRAWS = 60
LOOKS_AT_THE_CLOCK = range(0, 60, 4)


def for_so_many_looks(looks: int) -> Callable[[], float]:
    """A minute is left, until the clock has been looked at so often."""
    looked = count()
    return lambda: 60.0 if next(looked) < looks else 0.0


def test_a_frontier_cut_short_holds_true_points_and_says_where_others_may_be() -> None:
    problem = plan_in_full(PLACE).problem
    whole = frontier_of(problem, (), lambda: 60.0)
    for looks in LOOKS_AT_THE_CLOCK:
        found = frontier_of(problem, (), for_so_many_looks(looks))
        for point in set(whole.points) ^ set(found.points):
            assert any(low <= point.cost_pence <= high or point in found.points for low, high in found.gaps), looks
        assert found.complete == (found == whole)
    assert whole.complete


def test_worth_cut_short_is_unknown_never_less() -> None:
    planned = plan_in_full(PLACE)
    question = WorthQuestion(
        document=PLACE, settings=planned.settings, problem=planned.problem, value=planned.best.values[0], extras=(2000,)
    )
    whole = worth_of(question, "a", lambda: 60.0)
    found = [worth_of(question, "a", for_so_many_looks(looks)) for looks in LOOKS_AT_THE_CLOCK]
    assert set(found) == {None, whole}
    assert whole is not None


def test_views_cut_short_have_no_plan_and_count_for_nothing() -> None:
    planned = plan_in_full(PLACE)
    view, *others = views_of(PLACE, planned.settings)
    whole = plan_under(PLACE, planned.settings, planned.problem, view, lambda: 60.0)
    found = [
        plan_under(PLACE, planned.settings, plan_in_full(PLACE).problem, view, for_so_many_looks(looks))
        for looks in LOOKS_AT_THE_CLOCK
    ]
    assert {row.projects for row in found} == {None, whole.projects}
    missing = plan_under(PLACE, planned.settings, planned.problem, others[0], lambda: 0.0)
    assert weight_sensitivity(planned.settings, planned.problem, [whole, missing]).standing == (
        weight_sensitivity(planned.settings, planned.problem, [whole]).standing
    )


def test_scenarios_that_were_not_reached_are_counted_as_not_answered() -> None:
    document = rivals()
    planned = plan_in_full(document)
    setting = planned.settings.uncertainty
    scenarios = sampled_scenarios(document, planned.problem, setting, draws=DRAWS)
    settings = settings_for(document, None)
    whole = plans_anew(document, settings, scenarios, lambda: 60.0)
    assert planned.best.found is not None
    answers = plans_anew(document, settings, scenarios, for_so_many_looks(40))
    assert all(answer in (None, right) for answer, right in zip(answers, whole, strict=True))
    found = robustness_of(planned.problem, planned.best.found.chosen, answers, seed=setting.seed)
    assert 0 < found.answered < found.asked == DRAWS


def test_a_pool_of_plans_is_weighed_where_planning_anew_has_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    anew = robustness_confined(rivals(), draws=DRAWS, running=Running(workers=2))
    monkeypatch.setattr(questions, "PROOF_SHARE", 0.0)
    found = robustness_confined(rivals(), draws=DRAWS, running=Running(workers=2))
    assert anew is not None
    assert found is not None
    assert (found.method, found.planned_anew, found.answered) == (POOL_WEIGHED, 0, DRAWS)
    assert found.pool >= 2
    # Both rivals are in the pool, so here it tells as much as planning anew does.
    assert found.projects == anew.projects


def test_robustness_is_the_same_when_a_worker_is_killed_in_the_middle() -> None:
    killed: list[int] = []

    def kill_one(*_event: Any) -> None:
        children = multiprocessing.active_children()
        if not killed and children and children[0].pid is not None:
            killed.append(children[0].pid)
            os.kill(children[0].pid, signal.SIGKILL)

    running = Running(workers=2)
    disturbed = robustness_confined(rivals(), draws=DRAWS, running=running, progress=kill_one)
    assert killed
    assert disturbed == robustness_confined(rivals(), draws=DRAWS, running=running)
