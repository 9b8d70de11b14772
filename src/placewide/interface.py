"""The Python interface for analysts: `placewide.load`, `check`, `plan`, `appraise`.

>>> import placewide
>>> place = placewide.load("samples/westmere/westmere.yaml")
>>> plan = placewide.plan(place)
>>> plan.status
'optimal'
"""

from collections.abc import Sequence
from pathlib import Path

from placewide.analysis.confined_planning import AnalysisError, Bounds, plan_confined
from placewide.domain.place.checks import check as check_document
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.explain.appraisal import appraisal_of
from placewide.domain.plan.planning import NotPlannableError
from placewide.domain.plan.problem.modes import modes_of
from placewide.domain.plan.result import Plan, ProjectAppraisal
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.place_file import load as load_file
from placewide.exchange.reading.source import Limits

__all__ = ["AnalysisError", "NotPlannableError", "PlaceError", "appraise", "check", "load", "plan"]


class PlaceError(ValueError):
    """A place file that cannot be used; `findings` has every error with its position."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{row.position or row.where}: {row.message}" for row in self.findings))


def load(path: str | Path, *, limits: Limits | None = None) -> PlaceDocument:
    """Read a place file (.yaml, .json or .xlsx). Raises PlaceError with every error that is in it."""
    loaded = load_file(Path(path), limits or Limits())
    if loaded.document is None or errors_of(loaded.findings):
        raise PlaceError(errors_of(loaded.findings))
    return loaded.document


def check(place: PlaceDocument | str | Path) -> tuple[Finding, ...]:
    """Everything to know or to mend about a place: errors, warnings, and what a plan would still need."""
    if isinstance(place, PlaceDocument):
        return check_document(place)
    return load_file(Path(place), Limits()).findings


def plan(place: PlaceDocument, *, scenario: str | None = None, seconds: float | None = None) -> Plan:
    """The provably best plan, with reasons and appraisal, computed in a process of its own within the time limit.

    Raises NotPlannableError when a project that must be in lacks something, KeyError for an unknown scenario,
    AnalysisError when the computation fails.
    """
    return plan_confined(place, scenario=scenario, bounds=Bounds(seconds=seconds))


def appraise(place: PlaceDocument) -> tuple[ProjectAppraisal, ...]:
    """Every costed project in each option and start year, chosen or not, with its own appraisal."""
    return tuple(
        appraisal_of(mode)
        for project in sorted(place.projects, key=lambda row: row.id)
        for mode in modes_of(place, project, frozenset())
    )
