"""The rows of a sheet as raw nodes: each cell under its header, yearly amounts as a list, amounts with provenance."""

from collections.abc import Iterator
from dataclasses import dataclass

from placewide.domain.shared.definition import MoneyForm, definition_of, is_yearly
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.reading.source import Node, Position
from placewide.exchange.reading.workbook import Sheet
from placewide.exchange.sheets.workbook_cells import Filled, filled_rows, read_cell, read_open_cell
from placewide.exchange.sheets.workbook_figures import Provenance
from placewide.exchange.sheets.workbook_headers import read_headers
from placewide.exchange.sheets.workbook_layout import NONE, UNKNOWN, RowsSheet, row_name, year_header


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name among the others, its cells as nodes by header, and where it stands."""

    name: str
    cells: dict[str, Node]
    position: Position


class RowsReader:
    """Reads the rows of one sheet of our own layout."""

    def __init__(self, layout: RowsSheet, sheet: Sheet, provenance: Provenance, out: Collector) -> None:
        self.layout, self.sheet, self.provenance, self.out = layout, sheet, provenance, out
        self.columns = {column.header: column for column in layout.columns if not is_yearly(column.form)}
        self.yearly = next((column for column in layout.columns if is_yearly(column.form)), None)
        widest = len(sheet.rows[0]) if sheet.rows else 0
        self.years = [year_header(year) for year in range(widest)] if self.yearly else []
        self.opened = definition_of(layout.record).rest is not None
        self.has_figures = provenance.concerns(layout.name)

    def rows(self) -> Iterator[Row]:
        """All rows that hold something."""
        known = [*self.layout.parents, *self.layout.identifying, *self.columns, *self.years]
        headers = read_headers(self.sheet, dict.fromkeys(known), self.out, self.opened)
        for position, filled in filled_rows(self.sheet, headers):
            name = row_name([str(filled[key][0]) if key in filled else None for key in self.layout.identifying])
            cells = self._cells(filled, Trail().into(self.layout.name, name or None))
            if self.has_figures:
                self._add_figures(name, cells)
            yield Row(name, cells, position)

    def _cells(self, filled: Filled, trail: Trail) -> dict[str, Node]:
        cells: dict[str, Node] = {}
        for header, (cell, at) in filled.items():
            column = self.columns.get(header)
            if column is not None:
                cells[header] = read_cell(column, cell, at, trail, self.out)
            elif header in self.layout.identifying:
                cells[header] = Node(cell, at, plain=isinstance(cell, str))
            elif self.opened:
                cells[header] = read_open_cell(cell, at, trail, self.out)
        years = self._years(filled, trail) if self.yearly else None
        if years is not None and self.yearly is not None:
            cells[self.yearly.header] = years
        return cells

    def _years(self, filled: Filled, trail: Trail) -> Node | None:
        """The yearly amounts up to the last filled cell; a gap before it is refused, as it may mean two things."""
        given = [year for year, header in enumerate(self.years) if header in filled]
        if not given:
            return None
        cell, first = filled[self.years[given[0]]]
        if cell == NONE and len(given) == 1:
            return Node([], first)
        items = []
        for header in self.years[: given[-1] + 1]:
            cell, at = filled.get(header, (None, first))
            if header not in filled:
                what = f"{header} is empty while a later year is filled; write 0, or “{UNKNOWN}” where it is not known"
                self.out.refuse(trail, at, "gap_in_years", what)
            items.append(Node(None if cell == UNKNOWN else cell, at, plain=isinstance(cell, str)))
        return Node(items, first)

    def _add_figures(self, name: str, cells: dict[str, Node]) -> None:
        for header, column in self.columns.items():
            if isinstance(column.form, MoneyForm):
                amount = self.provenance.applied(self.layout.name, name, header, cells.get(header))
                if amount is not None:
                    cells[header] = amount
        years = cells.get(self.yearly.header) if self.yearly is not None else None
        items = years.value if years is not None and isinstance(years.value, list) else []
        for year, item in enumerate(items):
            items[year] = self.provenance.applied(self.layout.name, name, year_header(year), item) or item
