"""The best plan again and again while only values change: money, rules and needs stay, so plans once funded stay so.

The best of the plans known so far is a floor; one solve then asks for any other plan that reaches it. Where there is
none, that plan is proven best and alone. Equals are told apart by the tuple of modes.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import Goal
from placewide.domain.plan.solve.choosing import Choosing
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.solve.model import Model
from placewide.numerics.optimise import INFINITY, Held

Clock = Callable[[], float]
Chosen = frozenset[int]
EQUALS_LISTED = 8


class Replanner:
    """One programme in the solver, and every plan that it has shown to be fundable."""

    def __init__(self, problem: Problem, remaining: Clock) -> None:
        self._problem = problem
        self._remaining = remaining
        self._model = Model(problem)
        self._engine = Choosing(self._model, problem.shortages)
        self._keys = {position: mode.key for position, mode in enumerate(problem.modes)}
        self._funded: list[Chosen] = []
        self._unfunded: dict[Chosen, None] = {}

    def best(self, goal: Goal, modes: Sequence[Mode]) -> Chosen | None:
        """The one best plan for a goal, proven; None where there is none, time ran out, or equals are many."""
        costs, scale = self._model.costs(goal)
        self._engine.set_costs(costs)
        known = [(goal.value(modes, chosen), chosen) for chosen in self._funded]
        most = max((value for value, _ in known), default=None)
        equals = [chosen for value, chosen in known if value == most]
        seen = list(equals)
        while len(equals) <= EQUALS_LISTED:
            rows = [self._other_than(chosen) for chosen in (*seen, *self._unfunded)]
            if most is not None:
                rows.append((float((most - goal.constant) * Fraction(scale)) - 0.5, INFINITY, list(costs.items())))
            self._engine.hold(rows)
            outcome = self._engine.solve(self._remaining)
            if outcome.values is None:
                proven = outcome.status == "infeasible" and equals
                return min(equals, key=self._key) if proven else None
            found = self._model.chosen(outcome.values)
            if not self._accept(found):
                continue
            seen.append(found)
            value = goal.value(modes, found)
            if most is None or value > most:
                most, equals = value, [found]
            elif value == most:
                equals.append(found)
        return None

    def _other_than(self, chosen: Chosen) -> Held:
        terms, least = self._model.differs_from(chosen)
        return least, INFINITY, terms

    def _accept(self, chosen: Chosen) -> bool:
        if fund(self._problem, chosen) is None:
            self._unfunded[chosen] = None
            return False
        self._funded.append(chosen)
        return True

    def _key(self, chosen: Chosen) -> list[tuple[str, str, int]]:
        return sorted(self._keys[position] for position in chosen)
