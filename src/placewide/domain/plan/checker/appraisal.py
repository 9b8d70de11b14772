"""What a mode is worth, in exact fractions of a penny: real prices of year 0, discounted year by year.

Written again from the rules, without floats, so that it can stand against the figures that plans publish.
Rates: standard 3.5 % to year 30, 3.0 % to 75, then 2.5 %; health 1.5, 1.29, 1.07 % (Green Book).
Optimism bias: Mott MacDonald 2002, upper and lower bounds of capital and, for outsourcing, of running costs.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from placewide.domain.place.document import PlaceDetails
from placewide.domain.plan.checker.modes import (
    Mode,
    amounts_by_year,
    appraisal_years,
    benefits_known,
    half_up,
    known_amounts,
)
from placewide.domain.shared.figures import pence

RATES = {
    False: ((30, Fraction("0.035")), (75, Fraction("0.03")), (125, Fraction("0.025"))),
    True: ((30, Fraction("0.015")), (75, Fraction("0.0129")), (125, Fraction("0.0107"))),
}
BIAS_BOUNDS = {
    "standard_buildings": ("capital", 24, 2),
    "non_standard_buildings": ("capital", 51, 4),
    "standard_civil_engineering": ("capital", 44, 3),
    "non_standard_civil_engineering": ("capital", 66, 6),
    "equipment_development": ("capital", 200, 10),
    "outsourcing": ("revenue", 41, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Present values of a mode in pence. Costs with bias, by bearer, kind and year; gains by organisation and class."""

    costs: Mapping[tuple[str, str, int], Fraction]
    risk_cost: Fraction
    gains: Mapping[tuple[str | None, str], Fraction]
    known: bool
    """Whether the benefits are known; if not, the mode has no NPSV and counts nowhere in totals."""
    bias: Mapping[str, Fraction]
    """By kind of cost, the fraction by which it is raised."""

    @property
    def total_costs(self) -> Fraction:
        return sum(self.costs.values(), self.risk_cost)

    @property
    def total_gains(self) -> Fraction:
        return sum(self.gains.values(), Fraction(0))

    @property
    def npsv(self) -> int | None:
        """Pence, half up."""
        return half_up(self.total_gains - self.total_costs) if self.known else None

    def clears(self, hurdle: Fraction) -> bool:
        """Whether benefits ÷ costs reach the hurdle; unknown benefits are not known to."""
        return self.known and self.total_gains >= hurdle * self.total_costs


@lru_cache(maxsize=8)
def discount_factors(years: int, health: bool) -> tuple[Fraction, ...]:
    """DF(0) = 1, DF(t) = DF(t − 1) / (1 + rate of year t)."""
    factors = [Fraction(1)]
    for year in range(1, years):
        rate = next(rate for last, rate in RATES[health] if year <= last)
        factors.append(factors[-1] / (1 + rate))
    return tuple(factors)


def value_of(place: PlaceDetails, mode: Mode) -> Value:
    """Appraise a mode over the appraisal years."""
    factors = discount_factors(appraisal_years(place), False)
    bias = bias_of(mode)
    costs: dict[tuple[str, str, int], Fraction] = defaultdict(Fraction)
    for line in mode.lines:
        for year, amount in enumerate(line.base):
            if amount:
                costs[line.bearer, line.kind, year] += amount * (1 + bias[line.kind]) * factors[year]
    known = benefits_known(mode.option or mode.project)
    return Value(
        costs=costs,
        risk_cost=_risk_cost(mode) * factors[mode.first],
        gains=_gains(place, mode) if known else {},
        known=known,
        bias=bias,
    )


def bias_of(mode: Mode) -> dict[str, Fraction]:
    """By kind: upper bound × Σ weight × (1 − mitigated), not below the lower bound without evidence."""
    found = {"capital": Fraction(0), "revenue": Fraction(0)}
    bias = mode.project.optimism_bias
    if bias is None or bias.type is None:
        return found
    kind, upper, lower = BIAS_BOUNDS[bias.type]
    left = sum(Fraction(each.weight) * (1 - Fraction(each.mitigated)) for each in bias.factors)
    percent = upper * (Fraction(left) if bias.factors else Fraction(1))
    evidenced = all(each.evidence for each in bias.factors if each.mitigated)
    found[kind] = (percent if evidenced else max(percent, Fraction(lower))) / 100
    return found


def _risk_cost(mode: Mode) -> int:
    bias = mode.project.optimism_bias
    return (pence(bias.risk_cost) or 0) if bias else 0


def _gains(place: PlaceDetails, mode: Mode) -> dict[tuple[str | None, str], Fraction]:
    bias = mode.project.optimism_bias
    kept = 1 - Fraction(bias.benefits or 0) / 100 if bias else Fraction(1)
    years = appraisal_years(place)
    gains: dict[tuple[str | None, str], Fraction] = defaultdict(Fraction)
    for benefit in (mode.option or mode.project).benefits or ():
        if benefit.class_ == "unmonetised":
            continue
        factors = discount_factors(years, benefit.health)
        for year, amount in enumerate(amounts_by_year(known_amounts(benefit.amounts) or (), mode.first, years)):
            # Bias makes benefits smaller and never a dis-benefit.
            worth = amount * factors[year] * (kept if amount > 0 else 1)
            gains[benefit.organisation, benefit.class_ or ""] += worth
    return gains
