"""Westmere, planned once for all tests of the paper, and once more under another question."""

from functools import cache
from pathlib import Path

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, plan_place
from placewide.domain.plan.result import Plan
from placewide.exchange.place_file import load
from placewide.reports.business_case.blocks import BusinessCase, TableBlock

SAMPLE = Path(__file__).parents[5] / "samples" / "westmere" / "westmere.yaml"


@cache
def westmere(scenario: str | None = None) -> tuple[PlaceDocument, Plan]:
    document = load(SAMPLE).document
    assert document is not None
    return document, plan_place(document, scenario=scenario, manner=Manner(prices=False))


def tables(case: BusinessCase) -> dict[str, TableBlock]:
    """The tables of a paper by caption."""
    return {block.caption: block for block in case.blocks if isinstance(block, TableBlock)}


def column(table: TableBlock, heading: str) -> list[str]:
    """The cells of a column, the total last."""
    place = [each.heading for each in table.columns].index(heading)
    return [row[place] for row in (*table.rows, *([table.totals] if table.totals else []))]


def pence(cell: str) -> int | None:
    """A cell of a column in pounds; None where it is not known."""
    if cell == "–":
        return 0
    digits = cell.replace(",", "").replace(".", "").removeprefix("−")
    return (-1 if cell.startswith("−") else 1) * int(digits) if digits.isdigit() else None
