"""What can be said even of a half-read document: references that lead nowhere, and rows that repeat."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.identity import identifying_keys, identity_of
from placewide.domain.shared.definition import IdentifierForm, ListForm, MoneyForm, RecordForm, TextForm
from placewide.domain.shared.findings import Finding, Severity
from placewide.domain.shared.identifiers import Refers
from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.trail import Trail
from placewide.domain.shared.walk import Found
from placewide.domain.shared.years import FinancialYear

MOST_SUGGESTIONS = 200
"""Beyond so many wrong references nobody reads the suggestions, and finding them takes time."""


def check_references(document: PlaceDocument, found: Sequence[Found]) -> tuple[Finding, ...]:
    """Errors for ids that no record has, and for ids and rows given twice; a warning where free text is allowed.

    `found` is everything that `walk(document)` finds. Accepts a document in which values that could not be read
    are None.
    """
    return (*_unresolved(document, found), *_repeated(found), *_repeated_flows(document))


def ids_at(document: PlaceDocument, path: str) -> tuple[str, ...]:
    """The ids of all records of the list at a path such as `place.sources` or `journeys.flows`."""
    reached: tuple[object, ...] = (document,)
    for step in path.split("."):
        reached = tuple(item for record in reached for item in _children(record, step))
    ids = (item if isinstance(item, str) else getattr(item, "id", None) for item in reached)
    return tuple(name for name in ids if isinstance(name, str))


def _children(record: object, attribute: str) -> Iterable[object]:
    value = getattr(record, attribute, None)
    if value is None:
        return ()
    return value if isinstance(value, (tuple, Mapping)) else (value,)


def _unresolved(document: PlaceDocument, found: Sequence[Found]) -> Iterator[Finding]:
    @cache
    def known(path: str) -> dict[str, None]:
        return dict.fromkeys(ids_at(document, path))

    told = 0
    for item in found:
        refers = item.form.refers if isinstance(item.form, (IdentifierForm, TextForm)) else None
        if refers is not None and item.value not in known(refers.to):
            told += 1
            yield _unknown(item, refers, known(refers.to) if told <= MOST_SUGGESTIONS else ())


def _unknown(item: Found, refers: Refers, known: Iterable[str]) -> Finding:
    words = f"no {singular(refers.to)} has the id “{item.value}”; {suggestion(item.value, known)}"
    severity: Severity = "warning" if refers.open_ended else "error"
    return Finding(severity, item.trail.where, "unknown_reference", words, item.trail.record)


def singular(path: str) -> str:
    """The name of one record of the list at a path: `strategy.priorities` gives `priority`."""
    name = path.rsplit(".", 1)[-1]
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name.removesuffix("s")


def _repeated(found: Sequence[Found]) -> Iterator[Finding]:
    for item in found:
        if isinstance(item.form, ListForm) and not item.form.keeps_order and not isinstance(item.form.item, MoneyForm):
            yield from _repeated_in(item.form, item.value, item.trail)


def _repeated_in(form: ListForm, rows: tuple[object, ...], trail: Trail) -> Iterator[Finding]:
    first: dict[object, int] = {}
    of_records = isinstance(form.item, RecordForm)
    for position, row in enumerate(rows):
        identity = identity_of(row) if of_records else row
        if identity is None:
            continue
        if identity in first:
            yield _given_twice(row, trail, first[identity], position)
        else:
            first[identity] = position


def _given_twice(row: object, trail: Trail, first: int, position: int) -> Finding:
    row_id = getattr(row, "id", None)
    before = trail.into(first).where
    if isinstance(row_id, str):
        words = f"the id “{row_id}” is given twice, first at {before}; ids are unique within their list: rename one"
        return Finding("error", trail.into(position).where, "duplicate_id", words, row_id)
    if isinstance(row, (str, FinancialYear)):
        words = f"“{row}” is given twice in this list; keep one"
    else:
        names = " and ".join(key.name for key in identifying_keys(type(row)))
        words = f"this row has the same {names} as {before}; keep one of the two"
    return Finding("error", trail.into(position).where, "duplicate_row", words, trail.record)


def _repeated_flows(document: PlaceDocument) -> Iterator[Finding]:
    """Projects name flows without their journey, so flow ids are unique across journeys."""
    first: dict[str, tuple[int, str]] = {}
    for number, journey in enumerate(document.journeys or ()):
        for position, flow in enumerate(journey.flows or ()):
            where = f"journeys[{number}].flows[{position}]"
            if flow.id is None:
                continue
            earlier = first.setdefault(flow.id, (number, where))
            if earlier[0] != number:
                words = f"the flow id “{flow.id}” is also that of {earlier[1]}; flow ids are unique across journeys"
                yield Finding("error", where, "duplicate_id", words, flow.id)
