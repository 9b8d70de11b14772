"""Round numbers along an axis."""

from math import floor, log10

from placewide.reports.sentences import money

STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, *, most: int = 6) -> tuple[float, ...]:
    """At most so many round numbers between two ends; none where there is nothing between.

    >>> ticks(0, 10)
    (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
    >>> ticks(9.2, 14.7, most=4)
    (10.0, 12.0, 14.0)
    """
    if high <= low:
        return ()
    least = (high - low) / most
    power = 10.0 ** floor(log10(least))
    step = next(power * part for part in STEPS if power * part >= least)
    first = -floor(-low / step)
    return tuple(step * index for index in range(first, floor(high / step) + 1))


def money_tick(pence: float) -> str:
    """A round sum under an axis.

    >>> money_tick(0.0), money_tick(1.2e9)
    ('£0', '£12m')
    """
    return money(round(pence)) if round(pence) else "£0"
