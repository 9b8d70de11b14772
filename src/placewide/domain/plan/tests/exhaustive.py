"""The best plan of a small place by trying every combination of modes, exactly. Nothing of the optimiser is used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, product
from typing import Literal

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker.choice import choice_faults
from placewide.domain.plan.checker.modes import Mode
from placewide.domain.plan.checker.objectives import Key, Reading, objective_values, read, total_npsv
from placewide.domain.plan.tests.funding import has_money, least_shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhausted:
    """The one best plan: what is chosen, what it is worth, and the least that must be shared for it."""

    status: Literal["optimal", "infeasible"]
    values: tuple[Fraction, ...] | None = None
    npsv_pence: int | None = None
    shared_pence: int | None = None
    key: tuple[Key, ...] | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(project for project, _, _ in self.key or ())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A combination that no rule between projects forbids; whether it can be funded is another question."""

    values: tuple[Fraction, ...]
    npsv: int
    chosen: Mapping[str, Mode]

    @property
    def key(self) -> tuple[Key, ...]:
        return tuple(sorted(mode.key for mode in self.chosen.values()))


def best_by_exhaustion(document: PlaceDocument, scenario: str | None = None, protect_slack: int = 0) -> Exhausted:
    """Try every combination, best first: objectives, then NPSV, then least shared, then the smallest key."""
    reading = read(document, scenario)
    candidates = sorted(_candidates(reading), key=lambda each: (each.values, each.npsv), reverse=True)
    for _, equals in groupby(candidates, key=lambda each: (each.values, each.npsv)):
        funded = []
        for each in equals:
            shared = least_shared(reading, each.chosen, protect_slack)
            if shared is not None:
                funded.append((shared, each.key, each))
        if funded:
            shared, key, best = min(funded, key=lambda each: each[:2])
            return Exhausted(status="optimal", values=best.values, npsv_pence=best.npsv, shared_pence=shared, key=key)
    return Exhausted(status="infeasible")


def _candidates(reading: Reading) -> Iterator[Candidate]:
    choices = [(None, *(mode for mode in modes if has_money(reading, mode))) for modes in reading.modes.values()]
    for combination in product(*choices):
        chosen: dict[str, Mode] = {mode.project.id: mode for mode in combination if mode is not None}
        if not any(choice_faults(reading, chosen)):
            yield Candidate(objective_values(reading, chosen.values()), total_npsv(reading, chosen.values()), chosen)
