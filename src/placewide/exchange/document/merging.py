"""Lays part of a place over the whole: records are added or changed by what tells them apart; none is removed."""

from collections.abc import Mapping

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.identity import identifying_keys
from placewide.domain.shared.definition import ListForm, RecordForm, definition_of
from placewide.exchange.reading.source import Node

NOT_LAID_OVER = frozenset({"placewide", "place"})
"""What belongs to the place itself is never changed by a part of it."""


def laid_over(whole: Node, part: Node, mentioned: Mapping[str, frozenset[str]] | None = None) -> Node:
    """The nodes of a place document with those of a part laid over them, each keeping its position.

    A record of the part that is there already replaces those keys that it gives; `mentioned` names, list by list, keys
    that the part says all about, which are taken away where it does not give them. Records that the part does not have
    stay as they are, and so does the place itself (its name, years, rates).
    """
    content = {key: node for key, node in _content(part).items() if key not in NOT_LAID_OVER}
    return _record(PlaceDocument, whole, Node(content, part.position), mentioned or {}, frozenset())


def _record(
    record: type, old: Node, new: Node, mentioned: Mapping[str, frozenset[str]], cleared: frozenset[str]
) -> Node:
    keys = definition_of(record).by_name
    merged = {name: node for name, node in _content(old).items() if name not in cleared}
    for name, node in _content(new).items():
        form = keys[name].form if name in keys else None
        before = merged.get(name)
        if before is None or form is None:
            merged[name] = node
        elif isinstance(form, RecordForm) and record is PlaceDocument:
            merged[name] = _record(form.record, before, node, {}, frozenset())
        elif isinstance(form, ListForm) and isinstance(form.item, RecordForm) and _is_top(record, before, node):
            merged[name] = _list(form.item.record, before, node, mentioned.get(name, frozenset()))
        else:
            merged[name] = node
    return Node(merged, old.position)


def _is_top(record: type, before: Node, node: Node) -> bool:
    """Lists inside a project or an allocation are replaced whole; those of the place and its strategy are merged."""
    inside = definition_of(record).by_name
    return "id" not in inside and isinstance(before.value, list) and isinstance(node.value, list)


def _list(record: type, old: Node, new: Node, mentioned: frozenset[str]) -> Node:
    rows = list(old.value) if isinstance(old.value, list) else []
    places = {name: place for place, row in enumerate(rows) if (name := _name(record, row)) is not None}
    for row in new.value if isinstance(new.value, list) else []:
        place = places.get(_name(record, row) or "")
        if place is None:
            rows.append(row)
        else:
            merged = _record(record, rows[place], row, {}, mentioned)
            rows[place] = Node(merged.value, row.position)
    return Node(rows, new.position)


def _name(record: type, row: Node) -> str | None:
    """What tells a row apart, as one text; None where nothing does."""
    content = row.value if isinstance(row.value, dict) else {}
    values = [content[key.name].value if key.name in content else None for key in identifying_keys(record)]
    return "\x1f".join("" if value is None else str(value) for value in values) if any(values) else None


def _content(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}
