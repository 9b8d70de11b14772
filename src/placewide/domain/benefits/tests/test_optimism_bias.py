import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.domain.benefits import optimism_bias
from placewide.domain.benefits.optimism_bias import Factor, cost_with_bias, residual_bias
from placewide.domain.benefits.parameters import OPTIMISM_BIAS

TABLE = OPTIMISM_BIAS[0]
HALF = Fraction(1, 2)
percentages = st.integers(0, 100)


@st.composite
def weighted_factors(draw: st.DrawFn) -> list[Factor]:
    cuts = sorted(draw(st.lists(percentages, max_size=4)))
    weights = [Fraction(high - low, 100) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    return [(w, Fraction(draw(percentages), 100), draw(st.sampled_from([None, "", "trial"]))) for w in weights]


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(optimism_bias).failed == 0


def test_without_factors_the_upper_bound_stands() -> None:
    result = residual_bias("equipment_development", [], TABLE)
    assert result.residual == result.upper == 2
    assert result.lower == Fraction(1, 10)
    assert "upper bound stands" in result.reasons[0]


def test_each_factor_lowers_its_own_weight() -> None:
    factors: list[Factor] = [(Fraction(3, 4), HALF, "supplier's record"), (Fraction(1, 4), 0, None)]
    result = residual_bias("equipment_development", factors, TABLE)
    assert result.residual == 2 * (Fraction(3, 8) + Fraction(1, 4))
    assert result.reasons == ()


def test_weights_may_be_percentages() -> None:
    as_fractions = residual_bias("outsourcing", [(Fraction(1, 4), HALF, "a"), (Fraction(3, 4), 1, "b")], TABLE)
    as_percentages = residual_bias("outsourcing", [(25, HALF, "a"), (75, 1, "b")], TABLE)
    assert as_fractions == as_percentages


@pytest.mark.parametrize("evidence", [None, "", "   "])
def test_mitigation_without_evidence_counts_and_is_told(evidence: str | None) -> None:
    result = residual_bias("standard_buildings", [(1, HALF, evidence)], TABLE)
    assert result.residual == result.upper / 2
    assert result.reasons == ("Factor 1 claims to be mitigated by 50 % without evidence.",)


def test_the_lower_bound_holds_while_one_claim_lacks_evidence() -> None:
    factors: list[Factor] = [(99, 1, "contract signed"), (1, HALF, None)]
    result = residual_bias("equipment_development", factors, TABLE)
    assert result.floored
    assert result.residual == result.lower == Fraction(1, 10)
    assert "lower bound of 10 %" in result.reasons[-1]


def test_full_evidence_may_go_below_the_lower_bound() -> None:
    result = residual_bias("equipment_development", [(99, 1, "contract signed"), (1, 0, None)], TABLE)
    assert not result.floored
    assert result.residual == Fraction(2, 100)
    assert "all mitigation has evidence" in result.reasons[0]


@pytest.mark.parametrize(
    ("weights", "sum_said"), [((HALF, Fraction(1, 4)), "0.75"), ((60, 60), "120"), ((0, 0), "0"), ((1, 99, 1), "101")]
)
def test_refuses_weights_that_do_not_add_up(weights: tuple[int | Fraction, ...], sum_said: str) -> None:
    with pytest.raises(ValueError, match=f"add up to {sum_said}; they must add up to 1, or to 100"):
        residual_bias("outsourcing", [(weight, 0, None) for weight in weights], TABLE)


def test_refuses_a_negative_weight() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        residual_bias("outsourcing", [(2, 0, None), (-1, 0, None)], TABLE)


@pytest.mark.parametrize("mitigated", [92, -1, Fraction(101, 100)])
def test_refuses_a_mitigated_part_that_is_no_fraction(mitigated: int | Fraction) -> None:
    with pytest.raises(ValueError, match=r"Factor 1 .* 92 % is 0\.92"):
        residual_bias("outsourcing", [(1, mitigated, "e")], TABLE)


@given(st.sampled_from([row.type for row in TABLE.rows]), weighted_factors())
def test_the_residual_never_exceeds_the_upper_bound_nor_undercuts_the_lower_unproven(
    project_type: str, factors: list[Factor]
) -> None:
    result = residual_bias(project_type, factors, TABLE)
    assert 0 <= result.residual <= result.upper
    if any(mitigated and not evidence for _, mitigated, evidence in factors):
        assert result.residual >= result.lower


@given(weighted_factors())
def test_taking_evidence_away_never_lowers_the_bias(factors: list[Factor]) -> None:
    bare: list[Factor] = [(weight, mitigated, None) for weight, mitigated, _ in factors]
    shown = residual_bias("equipment_development", factors, TABLE).residual
    assert residual_bias("equipment_development", bare, TABLE).residual >= shown


def test_the_cost_of_managing_risks_comes_on_top_and_is_not_raised() -> None:
    assert cost_with_bias(100_000, HALF, risk_cost=7_000) == 157_000
