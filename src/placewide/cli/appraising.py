"""`placewide appraise`: every project as given, each with its own appraisal."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import read
from placewide.domain.shared.money import pounds
from placewide.interface import appraise
from placewide.reports.plan_json import project_appraisal_to_json


def run(file: Path, *, json_to: str | None, mapping: Path | None, limit: list[str] | None) -> None:
    check_target(json_to)
    document, _ = read(file, mapping, limit)
    rows = appraise(document)
    if json_to is not None:
        write_json({"place": document.place.id, "projects": [project_appraisal_to_json(row) for row in rows]}, json_to)
        return
    table = Table(title=f"{document.place.name or document.place.id}: each project on its own, present values")
    for heading in ("project", "option", "start"):
        table.add_column(heading)
    for heading in ("benefits", "costs", "of which bias", "NPSV", "BCR"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(
            row.project,
            row.option or "",
            str(row.start),
            _pounds(row.pv_benefits_pence),
            _pounds(row.pv_costs_pence),
            _pounds(row.pv_bias_pence),
            _pounds(row.npsv_pence),
            "unknown" if row.bcr is None else f"{row.bcr:.2f}",
        )
    Console(width=120).print(table)


def _pounds(pence: int | None) -> str:
    return "unknown" if pence is None else pounds(pence)
