"""One input at a time: the tornado, and switching values of the NPSV and of the chosen set.

NPSV with a factor k on input i = NPSV + (k − 1) · contribution_i
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from placewide.domain.benefits.records import Benefit, OptimismBias
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.questions.contributions import Contribution
from placewide.domain.shared.figures import Amount, Figure, Pence, YearlyAmounts
from placewide.numerics.discounting import switching_factor
from placewide.numerics.rounding import round_half_up

ALL_BENEFITS, ALL_COSTS = "benefits", "costs"
FACTORS = tuple(Fraction(quarters, 4) for quarters in range(9))
"""Nought, a quarter, … twice: where the chosen set is looked at before it is narrowed down."""

Replan = Callable[[Fraction], Collection[str] | None]
"""The projects chosen with a factor on an input; None where there is no plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """The NPSV with one input at either end of its range and everything else at its most likely value."""

    id: str
    low: Fraction
    high: Fraction
    npsv_at_low_pence: int
    npsv_at_high_pence: int

    @property
    def swing_pence(self) -> int:
        return abs(self.npsv_at_high_pence - self.npsv_at_low_pence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """The factor on an input at which the NPSV is nil; None: no factor from nought upwards makes it so.

    `within_range`: whether the stated range reaches it; None where no range is stated.
    """

    id: str
    contribution_pence: int
    factor: Fraction | None
    within_range: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChange:
    """Another set is chosen somewhere between these two factors; `leaves` and `joins` say how it differs."""

    unchanged_at: Fraction
    changed_at: Fraction
    leaves: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    no_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSwitch:
    """The nearest change of the chosen set on either side of the value as stated; None: none between the ends."""

    below: SetChange | None
    above: SetChange | None
    lowest: Fraction
    highest: Fraction


def tornado(npsv_pence: int, contributions: Sequence[Contribution]) -> tuple[Swing, ...]:
    """A swing for every input with a range, the widest first."""
    swings = [
        Swing(
            id=each.id,
            low=each.range.low,
            high=each.range.high,
            npsv_at_low_pence=npsv_pence + round_half_up((each.range.low - 1) * each.npsv),
            npsv_at_high_pence=npsv_pence + round_half_up((each.range.high - 1) * each.npsv),
        )
        for each in contributions
        if each.range.open
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.swing_pence, swing.id)))


def switching_values(npsv_pence: int, contributions: Sequence[Contribution]) -> tuple[Switch, ...]:
    """All benefits, all costs, then each line by how little it would have to change; those without a factor last."""
    benefits = sum((each.npsv for each in contributions if each.kind == "benefit"), Fraction(0))
    costs = sum((each.npsv for each in contributions if each.kind != "benefit"), Fraction(0))
    whole = [_switch(npsv_pence, ALL_BENEFITS, benefits), _switch(npsv_pence, ALL_COSTS, costs)]
    lines = [_switch_of_line(npsv_pence, each) for each in contributions if each.npsv]
    return (*whole, *sorted(lines, key=_nearest_first))


def _switch(npsv_pence: int, name: str, contribution: Fraction) -> Switch:
    factor = switching_factor(npsv_pence, contribution)
    return Switch(id=name, contribution_pence=round_half_up(contribution), factor=factor)


def _switch_of_line(npsv_pence: int, line: Contribution) -> Switch:
    switch = _switch(npsv_pence, line.id, line.npsv)
    if not line.range.open:
        return switch
    reached = switch.factor is not None and line.range.low <= switch.factor <= line.range.high
    return replace(switch, within_range=reached)


def _nearest_first(switch: Switch) -> tuple[bool, Fraction, str]:
    return (switch.factor is None, abs((switch.factor or 0) - Fraction(1)), switch.id)


def set_switch(
    replan: Replan, *, factors: Sequence[Fraction] = FACTORS, tolerance: Fraction = Fraction(1, 100)
) -> SetSwitch:
    """Where the chosen set changes as one input is scaled: each side of 1 is searched outwards, then halved.

    `replan` is asked for 1, for the factors outwards from it until the set differs, and while halving until the two
    factors are no further apart than the tolerance. A set that changes and changes back between two neighbouring
    factors goes unseen. Raises ValueError for factors that do not hold 1.
    """
    if Fraction(1) not in factors:
        raise ValueError("The factors must hold 1, the value as stated.")
    ordered = sorted(factors)
    start = ordered.index(Fraction(1))
    plans = _Remembered(replan)
    return SetSwitch(
        below=_first_change(plans, ordered[start::-1], tolerance),
        above=_first_change(plans, ordered[start:], tolerance),
        lowest=ordered[0],
        highest=ordered[-1],
    )


class _Remembered:
    """A plan for each factor, asked for once."""

    def __init__(self, replan: Replan) -> None:
        self._replan = replan
        self._known: dict[Fraction, frozenset[str] | None] = {}

    def at(self, factor: Fraction) -> frozenset[str] | None:
        if factor not in self._known:
            chosen = self._replan(factor)
            self._known[factor] = None if chosen is None else frozenset(chosen)
        return self._known[factor]


def _first_change(plans: _Remembered, outwards: Sequence[Fraction], tolerance: Fraction) -> SetChange | None:
    stated = plans.at(outwards[0])
    for same, other in pairwise(outwards):
        if plans.at(other) != stated:
            return _narrowed(plans, same, other, tolerance)
    return None


def _narrowed(plans: _Remembered, same: Fraction, other: Fraction, tolerance: Fraction) -> SetChange:
    stated = plans.at(same)
    while abs(other - same) > tolerance:
        middle = (same + other) / 2
        if plans.at(middle) == stated:
            same = middle
        else:
            other = middle
    before, after = stated or frozenset(), plans.at(other)
    return SetChange(
        unchanged_at=same,
        changed_at=other,
        leaves=tuple(sorted(before - (after or frozenset()))),
        joins=tuple(sorted((after or frozenset()) - before)),
        no_plan=after is None,
    )


def scaled(document: PlaceDocument, ids: Collection[str], factor: Fraction) -> PlaceDocument:
    """The place with a factor on the amounts of these inputs, in every option, half up to pence: for `set_switch`.

    `ids` are those of contributions; `benefits` and `costs` stand for all of them.
    """
    scale = _Scale(frozenset(ids), factor)
    return replace(document, projects=tuple(scale.project(project) for project in document.projects))


@dataclass(frozen=True, slots=True)
class _Scale:
    ids: frozenset[str]
    factor: Fraction

    def project(self, project: Project) -> Project:
        return replace(
            project,
            costs=self._costs(project.id, project.costs),
            benefits=self._benefits(project.id, project.benefits),
            optimism_bias=self._bias(project.id, project.optimism_bias),
            options=tuple(
                replace(
                    option,
                    costs=self._costs(project.id, option.costs),
                    benefits=self._benefits(project.id, option.benefits),
                )
                for option in project.options
            ),
        )

    def _costs(self, project: str, lines: tuple[CostLine, ...]) -> tuple[CostLine, ...]:
        return tuple(
            replace(line, amounts=self._amounts(line.amounts)) if self._named(ALL_COSTS, project, "cost", line.id)
            else line
            for line in lines
        )  # fmt: skip

    def _benefits(self, project: str, lines: tuple[Benefit, ...] | None) -> tuple[Benefit, ...] | None:
        return lines and tuple(
            replace(line, amounts=self._amounts(line.amounts)) if self._named(ALL_BENEFITS, project, "benefit", line.id)
            else line
            for line in lines
        )  # fmt: skip

    def _bias(self, project: str, bias: OptimismBias | None) -> OptimismBias | None:
        if bias is None or not self._named(ALL_COSTS, project, "risk", "risk_cost"):
            return bias
        return replace(bias, risk_cost=self._amount(bias.risk_cost))

    def _named(self, every: str, project: str, kind: str, line: str) -> bool:
        return every in self.ids or f"{project}/{kind}/{line}" in self.ids

    def _amounts(self, amounts: YearlyAmounts | None) -> YearlyAmounts | None:
        return amounts and tuple(None if amount is None else self._amount(amount) for amount in amounts)

    def _amount(self, amount: Amount) -> Amount:
        if not isinstance(amount, Figure):
            return self._pence(amount)
        return replace(
            amount,
            low=None if amount.low is None else self._pence(amount.low),
            value=None if amount.value is None else self._pence(amount.value),
            high=None if amount.high is None else self._pence(amount.high),
        )

    def _pence(self, amount: int) -> Pence:
        return Pence(round_half_up(amount * self.factor))
