"""The benefits of a project: one for each name, gaining organisation and class."""

from dataclasses import dataclass, field

from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.records.amounts import AmountReader, Portion, added
from placewide.exchange.mapping.records.nodes import leaf, list_node, money_node, record_node, text_leaf
from placewide.exchange.mapping.records.organisations import Organisations
from placewide.exchange.mapping.records.timing import Timing, by_offset
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Record, content_of
from placewide.exchange.mapping.wordings.money import Money
from placewide.exchange.mapping.wordings.texts import look, says_none, unique_ids
from placewide.exchange.mapping.wordings.words import BENEFIT_CLASS, meaning
from placewide.exchange.reading.source import Node, Position, shown


@dataclass(slots=True)
class _Benefit:
    record: Record
    organisation: str | None
    means: str | None
    portions: list[Portion] = field(default_factory=list)

    @property
    def position(self) -> Position:
        return self.record.position


def benefit_nodes(
    rows: list[Record], reader: AmountReader, organisations: Organisations, mapping: Mapping, timing: Timing,
    remarks: Remarks, about: str,
) -> Node | None:  # fmt: skip
    """The benefits that some rows describe, by year counted from the start of the project."""
    found: dict[str, _Benefit] = {}
    for record in rows:
        organisation, means = _gainer(record, organisations, remarks, about), _class(record, mapping, remarks, about)
        key = "|".join((look(record.text("name")), organisation or "", means or ""))
        benefit = found.setdefault(key, _Benefit(record, organisation, means))
        benefit.record = min(benefit.record, record, key=content_of)
        benefit.portions.extend(reader.portions(record, about))
    ids = unique_ids({key: benefit.record.text("name") or benefit.means or "benefit" for key, benefit in found.items()})
    nodes = [_node(ids[key], found[key], timing, remarks, about) for key in sorted(found)]
    return list_node(nodes, rows[0].position)


def _node(identifier: str, benefit: _Benefit, timing: Timing, remarks: Remarks, about: str) -> Node:
    at, record = benefit.position, benefit.record
    yearly = by_offset(benefit.portions, timing, remarks, about)
    amounts = []
    for offset in range(max(yearly, default=-1) + 1):
        portions = yearly.get(offset, [])
        money = added([portion.money for portion in portions]) if portions else Money(0)
        amounts.append(money_node(money, portions[0].position if portions else at))
    totals = [portion for portion in benefit.portions if portion.when is None]
    return record_node(at, {
        "id": leaf(identifier, at),
        "name": text_leaf(record.text("name"), at),
        "organisation": text_leaf(benefit.organisation, at),
        "class": text_leaf(benefit.means, at),
        "amounts": list_node(amounts, at),
        "total": money_node(added([portion.money for portion in totals]), at) if totals and not amounts else None,
        "measure": text_leaf(record.text("measure"), at),
        "owner": text_leaf(record.text("owner"), at),
    })  # fmt: skip


def _gainer(record: Record, organisations: Organisations, remarks: Remarks, about: str) -> str | None:
    entry = record.first("organisation")
    if entry is None:
        return None
    found = organisations.ids_in(entry)
    if len(found) != 1 and not says_none(entry.text):
        what = f"{shown(entry.text)} does not name one organisation that gains; the benefit stands under nobody"
        remarks.warn(entry.position, "unknown_gainer", what, about)
    return found[0] if len(found) == 1 else None


def _class(record: Record, mapping: Mapping, remarks: Remarks, about: str) -> str | None:
    entry = record.first("class")
    if entry is None:
        return None
    means = meaning(entry.value, mapping.words.benefit_class, BENEFIT_CLASS)
    if means is None:
        what = f"{shown(entry.text)} is no class of benefit; say what it means under “words: benefit_class”"
        remarks.warn(entry.position, "unknown_class", what, about)
    return means
