"""How a cell of a table says its amount: exact to the penny, the pound sign once in the heading."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import Project
from placewide.domain.plan.problem.modes import alternatives_of
from placewide.domain.plan.result import Payment, ProjectOutcome
from placewide.domain.shared.years import FinancialYear
from placewide.numerics.rounding import round_half_up
from placewide.reports.sentences import exact
from placewide.reports.view import View

NOTHING = "–"
Item = TypeVar("Item")


def pounds(pence: int | None) -> str:
    """Pounds and pence without the sign; nothing is a dash, unknown is said.

    >>> pounds(123_456), pounds(-5), pounds(0), pounds(None)
    ('1,234.56', '−0.05', '–', 'not known')
    """
    return NOTHING if pence == 0 else exact(pence).replace("£", "")


def drawn(pence: int) -> str:
    """A drawn amount in whole pounds with its sign, since no more digits would make it truer.

    >>> drawn(123_456)[1:], drawn(-123_450)[:1], drawn(0)[1:]
    ('1,235', '−', '0')
    """
    whole = round_half_up(Fraction(pence, 100))
    return f"{'−' if whole < 0 else ''}£{abs(whole):,}"


def points(value: Fraction | None) -> str:
    """Strategic value to a hundredth, so that a column of it lines up.

    >>> points(Fraction(7)), points(Fraction(1, 200)), points(None)
    ('7.00', '0.01', 'not known')
    """
    if value is None:
        return "not known"
    hundredths = round_half_up(value * 100)
    return f"{'−' if hundredths < 0 else ''}{abs(hundredths) // 100:,}.{abs(hundredths) % 100:02d}"


def ratio(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def words(code: str | None, unknown: str = "not known") -> str:
    """A code as words: `at_risk` is “at risk”."""
    return code.replace("_", " ") if code else unknown


def plural(number: int, one: str, more: str) -> str:
    """The verb or pronoun that goes with a number."""
    return one if number == 1 else more


def paid(view: View, wanted: Callable[[Payment], bool]) -> int:
    """Pence of the payments that are wanted."""
    return sum(payment.amount_pence for payment in view.plan.payments if wanted(payment))


def holder_of(view: View, payment: Payment) -> str | None:
    pot = view.allocations.get(payment.allocation)
    return pot.holder if pot else None


def fund_of(view: View, payment: Payment) -> str | None:
    pot = view.allocations.get(payment.allocation)
    return pot.fund if pot else None


def is_own_money(view: View, payment: Payment) -> bool:
    fund = view.funds.get(fund_of(view, payment) or "")
    return fund is not None and fund.own_money


def costs_of(project: Project, outcome: ProjectOutcome) -> tuple[CostLine, ...]:
    """The cost lines of the option that was chosen."""
    return next((each.costs for each in alternatives_of(project) if each.option_id == outcome.option), ())


def benefits_of(project: Project, outcome: ProjectOutcome) -> tuple[Benefit, ...]:
    """The benefits of the option that was chosen."""
    return next((each.benefits or () for each in alternatives_of(project) if each.option_id == outcome.option), ())


def scores_of(project: Project, outcome: ProjectOutcome) -> dict[str, Fraction]:
    """The scores by priority of the option that was chosen."""
    serves = next((each.serves or {} for each in alternatives_of(project) if each.option_id == outcome.option), {})
    return {str(priority): Fraction(score) for priority, score in serves.items()}


def span(years: Sequence[FinancialYear]) -> str:
    """From the first to the last year, or the one year that there is."""
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def once(items: Iterable[Item]) -> list[Item]:
    """Items without repetition, in the order in which they first appear."""
    return list(dict.fromkeys(items))


def involved(view: View) -> list[str]:
    """Organisations that pay, bear a cost, hold used money or gain under the plan, in the order of the place file."""
    touched = {payment.bearer for payment in view.plan.payments}
    touched |= {holder for payment in view.plan.payments if (holder := holder_of(view, payment))}
    touched |= {account.organisation for account in view.accounts if account.organisation}
    return [organisation for organisation in view.organisations if organisation in touched]
