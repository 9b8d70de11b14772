"""The JSON Schema of a place file, derived from the same definition as the reader."""

from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
    EitherForm,
    Form,
    FreeForm,
    IdentifierForm,
    Key,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    RecordForm,
    TextForm,
    YearForm,
    YesNoForm,
    definition_of,
)
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.identifiers import IDENTIFIER_PATTERN, Between
from placewide.exchange.document.encode import encode_value
from placewide.exchange.document.numerals import PENCE_LIMIT
from placewide.exchange.document.texts import LONGEST_TEXT
from placewide.exchange.document.wording import describe

Schema = dict[str, Any]

_IDENTIFIER = f"^{IDENTIFIER_PATTERN}$"
_SCALARS: dict[type[Any], Schema] = {
    TextForm: {"type": ["string", "number"], "maxLength": LONGEST_TEXT},
    IdentifierForm: {"type": ["string", "integer"], "pattern": _IDENTIFIER, "minimum": 0},
    DateForm: {"type": ["string", "integer"], "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"},
    YearForm: {"type": "string", "pattern": "^[12][0-9]{3}/[0-9]{2}$"},
    YesNoForm: {"type": "boolean"},
    FreeForm: {},
}


def json_schema() -> Schema:
    """The schema (JSON Schema 2020-12) of a place file in JSON.

    It holds what can be said of each key by itself; that references lead somewhere, and the like, `check` says.
    """
    definitions = _Definitions()
    top = definitions.record(PlaceDocument)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Placewide place file, format version 1",
        **top,
        "required": ["place"],
        "$defs": dict(sorted(definitions.known.items())),
    }


class _Definitions:
    """The schemas of all records that are referred to, each once."""

    def __init__(self) -> None:
        self.known: dict[str, Schema] = {}

    def record(self, record: type[Any], required_but: tuple[str, ...] = ()) -> Schema:
        definition = definition_of(record)
        schema: Schema = {"type": "object"}
        if definition.says:
            schema["description"] = definition.says
        schema["properties"] = {name: self.key(key) for name, key in definition.by_name.items()}
        required = [key.name for key in definition.keys if key.required and key.name not in required_but]
        if required:
            schema["required"] = required
        if definition.rest is not None:
            schema["patternProperties"] = {_IDENTIFIER: {}}
        schema["additionalProperties"] = False
        return schema

    def key(self, key: Key) -> Schema:
        schema: Schema = {"description": describe(key)}
        value = self.value(key.form)
        schema.update(value if key.required else _or_null(value))
        default = None if key.required or key.default in ((), {}) else encode_value(key.form, key.default)
        if default is not None and not isinstance(default, dict):
            # Decimals with fractions have an exact JSON form, but not a Python one that every tool can write.
            schema["default"] = default if isinstance(default, (str, bool, int)) else float(str(default))
        return schema

    def value(self, form: Form) -> Schema:
        if isinstance(form, ListForm):
            return self.list(form)
        if isinstance(form, MapForm):
            return {
                "type": "object",
                "propertyNames": _names(form),
                "additionalProperties": _or_null(self.value(form.value)),
            }
        if isinstance(form, EitherForm):
            return {"anyOf": [self.value(one) for one in form.forms]}
        if isinstance(form, RecordForm):
            return self.reference(form.record)
        if isinstance(form, MoneyForm):
            return self.money(form)
        if isinstance(form, ChoiceForm):
            return {"enum": list(form.names)}
        if isinstance(form, NumberForm):
            return {"type": "integer" if form.whole else "number", **_bounds(form.bounds)}
        return _SCALARS[type(form)]

    def reference(self, record: type[Any], required_but: tuple[str, ...] = ()) -> Schema:
        name = record.__name__
        if name not in self.known:
            self.known[name] = {}
            self.known[name] = self.record(record, required_but)
        return {"$ref": f"#/$defs/{name}"}

    def money(self, form: MoneyForm) -> Schema:
        most = PENCE_LIMIT // 100
        pounds = {"type": "number", "exclusiveMinimum": -most, "exclusiveMaximum": most, **_bounds(form.bounds)}
        return {"anyOf": [pounds, self.reference(Figure)]} if form.figures else pounds

    def list(self, form: ListForm) -> Schema:
        if form.short_costs and isinstance(form.item, RecordForm):
            return self.costs(form.item.record)
        item = self.value(form.item)
        return {"type": "array", "items": _or_null(item) if form.unknown_items else item}

    def costs(self, record: type[Any]) -> Schema:
        """Lines, whose id is their kind when none is given; or the short form, amounts by kind."""
        by_name = definition_of(record).by_name
        lines = {"type": "array", "items": self.reference(record, required_but=("id",))}
        amounts = _or_null(self.value(by_name["amounts"].form))
        kinds = by_name["kind"].form
        names = kinds.names if isinstance(kinds, ChoiceForm) else ()
        short = {"type": "object", "properties": dict.fromkeys(names, amounts), "additionalProperties": False}
        return {"anyOf": [lines, {**short, "minProperties": 1}]}


def _names(form: MapForm) -> Schema:
    if isinstance(form.key, ChoiceForm):
        return {"enum": list(form.key.names)}
    return {"pattern": _IDENTIFIER} if isinstance(form.key, IdentifierForm) else {}


def _or_null(schema: Schema) -> Schema:
    """The schema with null allowed, in the form that lets editors say what is wrong most precisely."""
    if not schema:
        return {}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}


def _bounds(bounds: Between) -> Schema:
    limits = {"minimum": bounds.lowest, "maximum": bounds.highest}
    return {name: limit for name, limit in limits.items() if limit is not None}
