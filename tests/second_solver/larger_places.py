"""Seeded places as large as real ones: a mix of organisations, funds with rules, and money for about half the costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from placewide.domain.benefits.records import Benefit, OptimismBias
from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, Kind, OnlyFor, SpendingLimit
from placewide.domain.place.document import (
    Option,
    Organisation,
    OrganisationKind,
    PlaceDetails,
    PlaceDocument,
    Project,
)
from placewide.domain.plan.tests.dice import FIRST, Dice
from placewide.domain.shared.figures import Pence, pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import Priority, Strategy

KINDS_OF_BODY: tuple[OrganisationKind, ...] = (
    "nhs_trust", "icb", "local_authority", "nhs_trust", "primary_care", "hospice", "vcse", "nhs_trust",
    "social_care", "ambulance",
)  # fmt: skip
WEIGHTS = {"urgent": 30, "mental": 20, "frailty": 15, "cancer": 10, "children": 10, "workforce": 10, "access": 5}
SCALES = (40, 70, 120, 120, 250, 400, 800)
"""Thousands of pounds that a project costs, roughly."""
FUNDS = (
    Fund(id=Identifier("own"), own_money=True),
    Fund(id=Identifier("frontline"), rules=FundRules(pays_at_most=Decimal("0.5"), may_transfer=True)),
    Fund(id=Identifier("shared_records")),
    Fund(id=Identifier("place")),
    Fund(id=Identifier("community"), rules=FundRules(pays_at_most=Decimal("0.75"))),
    Fund(id=Identifier("cyber"), rules=FundRules(may_transfer=False)),
)
FUND_IDS = (*("own",) * 4, "frontline", "frontline", "shared_records", "place", "place", "community", "cyber")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a place is, and how rich in rules; shares of rows are in per cent."""

    organisations: int = 12
    projects: int = 40
    allocations: int = 60
    years: int = 5
    starts: int = 1
    options: int = 1
    restricted: int = 20
    """Allocations that may only be used for some projects, priorities or organisations."""
    linked: int = 10
    """Projects that require an earlier one; half as many exclude one."""
    prefix: str = ""
    """What every id begins with."""


def larger_place(seed: int, size: Size | None = None) -> PlaceDocument:
    """The place of this seed: everything is drawn, money is fitted to about half of what all projects would cost."""
    size = size or Size()
    dice = Dice(seed)
    document = PlaceDocument(
        place=PlaceDetails(
            id=Identifier("larger"),
            first_year=FIRST,
            years=size.years,
            appraisal_years=2 * size.years,
            inflation=Decimal("2.5"),
            contingency=Decimal(dice.pick(("0", "5", "10"))),
        ),
        organisations=tuple(
            Organisation(id=Identifier(f"{size.prefix}o{at:02}"), kind=KINDS_OF_BODY[at % len(KINDS_OF_BODY)])
            for at in range(size.organisations)
        ),
        strategy=Strategy(priorities=tuple(Priority(id=Identifier(k), weight=Decimal(w)) for k, w in WEIGHTS.items())),
        funds=FUNDS,
    )
    document = replace(document, projects=_projects(dice, document, size))
    costs = _rough_costs(document)
    return replace(document, allocations=_allocations(dice, document, size, costs), limits=_limits(dice, costs))


def scaled(
    *, organisations: int, projects: int, allocations: int, starts: int, options: int, seed: int
) -> PlaceDocument:
    """A place of this size whose allocations are ruled by their six funds alone: what the figures are measured on."""
    size = Size(
        organisations=organisations, projects=projects, allocations=allocations, starts=starts, options=options,
        restricted=0,
    )  # fmt: skip
    return larger_place(seed, size)


def national(*, systems: int, organisations: int, projects: int, allocations: int, seed: int) -> PlaceDocument:
    """Many systems side by side, of these sizes each; money stays in its system but for 3 % that all may use."""
    dice = Dice(seed)
    size = Size(organisations=organisations, projects=projects, allocations=allocations, restricted=0)
    parts = [larger_place(seed + at, replace(size, prefix=f"s{at}")) for at in range(systems)]
    return replace(
        parts[0],
        organisations=tuple(row for part in parts for row in part.organisations),
        projects=tuple(row for part in parts for row in part.projects),
        limits=tuple(row for part in parts for row in part.limits),
        allocations=tuple(
            replace(row, only_for=OnlyFor() if dice.chance(3) else _only_within(part))
            for part in parts
            for row in part.allocations
        ),
    )


def _only_within(document: PlaceDocument) -> OnlyFor:
    return OnlyFor(organisations=tuple(row.id for row in document.organisations))


def _projects(dice: Dice, document: PlaceDocument, size: Size) -> tuple[Project, ...]:
    bodies = [body.id for body in document.organisations]
    ids = [Identifier(f"{size.prefix}p{at:03}") for at in range(size.projects)]
    return tuple(_project(dice, bodies, ids[: at + 1], size) for at in range(size.projects))


def _project(dice: Dice, bodies: Sequence[Identifier], ids: Sequence[Identifier], size: Size) -> Project:
    lead, partner = dice.pick(bodies), dice.pick(bodies)
    scale = dice.pick(SCALES) * dice.number(7, 13) * 100_00
    serves = _serves(dice)
    options = tuple(
        Option(
            id=Identifier(f"x{at}"),
            serves=_more(serves, at),
            costs=_costs(dice, partner, scale * (2 + at) // 2),
            benefits=_benefits(dice, (lead, partner), scale * (2 + at) // 2),
        )
        for at in range(size.options)
    )
    alone = options[0] if size.options == 1 else Option(id=options[0].id)
    bias = OptimismBias(type=dice.pick(("equipment_development", "outsourcing"))) if dice.chance(60) else None
    return Project(
        id=ids[-1],
        lead=lead,
        partners=(partner,) if partner != lead else (),
        serves=serves,
        requires=(dice.pick(ids[:-1]),) if len(ids) > 1 and dice.chance(size.linked) else (),
        excludes=(dice.pick(ids[:-1]),) if len(ids) > 1 and dice.chance(size.linked // 2) else (),
        starts=tuple(FIRST.plus(later) for later in range(size.starts)),
        costs=alone.costs,
        benefits=alone.benefits,
        options=options if size.options > 1 else (),
        optimism_bias=bias,
    )


def _serves(dice: Dice) -> dict[Identifier, Decimal]:
    served = dict.fromkeys(dice.pick(tuple(WEIGHTS)) for _ in range(dice.number(1, 4)))
    return {Identifier(priority): Decimal(dice.number(1, 5)) for priority in served}


def _more(serves: Mapping[Identifier, Decimal], by: int) -> dict[Identifier, Decimal]:
    return {priority: min(Decimal(5), score + by) for priority, score in serves.items()}


def _costs(dice: Dice, partner: Identifier, scale: int) -> tuple[CostLine, ...]:
    """Capital and revenue of the lead, and for some projects a part that the partner bears."""
    lines = [
        _line(dice, "capital", None, "capital", scale, dice.number(1, 3)),
        _line(dice, "licences", None, "revenue", scale // 5, dice.number(1, 4)),
    ]
    if dice.chance(45):
        lines.append(_line(dice, "staff", partner, "revenue", scale // 6, 2))
    if dice.chance(25):
        lines.append(_line(dice, "devices", partner, "capital", scale // 4, 1))
    return tuple(lines)


def _line(dice: Dice, name: str, bearer: Identifier | None, kind: Kind, scale: int, years: int) -> CostLine:
    return CostLine(
        id=Identifier(name),
        organisation=bearer,
        kind=kind,
        amounts=tuple(Pence(_rounded(scale * dice.number(40, 130) // 100 // (1 + at))) for at in range(years)),
        vat="irrecoverable" if dice.chance(35) else "recoverable",
        contingency=Decimal(20) if dice.chance(15) else None,
        ongoing=kind == "revenue" and dice.chance(40),
    )


def _rounded(amount: int) -> int:
    """Pence in whole hundreds of pounds, as people write costs."""
    return amount // 100_00 * 100_00


def _benefits(dice: Dice, bodies: Sequence[Identifier], scale: int) -> tuple[Benefit, ...]:
    return tuple(
        Benefit(
            id=Identifier(f"b{at}"),
            organisation=None if dice.chance(20) else dice.pick(bodies),
            class_=dice.pick(("cash_releasing", "non_cash_releasing", "non_cash_releasing", "societal")),
            amounts=(Pence(0), *(Pence(scale * dice.number(-5, 45) // 100) for _ in range(dice.number(3, 7)))),
            health=dice.chance(10),
        )
        for at in range(dice.number(1, 3))
    )


Costs = Mapping[tuple[Identifier, Kind, int], int]


def _rough_costs(document: PlaceDocument) -> Costs:
    """Base-year pence that each organisation would bear if every project began at once: what money is fitted to."""
    found: dict[tuple[Identifier, Kind, int], int] = {}
    for project in document.projects:
        for line in project.costs or project.options[0].costs:
            for year, amount in enumerate(line.amounts or ()):
                bearer = line.organisation or project.lead
                if bearer and line.kind and year < document.place.years:
                    key = (bearer, line.kind, year)
                    found[key] = found.get(key, 0) + (pence(amount) or 0)
    return found


def _allocations(dice: Dice, document: PlaceDocument, size: Size, costs: Costs) -> tuple[Allocation, ...]:
    """Allocations go where costs are, more or less, and together come to a little over half of them."""
    total = {kind: sum(cost for (_, of, _), cost in costs.items() if of == kind) for kind in ("capital", "revenue")}
    places = sorted(costs)
    drawn = [(dice.pick(places), dice.pick((1, 2, 3, 5, 8))) for _ in range(size.allocations)]
    weight = {kind: sum(part for ((_, of, _), part) in drawn if of == kind) for kind in total}
    amounts = [total[place[1]] * 6 * part // weight[place[1]] // 10 for place, part in drawn]
    return tuple(
        _allocation(dice, document, size, f"{size.prefix}a{at:03}", place, amount)
        for at, ((place, _), amount) in enumerate(zip(drawn, amounts, strict=True))
    )


def _allocation(
    dice: Dice, document: PlaceDocument, size: Size, name: str, place: tuple[Identifier, Kind, int], amount: int
) -> Allocation:
    holder, kind, year = place
    return Allocation(
        id=Identifier(name),
        holder=holder if dice.chance(70) else dice.pick(document.organisations).id,
        fund=Identifier(dice.pick(FUND_IDS)),
        kind=kind,
        year=FIRST.plus(year),
        carry_forward=dice.chance(25),
        amount=Pence(_rounded(amount)),
        status="awarded" if dice.chance(95) else "bid",
        may_share=dice.chance(65),
        shareable=Pence(_rounded(amount // 2)) if dice.chance(30) else None,
        only_for=_only_for(dice, document) if dice.chance(size.restricted) else OnlyFor(),
    )


def _only_for(dice: Dice, document: PlaceDocument) -> OnlyFor:
    """One kind of limit at a time, wide enough for the money to be of use."""
    limit = dice.pick(("projects", "priorities", "organisations"))
    if limit == "projects":
        return OnlyFor(projects=dice.some([row.id for row in document.projects], 40))
    if limit == "priorities":
        return OnlyFor(priorities=dice.some([row.id for row in document.strategy.priorities], 35))
    return OnlyFor(organisations=dice.some([row.id for row in document.organisations], 50))


def _limits(dice: Dice, costs: Costs) -> tuple[SpendingLimit, ...]:
    """Spending cover for a few organisations, below what all their projects would cost."""
    return tuple(
        SpendingLimit(organisation=bearer, kind=kind, year=FIRST.plus(year), amount=Pence(_rounded(cost * 6 // 10)))
        for (bearer, kind, year), cost in sorted(costs.items())
        if kind == "capital" and dice.chance(15)
    )
