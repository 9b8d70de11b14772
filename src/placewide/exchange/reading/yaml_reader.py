"""YAML to positioned values: strings only, no aliases, no tags, no surprises; the schema decides the types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn, Protocol

import yaml

from placewide.exchange.reading.raw_text import byte_position, check_characters, decode_text
from placewide.exchange.reading.source import Limits, Node, Notes, Position, Reading, shown

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN = ("", None)


class _Mark(Protocol):
    line: int
    column: int


def read_yaml(data: bytes, file: str, limits: Limits) -> Reading[Node]:
    """Read one YAML document; every scalar stays text, but null, ``~`` and nothing, which are None.

    Raises ``SourceError`` for aliases, anchors, tags, duplicate keys, keys that are not text, several documents,
    tabs as indentation, a scalar at the top, and whatever exceeds the limits; all such errors at once where possible.
    """
    notes = Notes()
    text = decode_text(data, file, limits, notes)
    builder = _Builder(file, text, limits, notes)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as problem:
        builder.refuse_syntax(problem)
    except yaml.reader.ReaderError as problem:
        at = byte_position(text.encode(), problem.position, file)
        notes.refuse("control_character", "a character that is not allowed in YAML stands here; take it out", at)
    notes.raise_errors()
    return Reading(builder.finished(), tuple(notes.warnings))


def _events(text: str) -> Iterator[yaml.Event]:
    parser = yaml.CSafeLoader(text)
    while (event := parser.get_event()) is not None:
        yield event


class _Builder:
    """Builds the nodes from the parser's events without recursion: ``parents`` are the open lists and mappings."""

    def __init__(self, file: str, text: str, limits: Limits, notes: Notes) -> None:
        self.file, self.limits, self.notes = file, limits, notes
        self.indented_by_tab = _lines_indented_by_tab(text)
        self.parents: list[Node] = []
        self.keys: list[tuple[str, Position] | None] = []
        self.top: Node | None = None
        self.documents = 0
        self.nodes = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the document into account."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.parents.pop()
            self.keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def finished(self) -> Node:
        """The top mapping or list, once all events are taken."""
        top = self.top
        if top is None or top.value is None:
            self.notes.refuse("empty", "the file holds nothing; a place file begins with “placewide: 1”", self._at())
        if not isinstance(top.value, (dict, list)):
            what = f"the file holds only {shown(str(top.value))}; it should hold keys with values, as “placewide: 1”"
            self.notes.refuse("scalar_at_top", what, top.position)
        return top

    def refuse_syntax(self, problem: yaml.MarkedYAMLError) -> NoReturn:
        """Say in plain words what the parser stumbled over."""
        mark = problem.problem_mark or problem.context_mark
        position = self._at(mark)
        words = " ".join(part for part in (problem.context, problem.problem) if part)
        if mark is not None and ("\\t" in words or self.indented_by_tab & {mark.line, mark.line - 1}):
            self._refuse_tab(position)
        if "maximum nesting depth" in words:
            self._refuse_depth(position)
        if "Unicode character escape" in words:
            what = "an escaped character here is no character (half of a surrogate pair); write the whole one"
            self.notes.refuse("lone_surrogate", what, position)
        self.notes.refuse("yaml_syntax", f"the YAML cannot be understood from here: {words}", position)

    def _refuse_tab(self, position: Position) -> NoReturn:
        self.notes.refuse("tab_indentation", "the line is indented with a tab; indent with spaces", position)

    def _refuse_depth(self, position: Position) -> NoReturn:
        what = f"lists and mappings are nested more than {self.limits.depth} deep here; a place file needs ten"
        self.notes.refuse("too_deep", what, position)

    def _at(self, mark: _Mark | None = None) -> Position:
        return Position(self.file) if mark is None else Position(self.file, mark.line + 1, mark.column + 1)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            what = "a second document begins here (“---”); a file holds one, so take it apart"
            self.notes.refuse("several_documents", what, self._at(event.start_mark))

    def _alias(self, event: yaml.AliasEvent) -> None:
        position = self._at(event.start_mark)
        self.notes.error("yaml_alias", f"the alias *{event.anchor} is not allowed; write the value out", position)
        self._place(Node(None, position))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        position = self._begin(event)
        text: str = event.value
        check_characters(text, position, self.notes)
        plain = event.style in _PLAIN
        if self._expects_key():
            self._key(text, position, plain)
        else:
            self._place(Node(None if plain and text in _NULLS else text, position, plain))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        position = self._begin(event)
        if self._expects_key():
            what = "a list or mapping stands where a key is due; a key is text (“{…}” in plain text needs quotes)"
            self.notes.refuse("key_not_text", what, position)
        if len(self.parents) >= self.limits.depth:
            self._refuse_depth(position)
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], position)
        self._place(node)
        self.parents.append(node)
        self.keys.append(None)

    def _begin(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Position:
        mark = event.start_mark
        position = self._at(mark)
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            what = f"the file has more than {self.limits.nodes:,} keys and values; divide it or raise the limit"
            self.notes.refuse("too_many_nodes", what, position)
        if event.anchor is not None:
            self.notes.error("yaml_alias", f"the anchor &{event.anchor} is not allowed; take it out", position)
        if event.tag is not None:
            what = f"the tag {shown(event.tag)} is not allowed; take it out: types follow from the key"
            self.notes.error("yaml_tag", what, position)
        return position

    def _expects_key(self) -> bool:
        return bool(self.parents) and isinstance(self.parents[-1].value, dict) and self.keys[-1] is None

    def _key(self, text: str, position: Position, plain: bool) -> None:
        mapping = self.parents[-1].value
        if plain and text in _NULLS:
            self.notes.error("key_not_text", "the key is missing here; a key is text, as “name: …”", position)
        if isinstance(mapping, dict) and text in mapping:
            first = mapping[text].position.line
            what = f"the key {shown(text)} is given twice, here and on line {first}; keep one"
            self.notes.error("duplicate_key", what, position)
        self.keys[-1] = (text, position)

    def _place(self, node: Node) -> None:
        if not self.parents:
            self.top = node
            return
        parent = self.parents[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict) and self.keys[-1] is not None:
            key, position = self.keys[-1]
            parent[key] = Node(node.value, position, node.plain)
            self.keys[-1] = None


def _lines_indented_by_tab(text: str) -> frozenset[int]:
    """Numbers (from 0) of the lines that have a tab before their first character."""
    if "\t" not in text:
        return frozenset()
    lines = enumerate(text.split("\n"))
    return frozenset(number for number, line in lines if "\t" in line[: len(line) - len(line.lstrip())])
