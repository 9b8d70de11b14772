"""How each column of a workbook looks: its note, its number format, and the drop-down that it offers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
    Form,
    FreeForm,
    IdentifierForm,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    RecordForm,
    TextForm,
    YearForm,
    YesNoForm,
    definition_of,
    is_yearly,
)
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.identifiers import Refers
from placewide.exchange.document.wording import describe
from placewide.exchange.reading.workbook_scan import column_name
from placewide.exchange.sheets.workbook_figures import FIGURE_COLUMNS
from placewide.exchange.sheets.workbook_layout import FIGURE_HEADERS, NONE, UNKNOWN, Column, RowsSheet, year_header
from placewide.exchange.sheets.workbook_tables import Table

_LONGEST_LIST = 255
"""Characters that a drop-down may list; longer ones must lie in cells."""


_ADDRESS_NOTES = {
    "id": "An id of lower-case letters, digits, _ and -. Must be given.",
    "sheet": "The sheet on which the amount stands, such as costs.",
    "row": "The ids that tell its row apart, in the order of their columns, such as shared_record / software.",
    "column": "The name of its column, such as amount or year 1.",
}


@dataclass(frozen=True, slots=True)
class Look:
    note: str = ""
    format: str = "general"
    validation: Mapping[str, Any] | None = None


class Choices:
    """Knows where the ids lie that a drop-down offers."""

    def __init__(self, document: PlaceDocument, tables: Mapping[str, Table], spare_rows: int) -> None:
        first, years = document.place.first_year, document.place.years
        self.years = [str(first.plus(year)) for year in range(years)]
        self.ids = {
            name: (column_name(table.headers.index("id")), len(table.rows) + spare_rows)
            for name, table in tables.items()
            if "id" in table.headers
        }

    def look_of(self, column: Column) -> Look:
        """The look of a column of the definition, or of a row of a sheet of keys."""
        note = describe(column.key, must_be_given=not any(key.nullable for key in column.way))
        if column.holds_rows:
            none = f"Write “{NONE}” here where there are known to be none."
            return Look(f"The sheet “{column.key.name}” holds the rows. {none}", "text")
        if isinstance(column.form, ListForm) and isinstance(column.form.item, RecordForm):
            note = f'{note} Write JSON, such as [{{"value": 1200, "note": "annual report"}}].'
        elif isinstance(column.form, (ListForm, MapForm)):
            how = "“a; b”" if isinstance(column.form, ListForm) else "“a: 1; b: 2”"
            note = f"{note} Several in one cell: {how}."
        return Look(note, _format(column.form), self.validation(column.form))

    def validation(self, form: Form) -> dict[str, Any] | None:
        """The drop-down for a form that has a closed list of values."""
        if isinstance(form, YesNoForm):
            return _listed(["TRUE", "FALSE"])
        if isinstance(form, ChoiceForm):
            return _listed(list(form.names))
        if isinstance(form, YearForm):
            return {**(_listed(self.years) or {}), "error_type": "warning"}
        refers = form.refers if isinstance(form, IdentifierForm) else None
        return self.of_ids(refers.to.rsplit(".", 1)[-1], refers) if refers is not None else None

    def of_ids(self, sheet: str, refers: Refers | None = None) -> dict[str, Any] | None:
        """A drop-down of the ids on a sheet."""
        if sheet not in self.ids:
            return None
        letters, last = self.ids[sheet]
        lenient = refers is not None and refers.open_ended
        return {
            "validate": "list",
            "source": f"='{sheet}'!${letters}$2:${letters}${last + 1}",
            "error_title": "Not a known id",
            "error_message": f"Choose an id of the sheet “{sheet}”, or add it there first.",
            "error_type": "information" if lenient else "warning",
        }


def looks_of(table: Table, choices: Choices) -> list[Look]:
    """The looks of all columns of a table, in the order of its headers."""
    columns = {column.header: column for column in (table.sheet.columns if table.sheet else FIGURE_COLUMNS)}
    parents = _parents(table.sheet) if table.sheet else {}
    looks = [_look(header, columns, parents, choices) for header in table.headers]
    says = definition_of(table.sheet.record if table.sheet else Figure).says
    return [replace(looks[0], note=f"{says} {looks[0].note}"), *looks[1:]] if says else looks


def _look(header: str, columns: Mapping[str, Column], parents: Mapping[str, str], choices: Choices) -> Look:
    if header in columns:
        return choices.look_of(columns[header])
    if header in parents:
        note = f"The id of the {header} that this row belongs to, from the sheet “{parents[header]}”."
        return Look(note, "text", choices.of_ids(parents[header]))
    yearly = next((column for column in columns.values() if is_yearly(column.form)), None)
    if yearly is not None and header.startswith("year "):
        ends = f" An empty cell ends the list; write “{UNKNOWN}” for an amount that is not known."
        return Look(describe(yearly.key) + ends if header == year_header(0) else "", "money")
    if header in FIGURE_HEADERS or header == "id":
        return Look(_ADDRESS_NOTES.get(header, ""), "text")
    return Look()


def _parents(sheet: RowsSheet) -> dict[str, str]:
    """The sheet on which the ids of each parent column lie."""
    return {hop.header: hop.keys[-1].name for chain in sheet.chains for hop in chain.above}


def _format(form: Form) -> str:
    if isinstance(form, MoneyForm):
        return "money"
    if isinstance(form, (NumberForm, YesNoForm, FreeForm)):
        return "general"
    if isinstance(form, (TextForm, IdentifierForm, DateForm, YearForm, ChoiceForm)):
        return "text"
    return "text"


def _listed(names: list[str]) -> dict[str, Any] | None:
    if len(",".join(names)) > _LONGEST_LIST:
        return None
    return {
        "validate": "list",
        "source": names,
        "error_title": "Not one of the choices",
        "error_message": "Choose from the list.",
    }
