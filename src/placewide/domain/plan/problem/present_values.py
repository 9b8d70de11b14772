"""What a mode is worth: present values of its costs and benefits, exactly, in base-year pence.

    NPSV = Σ DF(t)·(benefits(t) − costs(t)·(1 + bias)) − DF(start)·risk cost,   rounded half up to pence

Health benefits are discounted at the health rate, everything else at the standard rate. A mode whose benefits
are unknown has no NPSV and stands in no total.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from placewide.domain.benefits.parameters import HEALTH_DISCOUNTING, STANDARD_DISCOUNTING, in_force
from placewide.domain.benefits.records import Benefit
from placewide.domain.place.document import PlaceDetails
from placewide.domain.plan.problem.bias import Bias
from placewide.domain.plan.problem.costs import YearCost
from placewide.domain.shared.figures import pence
from placewide.numerics.discounting import discount_factors
from placewide.numerics.rounding import round_half_up

Gainer = tuple[str | None, str]
"""Who gains (None: nobody in particular), and the class of benefit."""


@dataclass(frozen=True, slots=True)
class ModeValue:
    """Present values of one mode: `funded` inside the horizon by bearer, kind and year; `unfunded` beyond it."""

    funded: Mapping[tuple[str, str, int], Fraction]
    unfunded: Mapping[str, Fraction]
    unfunded_by_year: Mapping[str, Mapping[int, int]]
    risk: Fraction
    costs: Fraction
    costs_before_bias: Fraction
    gains: Mapping[Gainer, Fraction] | None
    benefits: Fraction | None
    npsv_pence: int | None

    @property
    def benefits_pence(self) -> int:
        return 0 if self.benefits is None else round_half_up(self.benefits)

    @property
    def costs_pence(self) -> int:
        """Rounded so that benefits less costs are the NPSV to the penny."""
        return round_half_up(self.costs) if self.npsv_pence is None else self.benefits_pence - self.npsv_pence

    @property
    def ratio(self) -> Fraction | None:
        """Benefit-cost ratio after bias; None where benefits are unknown or nothing is spent."""
        return self.benefits / self.costs if self.benefits is not None and self.costs > 0 else None

    def passes(self, hurdle: Fraction) -> bool:
        """Whether the ratio reaches a fund's hurdle; unknown benefits do not, costs of nothing do."""
        if self.benefits is None:
            return False
        return self.costs <= 0 or self.benefits >= hurdle * self.costs


@lru_cache(maxsize=64)
def factors(schedule: str, years: int, base_year: int) -> tuple[Fraction, ...]:
    """Discount factors of the `standard` or `health` schedule in force in the base year."""
    tables = HEALTH_DISCOUNTING if schedule == "health" else STANDARD_DISCOUNTING
    # A base year before the first table is appraised with the oldest rates that there are.
    table = in_force(tables, max(f"{base_year}-04-01", f"{tables[0].valid_from}-01-01"))
    return discount_factors(table.bands, years)


def value_of(
    place: PlaceDetails,
    offset: int,
    costs: tuple[YearCost, ...],
    benefits: tuple[Benefit, ...] | None,
    bias: Bias,
) -> ModeValue:
    """What a mode that starts `offset` years after the first is worth: present values in exact pence, with bias.

    Costs and benefits count in base-year prices up to `appraisal_years`; NPSV = PV of benefits less PV of costs.
    """
    years = place.appraisal_years or place.years
    discount = factors("standard", max(years, place.years), place.first_year.start)
    funded: dict[tuple[str, str, int], Fraction] = defaultdict(Fraction)
    unfunded: dict[str, Fraction] = defaultdict(Fraction)
    bill: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    before_bias = Fraction(0)
    for cost in costs:
        value = discount[cost.year] * cost.base
        before_bias += value
        if cost.year < place.years:
            funded[cost.bearer, cost.kind, cost.year] += value * (1 + bias.on(cost.kind))
        else:
            unfunded[cost.bearer] += value * (1 + bias.on(cost.kind))
            bill[cost.bearer][cost.year] += cost.base
    risk = discount[offset] * bias.risk_cost
    total = sum(funded.values(), Fraction(0)) + sum(unfunded.values(), Fraction(0)) + risk
    gains = gains_of(place, offset, benefits, bias)
    whole = None if gains is None else sum(gains.values(), Fraction(0))
    return ModeValue(
        funded=dict(funded),
        unfunded=dict(unfunded),
        unfunded_by_year={bearer: dict(by_year) for bearer, by_year in bill.items()},
        risk=risk,
        costs=total,
        costs_before_bias=before_bias,
        gains=gains,
        benefits=whole,
        npsv_pence=None if whole is None else round_half_up(whole - total),
    )


def gains_of(
    place: PlaceDetails, offset: int, benefits: tuple[Benefit, ...] | None, bias: Bias
) -> Mapping[Gainer, Fraction] | None:
    """Present benefits by gainer and class; None where any monetised benefit is unknown."""
    if benefits is None:
        return None
    years = place.appraisal_years or place.years
    gains: dict[Gainer, Fraction] = defaultdict(Fraction)
    for benefit in benefits:
        if benefit.class_ == "unmonetised":
            continue
        if benefit.amounts is None or any(pence(amount) is None for amount in benefit.amounts):
            return None
        discount = factors("health" if benefit.health else "standard", years, place.first_year.start)
        for step, amount in enumerate(benefit.amounts[: max(years - offset, 0)]):
            value = discount[offset + step] * (pence(amount) or 0)
            # Bias never shrinks a dis-benefit: it would make the project look better.
            gains[benefit.organisation, benefit.class_ or "unclassified"] += (
                value * (1 - bias.benefits) if value > 0 else value
            )
    return dict(gains)
