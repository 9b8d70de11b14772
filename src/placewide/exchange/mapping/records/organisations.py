"""The organisations of a workbook: from a sheet of them, and from wherever one leads, holds, bears or gains."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable

from placewide.exchange.mapping.record import Feeds, Mapping
from placewide.exchange.mapping.records.nodes import leaf, record_node, text_leaf
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table
from placewide.exchange.mapping.wordings.texts import is_unknown, look, parts, says_none, tidy, unique_ids
from placewide.exchange.mapping.wordings.words import ORGANISATION_KIND, kind_of_name, meaning
from placewide.exchange.reading.source import Node, Position, shown

_NAMING: tuple[Feeds, ...] = ("lead", "partners", "bearer", "holder", "organisation", "only_for")
_ALIKE = 0.92
_MOST_COMPARED = 300


class Organisations:
    """All organisations by the look of their names, with ids that do not depend on the order of rows."""

    def __init__(self, tables: Iterable[Table], mapping: Mapping, remarks: Remarks) -> None:
        self.remarks = remarks
        self.kinds = mapping.words.organisation_kind
        self.synonyms = {look(short): tidy(full) for short, full in mapping.organisations.items()}
        self.declared: dict[str, Record] = {}
        self.written: dict[str, Counter[str]] = {}
        self.seen: dict[str, Position] = {}
        records = [record for table in tables for record in table.records]
        for record in records:
            if record.sheet.holds == "organisations":
                self._declare(record)
        for record in records:
            for feeds in _NAMING[:5]:
                for entry in record.all(feeds):
                    self._mention(entry)
        self.names = {key: self._name(key) for key in self.written}
        self.ids = unique_ids(self.names)
        self._warn_of_likeness()

    def ids_in(self, entry: Entry) -> list[str]:
        """The ids of all organisations that a cell names, in its order."""
        return list(dict.fromkeys(self.ids[self._key(name)] for name in self._names_in(entry)))

    def id_of(self, text: str) -> str | None:
        """The id of an organisation by its name, if there is one of that name."""
        return self.ids.get(self._key(text))

    def nodes(self) -> list[Node]:
        """The records of the organisations, in the order in which they were found."""
        return [self._node(key) for key in self.written]

    def _node(self, key: str) -> Node:
        record, position = self.declared.get(key), self.seen[key]
        kind, ods = kind_of_name(self.names[key]), None
        if record is not None:
            said = record.first("kind")
            kind = (meaning(said.value, self.kinds, ORGANISATION_KIND) if said is not None else None) or kind
            ods = record.text("ods")
        return record_node(position, {
            "id": leaf(self.ids[key], position), "name": leaf(self.names[key], position),
            "kind": text_leaf(kind, position), "ods": text_leaf(ods, position),
        })  # fmt: skip

    def _declare(self, record: Record) -> None:
        entry = record.first("name")
        if entry is None:
            return
        if (code := record.text("code")) and look(code) not in self.synonyms:
            self.synonyms[look(code)] = entry.text
        key = self._key(entry.text)
        if key in self.declared:
            self.remarks.warn(
                entry.position, "organisation_twice", f"{shown(entry.text)} stands here again; keep one row"
            )
            return
        self.declared[key] = record
        self._write(entry.text, entry.position)

    def _mention(self, entry: Entry) -> None:
        for name in self._names_in(entry):
            self._write(name, entry.position)

    def _names_in(self, entry: Entry) -> list[str]:
        """The names in a cell; one that is known as a whole is not taken apart at its commas."""
        whole = self._key(entry.text) in self.declared or look(entry.text) in self.synonyms
        names = [entry.text] if whole else parts(entry.value)
        return [name for name in names if not is_unknown(name) and not says_none(name)]

    def _write(self, text: str, position: Position) -> None:
        key = self._key(text)
        self.written.setdefault(key, Counter())[tidy(text)] += 1
        self.seen.setdefault(key, position)

    def _key(self, text: str) -> str:
        return look(self.synonyms.get(look(text), text))

    def _name(self, key: str) -> str:
        """The full name: of the sheet of organisations, else that of a synonym, else as it is written most often."""
        if key in self.declared:
            return self.declared[key].text("name")
        full = next((full for full in sorted(self.synonyms.values()) if look(full) == key), None)
        if full is not None:
            return full
        return min(self.written[key].items(), key=lambda item: (-item[1], sum(map(str.isupper, item[0])), item[0]))[0]

    def _warn_of_likeness(self) -> None:
        keys = sorted(self.written)[:_MOST_COMPARED]
        for number, key in enumerate(keys):
            for other in keys[number + 1 :]:
                if _are_alike(key, other):
                    one, two = shown(self.names[key]), shown(self.names[other])
                    what = f"{one} and {two} look like one organisation; if they are, say so in the mapping"
                    self.remarks.warn(self.seen[other], "organisations_alike", what, self.ids[other])


def _are_alike(one: str, other: str) -> bool:
    """Whether two names differ so little that one of them may be a slip; “Trust 1” and “Trust 2” are two."""
    if re.findall("[0-9]+", one) != re.findall("[0-9]+", other):
        return False
    matcher = difflib.SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
