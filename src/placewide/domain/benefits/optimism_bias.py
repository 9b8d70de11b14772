"""Optimism bias: how much an estimate is raised, and what evidence lowers it.

Source: HM Treasury, Supplementary Green Book guidance: optimism bias. Start at the upper bound of the project's
type, go through the causes of overrun, come down for what is mitigated, and stay above the lower bound without
evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.benefits.parameters import OptimismBiasTable

Factor = tuple[int | Fraction, int | Fraction, str | None]
"""A cause of overrun: its weight in the whole, the fraction of it that is mitigated (0 to 1), and the evidence."""


@dataclass(frozen=True, slots=True)
class BiasResult:
    """The uplift to use (`residual`) between its bounds, as fractions of the estimate, and why it is that.

    `floored` says that the lower bound took the place of a smaller figure.
    """

    upper: Fraction
    residual: Fraction
    lower: Fraction
    floored: bool
    reasons: tuple[str, ...]


def residual_bias(project_type: str, factors: Sequence[Factor], table: OptimismBiasTable) -> BiasResult:
    """Residual = upper × Σ weightᵢ · (1 − mitigatedᵢ), not below the lower bound without evidence.

    Weights add up to 1, or to 100 when they are percentages. The result may go below the lower bound only if every
    factor that claims mitigation shows evidence. Without factors the upper bound stands.

    Raises ValueError for a type that the table does not have, weights that are negative or add up to something
    else, and a mitigated part outside 0 to 1.

    The published example, non-standard buildings with 92 % of the risk managed:

    >>> from placewide.domain.benefits.parameters import OPTIMISM_BIAS
    >>> result = residual_bias("non_standard_buildings", [(1, Fraction(92, 100), "risk register")], OPTIMISM_BIAS[0])
    >>> float(result.residual), float(result.lower)
    (0.0408, 0.04)
    """
    bounds = table.bounds_of(project_type)
    if not factors:
        return BiasResult(
            bounds.upper, bounds.upper, bounds.lower, False, ("No mitigating factor is given: the upper bound stands.",)
        )
    _check(factors)
    reasons = [_unproven(position, factor) for position, factor in enumerate(factors, 1) if _lacks_evidence(factor)]
    residual = bounds.upper * _unmitigated(factors)
    if residual >= bounds.lower:
        return BiasResult(bounds.upper, residual, bounds.lower, False, tuple(reasons))
    if reasons:
        reasons.append(f"The lower bound of {_percent(bounds.lower)} holds until all mitigation has evidence.")
        return BiasResult(bounds.upper, bounds.lower, bounds.lower, True, tuple(reasons))
    below = f"Below the lower bound of {_percent(bounds.lower)}: all mitigation has evidence."
    return BiasResult(bounds.upper, residual, bounds.lower, False, (below,))


def cost_with_bias(cost: int | Fraction, bias: Fraction, risk_cost: int | Fraction = 0) -> Fraction:
    """Cost × (1 + bias) + the cost of managing the risks, in the unit of the costs.

    >>> float(cost_with_bias(100, Fraction(4, 100), risk_cost=7))
    111.0
    """
    return cost * (1 + bias) + risk_cost


def _check(factors: Sequence[Factor]) -> None:
    total = sum((Fraction(weight) for weight, _, _ in factors), Fraction(0))
    if any(weight < 0 for weight, _, _ in factors):
        raise ValueError("The weight of an optimism-bias factor cannot be negative.")
    if total not in (1, 100):
        raise ValueError(
            f"The weights of the optimism-bias factors add up to {float(total):g}; "
            "they must add up to 1, or to 100 if they are percentages."
        )
    for position, (_, mitigated, _) in enumerate(factors, 1):
        if not 0 <= mitigated <= 1:
            raise ValueError(
                f"Factor {position} is said to be mitigated by {float(mitigated):g}; "
                "this is a fraction from 0 to 1, so 92 % is 0.92."
            )


def _unmitigated(factors: Sequence[Factor]) -> Fraction:
    left = Fraction(0)
    total = Fraction(0)
    for weight, mitigated, _ in factors:
        left += weight * (1 - mitigated)
        total += weight
    return left / total


def _lacks_evidence(factor: Factor) -> bool:
    _, mitigated, evidence = factor
    return mitigated > 0 and not (evidence and evidence.strip())


def _unproven(position: int, factor: Factor) -> str:
    return f"Factor {position} claims to be mitigated by {_percent(factor[1])} without evidence."


def _percent(value: int | Fraction) -> str:
    return f"{float(100 * value):g} %"
