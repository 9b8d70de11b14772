"""When a project starts, and where its amounts lie counted from there."""

from dataclasses import dataclass

from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.records.amounts import Portion
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry
from placewide.exchange.mapping.wordings.texts import says_none
from placewide.exchange.mapping.wordings.years import YearName, read_years
from placewide.exchange.reading.source import shown


@dataclass(frozen=True, slots=True)
class Horizon:
    """The years that are planned."""

    first: FinancialYear
    years: int

    def year_of(self, name: YearName) -> FinancialYear:
        """The financial year of a name; Year 1 is the first year."""
        return name.year if name.year is not None else self.first.plus((name.number or 1) - 1)

    def holds(self, year: FinancialYear) -> bool:
        """Whether the year is planned."""
        return self.first <= year < self.first.plus(self.years)


@dataclass(frozen=True, slots=True)
class Timing:
    """The first start year, all allowed ones as far as they are said, and whether the project lies beyond the plan."""

    base: FinancialYear
    starts: tuple[FinancialYear, ...] = ()
    is_beyond: bool = False

    def offset(self, name: YearName) -> int:
        """The position, from 0, of an amount among the yearly amounts of the project; below 0 for one before it."""
        if name.year is not None:
            return name.year.start - self.base.start
        return (name.number or 1) - 1


def timing_of(entry: Entry | None, portions: list[Portion], horizon: Horizon, remarks: Remarks, about: str) -> Timing:
    """The start that a column says, or else the first year in which the project costs something."""
    said = _said_starts(entry, horizon, remarks, about)
    earliest = min((year for portion in portions if (year := _year_with_cost(portion)) is not None), default=None)
    if entry is not None and said and earliest is not None and min(said) > earliest:
        what = f"the project starts in {min(said)} but costs something in {earliest} already; it is planned from then"
        remarks.warn(entry.position, "costs_before_start", what, about)
        said = [earliest]
    base = min(said) if said else earliest or horizon.first
    if base < horizon.first:
        said, base = [year for year in said if year >= horizon.first], horizon.first
    inside = tuple(sorted({year for year in said or [base] if horizon.holds(year)}))
    if not inside:
        what = f"the project starts in {base}, after the years that are planned; it is left out as parked"
        at = entry.position if entry is not None else portions[0].position
        remarks.warn(at, "starts_after_horizon", what, about)
    is_beyond = not inside
    starts = inside if inside != (horizon.first,) or said else ()
    return Timing(base if is_beyond else min(inside), () if is_beyond else starts, is_beyond)


def _said_starts(entry: Entry | None, horizon: Horizon, remarks: Remarks, about: str) -> list[FinancialYear]:
    if entry is None:
        return []
    names = read_years(entry.value)
    if not names and not says_none(entry.text):
        what = f"the start {shown(entry.text)} is no year or date; the first year with a cost is taken"
        remarks.warn(entry.position, "unknown_start", what, about)
    for name in names:
        if name.unsure:
            remarks.warn(entry.position, "unsure_year", name.unsure, about)
    return [horizon.year_of(name) for name in names]


def by_offset(portions: list[Portion], timing: Timing, remarks: Remarks, about: str | None) -> dict[int, list[Portion]]:
    """The amounts by their position; those of years before the start are spent already and are left out."""
    found: dict[int, list[Portion]] = {}
    for portion in portions:
        if portion.when is None:
            continue
        offset = timing.offset(portion.when)
        if offset >= 0:
            found.setdefault(offset, []).append(portion)
        elif portion.money.pence != 0:
            what = f"an amount of {portion.when} lies before the first year, {timing.base}, and is left out"
            remarks.warn(portion.position, "before_first_year", what, about)
    return found


def _year_with_cost(portion: Portion) -> FinancialYear | None:
    return portion.when.year if portion.when is not None and portion.money.pence != 0 else None
