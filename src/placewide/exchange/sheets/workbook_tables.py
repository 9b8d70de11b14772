"""A place document as the tables of a workbook, before anything is said about their looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import FreeForm, MoneyForm, definition_of, is_yearly, keys_of
from placewide.domain.shared.figures import Amount, Figure
from placewide.domain.shared.provenance import without_empty_provenance
from placewide.exchange.document.encode import encode_free, encode_value, pounds
from placewide.exchange.sheets.cell_text import CellValue, cell_of
from placewide.exchange.sheets.workbook_layout import (
    FIGURE_HEADERS,
    NONE,
    UNKNOWN,
    Chain,
    Column,
    Hop,
    KeysSheet,
    RowsSheet,
    keys_sheets,
    row_name,
    rows_sheets,
    year_header,
)

FEWEST_YEARS = 5
FIGURE_KEYS = tuple(key for key in keys_of(Figure) if key.name != "value")


@dataclass(slots=True)
class Table:
    """The cells of a sheet, by header; a row leaves out the cells that are empty."""

    name: str
    headers: list[str]
    rows: list[dict[str, CellValue]] = field(default_factory=list)
    sheet: RowsSheet | None = None


def key_tables(document: PlaceDocument) -> Iterator[tuple[KeysSheet, dict[str, CellValue]]]:
    """The sheets of keys with the value of each key."""
    for sheet in keys_sheets():
        cells = ((column.header, _cell(document, column)) for column in sheet.columns)
        yield sheet, {header: cell for header, cell in cells if cell is not None}


def row_tables(document: PlaceDocument) -> tuple[list[Table], Table]:
    """The sheets of rows, and the sheet of figures with the provenance of amounts on them."""
    figures = Table("figures", [*FIGURE_HEADERS, *(key.name for key in FIGURE_KEYS)])
    years = max(FEWEST_YEARS, document.place.years)
    return [_Filling(sheet, figures, years).fill(document) for sheet in rows_sheets()], figures


class _Filling:
    """Fills one sheet of rows, and notes the figures in it."""

    def __init__(self, sheet: RowsSheet, figures: Table, years: int) -> None:
        self.sheet, self.figures, self.years = sheet, figures, years
        self.table = Table(sheet.name, [], [], sheet)

    def fill(self, document: PlaceDocument) -> Table:
        for chain in self.sheet.chains:
            for parents, key, record in _records(document, chain):
                cells: dict[str, CellValue] = dict(parents)
                if self.sheet.by_id:
                    cells["id"] = key
                self._row(record, cells)
                self.table.rows.append(cells)
        self.table.headers = list(self._headers())
        return self.table

    def _headers(self) -> Iterator[str]:
        yield from self.sheet.parents
        if self.sheet.by_id:
            yield "id"
        for column in self.sheet.columns:
            if is_yearly(column.form):
                yield from map(year_header, range(self.years))
            else:
                yield column.header
        if definition_of(self.sheet.record).rest is not None:
            yield from sorted({header for row in self.table.rows for header in row if header != "id"})

    def _row(self, record: Any, cells: dict[str, CellValue]) -> None:
        amounts: list[tuple[str, Figure]] = []
        for column in self.sheet.columns:
            value = _value(record, column)
            if is_yearly(column.form):
                self._yearly(value, cells, amounts)
            elif isinstance(column.form, MoneyForm):
                self._amount(column.header, value, cells, amounts)
            else:
                cells[column.header] = _cell(record, column)
        rest = definition_of(self.sheet.record).rest
        if rest is not None:
            for name, value in getattr(record, rest.attribute).items():
                cells[name] = cell_of(FreeForm(), encode_free(value), nullable=True)
        self._note_figures(amounts, cells)

    def _yearly(
        self, values: tuple[Amount | None, ...] | None, cells: dict[str, CellValue], found: list[tuple[str, Figure]]
    ) -> None:
        if values == ():
            cells[year_header(0)] = NONE
        for position, value in enumerate(values or ()):
            header = year_header(position)
            self._amount(header, value, cells, found)
            if cells[header] is None:
                cells[header] = UNKNOWN
        self.years = max(self.years, len(values or ()))

    def _amount(
        self, header: str, value: Amount | None, cells: dict[str, CellValue], found: list[tuple[str, Figure]]
    ) -> None:
        amount = without_empty_provenance(value)
        if isinstance(amount, Figure):
            found.append((header, amount))
            amount = amount.value
        cells[header] = None if amount is None else pounds(amount)

    def _note_figures(self, found: list[tuple[str, Figure]], cells: Mapping[str, CellValue]) -> None:
        name = row_name([str(cells[header]) for header in self.sheet.identifying if cells.get(header) is not None])
        for header, figure in found:
            row: dict[str, CellValue] = dict(zip(FIGURE_HEADERS, (self.sheet.name, name, header), strict=True))
            for key in FIGURE_KEYS:
                plain = encode_value(key.form, getattr(figure, key.attribute))
                row[key.name] = cell_of(key.form, plain, key.nullable)
            self.figures.rows.append(row)


def _records(document: PlaceDocument, chain: Chain) -> Iterator[tuple[dict[str, str], str | None, Any]]:
    """Every record of a list, with the ids of those above it, and its key where the list is a mapping."""
    above: list[tuple[dict[str, str], Any]] = [({}, document)]
    for hop in chain.above:
        above = [({**ids, hop.header: item.id}, item) for ids, one in above for _, item in _items(one, hop)]
    for ids, one in above:
        for key, item in _items(one, chain.last):
            yield ids, key, item


def _items(record: Any, hop: Hop) -> Iterator[tuple[str | None, Any]]:
    rows = _follow(record, hop.keys)
    if isinstance(rows, Mapping):
        yield from rows.items()
    else:
        yield from ((None, row) for row in rows or ())


def _value(record: Any, column: Column) -> Any:
    return _follow(record, column.way)


def _follow(record: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        if record is None:
            return None
        record = getattr(record, key.attribute)
    return record


def _cell(record: Any, column: Column) -> CellValue:
    value = _value(record, column)
    if value is None:
        return None
    if column.holds_rows:
        return None if value else NONE
    return cell_of(column.form, encode_value(column.form, value), column.key.nullable)
