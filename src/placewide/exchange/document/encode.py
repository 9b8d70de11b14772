"""From the typed place document to plain data: pounds, short costs where possible, no defaults, no nulls."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
    ChoiceForm,
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
)
from placewide.domain.shared.figures import Amount, Figure
from placewide.domain.shared.json_text import Plain
from placewide.domain.shared.provenance import without_empty_provenance
from placewide.domain.shared.walk import form_of
from placewide.exchange.document.decode import FORMAT_VERSION
from placewide.exchange.document.free_values import whole_if_possible


def encode(document: PlaceDocument) -> dict[str, Plain]:
    """The plain data that decodes into this document again."""
    return {"placewide": FORMAT_VERSION, **encode_record(document)}


def encode_record(record: Any) -> dict[str, Plain]:
    """The keys of a record that say something: unknown values and defaults are left out."""
    definition = definition_of(type(record))
    plain: dict[str, Plain] = {}
    for key in definition.keys:
        value: Any = without_empty_provenance(getattr(record, key.attribute))
        if value is None or value == key.default:
            continue
        if key is definition.rest:
            plain.update({name: encode_free(item) for name, item in value.items()})
        else:
            plain[key.name] = encode_value(key.form, value)
    return plain


def encode_value(form: Form, value: Any) -> Plain:
    """The plain form of a typed value."""
    if value is None:
        return None
    if isinstance(form, RecordForm):
        return encode_record(value)
    if isinstance(form, ListForm):
        return _list(form, value)
    if isinstance(form, MapForm):
        return {key: encode_value(form.value, item) for key, item in value.items()}
    if isinstance(form, EitherForm):
        return encode_value(form_of(value, form), value)
    return _scalar(form, value)


def _scalar(form: Form, value: Any) -> Plain:
    if isinstance(form, MoneyForm):
        return _amount(value)
    if isinstance(form, NumberForm):
        return whole_if_possible(value)
    if isinstance(form, FreeForm):
        return encode_free(value)
    if isinstance(form, YearForm):
        return str(value)
    plain: Plain = value
    return plain


def pounds(pence: int) -> int | Decimal:
    """Whole pounds, or pounds with two decimals."""
    return pence // 100 if pence % 100 == 0 else Decimal(pence).scaleb(-2)


def encode_free(value: Any) -> Plain:
    """A free value as it was given."""
    if isinstance(value, Mapping):
        return {key: encode_free(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode_free(item) for item in value]
    if isinstance(value, Decimal):
        return whole_if_possible(value)
    plain: Plain = value
    return plain


def _amount(amount: Amount | None) -> Plain:
    amount = without_empty_provenance(amount)
    if isinstance(amount, Figure):
        return encode_record(amount)
    return None if amount is None else pounds(amount)


def _list(form: ListForm, rows: tuple[Any, ...]) -> Plain:
    plain = [encode_value(form.item, row) for row in rows]
    return _short_costs(form, rows) or plain if form.short_costs else plain


def _short_costs(form: ListForm, lines: tuple[Any, ...]) -> Mapping[str, Plain] | None:
    """`{capital: [...]}` where every line says only its kind and amounts, and is named after its kind."""
    short: dict[str, Plain] = {}
    record = form.item.record if isinstance(form.item, RecordForm) else None
    if record is None:
        return None
    amounts, kinds = (definition_of(record).by_name[name].form for name in ("amounts", "kind"))
    for line in lines:
        if not isinstance(kinds, ChoiceForm) or line.id not in kinds.names or line.id in short:
            return None
        if line != record(id=line.id, kind=line.id, amounts=line.amounts):
            return None
        short[line.id] = encode_value(amounts, line.amounts)
    return short
