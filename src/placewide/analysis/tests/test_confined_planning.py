"""A plan within limits of time and memory that hold, whatever the solver does."""

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from placewide.analysis.confined_planning import (
    AnalysisError,
    Bounds,
    Report,
    plan_confined,
    run_confined,
    stress_confined,
)
from placewide.domain.plan.planning import NotPlannableError, plan_place
from placewide.domain.plan.tests.simple import money, place, project
from placewide.exchange.place_file import load

PLACE = place([project("one", 3, capital=[60]), project("two", 2, capital=[60])], [money("a", "trust", "capital", 100)])


def work_for_ever(_report: Any) -> None:
    while True:
        time.sleep(0.01)


def eat_memory(_report: Any) -> int:
    return len(bytearray(3 * 1024**3))


def report_twice(report: Any) -> str:
    report(1.0, None, 5.0)
    report(2.0, 3.0, 4.0)
    return "done"


def fall_over(_report: Any) -> None:
    raise RuntimeError("the solver fell over")


def test_the_plan_is_the_same_as_without_confinement() -> None:
    confined, plain = plan_confined(PLACE), plan_place(PLACE)
    assert replace(confined, timings={}) == replace(plain, timings={})


def test_a_time_limit_does_not_change_what_the_plan_is_of() -> None:
    assert plan_confined(PLACE, bounds=Bounds(seconds=9)).digest == plan_place(PLACE).digest


def test_work_that_ignores_its_limit_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError, match="did not stop"):
        run_confined(work_for_ever, (), memory_bytes=1024**3, allowed=0.3, progress=None)
    assert time.monotonic() - begun < 3


def test_work_that_wants_too_much_memory_is_ended() -> None:
    with pytest.raises(TimeoutError, match="memory"):
        run_confined(eat_memory, (), memory_bytes=512 * 1024**2, allowed=20, progress=None)


def test_progress_is_told_on_the_way() -> None:
    told: list[tuple[float, float | None, float]] = []
    answer = run_confined(
        report_twice, (), memory_bytes=1024**3, allowed=20, progress=lambda *event: told.append(event)
    )
    assert (answer, told) == ("done", [(1.0, None, 5.0), (2.0, 3.0, 4.0)])


def test_what_goes_wrong_inside_is_said_outside() -> None:
    with pytest.raises(AnalysisError, match="the solver fell over"):
        run_confined(fall_over, (), memory_bytes=1024**3, allowed=20, progress=None)


def test_without_time_nothing_is_claimed_that_is_not_proven() -> None:
    plan, right = plan_confined(PLACE, bounds=Bounds(seconds=0)), plan_place(PLACE)
    assert plan.status in ("optimal", "feasible", "stopped")
    if plan.status == "optimal":
        assert (plan.objective, plan.gap) == (right.objective, (0.0,))


def test_a_mandatory_project_without_costs_is_refused_as_without_confinement() -> None:
    document = place([project("one", 3, mandatory=True)], [])
    with pytest.raises(NotPlannableError) as refusal:
        plan_confined(document)
    assert refusal.value.findings[0].record == "one"


def test_an_unknown_scenario_is_said_before_anything_is_run() -> None:
    with pytest.raises(KeyError):
        plan_confined(PLACE, scenario="nowhere")


def test_stress_tells_the_plan_and_what_falls() -> None:
    plan, events = stress_confined(PLACE, bounds=Bounds(seconds=float(Decimal(30))))
    assert plan.status == "optimal"
    assert [(row.event, row.falls) for row in events] == [("cut", ()), ("late", ("one",)), ("lost", ("one",))]


def _until_told(report: Report, done: str) -> str:
    while not report.stopped():
        time.sleep(0.01)
    return done


def test_a_child_hears_that_it_should_end_with_what_it_has() -> None:
    asked = run_confined(
        _until_told, ("so far",), memory_bytes=2**30, allowed=30, progress=None, stopped=lambda: True
    )  # fmt: skip
    assert asked == "so far"


def test_who_stops_a_plan_gets_the_best_so_far_and_true_times() -> None:
    document = load(Path(__file__).parents[4] / "samples" / "westmere" / "westmere.yaml").document
    assert document is not None
    begun = time.monotonic()
    plan = plan_confined(document, stopped=lambda: True)
    assert plan.status in ("optimal", "feasible", "stopped")
    assert sum(plan.timings.values()) <= time.monotonic() - begun < 30
    if plan.status != "stopped":
        assert sum(row.amount_pence for row in plan.payments) > 0
