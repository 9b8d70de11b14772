"""The amounts of a row: each with its year, its kind and its cell; what is empty, unknown or no money is told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from placewide.domain.funding.records import Kind
from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.record import Unit
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record
from placewide.exchange.mapping.wordings.money import Money, read_money
from placewide.exchange.mapping.wordings.words import KIND, meaning
from placewide.exchange.mapping.wordings.years import YearName, parse_year_name, read_year
from placewide.exchange.reading.source import Position, shown


@dataclass(frozen=True, slots=True)
class Portion:
    """An amount that is known or known to be unknown. `when` None: of no year, so a total."""

    money: Money
    when: YearName | None
    kind: Kind | None
    position: Position


class AmountReader:
    """Reads the amounts of rows, and says what is wrong with them."""

    def __init__(self, kinds: Mapping[str, str], remarks: Remarks, negative: bool = False) -> None:
        self.kinds, self.remarks, self.negative = kinds, remarks, negative

    def portions(self, record: Record, about: str | None) -> list[Portion]:
        """The amounts of a row. Empty cells before the first and after the last amount of a kind mean none.

        One between them is unknown, or nought where the mapping says so; of an allocation it means that there is none.
        A column that adds up others of the row counts only where those are empty, and is held against them else.
        """
        cells, sums = _told_apart(record)
        kind, row_year = self._kind(record, about), self._year(record, about)
        groups: dict[Kind | None, list[tuple[YearName | None, Entry]]] = {}
        for entry in cells:
            year = parse_year_name(entry.column.year) if entry.column.year else row_year
            groups.setdefault(entry.column.kind or kind, []).append((year, entry))
        found: list[Portion] = []
        for of_kind, of_years in groups.items():
            found.extend(self._of_kind(record, of_kind, of_years, about))
        for entry in sums:
            self._compare(record, entry, found, about)
        return found

    def _compare(self, record: Record, entry: Entry, found: list[Portion], about: str | None) -> None:
        stated = read_money(entry.value, entry.column.unit or record.sheet.unit).pence
        whole = [each.money.pence for each in found if entry.column.kind in (None, each.kind)]
        known = [amount for amount in whole if amount is not None]
        if stated is not None and len(known) == len(whole) and stated != sum(known):
            beside = pounds(sum(known))
            what = f"“{entry.column.label}” says {pounds(stated)}, but the amounts beside it add up to {beside}"
            self.remarks.warn(entry.position, "total_differs", what, about)

    def _of_kind(
        self, record: Record, kind: Kind | None, cells: list[tuple[YearName | None, Entry]], about: str | None
    ) -> list[Portion]:
        cells = sorted(cells, key=lambda cell: _in_time(cell[0]))
        read = [(year, entry, self.read(entry, record.sheet.unit, about)) for year, entry in cells]
        filled = [number for number, (_, _, money) in enumerate(read) if not money.is_empty]
        found = []
        for number, (year, entry, money) in enumerate(read):
            between = filled and filled[0] < number < filled[-1] and record.sheet.holds != "allocations"
            if money.is_empty and year is not None and between:
                money = self._gap(record, entry, about)
            if not money.is_empty:
                found.append(Portion(money, year, kind, entry.position))
        return found

    def _gap(self, record: Record, entry: Entry, about: str | None) -> Money:
        if record.sheet.blank == "zero":
            return Money(0)
        what = (
            "the cell between two amounts is empty, so the amount is unknown; write 0, or “blank: zero” in the mapping"
        )
        self.remarks.warn(entry.position, "gap", what, about)
        return Money()

    def read(self, entry: Entry, unit: Unit, about: str | None) -> Money:
        """The amount in a cell; what is remarkable about it is noted."""
        money = read_money(entry.value, entry.column.unit or unit)
        if money.pence is not None and money.pence < 0 and not self.negative:
            what = f"{shown(entry.text)} is below nought, {pounds(money.pence)}, which no cost or allocation can be"
            self.remarks.warn(entry.position, "negative_amount", f"{what}; it stays unknown", about)
            return Money()
        if money.remark is not None:
            note = self.remarks.note if money.rule in ("rounded", "amount_read_as") else self.remarks.warn
            note(entry.position, money.rule, money.remark, about)
        return money

    def _kind(self, record: Record, about: str | None) -> Kind | None:
        entry = record.first("kind")
        if entry is None:
            return record.kind
        kind = meaning(entry.value, self.kinds, KIND)
        if kind is None:
            what = f"{shown(entry.text)} is neither capital nor revenue; say what it means under “words: kind”"
            self.remarks.warn(entry.position, "unknown_kind", what, about)
        return "capital" if kind == "capital" else "revenue" if kind == "revenue" else None

    def _year(self, record: Record, about: str | None) -> YearName | None:
        entry = record.first("year")
        year = read_year(entry.value) if entry is not None else None
        if entry is not None and year is None:
            what = f"{shown(entry.text)} is no financial year; write one such as 2026/27"
            self.remarks.warn(entry.position, "unknown_year", what, about)
        if entry is not None and year is not None and year.unsure:
            self.remarks.warn(entry.position, "unsure_year", year.unsure, about)
        return replace(year, rest="", unsure=None) if year is not None else None


def _told_apart(record: Record) -> tuple[list[Entry], list[Entry]]:
    """The money of a row in the finest columns that say something (by year, or by kind), and its sums over those."""
    ranks = [(entry, bool(entry.column.year), bool(entry.column.year or entry.column.kind)) for entry in record.money]
    for rank in (1, 2):
        finest = [each[0] for each in ranks if each[rank]]
        if any(not read_money(entry.value, "pounds").is_empty for entry in finest):
            return finest, [each[0] for each in ranks if not each[rank]]
    return list(record.money), []


def _in_time(year: YearName | None) -> tuple[int, int]:
    if year is None:
        return 2, 0
    return (0, year.year.start) if year.year is not None else (1, year.number or 0)


def added(amounts: list[Money]) -> Money:
    """The sum of amounts; unknown as soon as one of them is."""
    if len(amounts) == 1:
        return amounts[0]
    known = [money.pence for money in amounts if money.pence is not None]
    return Money(sum(known)) if len(known) == len(amounts) else Money()
