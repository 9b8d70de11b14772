"""What tells the rows of a list apart: their id, or, where they have none, the keys that may not repeat."""

from typing import Any

from placewide.domain.benefits.records import BiasFactor, Effect
from placewide.domain.funding.records import Funder, SpendingLimit
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Participation
from placewide.domain.scope.records import Change, Force, Protect
from placewide.domain.shared.definition import Key, has_id, keys_of
from placewide.domain.strategy.records import Endorsement, PartnerWeights

_UNIQUE_BY: dict[type[Any], tuple[str, ...]] = {
    PartnerWeights: ("organisation",),
    Endorsement: ("organisation", "signatory", "date"),
    Participation: ("role", "from", "to"),
    Lift: ("organisation", "measure"),
    Assessment: ("organisation", "framework", "edition", "measure", "date"),
    BiasFactor: ("name",),
    Effect: ("metric", "cohort"),
    Funder: ("organisation",),
    SpendingLimit: ("organisation", "kind", "year"),
    Force: ("project",),
    Protect: ("organisation",),
    Change: ("allocation",),
}


def identifying_keys(record: type[Any]) -> tuple[Key, ...]:
    """The keys that together may not be the same in two rows of a list; none for rows that may repeat."""
    names = ("id",) if has_id(record) else _UNIQUE_BY.get(record, ())
    return tuple(key for key in keys_of(record) if key.name in names)


def identity_of(row: object) -> tuple[object, ...] | None:
    """The values that tell this row apart, or None where its list allows repeats or nothing is known."""
    values = tuple(getattr(row, key.attribute) for key in identifying_keys(type(row)))
    return values if any(value is not None for value in values) else None
