"""Lists, mappings and free values in one cell of a workbook, both ways.

A list of names is written `a; b`, a mapping `a: 1; b: 2`, and a list known to be empty `none`. What cannot be
written so, and would not be read as the same again, is written as JSON, which may always stand in such a cell.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from placewide.domain.shared.definition import EitherForm, Form, FreeForm, ListForm, MapForm
from placewide.domain.shared.json_text import Plain, number_text
from placewide.exchange.document.free_values import natural
from placewide.exchange.document.json_writer import in_one_line
from placewide.exchange.reading.source import Node, Position
from placewide.exchange.sheets.workbook_layout import NONE

CellValue = str | int | Decimal | bool | None

_JSON_STARTS = ("[", "{", '"')
_DEEPEST = 50


class CellRefusedError(ValueError):
    """The text of a cell cannot be understood; the message says what would be right."""


def cell_of(form: Form, plain: Plain, nullable: bool) -> CellValue:
    """What to write in the cell of a value in its plain form."""
    if isinstance(form, FreeForm):
        return _free_cell(plain)
    if isinstance(plain, Mapping):
        if not plain and isinstance(form, MapForm):
            return NONE if nullable else None
        return _map_cell(plain)
    if isinstance(plain, Sequence) and not isinstance(plain, str):
        if not plain and isinstance(form, ListForm):
            return NONE if nullable else None
        cell = _list_cell(plain)
        return in_one_line(plain) if isinstance(form, EitherForm) and ";" not in cell else cell
    return plain


def _free_cell(plain: Plain) -> CellValue:
    if isinstance(plain, str):
        means_itself = plain.strip() and natural(plain) == plain and _json(plain) is None
        return plain if means_itself else in_one_line(plain)
    if isinstance(plain, (Mapping, Sequence)):
        return in_one_line(plain)
    return plain


def _map_cell(plain: Mapping[str, Plain]) -> str:
    texts = [(key, number_text(item) if isinstance(item, (int, Decimal)) else item) for key, item in plain.items()]
    cell = "; ".join(f"{key}: {text}" for key, text in texts)
    return cell if _is_simple(cell) and _split_map(cell) == texts else in_one_line(plain)


def _list_cell(plain: Sequence[Plain]) -> str:
    if all(isinstance(item, str) and natural(item) == item for item in plain):
        cell = "; ".join(map(str, plain))
        if _is_simple(cell) and _split_list(cell) == list(plain):
            return cell
    return in_one_line(plain)


def _is_simple(cell: str) -> bool:
    return cell != NONE and not cell.startswith(_JSON_STARTS)


def node_of(form: Form, value: Any, position: Position) -> Node:
    """The node that a cell stands for. Raises CellRefusedError for text that is no list or mapping where one is due."""
    if isinstance(value, str):
        if isinstance(form, FreeForm):
            return _json_node(value, position) or Node(value, position, plain=True)
        if isinstance(form, ListForm):
            return _list_node(value, position)
        if isinstance(form, MapForm):
            return _map_node(value, position)
        if isinstance(form, EitherForm):
            return _either_node(value, position)
    elif value is not None and isinstance(form, ListForm):
        return Node([Node(value, position)], position)
    return Node(value, position, plain=isinstance(value, str))


def _either_node(text: str, position: Position) -> Node:
    """`a` is a name, `a; b` a list of names, `a: 1; b: 2` a mapping."""
    if text.startswith("[") or (";" in text and ":" not in text):
        return _list_node(text, position)
    if text.startswith("{") or ":" in text:
        return _map_node(text, position)
    return Node(text, position, plain=True)


def _list_node(text: str, position: Position) -> Node:
    if text.startswith("["):
        return _compound(text, position)
    items = [] if text == NONE else _split_list(text)
    return Node([Node(item or None, position, plain=True) for item in items], position)


def _map_node(text: str, position: Position) -> Node:
    if text.startswith("{"):
        return _compound(text, position)
    pairs = [] if text == NONE else _split_map(text)
    if pairs is None:
        raise CellRefusedError("write each name with its value, as “urgent: 4; frailty: 2”")
    if len(dict(pairs)) < len(pairs):
        raise CellRefusedError("a name is given twice in this cell; keep one")
    return Node({key: Node(item or None, position, plain=True) for key, item in pairs}, position)


def _compound(text: str, position: Position) -> Node:
    node = _json_node(text, position)
    if node is None:
        raise CellRefusedError("the text begins like JSON but is none; write “a; b” or “a: 1; b: 2”, or mend it")
    return node


def _split_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _split_map(text: str) -> list[tuple[str, str]] | None:
    pairs = []
    for part in text.split(";"):
        key, colon, item = part.partition(":")
        if not colon:
            return None
        pairs.append((key.strip(), item.strip()))
    return pairs


def _json_node(text: str, position: Position) -> Node | None:
    read = _json(text)
    return None if read is None else _as_node(read[0], position, 0)


def _json(text: str) -> tuple[Any] | None:
    """The value of a text that begins and reads like JSON; None for any other text."""
    if not text.startswith(_JSON_STARTS):
        return None
    try:
        return (json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique),)
    except (ValueError, RecursionError):
        return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is given twice")
    return dict(pairs)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _as_node(value: Any, position: Position, depth: int) -> Node:
    if depth > _DEEPEST:
        raise CellRefusedError(f"lists and mappings are nested more than {_DEEPEST} deep in this cell")
    if isinstance(value, dict):
        return Node({key: _as_node(item, position, depth + 1) for key, item in value.items()}, position)
    if isinstance(value, list):
        return Node([_as_node(item, position, depth + 1) for item in value], position)
    return Node(value, position)
