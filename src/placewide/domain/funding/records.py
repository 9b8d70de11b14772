"""Money as it stands in a place document: cost lines, funds, allocations and spending cover."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from placewide.domain.shared.figures import Amount, YearlyAmounts
from placewide.domain.shared.identifiers import Between, FreeValue, Identifier, KeepsOrder, PartialDate, Refers, Says
from placewide.domain.shared.years import FinancialYear

Kind = Literal["capital", "revenue"]
AllocationStatus = Literal["bid", "indicative", "announced", "awarded", "at_risk", "to_be_found", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One cost of a project, in base-year prices without VAT, by year counted from the start year."""

    id: Identifier
    name: str | None = None
    organisation: Annotated[Identifier | None, Refers("organisations"), Says("who bears it; default: the lead")] = None
    kind: Kind | None = None
    amounts: Annotated[YearlyAmounts | None, Between(0), Says("pounds a year, counted from the start year")] = None
    vat: Literal["irrecoverable", "recoverable"] = "recoverable"
    contingency: Annotated[Decimal | None, Between(0, 1000), Says("% added for funding; default: the place's")] = None
    ongoing: Annotated[bool, Says("goes on at its last amount after the list ends")] = False
    accepted_by: str | None = None
    total: Annotated[Amount | None, Between(0), Says("where the profile is unknown; then not plannable")] = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundRules:
    """Rules that come with a fund. Absent = no rule."""

    pays_at_most: Annotated[
        Decimal | None, Between(0, 1), Says("fraction of a project's funded cost of the same kind that it may pay")
    ] = None
    may_transfer: Annotated[bool | None, Says("false forbids sharing whatever the allocation says")] = None
    hurdle_bcr: Annotated[Decimal | None, Between(0), Says("lowest benefit-cost ratio that it pays for")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    id: Identifier
    name: str | None = None
    funder: str | None = None
    own_money: Annotated[bool, Says("the holder's own money; otherwise a grant passing through it")] = False
    rules: FundRules = FundRules()
    conditions: FreeValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyFor:
    """Limits on what an allocation pays for; empty = no limit; the lists combine with AND."""

    projects: tuple[Annotated[Identifier, Refers("projects")], ...] = ()
    priorities: tuple[Annotated[Identifier, Refers("strategy.priorities")], ...] = ()
    organisations: tuple[Annotated[Identifier, Refers("organisations")], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FromBenefit:
    """Money that exists only if this project is chosen and releases it."""

    project: Annotated[Identifier, Refers("projects")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    organisation: Annotated[Identifier, Refers("organisations")]
    amount: Annotated[Amount | None, Between(0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Money of one fund, kind and year that one organisation holds, with what it may be used for."""

    id: Identifier
    name: str | None = None
    holder: Annotated[Identifier | None, Refers("organisations")] = None
    fund: Annotated[Identifier | None, Refers("funds")] = None
    kind: Kind | None = None
    year: FinancialYear | None = None
    carry_forward: Annotated[bool, Says("also for the year after")] = False
    amount: Annotated[Amount | None, Between(0)] = None
    status: AllocationStatus | None = None
    may_share: Annotated[bool, Says("may pay for costs that another organisation bears")] = False
    shareable: Annotated[Amount | None, Between(0), Says("largest part that may be shared; default: all of it")] = None
    only_for: OnlyFor = OnlyFor()
    from_benefit: FromBenefit | None = None
    funders: tuple[Funder, ...] = ()
    administered_by: Annotated[Identifier | None, Refers("organisations")] = None
    jointly_held_by: tuple[Annotated[Identifier, Refers("organisations")], ...] = ()
    years: FreeValue | None = None
    conditions: FreeValue | None = None
    spend_by: PartialDate | None = None
    available_from: PartialDate | None = None
    route: Annotated[tuple[FreeValue, ...], KeepsOrder()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingLimit:
    """Spending cover: the most that the organisation may bear in costs of a kind in a year, whoever pays."""

    organisation: Annotated[Identifier, Refers("organisations")]
    kind: Kind
    year: FinancialYear
    amount: Annotated[Amount | None, Between(0)] = None
