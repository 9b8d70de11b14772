"""What a plan means for care, before pounds: maturity lifted, information flows improved, organisations reached."""

from collections.abc import Iterable
from fractions import Fraction
from typing import get_args

from placewide.domain.journeys.records import Means
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.problem.value import measures_of
from placewide.domain.plan.result import Care, FlowChange, MaturityChange

BEST_LAST: tuple[Means, ...] = get_args(Means)


def care_of(document: PlaceDocument, chosen: frozenset[str]) -> Care:
    """Only what changes is listed: measures whose lowest score rises, and flows that a chosen project improves."""
    projects = [project for project in document.projects if project.id in chosen]
    maturity = tuple(
        MaturityChange(measure=measure.name, lowest_before=before, lowest_after=after)
        for measure in measures_of(document)
        if (before := measure.lowest(frozenset())) != (after := measure.lowest(chosen))
    )
    flows = _flows(document, projects)
    return Care(maturity=maturity, flows=flows, organisations_reached=_reached(document, projects, flows))


def _flows(document: PlaceDocument, projects: Iterable[Project]) -> tuple[FlowChange, ...]:
    """Flows by id; where several chosen projects improve one, the best means counts, in whatever order they stand."""
    after: dict[str, Means] = {}
    for project in projects:
        for flow_id in project.improves:
            means = project.improves_to.get(flow_id, "integrated")
            after[flow_id] = max(after.get(flow_id, means), means, key=BEST_LAST.index)
    changes = (
        FlowChange(
            flow=flow.id,
            means_before=flow.means,
            means_after=after[flow.id],
            volume=None if flow.volume is None else Fraction(flow.volume),
        )
        for journey in document.journeys
        for flow in journey.flows
        if flow.id in after
    )
    return tuple(sorted(changes, key=lambda change: change.flow))


def _reached(document: PlaceDocument, projects: Iterable[Project], flows: tuple[FlowChange, ...]) -> tuple[str, ...]:
    """Organisations whose maturity is lifted, or at either end of a flow that is improved."""
    improved = {change.flow for change in flows if change.means_before != change.means_after}
    reached = {lift.organisation for project in projects for lift in project.lifts if lift.by > 0}
    for journey in document.journeys:
        for flow in journey.flows:
            if flow.id in improved:
                reached |= {end for end in (flow.from_, flow.to) if end}
    return tuple(sorted(reached))
