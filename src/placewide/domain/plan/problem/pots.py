"""The money that a plan may count on: allocations under the scenario's changes, with the rules of their funds."""

from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.funding.records import Allocation, Fund, FundRules, OnlyFor
from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import allocation_lacks
from placewide.domain.plan.problem.modes import Cell, Mode
from placewide.domain.scope.records import Change
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.figures import is_ceiling, pence


@dataclass(frozen=True, slots=True)
class Pot:
    """A counted allocation. Years are counted from the first year; it pays for those from `first` to `last`."""

    id: str
    holder: str
    fund: str
    kind: str
    first: int
    last: int
    amount: int
    shareable: int
    share_is_capped: bool
    own_money: bool
    awarded: bool
    only_for: OnlyFor
    rules: FundRules
    released_by: str | None

    @property
    def fraction(self) -> Fraction | None:
        return None if self.rules.pays_at_most is None else Fraction(self.rules.pays_at_most)

    def fits(self, project: str, cell: Cell) -> bool:
        """Whether kind, year and `only_for` let it pay this demand, whoever bears it."""
        bearer, kind, year = cell
        return (
            kind == self.kind
            and self.first <= year <= self.last
            and (not self.only_for.projects or project in self.only_for.projects)
            and (not self.only_for.organisations or bearer in self.only_for.organisations)
        )

    def admits(self, mode: Mode) -> bool:
        """Whether priorities served and the hurdle let it pay for this mode."""
        wanted = self.only_for.priorities
        if wanted and not any(mode.scores.get(priority, 0) > 0 for priority in wanted):
            return False
        hurdle = self.rules.hurdle_bcr
        return hurdle is None or mode.value.passes(Fraction(hurdle))


def changed(allocation: Allocation, changes: tuple[Change, ...]) -> Allocation:
    """The allocation as the scenario has it; later changes win."""
    for change in changes:
        if change.allocation == allocation.id:
            given = {
                name: value
                for name in ("status", "amount", "year", "may_share", "shareable")
                if (value := getattr(change, name)) is not None
            }
            allocation = replace(allocation, **given)
    return allocation


def status_of(allocation: Allocation) -> str | None:
    """The status that counts: a published ceiling is announced at most, never firm."""
    if allocation.status == "awarded" and is_ceiling(allocation.amount):
        return "announced"
    return allocation.status


def is_counted(allocation: Allocation, settings: Settings) -> bool:
    """Complete, of a status that counts; money that a benefit releases also needs `at_risk` to count."""
    if allocation_lacks(allocation) or status_of(allocation) not in settings.count:
        return False
    return allocation.from_benefit is None or "at_risk" in settings.count


def pots_of(document: PlaceDocument, settings: Settings) -> tuple[Pot, ...]:
    """The counted allocations, in order of id."""
    funds = {fund.id: fund for fund in document.funds}
    allocations = sorted((changed(row, settings.change) for row in document.allocations), key=lambda row: row.id)
    return tuple(
        _pot(document, allocation, funds.get(allocation.fund) if allocation.fund else None, settings)
        for allocation in allocations
        if is_counted(allocation, settings)
    )


def _pot(document: PlaceDocument, allocation: Allocation, fund: Fund | None, settings: Settings) -> Pot:
    amount = pence(allocation.amount) or 0
    capped = pence(allocation.shareable)
    rules = fund.rules if fund else FundRules()
    may_share = settings.shares and allocation.may_share and rules.may_transfer is not False
    year = (allocation.year or document.place.first_year).start - document.place.first_year.start
    return Pot(
        id=allocation.id,
        holder=str(allocation.holder),
        fund=str(allocation.fund or ""),
        kind=str(allocation.kind),
        first=year,
        last=year + 1 if allocation.carry_forward else year,
        amount=amount,
        shareable=min(amount, amount if capped is None else capped) if may_share else 0,
        share_is_capped=capped is not None or not may_share,
        own_money=bool(fund and fund.own_money),
        awarded=status_of(allocation) == "awarded" and allocation.from_benefit is None,
        only_for=allocation.only_for,
        rules=rules,
        released_by=allocation.from_benefit.project if allocation.from_benefit else None,
    )
