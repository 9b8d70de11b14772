"""`placewide compare`: the scenarios of a place side by side."""

import sys
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from placewide.analysis.confined_planning import Bounds
from placewide.cli.deeper import scenarios_compared
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.reports.analysis_json import comparison_to_json
from placewide.reports.sentences import listed, money, signed_money


def run(
    file: Path,
    *,
    json_to: str | None,
    mapping: Path | None,
    seconds: float | None,
    memory: int,
    scheduler: str | None,
    limit: list[str] | None,
) -> None:
    """Read, plan every scenario, and show them side by side."""
    check_target(json_to)
    document, _ = read(file, mapping, limit)
    comparison = scenarios_compared(document, Bounds(seconds, memory * 1024 * 1024), scheduler)
    if json_to is not None:
        write_json(comparison_to_json(comparison), json_to)
    else:
        _print(document, comparison)


def _print(document: PlaceDocument, comparison: Comparison) -> None:
    console = Console(width=None if sys.stdout.isatty() else 120)
    names = {str(project.id): project.name or str(project.id) for project in document.projects}
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("scenario")
    table.add_column("projects", justify="right")
    table.add_column("money used", justify="right")
    table.add_column("shared", justify="right")
    table.add_column("net benefit", justify="right")
    table.add_column("against the plan as it stands")
    for row in comparison.rows:
        table.add_row(*_cells(row, names))
    console.print(table)
    for missing in comparison.missing:
        console.print(f"{missing or 'the plan as it stands'}: not answered in time.", markup=False)


def _cells(row: ScenarioRow, names: dict[str, str]) -> list[str]:
    outcome = row.outcome
    name = outcome.name or outcome.scenario or "as the place file stands"
    if outcome.used_pence is None:
        return [name, outcome.status, "", "", "", ""]
    joins = f"in: {listed([names[project] for project in row.joins])}" if row.joins else ""
    leaves = f"out: {listed([names[project] for project in row.leaves])}" if row.leaves else ""
    return [
        name,
        str(len(outcome.projects)),
        money(outcome.used_pence),
        money(outcome.shared_pence or 0),
        "" if outcome.npsv_pence is None else signed_money(outcome.npsv_pence),
        "; ".join(part for part in (joins, leaves) if part),
    ]
