"""Monte Carlo: outcomes that are sums of uncertain inputs, with a Gaussian copula between the inputs.

    outcome_j(draw) = base_j + Σ_i effect_ij · (x_i(draw) − centre_i),   x_i = F_i⁻¹(Φ(z_i))

Only the sum is simulated; bases stay with the caller, exact. Each input has a stream of its own, PCG64DXSM seeded by
a hash of the run's seed and the input's name, and draw d of an input is the d-th number of its stream. So another
input, another order of work, or more draws leave the draws that were there alone, and two scenarios that name an input
alike share its draws. Nothing depends on the size of a chunk or on the number of threads, not even the last bit.

Precision: the common and an input's own score are each one of 65,536 equally likely values (their variance is 2e-5
short of 1), and quantiles are read between 2,049 scores in single precision, which errs by about 1e-6 of a range. Both
are far below the sampling error of any run of less than a hundred million draws.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import ceil, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from placewide.numerics.distributions import CELLS, FURTHEST, Array, Distribution, normal_scores

Single = NDArray[np.float32]

CHUNK = 32_768
"""Draws at a time: the arrays of one chunk stay in the cache of a core."""
LANES = 4
"""Draws that one 64-bit number of a stream yields."""
STEPS = 1 << 16
PER_SCORE = CELLS / (2 * FURTHEST)
"""Cells of the table of quantiles for one unit of z."""
PERCENTILES = (10, 50, 80, 90)
WORST = 0.05
"""The share of draws over which the expected shortfall is taken."""
NEAR_ENOUGH = 0.01
"""A mean has converged when its standard error is below this part of it."""


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain quantity. `effects`: by how much each outcome (by position) changes when it rises by one.

    `leaning` is the sign with which it follows the common factor: −1 makes it high where the others are low.
    """

    name: str
    distribution: Distribution
    centre: float
    effects: tuple[tuple[int, float], ...]
    leaning: Literal[1, -1] = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a sample, with its standard error."""

    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """One outcome over all draws. `shortfall` is the mean of its worst twentieth.

    `draws_needed`: with so many draws the mean's standard error is 1 % of the mean; None where the mean is nil.
    """

    draws: int
    mean: Measured
    deviation: float
    percentiles: Mapping[int, Measured]
    below_nil: Measured
    shortfall: Measured
    draws_needed: int | None


def simulate(
    inputs: Sequence[Input],
    outcomes: int,
    *,
    draws: int,
    seed: int,
    rho: float = 0.0,
    matrix: ArrayLike | None = None,
    chunk: int = CHUNK,
    threads: int = 2,
) -> Single:
    """Outcomes less their bases, one row for each outcome and one column for each draw.

    Scores of two inputs correlate by ρ (by −ρ where they lean opposite ways) through one common factor,
    z = ±√ρ·common + √(1−ρ)·own; or as the `matrix` says, in the order of the inputs: there, an input that is added
    last leaves the draws of the others alone. Memory: 4 bytes for each outcome and draw, and about 1 MB a thread;
    with a matrix, 4 bytes for each input and draw of a chunk besides.

    Raises ValueError for a ρ outside 0 … 1, for a matrix that no scores can have, and for names that are not unique.
    """
    _check(inputs, draws, rho)
    copula = _Common(inputs, draws, seed, rho) if matrix is None else _Matrix(inputs, seed, matrix)
    tables = [_Table.of(each) for each in inputs]
    deviations = np.zeros((outcomes, draws), dtype=np.float32)
    chunk = _whole_lanes(chunk)

    def fill(part: tuple[int, int]) -> None:
        _fill(deviations, inputs, tables, copula, part, chunk)

    with ThreadPoolExecutor(max_workers=threads) as pool:
        list(pool.map(fill, _parts(draws, threads)))
    return deviations


def _check(inputs: Sequence[Input], draws: int, rho: float) -> None:
    if draws < 1:
        raise ValueError(f"At least one draw is needed, not {draws}.")
    if not 0 <= rho <= 1:
        raise ValueError(f"One common factor gives correlations from 0 to 1, not {rho}; state a matrix for others.")
    if len({each.name for each in inputs}) < len(inputs):
        raise ValueError("Two inputs have one name, so they would have the same draws.")


def _parts(draws: int, threads: int) -> list[tuple[int, int]]:
    """One range of draws for each thread, beginning where a number of the stream does."""
    length = _whole_lanes(-(-draws // threads))
    return [(start, min(start + length, draws)) for start in range(0, draws, length)]


def _whole_lanes(count: int) -> int:
    return max(-(-count // LANES), 1) * LANES


def _fill(
    deviations: Single,
    inputs: Sequence[Input],
    tables: "Sequence[_Table]",
    copula: "_Common | _Matrix",
    part: tuple[int, int],
    chunk: int,
) -> None:
    start, stop = part
    streams = [_stream(copula.seed, each.name).advance(start // LANES) for each in inputs]
    desk = _Desk(chunk)
    for begin in range(start, stop, chunk):
        end = min(begin + chunk, stop)
        for each, table, cells in zip(inputs, tables, copula.cells(streams, begin, end, desk), strict=True):
            values = table.read(cells, desk)
            scratch = desk.scratch[: end - begin]
            for outcome, effect in each.effects:
                row = deviations[outcome, begin:end]
                np.multiply(values, effect, out=scratch)
                np.add(row, scratch, out=row)


class _Desk:
    """The arrays that a thread works in, made once: fresh pages are slower than all the arithmetic."""

    def __init__(self, chunk: int) -> None:
        self.index = np.empty(chunk, dtype=np.intp)
        self.cells = np.empty(chunk, dtype=np.float32)
        self.values = np.empty(chunk, dtype=np.float32)
        self.scratch = np.empty(chunk, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Table:
    """An input's value less its centre as a straight line in each cell: intercept + slope · (z counted in cells)."""

    intercept: Single
    slope: Single

    @classmethod
    def of(cls, each: Input) -> "_Table":
        at = each.distribution.tabulated()
        slope = np.diff(at)
        intercept = at[:-1] - each.centre - slope * np.arange(CELLS)
        return cls(intercept.astype(np.float32), slope.astype(np.float32))

    def read(self, cells: Single, desk: _Desk) -> Single:
        length = len(cells)
        index, values, scratch = desk.index[:length], desk.values[:length], desk.scratch[:length]
        np.copyto(index, cells, casting="unsafe")
        # "clip" also spares the copy by which take guards its output against a bad index.
        np.take(self.slope, index, out=values, mode="clip")
        np.multiply(values, cells, out=values)
        np.take(self.intercept, index, out=scratch, mode="clip")
        np.add(values, scratch, out=values)
        return values


class _Common:
    """One common factor: z = ±√ρ·common + √(1−ρ)·own, counted in cells from the lowest score."""

    def __init__(self, inputs: Sequence[Input], draws: int, seed: int, rho: float) -> None:
        self.seed = seed
        self._own = (_own_scores() * (sqrt(1 - rho) * PER_SCORE)).astype(np.float32)
        common = _own_scores()[_picks(_stream(seed, ""), draws)] * (sqrt(rho) * PER_SCORE)
        self._common = {
            leaning: (leaning * common + FURTHEST * PER_SCORE).astype(np.float32)
            for leaning in {each.leaning for each in inputs}
        }
        self._leanings = [each.leaning for each in inputs]

    def cells(self, streams: "Sequence[np.random.PCG64DXSM]", begin: int, end: int, desk: _Desk) -> Iterator[Single]:
        cells = desk.cells[: end - begin]
        for stream, leaning in zip(streams, self._leanings, strict=True):
            _next_scores(stream, self._own, cells, desk)
            np.add(cells, self._common[leaning][begin:end], out=cells)
            yield cells


class _Matrix:
    """Any correlation matrix: z = L·own, where L is the lower triangle with L·Lᵀ = matrix."""

    def __init__(self, inputs: Sequence[Input], seed: int, matrix: ArrayLike) -> None:
        self.seed = seed
        self._own = (_own_scores() * PER_SCORE).astype(np.float32)
        self._rows = [
            [(int(column), float(row[column])) for column in np.flatnonzero(row)]
            for row in _lower_triangle(matrix, len(inputs))
        ]

    def cells(self, streams: "Sequence[np.random.PCG64DXSM]", begin: int, end: int, desk: _Desk) -> Iterator[Single]:
        own = np.empty((len(streams), end - begin), dtype=np.float32)
        for stream, scores in zip(streams, own, strict=True):
            _next_scores(stream, self._own, scores, desk)
        cells, scratch = desk.cells[: end - begin], desk.scratch[: end - begin]
        # Added up term by term: a matrix product may round differently for another number of columns.
        for row in self._rows:
            cells.fill(FURTHEST * PER_SCORE)
            for column, weight in row:
                np.multiply(own[column], weight, out=scratch)
                np.add(cells, scratch, out=cells)
            yield cells


def _lower_triangle(matrix: ArrayLike, size: int) -> Array:
    """Cholesky's L, row by row, so that a row depends on those before it alone."""
    given = np.asarray(matrix, dtype=np.float64)
    if given.shape != (size, size) or not np.allclose(given, given.T) or not np.allclose(np.diag(given), 1):
        raise ValueError(f"A correlation matrix of {size} inputs is symmetric, {size} by {size}, with ones across.")
    lower = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            lower[i, j] = (given[i, j] - float(lower[i, :j] @ lower[j, :j])) / lower[j, j]
        rest = 1 - float(lower[i, :i] @ lower[i, :i])
        if rest <= 1e-12:
            raise ValueError(f"No scores can correlate like this: see row {i + 1} of the matrix.")
        lower[i, i] = sqrt(rest)
    return lower


def _stream(seed: int, name: str) -> np.random.PCG64DXSM:
    entropy = blake2b(f"{seed}/{name}".encode(), digest_size=32).digest()
    return np.random.PCG64DXSM(int.from_bytes(entropy, "big"))


def _next_scores(stream: np.random.PCG64DXSM, scores: Single, out: Single, desk: _Desk) -> None:
    index = desk.index[: len(out)]
    np.copyto(index, _picks(stream, len(out)))
    np.take(scores, index, out=out, mode="clip")


def _picks(stream: np.random.PCG64DXSM, count: int) -> NDArray[np.uint16]:
    """The next numbers below `STEPS`: each quarter of a 64-bit number of the stream is one."""
    raw = stream.random_raw(-(-count // LANES)).astype("<u8", copy=False)
    quarters: NDArray[np.uint16] = raw.view("<u2")[:count]
    return quarters


@lru_cache(maxsize=1)
def _own_scores() -> Array:
    """The middles of `STEPS` equally likely slices of the standard normal, in order."""
    lower = normal_scores((np.arange(STEPS // 2) + 0.5) / STEPS)
    return np.concatenate([lower, -lower[::-1]])


def summarise(deviations: Single, base: float) -> Statistics:
    """What a row of `simulate` says of its outcome, base included.

    - Percentile p: the smallest draw that p % of draws do not exceed. Its standard error is half the distance between
      the order statistics one binomial standard deviation to either side.
    - Chance of less than nil: k/n; its standard error is taken at (k+1)/(n+2), so that it is never nil.
    - Expected shortfall: the mean of the ⌈n/20⌉ lowest draws; its standard error is
      √((variance of these + 0.95·(largest of these − their mean)²) / (n/20)).

    Raises ValueError for fewer than two draws, which have no standard error.
    """
    count = len(deviations)
    if count < 2:
        raise ValueError("A standard error needs at least two draws.")
    ordered = np.sort(deviations).astype(np.float64)
    mean, deviation = float(ordered.mean()), float(ordered.std(ddof=1))
    ordered += base
    lower = int(np.searchsorted(ordered, 0.0))
    guarded = (lower + 1) / (count + 2)
    error = deviation / sqrt(count)
    return Statistics(
        draws=count,
        mean=Measured(base + mean, error),
        deviation=deviation,
        percentiles={percent: _percentile(ordered, percent) for percent in PERCENTILES},
        below_nil=Measured(lower / count, sqrt(guarded * (1 - guarded) / count)),
        shortfall=_shortfall(ordered),
        draws_needed=ceil((deviation / (NEAR_ENOUGH * (base + mean))) ** 2) if base + mean else None,
    )


def summarise_each(deviations: Single, bases: Sequence[float], *, threads: int = 2) -> list[Statistics]:
    """`summarise` of every row, with the base of each."""
    with ThreadPoolExecutor(max_workers=threads) as pool:
        return list(pool.map(summarise, deviations, bases))


def curve(deviations: Single, base: float) -> tuple[float, ...]:
    """Percentiles 1 to 99 of an outcome."""
    ordered = np.sort(deviations)
    return tuple(base + float(ordered[_rank(len(ordered), percent)]) for percent in range(1, 100))


def running_means(deviations: Single, base: float, first: int = 1_000) -> tuple[tuple[int, Measured], ...]:
    """The mean as it stood after `first` draws, twice as many, and so on to the end: how it settled."""
    counts = [first << power for power in range(64) if first << power < len(deviations)]
    return tuple((count, _mean(deviations[:count], base)) for count in (*counts, len(deviations)))


def _mean(part: Single, base: float) -> Measured:
    mean, deviation = float(part.mean(dtype=np.float64)), float(part.std(dtype=np.float64, ddof=1))
    return Measured(base + mean, deviation / sqrt(len(part)))


def _rank(count: int, percent: int) -> int:
    return max(-(-count * percent // 100), 1) - 1


def _percentile(ordered: Array, percent: int) -> Measured:
    count, share = len(ordered), percent / 100
    spread = sqrt(count * share * (1 - share))
    lower = max(round(count * share - spread) - 1, 0)
    upper = min(round(count * share + spread) - 1, count - 1)
    return Measured(float(ordered[_rank(count, percent)]), float(ordered[upper] - ordered[lower]) / 2)


def _shortfall(ordered: Array) -> Measured:
    worst = ordered[: ceil(WORST * len(ordered))]
    mean = float(worst.mean())
    square = float(worst.var()) + (1 - WORST) * (float(worst[-1]) - mean) ** 2
    return Measured(mean, sqrt(square / len(worst)))
