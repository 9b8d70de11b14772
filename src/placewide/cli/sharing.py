"""`placewide share`: what sharing buys."""

import sys
from pathlib import Path

import typer
from rich.console import Console

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.sharing import share_confined
from placewide.cli.answering import planning_refused
from placewide.cli.exits import NO_PLAN, Leave, say
from placewide.cli.json_out import check_target, write_json
from placewide.cli.progress import counted
from placewide.cli.reading import read
from placewide.cli.stopping import stoppable
from placewide.reports.sharing_json import sharing_to_json
from placewide.reports.sharing_terminal import story


def run(
    file: Path,
    *,
    json_to: str | None,
    scenario: str | None,
    mapping: Path | None,
    seconds: float | None,
    memory: int,
    limit: list[str] | None,
) -> None:
    """Read, plan without and with shares, and say what lies between."""
    check_target(json_to)
    document, findings = read(file, mapping, limit)
    bounds = Bounds(seconds, memory * 1024 * 1024)
    try:
        with planning_refused(document, findings, scenario), stoppable() as stopped, counted("coalitions") as progress:
            result = share_confined(document, scenario=scenario, bounds=bounds, progress=progress, stopped=stopped)
    except TimeoutError as stopped:
        typer.echo(f"placewide: {stopped} Give it more time with --seconds.", err=True)
        raise Leave(NO_PLAN) from None
    if json_to is not None:
        say(result.findings)
        write_json(sharing_to_json(document, result), json_to)
    else:
        story(document, result, Console(width=None if sys.stdout.isatty() else 100))
    if result.with_.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)
