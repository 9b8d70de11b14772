"""`placewide plan` and `placewide report`."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import typer

from placewide.cli.exits import NO_PLAN, WRONG_FILE, Leave, refuse_usage, say, writing
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.plan_json import plan_to_json


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
    # The solver is loaded for a sound file only: whoever has something to mend hears of it sooner.
    from placewide.analysis.confined_planning import Bounds
    from placewide.cli.answering import planned

    plan = planned(document, findings, scenario, Bounds(seconds, memory * 1024 * 1024), prices)
    plan = replace(plan, timings={"read_s": round(read_seconds, 4), **plan.timings})
    if strict and plan.not_plannable:
        say([replace(finding, severity="error") for finding in plan.findings if finding.rule == "not_plannable"])
        raise Leave(WRONG_FILE)
    _give(document, plan, out, json_to, quiet)
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def _give(document: PlaceDocument, plan: Plan, out: Path | None, json_to: str | None, quiet: bool) -> None:
    """The plan as JSON, as reports, and as a summary where standard output is not wanted for anything else."""
    from rich.console import Console

    from placewide.reports.terminal import summary

    if json_to is not None:
        write_json(plan_to_json(plan), json_to)
    report = _write_reports(document, plan, out) if out is not None else None
    if json_to is None and not quiet:
        summary(document, plan, Console(width=None if sys.stdout.isatty() else 100), report)
        return
    say(plan.findings)
    if report is not None:
        typer.echo(str(report), err=json_to == "-")


def _write_reports(document: PlaceDocument, plan: Plan, out: Path) -> Path:
    from placewide.reports.html.page import report_page

    page = report_page(document, plan)
    report = out / "report.html"
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        report.write_text(page, encoding="utf-8")
    write_json(plan_to_json(plan), str(out / "plan.json"))
    return report
