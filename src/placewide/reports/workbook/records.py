"""Rows of the workbook as exact figures in pence: costs, payments and benefits of the chosen projects."""

from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.plan.problem.costs import YearCost
from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.pots import Pot
from placewide.domain.plan.result import Payment

LineYear = tuple[str, str, int]
"""Project, cost line and year: what a payment pays for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFact:
    """One cost line of a chosen project in one year; present value before bias, and the bias on it, in pence."""

    mode: Mode
    line: CostLine
    cost: YearCost
    before: Fraction
    uplift: Fraction

    @property
    def key(self) -> LineYear:
        return (self.mode.project, self.cost.line, self.cost.year)

    @property
    def demand(self) -> tuple[str, str, str, int]:
        return (self.mode.project, self.cost.bearer, self.cost.kind, self.cost.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """One payment of the plan, the pot behind it, and the present value of the cost that it bears."""

    payment: Payment
    pot: Pot | None
    year: int
    value: Fraction

    @property
    def nature(self) -> str:
        return "own" if self.pot and self.pot.own_money else "grant"

    @property
    def holder(self) -> str | None:
        return self.pot.holder if self.pot else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFact:
    """One monetised benefit of a chosen project in one year: pence, discount factor, what bias takes, present value."""

    mode: Mode
    benefit: Benefit
    year: int
    amount: int
    factor: Fraction
    cut: Fraction

    @property
    def value(self) -> Fraction:
        return self.amount * self.factor * (1 - self.cut)
