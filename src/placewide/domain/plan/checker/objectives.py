"""A document as the rules read it under one scenario, and the value of a chosen set, as exact fractions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.maturity.records import Assessment
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker.appraisal import Value, value_of
from placewide.domain.plan.checker.modes import Mode, lacks, modes_of
from placewide.domain.plan.checker.terms import Money, Terms, read_money, read_terms
from placewide.domain.scope.records import Objective
from placewide.domain.shared.years import FinancialYear

Key = tuple[str, str, FinancialYear]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as the rules read it under one scenario."""

    document: PlaceDocument
    terms: Terms
    money: Mapping[str, Money]
    modes: Mapping[str, tuple[Mode, ...]]
    """Allowed modes of every plannable project that has one."""
    lacking: Mapping[str, tuple[str, ...]]
    values: Mapping[Key, Value]
    strategic: Mapping[Key, Fraction]
    scores: Mapping[tuple[str, str], Fraction]
    """The latest score by measure and organisation."""
    wholes: Mapping[str, Fraction]
    """What each term of a blend is divided by."""

    def value(self, mode: Mode) -> Value:
        return self.values[mode.key]


def read(document: PlaceDocument, scenario: str | None) -> Reading:
    """Read a document under a scenario. Raises ValueError if there is no such scenario."""
    terms = read_terms(document, scenario)
    lacking = {project.id: lacks(terms, project) for project in document.projects}
    modes = {project.id: modes_of(document, terms, project) for project in document.projects}
    every = [mode for found in modes.values() for mode in found]
    reading = Reading(
        document=document,
        terms=terms,
        money=read_money(document, terms),
        modes={project: found for project, found in modes.items() if found},
        lacking={project: missing for project, missing in lacking.items() if missing},
        values={mode.key: value_of(document.place, mode) for mode in every},
        strategic={mode.key: strategic_value(terms, mode) or Fraction(0) for mode in every},
        scores=_latest_scores(document.maturity),
        wholes={},
    )
    return replace(reading, wholes=_wholes(reading))


def strategic_value(terms: Terms, mode: Mode) -> Fraction | None:
    """Σ normalised weight × score; None where the scores are unknown."""
    if mode.serves is None:
        return None
    scores = (terms.weights.get(priority, Fraction(0)) * score for priority, score in mode.serves.items())
    return sum(scores, Fraction(0))


def total_npsv(reading: Reading, chosen: Collection[Mode]) -> int:
    """Σ of the modes' rounded NPSV, pence; unknown ones count for nothing."""
    return sum(reading.value(mode).npsv or 0 for mode in chosen)


def lowest_scores(reading: Reading, projects: Collection[str]) -> dict[str, Fraction]:
    """By measure, the lowest assessed score once these projects are in place."""
    scores = dict(reading.scores)
    for project in reading.document.projects:
        for lift in project.lifts if project.id in projects else ():
            if (lift.measure, lift.organisation) in scores:
                scores[lift.measure, lift.organisation] += Fraction(lift.by)
    lowest: dict[str, Fraction] = {}
    for (measure, _), score in scores.items():
        lowest[measure] = min(score, lowest.get(measure, score))
    return lowest


def objective_values(reading: Reading, chosen: Collection[Mode]) -> tuple[Fraction, ...]:
    """The value of every objective, in order of importance."""
    return tuple(_value(reading, objective, chosen) for objective in reading.terms.objectives)


def _latest_scores(assessments: Sequence[Assessment]) -> dict[tuple[str, str], Fraction]:
    scores: dict[tuple[str, str], Fraction] = {}
    for each in sorted(assessments, key=lambda each: each.date or ""):
        if each.score is not None:
            scores[each.measure, each.organisation] = Fraction(each.score)
    return scores


def _value(reading: Reading, objective: Objective, chosen: Collection[Mode]) -> Fraction:
    if isinstance(objective, str):
        return _term(reading, objective, chosen)
    parts = (Fraction(share) * _part(reading, name, chosen) for name, share in objective.items())
    return sum(parts, Fraction(0))


def _term(reading: Reading, name: str, chosen: Collection[Mode]) -> Fraction:
    if name == "strategic_value":
        return sum((reading.strategic[mode.key] for mode in chosen), Fraction(0))
    if name == "npsv":
        return Fraction(total_npsv(reading, chosen), 100)
    return sum(lowest_scores(reading, {mode.project.id for mode in chosen}).values(), Fraction(0))


def _part(reading: Reading, name: str, chosen: Collection[Mode]) -> Fraction:
    """A term of a blend as a part of the whole that is within sight."""
    whole = reading.wholes[name]
    if whole <= 0:
        return Fraction(0)
    before = _term(reading, name, ()) if name == "levelling" else Fraction(0)
    return (_term(reading, name, chosen) - before) / whole


def _wholes(reading: Reading) -> dict[str, Fraction]:
    """Σ over projects of the largest positive value; for levelling the rise if every project were chosen."""
    rise = sum(lowest_scores(reading, reading.modes.keys()).values()) - sum(lowest_scores(reading, ()).values())
    wholes = {"levelling": Fraction(rise)}
    for name in ("strategic_value", "npsv"):
        largest = (max(_term(reading, name, (mode,)) for mode in modes) for modes in reading.modes.values())
        wholes[name] = sum((max(value, Fraction(0)) for value in largest), Fraction(0))
    return wholes
