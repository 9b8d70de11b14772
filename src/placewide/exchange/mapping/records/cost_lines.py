"""The costs of a project, from all rows about it: one line for each kind, bearer and item."""

from collections import Counter
from dataclasses import dataclass, field

from placewide.domain.funding.records import Kind
from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.records.amounts import AmountReader, Portion, added
from placewide.exchange.mapping.records.nodes import leaf, list_node, money_node, record_node, text_leaf
from placewide.exchange.mapping.records.organisations import Organisations
from placewide.exchange.mapping.records.timing import Timing, by_offset
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Record
from placewide.exchange.mapping.wordings.money import Money
from placewide.exchange.mapping.wordings.texts import look, says_none, unique_ids
from placewide.exchange.reading.source import Node, Position, shown

_Key = tuple[str, str, str]
"""Kind, bearer and item; empty where not said."""


@dataclass(slots=True)
class Line:
    """One cost of a project, as it is gathered."""

    kind: Kind | None
    bearer: str | None
    item: str
    position: Position
    portions: list[Portion] = field(default_factory=list)


class CostLines:
    """Gathers the costs of one project and lays them out as nodes."""

    def __init__(self, reader: AmountReader, organisations: Organisations, remarks: Remarks, project: str) -> None:
        self.reader, self.organisations, self.remarks, self.project = reader, organisations, remarks, project
        self.lines: dict[_Key, Line] = {}

    def take(self, record: Record) -> None:
        """Take a row of costs into account."""
        bearer, item = self._bearer(record), record.first("item")
        name = item.text if item is not None and not says_none(item.text) else ""
        portions = self.reader.portions(record, self.project)
        if not portions and record.sheet.holds == "costs":
            self.remarks.note(record.position, "no_amounts", "the row has no amount, so it says no cost", self.project)
        for portion in portions:
            key = (portion.kind or "", bearer or "", look(name))
            line = self.lines.setdefault(key, Line(portion.kind, bearer, name, portion.position))
            line.portions.append(portion)
            line.item = min(line.item, name)

    @property
    def portions(self) -> list[Portion]:
        """All amounts of the project."""
        return [portion for line in self.lines.values() for portion in line.portions]

    def total(self) -> int | None:
        """All that the project costs in the years that are given, in pence; None as soon as one is unknown."""
        return added([portion.money for portion in self.portions]).pence if self.portions else None

    def nodes(self, timing: Timing, lead: str | None) -> list[Node]:
        """The cost lines, by year counted from the start; a bearer that is the lead need not be said."""
        names = self._names()
        ids = unique_ids(names)
        found = []
        for key in sorted(self.lines):
            line = self.lines[key]
            node = self._node(line, ids["/".join(key)], timing, lead)
            if node is not None:
                found.append(node)
        return found

    def _names(self) -> dict[str, str]:
        """What the ids are made of: the item or else the kind, with kind and bearer only where lines are alike."""
        names = {key: line.item or line.kind or "cost" for key, line in self.lines.items()}
        names = _told_apart(names, {key: line.kind if line.item else None for key, line in self.lines.items()})
        names = _told_apart(names, {key: line.bearer for key, line in self.lines.items()})
        return {"/".join(key): name for key, name in names.items()}

    def _node(self, line: Line, identifier: str, timing: Timing, lead: str | None) -> Node | None:
        totals = [portion for portion in line.portions if portion.when is None]
        yearly = by_offset(line.portions, timing, self.remarks, self.project)
        if not yearly and (len(totals) < len(line.portions) or not totals):
            return None
        at = line.position
        keys: dict[str, Node | None] = {
            "id": leaf(identifier, at),
            "name": text_leaf(line.item, at),
            "organisation": text_leaf(line.bearer if line.bearer != lead else None, at),
            "kind": text_leaf(line.kind, at),
        }
        if yearly:
            amounts = self._amounts(yearly, at)
            if totals:
                what = "an amount has no year, so the cost is not complete"
                self.remarks.warn(totals[0].position, "no_year", what, self.project)
                amounts.append(leaf(None, totals[0].position))
            keys["amounts"] = list_node(amounts, at)
        else:
            self.remarks.warn(at, "no_years", "the cost has no year, so it cannot be planned yet", self.project)
            keys["total"] = money_node(added([portion.money for portion in totals]), at)
        return record_node(at, keys)

    def _amounts(self, yearly: dict[int, list[Portion]], at: Position) -> list[Node]:
        amounts = []
        for offset in range(max(yearly) + 1):
            portions = yearly.get(offset)
            if portions is None:
                amounts.append(money_node(Money(0), at))
                continue
            money = added([portion.money for portion in portions])
            self._note_added(portions, money)
            amounts.append(money_node(money, portions[0].position))
        return amounts

    def _note_added(self, portions: list[Portion], money: Money) -> None:
        if len(portions) > 1:
            total = f", to {pounds(money.pence)}" if money.pence is not None else ""
            what = f"this cost and year stand in {len(portions)} cells and were added{total}; or is one a repetition?"
            self.remarks.warn(max(portions, key=_place).position, "added_up", what, self.project)

    def _bearer(self, record: Record) -> str | None:
        entry = record.first("bearer")
        if entry is None:
            return None
        found = self.organisations.ids_in(entry)
        if len(found) == 1:
            return found[0]
        if not says_none(entry.text):
            what = f"{shown(entry.text)} does not name one organisation that bears the cost; the lead is taken for it"
            self.remarks.warn(entry.position, "unknown_bearer", what, self.project)
        return None


def _told_apart(names: dict[_Key, str], more: dict[_Key, str | None]) -> dict[_Key, str]:
    """The names, with more said behind those that are alike."""
    times = Counter(names.values())
    return {key: f"{name} {more[key]}" if times[name] > 1 and more[key] else name for key, name in names.items()}


def _place(portion: Portion) -> str:
    return str(portion.position)
