"""What sharing buys: what each coalition, each organisation and each permit adds to the place's best objective.

    v(C) = the best first objective when every allocation pays its holder's own costs as always,
           but shares pass only between members of C

Credit is the Shapley value of v − v(∅): for discussion, never a bill. What an organisation gains is something else,
and stands in the appraisal of the plan with shares. Permits are ordered by what each adds given those before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from typing import Protocol

from placewide.domain.plan.problem.arcs import Arc
from placewide.domain.plan.problem.problem import Problem, Shortage, Shortages
from placewide.domain.plan.problem.variation import with_rules
from placewide.domain.plan.result import Plan
from placewide.domain.plan.solve.search import Search
from placewide.domain.shared.findings import Finding
from placewide.numerics.games import marginals

Clock = Callable[[], float]
Coalition = int
"""A bit mask over the players."""
Arcs = int
"""A bit mask over the arcs of the problem."""
AT_ONCE = 8
"""Questions asked side by side before their answers are used to spare others."""


class Answers(Protocol):
    """Answers independent questions in order, one after the other or several at once."""

    def __call__(self, question: "Callable[[Arcs], Known]", arcs: "Sequence[Arcs]", /) -> "Iterable[Known]": ...


@dataclass(frozen=True, slots=True)
class Known:
    """What a set of shared arcs is worth, and those among them that a best plan uses."""

    worth: Fraction
    needs: Arcs
    learnt: tuple[Shortage, ...] = ()
    """What finding it out has taught about money; in the order of the questions, so that all machines learn alike."""


class Worths:
    """What sets of shared arcs are worth: each solved for once, or told by others.

    Worth never falls as arcs are added. So a best plan that uses only some arcs bounds every set that has them from
    below, every larger set bounds from above, and where both meet nothing is left to solve. All games on one problem
    share this knowledge.
    """

    def __init__(self, problem: Problem, remaining: Clock) -> None:
        self.problem = problem
        self.allow(remaining)
        self.solved = 0
        self._impossible = False
        self._known: dict[Arcs, Known] = {}
        self._shortages: Shortages = {}
        self._own: Arcs = sum(1 << position for position, arc in enumerate(problem.arcs) if not arc.shared)
        self.rules_dropped = self._drop_rules_that_nobody_keeps_alone()

    def allow(self, remaining: Clock) -> None:
        """Give later questions time of their own."""
        self.remaining = remaining

    def learn(self, arcs: Arcs, known: Known) -> None:
        """Take over an answer, whoever found it."""
        self._shortages |= dict.fromkeys(known.learnt)
        self._known[arcs] = replace(known, learnt=())

    def told(self, arcs: Arcs) -> Known | None:
        """The worth of these arcs where it is known or follows from others."""
        if arcs in self._known:
            return self._known[arcs]
        below, most = self._least(arcs), self.most(arcs)
        return below if below is not None and below.worth == most else None

    def most(self, arcs: Arcs) -> Fraction | None:
        """What these arcs cannot exceed, as far as is known."""
        return min((known.worth for other, known in self._known.items() if arcs & ~other == 0), default=None)

    def ask(self, sets: Iterable[Arcs], answers: Answers = map) -> None:
        """Know the worth of all these sets. Raises TimeoutError when there is no time left to prove one."""
        left = self._untold(sets)
        while left:
            batch = left[:AT_ONCE]
            for arcs, known in zip(batch, answers(self.solve, batch), strict=True):
                self.learn(arcs, known)
            self.solved += len(batch)
            left = self._untold(left[AT_ONCE:])

    def worth(self, arcs: Arcs) -> Fraction:
        """The worth of these arcs, exactly. Raises TimeoutError as `ask` does."""
        self.ask((arcs,))
        return self._known[arcs].worth

    def solve(self, arcs: Arcs) -> Known:
        """The worth of these arcs by a solve of its own; nothing is remembered."""
        known = self._attempt(arcs)
        if known is None:
            raise TimeoutError("There was no time to prove what a coalition is worth.")
        return known

    def uses(self, payments: Iterable[int]) -> Arcs:
        """The shared arcs among those that pay."""
        return sum(1 << position for position in payments) & ~self._own

    def _untold(self, sets: Iterable[Arcs]) -> list[Arcs]:
        left = []
        for arcs in sets:
            told = self.told(arcs)
            if told is None:
                left.append(arcs)
            else:
                self.learn(arcs, told)
        return left

    def _least(self, arcs: Arcs) -> Known | None:
        within = (known for known in self._known.values() if known.needs & ~arcs == 0)
        return max(within, key=lambda known: known.worth, default=None)

    def _attempt(self, arcs: Arcs) -> Known | None:
        usable = [position for position in range(len(self.problem.arcs)) if (arcs | self._own) >> position & 1]
        narrowed = replace(self.problem, arcs=tuple(self.problem.arcs[position] for position in usable))
        shortages = dict(self._shortages)
        search = Search(narrowed, remaining=self.remaining, shortages=shortages)
        goal, least = self.problem.goals[0], self._least(arcs)
        found = search.maximise(goal, at_least=None if least is None else least.worth + goal.step)
        self._impossible = found is None and search.last_was_proof
        learnt = tuple(shortages)[len(self._shortages) :]
        if found is None and self._impossible and least is not None:
            return replace(least, learnt=learnt)
        if found is None or not found.proven:
            return None
        if least is not None and least.worth >= found.value:
            return replace(least, learnt=learnt)
        return Known(found.value, self.uses(usable[position] for position in found.funding.payments), learnt)

    def _drop_rules_that_nobody_keeps_alone(self) -> bool:
        alone, dropped = self._attempt(0), False
        if alone is None and self._impossible:
            # What must be cannot be without shares: it is dropped for every coalition, so that all compare.
            dropped = True
            self.problem = with_rules(self.problem, replace(self.problem.rules, must={}, protect=()))
            alone = self._attempt(0)
        if alone is not None:
            self.learn(0, alone)
        return dropped


class SharingGame:
    """A game on the shares of one problem. `needed` names the players whose readiness a shared arc takes."""

    def __init__(self, worths: Worths, needed: Callable[[Arc], tuple[str, ...]]) -> None:
        self.worths = worths
        names = [needed(arc) if arc.shared else () for arc in worths.problem.arcs]
        self.players = tuple(sorted({name for some in names for name in some}))
        bits = {name: 1 << position for position, name in enumerate(self.players)}
        self._arcs: dict[Coalition, Arcs] = defaultdict(int)
        for position, some in enumerate(names):
            if some:
                self._arcs[sum(bits[name] for name in set(some))] |= 1 << position

    @property
    def everybody(self) -> Coalition:
        return (1 << len(self.players)) - 1

    def usable(self, coalition: Coalition) -> Arcs:
        """The shared arcs that the members of a coalition can use among themselves."""
        usable = 0
        for needed, arcs in self._arcs.items():
            if needed & ~coalition == 0:
                usable |= arcs
        return usable

    def worth(self, coalition: Coalition) -> Fraction:
        """v(C), exactly. Raises TimeoutError when there is no time left to prove it."""
        return self.worths.worth(self.usable(coalition))

    def distinct(self) -> tuple[Arcs, ...]:
        """Every set of arcs that some coalition can use, large coalitions first, so that they tell of the rest."""
        coalitions = sorted(range(self.everybody + 1), key=lambda coalition: (-coalition.bit_count(), coalition))
        return tuple(dict.fromkeys(map(self.usable, coalitions)))


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
    alone: Fraction = Fraction(0)
    """What everybody reaches without shares, under the rules by which coalitions are compared."""
    credit: tuple[Credit, ...] = ()
    steps: tuple[tuple[str, Fraction], ...] = ()
    exact: bool = False
    pairs: int = 0
    """Antithetic pairs of orders that were sampled; 0 where credit is exact."""
    solved: int = 0
    """Programmes that were solved for coalitions and permits."""
    findings: tuple[Finding, ...] = ()


def between_organisations(worths: Worths) -> SharingGame:
    """Players are organisations: a share takes its holder's and its receiver's readiness."""
    pots = worths.problem.pots
    return SharingGame(worths, lambda arc: (pots[arc.pot].holder, arc.cell[0]))


def between_permits(worths: Worths) -> SharingGame:
    """Players are allocations that may be shared."""
    pots = worths.problem.pots
    return SharingGame(worths, lambda arc: (pots[arc.pot].id,))


def antithetic_pair(order: Iterable[int], game: SharingGame, answers: Answers = map) -> list[Fraction]:
    """The mean of what each player adds in an order and in its reverse."""
    forward = tuple(order)
    joined = [*accumulate(1 << player for player in forward), *accumulate(1 << player for player in forward[::-1])]
    game.worths.ask(sorted({game.usable(coalition) for coalition in joined}, key=int.bit_count, reverse=True), answers)
    there = marginals(forward, game.worth)
    back = marginals(tuple(reversed(forward)), game.worth)
    return [(one + other) / 2 for one, other in zip(there, back, strict=True)]


def greedy_steps(
    game: SharingGame, carried: Mapping[str, int], answers: Answers = map
) -> Iterator[tuple[str, Fraction]]:
    """Permits in order of greedy gain, each with what it adds given those before, until nothing more is gained.

    Among equal gains (often nought, where several permits only help together) the one comes first that has `carried`
    more in the plan of everybody, in pence by permit; then the smaller id.
    """
    left = sorted(range(len(game.players)), key=lambda player: (-carried.get(game.players[player], 0), player))
    most, reached = game.worth(game.everybody), game.worth(0)
    coalition = 0
    while reached < most:
        best, worth = _next_step(game, coalition, left, most, answers)
        yield game.players[best], worth - reached
        coalition |= 1 << best
        reached = worth
        left.remove(best)


def _next_step(
    game: SharingGame, coalition: Coalition, left: Sequence[int], most: Fraction, answers: Answers
) -> tuple[int, Fraction]:
    """The permit that adds most; the first in `left` among equals. Those that cannot be it are not asked for."""
    rank = {player: -place for place, player in enumerate(left)}
    arcs = {player: game.usable(coalition | 1 << player) for player in left}
    limit = {player: _at_most(game, arcs[player], most) for player in left}
    waiting = sorted(left, key=lambda player: (-limit[player], -rank[player]))
    best = (game.worth(coalition) - 1, 0, -1)
    while waiting:
        game.worths.ask([arcs[player] for player in waiting[:AT_ONCE]], answers)
        best = max(best, *((game.worths.worth(arcs[player]), rank[player], player) for player in waiting[:AT_ONCE]))
        waiting = [player for player in waiting[AT_ONCE:] if (limit[player], rank[player]) > best[:2]]
    return best[2], best[0]


def _at_most(game: SharingGame, arcs: Arcs, most: Fraction) -> Fraction:
    told = game.worths.most(arcs)
    return most if told is None else told
