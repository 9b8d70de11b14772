"""JSON text of plain data with exact numbers: a Decimal is written digit by digit, never as a float."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TypeAlias

Plain: TypeAlias = "bool | int | Decimal | str | Sequence[Plain] | Mapping[str, Plain] | None"
"""What every file format can hold: nothing, yes/no, exact numbers, text, and lists and mappings of them."""


def number_text(number: int | Decimal) -> str:
    """The digits of a number, without an exponent."""
    return str(number) if isinstance(number, int) else format(number, "f")


def scalar_text(value: Plain) -> str:
    """JSON of a text, number, yes/no or null."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def canonical_json(value: Plain) -> str:
    """JSON without spaces, its keys sorted: equal data gives equal text."""
    if isinstance(value, (str, int)) or value is None:
        return scalar_text(value)
    if isinstance(value, Mapping):
        keys = sorted(value)
        return "{" + ",".join(f"{scalar_text(key)}:{canonical_json(value[key])}" for key in keys) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(canonical_json(item) for item in value) + "]"
    return scalar_text(value)
