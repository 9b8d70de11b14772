"""Random priorities, organisations and projects, with scores, options, starts, costs, benefits and bias."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from placewide.domain.benefits.records import Benefit, BiasFactor, OptimismBias
from placewide.domain.funding.records import AllocationStatus, CostLine, Kind
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Option, Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.tests.dice import FIRST, Dice, named
from placewide.domain.scope.records import Objective, ObjectiveName, RouteRules, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier, PartialDate
from placewide.domain.strategy.records import PartnerWeights, Priority, Strategy

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


def projects_without_money(dice: Dice) -> PlaceDocument:
    """A place that has everything but money, and the settings of scoping that do not name an allocation."""
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
    options = named("y", 2) if dice.chance(40) else ()
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
