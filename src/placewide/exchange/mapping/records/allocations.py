"""The allocations and funds of a place file, from rows of money that somebody holds or hopes for."""

from collections.abc import Iterable
from dataclasses import dataclass

from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.records.amounts import AmountReader, Portion
from placewide.exchange.mapping.records.nodes import leaf, money_node, names_node, record_node, text_leaf
from placewide.exchange.mapping.records.organisations import Organisations
from placewide.exchange.mapping.records.projects import Projects
from placewide.exchange.mapping.records.timing import Horizon
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Record, content_of
from placewide.exchange.mapping.wordings.money import Money
from placewide.exchange.mapping.wordings.texts import is_unknown, look, parts, prose, says_none, unique_ids
from placewide.exchange.mapping.wordings.words import MONEY_STATUS, UNKNOWN, meaning, read_yes_no
from placewide.exchange.reading.source import Node, Position, shown

_OWN_MONEY = ("own money", "own funds", "own capital", "own budget", "own resources", "internal capital",
              "internal budget", "internally generated")  # fmt: skip
_LONGEST_PART = 22


@dataclass(frozen=True, slots=True)
class _Pot:
    """One amount of one row, as it becomes an allocation."""

    record: Record
    portion: Portion
    year: str | None
    alone: bool


class AllocationReader:
    """Makes allocations of rows, one for each kind and year with an amount."""

    def __init__(
        self, mapping: Mapping, projects: Projects, organisations: Organisations, horizon: Horizon, remarks: Remarks
    ) -> None:
        self.mapping, self.projects, self.organisations = mapping, projects, organisations
        self.horizon, self.remarks = horizon, remarks
        self.pots: list[_Pot] = []
        self.funds: dict[str, tuple[str, Position]] = {}
        self.funders: dict[str, str] = {}

    def take(self, records: Iterable[Record]) -> None:
        """Take the rows of the sheets of allocations into account."""
        for record in records:
            if record.sheet.holds == "allocations":
                self._take(record)
        self.fund_ids = unique_ids({key: name for key, (name, _) in self.funds.items()})

    def _take(self, record: Record) -> None:
        fund = record.first("fund")
        if fund is not None and not is_unknown(fund.text) and not says_none(fund.text):
            known_name, position = self.funds.get(look(fund.text), (fund.text, fund.position))
            self.funds[look(fund.text)] = (min(known_name, fund.text), position)
            if record.text("funder") and not is_unknown(record.text("funder")):
                known = self.funders.get(look(fund.text))
                self.funders[look(fund.text)] = min(filter(None, (known, record.text("funder"))))
        reader = AmountReader(self.mapping.words.kind, self.remarks)
        portions = [each for each in reader.portions(record, None) if each.money.pence != 0]
        if not portions:
            self.remarks.note(record.position, "no_amounts", "the row has no amount, so it makes no allocation")
        for portion in portions:
            year = str(self.horizon.year_of(portion.when)) if portion.when is not None else None
            self.pots.append(_Pot(record, portion, year, len(portions) == 1))

    def fund_nodes(self) -> list[Node]:
        """The funds that the rows name."""
        return [
            record_node(at, {
                "id": leaf(self.fund_ids[key], at), "name": leaf(name, at),
                "funder": text_leaf(self.funders.get(key), at),
                "own_money": leaf(True, at) if any(words in look(name) for words in _OWN_MONEY) else None,
            })
            for key, (name, at) in self.funds.items()
        ]  # fmt: skip

    def nodes(self) -> list[Node]:
        """The allocations, in the order of their rows."""
        keys = [self._key(pot) for pot in self.pots]
        order = sorted(range(len(keys)), key=lambda number: (keys[number], _content(self.pots[number])))
        ids = unique_ids({f"{place:06d}": " ".join(filter(None, keys[number])) for place, number in enumerate(order)})
        named = {number: ids[f"{place:06d}"] for place, number in enumerate(order)}
        return [self._node(pot, named[number]) for number, pot in enumerate(self.pots)]

    def _key(self, pot: _Pot) -> tuple[str, ...]:
        """What the id of an allocation is made of, cut so that kind and year always fit in."""
        holder = next(iter(self._holders(pot.record)), "")
        fund = self.fund_ids.get(look(pot.record.text("fund")), "")
        return holder[:_LONGEST_PART], fund[:_LONGEST_PART], pot.portion.kind or "", pot.year or ""

    def _holders(self, record: Record) -> list[str]:
        entry = record.first("holder")
        return self.organisations.ids_in(entry) if entry is not None else []

    def _node(self, pot: _Pot, about: str) -> Node:
        record, at = pot.record, pot.portion.position
        holders = self._holders(record)
        self._note_holders(record, holders, about)
        shareable = self._shareable(pot, about)
        only_for, is_clear = self._only_for(record, about)
        fund = self.fund_ids.get(look(record.text("fund")))
        return record_node(at, {
            "id": leaf(about, at),
            "holder": leaf(holders[0], at) if len(holders) == 1 else None,
            "jointly_held_by": names_node(holders, at) if len(holders) > 1 else None,
            "fund": text_leaf(fund, at),
            "kind": text_leaf(pot.portion.kind, at),
            "year": text_leaf(pot.year, at),
            "amount": money_node(pot.portion.money, at),
            "status": self._status(record, about) if is_clear else None,
            "may_share": leaf(True, at) if self._may_share(record, about) or shareable is not None else None,
            "shareable": shareable,
            "carry_forward": leaf(True, at) if self._yes(record, "carry_forward", about) else None,
            "only_for": only_for,
            "conditions": text_leaf(_conditions(record), at),
        })  # fmt: skip

    def _note_holders(self, record: Record, holders: list[str], about: str) -> None:
        entry = record.first("holder")
        if len(holders) == 1 or entry is None:
            return
        what = f"{shown(entry.text)} does not name one organisation that holds the money, so it is not counted"
        self.remarks.warn(entry.position, "unknown_holder", what, about)

    def _status(self, record: Record, about: str) -> Node | None:
        entry = record.first("status")
        if entry is None:
            return text_leaf(record.sheet.status, record.position)
        status = meaning(entry.value, self.mapping.words.money_status, MONEY_STATUS)
        if status is None or status == UNKNOWN:
            what = f"the status {shown(entry.text)} is not known, so the money is not counted; say what it means"
            self.remarks.warn(entry.position, "unknown_status", what, about)
            return None
        return leaf(status, entry.position)

    def _may_share(self, record: Record, about: str) -> bool:
        return self._yes(record, "may_share", about) if record.first("may_share") else record.sheet.may_share

    def _yes(self, record: Record, feeds: str, about: str) -> bool:
        entry = record.first("may_share" if feeds == "may_share" else "carry_forward")
        if entry is None:
            return False
        answer = read_yes_no(entry.value)
        if answer is None:
            what = f"{shown(entry.text)} is neither yes nor no, and counts as no"
            self.remarks.warn(entry.position, "not_yes_no", what, about)
        return bool(answer)

    def _shareable(self, pot: _Pot, about: str) -> Node | None:
        """The most that may be shared, where a row says it for one amount; nothing where it says it for several."""
        entry = pot.record.first("shareable")
        if entry is None:
            return None
        money = AmountReader({}, self.remarks).read(entry, pot.record.sheet.unit, about)
        if money.is_empty or money.pence == 0:
            return None
        if not pot.alone or money.pence is None:
            why = "stands beside several amounts" if not pot.alone else "is not known"
            what = f"the most that may be shared, {shown(entry.text)}, {why}, so nothing may be shared"
            self.remarks.warn(entry.position, "unknown_shareable", what, about)
            return None
        return money_node(Money(money.pence), entry.position)

    def _only_for(self, record: Record, about: str) -> tuple[Node | None, bool]:
        """What the money may pay for; False where that is said but cannot be told, for then it may not be counted."""
        entry = record.first("only_for")
        if entry is None or says_none(entry.text):
            return None, True
        names = [entry.text] if self.projects.id_of(entry.text) or self.organisations.id_of(entry.text) else None
        projects, organisations, rest = [], [], []
        for name in names or parts(entry.value):
            project, organisation = self.projects.id_of(name), self.organisations.id_of(name)
            if project is not None:
                projects.append(project)
            elif organisation is not None:
                organisations.append(organisation)
            else:
                rest.append(name)
        if rest:
            what = f"{shown(rest[0])} is no proposal or organisation, so it is not clear what the money is for"
            self.remarks.warn(entry.position, "unknown_purpose", f"{what}, and it is not counted", about)
        at = entry.position
        keys = {"projects": names_node(projects, at), "organisations": names_node(organisations, at)}
        return record_node(at, keys) if projects or organisations else None, not rest


def _content(pot: _Pot) -> tuple[str, list[tuple[tuple[str, str, int], str]]]:
    """What tells pots with the same key apart, whatever the order of rows."""
    return str(pot.portion.money.pence), content_of(pot.record)


def _conditions(record: Record) -> str:
    entries = (*record.all("conditions"), *record.all("notes"))
    return "\n".join(prose(entry.value) for entry in entries)
