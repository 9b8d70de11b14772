"""What sharing buys: what each coalition, each organisation and each permit adds to the place's best objective.

    v(C) = the best first objective when every allocation pays its holder's own costs as always,
           but shares pass only between members of C

Credit is the Shapley value of v − v(∅): for discussion, never a bill. What an organisation gains is something else,
and stands in the appraisal of the plan with shares. Permits are ordered by what each adds given those before.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.plan.arcs import Arc
from placewide.domain.plan.problem import Problem
from placewide.domain.plan.result import Plan
from placewide.domain.plan.search import Search
from placewide.domain.plan.variation import with_rules
from placewide.domain.shared.findings import Finding
from placewide.numerics.games import marginals

Clock = Callable[[], float]
Coalition = int
"""A bit mask over the players."""


@dataclass(frozen=True, slots=True)
class Known:
    """The worth of a coalition, and the members whom a best plan needs for it."""

    worth: Fraction
    needs: Coalition


class SharingGame:
    """A game on the shares of one problem. `needed` names the players whose readiness a shared arc takes.

    Worths that other coalitions already tell are not solved for again: v is monotone, so a plan that needs only
    members bounds a coalition from below, and any larger coalition bounds it from above.
    """

    def __init__(self, problem: Problem, needed: Callable[[Arc], tuple[str, ...]], remaining: Clock) -> None:
        self._remaining = remaining
        self._problem = problem
        names = [needed(arc) if arc.shared else () for arc in problem.arcs]
        self.players = tuple(sorted({name for some in names for name in some}))
        bits = {name: 1 << position for position, name in enumerate(self.players)}
        self._of_arc = [sum(bits[name] for name in set(some)) for some in names]
        self._known: dict[Coalition, Known] = {}
        self.solved = 0
        self.rules_dropped = self._drop_rules_that_nobody_keeps_alone()

    def allow(self, remaining: Clock) -> None:
        """Give later questions time of their own."""
        self._remaining = remaining

    @property
    def everybody(self) -> Coalition:
        return (1 << len(self.players)) - 1

    def worth(self, coalition: Coalition) -> Fraction:
        """v(C), exactly. Raises TimeoutError when there is no time left to prove it."""
        members = self.effective(coalition)
        if members not in self._known:
            self._known[members] = self.find(members)
        return self._known[members].worth

    def find(self, members: Coalition) -> Known:
        """What an effective coalition is worth, told by others or solved for. Raises TimeoutError as `worth` does."""
        known = self._told(members) or self._solve(members)
        if known is None:
            raise TimeoutError("There was no time to prove what a coalition is worth.")
        return known

    def untold(self, coalitions: Iterable[Coalition]) -> list[Coalition]:
        """Those effective coalitions that what is known so far does not tell; the others are noted."""
        left = []
        for members in coalitions:
            told = self._known.get(members) or self._told(members)
            if told is None:
                left.append(members)
            else:
                self._known[members] = told
        return left

    def effective(self, coalition: Coalition) -> Coalition:
        """The members who could take part in some share between members; the others make no difference."""
        members = 0
        for needed in set(self._of_arc):
            if needed & ~coalition == 0:
                members |= needed
        return members

    def distinct(self) -> tuple[Coalition, ...]:
        """One coalition for each set of usable shares, larger ones first, so that they tell most about the rest."""
        found = {self.effective(coalition) for coalition in range(self.everybody + 1)}
        return tuple(sorted(found, key=lambda coalition: (-coalition.bit_count(), coalition)))

    def learn(self, known: Mapping[Coalition, Known]) -> None:
        """Take over what other processes found."""
        self._known.update(known)
        self.solved += len(known)

    def _told(self, coalition: Coalition) -> Known | None:
        below: Known | None = None
        above: Fraction | None = None
        for other, known in self._known.items():
            if known.needs & ~coalition == 0 and (below is None or known.worth > below.worth):
                below = known
            if coalition & ~other == 0 and (above is None or known.worth < above):
                above = known.worth
        return below if below is not None and below.worth == above else None

    def _solve(self, coalition: Coalition) -> Known | None:
        self.solved += 1
        usable = [position for position, needed in enumerate(self._of_arc) if needed & ~coalition == 0]
        narrowed = replace(self._problem, arcs=tuple(self._problem.arcs[position] for position in usable))
        found = Search(narrowed, remaining=self._remaining).maximise(self._problem.goals[0])
        if found is None or not found.proven:
            return None
        needs = 0
        for position in found.funding.payments:
            needs |= self._of_arc[usable[position]]
        return Known(found.value, needs)

    def _drop_rules_that_nobody_keeps_alone(self) -> bool:
        alone, dropped = self._solve(0), False
        if alone is None:
            # What must be cannot be without shares: it is dropped for every coalition, so that all compare.
            dropped = True
            self._problem = with_rules(self._problem, replace(self._problem.rules, must={}, protect=()))
            alone = self._solve(0)
        if alone is not None:
            self._known[0] = alone
        return dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How much of the gain would not be there without an organisation's readiness to give or to receive.

    Exact where `standard_error` is nought; otherwise the mean of sampled orders with half its 95 % interval.
    """

    organisation: str
    shapley: Fraction
    standard_error: float = 0.0
    half_width: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingResult:
    """What sharing buys: both plans, the gain in the first objective, credit, and what each permit adds."""

    without: Plan
    with_: Plan
    gain: Fraction | None
    credit: tuple[Credit, ...] = ()
    steps: tuple[tuple[str, Fraction], ...] = ()
    exact: bool = False
    pairs: int = 0
    """Antithetic pairs of orders that were sampled; 0 where credit is exact."""
    findings: tuple[Finding, ...] = ()


def between_organisations(problem: Problem, remaining: Clock) -> SharingGame:
    """Players are organisations: a share takes its holder's and its receiver's readiness."""
    return SharingGame(problem, lambda arc: (problem.pots[arc.pot].holder, arc.cell[0]), remaining)


def between_permits(problem: Problem, remaining: Clock) -> SharingGame:
    """Players are allocations that may be shared."""
    return SharingGame(problem, lambda arc: (problem.pots[arc.pot].id,), remaining)


def antithetic_pair(order: Iterable[int], game: SharingGame) -> list[Fraction]:
    """The mean of what each player adds in an order and in its reverse."""
    forward = tuple(order)
    there = marginals(forward, game.worth)
    back = marginals(tuple(reversed(forward)), game.worth)
    return [(one + other) / 2 for one, other in zip(there, back, strict=True)]


def greedy_steps(game: SharingGame) -> tuple[tuple[str, Fraction], ...]:
    """Permits in order of greedy gain, each with what it adds given those before, until nothing more is gained.

    Among equal gains (often nought, where several permits only help together) the one comes first whose loss would
    cost most when all others stand; then the smaller id.
    """
    most = game.worth(game.everybody)
    loss = [most - game.worth(game.everybody & ~(1 << player)) for player in range(len(game.players))]
    steps: list[tuple[str, Fraction]] = []
    coalition = 0
    reached = game.worth(0)
    while reached < most:
        left = [player for player in range(len(game.players)) if not coalition >> player & 1]
        gains = {player: game.worth(coalition | 1 << player) - reached for player in left}
        best = max(left, key=lambda player: (gains[player], loss[player], -player))
        steps.append((game.players[best], gains[best]))
        coalition |= 1 << best
        reached += gains[best]
    return tuple(steps)
