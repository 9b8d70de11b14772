"""Cross-checks of the place document: what one record says must hold together with what the others say."""

from collections.abc import Iterator

from placewide.domain.funding.records import Allocation
from placewide.domain.place.amounts import check_amounts
from placewide.domain.place.document import Option, PlaceDocument, Project
from placewide.domain.place.overrides import check_overrides
from placewide.domain.place.patient_data import check_patient_data
from placewide.domain.place.plannable import PLANNED, allocation_lacks, lacks
from placewide.domain.place.references import check_references
from placewide.domain.place.relations import check_relations
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.walk import walk
from placewide.domain.shared.years import FinancialYear


def check(document: PlaceDocument) -> tuple[Finding, ...]:
    """All findings of a document: errors that must be mended, warnings, and notes on what a plan would still need."""
    found = walk(document)
    return (
        *check_references(document, found),
        *check_relations(document),
        *_place(document),
        *_strategy(document),
        *_projects(document),
        *_years(document),
        *check_overrides(document),
        *check_amounts(document, found),
        *check_patient_data(found),
        *_not_plannable(document),
        *_not_counted(document),
    )


def check_half_read(document: PlaceDocument) -> tuple[Finding, ...]:
    """The errors that can be told of a document in which values that could not be read are None."""
    findings = (*check_references(document, walk(document)), *check_relations(document))
    return tuple(finding for finding in findings if finding.severity == "error")


def horizon(document: PlaceDocument) -> range:
    """The first calendar years of the financial years that are planned."""
    first = document.place.first_year.start
    return range(first, first + document.place.years)


def _place(document: PlaceDocument) -> Iterator[Finding]:
    place = document.place
    if place.appraisal_years is not None and place.appraisal_years < place.years:
        words = (
            f"the {place.appraisal_years} years of the appraisal must be at least the {place.years} that are planned"
        )
        yield Finding("error", "place.appraisal_years", "appraisal_too_short", words, place.id)


def _strategy(document: PlaceDocument) -> Iterator[Finding]:
    for position, priority in enumerate(document.strategy.priorities):
        if priority.weight is None:
            words = f"“{priority.id}” has no weight, so what serves it cannot count in the strategic value"
            where = f"strategy.priorities[{position}].weight"
            yield Finding("warning", where, "weight_unknown", words, priority.id)


def _projects(document: PlaceDocument) -> Iterator[Finding]:
    for position, project in enumerate(document.projects):
        where = f"projects[{position}]"
        yield from _scores(document, project, where)
        if project.options and (project.costs or project.benefits):
            words = "a project with options has its costs and benefits in them and none of its own; move these"
            key = "costs" if project.costs else "benefits"
            yield Finding("error", f"{where}.{key}", "options_and_own_costs", words, project.id)


def _scores(document: PlaceDocument, project: Project, where: str) -> Iterator[Finding]:
    holders: list[tuple[Project | Option, str]] = [(project, where)]
    holders.extend((option, f"{where}.options[{number}]") for number, option in enumerate(project.options))
    most = document.strategy.score_max
    for holder, path in holders:
        for priority, score in (holder.serves or {}).items():
            if score > most:
                words = f"the score {score} is above the highest score, {most} (strategy.score_max)"
                yield Finding("error", f"{path}.serves.{priority}", "score_too_high", words, holder.id)


def _years(document: PlaceDocument) -> Iterator[Finding]:
    years = horizon(document)
    span = f"{FinancialYear(years[0])} to {FinancialYear(years[-1])}"
    for position, project in enumerate(document.projects):
        for number, start in enumerate(project.starts or ()):
            if start.start not in years:
                words = f"{start} lies outside the years that are planned, {span}"
                where = f"projects[{position}].starts[{number}]"
                yield Finding("error", where, "start_outside_horizon", words, project.id)
    for position, allocation in enumerate(document.allocations):
        if allocation.year is not None and not _can_pay(allocation, years):
            words = f"money of {allocation.year} pays for none of the years that are planned, {span}"
            where = f"allocations[{position}].year"
            yield Finding("warning", where, "year_outside_horizon", words, allocation.id)


def _can_pay(allocation: Allocation, years: range) -> bool:
    year = allocation.year
    return year is not None and (year.start in years or (allocation.carry_forward and year.start + 1 in years))


def _not_plannable(document: PlaceDocument) -> Iterator[Finding]:
    for position, project in enumerate(document.projects):
        if project.status not in PLANNED:
            continue
        choices: list[tuple[str | None, str]] = [(None, f"projects[{position}]")]
        if project.options:
            options = enumerate(project.options)
            choices = [(option.id, f"projects[{position}].options[{number}]") for number, option in options]
        for option, where in choices:
            missing = lacks(document, project, option)
            if missing:
                words = f"cannot be planned yet; it lacks {'; '.join(missing)}"
                yield Finding("note", where, "not_plannable", words, option or project.id)


def _not_counted(document: PlaceDocument) -> Iterator[Finding]:
    for position, allocation in enumerate(document.allocations):
        missing = allocation_lacks(allocation)
        if missing:
            words = f"is not counted; it lacks {'; '.join(missing)}"
            yield Finding("note", f"allocations[{position}]", "not_counted", words, allocation.id)
