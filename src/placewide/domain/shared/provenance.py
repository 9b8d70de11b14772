"""Figures that say nothing beyond their value."""

from placewide.domain.shared.figures import Amount, Figure


def without_empty_provenance(amount: Amount | None) -> Amount | None:
    """A figure of which only the value is known is that value; one of which nothing is known is unknown."""
    if isinstance(amount, Figure) and amount == Figure(value=amount.value):
        return amount.value
    return amount
