"""Whether a chosen set can be funded to the penny, and how little of the money must then be shared.

An exact question about whole pennies: a flow where only amounts and permissions bind, and an integer programme where
a fund pays at most a fraction or an organisation is protected.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from placewide.domain.plan.checker.accounts import exact_accounts
from placewide.domain.plan.checker.choice import limits_with_costs
from placewide.domain.plan.checker.modes import Mode, refusals
from placewide.domain.plan.checker.objectives import Reading
from placewide.domain.plan.checker.payments import Group, funded_cost, hurdle_faults, needs_by_group
from placewide.domain.plan.checker.terms import Money
from placewide.domain.plan.tests.exact_programme import Row, least
from placewide.domain.shared.figures import pence


@dataclass(frozen=True, slots=True)
class Arc:
    """One allocation may pay one group of a project's costs."""

    money: Money
    group: Group

    @property
    def shared(self) -> bool:
        return self.money.holder != self.group[1]


def least_shared(reading: Reading, chosen: Mapping[str, Mode], protect_slack: int = 0) -> int | None:
    """The least money shared, pence, among all ways to fund these modes; None if there is no way.

    `protect_slack`: pence by which every protected floor is lowered.
    """
    if any(borne > most for _, borne, most in limits_with_costs(reading, chosen)):
        return None
    needs = needs_by_group(chosen)
    arcs = tuple(_arcs(reading, chosen, needs, released=chosen.keys()))
    if greatest_flow(arcs, needs) < sum(needs.values()):
        return None
    rows = [*_fraction_rows(chosen, arcs), *_protect_rows(reading, chosen, needs, arcs, protect_slack)]
    if not rows and greatest_flow(tuple(arc for arc in arcs if not arc.shared), needs) == sum(needs.values()):
        return 0
    found = least([int(arc.shared) for arc in arcs], [*_money_rows(needs, arcs), *rows])
    return None if found is None else found[0]


def named_payments(reading: Reading, chosen: Mapping[str, Mode]) -> dict[tuple[str, Group], int]:
    """The one set of payments that the place file names: least shared, then arc after arc as much as can be.

    The chosen modes must be fundable. Arcs are taken by (shared, last usable year, number of projects that the
    allocation admits, allocation, project, bearer, year).
    """
    needs = needs_by_group(chosen)
    arcs = list(_arcs(reading, chosen, needs, released=chosen.keys()))
    admitted = {money.id: _admitted(reading, money) for money in reading.money.values()}
    arcs.sort(key=lambda arc: (arc.shared, arc.money.years[-1], admitted[arc.money.id], arc.money.id, arc.group))
    rows = [
        *_money_rows(needs, arcs),
        *_fraction_rows(chosen, arcs),
        *_protect_rows(reading, chosen, needs, arcs, 0),
        Row({at: 1 for at, arc in enumerate(arcs) if arc.shared}, least_shared(reading, chosen) or 0, equal=True),
    ]
    paid: dict[tuple[str, Group], int] = {}
    for at, arc in enumerate(arcs):
        found = least([-int(at == other) for other in range(len(arcs))], rows)
        most = -found[0] if found else 0
        rows.append(Row({at: 1}, most, equal=True))
        if most:
            paid[arc.money.id, arc.group] = most
    return paid


def _admitted(reading: Reading, money: Money) -> int:
    """Projects of which some mode has a cost that the allocation may pay."""
    payable = (
        any(arc.money.id == money.id for mode in modes for arc in _all_arcs(reading, mode))
        for modes in reading.modes.values()
    )
    return sum(payable)


def _all_arcs(reading: Reading, mode: Mode) -> Iterator[Arc]:
    chosen: dict[str, Mode] = {mode.project.id: mode}
    return _arcs(reading, chosen, needs_by_group(chosen), reading.modes.keys())


def has_money(reading: Reading, mode: Mode) -> bool:
    """Whether a mode could be funded if it had all the money to itself and every benefit were released."""
    chosen: dict[str, Mode] = {mode.project.id: mode}
    needs = needs_by_group(chosen)
    return greatest_flow(tuple(_arcs(reading, chosen, needs, reading.modes.keys())), needs) == sum(needs.values())


def greatest_flow(arcs: Sequence[Arc], needs: Mapping[Group, int]) -> int:
    """The most of these needs that the arcs can pay: allocation, its shareable part, group."""
    capacity: dict[object, dict[object, int]] = defaultdict(lambda: defaultdict(int))
    for arc in arcs:
        money = arc.money
        capacity["source"][money.id] = money.amount
        start: object = money.id
        if arc.shared:
            start = (money.id, "shared")
            capacity[money.id][start] = money.shareable
        capacity[start][arc.group] = needs[arc.group]
        capacity[arc.group]["sink"] = needs[arc.group]
    total = 0
    while (path := _path(capacity)) is not None:
        amount = min(capacity[start][end] for start, end in path)
        for start, end in path:
            capacity[start][end] -= amount
            capacity[end][start] += amount
        total += amount
    return total


def _path(capacity: Mapping[object, Mapping[object, int]]) -> list[tuple[object, object]] | None:
    before: dict[object, object] = {"source": None}
    waiting: deque[object] = deque(["source"])
    while waiting and "sink" not in before:
        here = waiting.popleft()
        for there, left in capacity[here].items():
            if left > 0 and there not in before:
                before[there] = here
                waiting.append(there)
    if "sink" not in before:
        return None
    path: list[tuple[object, object]] = []
    end: object = "sink"
    while end != "source":
        path.append((before[end], end))
        end = before[end]
    return path


def _arcs(
    reading: Reading, chosen: Mapping[str, Mode], needs: Mapping[Group, int], released: Collection[str]
) -> Iterator[Arc]:
    for money in reading.money.values():
        if money.released_by is not None and money.released_by not in released:
            continue
        for project, bearer, kind, year in needs:
            mode = chosen[project]
            if any(refusals(money, mode, bearer, kind, year)) or any(hurdle_faults(reading, money, mode)):
                continue
            if money.holder == bearer or not reading.terms.exclude_needs_advice:
                yield Arc(money, (project, bearer, kind, year))


def _money_rows(needs: Mapping[Group, int], arcs: Sequence[Arc]) -> Iterator[Row]:
    for group, need in needs.items():
        yield Row({at: 1 for at, arc in enumerate(arcs) if arc.group == group}, need, equal=True)
    for money in {arc.money.id: arc.money for arc in arcs}.values():
        own = [at for at, arc in enumerate(arcs) if arc.money.id == money.id]
        shared = [at for at in own if arcs[at].shared]
        yield Row(dict.fromkeys(own, 1), money.amount)
        if shared:
            yield Row(dict.fromkeys(shared, 1), money.shareable)


def _fraction_rows(chosen: Mapping[str, Mode], arcs: Sequence[Arc]) -> Iterator[Row]:
    members: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, arc in enumerate(arcs):
        if arc.money.fund is not None and arc.money.rules.pays_at_most is not None:
            members[arc.money.fund, arc.group[0], arc.group[2]].append(at)
    for (_, project, kind), places in members.items():
        fraction = arcs[places[0]].money.rules.pays_at_most or 0
        cap = Fraction(fraction) * funded_cost(chosen[project], kind)
        yield Row(dict.fromkeys(places, 1), cap.numerator // cap.denominator)


def _protect_rows(
    reading: Reading, chosen: Mapping[str, Mode], needs: Mapping[Group, int], arcs: Sequence[Arc], slack: int
) -> Iterator[Row]:
    """Own money paid ≤ gains − own money that no allocation pays − floor, in present value."""
    fixed = exact_accounts(reading, chosen, ())
    for rule in reading.terms.protect:
        floor = pence(rule.min_net_gain)
        if floor is None:
            continue
        account = fixed[rule.organisation]
        room = account.gains - account.own - floor + slack
        prices = {
            at: reading.value(chosen[arc.group[0]]).costs[arc.group[1:]] / needs[arc.group]
            for at, arc in enumerate(arcs)
            if arc.money.holder == rule.organisation and arc.money.own and reading.value(chosen[arc.group[0]]).known
        }
        scale = lcm(room.denominator, *(price.denominator for price in prices.values()))
        yield Row({at: int(price * scale) for at, price in prices.items()}, int(room * scale))
