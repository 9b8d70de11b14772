"""The digest of a place document: equal for equal content, however it was written, ordered or stored."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.relations import excluded_by
from placewide.domain.scope.records import Scoping
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.definition import (
    EitherForm,
    Form,
    FreeForm,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    RecordForm,
    YearForm,
    definition_of,
    is_yearly,
)
from placewide.domain.shared.figures import Amount, Figure
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.json_text import Plain, canonical_json
from placewide.domain.shared.provenance import without_empty_provenance
from placewide.domain.shared.walk import form_of

_ORDERED = frozenset({"amounts"})
"""Keys of free values whose lists keep their order and their unknown items."""


def digest(document: PlaceDocument) -> str:
    """`sha256:` and the SHA-256 of the document's canonical JSON in UTF-8.

    Keys are sorted, keyed lists by id, other lists by their canonical JSON (but amounts, objectives and hops keep
    their order); money is pence; trailing zeros of yearly amounts, nulls (but inside amounts) and defaults are left
    out; text is NFC.
    """
    text = canonical_json(canonical(document))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def canonical(document: PlaceDocument) -> Plain:
    """The document as the plain data of which the digest is taken."""
    return _record(_without_implied(document))


def _without_implied(document: PlaceDocument) -> PlaceDocument:
    """Leave out what is a default by virtue of other keys, and write exclusions in both directions."""
    place = document.place
    if place.appraisal_years == place.years:
        place = replace(place, appraisal_years=None)
    excludes = excluded_by(document)
    projects = tuple(
        replace(
            project,
            starts=None if project.starts == (place.first_year,) else project.starts,
            excludes=tuple(Identifier(name) for name in sorted(excludes[project.id])),
        )
        for project in document.projects
    )
    return replace(document, place=place, projects=projects, scoping=_without_defaults(document.scoping))


def _without_defaults(scoping: Scoping) -> Scoping:
    settings = settings_of(Scoping())
    kept = {}
    for field in fields(Scoping):
        value = getattr(scoping, field.name)
        default = settings.objectives[0] if field.name == "objective" else getattr(settings, field.name)
        kept[field.name] = None if value == default else value
    return Scoping(**kept)


def _record(record: Any) -> dict[str, Plain]:
    definition = definition_of(type(record))
    plain: dict[str, Plain] = {}
    for key in definition.keys:
        value: Any = without_empty_provenance(getattr(record, key.attribute))
        if value is None or value == key.default:
            continue
        if key is definition.rest:
            plain.update(_mapping(FreeForm(), value))
        elif is_yearly(key.form):
            plain[key.name] = _amounts(value, isinstance(record, CostLine) and record.ongoing)
        else:
            plain[key.name] = _value(key.form, value)
    return plain


def _value(form: Form, value: Any) -> Plain:
    if isinstance(form, RecordForm):
        return _record(value)
    if isinstance(form, ListForm):
        items = [_value(form.item, item) for item in value]
        return items if form.keeps_order else _sorted(items)
    if isinstance(form, MapForm):
        return _mapping(form.value, value)
    if isinstance(form, EitherForm):
        return _value(form_of(value, form), value)
    if isinstance(form, MoneyForm):
        return _amount(value)
    if isinstance(form, NumberForm):
        return _number(value)
    if isinstance(form, FreeForm):
        return _free(value)
    return str(value) if isinstance(form, YearForm) else _scalar(value)


def _mapping(form: Form, mapping: Mapping[str, Any]) -> dict[str, Plain]:
    return {_text(key): _value(form, item) for key, item in mapping.items() if item is not None}


def _amount(amount: Amount | None) -> Plain:
    """Pence, or a figure where there is more to say than its value."""
    amount = without_empty_provenance(amount)
    return _record(amount) if isinstance(amount, Figure) else amount


def _amounts(amounts: tuple[Any, ...], ongoing: bool) -> list[Plain]:
    """Yearly amounts without the zeros at their end; where the last amount goes on, a zero after others counts."""
    plain = [_amount(amount) for amount in amounts]
    while plain and plain[-1] == 0 and not (ongoing and plain[-2:-1] not in ([], [0])):
        plain.pop()
    return plain


def _free(value: Any, ordered: bool = False) -> Plain:
    if isinstance(value, Mapping):
        return {_text(key): _free(item, key in _ORDERED) for key, item in value.items() if item is not None}
    if isinstance(value, (tuple, list)):
        items = [_free(item) for item in value if ordered or item is not None]
        return items if ordered else _sorted(items)
    return _number(value) if isinstance(value, Decimal) else _scalar(value)


def _scalar(value: Any) -> Plain:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    raise TypeError(f"a place document holds no {type(value).__name__}")


def _number(value: int | Decimal) -> int | Decimal:
    whole = int(value)
    return whole if whole == value else Decimal(value).normalize()


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _sorted(items: Iterable[Plain]) -> list[Plain]:
    return sorted(items, key=_order)


def _order(item: Plain) -> tuple[str, str]:
    name = item.get("id") if isinstance(item, Mapping) else None
    return (name, "") if isinstance(name, str) else ("", canonical_json(item))
