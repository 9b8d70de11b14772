"""Incomes for distributional weights, read from the place's observations; without them nothing is weighted.

    what: equivalised household income          about: an organisation   value: of the people whom its benefits reach
    what: median equivalised household income   about: nobody            value: of the country

Both in one unit. Nothing is guessed: an organisation without an income weighs 1, and without a median nobody is
weighted.
"""

from collections.abc import Iterator
from decimal import Decimal

from placewide.domain.place.document import Observation, PlaceDocument
from placewide.domain.plan.questions.contributions import Body
from placewide.domain.plan.questions.uncertainty import Weighting

INCOME = "equivalised household income"
MEDIAN = f"median {INCOME}"


def weighting_of(document: PlaceDocument) -> Weighting | None:
    """The incomes that the place states, or None where it states no median or no income of an organisation.

    Incomes that are not whole numbers above nil are not incomes; where several are stated, the latest counts.
    """
    bodies = {str(row.id) for row in document.organisations}
    medians = [income for row, income in _incomes(document, MEDIAN) if row.about not in bodies]
    incomes: dict[Body, int] = {row.about: income for row, income in _incomes(document, INCOME) if row.about in bodies}
    if not medians or not incomes:
        return None
    return Weighting(median=medians[-1], incomes=incomes)


def _incomes(document: PlaceDocument, what: str) -> Iterator[tuple[Observation, int]]:
    """Observations of this fact with their value, the oldest first."""
    rows = [row for row in document.observations if (row.what or "").strip().casefold() == what]
    for row in sorted(rows, key=lambda row: (row.date or "", row.id)):
        income = _whole(row.value)
        if income is not None and income > 0:
            yield row, income


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return int(value) if value == int(value) else None
