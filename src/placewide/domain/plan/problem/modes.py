"""The modes in which each project can be done: an option with a start year, its costs, its value, its appraisal."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import Option, PlaceDocument, Project, Serves
from placewide.domain.place.plannable import PLANNED, lacks
from placewide.domain.plan.problem.bias import Bias, bias_of
from placewide.domain.plan.problem.costs import YearCost, capital_after, costs_of
from placewide.domain.plan.problem.present_values import ModeValue, value_of
from placewide.domain.shared.years import FinancialYear

Cell = tuple[str, str, int]
"""Bearer, kind and year: what one demand for money is about."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do a project. `needs` is the cash to be funded inside the horizon, by bearer, kind and year."""

    project: str
    option: str | None
    start: FinancialYear
    lead: str
    scores: Mapping[str, Fraction]
    scored: bool
    costs: tuple[YearCost, ...]
    needs: Mapping[Cell, int]
    value: ModeValue
    bias: Bias

    @property
    def key(self) -> tuple[str, str, int]:
        """Order among equals: project, option, start."""
        return (self.project, self.option or "", self.start.start)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The costs, benefits and scores of one option, or of the project itself where it has no options."""

    option: Option | None
    serves: Serves | None
    costs: tuple[CostLine, ...]
    benefits: tuple[Benefit, ...] | None

    @property
    def option_id(self) -> str | None:
        return None if self.option is None else self.option.id


def alternatives_of(project: Project) -> tuple[Alternative, ...]:
    """The options of a project, with its own scores where an option has none; without options, the project itself."""
    if not project.options:
        return (Alternative(None, project.serves, project.costs, project.benefits),)
    return tuple(
        Alternative(option, project.serves if option.serves is None else option.serves, option.costs, option.benefits)
        for option in project.options
    )


def starts_of(document: PlaceDocument, project: Project) -> tuple[FinancialYear, ...]:
    """The years in which a project may start: by default the first."""
    return project.starts or (document.place.first_year,)


def modes_of(document: PlaceDocument, project: Project, weighed: Collection[str]) -> tuple[Mode, ...]:
    """Every mode that is complete and spends no capital beyond the horizon; none for a project that lacks something."""
    if project.status not in PLANNED or project.lead is None:
        return ()
    horizon = document.place.years
    return tuple(
        _mode(document, project, alternative, start)
        for alternative in alternatives_of(project)
        if not lacks(document, project, alternative.option_id, weighed)
        for start in sorted(set(starts_of(document, project)))
        if 0 <= start.start - document.place.first_year.start < horizon
        and not capital_after(alternative.costs, start.start - document.place.first_year.start, horizon)
    )


def _mode(document: PlaceDocument, project: Project, alternative: Alternative, start: FinancialYear) -> Mode:
    place = document.place
    lead = str(project.lead)
    offset = start.start - place.first_year.start
    appraisal_years = place.appraisal_years or place.years
    costs = costs_of(
        tuple(sorted(alternative.costs, key=lambda line: line.id)), lead, offset, place, place.years, appraisal_years
    )
    bias = bias_of(project.optimism_bias, f"{place.first_year.start}-04-01")
    needs: dict[Cell, int] = defaultdict(int)
    for cost in costs:
        if cost.need:
            needs[cost.bearer, cost.kind, cost.year] += cost.need
    return Mode(
        project=project.id,
        option=alternative.option_id,
        start=start,
        lead=lead,
        scores={priority: Fraction(score) for priority, score in (alternative.serves or {}).items()},
        scored=alternative.serves is not None,
        costs=costs,
        needs=dict(sorted(needs.items())),
        value=value_of(place, offset, costs, alternative.benefits, bias),
        bias=bias,
    )
