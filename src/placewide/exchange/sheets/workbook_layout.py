"""How a place document lies in a workbook: one sheet for each list, derived from the definition.

A sheet of rows has a column for each key; keys of nested records have a dotted header, yearly amounts a column for
each year. A list inside a record has a sheet of its own, whose first columns name the records that its rows belong to.
The records of which there is only one, such as `place`, are sheets of keys and values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.identity import identifying_keys
from placewide.domain.place.references import singular
from placewide.domain.shared.definition import (
    Definition,
    Form,
    Key,
    ListForm,
    MapForm,
    MoneyForm,
    RecordForm,
    definition_of,
    is_yearly,
    keys_of,
)
from placewide.domain.shared.figures import Figure

READ_ME = "read me"
FIGURES = "figures"
KEYS_HEADERS = ("key", "value", "meaning")
FIGURE_HEADERS = ("sheet", "row", "column")
NONE = "none"
"""Stands in a cell for a list that is known to be empty."""
UNKNOWN = "unknown"
"""Stands among yearly amounts for one that is not known."""

_SHEET_NAMES = {"factors": "bias_factors"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a row of a sheet of keys: the way from the row's record to the value."""

    header: str
    way: tuple[Key, ...]
    form: Form
    holds_rows: bool
    """The rows of this list stand on a sheet of their own; here it is only said whether there are none."""

    @property
    def key(self) -> Key:
        return self.way[-1]


@dataclass(frozen=True, slots=True)
class Hop:
    """Keys that lead from one record down to a list; `header` is the column that names a record of that list."""

    keys: tuple[Key, ...]
    header: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The hops that lead from the document to a list: through the lists `above` it, to `last`.

    `lists` names all of these lists in order, so that records can be found by it and their ids.
    """

    above: tuple[Hop, ...]
    last: Hop
    lists: tuple[str, ...]

    @property
    def key(self) -> Key:
        """The key of the list itself."""
        return self.last.keys[-1]


@dataclass(frozen=True, slots=True)
class RowsSheet:
    """A sheet for the rows of a list. The list may lie in several places (costs: in projects and in options).

    `parents` are the headers of the columns that say to which records a row belongs, `identifying` those of the
    columns that tell the rows apart, and `ways` leads from a header to the value in the row's record.
    """

    name: str
    record: type[Any]
    chains: tuple[Chain, ...]
    by_id: bool
    columns: tuple[Column, ...]
    parents: tuple[str, ...]
    identifying: tuple[str, ...]
    ways: Mapping[str, tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class KeysSheet:
    """A sheet of keys and values for a record of which there is only one."""

    name: str
    columns: tuple[Column, ...]


@cache
def keys_sheets() -> tuple[KeysSheet, ...]:
    """The sheets of keys and values; the format version stands on the first."""
    sheets = []
    version: tuple[Column, ...] = tuple(
        column_of(key) for key in keys_of(PlaceDocument) if not isinstance(key.form, (ListForm, RecordForm))
    )
    for key in keys_of(PlaceDocument):
        if isinstance(key.form, RecordForm):
            columns = _columns(definition_of(key.form.record))
            below = (replace(column, way=(key, *column.way)) for column in columns)
            sheets.append(KeysSheet(key.name, (*version, *below)))
            version = ()
    return tuple(sheets)


@cache
def rows_sheets() -> tuple[RowsSheet, ...]:
    """The sheets of rows, each after those that its parent columns refer to."""
    found: dict[str, list[tuple[Chain, RecordForm, bool]]] = {}
    for chain, record, by_id in _lists(PlaceDocument, None, ()):
        name = _SHEET_NAMES.get(chain.key.name, chain.key.name)
        found.setdefault(name, []).append((chain, record, by_id))
    sheets = [_rows_sheet(name, places) for name, places in found.items()]
    return tuple(sorted(sheets, key=lambda sheet: len(sheet.parents)))


def _rows_sheet(name: str, places: Sequence[tuple[Chain, RecordForm, bool]]) -> RowsSheet:
    _, form, by_id = places[0]
    if any(other != form for _, other, _ in places):
        raise TypeError(f"two lists of different records would share the sheet {name}")
    columns = tuple(_columns(definition_of(form.record)))
    chains = tuple(chain for chain, _, _ in places)
    parents = max((tuple(hop.header for hop in chain.above) for chain in chains), key=len)
    own = ("id",) if by_id else tuple(key.name for key in identifying_keys(form.record))
    ways = {column.header: column.way for column in columns}
    return RowsSheet(name, form.record, chains, by_id, columns, parents, (*parents, *own), ways)


def rows_of(form: Form) -> RecordForm | None:
    """The record of the rows, when a form is a list (or mapping) of records."""
    item = form.item if isinstance(form, ListForm) else form.value if isinstance(form, MapForm) else None
    return item if isinstance(item, RecordForm) and item.record is not Figure else None


def _lists(record: type[Any], above: Chain | None, way: tuple[Key, ...]) -> Iterator[tuple[Chain, RecordForm, bool]]:
    """All lists of records below a record, each with the hops that lead there."""
    for key in keys_of(record):
        rows = rows_of(key.form)
        if rows is not None:
            chain = _longer(above, Hop((*way, key), singular(key.name)))
            yield chain, rows, isinstance(key.form, MapForm)
            yield from _lists(rows.record, chain, ())
        elif isinstance(key.form, RecordForm):
            yield from _lists(key.form.record, above, (*way, key))


def _longer(chain: Chain | None, hop: Hop) -> Chain:
    name = ".".join(key.name for key in hop.keys)
    if chain is None:
        return Chain((), hop, (name,))
    return Chain((*chain.above, chain.last), hop, (*chain.lists, name))


def column_of(*way: Key) -> Column:
    """The column for the value at the end of a way, with a dotted header."""
    form = way[-1].form
    return Column(".".join(key.name for key in way), way, form, rows_of(form) is not None)


def _columns(definition: Definition, way: tuple[Key, ...] = ()) -> Iterator[Column]:
    for key in definition.keys:
        here = (*way, key)
        if isinstance(key.form, RecordForm):
            yield from _columns(definition_of(key.form.record), here)
        elif key is not definition.rest and (rows_of(key.form) is None or key.nullable):
            yield column_of(*here)


def year_header(position: int) -> str:
    """The header of the column for a year, counted from 0."""
    return f"year {position + 1}"


def has_years(sheet: RowsSheet) -> bool:
    """Whether the rows have yearly amounts."""
    return any(is_yearly(column.form) for column in sheet.columns)


def has_money(sheet: RowsSheet) -> bool:
    """Whether a cell of the sheet may need provenance on the sheet of figures."""
    return has_years(sheet) or any(isinstance(column.form, MoneyForm) for column in sheet.columns)


def row_name(values: Sequence[str | None]) -> str:
    """How the sheet of figures names a row: its identifying cells, such as `shared_record / capital`."""
    return " / ".join(value for value in values if value)
