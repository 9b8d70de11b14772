"""A workbook of our own layout to the same raw nodes as any other place file, each with its sheet and cell."""

from placewide.domain.shared.definition import Key
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.reading.source import Node, Position, shown
from placewide.exchange.reading.workbook import Sheet, Workbook
from placewide.exchange.sheets.workbook_cells import filled_rows, read_cell
from placewide.exchange.sheets.workbook_figures import Provenance
from placewide.exchange.sheets.workbook_headers import plain_header, read_headers
from placewide.exchange.sheets.workbook_layout import (
    FIGURES,
    KEYS_HEADERS,
    READ_ME,
    Chain,
    KeysSheet,
    RowsSheet,
    keys_sheets,
    rows_sheets,
)
from placewide.exchange.sheets.workbook_rows import Row, RowsReader

Place = tuple[tuple[str, ...], tuple[str, ...]]
"""Where a record lies: the lists that lead there, and the ids in each."""


def nodes_of_workbook(workbook: Workbook, file: str) -> tuple[Node, tuple[Finding, ...]]:
    """The nodes of a place file that lies in a workbook, and what is wrong with its sheets, columns and cells.

    Sheets that are not ours are passed over with a warning; columns that are not are refused.
    """
    out = Collector()
    assembly = _Assembly(our_sheets(workbook, out), Position(file), out)
    assembly.read()
    return assembly.top, tuple(out.findings)


def our_sheets(workbook: Workbook, out: Collector) -> dict[str, Sheet]:
    """The sheets of our layout by name; a warning for any other that holds something."""
    names = [READ_ME, FIGURES, *(layout.name for layout in keys_sheets()), *(layout.name for layout in rows_sheets())]
    known = {plain_header(name): name for name in names}
    found: dict[str, Sheet] = {}
    for sheet in workbook.sheets:
        name = known.get(plain_header(sheet.name))
        if name is not None and name not in found:
            found[name] = sheet
        elif name is not None:
            what = f"the sheet {shown(name)} stands twice in the workbook; keep one"
            out.refuse(Trail(), sheet.position(), "duplicate_sheet", what)
        elif any(cell is not None for row in sheet.rows for cell in row):
            what = f"the sheet {shown(sheet.name)} is not one of ours and is not read"
            out.warn(Trail(), sheet.position(), "unknown_sheet", f"{what}; {suggestion(sheet.name, names)}")
    return found


class _Assembly:
    """Puts rows where they belong: below the record that their parent columns name, in the order of the sheet."""

    def __init__(self, sheets: dict[str, Sheet], position: Position, out: Collector) -> None:
        self.sheets, self.out = sheets, out
        self.top = Node({}, position)
        self.records: dict[Place, Node] = {((), ()): self.top}

    def read(self) -> None:
        """Read all sheets; those of parents come before those of their children."""
        provenance = Provenance(self.sheets.get(FIGURES), self.out)
        for keys_sheet in keys_sheets():
            if keys_sheet.name in self.sheets:
                self._keys(keys_sheet, self.sheets[keys_sheet.name])
        names: dict[str, list[str]] = {}
        for layout in rows_sheets():
            if layout.name in self.sheets:
                rows = RowsReader(layout, self.sheets[layout.name], provenance, self.out).rows()
                names[layout.name] = [self._place(layout, row) for row in rows]
        provenance.refuse_unused(names)

    def _keys(self, layout: KeysSheet, sheet: Sheet) -> None:
        columns = {column.header: column for column in layout.columns}
        headers = read_headers(sheet, KEYS_HEADERS, self.out)
        trail = Trail().into(layout.name)
        seen: set[str] = set()
        for position, filled in filled_rows(sheet, headers):
            if "key" not in filled:
                self.out.refuse(trail, position, "missing_key", "there is no key in this row; write one, or empty it")
                continue
            name, at = plain_header(filled["key"][0]), filled["key"][1]
            if name not in columns:
                what = f"the key {shown(name)} is not known on this sheet; {suggestion(name, columns, most=20)}"
                self.out.refuse(trail, at, "unknown_key", what)
            elif name in seen:
                self.out.refuse(trail, at, "duplicate_key", f"the key {shown(name)} stands twice here; keep one")
            elif "value" in filled:
                _set(self.top, columns[name].way, read_cell(columns[name], *filled["value"], trail, self.out))
            seen.add(name)

    def _place(self, layout: RowsSheet, row: Row) -> str:
        given = {header: str(row.cells[header].value) for header in layout.parents if header in row.cells}
        chain = next((one for one in layout.chains if {hop.header for hop in one.above} == given.keys()), None)
        if chain is None:
            self._refuse_parents(layout, row)
            return row.name
        ids = tuple(given[hop.header] for hop in chain.above)
        above = self.records.get((chain.lists[:-1], ids))
        if above is None:
            self._refuse_parent(layout, row, chain, ids)
        else:
            self._insert(layout, row, chain, ids, above)
        return row.name

    def _insert(self, layout: RowsSheet, row: Row, chain: Chain, ids: tuple[str, ...], above: Node) -> None:
        node = Node({}, row.position)
        for header, cell in row.cells.items():
            if header in layout.ways:
                _set(node, layout.ways[header], cell)
            elif header not in layout.parents and not layout.by_id:
                _content(node)[header] = cell
        own = str(row.cells["id"].value) if "id" in row.cells else ""
        self.records.setdefault((chain.lists, (*ids, own)), node)
        holder = _holder(above, chain.last.keys, row.position)
        if layout.by_id:
            self._insert_by_id(layout, row, holder, own, node)
        else:
            rows = holder.setdefault(chain.key.name, Node([], row.position)).value
            if isinstance(rows, list):
                rows.append(node)

    def _insert_by_id(self, layout: RowsSheet, row: Row, holder: dict[str, Node], own: str, node: Node) -> None:
        trail = Trail().into(layout.name, own or None)
        content = _content(holder.setdefault(layout.chains[0].key.name, Node({}, row.position)))
        if not own:
            self.out.refuse(trail, row.position, "missing_key", "the row has no id; give it one")
        elif own in content:
            self.out.refuse(trail, row.position, "duplicate_id", f"the id “{own}” is given twice; rename one")
        else:
            content[own] = node

    def _refuse_parents(self, layout: RowsSheet, row: Row) -> None:
        ways = [" and ".join(hop.header for hop in chain.above) or "nothing" for chain in layout.chains]
        what = f"the row does not say to what it belongs; fill in {', or '.join(ways)}"
        self.out.refuse(Trail().into(layout.name, row.name or None), row.position, "missing_parent", what)

    def _refuse_parent(self, layout: RowsSheet, row: Row, chain: Chain, ids: tuple[str, ...]) -> None:
        lists = chain.lists[:-1]
        known = [place[1][-1] for place in self.records if place[0] == lists and place[1][:-1] == ids[:-1]]
        header = chain.above[-1].header
        what = f"no {header} has the id “{ids[-1]}”; {suggestion(ids[-1], () if self.out.is_crowded else known)}"
        position = row.cells[header].position
        self.out.refuse(Trail().into(layout.name, row.name or None), position, "unknown_reference", what)


def _set(node: Node, way: tuple[Key, ...], value: Node) -> None:
    _holder(node, way, value.position)[way[-1].name] = value


def _holder(node: Node, way: tuple[Key, ...], position: Position) -> dict[str, Node]:
    """The mapping in which the last key of a way stands; those before it are made where they are missing."""
    content = _content(node)
    for key in way[:-1]:
        content = _content(content.setdefault(key.name, Node({}, position)))
    return content


def _content(node: Node) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        raise TypeError("a record of a workbook is always a mapping")
    return node.value
