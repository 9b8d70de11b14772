"""The switches of The Table as a form in the address: read from it, and written back so that a link is what was seen.

`asked` says that the form was sent: then a holder without `share` keeps back what it may share. Every other flip has a
parameter of its own, which comes as often as it is flipped; an empty one is the “none” of a list to choose from.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.http import QueryDict
from django.utils.http import urlencode

from placewide.analysis.the_table import Flips, canonical
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.value import weights_of
from placewide.domain.scope.settings import settings_of
from placewide.reports.sentences import plain
from placewide.reports.the_table_flips import holders, names_of

ONE_BY_ONE: Mapping[str, str] = {
    "kept_back": "keep", "offered": "offer", "lost": "lost", "put_in": "in", "left_out": "out", "counted": "count",
}  # fmt: skip
"""Flips by their parameter."""
WEIGHT = "w_"
MOST_WEIGHT = Decimal(1_000_000)
LONGEST_WEIGHT = 20
MOST_DECIMALS = 9


def read_flips(place: PlaceDocument, data: QueryDict) -> Flips:
    """What the form says, brought into order; whatever is not of this place is as if it were not there."""
    given = {name: [id_ for id_ in data.getlist(key) if id_] for name, key in ONE_BY_ONE.items()}
    if "asked" in data:
        sharing = set(data.getlist("share"))
        for holder in holders(names_of(place)):
            if holder.id not in sharing:
                given["kept_back"] += holder.allocations
    return canonical(place, Flips(**{name: tuple(ids) for name, ids in given.items()}, weights=_weights(place, data)))


def written(place: PlaceDocument, flips: Flips) -> str:
    """The flips as the query of an address; empty where nothing is flipped."""
    return urlencode(list(_parameters(place, flips)))


def weight_shown(weight: Fraction | Decimal) -> str:
    """A share of all weights in percent, short enough to be typed over.

    >>> weight_shown(Fraction(11, 50)), weight_shown(Fraction(1, 3))
    ('22', '33.333')
    """
    return plain(Fraction(weight) * 100, 3)


def weights_now(place: PlaceDocument, flips: Flips) -> dict[str, str]:
    """The weight of every priority in percent, as it stands under these flips."""
    if flips.weights:
        total = sum(weight for _, weight in flips.weights)
        return {priority: weight_shown(weight / total) for priority, weight in flips.weights}
    agreed = weights_of(place, settings_of(place.scoping))
    return {str(row.id): weight_shown(agreed[str(row.id)]) for row in place.strategy.priorities}


def _weights(place: PlaceDocument, data: QueryDict) -> tuple[tuple[str, Decimal], ...]:
    """The weights that were typed; none where they are those that stand, to as many places as are shown."""
    typed = {str(row.id): data.get(f"{WEIGHT}{row.id}") for row in place.strategy.priorities}
    if all(text is None for text in typed.values()):
        return ()
    shown = weights_now(place, Flips())
    if all(text is None or text.strip() == shown[id_] for id_, text in typed.items()):
        return ()
    return tuple((id_, _number(shown[id_] if text is None else text)) for id_, text in typed.items())


def _number(text: str) -> Decimal:
    """A weight as typed. What is longer than a weight can be, or smaller than counts, is nought: exact arithmetic with
    twenty million decimals takes minutes.
    """
    if len(text) > LONGEST_WEIGHT:
        return Decimal(0)
    try:
        number = Decimal(text.strip() or "0")
    except InvalidOperation:
        return Decimal(0)
    if number.is_finite() and number.adjusted() < -MOST_DECIMALS:
        return Decimal(0)
    return min(max(number, Decimal(0)), MOST_WEIGHT) if number.is_finite() else Decimal(0)


def _parameters(place: PlaceDocument, flips: Flips) -> Iterator[tuple[str, str]]:
    if not flips.any:
        return
    kept = set(flips.kept_back)
    everybody = holders(names_of(place))
    silent = [holder for holder in everybody if kept.issuperset(holder.allocations)]
    if silent:
        yield "asked", "1"
        yield from (("share", holder.id) for holder in everybody if holder not in silent)
    whole = {id_ for holder in silent for id_ in holder.allocations}
    for name, key in ONE_BY_ONE.items():
        yield from ((key, id_) for id_ in getattr(flips, name) if name != "kept_back" or id_ not in whole)
    yield from ((f"{WEIGHT}{priority}", weight_shown_exactly(weight)) for priority, weight in flips.weights)


def weight_shown_exactly(weight: Decimal) -> str:
    """A weight in plain digits.

    >>> weight_shown_exactly(Decimal("1E+2"))
    '100'
    """
    return f"{weight:f}"
