"""Ours against NumPy written plainly: 100,000 draws of 200 projects over 10 years, as ratios of one run.

"naive" is what an analyst would write first: a triangle for each project, class and year, all draws in one array, no
correlation. It is run at a tenth of the draws, so that it fits into memory, and time and memory are given times ten.
"straight" is what an expert would write: one factor for each project and class, a common factor, a table of quantiles.
Each runs in a process of its own, best of three; peak memory is what that process had more than before it began.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np
from numpy.typing import NDArray

from placewide.numerics.distributions import SCORES, triangular
from placewide.numerics.simulation import Input, Single, simulate, summarise_each

DRAWS, PROJECTS, YEARS, ORGANISATIONS = 100_000, 200, 10, 20
RHO = 0.3
NAIVE_SCALE = 10
ROUNDS = 3
DISCOUNT = 1.035 ** -np.arange(YEARS)


@dataclass(frozen=True, slots=True)
class Case:
    """Yearly costs and benefits in pounds by project, and the factors that they may come to."""

    costs: NDArray[np.float64]
    benefits: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def npsv(self) -> float:
        return float(((self.benefits - self.costs) @ DISCOUNT).sum())


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds by the clock and of processor time, peak memory in MB, and what came out."""

    seconds: float
    processor: float
    megabytes: float
    mean: float
    deviation: float


def made(seed: int = 1) -> Case:
    """The case; factors by class, project: costs first."""
    rng = np.random.default_rng(seed)
    size = (PROJECTS, YEARS)
    return Case(
        costs=rng.uniform(10_000, 200_000, size),
        benefits=rng.uniform(10_000, 300_000, size),
        low=rng.uniform(0.5, 0.95, (2, PROJECTS)),
        high=rng.uniform(1.05, 2.0, (2, PROJECTS)),
    )


def inputs_of(case: Case, *, detail: bool) -> list[Input]:
    """One factor for each project and class; with detail also an outcome for each project and organisation."""
    found = []
    for project in range(PROJECTS):
        for kind, amounts, sign in ((0, case.costs, -1.0), (1, case.benefits, 1.0)):
            value = sign * float(amounts[project] @ DISCOUNT)
            effects = [(0, value)]
            if detail:
                body = 1 + PROJECTS + (project + kind) % ORGANISATIONS
                effects += [(1 + project, value), (body, value / 2), (body + ORGANISATIONS, value / 2)]
            shape = triangular(float(case.low[kind, project]), 1.0, float(case.high[kind, project]))
            found.append(Input(f"{project}/{kind}", shape, 1.0, tuple(effects), 1 if kind else -1))
    return found


def ours(case: Case, *, detail: bool = False, threads: int = 2) -> tuple[float, float]:
    """Place alone, or with the statistics of every project and organisation too."""
    outcomes = 1 + PROJECTS + 2 * ORGANISATIONS if detail else 1
    rows = simulate(inputs_of(case, detail=detail), outcomes, draws=DRAWS, seed=1, rho=RHO, threads=threads)
    found = summarise_each(rows, [case.npsv] * outcomes, threads=threads)
    return found[0].mean.value, found[0].deviation


def straight(case: Case) -> tuple[float, float]:
    rng = np.random.default_rng(1)
    common = rng.standard_normal(DRAWS)
    total = np.full(DRAWS, case.npsv)
    for each in inputs_of(case, detail=False):
        score = each.leaning * np.sqrt(RHO) * common + np.sqrt(1 - RHO) * rng.standard_normal(DRAWS)
        total += each.effects[0][1] * (np.interp(score, SCORES, each.distribution.tabulated()) - 1)
    return _summary(total)


def naive(case: Case) -> tuple[float, float]:
    rng = np.random.default_rng(1)
    size = (DRAWS // NAIVE_SCALE, PROJECTS, YEARS)
    low, high = case.low[:, :, None], case.high[:, :, None]
    costs = case.costs * rng.triangular(low[0], 1.0, high[0], size)
    benefits = case.benefits * rng.triangular(low[1], 1.0, high[1], size)
    return _summary(((benefits - costs) * DISCOUNT).sum(axis=(1, 2)))


def _summary(total: NDArray[np.float64]) -> tuple[float, float]:
    np.quantile(total, [0.1, 0.5, 0.8, 0.9])
    np.sort(total)[: len(total) // 20].mean()
    return float(total.mean()), float(total.std())


def closed_form(case: Case) -> float:
    """The mean, which no correlation changes."""
    return case.npsv + sum(each.effects[0][1] * (each.distribution.mean - 1) for each in inputs_of(case, detail=False))


def measured(work: Callable[[], tuple[float, float]]) -> tuple[Measure, Measure]:
    """The first run, with everything made anew, and the best of a few, in a process of its own."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_measure, args=(sender, work))
    child.start()
    first, best = receiver.recv()
    child.join()
    return first, best


def _measure(sender: Connection, work: Callable[[], tuple[float, float]]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = []
    for _ in range(ROUNDS):
        clock, processor = time.perf_counter(), time.process_time()
        mean, deviation = work()
        runs.append((time.perf_counter() - clock, time.process_time() - processor))
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sender.send(tuple(Measure(*run, peak, mean, deviation) for run in (runs[0], min(runs))))


def ziggurat_seconds() -> float:
    """What the normals alone would take, drawn in the usual way in single precision."""
    rng = np.random.Generator(np.random.PCG64DXSM(1))
    out: Single = np.empty(32_768, dtype=np.float32)
    begun = time.process_time()
    for _ in range(100):
        rng.standard_normal(out=out, dtype=np.float32)
    return (time.process_time() - begun) / 100 / len(out) * DRAWS * PROJECTS * 2


def report() -> None:
    case = made()
    print(f"{DRAWS:,} draws, {PROJECTS} projects, {YEARS} years, 400 inputs, ρ = {RHO} but for naive")
    print(
        f"  {'':34} {'first s':>8} {'best s':>8} {'CPU s':>8} {'÷ ours':>7} {'peak MB':>8}  {'mean £':>14} {'sd £':>12}"
    )
    rows: dict[str, tuple[Callable[[], tuple[float, float]], int]] = {
        "ours, two threads": (lambda: ours(case), 1),
        "ours, one thread": (lambda: ours(case, threads=1), 1),
        "ours, with projects and partners": (lambda: ours(case, detail=True), 1),
        "straight NumPy": (lambda: straight(case), 1),
        "naive NumPy (a tenth, times ten)": (lambda: naive(case), NAIVE_SCALE),
    }
    base = base_processor = 0.0
    for name, (work, scale) in rows.items():
        first, best = measured(work)
        base, base_processor = base or best.seconds, base_processor or best.processor
        seconds = f"{first.seconds * scale:8.3f} {best.seconds * scale:8.3f} {best.processor * scale:8.3f}"
        ratio = f"{best.seconds * scale / base:7.1f} {best.processor * scale / base_processor:7.1f}"
        print(
            f"  {name:34} {seconds} {ratio} {best.megabytes * scale:8.0f}  {best.mean:14,.0f} {best.deviation:12,.0f}",
            flush=True,
        )
    print(f"  {'the mean in closed form':79}  {closed_form(case):14,.0f}")
    print(f"  the normals alone by the ziggurat, one thread: {ziggurat_seconds():.3f} s")


if __name__ == "__main__":
    report()
