"""Free values: what has no key of its own is kept as given, as text, number, yes/no, lists and mappings."""

from decimal import Decimal
from typing import Any

from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.numerals import MOST_DIGITS, has_too_many_digits, parse_number, simplest
from placewide.exchange.document.scalars import text_of, what_stands
from placewide.exchange.document.texts import TextRefusedError, clean_text
from placewide.exchange.reading.source import Node

_WORDS = {"true": True, "false": False}


def read_free(node: Node, trail: Trail, out: Collector) -> Any:
    """A value of any shape; unquoted text that is a strict number, or true or false, is that."""
    value = node.value
    if isinstance(value, dict):
        return _mapping(value, trail, out)
    if isinstance(value, list):
        return tuple(read_free(item, trail.into(position), out) for position, item in enumerate(value))
    if node.plain and isinstance(value, str):
        return _untyped(value, node, trail, out)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _number(value, node, trail, out)
    if value is None or isinstance(value, bool):
        return value
    return _text(text_of(node) or "", node, trail, out)


def natural(text: str) -> bool | int | Decimal | str:
    """What text that nobody has quoted means: true, false, a strict number, or itself."""
    if text in _WORDS:
        return _WORDS[text]
    number = parse_number(text)
    return text if number is None else whole_if_possible(number)


def whole_if_possible(number: int | Decimal) -> int | Decimal:
    """4 for 4.0, and 0.5 for 0.50."""
    plain = simplest(number)
    return int(plain) if plain == int(plain) else plain


def _untyped(text: str, node: Node, trail: Trail, out: Collector) -> Any:
    number = parse_number(text)
    if number is not None:
        return _number(number, node, trail, out)
    return _WORDS[text] if text in _WORDS else _text(text, node, trail, out)


def _number(number: int | Decimal, node: Node, trail: Trail, out: Collector) -> int | Decimal | None:
    if has_too_many_digits(number):
        what = f"{what_stands(node)} has more than {MOST_DIGITS} digits; round it, or quote it where it is a code"
        out.refuse(trail, node, "too_many_digits", what)
        return None
    return whole_if_possible(number)


def _text(text: str, node: Node, trail: Trail, out: Collector) -> str | None:
    try:
        return clean_text(text)
    except TextRefusedError as problem:
        out.refuse(trail, node, problem.rule, str(problem))
        return None


def _mapping(mapping: dict[str, Node], trail: Trail, out: Collector) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, node in mapping.items():
        key = _text(name, node, trail, out)
        if key is None:
            continue
        if key in values:
            out.refuse(trail.into(key), node, "duplicate_key", f"the key “{key}” is given twice; keep one")
        values[key] = read_free(node, trail.into(key), out)
    return values
