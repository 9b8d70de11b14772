"""Whether the payments fund the chosen modes to the penny, under every rule that comes with the money."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.plan.checker.modes import Line, Mode, refusals
from placewide.domain.plan.checker.objectives import Reading
from placewide.domain.plan.checker.terms import Money
from placewide.domain.plan.result import AllocationUse, Payment, Plan

Group = tuple[str, str, str, int]
"""Project, bearer, kind and year: what an allocation pays, before it is spread over lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A payment with the money, mode and line that it names."""

    payment: Payment
    money: Money
    mode: Mode
    line: Line
    year: int

    @property
    def group(self) -> Group:
        return (self.payment.project, self.line.bearer, self.line.kind, self.year)


def resolve(reading: Reading, chosen: Mapping[str, Mode], plan: Plan) -> tuple[tuple[Paid, ...], tuple[str, ...]]:
    """The payments with what they name, and those that name what is not there."""
    paid, faults = [], []
    for payment in plan.payments:
        found = _resolved(reading, chosen, payment)
        if isinstance(found, Paid):
            paid.append(found)
        else:
            faults.append(f"{found}, in {_described(payment)}")
    return tuple(paid), tuple(faults)


def payment_faults(reading: Reading, chosen: Mapping[str, Mode], paid: tuple[Paid, ...]) -> Iterator[str]:
    """Every rule about money that these payments break."""
    for each in paid:
        for fault in _single_faults(reading, chosen, each):
            yield f"{fault}, in {_described(each.payment)}"
    yield from _need_faults(reading, chosen, paid)
    yield from _amount_faults(reading, paid)
    yield from _fraction_faults(chosen, paid)
    yield from _spread_faults(paid)


def use_faults(reading: Reading, paid: tuple[Paid, ...], uses: tuple[AllocationUse, ...]) -> Iterator[str]:
    """The published use of every counted allocation is the sum of its payments."""
    if sorted(use.allocation for use in uses) != sorted(reading.money):
        yield "allocations: the uses listed are not those of the counted allocations"
    for use in uses:
        own = [each for each in paid if each.money.id == use.allocation]
        used = sum(each.payment.amount_pence for each in own)
        shared = sum(each.payment.amount_pence for each in own if each.money.holder != each.line.bearer)
        if (use.used_pence, use.shared_pence) != (used, shared):
            yield f"allocations: {use.allocation} pays {used} pence, {shared} of it shared, and is published otherwise"
        money = reading.money.get(use.allocation)
        if money is not None and use.unused_pence != money.amount - used:
            yield f"allocations: {use.allocation} has {money.amount - used} pence left and is published otherwise"


def share_faults(reading: Reading, paid: tuple[Paid, ...], plan: Plan) -> Iterator[str]:
    """The list of shares is the shared payments, summed; none that needs advice where those are excluded."""
    sums: dict[tuple[object, ...], int] = defaultdict(int)
    for each in paid:
        if each.money.holder != each.line.bearer:
            year = each.payment.year
            names = (each.money.holder, each.line.bearer, each.money.id, each.mode.project.id)
            sums[*names, year, each.line.kind] += each.payment.amount_pence
    listed: dict[tuple[object, ...], int] = defaultdict(int)
    for share in plan.shares:
        listed[share.from_, share.to, share.allocation, share.project, share.year, share.kind] += share.amount_pence
    for key in sorted(sums.keys() | listed.keys(), key=str):
        if sums.get(key, 0) != listed.get(key, 0):
            yield f"shares: {' '.join(map(str, key))} is {sums.get(key, 0)} pence, not {listed.get(key, 0)}"
    yield from _route_faults(reading, plan)


def paid_by_group(paid: tuple[Paid, ...]) -> dict[Group, dict[str, int]]:
    """By group, what each allocation pays of it in pence."""
    sums: dict[Group, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in paid:
        sums[each.group][each.money.id] += each.payment.amount_pence
    return sums


def needs_by_group(chosen: Mapping[str, Mode]) -> dict[Group, int]:
    """By group, the cash that it needs in pence; groups that need nothing are left out."""
    needs: dict[Group, int] = defaultdict(int)
    for project, mode in chosen.items():
        for line in mode.lines:
            for year, cash in enumerate(line.cash):
                if cash:
                    needs[project, line.bearer, line.kind, year] += cash
    return needs


def hurdle_faults(reading: Reading, money: Money, mode: Mode) -> Iterator[str]:
    """A fund with a hurdle pays nothing to a mode whose benefit-cost ratio lies below it."""
    hurdle = money.rules.hurdle_bcr
    if hurdle is not None and not reading.value(mode).clears(Fraction(hurdle)):
        yield f"hurdle_bcr: {mode.project.id} does not reach the ratio {hurdle} that the fund {money.fund} asks for"


def _described(payment: Payment) -> str:
    return f"the payment of {payment.allocation} for {payment.project}’s {payment.line} in {payment.year}"


def _resolved(reading: Reading, chosen: Mapping[str, Mode], payment: Payment) -> Paid | str:
    money, mode = reading.money.get(payment.allocation), chosen.get(payment.project)
    year = payment.year.start - reading.document.place.first_year.start
    if money is None:
        return f"counted money: {payment.allocation} is not counted"
    if mode is None:
        return f"chosen: {payment.project} was not chosen"
    line = next((line for line in mode.lines if line.id == payment.line), None)
    if line is None:
        return f"line: {payment.project} has no cost line {payment.line} in this option"
    if not 0 <= year < reading.document.place.years:
        return f"year: {payment.year} lies outside the horizon"
    return Paid(payment=payment, money=money, mode=mode, line=line, year=year)


def _single_faults(reading: Reading, chosen: Mapping[str, Mode], each: Paid) -> Iterator[str]:
    payment, money, line = each.payment, each.money, each.line
    if payment.amount_pence <= 0:
        yield "amount: a payment is more than nothing"
    if payment.kind != line.kind:
        yield f"kind: the line is {line.kind} and the payment says {payment.kind}"
    if payment.bearer != line.bearer:
        yield f"bearer: {line.bearer} bears the line and the payment says {payment.bearer}"
    if payment.shared != (money.holder != line.bearer):
        yield "shared: a payment is shared when another organisation than the holder bears the cost"
    yield from refusals(money, each.mode, line.bearer, line.kind, each.year)
    yield from hurdle_faults(reading, money, each.mode)
    if money.released_by is not None and money.released_by not in chosen:
        yield f"from_benefit: the money exists only if {money.released_by} is chosen"


def _need_faults(reading: Reading, chosen: Mapping[str, Mode], paid: tuple[Paid, ...]) -> Iterator[str]:
    sums: dict[tuple[str, str, int], int] = defaultdict(int)
    for each in paid:
        sums[each.mode.project.id, each.line.id, each.year] += each.payment.amount_pence
    first = reading.document.place.first_year
    for project, mode in chosen.items():
        for line in mode.lines:
            for year, need in enumerate(line.cash):
                given = sums.get((project, line.id, year), 0)
                if given != need:
                    yield f"funded to the penny: {project}’s {line.id} in {first.plus(year)} needs {need}, has {given}"


def _amount_faults(reading: Reading, paid: tuple[Paid, ...]) -> Iterator[str]:
    for money in reading.money.values():
        own = [each for each in paid if each.money.id == money.id]
        used = sum(each.payment.amount_pence for each in own)
        shared = sum(each.payment.amount_pence for each in own if each.line.bearer != money.holder)
        if used > money.amount:
            yield f"amount: {money.id} has {money.amount} pence and pays {used}"
        if shared > money.shareable:
            yield f"shareable: {money.id} may share {money.shareable} pence and shares {shared}"


def _fraction_faults(chosen: Mapping[str, Mode], paid: tuple[Paid, ...]) -> Iterator[str]:
    sums: dict[tuple[str, Fraction, str, str], int] = defaultdict(int)
    for each in paid:
        if each.money.fund is not None and each.money.rules.pays_at_most is not None:
            most = Fraction(each.money.rules.pays_at_most)
            sums[each.money.fund, most, each.mode.project.id, each.line.kind] += each.payment.amount_pence
    for (fund, most, project, kind), given in sums.items():
        cost = funded_cost(chosen[project], kind)
        if given > most * cost:
            yield f"pays_at_most: {fund} pays {given} of {project}’s {kind} of {cost} pence, more than {most}"


def funded_cost(mode: Mode, kind: str) -> int:
    """What a mode costs to fund in one kind, inside the horizon, pence."""
    return sum(sum(line.cash) for line in mode.lines if line.kind == kind)


def _spread_faults(paid: tuple[Paid, ...]) -> Iterator[str]:
    """What an allocation pays of a group is spread over its lines pro rata, to the nearest pennies."""
    groups = paid_by_group(paid)
    by_line: dict[tuple[Group, str, Line], int] = defaultdict(int)
    for each in paid:
        by_line[each.group, each.money.id, each.line] += each.payment.amount_pence
    for (group, allocation, line), given in by_line.items():
        need = sum(groups[group].values())
        fair = Fraction(groups[group][allocation] * line.cash[group[3]], need) if need else Fraction(0)
        if abs(given - fair) > 1:
            yield f"pro rata: {allocation} pays {given} of {group[0]}’s {line.id}, its part is {float(fair):.2f} pence"


def _route_faults(reading: Reading, plan: Plan) -> Iterator[str]:
    kinds: dict[str, str | None] = {
        organisation.id: organisation.kind for organisation in reading.document.organisations
    }
    for share in plan.shares:
        if share.needs_advice and reading.terms.exclude_needs_advice:
            yield f"routes: {share.allocation} is shared with {share.to} by a route that needs advice"
        unknown = kinds.get(share.from_) is None or kinds.get(share.to) is None
        if unknown and (share.route is not None or not share.needs_advice):
            yield f"routes: the route of {share.allocation} to {share.to} is unknown, so it needs advice"
