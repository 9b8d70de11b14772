"""Distributions of a quantity that somebody gave as (low, most likely, high): moments in closed form, and quantiles.

What low and high mean is said by `tail`, the chance of a value below low, and of one above high: 0 makes them bounds,
0.1 makes them the 10th and the 90th percentile. Usual: bounds for `triangular` and `pert`, 0.1 for `log_normal`.

Besides `quantile`, each distribution gives `tabulated`: its quantiles at fixed standard normal scores, which is what a
Gaussian copula needs. Straight lines between scores err by less than 2e-6 of (high − low) where these are bounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, expm1, inf, lgamma, sinh, sqrt
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

NORMAL = NormalDist()
FURTHEST = 7.5
"""Scores beyond ± this do not occur: their chance is below 1e-13."""
CELLS = 2048
SCORES: Array = np.linspace(-FURTHEST, FURTHEST, CELLS + 1)
PROBABILITIES: Array = np.fromiter(map(NORMAL.cdf, SCORES.tolist()), np.float64, CELLS + 1)
"""Φ of each score."""
PERT_WEIGHT = 4.0
"""λ of the PERT distribution: how much more the most likely value weighs than an end."""
PERT_TABLES = 12
PERT_TERMS = 60


class Distribution(Protocol):
    """What a simulation needs of a distribution."""

    @property
    def mean(self) -> float: ...
    @property
    def variance(self) -> float: ...
    def quantile(self, probabilities: ArrayLike) -> Array:
        """The value below which each probability lies. Probabilities are above 0 and below 1; ValueError otherwise."""
        ...

    def tabulated(self) -> Array:
        """The quantile at Φ(score) for each of `SCORES`, never falling."""
        ...


@dataclass(frozen=True, slots=True)
class Triangular:
    """Density that rises from `low` to `mode` and falls to `high` in straight lines."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        """(low + mode + high) / 3"""
        return (self.low + self.mode + self.high) / 3

    @property
    def variance(self) -> float:
        """((high − low)² − (mode − low)(high − mode)) / 18"""
        return ((self.high - self.low) ** 2 - (self.mode - self.low) * (self.high - self.mode)) / 18

    def quantile(self, probabilities: ArrayLike) -> Array:
        """low + √(u·(h−l)·(m−l)) where u is below the mode's probability, high − √((1−u)·(h−l)·(h−m)) above."""
        return self._at(_checked(probabilities))

    def tabulated(self) -> Array:
        return self._at(PROBABILITIES)

    def _at(self, u: Array) -> Array:
        whole, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(u * (whole * rise))
        falling = self.high - np.sqrt((1 - u) * (whole * fall))
        return np.where(u * whole < rise, rising, falling)


@dataclass(frozen=True, slots=True)
class Pert:
    """Beta distribution between `low` and `high`: α = 1 + 4·(mode−low)/(high−low), β = 6 − α."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        """(low + 4·mode + high) / 6"""
        return (self.low + PERT_WEIGHT * self.mode + self.high) / (PERT_WEIGHT + 2)

    @property
    def variance(self) -> float:
        """(mean − low)(high − mean) / 7"""
        return (self.mean - self.low) * (self.high - self.mean) / (PERT_WEIGHT + 3)

    def quantile(self, probabilities: ArrayLike) -> Array:
        """Read from `tabulated`; the error is below 1e-6 of (high − low)."""
        return np.interp(normal_scores(_checked(probabilities)), SCORES, self.tabulated())

    def tabulated(self) -> Array:
        width = self.high - self.low
        return self.low + width * _unit_beta((self.mode - self.low) / width if width else 0.5)


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Three-parameter log-normal: x = median + scale · (e^(skew·z) − 1) / skew, where z is standard normal.

    x − (median − scale/skew) is log-normal with σ = |skew|; where median = scale/skew it is the plain log-normal.
    With a negative skew the long tail is on the left, and with a skew of 0 it is the normal distribution.
    """

    median: float
    scale: float
    skew: float

    @property
    def mean(self) -> float:
        """median + scale · (e^(skew²/2) − 1) / skew"""
        return self.median + (self.scale * expm1(self.skew**2 / 2) / self.skew if self.skew else 0.0)

    @property
    def variance(self) -> float:
        """scale² · e^(skew²) · (e^(skew²) − 1) / skew²"""
        square = self.skew**2
        return self.scale**2 * (exp(square) * expm1(square) / square if square else 1.0)

    @property
    def mode(self) -> float:
        """The value at z = −skew."""
        return self.median + (self.scale * expm1(-(self.skew**2)) / self.skew if self.skew else 0.0)

    def quantile(self, probabilities: ArrayLike) -> Array:
        return self._at(normal_scores(_checked(probabilities)))

    def tabulated(self) -> Array:
        return self._at(SCORES)

    def _at(self, z: Array) -> Array:
        return self.median + self.scale * (np.expm1(self.skew * z) / self.skew if self.skew else z)


def triangular(low: float, most_likely: float, high: float, *, tail: float = 0.0) -> Triangular:
    """The triangle of which `tail` lies below `low` and as much above `high`, and whose top is the most likely value.

    Raises ValueError for values out of order or a tail outside 0 … 0.25.

    >>> triangular(0, 1, 4)
    Triangular(low=0, mode=1, high=4)
    >>> [round(float(value), 6) for value in triangular(0, 1, 4, tail=0.1).quantile([0.1, 0.9])]
    [0.0, 4.0]
    """
    _check_order(low, most_likely, high)
    _check_tail(tail, lowest=0.0)
    if not tail:
        return Triangular(low, most_likely, high)
    below, above = most_likely - low, high - most_likely
    whole = below + above
    # Each end lies where the tail has the stated area, given the whole width; a contraction, so iterate to rest.
    for _ in range(100):
        whole = _reach(below, tail * whole) + _reach(above, tail * whole)
    return Triangular(most_likely - _reach(below, tail * whole), most_likely, most_likely + _reach(above, tail * whole))


def pert(low: float, most_likely: float, high: float) -> Pert:
    """PERT between these bounds. Raises ValueError for values out of order."""
    _check_order(low, most_likely, high)
    return Pert(low, most_likely, high)


def log_normal(low: float, most_likely: float, high: float, *, tail: float = 0.1) -> LogNormal:
    """The log-normal of which `tail` lies below `low` and as much above `high`, its mode being the most likely value.

    Three numbers need three parameters: the skew κ solves
    (mode − low) / (high − low) = (e^(−κ²) − e^(−κz)) / (2·sinh κz), where z = Φ⁻¹(1 − tail).
    Raises ValueError for values out of order or a tail outside (0, 0.25].

    >>> fitted = log_normal(80, 100, 150)
    >>> [round(float(value), 6) for value in fitted.quantile([0.1, 0.9])], round(fitted.mode, 6)
    ([80.0, 150.0], 100.0)
    """
    _check_order(low, most_likely, high)
    _check_tail(tail, lowest=1e-6)
    width = high - low
    if not width:
        return LogNormal(most_likely, 0.0, 0.0)
    score = NORMAL.inv_cdf(1 - tail)
    skew = _root(lambda trial: _mode_position(trial, score) - (most_likely - low) / width, -score, score)
    if abs(skew) < 1e-6:
        return LogNormal((low + high) / 2, width / (2 * score), 0.0)
    scale = width * skew / (2 * sinh(skew * score))
    return LogNormal(low - scale * expm1(-skew * score) / skew, scale, skew)


def normal_scores(probabilities: Array) -> Array:
    """Φ⁻¹ of each probability."""
    return np.fromiter(map(NORMAL.inv_cdf, probabilities.ravel().tolist()), np.float64).reshape(probabilities.shape)


def _check_order(low: float, most_likely: float, high: float) -> None:
    if not -inf < low <= most_likely <= high < inf:
        raise ValueError(f"Low, most likely and high must be in this order: {low}, {most_likely}, {high}.")


def _check_tail(tail: float, lowest: float) -> None:
    if not lowest <= tail <= 0.25:
        raise ValueError(f"The chance beyond each end must be from {lowest} to 0.25, not {tail}.")


def _checked(probabilities: ArrayLike) -> Array:
    u = np.asarray(probabilities, dtype=np.float64)
    if not bool(np.all((u > 0) & (u < 1))):
        raise ValueError("Probabilities must be above 0 and below 1.")
    return u


def _reach(distance: float, share: float) -> float:
    """How far from its top a triangle reaches that leaves share = tail · width beyond `distance`: (r−d)² = share·r."""
    half = distance + share / 2
    return half + sqrt(max(half * half - distance * distance, 0.0))


def _mode_position(skew: float, score: float) -> float:
    """Where the mode lies between the two percentiles, from 0 to 1; it falls as the skew rises."""
    if abs(skew) < 1e-9:
        return 0.5
    return (expm1(-(skew**2)) - expm1(-skew * score)) / (2 * sinh(skew * score))


def _root(falling: Callable[[float], float], lowest: float, highest: float) -> float:
    """Where a falling function is nil, by halving."""
    for _ in range(100):
        middle = (lowest + highest) / 2
        if falling(middle) > 0:
            lowest = middle
        else:
            highest = middle
    return (lowest + highest) / 2


def _unit_beta(position: float) -> Array:
    """Quantiles at `SCORES` of the PERT on 0 … 1 whose mode is `position`.

    Interpolated in the position from exact tables at Chebyshev points (barycentric formula); error below 5e-7.
    """
    points, tables = _beta_tables()
    distance = position - points
    if not distance.all():
        found = tables[int(np.argmin(np.abs(distance)))]
    else:
        weights = np.where(np.arange(PERT_TABLES) % 2, -1.0, 1.0) / distance
        weights[[0, -1]] /= 2
        found = (weights / weights.sum()) @ tables
    return np.maximum.accumulate(np.clip(found, 0.0, 1.0))


@lru_cache(maxsize=1)
def _beta_tables() -> tuple[Array, Array]:
    """Positions of the mode, and for each the quantiles of Beta(1 + λ·p, 1 + λ·(1 − p)) at `SCORES`."""
    points = (1 - np.cos(np.pi * np.arange(PERT_TABLES) / (PERT_TABLES - 1))) / 2
    lower = _lower_beta_quantiles(points, PROBABILITIES[: CELLS // 2 + 1])
    # A Beta variable taken from 1 has the two parameters swapped, and the points are symmetric.
    upper = 1 - lower[::-1, ::-1]
    return points, np.concatenate([lower, upper[:, 1:]], axis=1)


def _lower_beta_quantiles(points: Sequence[float] | Array, u: Array) -> Array:
    """Newton's method for log F(eʸ) = log u. It rises to the root from the left, as log F is concave in y."""
    a = 1 + PERT_WEIGHT * np.asarray(points)[:, None]
    b = PERT_WEIGHT + 2 - a
    constant = np.array([lgamma(PERT_WEIGHT + 2) - lgamma(x) - lgamma(y) for x, y in zip(a.flat, b.flat, strict=True)])
    log_constant = constant[:, None]
    y = np.minimum((np.log(u) + np.log(a) - log_constant) / a, -1e-12)
    for _ in range(5):
        x = np.exp(y)
        below = _beta_below(x, a, b, log_constant)
        slope = np.exp(log_constant + a * y + (b - 1) * np.log1p(-x)) / below
        y = np.minimum(y + (np.log(u) - np.log(below)) / slope, -1e-12)
    found: Array = np.exp(y)
    return found


def _beta_below(x: Array, a: Array, b: Array, log_constant: Array) -> Array:
    """I_x(a, b) = C·xᵃ(1−x)ᵇ/a · Σ Π (a+b+k)/(a+1+k)·xᵏ, or one less that of the other side, whichever is shorter."""
    other = x > 0.5
    near = np.where(other, 1 - x, x)
    p, q = np.where(other, b, a), np.where(other, a, b)
    term, total = np.ones_like(near), np.ones_like(near)
    for k in range(PERT_TERMS):
        term = term * near * ((PERT_WEIGHT + 2 + k) / (p + 1 + k))
        total += term
    part = np.exp(log_constant + p * np.log(near) + q * np.log1p(-near)) / p * total
    found: Array = np.where(other, 1 - part, part)
    return found
