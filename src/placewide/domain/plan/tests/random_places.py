"""Random small places that use every rule of the place file, with money about as tight as the costs.

A place holds at most 5 projects of at most 4 modes each, so that every combination can be tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from placewide.domain.benefits.records import Benefit, BiasFactor, OptimismBias
from placewide.domain.funding.records import (
    Allocation,
    AllocationStatus,
    CostLine,
    FromBenefit,
    Fund,
    FundRules,
    Kind,
    OnlyFor,
    SpendingLimit,
)
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Option, Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.checker.objectives import Key, read
from placewide.domain.plan.tests.funding import has_money
from placewide.domain.scope.records import (
    Change,
    Force,
    Objective,
    ObjectiveName,
    Protect,
    RouteRules,
    Scenario,
    Scoping,
)
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier, PartialDate
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import PartnerWeights, Priority, Strategy

FIRST = FinancialYear(2026)
COSTS = (100, 250, 400, 999, 1000, 1500, 2000, 3333, 5001)
GAINS = (500, 1000, 4000, 6001, 9000, 12500)
KINDS: tuple[Kind, ...] = ("capital", "revenue")
FIRST_TWO: tuple[ObjectiveName, ...] = ("strategic_value", "npsv")
COUNTS: tuple[tuple[AllocationStatus, ...] | None, ...] = (
    None,
    None,
    ("awarded", "announced"),
    ("awarded", "at_risk"),
    ("awarded", "bid", "at_risk"),
)
STATUSES: tuple[AllocationStatus, ...] = (*("awarded",) * 18, "announced", "bid")
Item = TypeVar("Item")


class Source(Protocol):
    """A stream of random integers that Hypothesis seeds and prints."""

    def randrange(self, start: int, stop: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Dice:
    """Draws in words.

    One seeded stream and not a Hypothesis draw each: its mutations repeat draws, which made nine places in ten
    choose nothing. `reduction` makes a failing place small instead.
    """

    source: Source

    def chance(self, percent: int) -> bool:
        return self.source.randrange(0, 100) < percent

    def number(self, lowest: int, highest: int) -> int:
        return self.source.randrange(lowest, highest + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.source.randrange(0, len(items))]

    def some(self, items: Sequence[Item], percent: int) -> tuple[Item, ...]:
        return tuple(item for item in items if self.chance(percent))


@dataclass(frozen=True, slots=True)
class Demand:
    """A cost that some mode has: what tight money is made from."""

    project: Identifier
    bearer: Identifier
    kind: Kind
    year: int
    cash: int
    mode: Key = ("", "", FIRST)


def small_places() -> st.SearchStrategy[PlaceDocument]:
    """Two to four organisations, one to five projects, one to three years, up to eight allocations."""
    return st.randoms(use_true_random=True).map(lambda source: _small_place(Dice(source)))


def _small_place(dice: Dice) -> PlaceDocument:
    document = _without_money(dice)
    document = replace(document, funds=_funds(dice))
    document = replace(document, allocations=_allocations(dice, document), limits=_limits(dice, demands_of(document)))
    document = _with_overrides(dice, document)
    return _as_scenario(document) if dice.chance(12) else document


def scenario_of(document: PlaceDocument) -> str | None:
    """The scenario under which a generated place is meant to be planned."""
    return document.scenarios[0].id if document.scenarios else None


def demands_of(document: PlaceDocument) -> tuple[Demand, ...]:
    """Every cost in cash of every mode that the place allows."""
    reading = read(document, scenario_of(document))
    found = (
        Demand(mode.project.id, Identifier(line.bearer), line.kind, year, cash, mode.key)
        for modes in reading.modes.values()
        for mode in modes
        for line in mode.lines
        for year, cash in enumerate(line.cash)
        if cash
    )
    return tuple(dict.fromkeys(found))


def named(prefix: str, count: int) -> tuple[Identifier, ...]:
    return tuple(Identifier(f"{prefix}{at}") for at in range(1, count + 1))


def _without_money(dice: Dice) -> PlaceDocument:
    organisations = named("o", dice.number(2, 4))
    years = dice.pick((2, 1, 2, 3))
    priorities = named("p", dice.number(2, 3))
    scoping = _scoping(dice, organisations, priorities)
    # Routes between kinds of organisation are data of their own; without kinds every route needs advice.
    known_kinds = scoping.routes is None
    document = PlaceDocument(
        place=PlaceDetails(
            id=Identifier("place"),
            first_year=FIRST,
            years=years,
            appraisal_years=years + dice.number(0, 3) if dice.chance(60) else None,
            inflation=Decimal(dice.pick(("0", "0", "2.5", "-1"))),
            contingency=Decimal(dice.pick(("0", "0", "0", "10"))),
        ),
        organisations=tuple(
            Organisation(id=each, kind=dice.pick(("nhs_trust", "local_authority", None)) if known_kinds else None)
            for each in organisations
        ),
        strategy=_strategy(dice, organisations, priorities),
        maturity=_assessments(dice, organisations),
        scoping=scoping,
    )
    projects: list[Project] = []
    for project in named("x", dice.pick((3, 2, 3, 4, 4, 5, 1))):
        projects.append(_project(dice, document, project, projects))
    return replace(document, projects=tuple(projects))


def _scoping(dice: Dice, organisations: Sequence[Identifier], priorities: Sequence[Identifier]) -> Scoping:
    blend: dict[ObjectiveName, Decimal] = {
        "strategic_value": Decimal("0.7"),
        "npsv": Decimal("0.3"),
        "levelling": Decimal("0.25"),
    }
    blends: tuple[Objective, ...] = tuple({name: blend[name] for name in names} for names in (FIRST_TWO, tuple(blend)))
    objectives: tuple[Objective | tuple[Objective, ...] | None, ...] = (
        None,
        None,
        None,
        "strategic_value",
        "npsv",
        "npsv",
        "levelling",
        *blends,
        ("strategic_value", "npsv"),
        ("levelling", "strategic_value"),
        ("npsv", {"levelling": Decimal(1)}),
    )
    points = {priority: Decimal(dice.number(1, 4)) for priority in priorities}
    weights: Identifier | dict[Identifier, Decimal] = organisations[0] if dice.chance(50) else points
    return Scoping(
        objective=dice.pick(objectives),
        count=dice.pick(COUNTS),
        weights=weights if dice.chance(12) else None,
        shares=False if dice.chance(7) else None,
        routes=RouteRules(exclude_needs_advice=True) if dice.chance(7) else None,
    )


def _strategy(dice: Dice, organisations: Sequence[Identifier], priorities: Sequence[Identifier]) -> Strategy:
    weights = (Decimal(dice.number(1, 5)), *(Decimal(dice.number(0, 5)) for _ in priorities[1:]))
    points = {priority: Decimal(dice.number(1, 5)) for priority in priorities}
    return Strategy(
        priorities=tuple(Priority(id=each, weight=weight) for each, weight in zip(priorities, weights, strict=True)),
        weights=(PartnerWeights(organisation=organisations[0], points=points),),
    )


def _assessments(dice: Dice, organisations: Sequence[Identifier]) -> tuple[Assessment, ...]:
    return tuple(
        Assessment(organisation=each, measure=measure, score=Decimal(dice.number(0, 3)), date=PartialDate(date))
        for measure in named("m", 2)
        for each in dice.some(organisations, 70)
        for date in dice.some(("2025-04-01", "2026-02"), 70)
    )


def _project(dice: Dice, document: PlaceDocument, project: Identifier, earlier: Sequence[Project]) -> Project:
    organisations = [each.id for each in document.organisations]
    lead = dice.pick(organisations)
    options = named("y", 2) if dice.chance(30) else ()
    requires = dice.some([each.id for each in earlier], 15)
    excludes = dice.some([each.id for each in earlier if each.id not in requires and each.status != "closed"], 12)
    starts = tuple(FIRST.plus(at) for at in range(document.place.years) if dice.chance(60)) if dice.chance(50) else ()
    return Project(
        id=project,
        lead=None if dice.chance(3) else lead,
        status=dice.pick(("closed", "parked", "declined")) if dice.chance(8) else dice.pick(("proposed", "approved")),
        serves=None if dice.chance(4) else _serves(dice, document),
        requires=requires,
        excludes=excludes,
        starts=starts[: 2 if options else 3] or None,
        costs=() if options else _costs(dice, document),
        benefits=None if options else _benefits(dice, organisations),
        optimism_bias=_bias(dice) if dice.chance(30) else None,
        options=tuple(
            Option(
                id=option,
                serves=_serves(dice, document) if dice.chance(50) else None,
                costs=_costs(dice, document),
                benefits=_benefits(dice, organisations),
            )
            for option in options
        ),
        lifts=tuple(
            Lift(organisation=each, measure=measure, by=Decimal(dice.number(1, 2)))
            for measure in dice.some(named("m", 2), 60)
            for each in dice.some(organisations, 70)
        ),
    )


def _serves(dice: Dice, document: PlaceDocument) -> dict[Identifier, Decimal]:
    return {each.id: Decimal(dice.number(0, 5)) for each in document.strategy.priorities if dice.chance(75)}


def _costs(dice: Dice, document: PlaceDocument) -> tuple[CostLine, ...]:
    organisations = [each.id for each in document.organisations]
    return tuple(_line(dice, document, line, organisations) for line in named("c", dice.pick((1, 2, 1, 1, 2, 3))))


def _line(dice: Dice, document: PlaceDocument, line: Identifier, organisations: Sequence[Identifier]) -> CostLine:
    kind = dice.pick(KINDS)
    amounts: list[Pence | None] = [Pence(dice.pick(COSTS)) for _ in range(dice.pick((1, 1, 1, 2)))]
    if len(amounts) > document.place.years and kind == "capital":
        amounts = amounts[:1]
    if dice.chance(2):
        amounts.append(None)
    return CostLine(
        id=line,
        organisation=dice.pick(organisations) if dice.chance(40) else None,
        kind=kind,
        amounts=tuple(amounts),
        vat="irrecoverable" if dice.chance(20) else "recoverable",
        contingency=Decimal(dice.pick(("0", "5", "7.5"))) if dice.chance(15) else None,
        ongoing=kind == "revenue" and dice.chance(20),
    )


def _benefits(dice: Dice, organisations: Sequence[Identifier]) -> tuple[Benefit, ...] | None:
    if dice.chance(4):
        return None
    return tuple(_benefit(dice, benefit, organisations) for benefit in named("b", dice.pick((1, 1, 2, 3))))


def _benefit(dice: Dice, benefit: Identifier, organisations: Sequence[Identifier]) -> Benefit:
    amounts = tuple(Pence(dice.pick(GAINS) * (-1 if dice.chance(12) else 1)) for _ in range(dice.number(1, 3)))
    unvalued = benefit != "b1" and dice.chance(15)
    return Benefit(
        id=benefit,
        organisation=None if dice.chance(15) else dice.pick(organisations),
        class_="unmonetised" if unvalued else dice.pick(("cash_releasing", "non_cash_releasing", "societal")),
        amounts=None if unvalued or dice.chance(2) else amounts,
        health=dice.chance(20),
    )


def _bias(dice: Dice) -> OptimismBias:
    evidence = "measured" if dice.chance(50) else None
    mitigated = [Decimal(dice.pick(("0", "0.5", "0.97", "1"))) for _ in range(2)]
    weights = (Decimal("0.6"), Decimal("0.4"))
    factors = tuple(
        BiasFactor(name=name, weight=weight, mitigated=part, evidence=evidence)
        for name, weight, part in zip(("scope", "supplier"), weights, mitigated, strict=True)
    )
    return OptimismBias(
        type=dice.pick(("equipment_development", "outsourcing", "standard_buildings", None)),
        factors=factors if dice.chance(60) else (),
        benefits=Decimal(dice.pick(("10", "33.3"))) if dice.chance(40) else None,
        risk_cost=Pence(dice.pick((0, 0, 150, 777))),
    )


def _funds(dice: Dice) -> tuple[Fund, ...]:
    return tuple(
        Fund(
            id=each,
            own_money=dice.chance(40),
            rules=FundRules(
                pays_at_most=Decimal(dice.pick(("0.75", "0.333", "0.5", "0.8"))) if dice.chance(20) else None,
                may_transfer=dice.pick((None, None, None, None, True, None, False)),
                hurdle_bcr=Decimal(dice.pick(("0.5", "1", "1.5", "2"))) if dice.chance(12) else None,
            ),
        )
        for each in named("f", dice.number(1, 3))
    )


def _allocations(dice: Dice, document: PlaceDocument) -> tuple[Allocation, ...]:
    """Money for what a few modes need, here a penny short and there a penny over, and some money besides."""
    demands = demands_of(document)
    wanted = _wanted(dice, demands)
    for _ in range(dice.pick((1, 2, 3, 4))):
        wanted.append(dice.pick(wanted or [Demand(Identifier("x1"), document.organisations[0].id, "capital", 0, 1000)]))
    return tuple(_allocation(dice, document, each, at) for at, each in enumerate(wanted[:8], start=1))


def _wanted(dice: Dice, demands: Sequence[Demand]) -> list[Demand]:
    """The needs of one mode of some projects, summed by bearer, kind and year, or by kind and year alone."""
    apart = not dice.chance(35)
    sums: dict[tuple[Identifier | None, Kind, int], Demand] = {}
    for project in dict.fromkeys(demand.project for demand in demands):
        if dice.chance(85):
            mode = dice.pick(tuple(dict.fromkeys(each.mode for each in demands if each.project == project)))
            for demand in demands:
                if demand.mode == mode:
                    key = (demand.bearer if apart else None, demand.kind, demand.year)
                    before = sums.get(key)
                    sums[key] = replace(demand, cash=demand.cash + before.cash) if before else demand
    return list(sums.values())


def _allocation(dice: Dice, document: PlaceDocument, demand: Demand, at: int) -> Allocation:
    organisations = [each.id for each in document.organisations]
    amount = max(0, demand.cash * dice.pick((6, 6, 8, 7, 9, 12, 18, 4)) // 6 + dice.pick((0, 0, 0, 1, -1)))
    carry = dice.chance(20)
    released_by = dice.pick(document.projects).id if dice.chance(5) else None
    status: AllocationStatus = "at_risk" if released_by and dice.chance(70) else dice.pick(STATUSES)
    return Allocation(
        id=Identifier(f"a{at}"),
        holder=None if dice.chance(1) else demand.bearer if dice.chance(70) else dice.pick(organisations),
        fund=None if dice.chance(2) else dice.pick(document.funds).id,
        kind=demand.kind,
        year=FIRST.plus(demand.year - (1 if carry and dice.chance(70) else 0)),
        carry_forward=carry,
        amount=_figure(dice, amount),
        status=None if dice.chance(1) else status,
        may_share=dice.chance(85),
        shareable=Pence(max(0, amount // dice.pick((1, 2, 3)) + dice.pick((0, 0, 1, -1)))) if dice.chance(30) else None,
        only_for=_only_for(dice, document, demand) if dice.chance(25) else OnlyFor(),
        from_benefit=FromBenefit(project=released_by) if released_by else None,
    )


def _figure(dice: Dice, amount: int) -> Pence | Figure | None:
    if dice.chance(5):
        return Figure(value=Pence(amount), is_=dice.pick(("up_to", "up_to", "about")))
    return None if dice.chance(1) else Pence(amount)


def _only_for(dice: Dice, document: PlaceDocument, first: Demand) -> OnlyFor:
    """The lists combine with AND; each holds what the money was made for more often than not."""
    projects = [each.id for each in document.projects]
    return OnlyFor(
        projects=(first.project, *dice.some([each for each in projects if each != first.project], 25))
        if dice.chance(40)
        else (),
        priorities=(dice.pick(document.strategy.priorities).id,) if dice.chance(50) else (),
        organisations=(first.bearer if dice.chance(80) else dice.pick(document.organisations).id,)
        if dice.chance(40)
        else (),
    )


def _limits(dice: Dice, demands: Sequence[Demand]) -> tuple[SpendingLimit, ...]:
    limits = []
    for _ in range(dice.pick((0, 0, 0, 1, 2))) if demands else ():
        demand = dice.pick(demands)
        amount = max(0, demand.cash + dice.pick((0, -1, 1, 500, 2000)))
        limits.append(
            SpendingLimit(
                organisation=demand.bearer,
                kind=demand.kind,
                year=FIRST.plus(demand.year),
                amount=Pence(amount),
            )
        )
    return tuple(limits)


def _with_overrides(dice: Dice, document: PlaceDocument) -> PlaceDocument:
    reading = read(document, None)
    force = []
    projects = []
    for project in document.projects:
        modes = reading.modes.get(project.id, ())
        likely = any(has_money(reading, mode) for mode in modes)
        projects.append(replace(project, mandatory=bool(modes) and dice.chance(7 if likely else 1)))
        if modes and dice.chance(8 if likely else 1):
            mode = dice.pick(modes)
            option = mode.option.id if mode.option and dice.chance(50) else None
            force.append(Force(project=project.id, in_=True, option=option, start=dice.pick((mode.start, None))))
        elif dice.chance(4):
            force.append(Force(project=project.id, in_=False))
    change = tuple(_change(dice, each) for each in document.allocations if dice.chance(5))
    protect = tuple(
        Protect(organisation=each.id, min_net_gain=Pence(dice.pick((-1000, -3000, -333, 0, -5000, 700))))
        for each in document.organisations
        if dice.chance(5)
    )
    scoping = replace(document.scoping, force=tuple(force) or None, change=change or None, protect=protect or None)
    return replace(document, projects=tuple(projects), scoping=scoping)


def _change(dice: Dice, allocation: Allocation) -> Change:
    return Change(
        allocation=allocation.id,
        status=dice.pick(("awarded", "announced", None)),
        amount=Pence(dice.pick(COSTS)) if dice.chance(40) else None,
        year=FIRST.plus(dice.number(0, 1)) if dice.chance(30) else None,
        may_share=dice.pick((True, False, None)),
        shareable=Pence(dice.pick(COSTS)) if dice.chance(20) else None,
    )


def _as_scenario(document: PlaceDocument) -> PlaceDocument:
    """The same settings in a scenario that overlays others: its keys replace theirs whole."""
    given = replace(document.scoping, objective=document.scoping.objective or "strategic_value")
    impossible = tuple(replace(rule, min_net_gain=Pence(10**9)) for rule in given.protect or ())
    base = Scoping(objective="npsv", shares=given.shares, protect=impossible or None)
    return replace(document, scoping=base, scenarios=(Scenario(id=Identifier("what_if"), scoping=given),))
