"""Rows that were left out are said, and rows of totals are held against what was read above them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.record import Column
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.reading.source import Position


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total of a column, beside the sum of the rows that were read; unknown amounts count as nothing."""

    column: Column
    stated_pence: int
    added_pence: int
    position: Position


def note_left_rows(tables: Iterable[Table], remarks: Remarks) -> None:
    """Say which rows are no records; one with money in it is a warning."""
    for table in tables:
        for left in table.left:
            has_money = left.rule == "row_without_name" and any(entry.text for entry in left.record.money)
            tell = remarks.warn if has_money else remarks.note
            tell(left.record.position, left.rule, f"row {left.record.row + 1} was left out: {left.why}")


def check_totals(tables: Iterable[Table], remarks: Remarks) -> None:
    """Warn where a total of the workbook is not the sum of the rows."""
    for table in tables:
        for total in totals_of(table):
            if total.stated_pence != total.added_pence:
                stated, added = pounds(total.stated_pence), pounds(total.added_pence)
                what = f"the total of “{total.column.label}” says {stated}, but the rows read add up to {added}"
                remarks.warn(total.position, "total_differs", what)


def totals_of(table: Table) -> list[Total]:
    """The totals of a sheet, each beside the sum of all rows, of those above it, or of those since the last break."""
    breaks = {left.record.row for left in table.left if left.rule in ("total_row", "heading")}
    found: list[Total] = []
    for left in table.left:
        if left.rule == "total_row":
            start = max((row for row in breaks if row < left.record.row), default=-1)
            found.extend(_totals_in(table, left.record, start))
    return found


def _totals_in(table: Table, row: Record, start: int) -> Iterator[Total]:
    above = [record for record in table.records if record.row < row.row]
    for entry in row.money:
        stated = _pence(row, entry)
        if stated is not None:
            near, sum_above = _added([each for each in above if each.row > start], entry), _added(above, entry)
            every = _added(list(table.records), entry)
            added = stated if stated in (near, sum_above, every) else near or every
            yield Total(entry.column, stated, added, entry.position)


def _added(records: list[Record], total: Entry) -> int:
    own = [(record, entry) for record in records for entry in record.money if entry.column == total.column]
    return sum(_pence(record, entry) or 0 for record, entry in own)


def _pence(record: Record, entry: Entry) -> int | None:
    return read_money(entry.value, entry.column.unit or record.sheet.unit).pence
