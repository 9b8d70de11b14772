"""`placewide report`: every paper of a plan in one folder."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from placewide.cli.exits import NO_PLAN, Leave, refuse_usage, say, writing
from placewide.cli.progress import Line
from placewide.cli.reading import read
from placewide.cli.stopping import stoppable
from placewide.domain.plan.result import Plan
from placewide.reports.sentences import listed

if TYPE_CHECKING:
    from placewide.reports.papers import Answered


def run(
    file: Path,
    out: Path,
    *,
    scenario: str | None,
    mapping: Path | None,
    asked: Mapping[str, bool],
    scheduler: str | None,
    seconds: float | None,
    memory: int,
    limit: list[str] | None,
) -> None:
    """Read, plan, answer what is asked, and write the papers; their paths go to standard output."""
    if out.exists() and not out.is_dir():
        raise refuse_usage(f"--out {out} is a file, not a folder.")
    begun = time.monotonic()
    document, findings = read(file, mapping, limit)
    read_seconds = time.monotonic() - begun
    from placewide.analysis.confined_planning import Bounds
    from placewide.analysis.what_if import Asked
    from placewide.cli.answering import planned
    from placewide.cli.deeper import answered
    from placewide.reports.papers import Answered

    bounds = Bounds(seconds, memory * 1024 * 1024)
    with stoppable() as stopped:  # Ctrl-C: the papers of what there is so far
        plan = planned(document, findings, scenario, bounds, True, stopped)
        plan = replace(plan, timings={"read_s": round(read_seconds, 4), **plan.timings})
        plan, found = answered(
            document, plan, Asked(**asked), scenario=scenario, bounds=bounds, scheduler=scheduler, stopped=stopped
        )
    say(plan.findings)
    _write(Answered(document=document, plan=plan, what_if=found), out)
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def _write(answered: "Answered", out: Path) -> None:
    from placewide.reports.papers import PAPERS, papers_of, set_aside

    papers = papers_of(answered.plan)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
    line = Line()
    for paper in papers:
        line.begin(f"writing {paper.file}, {paper.what} …")
        with writing(out / paper.file):
            kept = set_aside(paper, out)
            paper.write(answered, out / paper.file)
        line.clear()
        if kept is not None:
            typer.echo(f"placewide: {paper.file} had been changed by hand; that one is now {kept.name}.", err=True)
    _say_what_is_missing(answered.plan, [paper.file for paper in PAPERS if paper not in papers], out)
    for paper in papers:
        typer.echo(str(out / paper.file))


def _say_what_is_missing(plan: Plan, files: Sequence[str], out: Path) -> None:
    if not files:
        return
    why = "no project is in the plan" if plan.status in ("optimal", "feasible") else "there is no plan"
    typer.echo(f"placewide: not written, because {why}: {listed(files)}.", err=True)
    if old := [file for file in files if (out / file).exists()]:
        typer.echo(
            f"placewide: {listed(old)} in {out} {'is' if len(old) == 1 else 'are'} of an earlier plan.", err=True
        )
