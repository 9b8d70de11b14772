"""The ways to do each project and their needs for cash, read from the place file's words alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDetails, PlaceDocument, Project, Serves
from placewide.domain.shared.figures import pence

PER_CENT = Fraction(1, 100)
Need = tuple[str, str, int]
"""Bearer, kind and year."""


@dataclass(frozen=True, slots=True)
class Way:
    """A project in one option and start year: its value, the priorities that it serves, its needs in pence."""

    project: str
    option: str | None
    start: int
    value: Fraction
    serves: frozenset[str]
    needs: Mapping[Need, int]


def ways_of(document: PlaceDocument) -> list[Way]:
    """Every way in which a project may be done, in the order of the file."""
    weights = {row.id: Fraction(row.weight or 0) for row in document.strategy.priorities}
    whole = sum(weights.values())
    ways = []
    for project in document.projects:
        for option, serves, costs in _alternatives(project):
            value = sum((weights[each] / whole * Fraction(score) for each, score in serves.items()), Fraction(0))
            served = frozenset(priority for priority, score in serves.items() if score > 0)
            for year in project.starts or (document.place.first_year,):
                start = year.start - document.place.first_year.start
                needs = _needs(document.place, project, costs, start)
                if needs is not None:
                    ways.append(Way(project.id, option, start, value, served, needs))
    return ways


def _alternatives(project: Project) -> Iterator[tuple[str | None, Serves, tuple[CostLine, ...]]]:
    """Name, scores and costs of each option, or of the project itself."""
    if not project.options:
        yield None, project.serves or {}, project.costs
    for option in project.options:
        yield option.id, option.serves if option.serves is not None else project.serves or {}, option.costs


def _needs(place: PlaceDetails, project: Project, costs: tuple[CostLine, ...], start: int) -> dict[Need, int] | None:
    """Cash by bearer, kind and year inside the horizon; None where capital would fall beyond it."""
    needs: dict[Need, int] = {}
    for line in costs:
        amounts = [pence(amount) or 0 for amount in line.amounts or ()]
        if line.kind == "capital" and any(amounts[place.years - start :]):
            return None
        if line.ongoing and amounts:
            amounts += [amounts[-1]] * place.years
        for year, amount in enumerate(amounts, start):
            if amount and year < place.years:
                need = (str(line.organisation or project.lead), str(line.kind), year)
                needs[need] = needs.get(need, 0) + _cash(place, line, amount, year)
    return needs


def _cash(place: PlaceDetails, line: CostLine, amount: int, year: int) -> int:
    contingency = place.contingency if line.contingency is None else line.contingency
    exact = amount * (1 + Fraction(place.inflation) * PER_CENT) ** year * (1 + Fraction(contingency) * PER_CENT)
    if line.vat == "irrecoverable":
        exact *= 1 + Fraction(place.vat) * PER_CENT
    return floor(exact + Fraction(1, 2))
