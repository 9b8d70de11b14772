"""Figures of HM Treasury's supplementary guidance on optimism bias, and of guidance that restates it."""

from fractions import Fraction

import pytest

from placewide.domain.benefits.optimism_bias import cost_with_bias, residual_bias
from placewide.domain.benefits.parameters import OPTIMISM_BIAS, in_force
from placewide.numerics.rounding import round_half_up

TABLE = in_force(OPTIMISM_BIAS, "2026-11-24")


@pytest.mark.parametrize(
    ("project_type", "duration", "cost"),
    [
        ("non_standard_buildings", (39, 2), (51, 4)),
        ("standard_buildings", (4, 1), (24, 2)),
        ("non_standard_civil_engineering", (25, 3), (66, 6)),
        ("standard_civil_engineering", (20, 1), (44, 3)),
        ("equipment_development", (54, 10), (200, 10)),
        ("outsourcing", (None, None), (41, 0)),
    ],
)
def test_the_published_table(project_type: str, duration: tuple[int | None, int | None], cost: tuple[int, int]) -> None:
    """Upper and lower bounds of works duration and expenditure, per cent.

    Source: Mott MacDonald, Review of Large Public Procurement in the UK (2002), in HM Treasury's guidance,
    https://ppponline.affinitext.com/public/book?id=1343&toc_id=444193.
    """
    row = TABLE.bounds_of(project_type)
    published = [value if value is None else 100 * value for value in (row.duration_upper, row.duration_lower)]
    assert published == list(duration)
    assert (int(100 * row.upper), int(100 * row.lower)) == cost


def test_the_worked_example() -> None:
    """Non-standard buildings, 51 %, 92 % managed: about 4 %; £100m becomes £104m, and £111m with £7m of risk cost.

    Source: HM Treasury's guidance, https://ppponline.affinitext.com/public/book?id=1343&toc_id=444265. The guidance
    rounds (100 % − 92 %) × 51 % = 4.08 % to 4 %; we keep 4.08 %.
    """
    result = residual_bias("non_standard_buildings", [(1, Fraction(92, 100), "risk strategies in place")], TABLE)
    assert result.residual == Fraction(408, 10_000)
    assert result.lower == Fraction(4, 100)
    assert not result.floored
    assert round_half_up(cost_with_bias(100, result.residual)) == 104
    assert round_half_up(cost_with_bias(100, result.residual, risk_cost=7)) == 111
    assert cost_with_bias(100, result.residual, risk_cost=7) == Fraction("111.08")


def test_information_technology_starts_at_200_per_cent_and_may_end_at_10() -> None:
    """IT system development: 200 % at stage 1, 10 % at stage 3.

    Source: Transport Scotland, STAG, table 13.4,
    http://mobile.transportscotland.gov.uk/stag/td/Part2/Risk_and_Uncertainty/13.3.3.3.
    """
    first = residual_bias("equipment_development", [], TABLE)
    last = residual_bias("equipment_development", [(96, 1, "contract signed"), (4, 1, None)], TABLE)
    assert first.residual == 2
    assert last.residual == last.lower == Fraction(1, 10)
    assert last.floored


def test_average_overrun_of_buildings_and_of_operating_cost() -> None:
    """24 % for capital expenditure on standard buildings and 41 % for operational expenditure.

    Source: guidance to a public-private partnership model, citing the Green Book, 2.4.2,
    https://ppponline.affinitext.com/public/book?id=3151&toc_id=369325.
    """
    capital = residual_bias("standard_buildings", [], TABLE)
    assert cost_with_bias(100, capital.residual) == 124
    assert TABLE.bounds_of("standard_buildings").raises == "capital"
    operating = residual_bias("outsourcing", [], TABLE)
    assert cost_with_bias(100, operating.residual) == 141
    assert TABLE.bounds_of("outsourcing").raises == "revenue"
