"""Small places for literal examples: one priority, costs in pounds of the first years, money that is awarded."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, Kind
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Priority, Strategy

YEAR_0 = FinancialYear(2026)
CARE = Identifier("care")
ORGANISATIONS = ("trust", "council", "hospice")


def project(name: str, score: int, lead: str = "trust", **costs: Any) -> Project:
    """A project worth `score`; `capital=…`, `revenue=…` in pounds by year; other keys are the record's own."""
    lines = tuple(_line(kind, costs.pop(kind)) for kind in ("capital", "revenue") if kind in costs)
    return replace(
        Project(id=Identifier(name), lead=Identifier(lead), serves={CARE: Decimal(score)}, costs=lines, benefits=()),
        **{key: _identified(value) for key, value in costs.items()},
    )


def _identified(value: Any) -> Any:
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(Identifier(item) for item in value)
    return value


def _line(kind: Kind, amounts: Sequence[int]) -> CostLine:
    return CostLine(id=Identifier(kind), kind=kind, amounts=tuple(Pence(amount * 100) for amount in amounts))


def money(name: str, holder: str, kind: Kind, amount: int, year: int = 0, **keys: Any) -> Allocation:
    """Awarded money in pounds of the year counted from the first; other keys are the record's own."""
    given: dict[str, Any] = {key: Pence(value * 100) if key == "shareable" else value for key, value in keys.items()}
    return replace(
        Allocation(
            id=Identifier(name),
            holder=Identifier(holder),
            fund=Identifier("grant"),
            kind=kind,
            year=YEAR_0.plus(year),
            amount=Pence(amount * 100),
            status="awarded",
        ),
        **given,
    )


def place(
    projects: Sequence[Project],
    allocations: Sequence[Allocation],
    *,
    years: int = 2,
    rules: FundRules | None = None,
    scoping: Scoping | None = None,
    **keys: Any,
) -> PlaceDocument:
    """A place of three organisations, a grant with these rules, and own money."""
    return replace(
        PlaceDocument(
            place=PlaceDetails(id=Identifier("place"), first_year=YEAR_0, years=years),
            organisations=tuple(Organisation(id=Identifier(name), kind="other") for name in ORGANISATIONS),
            strategy=Strategy(priorities=(Priority(id=CARE, weight=Decimal(1)),)),
            projects=tuple(projects),
            funds=(
                Fund(id=Identifier("grant"), rules=rules or FundRules()),
                Fund(id=Identifier("own"), own_money=True),
            ),
            allocations=tuple(allocations),
            scoping=scoping or Scoping(),
        ),
        **keys,
    )
