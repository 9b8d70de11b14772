"""Make a failing place small: leave out one thing after another for as long as it still fails."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from placewide.domain.place.document import PlaceDocument

KEPT = frozenset({"id", "place", "organisations", "scenarios", "priorities", "first_year", "kind", "lead", "holder"})


def smallest_failing(document: PlaceDocument, fails: Callable[[PlaceDocument], bool]) -> PlaceDocument:
    """A place that still fails, and no longer does when any one more row or key is left out."""
    while True:
        smaller = next((each for each in _smaller(document) if _still(each, fails)), None)
        if smaller is None:
            return document
        document = smaller


def as_given(record: Any) -> str:
    """A record with nothing but what differs from its defaults, for people to read."""
    if isinstance(record, tuple):
        return f"({', '.join(as_given(each) for each in record)})"
    if not is_dataclass(record) or isinstance(record, type):
        return str(record)
    given = ((field, getattr(record, field.name)) for field in fields(record))
    parts = (f"{field.name}={as_given(value)}" for field, value in given if value not in (None, field.default, {}))
    return f"{type(record).__name__}({', '.join(parts)})"


def _still(document: PlaceDocument, fails: Callable[[PlaceDocument], bool]) -> bool:
    """A place that cannot be planned at all, because its references are broken, is not the failure that is sought."""
    try:
        return fails(document)
    except (KeyError, ValueError, IndexError, TypeError, AttributeError):
        return False


def _smaller(record: Any) -> Iterator[Any]:
    """The record with one row or one key less, at every depth, largest things first."""
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in KEPT:
            yield from (replace(record, **{field.name: each}) for each in _simpler(value, _default(field)))
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value) and not isinstance(value, type) and field.name not in KEPT:
            yield from (replace(record, **{field.name: each}) for each in _smaller(value))
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                if is_dataclass(item) and not isinstance(item, type):
                    yield from (replace(record, **{field.name: _with(value, at, each)}) for each in _smaller(item))


def _simpler(value: Any, default: Any) -> Iterator[Any]:
    if isinstance(value, tuple) and value:
        yield from (value[:at] + value[at + 1 :] for at in range(len(value)))
    elif default is not _NONE and value != default and not is_dataclass(value):
        yield default


_NONE = object()


def _default(field: Any) -> Any:
    if isinstance(field.default, str | int | bool | type(None)):
        return field.default
    return _NONE


def _with(value: tuple[Any, ...], at: int, item: Any) -> tuple[Any, ...]:
    return (*value[:at], item, *value[at + 1 :])
