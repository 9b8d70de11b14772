"""Dated tables that an appraisal rests on: discount rates, optimism bias, prices, distributional weights.

Nothing here is for ever. Each table says from when to when it holds and where it comes from, and `in_force` picks
the one for a date; a new edition is a new row, and results name the row that they used. A source's `note` says
what was read second-hand or written from memory: have it checked before a decision hangs on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal, Protocol, TypeVar

from placewide.numerics.discounting import RateBand
from placewide.numerics.rounding import round_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSource:
    """Where a table comes from, as published, and what is weak about it."""

    title: str
    url: str
    date: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountSchedule:
    """Real yearly discount rates by band of years counted from the base year."""

    id: str
    name: str
    valid_from: str
    valid_to: str | None = None
    bands: tuple[RateBand, ...]
    source: ParameterSource


@dataclass(frozen=True, slots=True, kw_only=True)
class BiasBounds:
    """Starting (upper) and best-practice (lower) uplifts for one type of project, as fractions of the estimate.

    `raises` is the kind of cost that they raise. Durations are None where the table has none.
    """

    type: str
    name: str
    raises: Literal["capital", "revenue"]
    upper: Fraction
    lower: Fraction
    duration_upper: Fraction | None
    duration_lower: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimismBiasTable:
    id: str
    name: str
    valid_from: str
    valid_to: str | None = None
    rows: tuple[BiasBounds, ...]
    source: ParameterSource

    def bounds_of(self, project_type: str) -> BiasBounds:
        """The row of a type of project. Raises ValueError for a type that the table does not have."""
        for row in self.rows:
            if row.type == project_type:
                return row
        known = ", ".join(row.type for row in self.rows)
        raise ValueError(f"“{project_type}” is not a type of project in {self.name}; it has {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceIndex:
    """An index of the general price level by calendar year; only the ratio of two years matters."""

    id: str
    name: str
    valid_from: str
    valid_to: str | None = None
    index: tuple[tuple[int, Fraction], ...]
    forecast_from: int | None = None
    source: ParameterSource

    def convert(self, amount: int | Fraction, *, from_year: int, to_year: int) -> Fraction:
        """An amount in prices of `from_year`, in prices of `to_year`: amount × D(to_year) / D(from_year).

        Raises ValueError for a year that the index does not hold.

        >>> round(float(GDP_DEFLATORS[0].convert(100, from_year=2022, to_year=2024)), 2)
        110.5
        """
        return amount * self._level(to_year) / self._level(from_year)

    def _level(self, year: int) -> Fraction:
        for known, level in self.index:
            if known == year:
                return level
        raise ValueError(f"{self.name} holds {self.index[0][0]} to {self.index[-1][0]}, not {year}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionalWeights:
    """Weights for a pound that goes to people of different incomes; always shown beside unweighted results."""

    id: str
    name: str
    valid_from: str
    valid_to: str | None = None
    elasticity: Fraction
    source: ParameterSource

    def weight(self, *, income: int | Fraction, median: int | Fraction) -> Fraction:
        """(median / income)^elasticity, rounded half up to six decimals so that sums stay exact.

        Both are equivalised household incomes in one unit, above zero; ValueError otherwise.

        >>> float(DISTRIBUTIONAL_WEIGHTS[0].weight(income=15_000, median=30_000))
        2.462289
        """
        if income <= 0 or median <= 0:
            raise ValueError("Incomes must be above zero to compare them.")
        with localcontext(prec=40):
            power = _decimal(Fraction(median) / income) ** _decimal(self.elasticity)
        return Fraction(round_half_up(Fraction(power) * 10**6), 10**6)


class Dated(Protocol):
    """A table that holds from one day to another, both included; either may be a year or a month only."""

    @property
    def name(self) -> str: ...
    @property
    def valid_from(self) -> str: ...
    @property
    def valid_to(self) -> str | None: ...


Table = TypeVar("Table", bound=Dated)


def in_force(tables: Sequence[Table], on: str) -> Table:
    """The one of `tables` that holds on a day given as ISO date, such as 2026-04-01.

    Raises LookupError when none holds on that day, and ValueError for a day that is not one or on which several
    hold, because then the data contradict themselves.

    >>> in_force(STANDARD_DISCOUNTING, "2026-04-01").id
    'green-book-standard-2003'
    """
    day = date.fromisoformat(on).isoformat()
    found = [table for table in tables if _holds(table, day)]
    if not found:
        offered = "; ".join(f"{table.name} from {table.valid_from}" for table in tables) or "no table at all"
        raise LookupError(f"No table is in force on {day}: there is {offered}.")
    if len(found) > 1:
        raise ValueError(f"Several tables are in force on {day}: {', '.join(table.name for table in found)}.")
    return found[0]


def _holds(table: Dated, day: str) -> bool:
    # A partial date stands for the whole of its year or month, so compare only as much of the day as it gives.
    begun = table.valid_from <= day[: len(table.valid_from)]
    return begun and (table.valid_to is None or day[: len(table.valid_to)] <= table.valid_to)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _percent(text: str) -> Fraction:
    return Fraction(text) / 100


def _bands(*bands: tuple[int | None, str]) -> tuple[RateBand, ...]:
    return tuple(RateBand(last_year, _percent(rate)) for last_year, rate in bands)


def _bias(
    project_type: str, name: str, cost: tuple[str, str], duration: tuple[str, str] | None, *, revenue: bool = False
) -> BiasBounds:
    return BiasBounds(
        type=project_type,
        name=name,
        raises="revenue" if revenue else "capital",
        upper=_percent(cost[0]),
        lower=_percent(cost[1]),
        duration_upper=_percent(duration[0]) if duration else None,
        duration_lower=_percent(duration[1]) if duration else None,
    )


STANDARD_DISCOUNTING = (
    DiscountSchedule(
        id="green-book-standard-2003",
        name="Green Book social time preference rate",
        valid_from="2003",
        bands=_bands((30, "3.5"), (75, "3"), (125, "2.5"), (200, "2"), (300, "1.5"), (None, "1")),
        source=ParameterSource(
            title="HM Treasury, Review of discounting in the Green Book: terms of reference (rates in force); "
            "long-term bands as restated in capital appraisal guidance",
            url="https://www.gov.uk/government/publications/green-book-discount-rate-review-2026/"
            "review-of-discounting-in-the-green-book-terms-of-reference",
            date="2025-12-16",
            note="Bands beyond year 125 read at https://ppponline.affinitext.com/public/book?id=1664&toc_id=449738. "
            "The start in 2003 is from memory. The review's final report was due in June 2026 and its outcome was not "
            "found: check before use.",
        ),
    ),
)
"""For money and for everything but health effects in their own right."""

HEALTH_DISCOUNTING = (
    DiscountSchedule(
        id="green-book-health-2018",
        name="Green Book rate for health and life effects",
        valid_from="2018",
        bands=_bands((30, "1.5"), (75, "1.29"), (125, "1.07"), (200, "0.86"), (300, "0.64"), (None, "0.43")),
        source=ParameterSource(
            title="HM Treasury, The Green Book, annex on discounting, as tabulated by the greenbook package",
            url="https://cran.r-project.org/web/packages/greenbook/news/news.html",
            date="2026-02-05",
            note="Secondary source; the first three bands and the start in 2018 agree with memory of annex A6 of the "
            "2018 to 2022 editions.",
        ),
    ),
)
"""For quality-adjusted life years and other health and life effects only, never for NHS money."""

OPTIMISM_BIAS = (
    OptimismBiasTable(
        id="mott-macdonald-2002",
        name="Mott MacDonald 2002, Green Book supplementary guidance on optimism bias",
        valid_from="2003",
        rows=(
            _bias("standard_buildings", "Standard buildings", ("24", "2"), ("4", "1")),
            _bias("non_standard_buildings", "Non-standard buildings", ("51", "4"), ("39", "2")),
            _bias("standard_civil_engineering", "Standard civil engineering", ("44", "3"), ("20", "1")),
            _bias("non_standard_civil_engineering", "Non-standard civil engineering", ("66", "6"), ("25", "3")),
            _bias("equipment_development", "Equipment and development (digital)", ("200", "10"), ("54", "10")),
            _bias("outsourcing", "Outsourcing (managed service)", ("41", "0"), None, revenue=True),
        ),
        source=ParameterSource(
            title="HM Treasury, Supplementary Green Book guidance: optimism bias, from Mott MacDonald, Review of Large "
            "Public Procurement in the UK (2002)",
            url="https://www.gov.uk/government/publications/green-book-supplementary-guidance-optimism-bias",
            date="2003",
            note="Table read at https://ppponline.affinitext.com/public/book?id=1343&toc_id=444193. From 50 projects "
            "of more than £40 million each in 2001 prices: thin evidence for a small digital project, so prefer a "
            "record of your own.",
        ),
    ),
)

GDP_DEFLATORS = (
    PriceIndex(
        id="gdp-deflator-2025-12",
        name="GDP deflator, calendar years, 2024 = 100 (release of December 2025)",
        valid_from="2025-12",
        index=(
            (2015, Fraction("75.1536")),
            (2016, Fraction("76.4554")),
            (2017, Fraction("77.6367")),
            (2018, Fraction("79.1606")),
            (2019, Fraction("81.1085")),
            (2020, Fraction("85.2137")),
            (2021, Fraction("85.6358")),
            (2022, Fraction("90.5005")),
            (2023, Fraction("96.2507")),
            (2024, Fraction("100")),
        ),
        source=ParameterSource(
            title="HM Treasury, GDP deflators at market prices, and money GDP: December 2025, as tabulated by the "
            "greenbook package",
            url="https://www.gov.uk/government/collections/gdp-deflators-at-market-prices-and-money-gdp",
            date="2025-12",
            note="Secondary source. Outturn only, no forecast years. Later releases exist (March 2026), and a series "
            "for financial years; neither was read.",
        ),
    ),
)

DISTRIBUTIONAL_WEIGHTS = (
    DistributionalWeights(
        id="green-book-weights-2018",
        name="Green Book distributional weights, elasticity 1.3",
        valid_from="2018",
        elasticity=Fraction(13, 10),
        source=ParameterSource(
            title="HM Treasury, The Green Book (2018), A3.12 to A3.14, after Layard and others (2008)",
            url="https://ppponline.affinitext.com/public/book?id=5905&toc_id=875688",
            date="2018",
            note="That the 2026 edition keeps 1.3 is from a secondary source.",
        ),
    ),
)
