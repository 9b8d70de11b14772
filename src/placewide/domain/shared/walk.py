"""Every value of a document with its form and the way to it, for checks that look at all places alike."""

from collections.abc import Mapping
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


def walk(record: object) -> list[Found]:
    """All known values of a record, each before what it holds. Unknown values are passed over."""
    found: list[Found] = []
    _record(record, Trail(), found)
    return found


def _record(record: Any, trail: Trail, found: list[Found]) -> None:
    definition = definition_of(type(record))
    for key in definition.keys:
        value = getattr(record, key.attribute)
        if value is not None:
            _value(key.form, value, trail if key is definition.rest else trail.into(key.name), found)


def _value(form: Form, value: Any, trail: Trail, found: list[Found]) -> None:
    if isinstance(form, EitherForm):
        form = form_of(value, form)
    found.append(Found(trail, form, value))
    if isinstance(form, ListForm):
        for position, item in enumerate(value):
            if item is not None:
                _value(form.item, item, _into(trail, position, item), found)
    elif isinstance(form, MapForm):
        _mapping(form, value, trail, found)
    elif isinstance(form, RecordForm) or isinstance(value, Figure):
        _record(value, trail, found)


def _mapping(form: MapForm, mapping: Mapping[str, Any], trail: Trail, found: list[Found]) -> None:
    for key, item in mapping.items():
        step = _into(trail, key, item)
        found.append(Found(step, form.key, key))
        if item is not None:
            _value(form.value, item, step, found)


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
