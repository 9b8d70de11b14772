"""`placewide plan` and `placewide report`."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer
from rich.console import Console

from placewide.analysis.confined_planning import AnalysisError, Bounds, plan_confined
from placewide.cli.exits import NO_PLAN, WRONG_FILE, WRONG_USAGE, Leave, refuse_usage, say, writing
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import NotPlannableError
from placewide.domain.plan.result import Plan
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.nearest import suggestion
from placewide.reports.html.page import report_page
from placewide.reports.plan_json import plan_to_json
from placewide.reports.terminal import summary


def run(
    file: Path,
    *,
    out: Path | None = None,
    json_to: str | None = None,
    scenario: str | None = None,
    mapping: Path | None = None,
    prices: bool = False,
    strict: bool = False,
    seconds: float | None = None,
    memory: int = 4096,
    limit: list[str] | None = None,
    quiet: bool = False,
) -> None:
    """Read, plan, and give the result in the forms that were asked for."""
    if out is not None and out.exists() and not out.is_dir():
        raise refuse_usage(f"--out {out} is a file, not a folder.")
    check_target(json_to)
    begun = time.monotonic()
    document, findings = read(file, mapping, limit)
    read_seconds = time.monotonic() - begun
    plan = planned(document, findings, scenario, Bounds(seconds, memory * 1024 * 1024), prices)
    plan = replace(plan, timings={"read_s": round(read_seconds, 4), **plan.timings})
    if strict and plan.not_plannable:
        say([replace(finding, severity="error") for finding in plan.findings if finding.rule == "not_plannable"])
        raise Leave(WRONG_FILE)
    if json_to is not None:
        write_json(plan_to_json(plan), json_to)
    report = _write_reports(document, plan, out) if out is not None else None
    if json_to is None and not quiet:
        summary(document, plan, Console(width=None if sys.stdout.isatty() else 100), report)
    elif report is not None:
        typer.echo(str(report), err=json_to == "-")
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def planned(
    document: PlaceDocument, findings: tuple[Finding, ...], scenario: str | None, bounds: Bounds, prices: bool
) -> Plan:
    """The plan within bounds, with the findings of reading first. Ends the command where there can be none."""
    with planning_refused(document, findings, scenario):
        plan = plan_confined(document, scenario=scenario, bounds=bounds, progress=_teller(), prices=prices)
    told = {(row.rule, row.where) for row in plan.findings}
    only_read = tuple(row for row in findings if (row.rule, row.where) not in told)
    return replace(plan, findings=(*only_read, *_positioned(plan.findings, findings)))


@contextmanager
def planning_refused(document: PlaceDocument, findings: tuple[Finding, ...], scenario: str | None) -> Iterator[None]:
    """Ends the command when planning is refused or fails inside. `findings` are those of reading the file."""
    known = [row.id for row in document.scenarios]
    if scenario is not None and scenario not in known:
        raise refuse_usage(f"--scenario {scenario}: there is no such scenario; {suggestion(scenario, known)}.")
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


def _teller() -> Callable[[float, float | None, float], None]:
    """Progress on standard error, a line a second at most, once it has taken longer than a second."""
    last = time.monotonic()

    def tell(seconds: float, best: float | None, bound: float) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            found = "no plan yet" if best is None else f"best {best:.6g}"
            typer.echo(f"solving: {seconds:.0f} s, {found}, nothing can exceed {bound:.6g}", err=True)

    return tell


def _write_reports(document: PlaceDocument, plan: Plan, out: Path) -> Path:
    page = report_page(document, plan)
    report = out / "report.html"
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        report.write_text(page, encoding="utf-8")
    write_json(plan_to_json(plan), str(out / "plan.json"))
    return report
