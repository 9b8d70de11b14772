"""What hangs on which pot: what falls when a pot is cut by a fifth, comes a year late, or is lost.

The plan's modes stay as they are; the best fundable subset of them is found, and nothing new enters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from placewide.domain.plan.problem.arcs import arcs_between
from placewide.domain.plan.problem.pots import Pot
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.variation import only, with_pots, with_rules
from placewide.domain.plan.solve.search import Search

Event = Literal["cut", "late", "lost"]
CUT = Fraction(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class StressEvent:
    """One thing that may happen to an allocation, the projects that fall, and what the first objective loses."""

    allocation: str
    event: Event
    falls: tuple[str, ...]
    objective_loss: Fraction


def stress(
    problem: Problem, chosen: frozenset[int], used: frozenset[str], remaining: Callable[[], float]
) -> tuple[StressEvent, ...]:
    """Every event for every allocation that the plan uses, in order of allocation."""
    plan = _fixed(problem, chosen)
    value = plan.goals[0].value(plan.modes, frozenset(range(len(plan.modes))))
    events = []
    for position, pot in enumerate(plan.pots):
        if pot.id not in used:
            continue
        for event, changed in _events(pot, problem.years):
            pots = (changed if index == position else other for index, other in enumerate(plan.pots))
            hit = with_pots(plan, [other for other in pots if other is not None])
            best = Search(hit, remaining=remaining).best()
            left = best.found.chosen if best.found else frozenset()
            events.append(
                StressEvent(
                    allocation=pot.id,
                    event=event,
                    falls=tuple(sorted(mode.project for index, mode in enumerate(hit.modes) if index not in left)),
                    objective_loss=value - plan.goals[0].value(plan.modes, left),
                )
            )
    return tuple(events)


def _fixed(problem: Problem, chosen: frozenset[int]) -> Problem:
    """Only the plan's modes, any of which may fall."""
    modes = {problem.modes[position].key for position in chosen}
    narrowed = only(problem, {problem.modes[position].project for position in chosen})
    allowed = frozenset(position for position, mode in enumerate(narrowed.modes) if mode.key in modes)
    keep = with_rules(narrowed, replace(narrowed.rules, must={}, allowed=allowed))
    return _of_modes(keep, allowed)


def _of_modes(problem: Problem, kept: frozenset[int]) -> Problem:
    """The same problem with these modes alone; which pot may pay them is asked anew, as their positions change."""
    order = sorted(kept)
    modes = tuple(problem.modes[position] for position in order)
    return replace(
        problem,
        modes=modes,
        arcs=arcs_between(modes, problem.pots, problem.sharing),
        rules=replace(problem.rules, allowed=frozenset(range(len(order)))),
        goals=tuple(
            replace(goal, of_modes=tuple(goal.of_modes[position] for position in order)) for goal in problem.goals
        ),
    )


def _events(pot: Pot, years: int) -> Iterator[tuple[Event, Pot | None]]:
    amount = pot.amount - int(pot.amount * CUT)
    yield "cut", replace(pot, amount=amount, shareable=min(pot.shareable, amount))
    late = replace(pot, first=pot.first + 1, last=pot.last + 1)
    yield "late", late if late.first < years else None
    yield "lost", None
