"""The records of the place document as data: what each key holds, derived from the dataclasses' type hints.

Reader, schema, template, checks and digest all walk these forms, so that nothing about a key is written twice.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import (
    Between,
    FreeValue,
    Identifier,
    KeepsOrder,
    PartialDate,
    Refers,
    Says,
    ShortCosts,
)
from placewide.domain.shared.years import FinancialYear

REQUIRED = MISSING
"""The default of a key that must be given."""


@dataclass(frozen=True, slots=True)
class TextForm:
    refers: Refers | None = None


@dataclass(frozen=True, slots=True)
class IdentifierForm:
    refers: Refers | None = None


@dataclass(frozen=True, slots=True)
class DateForm:
    pass


@dataclass(frozen=True, slots=True)
class YearForm:
    pass


@dataclass(frozen=True, slots=True)
class YesNoForm:
    pass


@dataclass(frozen=True, slots=True)
class FreeForm:
    pass


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """Pounds; with `figures` a figure with provenance may stand in its place."""

    figures: bool
    bounds: Between = Between()


@dataclass(frozen=True, slots=True)
class NumberForm:
    whole: bool
    bounds: Between = Between()


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListForm:
    item: "Form"
    unknown_items: bool = False
    keeps_order: bool = False
    short_costs: bool = False


@dataclass(frozen=True, slots=True)
class MapForm:
    key: "TextForm | IdentifierForm | ChoiceForm"
    value: "Form"


@dataclass(frozen=True, slots=True)
class RecordForm:
    record: type[Any]


@dataclass(frozen=True, slots=True)
class EitherForm:
    """One of several forms, told apart by their shape: scalar, mapping or list."""

    forms: tuple["Form", ...]


Form = (
    TextForm | IdentifierForm | DateForm | YearForm | YesNoForm | FreeForm
    | MoneyForm | NumberForm | ChoiceForm | ListForm | MapForm | RecordForm | EitherForm
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record. `nullable`: it may be unknown; `default`: what an absent key means."""

    name: str
    attribute: str
    form: Form
    nullable: bool
    default: object
    says: str | None

    @property
    def required(self) -> bool:
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Definition:
    """A record class: its keys in the order in which they are defined, and its description.

    `rest` is the key of an open record that takes whatever has no key of its own; in files it has no level of its own.
    """

    keys: tuple[Key, ...]
    by_name: Mapping[str, Key]
    rest: Key | None
    says: str | None


_KNOWN: dict[type[Any], Definition] = {}


def definition_of(record: type[Any]) -> Definition:
    """The definition of a record class, worked out once."""
    known = _KNOWN.get(record)
    if known is None:
        known = _KNOWN[record] = _define(record)
    return known


def keys_of(record: type[Any]) -> tuple[Key, ...]:
    """The keys of a record class, in the order in which they are defined."""
    return definition_of(record).keys


def has_id(record: type[Any]) -> bool:
    """Whether the rows of a list of this record are told apart by an id."""
    return "id" in definition_of(record).by_name


def is_yearly(form: Form) -> bool:
    """A list of amounts by year: zero after its end, and a missing amount inside it is unknown."""
    return isinstance(form, ListForm) and isinstance(form.item, MoneyForm)


def _define(record: type[Any]) -> Definition:
    hints = get_type_hints(record, include_extras=True)
    keys = tuple(_key(field.name, hints[field.name], _default(field)) for field in fields(record))
    rest = next((key for key in keys if key.form == MapForm(TextForm(), FreeForm())), None)
    return Definition(keys, {key.name: key for key in keys if key is not rest}, rest, _says(record))


def _says(record: type[Any]) -> str | None:
    """The first paragraph of a record's own description; dataclasses without one get a signature instead."""
    text = record.__doc__
    if text is None or text.startswith(f"{record.__name__}("):
        return None
    return " ".join(text.split("\n\n")[0].split())


def _default(field: Any) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _key(attribute: str, hint: Any, default: object) -> Key:
    kind, marks = _unwrap(hint)
    says = next((mark.text for mark in marks if isinstance(mark, Says)), None)
    return Key(attribute.rstrip("_"), attribute, _form(hint, ()), _is_optional(kind), default, says)


def _unwrap(hint: Any) -> tuple[Any, tuple[object, ...]]:
    if get_origin(hint) is Annotated:
        kind, *marks = get_args(hint)
        return kind, tuple(marks)
    return hint, ()


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _is_optional(kind: Any) -> bool:
    return _is_union(kind) and type(None) in get_args(kind)


def _form(hint: Any, outer: tuple[object, ...]) -> Form:
    """The form of a hint; bounds and references stand outside of it as often as inside (`Annotated[X | None, …]`)."""
    kind, own = _unwrap(hint)
    marks = (*own, *outer)
    if _is_union(kind):
        return _union(get_args(kind), marks)
    origin = get_origin(kind)
    if origin is Literal:
        return ChoiceForm(get_args(kind))
    if origin is tuple:
        return _list(get_args(kind)[0], marks)
    if origin is not None and issubclass(origin, Mapping):
        return _map(*get_args(kind))
    return _simple(kind, marks)


def _union(members: tuple[Any, ...], marks: tuple[object, ...]) -> Form:
    members = tuple(member for member in members if member is not type(None))
    if set(members) == {Pence, Figure}:
        return MoneyForm(figures=True, bounds=_bounds(marks))
    forms = tuple(_form(member, marks) for member in members)
    return forms[0] if len(forms) == 1 else EitherForm(forms)


def _list(item: Any, marks: tuple[object, ...]) -> ListForm:
    inner = tuple(mark for mark in marks if isinstance(mark, (Between, Refers)))
    return ListForm(
        _form(item, inner),
        unknown_items=_is_optional(_unwrap(item)[0]),
        keeps_order=any(isinstance(mark, KeepsOrder) for mark in marks),
        short_costs=any(isinstance(mark, ShortCosts) for mark in marks),
    )


def _map(key: Any, value: Any) -> MapForm:
    key_form = _form(key, ())
    if not isinstance(key_form, (TextForm, IdentifierForm, ChoiceForm)):
        raise TypeError(f"the keys of a mapping are text, not {key!r}")
    return MapForm(key_form, _form(value, ()))


def _simple(kind: Any, marks: tuple[object, ...]) -> Form:
    refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
    named: dict[Any, Form] = {
        str: TextForm(refers),
        Identifier: IdentifierForm(refers),
        PartialDate: DateForm(),
        FinancialYear: YearForm(),
        bool: YesNoForm(),
        FreeValue: FreeForm(),
        Pence: MoneyForm(figures=False, bounds=_bounds(marks)),
        int: NumberForm(whole=True, bounds=_bounds(marks)),
        Decimal: NumberForm(whole=False, bounds=_bounds(marks)),
    }
    if kind in named:
        return named[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        return RecordForm(kind)
    raise TypeError(f"no form of a place file is known for {kind!r}")


def _bounds(marks: Iterable[object]) -> Between:
    return next((mark for mark in marks if isinstance(mark, Between)), Between())
