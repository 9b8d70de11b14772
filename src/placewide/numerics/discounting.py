"""Present values, exactly: every figure is a rational number and nothing is rounded on the way.

Amounts are in one unit (pence, say) and in the prices of year 0. A year is counted from 0, the base year.
Method: HM Treasury, The Green Book, chapters on discounting; https://www.gov.uk/government/publications/the-green-book-appraisal-and-evaluation-in-central-government
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class RateBand:
    """A yearly real discount rate that holds up to and including `last_year`; None = for ever after."""

    last_year: int | None
    rate: Fraction


def discount_factors(bands: Sequence[RateBand], years: int) -> tuple[Fraction, ...]:
    """What one unit of each year 0 … `years` − 1 is worth in year 0, one factor a year.

    DF(0) = 1, DF(t) = DF(t−1) / (1 + rₜ), where rₜ is the rate of the band in which year t lies. The factors are
    chained: a later rate applies to the later years alone, so there is no jump where the rate changes.

    Raises ValueError when the bands are not in order, end before the last year, or hold a rate of −100 % or less.

    >>> green_book = [RateBand(30, Fraction(35, 1000)), RateBand(75, Fraction(3, 100)), RateBand(None, Fraction(1, 40))]
    >>> [f"{float(discount_factors(green_book, 77)[t]):.6f}" for t in (0, 1, 2, 5, 10)]
    ['1.000000', '0.966184', '0.933511', '0.841973', '0.708919']
    >>> [f"{float(discount_factors(green_book, 77)[t]):.6f}" for t in (30, 31, 75, 76)]
    ['0.356278', '0.345901', '0.094214', '0.091916']
    """
    if years < 0:
        raise ValueError(f"The number of years cannot be negative: {years}.")
    _check_order(bands)
    factors: list[Fraction] = []
    for year in range(years):
        factors.append(factors[-1] / (1 + _rate_of(bands, year)) if factors else Fraction(1))
    return tuple(factors)


def present_value(amounts: Sequence[int | Fraction], factors: Sequence[Fraction]) -> Fraction:
    """Σ DF(t) · amount(t), in the unit of the amounts; a list of amounts is zero after its end.

    Raises ValueError when an amount lies beyond the last factor: it is never dropped in silence.

    >>> halving = [Fraction(1), Fraction(1, 2), Fraction(1, 4)]
    >>> present_value([100, 100], halving)
    Fraction(150, 1)
    """
    if len(amounts) > len(factors):
        raise ValueError(f"There are {len(amounts)} yearly amounts but only {len(factors)} years are appraised.")
    return sum((factor * amount for amount, factor in zip(amounts, factors, strict=False)), Fraction(0))


def net_present_value(
    benefits: Sequence[int | Fraction], costs: Sequence[int | Fraction], factors: Sequence[Fraction]
) -> Fraction:
    """NPSV = Σ DF(t) · (benefit(t) − cost(t)). Costs are positive numbers; a dis-benefit is a negative benefit.

    >>> factors = discount_factors([RateBand(30, Fraction(35, 1000))], 5)
    >>> f"{float(net_present_value([0, 300, 500, 600, 600], [1000, 200, 200, 200, 200], factors)):.4f}"
    '86.0255'
    """
    return present_value(benefits, factors) - present_value(costs, factors)


def benefit_cost_ratio(present_benefits: Fraction | int, present_costs: Fraction | int) -> Fraction | None:
    """BCR = present value of benefits / present value of costs; None where there is no cost to divide by.

    Say with the result what stands in the denominator: ratios of different definitions do not compare.

    >>> benefit_cost_ratio(3, 2), benefit_cost_ratio(3, 0)
    (Fraction(3, 2), None)
    """
    return Fraction(present_benefits) / present_costs if present_costs > 0 else None


def switching_factor(npsv: Fraction | int, contribution: Fraction | int) -> Fraction | None:
    """The factor k on one input at which NPSV = 0: k = 1 − NPSV / contribution.

    `contribution` is what the input adds to the NPSV as it stands: the present value of a benefit, or minus the
    present value of a cost. 0.95 says that NPSV is nil when the input comes to 95 % of its forecast.
    None where no factor from 0 upwards does it: the input adds nothing, or even its complete loss leaves the sign.

    >>> switching_factor(20, 100), switching_factor(20, -50), switching_factor(200, 100)
    (Fraction(4, 5), Fraction(7, 5), None)
    """
    if contribution == 0:
        return None
    factor = 1 - Fraction(npsv) / contribution
    return factor if factor >= 0 else None


def _check_order(bands: Sequence[RateBand]) -> None:
    for band, following in pairwise(bands):
        if band.last_year is None or (following.last_year is not None and following.last_year <= band.last_year):
            raise ValueError("Discount rate bands must follow each other, and only the last may be without an end.")
    if any(band.rate <= -1 for band in bands):
        raise ValueError("A discount rate must be above −100 %.")


def _rate_of(bands: Sequence[RateBand], year: int) -> Fraction:
    for band in bands:
        if band.last_year is None or year <= band.last_year:
            return band.rate
    raise ValueError(f"No discount rate is given for year {year}.")
