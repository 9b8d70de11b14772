"""`placewide appraise`: every project as given, each with its own appraisal."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from placewide.cli.json_out import write_json
from placewide.cli.reading import read
from placewide.domain.plan.result import ProjectAppraisal
from placewide.domain.shared.money import pounds
from placewide.interface import appraise


def run(file: Path, *, json_to: str | None, mapping: Path | None, limit: list[str] | None) -> None:
    document, _ = read(file, mapping, limit)
    rows = appraise(document)
    if json_to is not None:
        write_json({"place": document.place.id, "projects": [as_json(row) for row in rows]}, json_to)
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


def as_json(row: ProjectAppraisal) -> dict[str, object]:
    return {
        "id": row.project,
        "option": row.option,
        "start": str(row.start),
        "pv_benefits_pence": row.pv_benefits_pence,
        "pv_costs_pence": row.pv_costs_pence,
        "npsv_pence": row.npsv_pence,
        "bcr": row.bcr,
        "pv_costs_before_bias_pence": row.pv_costs_before_bias_pence,
        "pv_bias_pence": row.pv_bias_pence,
        "pv_risk_cost_pence": row.pv_risk_cost_pence,
        "bias_capital": float(row.bias_capital),
        "bias_revenue": float(row.bias_revenue),
    }


def _pounds(pence: int | None) -> str:
    return "unknown" if pence is None else pounds(pence)
