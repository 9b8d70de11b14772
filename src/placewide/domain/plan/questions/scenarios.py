"""Sampled scenarios of a place: every cost and benefit with a range takes a value of it, in every mode at once.

    need'(mode, line, year) = ⌊factor · need⌉;   NPSV'(mode) = ⌊NPSV + Σ_lines (factor − 1) · contribution⌉

Inputs, shapes, correlation and streams are those of `uncertainty`: a line's draws hang on the seed and the line's name
alone, so they are common to all options, starts and scenarios. Once drawn, a scenario is a place of whole pence like
any other. A fund's hurdle is judged on the figures as stated: the fund decides before anybody knows better. What an
organisation is protected from is judged on them too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.modes import Cell, Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.problem.value import goals_of
from placewide.domain.plan.questions.contributions import Contribution, contributions_of
from placewide.domain.plan.questions.uncertainty import SHAPES
from placewide.domain.scope.records import Uncertainty
from placewide.domain.scope.settings import Settings
from placewide.numerics.rounding import round_half_up
from placewide.numerics.simulation import Input, simulate

FACTOR_DIGITS = 10**6
"""Factors are taken to a millionth, so that scaled costs are exact."""


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Scenarios of one problem. `npsv`: pence by draw and mode; `factors`: of each uncertain cost line, by draw."""

    problem: Problem
    npsv: NDArray[np.int64]
    factors: Mapping[tuple[int, str], NDArray[np.float32]]
    """By position of the mode and id of the line."""

    @property
    def draws(self) -> int:
        return len(self.npsv)

    @property
    def money_varies(self) -> bool:
        """Whether some cost is uncertain, so that what can be funded differs between scenarios."""
        return bool(self.factors)

    def part(self, draws: Sequence[int]) -> "Scenarios":
        """Only these draws, in this order."""
        rows = list(draws)
        return Scenarios(self.problem, self.npsv[rows], {key: row[rows] for key, row in self.factors.items()})

    def modes(self, draw: int) -> tuple[Mode, ...]:
        """The modes with the costs and the NPSV of a draw."""
        return tuple(
            replace(mode, needs=self._needs(position, draw), value=replace(mode.value, npsv_pence=npsv))
            if mode.value.npsv_pence is not None
            else mode
            for position, (mode, npsv) in enumerate(zip(self.problem.modes, self.npsv[draw].tolist(), strict=True))
        )

    def _needs(self, position: int, draw: int) -> Mapping[Cell, int]:
        mode = self.problem.modes[position]
        if not any((position, cost.line) in self.factors for cost in mode.costs):
            return mode.needs
        needs: dict[Cell, int] = defaultdict(int)
        for cost in mode.costs:
            if cost.need:
                row = self.factors.get((position, cost.line))
                needs[cost.bearer, cost.kind, cost.year] += cost.need if row is None else _scaled(cost.need, row[draw])
        return dict(needs)


def _scaled(need: int, factor: np.float32) -> int:
    """At least a penny, so that a demand stays one."""
    return max(round_half_up(Fraction(round(float(factor) * FACTOR_DIGITS), FACTOR_DIGITS) * need), 1)


def sampled_scenarios(document: PlaceDocument, problem: Problem, setting: Uncertainty, *, draws: int) -> Scenarios:
    """`draws` scenarios of a problem under the setting's shape, ρ and seed. Raises ValueError for a ρ below 0."""
    lines = [_lines(document, problem, position) for position in range(len(problem.modes))]
    deviations = _deviations([line for found in lines for line in found if line.range.open], setting, draws)
    npsv = np.array([[mode.value.npsv_pence or 0 for mode in problem.modes]] * draws, dtype=np.float64)
    npsv = npsv.reshape(draws, len(problem.modes))
    factors: dict[tuple[int, str], NDArray[np.float32]] = {}
    for position, found in enumerate(lines):
        for line in found:
            if line.range.open:
                row = deviations[_key(line)]
                npsv[:, position] += row.astype(np.float64) * float(line.npsv)
                if line.kind == "cost":
                    factors[position, line.line] = (row + np.float32(1)).astype(np.float32)
    return Scenarios(problem, np.floor(npsv + 0.5).astype(np.int64), factors)


def _lines(document: PlaceDocument, problem: Problem, position: int) -> tuple[Contribution, ...]:
    if problem.modes[position].value.npsv_pence is None:
        return ()
    return contributions_of(document, problem, frozenset({position}), {})


_Key = tuple[str, Fraction, Fraction, bool]


def _key(line: Contribution) -> _Key:
    return line.id, line.range.low, line.range.high, line.npsv > 0


def _deviations(lines: Sequence[Contribution], setting: Uncertainty, draws: int) -> dict[_Key, NDArray[np.float32]]:
    """Factor less 1 by draw, for every line and range. A line whose range differs by mode draws one stream for all."""
    rounds: list[dict[str, _Key]] = []
    for key in sorted({_key(line) for line in lines}):
        free = next((taken for taken in rounds if key[0] not in taken), None)
        if free is None:
            rounds.append(free := {})
        free[key[0]] = key
    found: dict[_Key, NDArray[np.float32]] = {}
    for keys in rounds:
        inputs = [_input(key, row, setting) for row, key in enumerate(keys.values())]
        sample = simulate(inputs, len(inputs), draws=draws, seed=setting.seed, rho=float(setting.rho), threads=1)
        found |= dict(zip(keys.values(), sample, strict=True))
    return found


def _input(key: _Key, row: int, setting: Uncertainty) -> Input:
    name, low, high, is_gain = key
    return Input(
        name=name,
        distribution=SHAPES[setting.shape](float(low), 1.0, float(high)),
        centre=1.0,
        effects=((row, 1.0),),
        leaning=1 if is_gain else -1,
    )


def problem_of(scenarios: Scenarios, document: PlaceDocument, settings: Settings, draw: int) -> Problem:
    """The problem of one scenario: its modes and goals, with equals told apart by the tuple of projects alone."""
    modes = scenarios.modes(draw)
    goals = goals_of(document, settings, modes)
    plain = tuple(
        replace(mode, value=replace(mode.value, npsv_pence=0)) if mode.value.npsv_pence is not None else mode
        for mode in modes
    )
    return replace(scenarios.problem, modes=plain, goals=goals, spared=frozenset())
