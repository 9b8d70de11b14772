"""The place and its plan side by side, with what every report looks up in them: names, sums and anchors."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeVar

from placewide.domain.funding.records import Allocation, Fund
from placewide.domain.place.document import Option, Organisation, PlaceDocument, Project
from placewide.domain.plan.problem.value import weights_of
from placewide.domain.plan.result import OrganisationAccount, Payment, Plan, ProjectOutcome
from placewide.domain.scope.records import Change
from placewide.domain.scope.settings import Settings, laid_over, settings_of
from placewide.domain.shared.years import FinancialYear

AnchorKind = Literal["project", "organisation", "fund", "allocation"]
UNPLANNED = ("parked", "declined", "closed")
Key = TypeVar("Key")


@dataclass(frozen=True)
class View:
    """What a report reads. Not slotted, because sums are computed once, when they are first asked for."""

    document: PlaceDocument
    plan: Plan

    @property
    def place(self) -> str:
        return self.document.place.name or self.document.place.id

    @cached_property
    def settings(self) -> Settings:
        """The settings that the plan was made under: the place's, with the plan's scenario laid over them."""
        base = self.document.scoping
        scenarios = {str(scenario.id): scenario.scoping for scenario in self.document.scenarios}
        named = scenarios.get(self.plan.scenario) if self.plan.scenario else None
        return settings_of(laid_over(base, named) if named else base)

    @property
    def scenario_name(self) -> str | None:
        names = {scenario.id: scenario.name or scenario.id for scenario in self.document.scenarios}
        return next((name for id_, name in names.items() if id_ == self.plan.scenario), self.plan.scenario)

    @property
    def has_answer(self) -> bool:
        return self.plan.status in ("optimal", "feasible")

    @cached_property
    def years(self) -> tuple[FinancialYear, ...]:
        first = self.document.place.first_year
        return tuple(first.plus(index) for index in range(self.document.place.years))

    @cached_property
    def projects(self) -> Mapping[str, Project]:
        return {project.id: project for project in self.document.projects}

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        return {organisation.id: organisation for organisation in self.document.organisations}

    @cached_property
    def funds(self) -> Mapping[str, Fund]:
        return {fund.id: fund for fund in self.document.funds}

    @cached_property
    def allocations(self) -> Mapping[str, Allocation]:
        """Allocations as the plan saw them: with the scenario's changes."""
        changes = {change.allocation: change for change in self.settings.change}
        return {pot.id: _changed(pot, changes.get(pot.id)) for pot in self.document.allocations}

    @cached_property
    def outcomes(self) -> Mapping[str, ProjectOutcome]:
        return {outcome.id: outcome for outcome in self.plan.projects}

    @cached_property
    def chosen(self) -> tuple[ProjectOutcome, ...]:
        return tuple(outcome for outcome in self.plan.projects if outcome.selected)

    @cached_property
    def in_order(self) -> tuple[ProjectOutcome, ...]:
        """Chosen projects by strongest priority (heaviest first), then start, then after those that they require."""
        priorities = sorted(self.weights, key=lambda key: -self.weights[key])

        def place(outcome: ProjectOutcome) -> tuple[int, int, int, str]:
            strongest = self.strongest_priority(outcome)
            group = priorities.index(strongest) if strongest in priorities else len(priorities)
            start = outcome.start.start if outcome.start else 0
            return group, start, self._depth(outcome.id), self.project_name(outcome.id)

        return tuple(sorted(self.chosen, key=place))

    @cached_property
    def lacking(self) -> Mapping[str, tuple[str, ...]]:
        """Projects that cannot be planned yet, with what each lacks."""
        return {entry.project: entry.lacks for entry in self.plan.not_plannable}

    @property
    def net_benefit_pence(self) -> int | None:
        """NPSV of the plan. Where no chosen project says what it gains, nought would be a guess: None."""
        known = any(outcome.npsv_pence is not None for outcome in self.chosen)
        return self.plan.appraisal.npsv_pence if known and self.plan.appraisal else None

    @cached_property
    def left_out(self) -> tuple[ProjectOutcome, ...]:
        """Projects that could be planned and are not in the plan."""
        return tuple(o for o in self.plan.projects if not o.selected and o.reason_code != "not_plannable")

    @property
    def considered(self) -> int:
        """Every proposal, also those that were parked or declined; what is closed is no proposal any more."""
        aside = [project for project in self.set_aside if project.status != "closed"]
        return len(self.chosen) + len(self.left_out) + len(self.lacking) + len(aside)

    @cached_property
    def set_aside(self) -> tuple[Project, ...]:
        """Projects that nobody asked to plan: parked, declined or closed."""
        seen = {outcome.id for outcome in (*self.chosen, *self.left_out)} | set(self.lacking)
        return tuple(p for p in self.document.projects if p.status in UNPLANNED and p.id not in seen)

    @cached_property
    def cost_to_fund(self) -> Mapping[str, int]:
        return totals(self.plan.payments, lambda payment: payment.project)

    @property
    def funded_pence(self) -> int:
        return sum(payment.amount_pence for payment in self.plan.payments)

    @property
    def shared_pence(self) -> int:
        return sum(payment.amount_pence for payment in self.plan.payments if payment.shared)

    @property
    def counted_pence(self) -> int:
        return sum(use.used_pence + use.unused_pence for use in self.plan.allocations)

    @cached_property
    def accounts(self) -> tuple[OrganisationAccount, ...]:
        return self.plan.appraisal.by_organisation if self.plan.appraisal else ()

    @cached_property
    def losers(self) -> tuple[OrganisationAccount, ...]:
        """Organisations whose own money exceeds what they gain, the largest loss first."""
        losing = [account for account in self.accounts if account.organisation and net_gain(account) < 0]
        return tuple(sorted(losing, key=lambda account: (net_gain(account), account.organisation or "")))

    def project_name(self, id_: str) -> str:
        project = self.projects.get(id_)
        return project.name if project and project.name else id_

    def organisation_name(self, id_: str | None) -> str:
        if id_ is None:
            return "Nobody in particular"
        organisation = self.organisations.get(id_)
        return organisation.name if organisation and organisation.name else id_

    def fund_name(self, id_: str | None) -> str:
        fund = self.funds.get(id_) if id_ else None
        return fund.name if fund and fund.name else id_ or "fund not known"

    def allocation_name(self, id_: str) -> str:
        """Name, or fund, kind and year: “Frontline digitisation, capital 2026/27”."""
        pot = self.allocations.get(id_)
        if pot is None:
            return id_
        return pot.name or f"{self.fund_name(pot.fund)}, {pot.kind or 'kind not known'} {pot.year or ''}".strip()

    def priority_name(self, id_: str) -> str:
        names = {priority.id: priority.name for priority in self.document.strategy.priorities}
        return next((name for key, name in names.items() if key == id_ and name), id_)

    def option_of(self, outcome: ProjectOutcome) -> Option | None:
        project = self.projects.get(outcome.id)
        options = project.options if project else ()
        return next((option for option in options if option.id == outcome.option), None)

    def option_name(self, outcome: ProjectOutcome) -> str | None:
        option = self.option_of(outcome)
        return (option.name or option.id) if option else outcome.option

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """Weight of each priority in this plan, summing to 1 (all zero when no weight is given)."""
        return weights_of(self.document, self.settings)

    def strongest_priority(self, outcome: ProjectOutcome) -> str | None:
        """The priority to which the project adds most strategic value; the first listed among equals."""
        project, option = self.projects.get(outcome.id), self.option_of(outcome)
        serves = (option.serves if option and option.serves is not None else project.serves if project else None) or {}
        scored = {key: self.weights.get(str(key), Fraction(0)) * Fraction(score) for key, score in serves.items()}
        order = list(self.weights)
        best = [str(key) for key, value in scored.items() if value == max(scored.values()) and value > 0]
        return min(best, key=lambda key: order.index(key) if key in order else len(order), default=None)

    def anchor(self, kind: AnchorKind, id_: str | None) -> str | None:
        """The address of the record's row on the page, or None when it has none."""
        rows: Mapping[AnchorKind, Iterable[str | None]] = {
            "project": (*(outcome.id for outcome in (*self.chosen, *self.left_out)), *self.lacking),
            "organisation": (account.organisation for account in self.accounts),
            "fund": self.funds,
            "allocation": (use.allocation for use in self.plan.allocations),
        }
        return f"#{kind}-{id_}" if id_ is not None and id_ in rows[kind] else None

    def _depth(self, project: str) -> int:
        """Length of the longest chain of requirements below a project. Cycles are refused when a place is read."""
        required = self.projects[project].requires if project in self.projects else ()
        return max((1 + self._depth(id_) for id_ in required), default=0)


def totals(payments: Iterable[Payment], key: Callable[[Payment], Key]) -> dict[Key, int]:
    """Pence by key, in the order in which the keys first appear."""
    sums: dict[Key, int] = {}
    for payment in payments:
        sums[key(payment)] = sums.get(key(payment), 0) + payment.amount_pence
    return sums


def net_gain(account: OrganisationAccount) -> int:
    """Gains less own money: passing on a grant never makes its holder a loser."""
    return account.gains_pence - account.own_money_pence


def _changed(pot: Allocation, change: Change | None) -> Allocation:
    if change is None:
        return pot
    keys = ("status", "amount", "year", "may_share", "shareable")
    return replace(pot, **{key: getattr(change, key) for key in keys if getattr(change, key) is not None})
