"""Random small places that use every rule of the place file, with money about as tight as the costs.

A place holds at most 5 projects of at most 4 modes each, so that every combination can be tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from placewide.domain.funding.records import (
    Allocation,
    AllocationStatus,
    FromBenefit,
    Fund,
    FundRules,
    Kind,
    OnlyFor,
    SpendingLimit,
)
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker.objectives import Key, read
from placewide.domain.plan.tests.dice import FIRST, SEEDS, Dice, named
from placewide.domain.plan.tests.funding import has_money
from placewide.domain.plan.tests.random_projects import COSTS, projects_without_money
from placewide.domain.scope.records import Change, Force, Protect, Scenario, Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

STATUSES: tuple[AllocationStatus, ...] = (*("awarded",) * 18, "announced", "bid")


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
    return st.integers(0, SEEDS - 1).map(small_place)


def small_place(seed: int) -> PlaceDocument:
    """The random place of this seed."""
    dice = Dice(seed)
    document = projects_without_money(dice)
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
    for _ in range(0 if dice.chance(3) else dice.pick((1, 2, 3, 4))):
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
    return None if dice.chance(2) else Pence(amount)


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
        likely = tuple(mode for mode in modes if has_money(reading, mode))
        projects.append(replace(project, mandatory=bool(modes) and dice.chance(7 if likely else 1)))
        if modes and dice.chance(15 if likely else 1):
            mode = dice.pick(likely or modes)
            option = mode.option.id if mode.option and dice.chance(80) else None
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
