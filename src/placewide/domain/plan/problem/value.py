"""Objectives as exact numbers: what each mode adds to strategic value, NPSV, levelling, or a blend of them.

    value(plan) = Σ over chosen modes + Σ over measures of weight × lowest score after the plan + constant

Everything is a rational, so that plans are compared without rounding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.modes import Mode
from placewide.domain.scope.records import Objective
from placewide.domain.scope.settings import Settings


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of digital maturity: scores before the plan, and what each project adds, by organisation."""

    name: str
    before: Mapping[str, Fraction]
    lifts: Mapping[str, Mapping[str, Fraction]]

    def lowest(self, chosen: frozenset[str]) -> Fraction:
        """The lowest score over assessed organisations once these projects are done; the unassessed are left out."""
        return min(
            score + sum((self.lifts.get(project, {}).get(body, Fraction(0)) for project in chosen), Fraction(0))
            for body, score in self.before.items()
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """One objective: `of_modes` by position of the mode, `per_level` a point of the lowest score of a measure."""

    name: str
    of_modes: tuple[Fraction, ...]
    measures: tuple[Measure, ...]
    per_level: Fraction
    constant: Fraction

    def value(self, modes: Sequence[Mode], chosen: frozenset[int]) -> Fraction:
        total = self.constant + sum((self.of_modes[position] for position in chosen), Fraction(0))
        if self.per_level:
            projects = frozenset(modes[position].project for position in chosen)
            total += self.per_level * sum((measure.lowest(projects) for measure in self.measures), Fraction(0))
        return total

    @property
    def most(self) -> Fraction:
        """A value that no plan can exceed: every mode that adds to it chosen, every organisation lifted by all."""
        total = self.constant + sum((value for value in self.of_modes if value > 0), Fraction(0))
        for measure in self.measures if self.per_level else ():
            total += self.per_level * measure.lowest(frozenset(measure.lifts))
        return total

    @property
    def step(self) -> Fraction:
        """The largest amount of which every value, less the constant, is a multiple; 0 if all are equal."""
        parts = [part for part in self.of_modes if part]
        if self.per_level:
            for measure in self.measures:
                parts += [self.per_level * score for score in measure.before.values() if score]
                parts += [self.per_level * by for lift in measure.lifts.values() for by in lift.values() if by]
        if not parts:
            return Fraction(0)
        denominator = lcm(*(part.denominator for part in parts))
        return Fraction(gcd(*(int(part * denominator) for part in parts)), denominator)


def weights_of(document: PlaceDocument, settings: Settings) -> dict[str, Fraction]:
    """Weights by priority that sum to 1: the agreed ones, or those that the scenario names. All nil stays nil."""
    strategy = document.strategy
    if settings.weights is None:
        raw = {priority.id: Fraction(priority.weight or 0) for priority in strategy.priorities}
    elif isinstance(settings.weights, str):
        own = next((row.points for row in strategy.weights if row.organisation == settings.weights), {})
        raw = {priority: Fraction(points) for priority, points in own.items()}
    else:
        raw = {priority: Fraction(points) for priority, points in settings.weights.items()}
    total = sum(raw.values(), Fraction(0))
    return {priority: weight / total if total else Fraction(0) for priority, weight in raw.items()}


def measures_of(document: PlaceDocument) -> tuple[Measure, ...]:
    """Every measure that somebody was assessed on, with each organisation's latest score."""
    latest: dict[str, dict[str, tuple[tuple[str, str], Fraction]]] = {}
    for row in document.maturity:
        if row.score is not None:
            age = (row.date or "", row.edition or "")
            scores = latest.setdefault(row.measure, {})
            if row.organisation not in scores or age > scores[row.organisation][0]:
                scores[row.organisation] = (age, Fraction(row.score))
    lifts: dict[str, dict[str, dict[str, Fraction]]] = {}
    for project in document.projects:
        for lift in project.lifts:
            by_organisation = lifts.setdefault(lift.measure, {}).setdefault(project.id, {})
            by_organisation[lift.organisation] = by_organisation.get(lift.organisation, Fraction(0)) + Fraction(lift.by)
    return tuple(
        Measure(name, {body: score for body, (_, score) in sorted(scores.items())}, lifts.get(name, {}))
        for name, scores in sorted(latest.items())
    )


def strategic_value(mode: Mode, weights: Mapping[str, Fraction]) -> Fraction:
    """Σ normalised weight × score, counted once however the mode starts."""
    return sum((weights.get(priority, Fraction(0)) * score for priority, score in mode.scores.items()), Fraction(0))


def objective_names(objective: Objective) -> tuple[str, ...]:
    """The values that an objective weighs: one, or those of a blend in alphabetical order."""
    return (objective,) if isinstance(objective, str) else tuple(sorted(objective))


def goals_of(document: PlaceDocument, settings: Settings, modes: Sequence[Mode]) -> tuple[Goal, ...]:
    """The objectives of the settings, in order."""
    weights = weights_of(document, settings)
    measures = measures_of(document)
    return tuple(_goal(objective, modes, weights, measures) for objective in settings.objectives)


def npsv_goal(modes: Sequence[Mode]) -> Goal:
    """NPSV in pence, by which equals are told apart; a mode without NPSV adds nothing."""
    return Goal("npsv", tuple(Fraction(mode.value.npsv_pence or 0) for mode in modes), (), Fraction(0), Fraction(0))


def _goal(
    objective: Objective, modes: Sequence[Mode], weights: Mapping[str, Fraction], measures: tuple[Measure, ...]
) -> Goal:
    terms = {
        "strategic_value": tuple(strategic_value(mode, weights) for mode in modes),
        "npsv": tuple(Fraction(mode.value.npsv_pence or 0, 100) for mode in modes),
    }
    nothing = (Fraction(0),) * len(modes)
    if objective == "levelling":
        return Goal("levelling", nothing, measures, Fraction(1), Fraction(0))
    if isinstance(objective, str):
        return Goal(objective, terms[objective], (), Fraction(0), Fraction(0))
    of_modes = list(nothing)
    for name in ("strategic_value", "npsv"):
        scale = _largest_by_project(modes, terms[name])
        if scale:
            factor = Fraction(objective.get(name, 0)) / scale
            of_modes = [value + factor * term for value, term in zip(of_modes, terms[name], strict=True)]
    per_level, constant = _levelling_in_blend(Fraction(objective.get("levelling", 0)), modes, measures)
    return Goal(" + ".join(sorted(objective)), tuple(of_modes), measures, per_level, constant)


def _largest_by_project(modes: Sequence[Mode], values: Sequence[Fraction]) -> Fraction:
    """Σ over projects of its largest positive value: what a term of a blend is divided by."""
    largest: dict[str, Fraction] = {}
    for mode, value in zip(modes, values, strict=True):
        largest[mode.project] = max(largest.get(mode.project, Fraction(0)), value)
    return sum(largest.values(), Fraction(0))


def _levelling_in_blend(
    share: Fraction, modes: Sequence[Mode], measures: tuple[Measure, ...]
) -> tuple[Fraction, Fraction]:
    """Rise ÷ rise if every project were chosen, as a weight per level and a constant."""
    before = sum((measure.lowest(frozenset()) for measure in measures), Fraction(0))
    every = frozenset(mode.project for mode in modes)
    rise = sum((measure.lowest(every) for measure in measures), Fraction(0)) - before
    return (share / rise, -share * before / rise) if share and rise > 0 else (Fraction(0), Fraction(0))
