"""The terms of one scenario, read straight from the document: what is sought, what is overridden, which money counts.

Written from the place file's rules alone. The checker shares no code with the model that it checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction

from placewide.domain.funding.records import Allocation, Fund, FundRules, OnlyFor
from placewide.domain.place.document import PlaceDocument
from placewide.domain.scope.records import Change, Force, Objective, Protect, Scoping
from placewide.domain.shared.figures import is_ceiling, pence
from placewide.domain.shared.identifiers import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A scenario's settings with the defaults of the place file filled in."""

    objectives: tuple[Objective, ...]
    count: frozenset[str]
    force: Mapping[str, Force]
    protect: tuple[Protect, ...]
    weights: Mapping[str, Fraction]
    """Weight by priority; they sum to 1."""
    shares: bool
    exclude_needs_advice: bool
    change: tuple[Change, ...]

    def needs(self, name: str) -> bool:
        """Whether an objective of this name is sought, alone, in a list or in a blend."""
        return any(name == sought if isinstance(sought, str) else name in sought for sought in self.objectives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A counted allocation: amounts in pence, years counted from the place's first year."""

    id: str
    holder: str
    kind: str
    years: tuple[int, ...]
    amount: int
    may_share: bool
    shareable: int
    fund: str | None
    own: bool
    rules: FundRules
    only_for: OnlyFor
    released_by: str | None
    firm: bool


def read_terms(document: PlaceDocument, scenario: str | None) -> Terms:
    """The settings of this scenario. Raises ValueError if the document has no scenario of that name."""
    scoping = _scoping(document, scenario)
    objective = scoping.objective or "strategic_value"
    return Terms(
        objectives=objective if isinstance(objective, tuple) else (objective,),
        count=frozenset(("awarded",) if scoping.count is None else scoping.count),
        force={force.project: force for force in scoping.force or ()},
        protect=scoping.protect or (),
        weights=_normalised(_points(document, scoping.weights)),
        shares=scoping.shares is not False,
        exclude_needs_advice=scoping.routes is not None and scoping.routes.exclude_needs_advice,
        change=scoping.change or (),
    )


def read_money(document: PlaceDocument, terms: Terms) -> dict[str, Money]:
    """Every allocation that may be planned with under these terms, by id."""
    changed = (_changed(allocation, terms) for allocation in document.allocations)
    counted = (_money(document, allocation, terms) for allocation in changed)
    return {money.id: money for money in counted if money is not None}


def _scoping(document: PlaceDocument, scenario: str | None) -> Scoping:
    if scenario is None:
        return document.scoping
    found = next((each.scoping for each in document.scenarios if each.id == scenario), None)
    if found is None:
        raise ValueError(f"the document has no scenario “{scenario}”")
    given = {each.name: getattr(found, each.name) for each in fields(Scoping) if getattr(found, each.name) is not None}
    return replace(document.scoping, **given)


def _points(document: PlaceDocument, weights: Identifier | Mapping[Identifier, Decimal] | None) -> dict[str, Fraction]:
    priorities = document.strategy.priorities
    if weights is None:
        return {priority.id: Fraction(priority.weight or 0) for priority in priorities}
    if isinstance(weights, str):
        own = {each.organisation: each.points for each in document.strategy.weights}
        weights = own.get(weights, {})
    return {priority.id: Fraction(weights.get(priority.id, 0)) for priority in priorities}


def _normalised(points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    total = sum(points.values())
    return {priority: value / total if total else Fraction(0) for priority, value in points.items()}


def _changed(allocation: Allocation, terms: Terms) -> Allocation:
    for change in terms.change:
        if change.allocation == allocation.id:
            keys = ("status", "amount", "year", "may_share", "shareable")
            given = {key: getattr(change, key) for key in keys if getattr(change, key) is not None}
            allocation = replace(allocation, **given)
    return allocation


def _money(document: PlaceDocument, allocation: Allocation, terms: Terms) -> Money | None:
    amount, holder, kind, year = pence(allocation.amount), allocation.holder, allocation.kind, allocation.year
    if amount is None or holder is None or kind is None or year is None:
        return None
    if not _is_counted(allocation, terms):
        return None
    fund = _fund(document, allocation)
    first = year.start - document.place.first_year.start
    shareable = pence(allocation.shareable)
    return Money(
        id=allocation.id,
        holder=holder,
        kind=kind,
        years=(first, first + 1) if allocation.carry_forward else (first,),
        amount=amount,
        may_share=allocation.may_share and fund.rules.may_transfer is not False and terms.shares,
        shareable=amount if shareable is None else min(shareable, amount),
        fund=allocation.fund,
        own=fund.own_money,
        rules=fund.rules,
        only_for=allocation.only_for,
        released_by=allocation.from_benefit.project if allocation.from_benefit else None,
        firm=_status(allocation) == "awarded" and allocation.from_benefit is None,
    )


def _is_counted(allocation: Allocation, terms: Terms) -> bool:
    if allocation.from_benefit is not None and "at_risk" not in terms.count:
        return False
    return _status(allocation) in terms.count


def _status(allocation: Allocation) -> str | None:
    """A published “up to” is never firm money: it counts as announced at most."""
    if allocation.status == "awarded" and is_ceiling(allocation.amount):
        return "announced"
    return allocation.status


def _fund(document: PlaceDocument, allocation: Allocation) -> Fund:
    found = (fund for fund in document.funds if fund.id == allocation.fund)
    return next(found, Fund(id=allocation.fund or allocation.id))
