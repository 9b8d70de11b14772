"""The independent checker: every plan against every rule of the place file, in exact integers and fractions.

It shares no code with the model that makes plans, so that a mistake in one does not hide in the other.
"""

from collections.abc import Iterator

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker.accounts import account_faults, care_faults, protect_faults, value_faults
from placewide.domain.plan.checker.choice import choice_faults, chosen_modes, not_plannable_faults
from placewide.domain.plan.checker.objectives import Reading, read
from placewide.domain.plan.checker.payments import payment_faults, resolve, share_faults, use_faults
from placewide.domain.plan.result import Plan

__all__ = ["check_plan"]

GAP_SLACK = 1e-9
"""The published gap is a float; everything else is exact."""


def check_plan(document: PlaceDocument, plan: Plan) -> tuple[str, ...]:
    """Every rule that the plan breaks, in words, each beginning with the rule's name; empty = the plan is sound.

    Whether no better plan exists is not judged here: `bound` is taken at its word.
    """
    try:
        reading = read(document, plan.scenario)
    except ValueError as error:
        return (f"scenario: {error}",)
    faults = [f"place: the plan is of {plan.place}, not {document.place.id}"] if plan.place != document.place.id else []
    faults += not_plannable_faults(reading, plan)
    faults += _planned_faults(reading, plan) if plan.status in ("optimal", "feasible") else _no_plan_faults(plan)
    return tuple(faults)


def _planned_faults(reading: Reading, plan: Plan) -> Iterator[str]:
    chosen, mode_faults = chosen_modes(reading, plan)
    yield from mode_faults
    yield from choice_faults(reading, chosen)
    paid, unknown = resolve(reading, chosen, plan)
    yield from unknown
    yield from payment_faults(reading, chosen, paid)
    yield from share_faults(reading, paid, plan)
    yield from use_faults(reading, paid, plan.allocations)
    yield from value_faults(reading, chosen, paid, plan)
    yield from care_faults(reading, chosen, plan)
    yield from _bound_faults(plan)
    if plan.appraisal is None:
        yield "appraisal: the plan has none"
    else:
        yield from account_faults(reading, chosen, paid, plan.appraisal)
        yield from protect_faults(reading, plan.appraisal)


def _bound_faults(plan: Plan) -> Iterator[str]:
    objective, bound, gap = plan.objective, plan.bound, plan.gap
    if objective is None or bound is None or gap is None or not len(objective) == len(bound) == len(gap):
        yield "bound: objective, bound and gap stand side by side"
        return
    if plan.status == "optimal" and (bound != objective or any(gap)):
        yield "bound: an optimal plan’s bound is its objective, and its gap nothing"
    for value, most, part in zip(objective, bound, gap, strict=True):
        if most < value:
            yield f"bound: {most} lies below the objective {value}"
        elif value and abs(float((most - value) / abs(value)) - part) > GAP_SLACK:
            yield f"bound: the gap is (bound − objective) ÷ |objective|, not {part}"


def _no_plan_faults(plan: Plan) -> Iterator[str]:
    if (plan.objective, plan.bound, plan.gap) != (None, None, None):
        yield f"status: a plan that is {plan.status} has no objective, bound or gap"
    if plan.payments or plan.shares or any(outcome.selected for outcome in plan.projects):
        yield f"status: a plan that is {plan.status} chooses and pays nothing"
    if (plan.status == "infeasible") != (plan.conflict is not None):
        yield "conflict: an infeasible plan, and only that, names a smallest conflict"
