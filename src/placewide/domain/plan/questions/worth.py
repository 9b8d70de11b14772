"""What the next pounds of an allocation are worth: true differences of the true problem.

    worth(f, e) = v(the place with e more in f) − v(the place),   v the best first objective

More money raises what may be shared only where the allocation sets no limit of its own. Worth is never negative,
because more money takes no plan away, and never falls as e grows; both save solves, as do the proofs in `Needless`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.pots import Pot, pots_of
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.variation import with_pots
from placewide.domain.plan.result import Plan, Worth
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.solve.search import Search
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.figures import Amount, Figure, Pence

Clock = Callable[[], float]
EXTRAS = (1_000_000, 10_000_000)
"""£10,000 and £100,000, in pence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthQuestion:
    """One place and its best first objective; what an allocation is worth is asked of it for each."""

    document: PlaceDocument
    settings: Settings
    problem: Problem
    value: Fraction
    extras: tuple[int, ...] = EXTRAS


def worth_of(question: WorthQuestion, allocation: str, remaining: Clock) -> tuple[Worth, ...] | None:
    """The worth of each extra amount, exactly; None where there was no time to prove it, or it is not counted."""
    ids = [pot.id for pot in question.problem.pots]
    if allocation not in ids:
        return None
    position = ids.index(allocation)
    gains: dict[int, Fraction] = {}
    upper: tuple[Fraction, frozenset[int]] | None = None
    for extra in sorted(question.extras, reverse=True):
        richer = with_more(question, position, extra)
        reached = _reached(question, richer, position, upper)
        if reached is None:
            reached = upper = _solved(question, richer, remaining)
        if reached is None:
            return None
        gains[extra] = reached[0] - question.value
    return tuple(Worth(extra_pence=extra, objective_gain=gains[extra]) for extra in question.extras)


def _reached(
    question: WorthQuestion, richer: Problem, position: int, upper: tuple[Fraction, frozenset[int]] | None
) -> tuple[Fraction, frozenset[int]] | None:
    """What is reached, where it takes no solve to know: no use for the money, or as much as with still more."""
    if is_needless(question.problem, position, richer):
        return question.value, frozenset()
    if upper is not None and (upper[0] == question.value or fund(richer, upper[1]) is not None):
        return upper
    return None


def _solved(question: WorthQuestion, richer: Problem, remaining: Clock) -> tuple[Fraction, frozenset[int]] | None:
    """The best with more money, by a solve that ends once nothing can be better than without."""
    goal = richer.goals[0]
    search = Search(richer, remaining=remaining, shortages=question.problem.shortages)
    found = search.maximise(goal, at_least=question.value + goal.step)
    if found is None:
        return (question.value, frozenset()) if search.last_was_proof else None
    return (max(found.value, question.value), found.chosen) if found.proven else None


def with_more(question: WorthQuestion, position: int, extra: int) -> Problem:
    """The problem with more money in one allocation, which then may share as the place file says."""
    document, settings = question.document, question.settings
    allocation = question.problem.pots[position].id
    richer = replace(
        document,
        allocations=tuple(
            replace(row, amount=_more(row.amount, extra)) if row.id == allocation else row
            for row in document.allocations
        ),
    )
    changes = tuple(
        replace(row, amount=_more(row.amount, extra)) if row.allocation == allocation else row
        for row in settings.change
    )
    raised: Pot = pots_of(richer, replace(settings, change=changes))[position]
    pots = question.problem.pots
    return with_pots(question.problem, (raised if index == position else pot for index, pot in enumerate(pots)))


def _more(amount: Amount | None, extra: int) -> Amount | None:
    if isinstance(amount, Figure):
        return amount if amount.value is None else replace(amount, value=Pence(amount.value + extra))
    return None if amount is None else Pence(amount + extra)


def is_needless(problem: Problem, position: int, richer: Problem) -> bool:
    """Whether the allocation holds enough already for everything that it may ever pay, so that more buys nothing.

    True only with proof: neither all it may pay, each project in its dearest mode, nor all it may share, exceeds what
    it has; and more money opens no new use.
    """
    if [arc for arc in problem.arcs if arc.pot == position] != [arc for arc in richer.arcs if arc.pot == position]:
        return False
    pot = problem.pots[position]
    every = _most_payable(problem, position, shared_only=False)
    shared = _most_payable(problem, position, shared_only=True)
    may_share_more = richer.pots[position].shareable > pot.shareable
    return every <= pot.amount and (not may_share_more or shared <= pot.shareable)


def _most_payable(problem: Problem, position: int, *, shared_only: bool) -> int:
    cells: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for arc in problem.arcs:
        if arc.pot == position and (arc.shared or not shared_only):
            cells[arc.project].add(arc.cell)
    return sum(
        max(sum(problem.modes[mode].needs.get(cell, 0) for cell in wanted) for mode in problem.modes_by_project[name])
        for name, wanted in cells.items()
    )


def alike(problem: Problem) -> tuple[tuple[str, ...], ...]:
    """Allocations of which one pound is as good as another's, so that only the first of each group is asked about.

    Same holder, fund, kind and years, the same rules, and no limit of their own on sharing.
    """
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for pot in problem.pots:
        alone = pot.id if pot.share_is_capped and (pot.shareable or not pot.amount) else None
        shares = None if pot.share_is_capped else True
        key = (
            alone, shares, pot.holder, pot.fund, pot.kind, pot.first, pot.last, pot.own_money, pot.only_for, pot.rules,
            pot.released_by,
        )  # fmt: skip
        groups[key].append(pot.id)
    return tuple(tuple(group) for group in groups.values())


def worths(
    question: WorthQuestion,
    ask: Callable[[Sequence[str]], Sequence[tuple[Worth, ...] | None]],
) -> dict[str, tuple[Worth, ...] | None]:
    """The worth of every counted allocation. `ask` answers for a list of allocations, in order."""
    groups = alike(question.problem)
    answers = ask([group[0] for group in groups])
    return {name: answer for group, answer in zip(groups, answers, strict=True) for name in group}


def with_worth(plan: Plan, found: Mapping[str, tuple[Worth, ...] | None]) -> Plan:
    """The plan with the worth of its allocations written beside their use."""
    return replace(plan, allocations=tuple(replace(row, worth=found.get(row.allocation)) for row in plan.allocations))
