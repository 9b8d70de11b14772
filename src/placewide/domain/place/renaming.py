"""Organisations of a place document under other ids: the same bodies, as somebody else names them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
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
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.walk import form_of

ORGANISATIONS = "organisations"


def with_organisations_named(document: PlaceDocument, names: Mapping[str, str]) -> PlaceDocument:
    """The document with each of these organisations, and all that refers to it, under its other id."""
    if all(old == new for old, new in names.items()):
        return document
    renamed: PlaceDocument = _record(document, names)
    rows = (replace(row, id=Identifier(names.get(row.id, row.id))) for row in renamed.organisations)
    return replace(renamed, organisations=tuple(rows))


def _record(record: Any, names: Mapping[str, str]) -> Any:
    changed = {}
    for key in definition_of(type(record)).keys:
        value = getattr(record, key.attribute)
        if value is not None and (new := _value(key.form, value, names)) is not value:
            changed[key.attribute] = new
    return replace(record, **changed) if changed else record


def _value(form: Form, value: Any, names: Mapping[str, str]) -> Any:
    if value is None or isinstance(value, Figure):
        return value
    if isinstance(form, EitherForm):
        form = form_of(value, form)
    if isinstance(form, (IdentifierForm, TextForm)):
        return names.get(value, value) if form.refers is not None and form.refers.to == ORGANISATIONS else value
    if isinstance(form, ListForm):
        return tuple(_value(form.item, item, names) for item in value)
    if isinstance(form, MapForm):
        return {_value(form.key, key, names): _value(form.value, item, names) for key, item in value.items()}
    return _record(value, names) if isinstance(form, RecordForm) else value
