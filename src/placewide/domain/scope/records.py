"""How a plan is to be made: objective, money counted, overrides, and named scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from placewide.domain.shared.figures import Amount
from placewide.domain.shared.identifiers import Between, Identifier, KeepsOrder, Refers, Says
from placewide.domain.shared.years import FinancialYear

ObjectiveName = Literal["strategic_value", "npsv", "levelling"]
Blend = Mapping[ObjectiveName, Annotated[Decimal, Between(0)]]
Objective = ObjectiveName | Blend
Status = Literal["bid", "indicative", "announced", "awarded", "at_risk", "to_be_found", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """An override: this project is in, or out, whatever the optimum says, with a reason."""

    project: Annotated[Identifier, Refers("projects")]
    in_: bool
    option: Identifier | None = None
    start: FinancialYear | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protect:
    """Gains less own money of this organisation, over the appraisal, must not fall below the floor."""

    organisation: Annotated[Identifier, Refers("organisations")]
    min_net_gain: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What if this allocation were different? Keys that are absent stay as they are."""

    allocation: Annotated[Identifier, Refers("allocations")]
    status: Status | None = None
    amount: Annotated[Amount | None, Between(0)] = None
    year: FinancialYear | None = None
    may_share: bool | None = None
    shareable: Annotated[Amount | None, Between(0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRules:
    exclude_needs_advice: Annotated[bool, Says("leave out shares whose legal route needs advice")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    seconds: Annotated[Decimal, Between(0)] = Decimal(60)
    gap: Annotated[Decimal, Between(0)] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    shape: Literal["triangular", "pert", "log_normal"] = "pert"
    rho: Annotated[Decimal, Between(0, 1)] = Decimal("0.3")
    draws: Annotated[int, Between(2)] = 100_000
    seed: Annotated[int, Between(0)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoping:
    """Every key may be absent: a scenario replaces only those that it gives. `scope.settings` has the defaults."""

    objective: Annotated[Objective | tuple[Objective, ...] | None, KeepsOrder(), Says("default: strategic_value")] = (
        None
    )
    count: Annotated[tuple[Status, ...] | None, Says("statuses whose money may be planned with; default: awarded")] = (
        None
    )
    force: tuple[Force, ...] | None = None
    protect: tuple[Protect, ...] | None = None
    weights: Annotated[
        Annotated[Identifier, Refers("organisations")]
        | Mapping[Annotated[Identifier, Refers("strategy.priorities")], Annotated[Decimal, Between(0)]]
        | None,
        Says("a partner's id: plan with its own points; or weights by priority"),
    ] = None
    shares: Annotated[bool | None, Says("false: nobody shares")] = None
    change: tuple[Change, ...] | None = None
    routes: RouteRules | None = None
    stop: Stop | None = None
    uncertainty: Uncertainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    id: Identifier
    name: str | None = None
    scoping: Scoping = Scoping()
