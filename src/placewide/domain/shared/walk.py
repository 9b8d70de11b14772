"""Every value of a document with its form and the way to it, for checks that look at all places alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from placewide.domain.shared.definition import (
    ChoiceForm,
    EitherForm,
    Form,
    IdentifierForm,
    ListForm,
    MapForm,
    RecordForm,
    TextForm,
    definition_of,
)
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.trail import Trail


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the document. Keys of mappings are found too, with the form that keys have."""

    trail: Trail
    form: Form
    value: Any


def walk(record: object, trail: Trail | None = None) -> Iterator[Found]:
    """All known values of a record, each before what it holds. Unknown values are passed over."""
    return _record(record, trail or Trail())


def _record(record: Any, trail: Trail) -> Iterator[Found]:
    definition = definition_of(type(record))
    for key in definition.keys:
        value = getattr(record, key.attribute)
        yield from _value(key.form, value, trail if key is definition.rest else trail.into(key.name))


def _value(form: Form, value: Any, trail: Trail) -> Iterator[Found]:
    if value is None:
        return
    if isinstance(form, EitherForm):
        yield from _value(form_of(value, form), value, trail)
        return
    yield Found(trail, form, value)
    if isinstance(form, ListForm):
        for position, item in enumerate(value):
            yield from _value(form.item, item, _into(trail, position, item))
    elif isinstance(form, MapForm):
        yield from _mapping(form, value, trail)
    elif isinstance(form, RecordForm) or isinstance(value, Figure):
        yield from _record(value, trail)


def _mapping(form: MapForm, mapping: Mapping[str, Any], trail: Trail) -> Iterator[Found]:
    for key, item in mapping.items():
        step = _into(trail, key, item)
        yield Found(step, form.key, key)
        yield from _value(form.value, item, step)


def _into(trail: Trail, step: str | int, item: object) -> Trail:
    record = getattr(item, "id", None)
    return trail.into(step, record if isinstance(record, str) else None)


def form_of(value: object, either: EitherForm) -> Form:
    """Which of several forms a value of the document has, told by its shape."""
    for form in either.forms:
        if isinstance(form, ListForm):
            fits = isinstance(value, tuple)
        elif isinstance(form, MapForm):
            fits = isinstance(value, Mapping)
        else:
            fits = isinstance(form, (ChoiceForm, IdentifierForm, TextForm)) and isinstance(value, str)
        if fits:
            return form
    raise TypeError(f"{value!r} has none of the forms {either.forms}")
