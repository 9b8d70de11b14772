"""How sure a plan is: the spread of its NPSV, of each project's and of each organisation's, from stated ranges.

    NPSV(draw) = NPSV + Σ_i (k_i(draw) − 1) · contribution_i,   k_i a factor between or about its low and high

Only lines that state a range are uncertain; the chosen set stays as it is. The common factor is good or bad fortune:
where it is bad, benefits come in low and costs come in high together, so that one never hedges the other. An overrun
is paid by those who pay the cost, in the same parts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from placewide.domain.benefits.parameters import DISTRIBUTIONAL_WEIGHTS, in_force
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.explain.appraisal import appraise
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.questions.contributions import Body, Contribution, InputKind, contributions_of
from placewide.domain.plan.questions.sensitivity import SetSwitch, Swing, Switch, switching_values, tornado
from placewide.domain.plan.result import Appraisal
from placewide.domain.plan.solve.funding import Payments
from placewide.domain.scope.records import Uncertainty
from placewide.numerics.distributions import Distribution, log_normal, pert, triangular
from placewide.numerics.rounding import round_half_up
from placewide.numerics.simulation import (
    Input,
    Measured,
    Statistics,
    curve,
    running_means,
    simulate,
    summarise_each,
)

Shape = Literal["triangular", "pert", "log_normal"]
SHAPES: Mapping[Shape, Callable[[float, float, float], Distribution]] = {
    "triangular": triangular,
    "pert": pert,
    "log_normal": log_normal,
}
"""Low and high are the bounds of a triangle and of a PERT, the 10th and 90th percentile of a log-normal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """A figure of the sample in pence, with its standard error."""

    pence: int
    error_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """An NPSV over all draws, beside what it is with every input as stated."""

    as_stated_pence: int
    mean: Sampled
    deviation_pence: int
    percentiles: Mapping[int, Sampled]
    """10, 50, 80 and 90: the value that so many per cent of draws do not exceed."""
    chance_of_loss: float
    """Share of draws in which it is below nil."""
    chance_error: float
    shortfall: Sampled
    """Expected shortfall: the mean of the worst 5 % of draws."""
    draws_needed: int | None
    """Draws at which the mean's standard error is 1 % of the mean; None where the mean is nil."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainInput:
    """A line with a range: factors on it at low and high, and what it adds to the NPSV as stated."""

    id: str
    project: str
    kind: InputKind
    line: str
    low: Fraction
    high: Fraction
    contribution_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSpread:
    """Of one organisation, or of nobody in particular: `net` sums to the place over organisations.

    net = gains − what it pays, grants that pass through it included; own = gains − own money.
    """

    organisation: Body
    net: Spread
    own: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """Incomes of the people whom an organisation's benefits reach, for distributional weights.

    Equivalised household incomes in one unit. Weights act on benefits of these classes alone: pounds that a public
    body saves are nobody's income. Organisations without an income weigh 1.
    """

    median: int
    incomes: Mapping[Body, int]
    classes: frozenset[str] = frozenset({"societal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedSpread:
    """The NPSV with distributional weights; it stands beside the unweighted one and never replaces it."""

    table: str
    elasticity: Fraction
    weights: Mapping[Body, Fraction]
    npsv: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertaintyResult:
    """Everything that was found, with what it takes to find it again."""

    digest: str
    seed: int
    draws: int
    shape: Shape
    rho: float | None
    """None: a full correlation matrix was given."""
    npsv: Spread
    curve_pence: tuple[int, ...]
    """Percentiles 1 to 99 of the NPSV."""
    running: tuple[tuple[int, Sampled], ...]
    """The mean after 1,000 draws, 2,000, 4,000, … and all of them."""
    by_project: Mapping[str, Spread]
    by_organisation: tuple[OrganisationSpread, ...]
    inputs: tuple[UncertainInput, ...]
    tornado: tuple[Swing, ...]
    switching: tuple[Switch, ...]
    weighted: WeightedSpread | None = None
    refused: Mapping[str, str] = field(default_factory=dict)
    """Lines whose range could not be used, and why; they are taken as certain."""
    at_other_rho: tuple[tuple[float, Spread], ...] = ()
    """The NPSV from the same draws under other correlations, where those were asked for."""
    set_switches: Mapping[str, SetSwitch] = field(default_factory=dict)
    """By input, or `benefits` or `costs` for all of them: where another set is chosen, the place planned anew."""
    unsearched: tuple[str, ...] = ()
    """Inputs for which there was no time to look where another set is chosen."""


def uncertainty_of(
    document: PlaceDocument,
    problem: Problem,
    chosen: frozenset[int],
    payments: Payments,
    setting: Uncertainty,
    *,
    matrix: Sequence[Sequence[float]] | None = None,
    weighting: Weighting | None = None,
    threads: int = 2,
) -> UncertaintyResult:
    """The spread of chosen and funded modes; those whose benefits are unknown stand in no total.

    `matrix` correlates the inputs in order of id, instead of the common factor. The same document, setting and
    matrix give the same result on any number of threads. Raises ValueError for a ρ below 0, for fewer than two draws,
    and for a matrix that cannot be.
    """
    lines = contributions_of(document, problem, chosen, payments)
    sums = _Sums(appraise(problem, chosen, payments), lines)
    weights = _weights_of(document, weighting)
    if weighting is not None:
        sums.add_weighted(lines, weights, weighting.classes)
    ranged = [(position, line) for position, line in enumerate(lines) if line.range.open]
    deviations = simulate(
        [_input(line, setting.shape, sums.effects[position]) for position, line in ranged],
        len(sums.bases),
        draws=setting.draws,
        seed=setting.seed,
        rho=float(setting.rho) if matrix is None else 0.0,
        matrix=matrix,
        threads=threads,
    )
    statistics = summarise_each(deviations, sums.bases, threads=threads)
    spreads = [_rounded(found, base) for found, base in zip(statistics, sums.bases, strict=True)]
    npsv = sums.bases[0]
    return UncertaintyResult(
        digest=digest(document),
        seed=setting.seed,
        draws=setting.draws,
        shape=setting.shape,
        rho=float(setting.rho) if matrix is None else None,
        npsv=spreads[0],
        curve_pence=tuple(round(value) for value in curve(deviations[0], npsv)),
        running=tuple((count, _sampled(mean)) for count, mean in running_means(deviations[0], npsv)),
        by_project={project: spreads[position] for project, position in sums.projects.items()},
        by_organisation=tuple(
            OrganisationSpread(organisation=body, net=spreads[net], own=spreads[own])
            for body, (net, own) in sums.bodies.items()
        ),
        inputs=tuple(_described(line) for _, line in ranged),
        tornado=tornado(npsv, lines),
        switching=switching_values(npsv, lines),
        weighted=_weighted(document, weights, spreads[-1]) if weighting is not None else None,
        refused={line.id: line.range.refused for line in lines if line.range.refused},
    )


class _Sums:
    """The outcomes in order: the place, each project, each organisation twice; and who moves which by how much."""

    def __init__(self, appraisal: Appraisal, lines: Sequence[Contribution]) -> None:
        self.bases = [appraisal.npsv_pence]
        self.effects: list[dict[int, Fraction]] = [{0: line.npsv} for line in lines]
        self.projects = {
            each.project: self._base(each.npsv_pence) for each in appraisal.by_project if each.npsv_pence is not None
        }
        self.bodies = {
            each.organisation: (
                self._base(each.gains_pence - each.pays_pence),
                self._base(each.gains_pence - each.own_money_pence),
            )
            for each in appraisal.by_organisation
        }
        for line, effects in zip(lines, self.effects, strict=True):
            effects[self.projects[line.project]] = line.npsv
            for side, amounts in enumerate((line.net, line.own)):
                for body, amount in amounts.items():
                    effects[self.bodies[body][side]] = amount

    def add_weighted(
        self, lines: Sequence[Contribution], weights: Mapping[Body, Fraction], classes: frozenset[str]
    ) -> None:
        """One more outcome: the place with weighted benefits."""
        extra = [_extra(line, weights, classes) for line in lines]
        position = self._base(self.bases[0] + round_half_up(sum(extra, Fraction(0))))
        for line, more, effects in zip(lines, extra, self.effects, strict=True):
            effects[position] = line.npsv + more

    def _base(self, pence: int) -> int:
        self.bases.append(pence)
        return len(self.bases) - 1


def _extra(line: Contribution, weights: Mapping[Body, Fraction], classes: frozenset[str]) -> Fraction:
    """What the weights add to a line: (weight − 1) · gain."""
    return sum(
        ((weights.get(body, Fraction(1)) - 1) * gain for (body, name), gain in line.gains.items() if name in classes),
        Fraction(0),
    )


def _input(line: Contribution, shape: Shape, effects: Mapping[int, Fraction]) -> Input:
    return Input(
        name=line.id,
        distribution=SHAPES[shape](float(line.range.low), 1.0, float(line.range.high)),
        centre=1.0,
        effects=tuple((outcome, float(effect)) for outcome, effect in sorted(effects.items()) if effect),
        leaning=1 if line.npsv > 0 else -1,
    )


def _rounded(found: Statistics, base: int) -> Spread:
    return Spread(
        as_stated_pence=base,
        mean=_sampled(found.mean),
        deviation_pence=round(found.deviation),
        percentiles={percent: _sampled(value) for percent, value in found.percentiles.items()},
        chance_of_loss=found.below_nil.value,
        chance_error=found.below_nil.standard_error,
        shortfall=_sampled(found.shortfall),
        draws_needed=found.draws_needed,
    )


def _sampled(figure: Measured) -> Sampled:
    return Sampled(pence=round(figure.value), error_pence=round(figure.standard_error))


def _described(line: Contribution) -> UncertainInput:
    return UncertainInput(
        id=line.id,
        project=line.project,
        kind=line.kind,
        line=line.line,
        low=line.range.low,
        high=line.range.high,
        contribution_pence=round_half_up(line.npsv),
    )


def _weights_of(document: PlaceDocument, weighting: Weighting | None) -> dict[Body, Fraction]:
    if weighting is None:
        return {}
    table = in_force(DISTRIBUTIONAL_WEIGHTS, f"{document.place.first_year.start}-04-01")
    return {body: table.weight(income=income, median=weighting.median) for body, income in weighting.incomes.items()}


def _weighted(document: PlaceDocument, weights: Mapping[Body, Fraction], npsv: Spread) -> WeightedSpread:
    table = in_force(DISTRIBUTIONAL_WEIGHTS, f"{document.place.first_year.start}-04-01")
    return WeightedSpread(table=table.id, elasticity=table.elasticity, weights=weights, npsv=npsv)
