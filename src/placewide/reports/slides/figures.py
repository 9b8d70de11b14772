"""Sums that several slides show: by bearer, by organisation, by allocation. Pence throughout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.funding.records import Allocation
from placewide.domain.plan.result import AllocationUse, Share
from placewide.domain.shared.figures import pence
from placewide.numerics.rounding import round_half_up
from placewide.reports.view import View, totals

MILLION = 100_000_000
"""In pence."""
NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Counted money of one kind (or all): what there is, what the plan uses, what may and what would be shared."""

    used_pence: int = 0
    unused_pence: int = 0
    may_be_shared_pence: int = 0
    shared_pence: int = 0

    @property
    def there_is_pence(self) -> int:
        return self.used_pence + self.unused_pence


def use_of(view: View, uses: Sequence[AllocationUse]) -> Use:
    return Use(
        used_pence=sum(use.used_pence for use in uses),
        unused_pence=sum(use.unused_pence for use in uses),
        may_be_shared_pence=sum(may_be_shared(view, use) for use in uses),
        shared_pence=sum(use.shared_pence for use in uses),
    )


def may_be_shared(view: View, use: AllocationUse) -> int:
    """The part of an allocation that its holder, its fund and the scenario allow to pay others' costs."""
    pot = view.allocations.get(use.allocation)
    fund = view.funds.get(pot.fund) if pot and pot.fund else None
    if pot is None or not pot.may_share or not view.settings.shares or (fund and fund.rules.may_transfer is False):
        return 0
    amount = use.used_pence + use.unused_pence
    limit = pence(pot.shareable)
    return amount if limit is None else min(limit, amount)


def kind_of(view: View, use: AllocationUse) -> str:
    pot = view.allocations.get(use.allocation)
    return (pot.kind if pot else None) or "kind not known"


def year_of(view: View, use: AllocationUse) -> str:
    pot = view.allocations.get(use.allocation)
    return str(pot.year) if pot and pot.year else "year not known"


def paid_from_own(view: View, organisation: str) -> int:
    """Cash that the plan takes from the organisation's own money, not from grants that it holds."""
    return sum(p.amount_pence for p in view.plan.payments if _holds(view, p.allocation, organisation, own=True))


def paid_from_all(view: View, organisation: str) -> int:
    return sum(p.amount_pence for p in view.plan.payments if _holds(view, p.allocation, organisation, own=False))


def by_partner(shares: Sequence[Share], end: str) -> dict[str, int]:
    """Pence by the organisation at that end of the shares (`from_` or `to`), the largest first."""
    sums: dict[str, int] = {}
    for share in shares:
        sums[getattr(share, end)] = sums.get(getattr(share, end), 0) + share.amount_pence
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def not_awarded(view: View) -> dict[str, int]:
    """Pence that the plan takes from allocations that are not awarded, by allocation."""
    paid = totals(view.plan.payments, lambda payment: payment.allocation)
    pots = view.allocations
    return {id_: amount for id_, amount in paid.items() if id_ in pots and pots[id_].status != "awarded"}


def projects_by_pot(view: View) -> list[tuple[str, int, int]]:
    """Allocation, number of projects that it pays, pence: those that most projects draw on first."""
    paid = totals(view.plan.payments, lambda payment: payment.allocation)
    projects = {id_: {p.project for p in view.plan.payments if p.allocation == id_} for id_ in paid}
    rows = [(id_, len(projects[id_]), amount) for id_, amount in paid.items()]
    return sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))


def on_one_pot(view: View) -> list[str]:
    """Chosen projects that a single allocation pays."""
    pots = {o.id: {p.allocation for p in view.plan.payments if p.project == o.id} for o in view.in_order}
    return [project for project, paying in pots.items() if len(paying) == 1]


def thousands(pence_: int) -> str:
    """Pounds in thousands for a narrow cell, half up; something is never shown as nothing.

    >>> thousands(31_000_000), thousands(4_000), thousands(0), thousands(-31_000_000)
    ('310', '<1', '', '−310')
    """
    if pence_ == 0:
        return ""
    if 0 < pence_ < 50_000:
        return "<1"
    return f"{round_half_up(Fraction(pence_, 100_000)):,}".replace("-", "−")


def unit_of(largest_pence: int) -> tuple[str, Callable[[int], str]]:
    """One unit for a table of amounts, so that they can be compared at a glance: its name, and how it is said.

    >>> name, said = unit_of(925_000_000)
    >>> name, said(925_000_000), said(109_521_784), said(0)
    ('In £ million', '9.25', '1.10', '–')
    >>> unit_of(40_000_000)[0], unit_of(40_000_000)[1](3_000_000)
    ('In £ thousand', '30')
    """
    if largest_pence < MILLION:
        return "In £ thousand", lambda amount: thousands(amount) or NOTHING
    return "In £ million", _millions


def _millions(amount: int) -> str:
    return f"{round_half_up(Fraction(amount, 1_000_000)) / 100:.2f}" if amount else NOTHING


def _holds(view: View, allocation: str, organisation: str, *, own: bool) -> bool:
    pot: Allocation | None = view.allocations.get(allocation)
    if pot is None or pot.holder != organisation:
        return False
    fund = view.funds.get(pot.fund) if pot.fund else None
    return not own or bool(fund and fund.own_money)
