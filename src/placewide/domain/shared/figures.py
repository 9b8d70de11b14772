"""Amounts of money with their provenance. Unknown is None and never zero."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, NewType

from placewide.domain.shared.identifiers import FreeValue, Identifier, PartialDate, Refers, Says

Pence = NewType("Pence", int)
"""Integer pence; written in files as pounds with at most two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published or estimated amount: what was said, by whom, when, and how sure it is."""

    value: Annotated[Pence | None, Says("the amount used, in pounds")] = None
    is_: Annotated[Literal["up_to", "about", "just_under", "more_than"] | None, Says("how the source put it")] = None
    low: Pence | None = None
    high: Pence | None = None
    status: Literal["announced", "estimated", "agreed", "measured", "derived"] | None = None
    basis: Annotated[str | None, Says("how it was arrived at")] = None
    vat: Literal["included", "excluded"] | None = None
    source: Annotated[Identifier | None, Refers("place.sources", open_ended=True)] = None
    as_at: PartialDate | None = None
    note: str | None = None
    reports: Annotated[tuple["Figure", ...], Says("other published values for the same thing")] = ()


Amount = Pence | Figure
YearlyAmounts = tuple[Amount | None, ...]
Number = Decimal
Scalar = FreeValue


def pence(amount: Amount | None) -> int | None:
    """The integer pence that plans use, or None where the amount is unknown."""
    return amount.value if isinstance(amount, Figure) else amount


def is_ceiling(amount: Amount | None) -> bool:
    """A published “up to” is never firm money."""
    return isinstance(amount, Figure) and amount.is_ == "up_to"
