"""The cheapest change that brings a left-out project in with every chosen project still chosen.

Permission to share comes before lifting a rule, and that before more money; within one kind the least pence, then
the id. Options and start years of the chosen projects may move, the projects may not fall.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from placewide.domain.funding.records import FundRules, OnlyFor
from placewide.domain.plan.explain.conflict import smallest_conflict
from placewide.domain.plan.problem.arcs import Arc
from placewide.domain.plan.problem.pots import Pot
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.variation import demanding, needed_by, only, rules_by_name, with_pots
from placewide.domain.plan.result import CheapestChange, MoneyPart
from placewide.domain.plan.solve.funding import fund
from placewide.domain.plan.solve.model import HALF_PENNY, UNIT, Model
from placewide.domain.plan.solve.search import Found, Search
from placewide.domain.shared.years import FinancialYear
from placewide.numerics.optimise import INFINITY, Solver

Clock = Callable[[], float]


class ChangeFinder:
    """Finds cheapest changes for one plan: its problem and the projects that it chose."""

    def __init__(self, problem: Problem, chosen: frozenset[str], first_year: FinancialYear, remaining: Clock) -> None:
        self._problem = problem
        self._chosen = chosen
        self._first_year = first_year
        self._remaining = remaining

    def find(self, project: str) -> CheapestChange | None:
        """The cheapest change for this project; None if no single kind of change does it, or if none is needed.

        None is needed where other options or start years of the chosen projects would make room.
        """
        wanted = self._chosen | needed_by(self._problem, project)
        narrowed = demanding(only(self._problem, wanted), self._chosen | {project})
        money = self._money(narrowed)
        if money is not None and not money.extra_pence:
            return None
        return self._permission(narrowed, money) or self._rule(narrowed, project, money) or money

    def more_money_would_do(self, project: str) -> bool:
        """Whether the project could be had at all, were there more money, with those that must be."""
        wanted = needed_by(self._problem, project) | self._problem.rules.must.keys()
        return self._money(demanding(only(self._problem, wanted), {project})) is not None

    def rules_in_the_way(self, project: str) -> tuple[str, ...]:
        """A smallest set of rules and demands that keeps the project out however much money there is."""
        wanted = needed_by(self._problem, project) | self._problem.rules.must.keys()
        richer, _ = with_extra_money(demanding(only(self._problem, wanted), {project}))
        conflict = smallest_conflict(richer, self._remaining)
        return (*conflict.rules, *(f"{other} must be in" for other in conflict.projects if other != project))

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
        candidates = {
            position: replace(pot, shareable=pot.amount)
            for position, pot in enumerate(problem.pots)
            if pot.kind == money.parts[0].kind
            and pot.amount - pot.shareable >= money.extra_pence
            and pot.rules.may_transfer is not False
        }
        found = _Opening(problem, candidates).least_by_pot(self._remaining)
        changes = [
            CheapestChange(type="permission", allocation=problem.pots[position].id, extra_pence=extra)
            for position, extra in found.items()
        ]
        return min(changes, key=lambda change: (change.extra_pence, change.allocation), default=None)

    def _rule(self, problem: Problem, project: str, money: CheapestChange | None) -> CheapestChange | None:
        """One rule that could be lifted: of money of a kind that is short, or between this project and others."""
        short = {part.kind for part in money.parts} if money else {"capital", "revenue"}
        lifts = {
            name: lift
            for name, lift in sorted(rules_by_name(problem).items())
            if self._could_matter(problem, lift(problem), project, short)
        }
        if self._least(reduce(lambda lifted, lift: lift(lifted), lifts.values(), problem)) is None:
            return None
        for name, lift in lifts.items():
            if self._least(lift(problem)) is not None:
                return CheapestChange(type="rule", rule=name)
        return None

    def _could_matter(self, problem: Problem, lifted: Problem, project: str, short: set[str]) -> bool:
        if lifted.pots is not problem.pots:
            changed = {new.kind for new, old in zip(lifted.pots, problem.pots, strict=True) if new != old}
            return bool(changed & short)
        needed = needed_by(problem, project)
        relations = set(problem.rules.requires + problem.rules.excludes)
        lost = relations - set(lifted.rules.requires + lifted.rules.excludes)
        return not lost or any(needed & set(pair) for pair in lost)

    def _least(self, problem: Problem) -> Found | None:
        return Search(problem, remaining=self._remaining).least_spared()


class _Opening:
    """One programme in which every candidate pot could share all it holds; one at a time is let do so."""

    def __init__(self, problem: Problem, candidates: dict[int, Pot]) -> None:
        self._problem = problem
        self._candidates = candidates
        opened = with_pots(problem, (candidates.get(i, pot) for i, pot in enumerate(problem.pots)))
        self._model = Model(opened)
        self._solver = Solver(self._model.programme)
        for position in candidates:
            self._allow(position, problem.pots[position].shareable)

    def least_by_pot(self, remaining: Clock) -> dict[int, int]:
        """For each pot that alone could do it, the least extra pence that it would have to be allowed to share."""
        found: dict[int, int] = {}
        for position, pot in self._candidates.items():
            if position not in self._model.share_rows:
                continue
            self._allow(position, pot.amount)
            self._solver.set_costs(dict.fromkeys(self._model.share_columns(position), -1.0))
            outcome = self._solver.solve(seconds=remaining())
            self._allow(position, self._problem.pots[position].shareable)
            if outcome.values is not None:
                extra = self._exactly(position, self._model.chosen(outcome.values), remaining)
                if extra is not None:
                    found[position] = extra
        return found

    def _allow(self, position: int, pence: int) -> None:
        if position in self._model.share_rows:
            self._solver.set_row_bounds(self._model.share_rows[position], -INFINITY, (pence + HALF_PENNY) / UNIT)

    def _exactly(self, position: int, chosen: frozenset[int], remaining: Clock) -> int | None:
        """In whole pence; where the proposal does not hold exactly, the search for modes that do is made anew."""
        pots = (
            self._candidates[position] if index == position else pot for index, pot in enumerate(self._problem.pots)
        )
        opened = with_pots(self._problem, pots)
        spared = frozenset(index for index, arc in enumerate(opened.arcs) if arc.pot == position and arc.shared)
        opened = replace(opened, spared=spared)
        funding = fund(opened, chosen)
        if funding is None:
            found = Search(opened, remaining=remaining).least_spared()
            funding = found.funding if found else None
        return None if funding is None else max(funding.spared - self._problem.pots[position].shareable, 0)


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
