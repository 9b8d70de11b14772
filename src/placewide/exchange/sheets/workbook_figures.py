"""The sheet of figures: where an amount came from, by the sheet, row and column of its cell."""

from placewide.domain.shared.definition import keys_of
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.reading.source import Node, shown
from placewide.exchange.reading.workbook import Sheet
from placewide.exchange.sheets.workbook_cells import Filled, filled_rows, read_cell
from placewide.exchange.sheets.workbook_headers import plain_header, read_headers
from placewide.exchange.sheets.workbook_layout import FIGURE_HEADERS, FIGURES, column_of

FIGURE_COLUMNS = tuple(column_of(key) for key in keys_of(Figure) if key.name != "value")

Address = tuple[str, str, str]


class Provenance:
    """What the sheet of figures says, each taken by the cell that it is about."""

    def __init__(self, sheet: Sheet | None, out: Collector) -> None:
        self.out = out
        self._left: dict[Address, Node] = {}
        if sheet is not None:
            self._read(sheet)

    def concerns(self, sheet: str) -> bool:
        """Whether anything is left for this sheet."""
        return any(address[0] == sheet for address in self._left)

    def applied(self, sheet: str, row: str, column: str, value: Node | None) -> Node | None:
        """The amount with its provenance, where there is any; otherwise the amount as it is."""
        figure = self._left.pop((sheet, row, column), None)
        if figure is None:
            return value
        content = figure.value if isinstance(figure.value, dict) else {}
        amount = value or Node(None, figure.position)
        return Node({"value": amount, **content}, amount.position)

    def refuse_unused(self, rows: dict[str, list[str]]) -> None:
        """An error for each figure that is about no cell; `rows` are the names of the rows of each sheet."""
        for (sheet, row, column), figure in self._left.items():
            known = rows.get(sheet, [])
            what = f"there is no amount in sheet {shown(sheet)}, row {shown(row)}, column {shown(column)}"
            hint = suggestion(row, () if self.out.is_crowded else known) if row not in known else "its cell is empty"
            self.out.refuse(Trail().into(FIGURES), figure, "unknown_cell", f"{what}; {hint}")

    def _read(self, sheet: Sheet) -> None:
        columns = {column.header: column for column in FIGURE_COLUMNS}
        headers = read_headers(sheet, [*FIGURE_HEADERS, *columns], self.out)
        trail = Trail().into(FIGURES)
        for position, filled in filled_rows(sheet, headers):
            address = _address(filled)
            cells = ((name, columns[name], *content) for name, content in filled.items() if name in columns)
            content = {name: read_cell(column, cell, at, trail, self.out) for name, column, cell, at in cells}
            if address in self._left:
                what = f"the figure of {' · '.join(address)} is given twice; keep one"
                self.out.refuse(trail, position, "duplicate_row", what)
            self._left[address] = Node(content, position)


def _address(filled: Filled) -> Address:
    sheet, row, column = (str(filled[header][0]) if header in filled else "" for header in FIGURE_HEADERS)
    return plain_header(sheet), row.strip(), plain_header(column)
