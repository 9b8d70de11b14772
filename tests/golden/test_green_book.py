"""Figures of HM Treasury's Green Book and of what is built on it."""

from fractions import Fraction

import pytest

from placewide.domain.benefits.parameters import (
    DISTRIBUTIONAL_WEIGHTS,
    GDP_DEFLATORS,
    HEALTH_DISCOUNTING,
    STANDARD_DISCOUNTING,
    in_force,
)
from placewide.numerics.discounting import (
    benefit_cost_ratio,
    discount_factors,
    net_present_value,
    present_value,
    switching_factor,
)

TODAY = "2026-11-24"
STANDARD = in_force(STANDARD_DISCOUNTING, TODAY).bands
HEALTH = in_force(HEALTH_DISCOUNTING, TODAY).bands
COSTS = (1000, 200, 200, 200, 200)
BENEFITS = (0, 300, 500, 600, 600)


def rate_of(year: int) -> Fraction:
    factors = discount_factors(STANDARD, year + 1)
    return factors[year - 1] / factors[year] - 1


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (0, "1.000000"), (1, "0.966184"), (2, "0.933511"), (3, "0.901943"), (4, "0.871442"), (5, "0.841973"),
        (10, "0.708919"), (20, "0.502566"), (30, "0.356278"), (31, "0.345901"), (50, "0.197263"), (75, "0.094214"),
        (76, "0.091916"),
    ],
)  # fmt: skip
def test_standard_discount_factors(year: int, factor: str) -> None:
    """Green Book declining schedule, 3.5 % to year 30 inclusive, 3.0 % to 75, 2.5 % after, chained year by year.

    Source: rates in capital appraisal guidance, https://ppponline.affinitext.com/public/book?id=1664&toc_id=449738;
    factors calculated from them independently (year-end convention).
    """
    assert f"{float(discount_factors(STANDARD, 77)[year]):.6f}" == factor


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (0, "1.000000"), (1, "0.985222"), (2, "0.970662"), (3, "0.956317"), (4, "0.942184"), (5, "0.928260"),
        (10, "0.861667"), (20, "0.742470"), (30, "0.639762"), (31, "0.631615"), (50, "0.495094"), (75, "0.359354"),
        (76, "0.355550"),
    ],
)  # fmt: skip
def test_health_discount_factors(year: int, factor: str) -> None:
    """Green Book schedule for health and life effects, 1.5 %, 1.29 %, 1.07 %.

    Source: The Green Book, annex on discounting, as tabulated by the greenbook package (CRAN); factors calculated
    from the rates independently.
    """
    assert f"{float(discount_factors(HEALTH, 77)[year]):.6f}" == factor


def test_the_rate_is_the_sum_of_its_published_parts() -> None:
    """STPR = 0.5 % + 1.0 % + 1 × 2.0 % = 3.5 %, then 3.0 % for years 31 to 75 and 2.5 % thereafter.

    Source: HM Treasury, Review of discounting in the Green Book: terms of reference, 16 December 2025.
    """
    pure_preference, catastrophe, elasticity, growth = Fraction(5, 1000), Fraction(1, 100), 1, Fraction(2, 100)
    assert rate_of(1) == rate_of(30) == pure_preference + catastrophe + elasticity * growth
    assert rate_of(31) == rate_of(75) == Fraction(3, 100)
    assert rate_of(76) == rate_of(125) == Fraction(25, 1000)


def test_long_term_rates_change_after_the_published_years() -> None:
    """0–30, 31–75, 76–125, 126–200, 201–300, 300+ at 3.5, 3, 2.5, 2, 1.5, 1 %.

    Source: https://ppponline.affinitext.com/public/book?id=1664&toc_id=449738, 2.8.4.
    """
    per_mille = [int(rate_of(year) * 1000) for year in (30, 31, 75, 76, 125, 126, 200, 201, 300, 301)]
    assert per_mille == [35, 30, 30, 25, 25, 20, 20, 15, 15, 10]


def test_the_worked_case() -> None:
    """Costs 1000, 200 × 4 and benefits 0, 300, 500, 600, 600: PV 1734.6158 and 1820.6414, NPSV 86.0255, BCR 1.0496.

    Source: calculated by hand from the published factors of years 0 to 4; measures as defined in The Green Book
    (2018), 5.54 to 5.56, https://ppponline.affinitext.com/public/book?id=5905&toc_id=875617.
    """
    factors = discount_factors(STANDARD, 5)
    ratio = benefit_cost_ratio(present_value(BENEFITS, factors), present_value(COSTS, factors))
    assert f"{float(present_value(COSTS, factors)):.4f}" == "1734.6158"
    assert f"{float(present_value(BENEFITS, factors)):.4f}" == "1820.6414"
    assert f"{float(net_present_value(BENEFITS, COSTS, factors)):.4f}" == "86.0255"
    assert ratio is not None
    assert f"{float(ratio):.4f}" == "1.0496"


def test_switching_values_of_the_worked_case() -> None:
    """Benefits break even at 95.28 % of forecast (a fall of 4.72 %), costs at 104.96 %.

    Exactly, 95.27499 %: 95.28 % is the least percentage, to two places, at which the case still pays.

    Source: switching values as defined in The Green Book (2018), 5.59 to 5.61,
    https://ppponline.affinitext.com/public/book?id=5905&toc_id=875618; figures of the worked case.
    """
    factors = discount_factors(STANDARD, 5)
    npsv = net_present_value(BENEFITS, COSTS, factors)
    of_benefits = switching_factor(npsv, present_value(BENEFITS, factors))
    of_costs = switching_factor(npsv, -present_value(COSTS, factors))
    assert of_benefits is not None
    assert of_costs is not None
    assert (f"{float(of_benefits):.5%}", f"{float(of_costs):.2%}") == ("95.27499%", "104.96%")
    assert net_present_value([Fraction(9528, 10_000) * b for b in BENEFITS], COSTS, factors) > 0
    assert net_present_value([Fraction(9527, 10_000) * b for b in BENEFITS], COSTS, factors) < 0


def test_pounds_of_2022_in_prices_of_2024() -> None:
    """£100 in 2022 prices = £110.50 in 2024 prices.

    Source: HM Treasury, GDP deflators at market prices, December 2025 (2022: 90.5005, 2024: 100).
    """
    deflator = in_force(GDP_DEFLATORS, TODAY)
    assert f"{float(deflator.convert(100, from_year=2022, to_year=2024)):.2f}" == "110.50"


@pytest.mark.parametrize(
    ("income", "weight"), [("0.5", "2.4623"), ("0.75", "1.4535"), ("1.5", "0.5903"), ("2", "0.4061"), ("1", "1.0000")]
)
def test_distributional_weights(income: str, weight: str) -> None:
    """A pound at 0.5, 0.75, 1.5 and 2 times the median income weighs 2.4623, 1.4535, 0.5903 and 0.4061.

    Source: The Green Book (2018), A3.12 to A3.14, elasticity 1.3 after Layard and others (2008),
    https://ppponline.affinitext.com/public/book?id=5905&toc_id=875688.
    """
    weights = in_force(DISTRIBUTIONAL_WEIGHTS, TODAY)
    assert f"{float(weights.weight(income=Fraction(income), median=1)):.4f}" == weight
