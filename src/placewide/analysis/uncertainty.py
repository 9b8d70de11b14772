"""How sure a plan is, and what would have to be otherwise for another set to be chosen: in workers, within bounds."""

import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from placewide.analysis.confined_planning import Bounds, Progress, plan_confined
from placewide.analysis.executors import Running, answer_all
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import settings_for
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.questions.incomes import weighting_of
from placewide.domain.plan.questions.recalled import chosen_in, payments_in
from placewide.domain.plan.questions.sensitivity import ALL_BENEFITS, ALL_COSTS, SetSwitch, scaled, set_switch
from placewide.domain.plan.questions.uncertainty import UncertaintyResult, uncertainty_of
from placewide.domain.plan.result import Plan
from placewide.domain.plan.solve.search import Search
from placewide.domain.scope.settings import Settings

OTHER_RHO = (0.0, 0.6)
"""Correlations that stand beside the one asked for, which nobody can measure."""
INPUTS_SEARCHED = 5
"""Inputs with the widest swings, beside all benefits and all costs, whose factor on the chosen set is looked for."""


def uncertainty_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    plan: Plan | None = None,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Progress | None = None,
) -> UncertaintyResult | None:
    """The spread of a plan's NPSV, the tornado, and switching values of the NPSV and of the chosen set.

    A `plan` of the same place and scenario saves a solve. None where there is no plan with an appraisal, or no time
    to draw; factors on the chosen set that there was no time to look for are `unsearched`, and none are looked for
    where the plan is not proven. Where the place states incomes (`weighting_of`), the weighted result stands beside.
    """
    limit = bounds or Bounds()
    where = running or Running(memory_bytes=limit.memory_bytes)
    settings = settings_for(document, scenario)
    until = time.monotonic() + (float(settings.stop.seconds) if limit.seconds is None else limit.seconds)
    stated = plan or plan_confined(document, scenario=scenario, bounds=limit, prices=False)
    if stated.appraisal is None:
        return None
    problem = build_problem(document, settings)
    drawn = answer_all(
        _drawn, (document, settings, problem, stated), [0], seconds=max(until - time.monotonic(), 0.0), running=where
    )
    result: UncertaintyResult | None = drawn.in_order()[0]
    if result is None:
        return None
    inputs = _searched(result)
    if stated.status != "optimal":
        return replace(result, unsearched=tuple(inputs))
    shared, left = (document, settings, _projects(stated)), max(until - time.monotonic(), 0.0)
    answers = answer_all(_set_switch, shared, inputs, seconds=left, running=where, progress=progress).in_order()
    found = {name: row for name, row in zip(inputs, answers, strict=True) if row is not None}
    return replace(result, set_switches=found, unsearched=tuple(name for name in inputs if name not in found))


def _searched(result: UncertaintyResult) -> list[str]:
    """All benefits and all costs, where there are any, and the inputs with the widest swings."""
    whole = [row.id for row in result.switching if row.id in (ALL_BENEFITS, ALL_COSTS) and row.contribution_pence]
    return [*whole, *(swing.id for swing in result.tornado[:INPUTS_SEARCHED])]


def _drawn(
    shared: tuple[PlaceDocument, Settings, Problem, Plan], _item: int, seconds: float
) -> UncertaintyResult | None:
    if seconds <= 0:
        return None
    document, settings, problem, plan = shared
    chosen, payments = chosen_in(problem, plan), payments_in(document, problem, plan)
    setting = settings.uncertainty

    def at(rho: float) -> UncertaintyResult:
        return uncertainty_of(document, problem, chosen, payments, replace(setting, rho=Decimal(str(rho))))

    stated = uncertainty_of(document, problem, chosen, payments, setting, weighting=weighting_of(document))
    others = [rho for rho in OTHER_RHO if rho != stated.rho] if stated.inputs else []
    return replace(stated, at_other_rho=tuple((rho, at(rho).npsv) for rho in others))


def _projects(plan: Plan) -> frozenset[str]:
    return frozenset(row.id for row in plan.projects if row.selected)


def _set_switch(shared: tuple[PlaceDocument, Settings, frozenset[str]], name: str, seconds: float) -> SetSwitch | None:
    document, settings, stated = shared
    remaining = _clock(seconds)

    def replan(factor: Fraction) -> frozenset[str] | None:
        if factor == 1:
            return stated
        problem = build_problem(scaled(document, [name], factor), settings)
        best = Search(problem, remaining=remaining).best()
        if not best.proven:
            raise TimeoutError
        if best.found is None:
            return None
        return frozenset(problem.modes[position].project for position in best.found.chosen)

    try:
        return set_switch(replan)
    except TimeoutError:
        return None


def _clock(seconds: float) -> Callable[[], float]:
    until = time.monotonic() + seconds
    return lambda: until - time.monotonic()
