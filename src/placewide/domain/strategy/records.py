"""The strategy: priorities, partners' own weights, ambitions and endorsements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from placewide.domain.shared.identifiers import Between, FreeValue, Identifier, PartialDate, Refers, Says


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    id: Identifier
    name: str | None = None
    weight: Annotated[Decimal | None, Between(0), Says("any non-negative number; weights are normalised to sum 1")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWeights:
    """One partner's own view of the priorities: for comparison, never used unless a scenario says so."""

    organisation: Annotated[Identifier, Refers("organisations")]
    points: Mapping[Annotated[Identifier, Refers("strategy.priorities")], Annotated[Decimal, Between(0)]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    id: Identifier
    priority: Annotated[Identifier | None, Refers("strategy.priorities")] = None
    statement: str | None = None
    measure: str | None = None
    baseline: FreeValue | None = None
    target: FreeValue | None = None
    by: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    organisation: Annotated[Identifier, Refers("organisations")]
    signatory: str | None = None
    role: str | None = None
    date: PartialDate | None = None
    reservations: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    version: str | None = None
    title: str | None = None
    score_max: Annotated[Decimal, Between(1), Says("top of the scale of `serves`")] = Decimal(5)
    priorities: tuple[Priority, ...] = ()
    weights: tuple[PartnerWeights, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
