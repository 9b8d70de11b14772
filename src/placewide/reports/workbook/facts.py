"""What the workbook's formulas start from, and what they come to: exact figures of the chosen projects in pence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from placewide.domain.benefits.parameters import (
    HEALTH_DISCOUNTING,
    STANDARD_DISCOUNTING,
    DiscountSchedule,
    in_force,
)
from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.problem.modes import Alternative, Mode, alternatives_of, modes_of
from placewide.domain.plan.problem.pots import Pot, pots_of
from placewide.domain.plan.problem.present_values import factors
from placewide.domain.plan.result import Plan
from placewide.domain.shared.figures import pence
from placewide.domain.shared.years import FinancialYear
from placewide.reports.view import View
from placewide.reports.workbook.records import BenefitFact, CostFact, LineYear, PaymentFact
from placewide.reports.workbook.split import SplitFact, benefits_by_part, costs_by_part, splits_of


@dataclass(frozen=True)
class Facts:
    """Exact figures behind the sheets. Not slotted, because each is computed once, when it is first asked for."""

    document: PlaceDocument
    plan: Plan

    @cached_property
    def view(self) -> View:
        return View(self.document, self.plan)

    @property
    def first(self) -> FinancialYear:
        return self.document.place.first_year

    @property
    def horizon(self) -> int:
        return self.document.place.years

    @property
    def appraised(self) -> int:
        return self.document.place.appraisal_years or self.horizon

    @property
    def years(self) -> int:
        """Years for which there is a factor."""
        return max(self.appraised, self.horizon)

    @cached_property
    def modes(self) -> tuple[Mode, ...]:
        """The chosen projects, each in the option and start year of the plan, in the plan's order."""
        chosen = []
        for outcome in self.view.chosen:
            modes = modes_of(self.document, self.view.projects[outcome.id], frozenset())
            chosen += [mode for mode in modes if (mode.option, mode.start) == (outcome.option, outcome.start)]
        return tuple(chosen)

    @cached_property
    def counted(self) -> frozenset[str]:
        """Chosen projects whose benefits are known; the others stand in no present value of the place."""
        return frozenset(mode.project for mode in self.modes if mode.value.npsv_pence is not None)

    def project(self, mode: Mode) -> Project:
        return self.view.projects[mode.project]

    @cached_property
    def pots(self) -> Mapping[str, Pot]:
        return {pot.id: pot for pot in pots_of(self.document, self.view.settings)}

    @cached_property
    def standard(self) -> tuple[Fraction, ...]:
        return factors("standard", self.years, self.first.start)

    @cached_property
    def health(self) -> tuple[Fraction, ...]:
        return factors("health", self.years, self.first.start)

    @cached_property
    def standard_schedule(self) -> DiscountSchedule:
        return _in_force(STANDARD_DISCOUNTING, self.first)

    @cached_property
    def health_schedule(self) -> DiscountSchedule:
        return _in_force(HEALTH_DISCOUNTING, self.first)

    @cached_property
    def costs(self) -> tuple[CostFact, ...]:
        found = []
        for mode in self.modes:
            lines: dict[str, CostLine] = {line.id: line for line in _alternative(self.project(mode), mode).costs}
            for cost in mode.costs:
                before = self.standard[cost.year] * cost.base
                uplift = before * mode.bias.on(cost.kind)
                found.append(CostFact(mode=mode, line=lines[cost.line], cost=cost, before=before, uplift=uplift))
        return tuple(found)

    @cached_property
    def line_names(self) -> Mapping[tuple[str, str], str | None]:
        """Names of cost lines by project and line."""
        return {(fact.mode.project, fact.cost.line): fact.line.name for fact in self.costs}

    @cached_property
    def paid(self) -> Mapping[LineYear, int]:
        """Pence paid for each cost line in each year."""
        sums: dict[LineYear, int] = defaultdict(int)
        for fact in self.payments:
            sums[fact.payment.project, fact.payment.line, fact.year] += fact.payment.amount_pence
        return sums

    @cached_property
    def payments(self) -> tuple[PaymentFact, ...]:
        """A payment bears the part of its demand's present value that it pays of its cash, whatever the line."""
        values: dict[tuple[str, str, str, int], Fraction] = defaultdict(Fraction)
        needs: dict[tuple[str, str, str, int], int] = defaultdict(int)
        for fact in self.costs:
            values[fact.demand] += fact.before + fact.uplift
            needs[fact.demand] += fact.cost.need
        found = []
        for payment in self.plan.payments:
            year = payment.year.start - self.first.start
            demand = (payment.project, payment.bearer, payment.kind, year)
            need = needs.get(demand, 0)
            value = values[demand] * payment.amount_pence / need if need else Fraction(0)
            pot = self.pots.get(payment.allocation)
            found.append(PaymentFact(payment=payment, pot=pot, year=year, value=value))
        return tuple(found)

    @cached_property
    def benefits(self) -> tuple[BenefitFact, ...]:
        """Benefits in pounds of the projects that stand in the totals."""
        return tuple(
            fact
            for mode in self.modes
            if mode.project in self.counted
            for benefit in _alternative(self.project(mode), mode).benefits or ()
            if benefit.class_ != "unmonetised"
            for fact in self._by_year(mode, benefit)
        )

    @cached_property
    def unmonetised(self) -> tuple[tuple[Mode, Benefit], ...]:
        return tuple(
            (mode, benefit)
            for mode in self.modes
            for benefit in _alternative(self.project(mode), mode).benefits or ()
            if benefit.class_ == "unmonetised"
        )

    @cached_property
    def splits(self) -> tuple[SplitFact, ...]:
        """Every organisation's part of every project that stands in the totals, in whole pence."""
        counted = [mode for mode in self.modes if mode.project in self.counted]
        paid = costs_by_part(self.modes, self.costs, self.payments, self.horizon)
        return splits_of(counted, paid, benefits_by_part(self.benefits))

    def _by_year(self, mode: Mode, benefit: Benefit) -> list[BenefitFact]:
        offset = mode.start.start - self.first.start
        discount = self.health if benefit.health else self.standard
        found = []
        for step, given in enumerate((benefit.amounts or ())[: max(self.appraised - offset, 0)]):
            if amount := pence(given):
                year = offset + step
                cut = mode.bias.benefits if amount > 0 else Fraction(0)
                found.append(
                    BenefitFact(
                        mode=mode, benefit=benefit, year=year, amount=amount, factor=discount[year], cut=cut
                    )
                )  # fmt: skip
        return found


def _alternative(project: Project, mode: Mode) -> Alternative:
    return next(each for each in alternatives_of(project) if each.option_id == mode.option)


def _in_force(tables: tuple[DiscountSchedule, ...], first: FinancialYear) -> DiscountSchedule:
    # A base year before the first table is appraised with the oldest rates that there are, as present values are.
    return in_force(tables, max(f"{first.start}-04-01", f"{tables[0].valid_from}-01-01"))
