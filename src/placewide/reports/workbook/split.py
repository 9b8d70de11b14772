"""Whole pence by organisation: each project's rounded costs and benefits, split by largest remainder.

An organisation's part of a project is rarely whole pence. Every part is rounded down, and the pennies then missing
from the project's total go one each to the parts with the largest remainders, the first in the list among equals. So
the parts add up to the project, the projects to the place, and no penny is lost or made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from placewide.domain.plan.problem.modes import Mode
from placewide.numerics.rounding import round_half_up
from placewide.reports.workbook.records import BenefitFact, CostFact, PaymentFact

Side = Literal["cost", "benefit"]
Part = tuple[str | None, str]
"""Organisation (None: nobody in particular), and nature: own, grant, unfunded, risk, or a class of benefit."""
Parts = Mapping[Part, Fraction]
MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFact:
    """One organisation's part of one project, in pence. `remainder` is in millionths of a penny."""

    mode: Mode
    side: Side
    body: str | None
    nature: str
    exact: Fraction
    down: int
    remainder: int
    position: int
    rank: int
    missing: int

    @property
    def penny(self) -> int:
        return int(self.rank <= self.missing)

    @property
    def amount(self) -> int:
        return self.down + self.penny


def splits_of(modes: Iterable[Mode], paid: Mapping[str, Parts], gained: Mapping[str, Parts]) -> tuple[SplitFact, ...]:
    """Every part of every one of these projects, costs before benefits."""
    found: list[SplitFact] = []
    for mode in modes:
        found += _split(mode, "cost", mode.value.costs_pence, paid.get(mode.project, {}), len(found))
        found += _split(mode, "benefit", mode.value.benefits_pence, gained.get(mode.project, {}), len(found))
    return tuple(found)


def by_body(splits: tuple[SplitFact, ...]) -> Mapping[str | None, list[SplitFact]]:
    """The parts of each organisation, organisations in order of id, nobody in particular last."""
    groups: dict[str | None, list[SplitFact]] = defaultdict(list)
    for fact in splits:
        groups[fact.body].append(fact)
    return {body: groups[body] for body in sorted(groups, key=lambda body: (body is None, body or ""))}


def costs_by_part(
    modes: Iterable[Mode], costs: Iterable[CostFact], payments: Iterable[PaymentFact], horizon: int
) -> Mapping[str, Parts]:
    """By project: present value that each organisation bears, by the nature of the money."""
    sums: dict[str, dict[Part, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for cost in costs:
        if cost.cost.year >= horizon:
            sums[cost.mode.project][cost.cost.bearer, "unfunded"] += cost.before + cost.uplift
    for mode in modes:
        if mode.value.risk:
            sums[mode.project][mode.lead, "risk"] += mode.value.risk
    for paid in payments:
        sums[paid.payment.project][paid.holder, paid.nature] += paid.value
    return sums


def benefits_by_part(benefits: Iterable[BenefitFact]) -> Mapping[str, Parts]:
    """By project: present value that each organisation gains, by class of benefit."""
    sums: dict[str, dict[Part, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for gain in benefits:
        sums[gain.mode.project][gain.benefit.organisation, gain.benefit.class_ or "unclassified"] += gain.value
    return sums


def _split(mode: Mode, side: Side, whole: int, parts: Parts, placed: int) -> Iterator[SplitFact]:
    # The order of the plan, so that equal remainders fall to the same organisation here and there.
    keys = sorted(parts, key=repr)
    millionths = [round_half_up(parts[key] * MILLION) for key in keys]
    downs = [floor(Fraction(value, MILLION)) for value in millionths]
    remainders = [value - down * MILLION for value, down in zip(millionths, downs, strict=True)]
    order = sorted(range(len(keys)), key=lambda index: (-remainders[index], index))
    for index, (body, nature) in enumerate(keys):
        yield SplitFact(
            mode=mode,
            side=side,
            body=body,
            nature=nature,
            exact=parts[body, nature],
            down=downs[index],
            remainder=remainders[index],
            position=placed + index + 1,
            rank=order.index(index) + 1,
            missing=whole - sum(downs),
        )
