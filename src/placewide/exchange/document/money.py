"""Pounds of a file to integer pence, with or without provenance."""

from decimal import Decimal
from typing import Any

from placewide.domain.shared.definition import MoneyForm
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.identifiers import Between
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.numerals import PENCE_LIMIT
from placewide.exchange.document.scalars import exact_number, is_outside, what_stands
from placewide.exchange.reading.source import Node


def read_pounds(form: MoneyForm, node: Node, trail: Trail, out: Collector) -> int | None:
    """Pence of an amount in pounds with at most two decimals, below 10¹⁴ pence."""
    pounds = exact_number(node, trail, out, "amount")
    if pounds is None:
        return None
    pence = Decimal(pounds) * 100
    if pence % 1 != 0:
        near = Decimal(pounds).quantize(Decimal("0.01"))
        what = f"{what_stands(node)} has more than two decimals; write whole pence, such as {near:f}"
        out.refuse(trail, node, "too_many_decimals", what)
        return None
    if abs(pence) >= PENCE_LIMIT:
        what = f"{what_stands(node)} is a trillion pounds or more; write the amount in pounds"
        out.refuse(trail, node, "amount_too_large", what)
        return None
    if is_outside(pounds, form.bounds.lowest, form.bounds.highest, node, trail, out):
        return None
    return int(pence)


def check_figure(figure: Figure, bounds: Between, node: Node, trail: Trail, out: Collector) -> None:
    """Hold the amounts of a figure, and of the other reports of it, to the bounds of its key."""
    content: Any = node.value
    for name in ("value", "low", "high"):
        amount = getattr(figure, name)
        if amount is not None:
            is_outside(Decimal(amount) / 100, bounds.lowest, bounds.highest, content[name], trail.into(name), out)
    for position, report in enumerate(figure.reports):
        step = trail.into("reports").into(position)
        check_figure(report, bounds, content["reports"].value[position], step, out)
