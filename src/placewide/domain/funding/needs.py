"""What a cost line needs in cash, in the year in which it falls."""

from fractions import Fraction

from placewide.numerics.rounding import round_half_up


def cash_need(amount_pence: int, year_index: int, inflation: Fraction, vat: Fraction, contingency: Fraction) -> int:
    """Need = amount × (1 + inflation)^t × (1 + VAT) × (1 + contingency), in pence, half a penny up.

    `amount_pence` is in base-year prices without VAT; `year_index` is t, the year counted from the base year. Rates
    are fractions of one (2.5 % = 1/40); `vat` is 0 where VAT is recoverable. Rounded once, at the end. This is the
    money to be found; the appraisal uses the amount itself.

    Raises ValueError for a year before the base year.

    £100,000 in year 4 at 2.5 % inflation, 20 % VAT and 10 % contingency takes £145,703.30:

    >>> cash_need(10_000_000, 4, Fraction(25, 1000), Fraction(20, 100), Fraction(10, 100))
    14570330
    """
    if year_index < 0:
        raise ValueError(f"Year {year_index} lies before the base year of prices.")
    return round_half_up(amount_pence * (1 + inflation) ** year_index * (1 + vat) * (1 + contingency))
