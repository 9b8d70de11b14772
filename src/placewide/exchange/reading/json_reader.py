"""JSON to positioned values: exact numbers, no duplicate keys, nothing that Python's own reader lets pass."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from placewide.exchange.reading.raw_text import check_characters, decode_text
from placewide.exchange.reading.source import Limits, Node, Notes, Position, Reading, shown

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<rest>(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.+_-])")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
_BEYOND = Decimal("1e999")
_LARGEST_EXPONENT = 308
"""Beyond it other programs read infinity (or zero), so the same file would say different things."""


def read_json(data: bytes, file: str, limits: Limits) -> Reading[Node]:
    """Read one JSON value, a mapping or list: numbers as int or Decimal, exactly as written.

    Raises ``SourceError`` for duplicate keys, numbers that are not finite or too long, text after the end, halves of
    surrogate pairs, a scalar or null at the top, and whatever exceeds the limits.
    """
    notes = Notes()
    text = decode_text(data, file, limits, notes)
    scanner = _Scanner(text, file, limits, notes)
    top = scanner.document()
    notes.raise_errors()
    return Reading(top, tuple(notes.warnings))


class _Scanner:
    """Reads a value at ``self.index`` and leaves the index behind it; recursion ends at the allowed depth."""

    def __init__(self, text: str, file: str, limits: Limits, notes: Notes) -> None:
        self.text, self.file, self.limits, self.notes = text, file, limits, notes
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.index = 0
        self.nodes = 0

    def document(self) -> Node:
        """The whole text as one value."""
        position = self._skip_space()
        top = self._value(position, 0)
        self._skip_space()
        if self.index < len(self.text):
            found = shown(self.text[self.index : self.index + 20])
            self._refuse("trailing_text", f"{found} follows after the end of the JSON; take it out")
        if top.value is None:
            self.notes.refuse("empty", "the file holds nothing but null; it should hold keys with values", position)
        if not isinstance(top.value, (dict, list)):
            what = f"the file holds only {shown(str(top.value))}; it should hold keys with values"
            self.notes.refuse("scalar_at_top", what, position)
        return top

    def _value(self, position: Position, depth: int) -> Node:
        self._count(position)
        start = self.text[self.index : self.index + 1]
        if start == '"':
            return Node(self._string(position), position)
        if start in ("{", "["):
            if depth >= self.limits.depth:
                what = f"lists and mappings are nested more than {self.limits.depth} deep here; a place file needs ten"
                self.notes.refuse("too_deep", what, position)
            self.index += 1
            return Node(self._mapping(depth + 1) if start == "{" else self._list(depth + 1), position)
        return Node(self._number_or_constant(position), position)

    def _mapping(self, depth: int) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        self._skip_space()
        if self._took("}"):
            return mapping
        while True:
            position = self._skip_space()
            key = self._key(mapping, position)
            self._skip_space()
            if not self._took(":"):
                self._refuse("json_syntax", f"a colon is due after the key {shown(key)}")
            self._skip_space()
            mapping[key] = self._value(position, depth)
            self._skip_space()
            if self._took("}"):
                return mapping
            if not self._took(","):
                self._refuse("json_syntax", "a comma or the end of the mapping, “}”, is due here")

    def _list(self, depth: int) -> list[Node]:
        items: list[Node] = []
        self._skip_space()
        if self._took("]"):
            return items
        while True:
            items.append(self._value(self._skip_space(), depth))
            self._skip_space()
            if self._took("]"):
                return items
            if not self._took(","):
                self._refuse("json_syntax", "a comma or the end of the list, “]”, is due here")

    def _key(self, mapping: dict[str, Node], position: Position) -> str:
        self._count(position)
        if self.text[self.index : self.index + 1] != '"':
            self._refuse("json_syntax", "a key in double quotation marks is due here")
        key = self._string(position)
        if key in mapping:
            first = mapping[key].position
            what = f"the key {shown(key)} is given twice, here and on line {first.line}, column {first.column}"
            self.notes.error("duplicate_key", f"{what}; keep one", position)
        return key

    def _string(self, position: Position) -> str:
        try:
            text, self.index = _DECODER.raw_decode(self.text, self.index)
        except json.JSONDecodeError as problem:
            self._refuse_string(problem)
        check_characters(text, position, self.notes)
        return str(text)

    def _refuse_string(self, problem: json.JSONDecodeError) -> NoReturn:
        if problem.msg.startswith("Unterminated"):
            self._refuse("truncated", "the text that begins here has no closing quotation mark")
        self.index = problem.pos
        if "control character" in problem.msg:
            self._refuse("json_syntax", r"a line break or tab stands in a text; write \n or \t there")
        self._refuse("json_syntax", r"a backslash is not followed by one of \" \\ / b f n r t or u and four digits")

    def _number_or_constant(self, position: Position) -> int | Decimal | bool | None:
        match = _NUMBER.match(self.text, self.index)
        if match is not None:
            self.index = match.end()
            return self._number(match, position)
        word = _WORD.match(self.text, self.index)
        found = word[0] if word else self.text[self.index : self.index + 1]
        if found in _NOT_FINITE:
            self.index += len(found)
            self.notes.error("number_not_finite", f"{found} is not a number; use null for unknown", position)
            return None
        if found not in _CONSTANTS:
            self._refuse("json_syntax", f"{shown(found)} is no JSON value; text needs double quotation marks")
        self.index += len(found)
        return _CONSTANTS[found]

    def _number(self, match: re.Match[str], position: Position) -> int | Decimal | None:
        digits = match[0]
        if len(digits) > self.limits.number_digits:
            what = f"the number {shown(digits, 20)} has more than {self.limits.number_digits} characters; shorten it"
            self.notes.error("number_too_long", what, position)
            return None
        if not match["rest"]:
            return int(digits)
        try:
            number = Decimal(digits)
        except InvalidOperation:
            number = _BEYOND
        if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
            what = f"the number {digits} is too large or too small for most programs; use null for unknown"
            self.notes.error("number_not_finite", what, position)
        return number

    def _count(self, position: Position) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            what = f"the file has more than {self.limits.nodes:,} keys and values; divide it or raise the limit"
            self.notes.refuse("too_many_nodes", what, position)

    def _took(self, character: str) -> bool:
        if self.text.startswith(character, self.index):
            self.index += 1
            return True
        return False

    def _skip_space(self) -> Position:
        match = _SPACE.match(self.text, self.index)
        if match is not None:
            self.index = match.end()
        return self._here()

    def _here(self) -> Position:
        line = bisect_right(self.line_starts, self.index)
        return Position(self.file, line, self.index - self.line_starts[line - 1] + 1)

    def _refuse(self, rule: str, message: str) -> NoReturn:
        """Refuse the file at the index; where that is its end, say that it was cut off."""
        if self.index >= len(self.text.rstrip()):
            self.notes.refuse("truncated", f"the file ends too early: {message}", self._here())
        self.notes.refuse(rule, message, self._here())
