"""The best plan again and again while only values change: money, rules and needs stay, so plans once funded stay so.

The best of the plans known so far is a floor; one solve then asks for any other plan that reaches it. Where there is
none, that plan is proven best and alone. Equals are told apart by the tuple of modes.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import Goal
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.solve.model import Model
from placewide.numerics.optimise import INFINITY, Solver

Clock = Callable[[], float]
Chosen = frozenset[int]
EQUALS_LISTED = 8


class Replanner:
    """One programme in the solver, and every plan that it has shown to be fundable."""

    def __init__(self, problem: Problem, remaining: Clock) -> None:
        self._problem = problem
        self._remaining = remaining
        self._model = Model(problem)
        self._solver = Solver(self._model.programme)
        self._keys = {position: mode.key for position, mode in enumerate(problem.modes)}
        self._funded: list[Chosen] = []
        self._unfunded: set[Chosen] = set()
        self._own_rows = len(self._model.programme.row_lower)

    def best(self, goal: Goal, modes: Sequence[Mode]) -> Chosen | None:
        """The one best plan for a goal, proven; None where there is none, time ran out, or equals are many."""
        costs, scale = self._model.costs(goal)
        self._solver.set_costs(costs)
        known = [(goal.value(modes, chosen), chosen) for chosen in self._funded]
        most = max((value for value, _ in known), default=None)
        equals = [chosen for value, chosen in known if value == most]
        seen = set(equals)
        while len(equals) <= EQUALS_LISTED:
            self._solver.remove_rows_from(self._own_rows)
            for chosen in seen | self._unfunded:
                terms, least = self._model.differs_from(chosen)
                self._solver.add_row(least, INFINITY, terms)
            if most is not None:
                floor = float((most - goal.constant) * Fraction(scale)) - 0.5
                self._solver.add_row(floor, INFINITY, list(costs.items()))
            outcome = self._solver.solve(seconds=self._remaining())
            if outcome.values is None:
                proven = outcome.status == "infeasible" and equals
                return min(equals, key=self._key) if proven else None
            found = self._model.chosen(outcome.values)
            if not self._accept(found):
                continue
            seen.add(found)
            value = goal.value(modes, found)
            if most is None or value > most:
                most, equals = value, [found]
            elif value == most:
                equals.append(found)
        return None

    def _accept(self, chosen: Chosen) -> bool:
        if fund(self._problem, chosen) is None:
            self._unfunded.add(chosen)
            return False
        self._funded.append(chosen)
        return True

    def _key(self, chosen: Chosen) -> list[tuple[str, str, int]]:
        return sorted(self._keys[position] for position in chosen)
