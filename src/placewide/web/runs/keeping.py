"""Answers as they are kept: compressed JSON of the typed answer, read back into the same type."""

import zlib
from typing import Any, TypeVar

from pydantic import TypeAdapter

Answer = TypeVar("Answer")


def kept(answer: object) -> bytes:
    """What is stored of an answer."""
    kind: type[Any] = type(answer)
    return zlib.compress(_adapter(kind).dump_json(answer), 6)


def answer_of(kind: type[Answer], stored: bytes | memoryview) -> Answer:
    """The answer that was stored. Raises pydantic.ValidationError where it is not one of this kind any more."""
    wanted: type[Any] = kind
    answer: Answer = _adapter(wanted).validate_json(zlib.decompress(bytes(stored)))
    return answer


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Made once for each type: making one takes longer than using it."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
