"""`placewide stress`: what hangs on which allocation."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from placewide.analysis.confined_planning import Bounds, stress_confined
from placewide.cli.answering import planning_refused
from placewide.cli.exits import NO_PLAN, Leave
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.plan.explain.stress import StressEvent

IN_WORDS = {"cut": "cut by a fifth", "late": "a year late", "lost": "lost"}


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
    check_target(json_to)
    document, findings = read(file, mapping, limit)
    with planning_refused(document, findings, scenario):
        plan, events = stress_confined(document, scenario=scenario, bounds=Bounds(seconds, memory * 1024 * 1024))
    if json_to is not None:
        write_json(
            {"place": document.place.id, "digest": plan.digest, "events": [as_json(row) for row in events]}, json_to
        )
    else:
        _print(events)
    if plan.status in ("infeasible", "stopped"):
        raise Leave(NO_PLAN)


def as_json(event: StressEvent) -> dict[str, object]:
    return {
        "allocation": event.allocation,
        "event": event.event,
        "falls": list(event.falls),
        "objective_loss": float(event.objective_loss),
    }


def _print(events: tuple[StressEvent, ...]) -> None:
    table = Table(title="What falls when an allocation is cut, comes late, or is lost")
    for heading in ("allocation", "event", "projects that fall"):
        table.add_column(heading)
    table.add_column("value lost", justify="right")
    for event in events:
        if event.falls:
            table.add_row(
                event.allocation, IN_WORDS[event.event], ", ".join(event.falls), f"{float(event.objective_loss):.2f}"
            )
    console = Console(width=120)
    console.print(table)
    harmless = sorted({row.allocation for row in events} - {row.allocation for row in events if row.falls})
    if harmless:
        console.print(f"Nothing falls with: {', '.join(harmless)}.")
