"""Priorities and scores: from columns named after priorities, from one column of scores, or from a named priority."""

import re
from collections.abc import Iterable
from decimal import Decimal

from placewide.domain.shared.json_text import number_text
from placewide.exchange.document.numerals import simplest
from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.records.nodes import leaf, record_node, text_leaf
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table
from placewide.exchange.mapping.wordings.texts import look, says_none, tidy, unique_ids
from placewide.exchange.reading.source import Node, Position, shown
from placewide.exchange.reading.workbook import Cell

STRATEGIC_FIT = "Strategic fit"
"""The one priority where a workbook has only one score."""
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(%|(?:/|out of)\s*([0-9]+))?")
_SCALES = (Decimal(5), Decimal(10), Decimal(100))
_FOURTH = Decimal("0.0001")
"""Averages of assessors have more decimals than anybody means."""
_HEAVIEST = 1_000_000


class Scores:
    """The priorities of the workbook, and the reading of what each proposal scores for them."""

    def __init__(self, tables: Iterable[Table], mapping: Mapping, remarks: Remarks) -> None:
        self.remarks = remarks
        self.words = {look(word): score for word, score in mapping.words.score.items()}
        tables = list(tables)
        proposals = [table for table in tables if table.mapping.holds == "proposals"]
        self.columns = [column for table in proposals for column in table.places.values() if column.feeds == "score"]
        self.records = [record for table in proposals for record in table.records]
        self.names: dict[str, str] = {}
        self.weights: dict[str, Decimal | None] = {}
        self.at: dict[str, Position] = {}
        for table in tables:
            if table.mapping.holds == "priorities":
                for record in table.records:
                    self._declare(record)
        self._of_columns(proposals)
        self.all_equal = mapping.no_scores == "equal" and not self.columns and not self._names_priorities()
        if self.all_equal and not self.names and self.records:
            self._add(STRATEGIC_FIT, self.records[0].position, None)
        self.ids = unique_ids(self.names)
        self.most = mapping.score_max or self._scale()

    def _declare(self, record: Record) -> None:
        name, weight = record.first("name"), record.first("weight")
        if name is not None:
            self._add(name.text, name.position, self._weight(weight))

    def _add(self, name: str, position: Position, weight: Decimal | None) -> str:
        key = look(name)
        self.names[key] = min(tidy(name), self.names.get(key, tidy(name)))
        self.at.setdefault(key, position)
        self.weights.setdefault(key, weight)
        return key

    def _weight(self, entry: Entry | None) -> Decimal | None:
        number = _number(entry.value, None) if entry is not None else None
        if entry is not None and (number is None or number > _HEAVIEST):
            self.remarks.warn(entry.position, "unknown_weight", f"the weight {shown(entry.text)} is no number")
            return None
        return simplest(number.quantize(_FOURTH)) if number is not None else None

    def _of_columns(self, proposals: list[Table]) -> None:
        for table in proposals:
            for index, column in table.places.items():
                if column.feeds == "score":
                    position = table.sheet.position(table.headings.row, index)
                    if column.priority is not None or not self._names_priorities():
                        self._add(column.priority or STRATEGIC_FIT, position, column.weight)
        if not any(column.priority for column in self.columns):
            for record in self.records:
                entry = record.first("priority")
                if entry is not None and not says_none(entry.text):
                    self._add(entry.text, entry.position, None)

    def _names_priorities(self) -> bool:
        return any(record.first("priority") is not None for record in self.records)

    def _scale(self) -> Decimal:
        """The highest score: as the headers say, else the smallest usual one that holds all scores."""
        scales = [column.scale for column in self.columns if column.scale is not None]
        if scales:
            return max(scales)
        entries = [entry for record in self.records for entry in record.all("score")]
        out_of = [Decimal(match[3]) for entry in entries if (match := _NUMBER.fullmatch(entry.text)) and match[3]]
        largest = max(
            (score for entry in entries if (score := self._plain(entry, None)) is not None), default=Decimal(0)
        )
        largest = max((largest, *out_of))
        return next((scale for scale in _SCALES if largest <= scale), _SCALES[-1])

    def _plain(self, entry: Entry, scale: Decimal | None) -> Decimal | None:
        said = self.words.get(look(entry.text))
        return said if said is not None else _number(entry.value, scale)

    def strategy(self, position: Position) -> Node | None:
        """The node of the strategy: highest score and priorities, all of equal weight where none is given."""
        if not self.names:
            return None
        equal = all(weight is None for weight in self.weights.values())
        if equal and len(self.names) > 1:
            what = "no weights are given, so that each of the priorities counts the same"
            self.remarks.note(position, "equal_weights", what)
        priorities = [self._priority(key, equal) for key in self.names]
        return record_node(position, {"score_max": leaf(self.most, position), "priorities": Node(priorities, position)})

    def _priority(self, key: str, equal: bool) -> Node:
        at, weight = self.at[key], Decimal(1) if equal else self.weights[key]
        return record_node(at, {
            "id": leaf(self.ids[key], at), "name": text_leaf(self.names[key], at),
            "weight": leaf(weight, at) if weight is not None else None,
        })  # fmt: skip

    def serves(self, record: Record, about: str) -> Node | None:
        """What a proposal scores, by priority; nothing where that is not known or only known in part."""
        entries = tuple(entry for entry in record.all("score") if entry.text.strip("-–— "))
        named = record.first("priority")
        if self.all_equal:
            return self._node(dict.fromkeys(self.names, (self.most, record.position)), record)
        if any(column.priority for column in self.columns):
            return self._by_column(tuple(entry for entry in entries if entry.column.priority), record, about)
        if named is None or says_none(named.text):
            return self._by_column(entries, record, about) if not self._names_priorities() else None
        if not self.columns:
            return self._node({look(named.text): (self.most, named.position)}, record)
        score = self._score(entries[0], about) if entries else None
        return self._node({look(named.text): (score, entries[0].position)}, record) if score is not None else None

    def _by_column(self, entries: tuple[Entry, ...], record: Record, about: str) -> Node | None:
        scores: dict[str, tuple[Decimal, Position]] = {}
        for entry in entries:
            score = self._score(entry, about)
            if score is None:
                return None
            scores[look(entry.column.priority or STRATEGIC_FIT)] = (score, entry.position)
        return self._node(scores, record) if scores else None

    def _node(self, scores: dict[str, tuple[Decimal, Position]], record: Record) -> Node:
        leaves = {self.ids[key]: leaf(score, at) for key, (score, at) in sorted(scores.items()) if score}
        return Node(dict(leaves), record.position)

    def _score(self, entry: Entry, about: str) -> Decimal | None:
        """The score in a cell, on the scale of all; None, and a warning, for what is none."""
        scale = entry.column.scale or self.most
        score = self._plain(entry, scale)
        if look(entry.text) in self.words:
            scale = self.most
        if score is None or score > scale:
            why = f"is above the highest score, {number_text(simplest(scale))}" if score is not None else "is no score"
            what = f"{shown(entry.text)} {why}; what the proposal scores stays unknown until all its scores are known"
            self.remarks.warn(entry.position, "unknown_score", what, about)
            return None
        return simplest((score * self.most / scale).quantize(_FOURTH))


def _number(cell: Cell, scale: Decimal | None) -> Decimal | None:
    """A number as scores and weights are written: 4, 4/5 on that scale, 30 %."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, Decimal)):
        return Decimal(cell) if cell >= 0 else None
    match = _NUMBER.fullmatch(tidy(cell)) if isinstance(cell, str) else None
    if match is None or (match[3] and (scale is None or Decimal(match[3]) != scale)):
        return None
    return Decimal(match[1])
