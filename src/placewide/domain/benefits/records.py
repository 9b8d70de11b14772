"""Benefits and optimism bias as they stand in a place document."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from placewide.domain.shared.figures import Amount, Pence, YearlyAmounts
from placewide.domain.shared.identifiers import Between, Identifier, Refers, Says

BenefitClass = Literal["cash_releasing", "non_cash_releasing", "societal", "unmonetised"]
BiasType = Literal[
    "standard_buildings",
    "non_standard_buildings",
    "standard_civil_engineering",
    "non_standard_civil_engineering",
    "equipment_development",
    "outsourcing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A change that is measured but not, or not only, in pounds."""

    metric: str
    change: Decimal | None = None
    unit: str | None = None
    cohort: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What a project yields. Payer, bearer of the effort and beneficiary are three different organisations."""

    id: Identifier
    name: str | None = None
    organisation: Annotated[
        Identifier | None, Refers("organisations"), Says("who gains; empty: nobody in particular")
    ] = None
    effort: Annotated[Identifier | None, Refers("organisations"), Says("who does the work")] = None
    class_: BenefitClass | None = None
    amounts: Annotated[YearlyAmounts | None, Says("by year counted from the start year; negative = a dis-benefit")] = (
        None
    )
    total: Annotated[Amount | None, Says("where the profile is unknown; then not plannable")] = None
    period: str | None = None
    measure: str | None = None
    owner: str | None = None
    health: Annotated[bool, Says("a QALY benefit, discounted at the health rate")] = False
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BiasFactor:
    """A cause of overrun, its weight in the whole, and how far it is mitigated, on what evidence."""

    name: str
    weight: Annotated[Decimal, Between(0)]
    mitigated: Annotated[Decimal, Between(0, 1)] = Decimal(0)
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimismBias:
    type: BiasType | None = None
    factors: tuple[BiasFactor, ...] = ()
    benefits: Annotated[Decimal | None, Between(0, 100), Says("percentage by which benefits are reduced")] = None
    risk_cost: Annotated[
        Amount, Between(0), Says("cost of managing the risks, borne by the lead in the start year")
    ] = Pence(0)
