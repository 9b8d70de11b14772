"""A plan that was made before, in terms of its problem again: which modes it chose, and what each pot pays."""

from collections import defaultdict

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.result import Plan
from placewide.domain.plan.solve.funding import Payments


def chosen_in(problem: Problem, plan: Plan) -> frozenset[int]:
    """Positions of the modes that the plan chose. Raises ValueError where the plan is of another problem."""
    wanted = {(row.id, row.option, row.start) for row in plan.projects if row.selected}
    found = {
        (mode.project, mode.option, mode.start): position
        for position, mode in enumerate(problem.modes)
        if (mode.project, mode.option, mode.start) in wanted
    }
    if len(found) < len(wanted):
        raise ValueError("The plan chose what this place does not have.")
    return frozenset(found.values())


def payments_in(document: PlaceDocument, problem: Problem, plan: Plan) -> Payments:
    """Pence by arc: the plan's payments, summed over the lines of a demand. Raises ValueError as `chosen_in`."""
    arcs = {(problem.pots[arc.pot].id, arc.project, arc.cell): position for position, arc in enumerate(problem.arcs)}
    first = document.place.first_year.start
    paid: dict[int, int] = defaultdict(int)
    for row in plan.payments:
        arc = arcs.get((row.allocation, row.project, (row.bearer, row.kind, row.year.start - first)))
        if arc is None:
            raise ValueError("The plan pays what this place does not allow.")
        paid[arc] += row.amount_pence
    return dict(paid)
