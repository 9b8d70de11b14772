"""The rows of a mapped sheet: which of them are records, and which are totals, headings, notes or repeated headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from placewide.domain.funding.records import Kind
from placewide.exchange.mapping.headings import Headings, column_key, header_text, kind_in
from placewide.exchange.mapping.record import MONEY, Column, Feeds, SheetMapping
from placewide.exchange.mapping.vocabulary import MONEY_WORDS, TOTAL_WORDS
from placewide.exchange.mapping.wordings.texts import cell_text, look, says_none
from placewide.exchange.reading.source import Position
from placewide.exchange.reading.workbook import Cell, Sheet
from placewide.exchange.reading.workbook_scan import cell_place

_NOTE = re.compile(r"(?:notes?|source|nb|n\.b\.|key|prepared by|last updated|version|caveat|assumption)s?\b|[*†]", re.I)
_LONGEST_NAME = 150
_KEYS: tuple[Feeds, ...] = ("name", "project", "code", "holder", "fund")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a record with the column of the mapping that says what it is."""

    column: Column
    value: Cell
    position: Position

    @property
    def text(self) -> str:
        """What the cell says, on one line."""
        return cell_text(self.value)


@dataclass(frozen=True, slots=True)
class Record:
    """A row that holds something. `kind` is what a heading above it, or the sheet, says of its money."""

    sheet: SheetMapping
    row: int
    position: Position
    entries: tuple[Entry, ...]
    kind: Kind | None = None

    def all(self, feeds: Feeds) -> tuple[Entry, ...]:
        """The cells that feed a field and are not empty, in the order of their headers."""
        found = [entry for entry in self.entries if entry.column.feeds == feeds and entry.text]
        return tuple(sorted(found, key=lambda entry: column_key(entry.column)))

    def first(self, feeds: Feeds) -> Entry | None:
        """The cell that feeds a field, unless it is empty."""
        found = self.all(feeds)
        return found[0] if found else None

    def text(self, feeds: Feeds) -> str:
        """What the cell that feeds a field says; empty where there is none."""
        entry = self.first(feeds)
        return entry.text if entry is not None else ""

    @property
    def money(self) -> tuple[Entry, ...]:
        """The cells of money, the empty ones too."""
        return tuple(entry for entry in self.entries if entry.column.feeds in MONEY)


def content_of(record: Record) -> list[tuple[tuple[str, str, int], str]]:
    """What a row says, to sort rows by, whatever the order of columns."""
    return sorted((column_key(entry.column), entry.text) for entry in record.entries)


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is no record, and why."""

    record: Record
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """A mapped sheet of the workbook: where its columns are, its records, and the rows that are none."""

    mapping: SheetMapping
    sheet: Sheet
    headings: Headings
    places: dict[int, Column]
    records: tuple[Record, ...] = ()
    left: tuple[LeftRow, ...] = ()


def read_table(mapping: SheetMapping, sheet: Sheet, headings: Headings, places: dict[int, Column]) -> Table:
    """Sort the rows below the headers; `places` are the used columns by index."""
    records: list[Record] = []
    left: list[LeftRow] = []
    kind = mapping.kind
    texts = {look(cell) for row in sheet.rows[headings.row + 1 :] for cell in row if isinstance(cell, str)}
    for record in _rows(mapping, sheet, headings, places):
        record = replace(record, kind=kind)
        said = _heading_kind(record)
        if said is not None:
            kind = said
        why = ("heading", f"a heading for {said} below it") if said else _no_record(record, headings, sheet, texts)
        if why is None:
            records.append(_completed(record, records))
        else:
            left.append(LeftRow(record, *why))
    return Table(mapping, sheet, headings, places, tuple(records), tuple(left))


def _rows(mapping: SheetMapping, sheet: Sheet, headings: Headings, places: dict[int, Column]) -> Iterator[Record]:
    merged = _merged_values(sheet, headings, places)
    for row in range(headings.row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if not any(cell_text(cell) for cell in cells):
            continue
        entries = []
        for index, column in places.items():
            value = cells[index] if index < len(cells) else None
            value = merged.get((row, index)) if value is None else value
            entries.append(Entry(column, value, sheet.position(row, index)))
        yield Record(mapping, row, sheet.position(row, min(places, default=0)), tuple(entries))


def _merged_values(sheet: Sheet, headings: Headings, places: dict[int, Column]) -> dict[tuple[int, int], Cell]:
    """What a cell merged over several rows says for each of them; an amount repeated would be counted twice."""
    values: dict[tuple[int, int], Cell] = {}
    for merged in sheet.merged:
        first, _, last = merged.partition(":")
        start, end = cell_place(first), cell_place(last or first)
        if start is None or end is None or start[0] <= headings.row or start[1] not in places:
            continue
        first_row = sheet.rows[start[0]] if start[0] < len(sheet.rows) else []
        if places[start[1]].feeds not in MONEY and start[1] < len(first_row):
            value = first_row[start[1]]
            values.update({(row, start[1]): value for row in range(start[0] + 1, end[0] + 1)})
    return values


def _filled(sheet: Sheet, row: int) -> list[str]:
    return [text for cell in sheet.rows[row] if (text := cell_text(cell))]


def _heading_kind(record: Record) -> Kind | None:
    """The kind of money that a row announces for those below it: the only thing that it says."""
    texts = [entry.text for entry in record.entries if entry.text]
    if len(texts) != 1 or record.first("kind") is not None or any(entry.text for entry in record.money):
        return None
    words = look(texts[0]).split()
    rest = [word for word in words if word not in MONEY_WORDS and kind_in(word) is None and not word.isdigit()]
    return kind_in(texts[0]) if not rest else None


def _no_record(record: Record, headings: Headings, sheet: Sheet, others: set[str]) -> tuple[str, str] | None:
    texts = _filled(sheet, record.row)
    keys = [text for feeds in _KEYS if (text := record.text(feeds))]
    if any(is_total(text) or _is_subtotal(text, others) for text in (keys[:1] or texts)):
        return "total_row", "it adds up other rows"
    if _is_header_again(record, headings):
        return "header_row", "it repeats the headers"
    if len(texts) == 1 and (_NOTE.match(texts[0]) or len(texts[0]) > _LONGEST_NAME or not keys):
        return "note_row", f"it looks like a note or a heading: “{texts[0][:60]}”"
    if not keys and not record.sheet.carry_down:
        return "row_without_name", "it does not say what it is about"
    return None


@lru_cache(maxsize=16_384)
def is_total(text: str) -> bool:
    """Whether a text names a row of totals; “Total triage” is a project, “Total capital 2026/27” is none."""
    words = [word for word in look(text.replace("-", "")).split() if not re.search("[0-9]", word)]
    rest = [word for word in words if word not in TOTAL_WORDS | MONEY_WORDS and kind_in(word) is None]
    rest = [word for word in rest if word not in {"projects", "proposals", "schemes", "organisations", "sub"}]
    return bool(words) and not rest and bool(set(words) & (TOTAL_WORDS - {"all", "overall"}))


def _is_subtotal(text: str, others: set[str]) -> bool:
    """Whether a text is “… total” or “total for …” of something that stands elsewhere on the sheet."""
    match = re.fullmatch(r"(?:sub ?)?total (?:for |of )?(.+)|(.+) (?:sub ?)?total", look(text.replace("-", " ")))
    return match is not None and (match[1] or match[2]) in others


def _is_header_again(record: Record, headings: Headings) -> bool:
    names = {look(heading.text) for heading in headings.found}
    texts = [header_text(entry.value) for entry in record.entries if entry.text]
    return len(texts) > 1 and all(look(text) in names for text in texts)


def _completed(record: Record, above: list[Record]) -> Record:
    """With `carry_down`, a row without a project belongs to the one above it."""
    if not record.sheet.carry_down or not above or not _is_bare(record):
        return record
    carried = {entry.column: entry.value for entry in above[-1].entries if entry.column.feeds in _KEYS}
    entries = tuple(replace(entry, value=carried.get(entry.column, entry.value)) for entry in record.entries)
    return replace(record, entries=entries)


def _is_bare(record: Record) -> bool:
    return all(says_none(record.text(feeds)) for feeds in _KEYS)
