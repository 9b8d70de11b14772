"""What every cost line, benefit and risk cost of a plan adds to its NPSV, to whose account, and how sure it is.

The NPSV is linear in these: NPSV = Σ contributions, benefits positive and costs (with bias) negative, in base-year
pence. A factor on a line acts on all its years alike, so its year profile stays and one number describes it.

    factor at low = Σ DF·low / Σ DF·value   over the years of the line that state a range;   so for high

An end that is not stated is the value itself. A range on the line's total counts where no year states one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.problem.modes import Alternative, Cell, Mode, alternatives_of
from placewide.domain.plan.problem.present_values import Gainer, factors, gains_of
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.solve.funding import Payments
from placewide.domain.shared.figures import Amount, Figure, pence

InputKind = Literal["cost", "benefit", "risk"]
Body = str | None
"""An organisation, or None for nobody in particular."""
Shares = Mapping[tuple[str, Cell], Sequence[tuple[str, bool, Fraction]]]
"""Who pays a demand of a project: holder, whether with own money, and which part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Factors on a contribution, low ≤ high; `refused` says why a stated range could not be used."""

    low: Fraction = Fraction(1)
    high: Fraction = Fraction(1)
    refused: str | None = None

    @property
    def open(self) -> bool:
        return self.low < self.high


CERTAIN = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One line of one chosen project. `id` is project/kind/line, the same in every option, start and scenario."""

    project: str
    kind: InputKind
    line: str
    npsv: Fraction
    """Present value as stated: what this adds to the NPSV, negative for costs."""
    net: Mapping[Body, Fraction]
    """The same by organisation: gains less what it pays, grants that pass through it included."""
    own: Mapping[Body, Fraction]
    """The same by organisation: gains less own money."""
    gains: Mapping[Gainer, Fraction] = field(default_factory=dict)
    range: Range = CERTAIN

    @property
    def id(self) -> str:
        return f"{self.project}/{self.kind}/{self.line}"


def contributions_of(
    document: PlaceDocument, problem: Problem, chosen: frozenset[int], payments: Payments
) -> tuple[Contribution, ...]:
    """Every contribution of the chosen modes that stand in the totals, in order of id."""
    projects = {str(project.id): project for project in document.projects}
    shares = _shares(problem, payments, chosen)
    found: list[Contribution] = []
    for position in chosen:
        mode = problem.modes[position]
        if mode.value.npsv_pence is not None:
            found += _of_mode(document.place, projects[mode.project], mode, shares)
    return tuple(sorted(found, key=lambda each: each.id))


def _of_mode(place: PlaceDetails, project: Project, mode: Mode, shares: Shares) -> Iterator[Contribution]:
    alternative = next(each for each in alternatives_of(project) if each.option_id == mode.option)
    yield from _costs(place, alternative, mode, shares)
    yield from _benefits(place, alternative, mode)
    if mode.value.risk:
        risk: dict[Body, Fraction] = {mode.lead: -mode.value.risk}
        stated = project.optimism_bias.risk_cost if project.optimism_bias else None
        yield Contribution(
            project=mode.project, kind="risk", line="risk_cost", npsv=-mode.value.risk, net=risk, own=risk,
            range=_range((stated,), (Fraction(1),), None),
        )  # fmt: skip


def _costs(place: PlaceDetails, alternative: Alternative, mode: Mode, shares: Shares) -> Iterator[Contribution]:
    offset = mode.start.start - place.first_year.start
    discount = factors("standard", max(place.appraisal_years or 0, place.years), place.first_year.start)
    for line in alternative.costs:
        net: dict[Body, Fraction] = defaultdict(Fraction)
        own: dict[Body, Fraction] = defaultdict(Fraction)
        whole = Fraction(0)
        for cost in mode.costs:
            if cost.line != line.id:
                continue
            value = discount[cost.year] * cost.base * (1 + mode.bias.on(cost.kind))
            whole += value
            cell = (cost.bearer, cost.kind, cost.year)
            payers = shares.get((mode.project, cell), ()) if cost.year < place.years else ((cost.bearer, True, 1),)
            for holder, own_money, part in payers:
                net[holder] -= value * part
                if own_money:
                    own[holder] -= value * part
        sure = _range(line.amounts or (), _weights(line, discount[offset:]), line.total)
        if whole or sure.refused:
            yield Contribution(
                project=mode.project, kind="cost", line=str(line.id), npsv=-whole, net=net, own=own, range=sure
            )


def _benefits(place: PlaceDetails, alternative: Alternative, mode: Mode) -> Iterator[Contribution]:
    offset = mode.start.start - place.first_year.start
    years = place.appraisal_years or place.years
    for benefit in alternative.benefits or ():
        if benefit.class_ == "unmonetised":
            continue
        gains = gains_of(place, offset, (benefit,), mode.bias) or {}
        to: dict[Body, Fraction] = {benefit.organisation: sum(gains.values(), Fraction(0))}
        whole = to[benefit.organisation]
        discount = factors("health" if benefit.health else "standard", years, place.first_year.start)
        sure = _range(benefit.amounts or (), _weights(benefit, discount[offset:]), benefit.total)
        if whole or sure.refused:
            yield Contribution(
                project=mode.project, kind="benefit", line=str(benefit.id), npsv=whole, net=to, own=to, gains=gains,
                range=sure,
            )  # fmt: skip


def _weights(line: CostLine | Benefit, discount: Sequence[Fraction]) -> list[Fraction]:
    """What a pound of each listed year is worth; the last amount of an ongoing line counts for all that follow."""
    listed = len(line.amounts or ())
    weights = list(discount[:listed])
    if isinstance(line, CostLine) and line.ongoing and weights:
        weights[-1] += sum(discount[listed:], Fraction(0))
    return weights


def _range(amounts: Iterable[Amount | None], weights: Iterable[Fraction], total: Amount | None) -> Range:
    """One pair of factors for a line. Years after the appraisal have no weight and do not count."""
    counted = [pair for pair in zip(amounts, weights, strict=False) if pair[1]]
    ranged = [(amount, weight) for amount, weight in counted if _is_ranged(amount)]
    if not ranged and _is_ranged(total):
        ranged = [(total, Fraction(1))]
    low, value, high = (
        sum((weight * _ends(amount)[end] for amount, weight in ranged), Fraction(0)) for end in range(3)
    )
    if low == high:
        return CERTAIN
    signs = {(pence(amount) or 0) > 0 for amount, _ in counted if pence(amount)}
    if len(signs) > 1:
        return Range(refused="the line has gains in some years and losses in others: make two lines of it")
    if not value:
        return Range(refused="its most likely value is nil, and a range is taken as a factor on it")
    return Range(low=min(low / value, high / value), high=max(low / value, high / value))


def _is_ranged(amount: Amount | None) -> bool:
    return isinstance(amount, Figure) and amount.value is not None and (amount.low, amount.high) != (None, None)


def _ends(amount: Amount | None) -> tuple[int, int, int]:
    """Low, value and high in pence; an end that is missing or on the wrong side is the value itself."""
    value = pence(amount) or 0
    if not isinstance(amount, Figure):
        return value, value, value
    low = value if amount.low is None else min(amount.low, value)
    high = value if amount.high is None else max(amount.high, value)
    return low, value, high


def _shares(problem: Problem, payments: Payments, chosen: frozenset[int]) -> Shares:
    modes = {problem.modes[position].project: problem.modes[position] for position in chosen}
    found: dict[tuple[str, Cell], list[tuple[str, bool, Fraction]]] = defaultdict(list)
    for position, amount in sorted(payments.items()):
        arc = problem.arcs[position]
        pot = problem.pots[arc.pot]
        need = modes[arc.project].needs[arc.cell]
        found[arc.project, arc.cell].append((pot.holder, pot.own_money, Fraction(amount, need)))
    return found
