"""Planning within bounds, for the commands that need a plan; whatever stands in its way ends the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import typer

from placewide.analysis.confined_planning import AnalysisError, Bounds, Stopped, plan_confined
from placewide.cli.exits import WRONG_FILE, WRONG_USAGE, Leave, refuse_usage, say
from placewide.cli.progress import solving
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import NotPlannableError
from placewide.domain.plan.result import Plan
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.nearest import suggestion


def planned(
    document: PlaceDocument,
    findings: tuple[Finding, ...],
    scenario: str | None,
    bounds: Bounds,
    prices: bool,
    stopped: Stopped | None = None,
) -> Plan:
    """The plan within bounds, with the findings of reading first. Ends the command where there can be none."""
    with planning_refused(document, findings, scenario), solving() as progress:
        plan = plan_confined(
            document, scenario=scenario, bounds=bounds, progress=progress, prices=prices, stopped=stopped
        )
    told = {(row.rule, row.where) for row in plan.findings}
    only_read = tuple(row for row in findings if (row.rule, row.where) not in told)
    return replace(plan, findings=(*only_read, *_positioned(plan.findings, findings)))


@contextmanager
def planning_refused(document: PlaceDocument, findings: tuple[Finding, ...], scenario: str | None) -> Iterator[None]:
    """Ends the command when planning is refused or fails inside. `findings` are those of reading the file."""
    known = [row.id for row in document.scenarios]
    if scenario is not None and scenario not in known:
        raise refuse_usage(f"--scenario {scenario}: there is no such scenario; {suggestion(scenario, known)}")
    try:
        yield
    except NotPlannableError as refusal:
        say(_positioned(refusal.findings, findings))
        raise Leave(WRONG_FILE) from None
    except AnalysisError as failure:
        typer.echo(f"placewide: {failure}", err=True)
        raise Leave(WRONG_USAGE) from None


def _positioned(found: tuple[Finding, ...], read: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What planning found, with the place in the file where reading found the same record wanting."""

    def position(where: str) -> str | None:
        below = (f"{where}.", f"{where}[")
        return next((row.position for row in read if row.where == where or row.where.startswith(below)), None)

    return tuple(replace(row, position=row.position or position(row.where)) for row in found)
