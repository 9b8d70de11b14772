"""`placewide plan` and `placewide report`."""

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from placewide.cli.exits import NO_PLAN, WRONG_FILE, Leave, refuse_usage, say, writing
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.cli.stopping import stoppable
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.plan_json import plan_to_json

if TYPE_CHECKING:
    from placewide.analysis.what_if import WhatIf


def run(
    file: Path,
    *,
    out: Path | None = None,
    json_to: str | None = None,
    scenario: str | None = None,
    mapping: Path | None = None,
    prices: bool = False,
    strict: bool = False,
    asked: Mapping[str, bool] | None = None,
    scheduler: str | None = None,
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

    bounds, found = Bounds(seconds, memory * 1024 * 1024), None
    with stoppable() as stopped:
        plan = planned(document, findings, scenario, bounds, prices, stopped)
        plan = replace(plan, timings={"read_s": round(read_seconds, 4), **plan.timings})
        if strict and plan.not_plannable:
            say([replace(finding, severity="error") for finding in plan.findings if finding.rule == "not_plannable"])
            raise Leave(WRONG_FILE)
        if asked and any(asked.values()):
            from placewide.analysis.what_if import Asked
            from placewide.cli.deeper import answered

            wanted = Asked(**asked)
            plan, found = answered(
                document, plan, wanted, scenario=scenario, bounds=bounds, scheduler=scheduler, stopped=stopped
            )
    _give(document, plan, found, out, json_to, quiet)
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def _give(
    document: PlaceDocument,
    plan: Plan,
    found: "WhatIf | None",
    out: Path | None,
    json_to: str | None,
    quiet: bool,
) -> None:
    """The plan as JSON, as reports, and as a summary where standard output is not wanted for anything else."""
    from rich.console import Console

    from placewide.reports.terminal import summary

    result = as_json(document, plan, found)
    if json_to is not None:
        write_json(result, json_to)
    report = _write_reports(document, plan, found, result, out) if out is not None else None
    if json_to is None and not quiet:
        console = Console(width=None if sys.stdout.isatty() else 100)
        summary(document, plan, console, report)
        if found is not None:
            from placewide.reports.what_if_terminal import told

            told(document, plan, found, console)
        return
    say(plan.findings)
    if report is not None:
        typer.echo(str(report), err=json_to == "-")


def as_json(document: PlaceDocument, plan: Plan, found: "WhatIf | None") -> dict[str, Any]:
    """The plan, and beside its keys those of the answers."""
    if found is None:
        return plan_to_json(plan)
    from placewide.reports.what_if_json import what_if_to_json

    return {**plan_to_json(plan), **what_if_to_json(document, found)}


def _write_reports(
    document: PlaceDocument, plan: Plan, found: "WhatIf | None", result: dict[str, Any], out: Path
) -> Path:
    from placewide.reports.html.page import report_page
    from placewide.reports.workbook.book import write_plan_workbook

    page = report_page(document, plan, found)
    report = out / "report.html"
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        report.write_text(page, encoding="utf-8")
        if plan.status in ("optimal", "feasible"):
            write_plan_workbook(document, plan, out / "plan.xlsx")
    write_json(result, str(out / "plan.json"))
    return report
