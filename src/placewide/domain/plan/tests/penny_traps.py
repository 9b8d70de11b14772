"""Places that tempt floating point by one penny: every budget, cap, floor, limit and ratio on the line or a penny off.

Amounts of twenty million pounds stand beside single pennies, so an error of one part in a thousand million decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, SpendingLimit
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.tests.dice import FIRST, SEEDS, Dice, named
from placewide.domain.plan.tests.random_places import Demand, demands_of
from placewide.domain.plan.tests.random_projects import KINDS
from placewide.domain.scope.records import Blend, Objective, Protect, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import Priority, Strategy

TWENTY_MILLION = 2_000_000_000
OFF_BY = (0, 0, -1, 1)
BLEND: Blend = {"strategic_value": Decimal("0.7"), "npsv": Decimal("0.3")}
OBJECTIVES: tuple[Objective | tuple[Objective, ...] | None, ...] = (
    None,
    None,
    "npsv",
    ("strategic_value", "npsv"),
    BLEND,
)
ORGANISATIONS = named("o", 3)


def penny_traps() -> st.SearchStrategy[PlaceDocument]:
    """Two to five projects of one mode each, with money that is exactly enough for some of them, or a penny off."""
    return st.integers(0, SEEDS - 1).map(penny_trap)


def penny_trap(seed: int) -> PlaceDocument:
    """The trap of this seed."""
    dice = Dice(seed)
    document = PlaceDocument(
        place=PlaceDetails(
            id=Identifier("trap"),
            first_year=FIRST,
            years=dice.number(1, 2),
            inflation=Decimal(dice.pick(("0", "2.5", "5"))),
            contingency=Decimal(dice.pick(("0", "0", "2.5"))),
        ),
        organisations=tuple(Organisation(id=each) for each in ORGANISATIONS),
        strategy=_strategy(dice),
        scoping=Scoping(objective=dice.pick(OBJECTIVES)),
    )
    document = replace(document, projects=_projects(dice, document))
    demands = demands_of(document)
    return dice.pick((_budgets, _budgets, _shares, _fractions, _limits, _hurdle, _floor))(dice, document, demands)


def _strategy(dice: Dice) -> Strategy:
    """Weights as alike as 333,333 and 333,334: the better set differs in the seventh figure."""
    weight = dice.pick((1, 333_333))
    weights = (weight, weight + dice.pick((0, 1)))
    return Strategy(
        priorities=tuple(
            Priority(id=each, weight=Decimal(points)) for each, points in zip(named("p", 2), weights, strict=True)
        )
    )


def _projects(dice: Dice, document: PlaceDocument) -> tuple[Project, ...]:
    alike = dice.chance(40)
    score = Decimal(dice.number(1, 5))
    return tuple(
        _project(dice, document, each, score if alike else Decimal(dice.number(1, 5)))
        for each in named("x", dice.number(2, 5))
    )


def _project(dice: Dice, document: PlaceDocument, project: Identifier, score: Decimal) -> Project:
    cost = max(1, dice.pick((TWENTY_MILLION, 100_000, 1000, 2)) + dice.number(-2, 2))
    late = document.place.years > 1 and dice.chance(30)
    amounts = (Pence(0), Pence(cost)) if late else (Pence(cost),)
    gain = Pence(cost + dice.pick((0, 1000, 1000, 1001)))
    return Project(
        id=project,
        lead=dice.pick(ORGANISATIONS[:2]),
        serves={dice.pick(named("p", 2)): score},
        costs=tuple(
            CostLine(id=line, kind=kind, amounts=amounts if line == "c1" else (Pence(dice.number(1, 3)),))
            for line, kind in zip(named("c", dice.pick((1, 1, 2))), KINDS, strict=False)
        ),
        benefits=(Benefit(id=Identifier("b1"), organisation=ORGANISATIONS[0], class_="societal", amounts=(gain,)),),
        excludes=(Identifier("x1"),) if project != "x1" and dice.chance(8) else (),
    )


def _some_sum(dice: Dice, amounts: Sequence[int]) -> int:
    """The sum of some of these, exactly or a penny off."""
    return max(0, sum(dice.some(amounts, 60)) + dice.pick(OFF_BY))


def _by_place(demands: Sequence[Demand]) -> Mapping[tuple[Identifier, str, int], list[Demand]]:
    places: dict[tuple[Identifier, str, int], list[Demand]] = {}
    for demand in demands:
        places.setdefault((demand.bearer, demand.kind, demand.year), []).append(demand)
    return places


def _money(at: int, demand: Demand, amount: int, fund: str = "f1") -> Allocation:
    return Allocation(
        id=Identifier(f"a{at}"),
        holder=demand.bearer,
        fund=Identifier(fund),
        kind=demand.kind,
        year=FIRST.plus(demand.year),
        amount=Pence(amount),
        status="awarded",
    )


def _budgets(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """Each organisation's own money of a year is exactly enough for some of its projects, or a penny off."""
    allocations: list[Allocation] = []
    for demanded in _by_place(demands).values():
        amount = _some_sum(dice, [demand.cash for demand in demanded])
        part = dice.pick((0, min(1, amount), amount // 3))
        first = replace(_money(len(allocations), demanded[0], amount - part), carry_forward=dice.chance(40))
        allocations.append(first)
        if part:
            allocations.append(_money(len(allocations), demanded[0], part))
    return replace(document, funds=(Fund(id=Identifier("f1")),), allocations=tuple(allocations))


def _shares(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """A third organisation shares: what it may share is exactly enough, or a penny off, and own money comes first."""
    allocations: list[Allocation] = []
    for demanded in _by_place(demands).values():
        need = [demand.cash for demand in demanded]
        own = _some_sum(dice, need) if dice.chance(60) else 0
        lent = max(0, _some_sum(dice, need) - own)
        allocations.append(_money(len(allocations), demanded[0], own))
        shared = replace(
            _money(len(allocations), demanded[0], lent + dice.pick((0, 0, 1, 1000))),
            holder=ORGANISATIONS[2],
            may_share=True,
            shareable=Pence(lent),
        )
        allocations.append(shared)
    return replace(document, funds=(Fund(id=Identifier("f1")),), allocations=tuple(allocations))


def _fractions(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """A fund that pays a fraction which falls between two pennies; own money for the rest, to the penny."""
    fraction = Decimal(dice.pick(("0.333", "0.5", "0.75", "0.1")))
    funds = (
        Fund(id=Identifier("f1"), rules=FundRules(pays_at_most=fraction)),
        Fund(id=Identifier("f2"), own_money=True),
    )
    allocations: list[Allocation] = []
    for demanded in _by_place(demands).values():
        left = [demand.cash - int(Fraction(fraction) * demand.cash) for demand in demanded]
        allocations.append(_money(len(allocations), demanded[0], sum(demand.cash for demand in demanded)))
        allocations.append(_money(len(allocations), demanded[0], _some_sum(dice, left), "f2"))
    return replace(document, funds=funds, allocations=tuple(allocations))


def _plenty(document: PlaceDocument, demands: Sequence[Demand], fund: Fund) -> PlaceDocument:
    places = _by_place(demands).values()
    allocations = (
        _money(at, demanded[0], sum(demand.cash for demand in demanded)) for at, demanded in enumerate(places)
    )
    return replace(document, funds=(fund,), allocations=tuple(allocations))


def _limits(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """Spending cover that is exactly enough for some projects, or a penny off, where money is plentiful."""
    limits = (
        SpendingLimit(
            organisation=demanded[0].bearer,
            kind=demanded[0].kind,
            year=FIRST.plus(demanded[0].year),
            amount=Pence(_some_sum(dice, [demand.cash for demand in demanded])),
        )
        for demanded in _by_place(demands).values()
    )
    return replace(_plenty(document, demands, Fund(id=Identifier("f1"))), limits=tuple(limits))


def _hurdle(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """Benefits that reach the hurdle exactly, or miss it by a penny."""
    hurdle = Decimal(dice.pick(("1", "1.5", "0.75")))
    fund = Fund(id=Identifier("f1"), rules=FundRules(hurdle_bcr=hurdle))
    projects = []
    for project in document.projects:
        costs = sum(int(amount) for line in project.costs for amount in line.amounts or () if isinstance(amount, int))
        gain = Pence(max(0, int(Fraction(hurdle) * costs) + dice.pick(OFF_BY)))
        projects.append(
            replace(project, benefits=tuple(replace(each, amounts=(gain,)) for each in project.benefits or ()))
        )
    return _plenty(replace(document, projects=tuple(projects)), demands, fund)


def _floor(dice: Dice, document: PlaceDocument, demands: Sequence[Demand]) -> PlaceDocument:
    """A protected organisation that can bear exactly some of its costs, or a penny less; whole pennies in year 0."""
    document = replace(document, place=replace(document.place, years=1, inflation=Decimal(0), contingency=Decimal(0)))
    projects = tuple(
        replace(project, costs=tuple(replace(line, amounts=(line.amounts or ())[-1:]) for line in project.costs))
        for project in document.projects
    )
    document = replace(document, projects=projects)
    demands = demands_of(document)
    borne = [demand.cash for demand in demands if demand.bearer == ORGANISATIONS[1]]
    floor = Protect(organisation=ORGANISATIONS[1], min_net_gain=Pence(-_some_sum(dice, borne)))
    document = replace(document, scoping=replace(document.scoping, protect=(floor,)))
    return _plenty(document, demands, Fund(id=Identifier("f1"), own_money=True))
