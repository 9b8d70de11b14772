"""Checks of amounts that do not fit what surrounds them: ranges, ceilings, VAT, shares, weights of causes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import MoneyForm
from placewide.domain.shared.figures import Figure, is_ceiling, pence
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.walk import Found


def check_amounts(document: PlaceDocument, found: Sequence[Found]) -> Iterator[Finding]:
    """Warnings about figures, allocations and optimism bias; none of them stops a plan."""
    for item in found:
        if isinstance(item.form, MoneyForm) and isinstance(item.value, Figure):
            yield from _figure(item, item.value)
    yield from _allocations(document)
    yield from _bias_weights(document)


def _figure(item: Found, figure: Figure) -> Iterator[Finding]:
    known = [amount for amount in (figure.low, figure.value, figure.high) if amount is not None]
    where, record = item.trail.where, item.trail.record
    if known != sorted(known):
        words = "low, value and high are not in this order; the value should lie between the two"
        yield Finding("warning", where, "figure_out_of_order", words, record)
    if figure.vat == "included" and "costs" in item.trail.steps():
        words = "costs are planned without VAT, and this amount includes it; give it without"
        yield Finding("warning", where, "vat_included", words, record)


def _allocations(document: PlaceDocument) -> Iterator[Finding]:
    for position, allocation in enumerate(document.allocations):
        where = f"allocations[{position}]"
        amount, shareable = pence(allocation.amount), pence(allocation.shareable)
        if amount is not None and shareable is not None and shareable > amount:
            words = "more is shareable than there is; at most the amount itself is counted as shareable"
            yield Finding("warning", f"{where}.shareable", "shareable_clipped", words, allocation.id)
        if is_ceiling(allocation.amount) and allocation.status == "awarded":
            words = "an “up to” is never firm money: this counts as announced, not as awarded"
            yield Finding("warning", f"{where}.status", "ceiling_not_firm", words, allocation.id)


def _bias_weights(document: PlaceDocument) -> Iterator[Finding]:
    for position, project in enumerate(document.projects):
        factors = project.optimism_bias.factors if project.optimism_bias else ()
        total = sum((factor.weight for factor in factors), Decimal(0))
        if factors and total not in (1, 100):
            words = f"the weights of the factors sum to {total}; they should sum to 1 (or to 100)"
            where = f"projects[{position}].optimism_bias.factors"
            yield Finding("warning", where, "bias_weights_sum", words, project.id)
