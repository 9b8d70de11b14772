"""The optimiser agrees with exhaustive search on 1,000 random small places that use every rule, to the penny."""

import signal
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker import check_plan
from placewide.domain.plan.checker.modes import Mode
from placewide.domain.plan.checker.objectives import Reading, read
from placewide.domain.plan.checker.payments import Group
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.result import Plan
from placewide.domain.plan.tests.exhaustive import Exhausted, best_by_exhaustion
from placewide.domain.plan.tests.funding import named_payments
from placewide.domain.plan.tests.penny_traps import penny_trap, penny_traps
from placewide.domain.plan.tests.random_places import scenario_of, small_place, small_places
from placewide.domain.plan.tests.reduction import as_given, smallest_failing
from placewide.domain.plan.tests.tiny import PLAN, TINY

EXAMPLES_OF_A_BATCH = 50
HARD_TRAPS = (
    385, 690, 1203, 1340, 1343, 1575, 1678, 2062, 2128, 2346, 2573, 2588, 3322, 3473, 4073, 4561, 5690, 96968,
)  # fmt: skip
"""Seeds at which a floating-point solver once missed the best plan, or its bound, by a penny beside £20 million."""
FLOORS_THAT_NOTHING_MEETS = (3314, 4959)
"""Seeds of places without a plannable project in which an organisation is promised a gain: nothing can be planned."""
SMALL_BATCHES, TRAP_BATCHES = range(14), range(6)
PARTS = ("status", "objective", "NPSV", "money shared", "chosen modes")
PROTECT_SLACK = 5
"""A protected floor is judged on published pence, each project's figures rounded once: at most five pennies here."""


def disagreements(document: PlaceDocument) -> tuple[str, ...]:
    """What the checker finds wrong with the plan, and in what it differs from the best of all combinations."""
    scenario = scenario_of(document)
    plan = plan_place(document, scenario=scenario)
    faults = check_plan(document, plan)
    best = best_by_exhaustion(document, scenario)
    if faults or _same(plan, best):
        return faults
    generous = best_by_exhaustion(document, scenario, protect_slack=PROTECT_SLACK)
    strict = best_by_exhaustion(document, scenario, protect_slack=-PROTECT_SLACK)
    if strict != generous and _between(plan, strict, generous):
        return ()
    rule = next(name for name, has, right in zip(PARTS, _outcome(plan), _expected(best), strict=True) if has != right)
    rule = f"{plan.status} for {best.status}" if rule == "status" else rule
    return (f"{rule}: planned {_outcome(plan)}, the best is {_expected(best)}",)


def _rules(faults: tuple[str, ...]) -> set[str]:
    return {fault.split(":")[0] for fault in faults}


def _outcome(plan: Plan) -> tuple[object, ...]:
    if plan.appraisal is None:
        return (plan.status, None, None, None, None)
    chosen = sorted((each.id, each.option or "", each.start) for each in plan.projects if each.start is not None)
    shared = sum(payment.amount_pence for payment in plan.payments if payment.shared)
    return (plan.status, plan.objective, plan.appraisal.npsv_pence, shared, tuple(chosen))


def _expected(best: Exhausted) -> tuple[object, ...]:
    return (best.status, best.values, best.npsv_pence, best.shared_pence, best.key)


def _same(plan: Plan, best: Exhausted) -> bool:
    return _outcome(plan) == _expected(best)


def _between(plan: Plan, strict: Exhausted, generous: Exhausted) -> bool:
    """Whether rounding to published pence may explain it: no worse than the higher floor, no better than the lower."""
    values = plan.objective
    if values is None:
        return strict.values is None
    return (strict.values is None or strict.values <= values) and (generous.values or ()) >= values


def agrees_on(places: Callable[[], st.SearchStrategy[PlaceDocument]], batch: int) -> None:
    """Plan and exhaust a batch of places; a failing one is made small before it is shown."""

    @seed(batch)
    @settings(
        max_examples=EXAMPLES_OF_A_BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(places())
    def check(document: PlaceDocument) -> None:
        if found := disagreements(document):
            small = smallest_failing(document, lambda each: _rules(found) <= _rules(disagreements(each)))
            pytest.fail("\n".join((*disagreements(small), as_given(small))))

    check()


@pytest.mark.parametrize("batch", SMALL_BATCHES)
def test_agrees_on_small_places(batch: int) -> None:
    agrees_on(small_places, batch)


@pytest.mark.parametrize("batch", TRAP_BATCHES)
def test_agrees_on_places_that_tempt_by_one_penny(batch: int) -> None:
    agrees_on(penny_traps, batch)


@pytest.mark.parametrize("seed_of_trap", HARD_TRAPS)
def test_agrees_on_traps_that_were_once_missed(seed_of_trap: int) -> None:
    assert disagreements(penny_trap(seed_of_trap)) == ()


@pytest.mark.parametrize("seed_of_place", FLOORS_THAT_NOTHING_MEETS)
def test_says_infeasible_and_ends_where_no_project_could_meet_a_floor(seed_of_place: int) -> None:
    with at_most(seconds=20):
        assert disagreements(small_place(seed_of_place)) == ()


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("seeds", [range(60), range(60, 120)])
def test_pays_as_the_ties_among_payments_say(seeds: range) -> None:
    for document in (make(each) for each in seeds for make in (small_place, penny_trap)):
        plan = plan_place(document, scenario=scenario_of(document))
        if plan.appraisal is not None:
            assert _paid(document, plan) == named_payments(*_as_chosen(document, plan)), as_given(document)


def _as_chosen(document: PlaceDocument, plan: Plan) -> tuple[Reading, dict[str, Mode]]:
    reading = read(document, plan.scenario)
    keys = {(each.id, each.option or "", each.start) for each in plan.projects}
    modes = (mode for found in reading.modes.values() for mode in found)
    return reading, {mode.project.id: mode for mode in modes if mode.key in keys}


def _paid(document: PlaceDocument, plan: Plan) -> dict[tuple[str, Group], int]:
    first = document.place.first_year.start
    paid: dict[tuple[str, Group], int] = defaultdict(int)
    for each in plan.payments:
        paid[each.allocation, (each.project, each.bearer, each.kind, each.year.start - first)] += each.amount_pence
    return paid


def test_plans_the_tiny_place_as_it_was_worked_out_by_hand() -> None:
    plan = plan_place(TINY)
    assert _outcome(plan) == _outcome(PLAN)
    assert set(plan.payments) == set(PLAN.payments)
