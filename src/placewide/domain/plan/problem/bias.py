"""Optimism bias of one project: by how much its capital, its revenue and its benefits are corrected."""

from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.benefits.optimism_bias import residual_bias
from placewide.domain.benefits.parameters import OPTIMISM_BIAS, in_force
from placewide.domain.benefits.records import OptimismBias
from placewide.domain.shared.figures import pence


@dataclass(frozen=True, slots=True)
class Bias:
    """Uplifts as fractions of the estimate, the cut in benefits, the cost of managing the risks, and why."""

    capital: Fraction = Fraction(0)
    revenue: Fraction = Fraction(0)
    benefits: Fraction = Fraction(0)
    risk_cost: int = 0
    reasons: tuple[str, ...] = ()

    def on(self, kind: str) -> Fraction:
        return self.capital if kind == "capital" else self.revenue


NO_BIAS = Bias(reasons=("No optimism bias is given, so none is applied.",))


def bias_of(record: OptimismBias | None, on: str) -> Bias:
    """Works and equipment raise capital, outsourcing raises revenue; benefits only where a percentage is given.

    Raises ValueError as `residual_bias` does; checks refuse such places beforehand.
    """
    if record is None:
        return NO_BIAS
    cut = Fraction(record.benefits or 0) / 100
    risk_cost = pence(record.risk_cost) or 0
    if record.type is None:
        return Bias(benefits=cut, risk_cost=risk_cost, reasons=("No type is given, so costs carry no bias.",))
    table = in_force(OPTIMISM_BIAS, max(on, f"{OPTIMISM_BIAS[0].valid_from}-01-01"))
    factors = [(Fraction(factor.weight), Fraction(factor.mitigated), factor.evidence) for factor in record.factors]
    result = residual_bias(record.type, factors, table)
    raises = table.bounds_of(record.type).raises
    return Bias(
        capital=result.residual if raises == "capital" else Fraction(0),
        revenue=result.residual if raises == "revenue" else Fraction(0),
        benefits=cut,
        risk_cost=risk_cost,
        reasons=result.reasons,
    )
