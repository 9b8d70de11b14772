"""What each project may be: its modes (an option with a start year), what they lack, and what each needs in cash.

Years are counted from the place's first year. Cash needs are integer pence; base-year prices stay as given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.funding.records import CostLine, Kind
from placewide.domain.place.document import Option, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.checker.terms import Money, Terms
from placewide.domain.shared.figures import Amount, pence
from placewide.domain.shared.years import FinancialYear

PLANNED_STATUSES = frozenset({"proposed", "approved", "in_delivery"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A cost line of a mode: base-year pence over the appraisal, cash pence over the horizon."""

    id: str
    bearer: str
    kind: Kind
    base: tuple[int, ...]
    cash: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A project in one option with one start."""

    project: Project
    option: Option | None
    start: FinancialYear
    first: int
    lead: str
    serves: Mapping[str, Fraction] | None
    lines: tuple[Line, ...]

    @property
    def key(self) -> tuple[str, str, FinancialYear]:
        """What ties are decided by: project, option, start."""
        return (self.project.id, self.option.id if self.option else "", self.start)


def horizon(place: PlaceDetails) -> int:
    """Years in which money is allocated and spent."""
    return place.years


def appraisal_years(place: PlaceDetails) -> int:
    """Years that benefits and running costs count: by default those that are planned."""
    return place.years if place.appraisal_years is None else place.appraisal_years


def half_up(value: Fraction) -> int:
    """The nearest integer; halves go up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def lacks(terms: Terms, project: Project) -> tuple[str, ...]:
    """What keeps a project of a planned status from being planned; empty = nothing."""
    if project.status not in PLANNED_STATUSES:
        return ()
    if project.lead is None:
        return ("lead",)
    missing = [_option_lacks(terms, project, option) for option in _options(project)]
    return () if not all(missing) else tuple(dict.fromkeys(what for each in missing for what in each))


def modes_of(document: PlaceDocument, terms: Terms, project: Project) -> tuple[Mode, ...]:
    """Every allowed option and start of a plannable project. A mode with capital beyond the horizon is none."""
    lead = project.lead
    if project.status not in PLANNED_STATUSES or lead is None:
        return ()
    return tuple(
        _mode(document.place, project, lead, option, start)
        for option in _options(project)
        if not _option_lacks(terms, project, option)
        for start in dict.fromkeys(project.starts or (document.place.first_year,))
        if _fits(document.place, _source(project, option).costs, start)
    )


def need(place: PlaceDetails, line: CostLine, amount: int, year: int) -> int:
    """Cash need in pence, half up: amount × (1 + inflation)^t × (1 + VAT, if irrecoverable) × (1 + contingency)."""
    contingency = place.contingency if line.contingency is None else line.contingency
    vat = Fraction(place.vat) if line.vat == "irrecoverable" else Fraction(0)
    growth = (1 + Fraction(place.inflation) / 100) ** year
    return half_up(amount * growth * (1 + vat / 100) * (1 + Fraction(contingency) / 100))


def refusals(money: Money, mode: Mode, bearer: str, kind: str, year: int) -> Iterator[str]:
    """Every reason why this allocation may not pay this cost; none = it may."""
    if money.kind != kind:
        yield f"kind: {money.kind} money pays a {kind} cost"
    if year not in money.years:
        yield "year: the money is not of this year, and may not be carried into it"
    if money.holder != bearer and not money.may_share:
        yield "permission: the allocation may not be shared"
    only = money.only_for
    if only.projects and mode.project.id not in only.projects:
        yield "only_for projects: the project is not among those that the money is for"
    if only.organisations and bearer not in only.organisations:
        yield "only_for organisations: the bearer is not among those that the money is for"
    if only.priorities and not any((mode.serves or {}).get(priority, 0) > 0 for priority in only.priorities):
        yield "only_for priorities: the project serves none of those that the money is for"


def amounts_by_year(amounts: Sequence[int], first: int, years: int, ongoing: bool = False) -> tuple[int, ...]:
    """Amounts counted from the start year, laid out from the place's first year."""
    last = amounts[-1] if ongoing and amounts else 0
    places = (year - first for year in range(years))
    return tuple(0 if place < 0 else amounts[place] if place < len(amounts) else last for place in places)


def known_amounts(amounts: Sequence[Amount | None] | None) -> tuple[int, ...] | None:
    """Pence by year; None if any of them is unknown."""
    values = [pence(amount) for amount in amounts] if amounts is not None else [None]
    return None if None in values else tuple(value for value in values if value is not None)


def _options(project: Project) -> tuple[Option | None, ...]:
    return project.options or (None,)


def _source(project: Project, option: Option | None) -> Project | Option:
    return project if option is None else option


def _serves(project: Project, option: Option | None) -> Mapping[str, Fraction] | None:
    own = option.serves if option is not None and option.serves is not None else project.serves
    return None if own is None else {priority: Fraction(score) for priority, score in own.items()}


def _option_lacks(terms: Terms, project: Project, option: Option | None) -> tuple[str, ...]:
    source = _source(project, option)
    missing = []
    if not source.costs or any(line.kind is None or known_amounts(line.amounts) is None for line in source.costs):
        missing.append("costs")
    if terms.needs("strategic_value") and _serves(project, option) is None:
        missing.append("serves")
    if terms.needs("npsv") and not benefits_known(source):
        missing.append("benefits")
    return tuple(missing)


def benefits_known(source: Project | Option) -> bool:
    """Whether every benefit that is to be valued in pounds is valued, and the list is given at all."""
    return source.benefits is not None and all(
        benefit.class_ == "unmonetised" or known_amounts(benefit.amounts) is not None for benefit in source.benefits
    )


def _fits(place: PlaceDetails, costs: Sequence[CostLine], start: FinancialYear) -> bool:
    first = start.start - place.first_year.start
    if not 0 <= first < horizon(place):
        return False
    capital = (line for line in costs if line.kind == "capital")
    return not any(_reaches_beyond(place, line, first) for line in capital)


def _reaches_beyond(place: PlaceDetails, line: CostLine, first: int) -> bool:
    amounts = known_amounts(line.amounts) or ()
    late = any(amount > 0 and first + place_ >= horizon(place) for place_, amount in enumerate(amounts))
    return late or (line.ongoing and bool(amounts) and amounts[-1] > 0)


def _mode(place: PlaceDetails, project: Project, lead: str, option: Option | None, start: FinancialYear) -> Mode:
    first = start.start - place.first_year.start
    costs = _source(project, option).costs
    return Mode(
        project=project,
        option=option,
        start=start,
        first=first,
        lead=lead,
        serves=_serves(project, option),
        lines=tuple(_line(place, lead, line, line.kind, first) for line in costs if line.kind is not None),
    )


def _line(place: PlaceDetails, lead: str, line: CostLine, kind: Kind, first: int) -> Line:
    base = amounts_by_year(known_amounts(line.amounts) or (), first, appraisal_years(place), line.ongoing)
    cash = (need(place, line, amount, year) for year, amount in enumerate(base[: horizon(place)]))
    return Line(id=line.id, bearer=line.organisation or lead, kind=kind, base=base, cash=tuple(cash))
