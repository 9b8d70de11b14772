"""What a project costs, year by year: base-year prices for the appraisal, cash for the funding.

need(line, t) = amount × (1 + inflation)^t × (1 + VAT, if irrecoverable) × (1 + contingency), in pence, half up
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.funding.needs import cash_need
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDetails
from placewide.domain.shared.figures import pence


@dataclass(frozen=True, slots=True)
class YearCost:
    """One cost line in one year: `base` in base-year pence, `need` in pence of cash (0 beyond the horizon)."""

    line: str
    bearer: str
    kind: str
    year: int
    base: int
    need: int


def years_of(line: CostLine, offset: int, years: int) -> Iterator[tuple[int, int]]:
    """(year, base-year pence) of a line whose project starts in year `offset`, for years before `years`.

    A list is nothing after its end, unless the line is ongoing: then its last amount goes on.
    Raises ValueError where an amount is unknown; callers leave such projects out beforehand.
    """
    amounts = line.amounts or ()
    for step in range(years - offset):
        if step < len(amounts):
            amount = pence(amounts[step])
        else:
            amount = pence(amounts[-1]) if line.ongoing and amounts else 0
        if amount is None:
            raise ValueError(f"Cost line {line.id} has an unknown amount.")
        if amount:
            yield offset + step, amount


def costs_of(
    lines: tuple[CostLine, ...], lead: str, offset: int, place: PlaceDetails, horizon: int, appraisal_years: int
) -> tuple[YearCost, ...]:
    """Every yearly cost inside the appraisal, of a project that starts in year `offset`."""
    found = []
    for line in lines:
        for year, base in years_of(line, offset, max(appraisal_years, horizon)):
            need = _need(line, base, year, place) if year < horizon else 0
            found.append(YearCost(line.id, line.organisation or lead, line.kind or "", year, base, need))
    return tuple(found)


def capital_after(lines: tuple[CostLine, ...], offset: int, horizon: int) -> bool:
    """Whether any capital would have to be spent beyond the horizon."""
    return any(
        line.kind == "capital"
        and ((line.ongoing and bool(pence(line.amounts[-1]))) or _last_spend(line) + offset >= horizon)
        for line in lines
        if line.amounts
    )


def _last_spend(line: CostLine) -> int:
    spends = [step for step, amount in enumerate(line.amounts or ()) if pence(amount)]
    return max(spends, default=-1_000)


def _need(line: CostLine, base: int, year: int, place: PlaceDetails) -> int:
    contingency = place.contingency if line.contingency is None else line.contingency
    vat = place.vat if line.vat == "irrecoverable" else 0
    return cash_need(base, year, Fraction(place.inflation) / 100, Fraction(vat) / 100, Fraction(contingency) / 100)
