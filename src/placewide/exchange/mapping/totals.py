"""Rows that were left out are said, and rows of totals are held against what was read above them."""

from collections.abc import Iterable
from dataclasses import dataclass

from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.record import Column
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.source import Position


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
    """The totals of a sheet that has one row of them; with several it is not clear what each adds up."""
    rows = [left.record for left in table.left if left.rule == "total_row"]
    if len(rows) != 1:
        return []
    found = []
    for entry in rows[0].money:
        stated = _pence(rows[0], entry)
        if stated is not None:
            own = [each for record in table.records for each in record.money if each.column == entry.column]
            added = sum(_pence(rows[0], each) or 0 for each in own)
            found.append(Total(entry.column, stated, added, entry.position))
    return found


def _pence(record: Record, entry: Entry) -> int | None:
    return read_money(entry.value, entry.column.unit or record.sheet.unit).pence
