"""The cheapest change that brings a left-out project in with every chosen project still chosen.

Permission to share comes before lifting a rule, and that before more money; within one kind the least pence, then
the id. Options and start years of the chosen projects may move, the projects may not fall.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from placewide.domain.funding.records import FundRules, OnlyFor
from placewide.domain.plan.arcs import Arc
from placewide.domain.plan.pots import Pot
from placewide.domain.plan.problem import Problem
from placewide.domain.plan.result import CheapestChange, MoneyPart
from placewide.domain.plan.search import Found, Search
from placewide.domain.plan.variation import demanding, needed_by, only, rules_by_name, with_pots
from placewide.domain.shared.years import FinancialYear

Clock = Callable[[], float]


class ChangeFinder:
    """Finds cheapest changes for one plan: its problem and the projects that it chose."""

    def __init__(self, problem: Problem, chosen: frozenset[str], first_year: FinancialYear, remaining: Clock) -> None:
        self._problem = problem
        self._chosen = chosen
        self._first_year = first_year
        self._remaining = remaining

    def find(self, project: str) -> CheapestChange | None:
        """The cheapest change for this project; None if no single kind of change does it."""
        wanted = self._chosen | needed_by(self._problem, project)
        narrowed = demanding(only(self._problem, wanted), self._chosen | {project})
        money = self._money(narrowed)
        return self._permission(narrowed, money) or self._rule(narrowed, project) or money

    def more_money_would_do(self, project: str) -> bool:
        """Whether the project could be had at all, were there more money, with those that must be."""
        wanted = needed_by(self._problem, project) | self._problem.rules.must.keys()
        return self._money(demanding(only(self._problem, wanted), {project})) is not None

    def _money(self, problem: Problem) -> CheapestChange | None:
        richer, extra = with_extra_money(problem)
        found = self._least(richer)
        if found is None:
            return None
        parts: dict[tuple[int, str], int] = defaultdict(int)
        for position, amount in found.funding.payments.items():
            arc = richer.arcs[position]
            if arc.pot >= extra:
                parts[arc.cell[2], arc.cell[1]] += amount
        return CheapestChange(
            type="money",
            parts=tuple(
                MoneyPart(kind=kind, year=self._first_year.plus(year), extra_pence=amount)
                for (year, kind), amount in sorted(parts.items())
            ),
            extra_pence=sum(parts.values()),
        )

    def _permission(self, problem: Problem, money: CheapestChange | None) -> CheapestChange | None:
        """More permission on one allocation. It adds no more than it permits, so the shortage bounds the search."""
        if money is None or len({part.kind for part in money.parts}) != 1:
            return None
        best: CheapestChange | None = None
        for position, pot in enumerate(problem.pots):
            headroom = pot.amount - pot.shareable
            if pot.kind != money.parts[0].kind or headroom < money.extra_pence or pot.rules.may_transfer is False:
                continue
            opened = with_pots(
                problem, (replace(other, shareable=other.amount) if other is pot else other for other in problem.pots)
            )
            spared = frozenset(i for i, arc in enumerate(opened.arcs) if arc.pot == position and arc.shared)
            found = self._least(replace(opened, spared=spared))
            if found is not None:
                change = CheapestChange(
                    type="permission", allocation=pot.id, extra_pence=max(found.funding.spared - pot.shareable, 0)
                )
                if best is None or (change.extra_pence, pot.id) < (best.extra_pence, best.allocation or ""):
                    best = change
        return best

    def _rule(self, problem: Problem, project: str) -> CheapestChange | None:
        kinds = {cell[1] for cell in problem.demands_of(project)}
        for name, lift in sorted(self._lifts(problem, project, kinds)):
            if self._least(lift(problem)) is not None:
                return CheapestChange(type="rule", rule=name)
        return None

    def _lifts(
        self, problem: Problem, project: str, kinds: set[str]
    ) -> Iterator[tuple[str, Callable[[Problem], Problem]]]:
        """Rules that could matter here: lifting them changes an arc, a row or a relation of this project."""
        for name, lift in rules_by_name(problem).items():
            lifted = lift(problem)
            if lifted.rules != problem.rules or any(arc.cell[1] in kinds for arc in lifted.arcs):
                yield name, lift

    def _least(self, problem: Problem) -> Found | None:
        return Search(problem, remaining=self._remaining).least_spared()


def with_extra_money(problem: Problem) -> tuple[Problem, int]:
    """The problem with money without end for every demand, to be spared; and the position of the first such pot."""
    first = len(problem.pots)
    pots = list(problem.pots)
    arcs = list(problem.arcs)
    positions: dict[tuple[str, int], int] = {}
    for project in problem.modes_by_project:
        for cell, need in sorted(problem.demands_of(project).items()):
            key = (cell[1], cell[2])
            if key not in positions:
                positions[key] = len(pots)
                pots.append(_endless(*key))
            pot = pots[positions[key]]
            pots[positions[key]] = replace(pot, amount=pot.amount + need)
            arcs.append(Arc(positions[key], project, cell, False, None))
    extra = frozenset(range(len(problem.arcs), len(arcs)))
    return replace(problem, pots=tuple(pots), arcs=tuple(arcs), spared=extra), first


def _endless(kind: str, year: int) -> Pot:
    return Pot(
        id=f"extra {kind} {year}",
        holder="",
        fund="",
        kind=kind,
        first=year,
        last=year,
        amount=0,
        shareable=0,
        share_is_capped=True,
        own_money=False,
        awarded=False,
        only_for=OnlyFor(),
        rules=FundRules(),
        released_by=None,
    )
