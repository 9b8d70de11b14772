"""The settings that a plan is made under: scoping with its defaults filled in, and a scenario laid over it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from placewide.domain.scope.records import (
    Change,
    Force,
    Objective,
    Protect,
    RouteRules,
    Scoping,
    Status,
    Stop,
    Uncertainty,
)
from placewide.domain.shared.identifiers import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Scoping without gaps. `objectives` is always a list, in order of importance."""

    objectives: tuple[Objective, ...]
    count: tuple[Status, ...]
    force: tuple[Force, ...]
    protect: tuple[Protect, ...]
    weights: Identifier | Mapping[Identifier, Decimal] | None
    shares: bool
    change: tuple[Change, ...]
    routes: RouteRules
    stop: Stop
    uncertainty: Uncertainty


def laid_over(base: Scoping, scenario: Scoping) -> Scoping:
    """A key that the scenario gives replaces the whole key of the base."""
    given = {field.name: getattr(scenario, field.name) for field in fields(Scoping)}
    return Scoping(
        **{
            field.name: getattr(base, field.name) if given[field.name] is None else given[field.name]
            for field in fields(Scoping)
        }
    )


def settings_of(scoping: Scoping) -> Settings:
    """Fill in the defaults of the place file."""
    objective = scoping.objective or "strategic_value"
    return Settings(
        objectives=objective if isinstance(objective, tuple) else (objective,),
        count=("awarded",) if scoping.count is None else scoping.count,
        force=scoping.force or (),
        protect=scoping.protect or (),
        weights=scoping.weights,
        shares=scoping.shares is not False,
        change=scoping.change or (),
        routes=scoping.routes or RouteRules(),
        stop=scoping.stop or Stop(),
        uncertainty=scoping.uncertainty or Uncertainty(),
    )
