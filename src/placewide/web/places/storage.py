"""The place document to rows and back: what is stored is the document, and gives the same digest."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import RecordForm
from placewide.domain.shared.json_text import Plain, canonical_json
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.decode import read_value
from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import in_one_line
from placewide.exchange.place_file import Loaded, loaded
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits, Node
from placewide.web.places.models import Place, Record
from placewide.web.places.sections import key_of, sections, shown

STORED = Limits(text_bytes=200 * 1024**2, nodes=10_000_000)
"""What has been stored was within the limits when it came in; it is not refused when it goes out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it is stored."""

    section: str
    key: str
    ordinal: int
    content: str
    title: str
    organisation: str
    status: str
    year: str
    amount_pence: int | None


STORED_FIELDS = tuple(field.name for field in fields(Row))


def head_of(document: PlaceDocument) -> str:
    """The JSON of all of the document but its lists of records."""
    lists = sections()
    return in_one_line({key: value for key, value in encode(document).items() if key not in lists})


def rows_of(document: PlaceDocument) -> list[Row]:
    """The document's records as rows."""
    plain = encode(document)
    return [
        _row(section, record, content, ordinal, document)
        for section in sections()
        for ordinal, (record, content) in enumerate(
            zip(getattr(document, section), _items(plain.get(section)), strict=True)
        )
    ]


def document_of(place: Place) -> Loaded:
    """The place's document, read from its rows and checked; its findings name the records."""
    rows = Record.objects.of(place.pk).order_by("section", "ordinal").values_list("section", "content")
    return document_from(place.head, rows)


def document_from(head: str, rows: Iterable[tuple[str, str]]) -> Loaded:
    """The document of a head and the contents of its rows, each with its section."""
    return loaded(nodes_from(head, rows))


def document_of_text(text: str) -> Loaded:
    """The document that an upload was read as; its findings name the records."""
    return loaded(read_json(text.encode(), "the file", STORED).result)


def text_of(document: PlaceDocument) -> str:
    """The whole document as JSON, to be read again by `document_of_text`."""
    return in_one_line(encode(document))


def nodes_of(place: Place) -> Node:
    """The stored document as nodes, to lay a part over it."""
    rows = Record.objects.of(place.pk).order_by("section", "ordinal").values_list("section", "content")
    return nodes_from(place.head, rows)


def nodes_from(head: str, rows: Iterable[tuple[str, str]]) -> Node:
    """The nodes of a head and the contents of its rows, each with its section."""
    lists: dict[str, list[str]] = {}
    for section, content in rows:
        lists.setdefault(section, []).append(content)
    parts = [f'"{section}":[{",".join(contents)}]' for section, contents in lists.items()]
    text = ",".join((head.rstrip().removesuffix("}"), *parts)) + "}"
    return read_json(text.encode(), "the stored place", STORED).result


def plain_of(content: str) -> dict[str, Any]:
    """The plain data of a stored record, its numbers exact."""
    plain: dict[str, Any] = json.loads(content, parse_float=Decimal)
    return plain


def content_of(plain: Plain) -> str:
    """The stored form of a record's plain data."""
    return in_one_line(plain)


def same(one: str, other: str) -> bool:
    """Whether two stored records say the same."""
    return one == other or canonical_json(plain_of(one)) == canonical_json(plain_of(other))


def says_the_same(section: str, one: Plain, other: Plain) -> bool:
    """Whether two plain records of a list are read as the same, however they are written."""
    return bool(_as_read(section, one) == _as_read(section, other))


def _as_read(section: str, plain: Plain) -> Any:
    """The typed record; the plain data itself where it cannot be read."""
    out = Collector()
    node = read_json(content_of(plain).encode(), "the record", STORED).result
    record = read_value(RecordForm(sections()[section]), node, Trail(), out)
    return plain if out.findings else record


def _items(plain: Any) -> list[Any]:
    return list(plain) if plain is not None else []


def _row(section: str, record: Any, content: Plain, ordinal: int, document: PlaceDocument) -> Row:
    seen = shown(record, document)
    return Row(
        section=section,
        key=key_of(record, ordinal),
        ordinal=ordinal,
        content=content_of(content),
        title=seen.title[:300],
        organisation=seen.organisation,
        status=seen.status,
        year=seen.year,
        amount_pence=seen.amount_pence,
    )
