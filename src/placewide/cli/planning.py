"""`placewide plan` and `placewide report`."""

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from placewide.cli.exits import NO_PLAN, WRONG_FILE, Leave, refuse_usage, say, writing
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.result import Plan
from placewide.reports.plan_json import plan_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which of the long questions are asked. `scheduler`: a Dask cluster that answers them; None = this machine."""

    worth: bool = False
    sharing: bool = False
    robust: bool = False
    frontier: bool = False
    scheduler: str | None = None

    @property
    def anything(self) -> bool:
        return self.worth or self.sharing or self.robust or self.frontier


NOTHING_MORE = Wanted()


def run(
    file: Path,
    *,
    out: Path | None = None,
    json_to: str | None = None,
    scenario: str | None = None,
    mapping: Path | None = None,
    prices: bool = False,
    strict: bool = False,
    wanted: Wanted = NOTHING_MORE,
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
    answers: dict[str, Any] = {}
    sharing = None
    if wanted.anything:
        from placewide.cli.deeper import asked

        plan, answers, sharing = asked(document, plan, scenario, wanted, Bounds(seconds, memory * 1024 * 1024))
    _give(document, plan, answers, sharing, out, json_to, quiet)
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def _give(
    document: PlaceDocument,
    plan: Plan,
    answers: dict[str, Any],
    sharing: SharingResult | None,
    out: Path | None,
    json_to: str | None,
    quiet: bool,
) -> None:
    """The plan as JSON, as reports, and as a summary where standard output is not wanted for anything else."""
    from rich.console import Console

    from placewide.reports.terminal import summary

    result = {**plan_to_json(plan), **answers}
    if json_to is not None:
        write_json(result, json_to)
    report = _write_reports(document, plan, sharing, result, out) if out is not None else None
    if json_to is None and not quiet:
        summary(document, plan, Console(width=None if sys.stdout.isatty() else 100), report)
        return
    say(plan.findings)
    if report is not None:
        typer.echo(str(report), err=json_to == "-")


def _write_reports(
    document: PlaceDocument, plan: Plan, sharing: SharingResult | None, result: dict[str, Any], out: Path
) -> Path:
    from placewide.reports.html.page import report_page
    from placewide.reports.workbook.book import write_plan_workbook

    page = report_page(document, plan, sharing)
    report = out / "report.html"
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        report.write_text(page, encoding="utf-8")
        if plan.status in ("optimal", "feasible"):
            write_plan_workbook(document, plan, out / "plan.xlsx")
    write_json(result, str(out / "plan.json"))
    return report
