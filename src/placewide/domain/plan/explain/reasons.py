"""Why each project is in or out, what it displaced or would displace, and what its money hangs on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.place.plannable import PLANNED
from placewide.domain.plan.explain.cheapest import ChangeFinder
from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import strategic_value
from placewide.domain.plan.problem.variation import demanding, needed_by, only, with_rules
from placewide.domain.plan.result import CheapestChange, ProjectOutcome, ReasonCode
from placewide.domain.plan.solve.funding import Payments
from placewide.domain.plan.solve.search import Found, Search
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.money import pounds


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a project is out."""

    code: ReasonCode
    reason: str
    change: CheapestChange | None = None
    price: Fraction | None = None
    displaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Instead:
    """What would fall, what would be done otherwise, and what the first objective would lose."""

    lost: tuple[str, ...]
    otherwise: tuple[str, ...]
    price: Fraction


Answered = Callable[[Callable[[Project], Verdict], Sequence[Project]], Iterable[Verdict]]


class Explainer:
    """Explains one plan. Answers come from solving the problem again with one thing changed, never from duals alone."""

    def __init__(
        self,
        document: PlaceDocument,
        settings: Settings,
        problem: Problem,
        search: Search,
        found: Found,
        payments: Payments,
        lacking: Mapping[str, tuple[str, ...]],
        remaining: Callable[[], float],
        *,
        prices: bool,
    ) -> None:
        self._document = document
        self._settings = settings
        self._problem = problem
        self._search = search
        self._found = found
        self._payments = payments
        self._lacking = lacking
        self._prices = prices
        self._remaining = remaining
        self._chosen = {problem.modes[position].project: problem.modes[position] for position in found.chosen}
        self._value = problem.goals[0].value(problem.modes, found.chosen)
        self._names = {str(project.id): project.name or str(project.id) for project in document.projects}
        self._changes = ChangeFinder(problem, frozenset(self._chosen), document.place.first_year, remaining)

    def outcomes(self, weights: Mapping[str, Fraction], answered: Answered) -> tuple[ProjectOutcome, ...]:
        """One outcome for every project of the document, in order of id.

        `answered` gives the verdict on each project left out, in order: `map` one after the other, or several
        processes at once, because no answer depends on another.
        """
        projects = sorted(self._document.projects, key=lambda project: project.id)
        outside = [project for project in projects if project.id not in self._chosen]
        verdicts = dict(zip((str(row.id) for row in outside), answered(self.verdict, outside), strict=True))
        return tuple(
            self._inside(self._chosen[project.id], weights, verdicts)
            if project.id in self._chosen
            else self._outside(project, verdicts[project.id])
            for project in projects
        )

    def _inside(self, mode: Mode, weights: Mapping[str, Fraction], verdicts: Mapping[str, Verdict]) -> ProjectOutcome:
        forced = self._problem.rules.must.get(mode.project)
        instead = tuple(sorted(out for out, verdict in verdicts.items() if mode.project in verdict.displaces))
        arcs = [self._problem.arcs[position] for position in self._payments]
        pots = [self._problem.pots[pot] for pot in sorted({arc.pot for arc in arcs if arc.project == mode.project})]
        firm = all(pot.awarded for pot in pots)
        if forced:
            reason = (
                "It is mandatory." if forced == "mandatory" else f"It was forced in.{self._force_reason(mode.project)}"
            )
        elif instead:
            reason = f"It is in the best plan, in place of {self._list(instead)}."
        else:
            reason = "It is in the best plan and stands in no other project's way."
        return ProjectOutcome(
            id=mode.project,
            selected=True,
            option=mode.option,
            start=mode.start,
            strategic_value=strategic_value(mode, weights) if mode.scored else None,
            npsv_pence=mode.value.npsv_pence,
            firm=firm,
            reason_code="forced" if forced else "chosen",
            reason=reason,
            displaces=instead,
            hangs_on=tuple(pot.id for pot in pots if firm or not pot.awarded),
        )

    def _outside(self, project: Project, verdict: Verdict) -> ProjectOutcome:
        return ProjectOutcome(
            id=project.id,
            selected=False,
            reason_code=verdict.code,
            reason=verdict.reason,
            cheapest_change=verdict.change,
            price=verdict.price,
            displaces=verdict.displaces,
        )

    def verdict(self, project: Project) -> Verdict:
        """The first reason that fits, in the order of the place file."""
        if project.status not in PLANNED:
            return Verdict("not_plannable", f"It is {project.status}, so it is not planned.")
        if project.id in self._lacking:
            return Verdict("not_plannable", f"It lacks {_and(self._lacking[project.id])}.")
        if project.id not in self._problem.modes_by_project:
            return Verdict("rule", "Every way to do it spends capital beyond the years in which there is money.")
        if not self._problem.rules.allowed.intersection(self._problem.modes_by_project[project.id]):
            return Verdict("forced_out", f"It was forced out.{self._force_reason(project.id)}")
        blocked = self._requirement_missing(project.id) or self._excluded(project.id)
        return blocked or self._by_solving(project.id)

    def _by_solving(self, project: str) -> Verdict:
        change = self._changes.find(project)
        forced_in = self._with(project)
        if forced_in is not None:
            return self._worth_less(forced_in, change)
        if self._changes.more_money_would_do(project):
            return Verdict("no_money", f"The money that may pay for it does not reach.{self._in_words(change)}", change)
        broken = self._changes.rules_in_the_way(project)
        return Verdict("rule", f"Whatever the money, it cannot be: {_and(broken)}.{self._in_words(change)}", change)

    def _with(self, project: str) -> _Instead | None:
        """What the plan would be with this project in: the best one if prices are wanted, otherwise one from here."""
        if self._prices:
            search, found = self._search, self._search.with_project(project)
        else:
            search = Search(self._near(project), remaining=self._remaining)
            found = search.maximise(search.problem.goals[0])
            if found is None:
                search = Search(demanding(self._problem, {project}), remaining=self._remaining)
                found = search.least_spared()
        if found is None:
            return None
        modes = {search.problem.modes[position].project: search.problem.modes[position] for position in found.chosen}
        value = search.problem.goals[0].value(search.problem.modes, found.chosen)
        lost = tuple(sorted(self._chosen.keys() - modes.keys()))
        otherwise = tuple(
            sorted(name for name, mode in modes.items() if name in self._chosen and mode.key != self._chosen[name].key)
        )
        return _Instead(lost, otherwise, self._value - value)

    def _near(self, project: str) -> Problem:
        """The chosen projects as they are, any of which may fall, with this one and what it needs."""
        near = only(self._problem, frozenset(self._chosen) | needed_by(self._problem, project))
        kept = {mode.key for mode in self._chosen.values()}
        allowed = frozenset(
            position
            for position in near.rules.allowed
            if near.modes[position].project not in self._chosen or near.modes[position].key in kept
        )
        return demanding(with_rules(near, replace(near.rules, allowed=allowed)), {project})

    def _worth_less(self, instead: _Instead, change: CheapestChange | None) -> Verdict:
        how = "only" if self._prices else "for instance"
        if instead.lost:
            reason = f"It could be had {how} in place of {self._list(instead.lost)}, which is worth more."
        elif instead.otherwise and instead.price:
            reason = f"It could be had {how} by doing {self._list(instead.otherwise)} in another way, worth less."
        else:
            reason = "The plan is worth as much without it, and among equals it comes second."
        price = instead.price if self._prices else None
        return Verdict("worth_less", reason + self._in_words(change), change, price, instead.lost)

    def _requirement_missing(self, project: str) -> Verdict | None:
        rules = self._problem.rules
        if project in self._problem.never:
            missing = self._problem.never[project]
            return Verdict("requires", f"It requires {self._names.get(missing, missing)}, which cannot be had.")
        for need in self._requirements(project):
            possible = rules.allowed.intersection(self._problem.modes_by_project.get(need, ()))
            if not possible or self._clash(need):
                return Verdict("requires", f"It requires {self._names[need]}, which cannot be had.")
        return None

    def _requirements(self, project: str) -> list[str]:
        needed: list[str] = []
        queue = [project]
        while queue:
            have = queue.pop()
            for one, need in self._problem.rules.requires:
                if one == have and need not in needed:
                    needed.append(need)
                    queue.append(need)
        return sorted(needed)

    def _excluded(self, project: str) -> Verdict | None:
        other = self._clash(project)
        return None if other is None else Verdict("excluded", f"{self._names[other]} must be done and excludes it.")

    def _clash(self, project: str) -> str | None:
        for one, other in self._problem.rules.excludes:
            if project in (one, other):
                rival = other if project == one else one
                if rival in self._problem.rules.must:
                    return rival
        return None

    def _force_reason(self, project: str) -> str:
        for force in self._settings.force:
            if force.project == project and force.reason:
                return f" Reason given: {force.reason}"
        return ""

    def _list(self, projects: tuple[str, ...]) -> str:
        return _and([self._names[project] for project in projects])

    def _money_of(self, allocation_id: str | None) -> str:
        """An allocation by its name, or by holder, kind and year."""
        for row in self._document.allocations:
            if row.id == allocation_id:
                holder = next(
                    (body.name for body in self._document.organisations if body.id == row.holder and body.name),
                    row.holder,
                )
                return row.name or f"the {row.kind} of {row.year} that {holder} holds"
        return str(allocation_id)

    def _in_words(self, change: CheapestChange | None) -> str:
        if change is None:
            return ""
        if change.type == "money":
            parts = [f"{pounds(part.extra_pence)} of {part.kind} in {part.year}" for part in change.parts]
            return f" {_and(parts)} more would bring it in with nothing lost."
        if change.type == "permission":
            whose = self._money_of(change.allocation)
            return f" It would come in, with nothing lost, if {whose} might share {pounds(change.extra_pence)} more."
        return f" It would come in, with nothing lost, without this rule: {change.rule}."


def _and(parts: tuple[str, ...] | list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))
