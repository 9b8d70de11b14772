"""The place document: one typed, immutable description of a place at a moment.

A file parses into it, a plan is computed from it, and every report is drawn from it and the plan. These
dataclasses, with those of the slices, are the one definition: exchange derives reader, JSON Schema and Excel
template from them. A trailing underscore in a name (`from_`) only avoids a Python keyword; the key has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from placewide.domain.benefits.records import Benefit, OptimismBias
from placewide.domain.funding.records import Allocation, CostLine, Fund, SpendingLimit
from placewide.domain.journeys.records import Journey, Means
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.scope.records import Scenario, Scoping
from placewide.domain.shared.identifiers import Between, FreeValue, Identifier, PartialDate, Refers, Says, ShortCosts
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Strategy

OrganisationKind = Literal[
    "nhs_trust", "icb", "commissioner", "local_authority", "primary_care", "vcse", "hospice", "social_care",
    "ambulance", "academic", "supplier", "national", "other",
]  # fmt: skip
ProjectStatus = Literal["proposed", "approved", "in_delivery", "closed", "parked", "declined"]
Serves = Mapping[Annotated[Identifier, Refers("strategy.priorities")], Annotated[Decimal, Between(0)]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: str | None = None
    url: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    id: Identifier
    name: str | None = None
    currency: Literal["GBP"] = "GBP"
    first_year: Annotated[FinancialYear, Says("year 0: base year of prices and of discounting")]
    years: Annotated[int, Between(1, 30), Says("years in which money is allocated and spent")]
    appraisal_years: Annotated[
        int | None, Between(1, 125), Says("years that benefits and running costs count; default: years")
    ] = None
    inflation: Annotated[Decimal, Between(-20, 100), Says("% a year on costs")] = Decimal(0)
    vat: Annotated[Decimal, Between(0, 100), Says("% added to cost lines marked irrecoverable")] = Decimal(20)
    contingency: Annotated[Decimal, Between(0, 1000), Says("% added to every cost for funding")] = Decimal(0)
    sources: Mapping[Identifier, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    role: str | None = None
    status: str | None = None
    from_: PartialDate | None = None
    to: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    id: Identifier
    name: str | None = None
    kind: OrganisationKind | None = None
    ods: str | None = None
    ids: Annotated[Mapping[str, str], Says("other codes by scheme, such as charity, company, gss")] = field(
        default_factory=dict
    )
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    succeeded_by: Annotated[Identifier | None, Refers("organisations")] = None
    count: Annotated[int, Between(1), Says("how many bodies this row stands for")] = 1
    participation: tuple[Participation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One alternative of a project, with costs and benefits of its own."""

    id: Identifier
    name: str | None = None
    description: str | None = None
    serves: Serves | None = None
    costs: Annotated[tuple[CostLine, ...], ShortCosts()] = ()
    benefits: tuple[Benefit, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    id: Identifier
    name: str | None = None
    description: str | None = None
    status: ProjectStatus = "proposed"
    lead: Annotated[Identifier | None, Refers("organisations")] = None
    partners: tuple[Annotated[Identifier, Refers("organisations")], ...] = ()
    serves: Annotated[Serves | None, Says("score by priority; absent = 0")] = None
    ambitions: tuple[Annotated[Identifier, Refers("strategy.ambitions")], ...] = ()
    mandatory: bool = False
    requires: tuple[Annotated[Identifier, Refers("projects")], ...] = ()
    excludes: tuple[Annotated[Identifier, Refers("projects")], ...] = ()
    starts: Annotated[tuple[FinancialYear, ...] | None, Says("allowed start years; default: first year only")] = None
    costs: Annotated[tuple[CostLine, ...], ShortCosts()] = ()
    benefits: tuple[Benefit, ...] | None = None
    optimism_bias: OptimismBias | None = None
    options: tuple[Option, ...] = ()
    lifts: tuple[Lift, ...] = ()
    improves: tuple[Annotated[Identifier, Refers("journeys.flows")], ...] = ()
    improves_to: Annotated[
        Mapping[Annotated[Identifier, Refers("journeys.flows")], Means],
        Says("means after the project; default: integrated"),
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A published fact that has no other home yet."""

    id: Identifier
    about: str | None = None
    what: str | None = None
    value: FreeValue | None = None
    unit: str | None = None
    date: PartialDate | None = None
    source: Annotated[str | None, Refers("place.sources", open_ended=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """A record of a list whose slice has not defined its keys yet: kept as given."""

    id: Identifier | None = None
    values: Mapping[str, FreeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDocument:
    placewide: Annotated[int, Between(1, 1), Says("format version")] = 1
    place: PlaceDetails
    organisations: tuple[Organisation, ...] = ()
    strategy: Strategy = Strategy()
    projects: tuple[Project, ...] = ()
    funds: tuple[Fund, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    limits: tuple[SpendingLimit, ...] = ()
    maturity: tuple[Assessment, ...] = ()
    journeys: tuple[Journey, ...] = ()
    scoping: Scoping = Scoping()
    scenarios: tuple[Scenario, ...] = ()
    observations: tuple[Observation, ...] = ()
    stakeholders: tuple[OpenRecord, ...] = ()
    tensions: tuple[OpenRecord, ...] = ()
    mandates: tuple[OpenRecord, ...] = ()
    contracts: tuple[OpenRecord, ...] = ()
    bodies: tuple[OpenRecord, ...] = ()
    decision_types: tuple[OpenRecord, ...] = ()
    authorities: tuple[OpenRecord, ...] = ()
    edges: tuple[OpenRecord, ...] = ()
    meetings: tuple[OpenRecord, ...] = ()
    decisions: tuple[OpenRecord, ...] = ()
    actions: tuple[OpenRecord, ...] = ()
    milestones: tuple[OpenRecord, ...] = ()
    risks: tuple[OpenRecord, ...] = ()
    readings: tuple[OpenRecord, ...] = ()
    promises: tuple[OpenRecord, ...] = ()
    case_studies: tuple[OpenRecord, ...] = ()
