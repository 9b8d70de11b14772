"""Workbooks in our own layout with something wrong in a cell, a header or a row (the X series)."""

from collections.abc import Callable

from placewide.cli.tests.bad_file import BadFile, Broken, in_cell
from placewide.cli.tests.bad_texts import POT, SECOND_POT
from placewide.cli.tests.good_place import good, many_allocations
from placewide.cli.tests.spreadsheet import Spreadsheet

THIS_POT = {"id": POT}
HOSPITAL_LINE = {"id": "segmentation_wgh"}


def amount(name: str, value: str | float, rule: str, says: str = "") -> BadFile:
    """The shareable part of an allocation."""
    return in_cell(name, "allocations", "shareable", THIS_POT, value, rule, record=POT, says=says)


def of_pot(name: str, header: str, value: str | float, rule: str, record: str | None = POT, says: str = "") -> BadFile:
    return in_cell(name, "allocations", header, THIS_POT, value, rule, record=record, says=says)


def raw_cell(name: str, inside: str, attributes: str, rule: str, record: str | None = None) -> BadFile:
    """Any XML in the cell of the shareable part. A reader that stops there knows no record yet."""

    def build() -> Broken:
        book = Spreadsheet.of(good(".xlsx"))
        cell = book.cell("allocations", "shareable", THIS_POT)
        book = book.with_cell("allocations", cell, inside, attributes)
        return Broken(book.written(), f"sheet allocations, cell {cell}")

    return BadFile(name, ".xlsx", build, rule, record)


def header(name: str, cell: str, words: str, rule: str, place: str, says: str = "") -> BadFile:
    """Another header on the sheet of allocations."""

    def build() -> Broken:
        book = Spreadsheet.of(good(".xlsx")).with_text("allocations", cell, words)
        return Broken(book.written(), f"sheet allocations, cell {place}")

    return BadFile(name, ".xlsx", build, rule, None, says)


def bad_row(name: str, number: int) -> BadFile:
    """One bad row among 300."""

    def build() -> Broken:
        book = Spreadsheet.of(many_allocations(300))
        cell = book.cell("allocations", "status", {"id": f"a{number:03d}"})
        return Broken(book.with_text("allocations", cell, "granted").written(), f"sheet allocations, cell {cell}")

    return BadFile(name, ".xlsx", build, "unknown_choice", f"a{number:03d}")


def _linked() -> Broken:
    book = Spreadsheet.of(good(".xlsx"))
    cell = book.cell("allocations", "shareable", THIS_POT)
    book = book.with_cell("allocations", cell, "<f>[1]Money!A1</f><v>150000</v>")
    changed = {**book.changed, "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    return Broken(Spreadsheet(book.content, changed).written(), f"sheet allocations, cell {cell}")


def _gap() -> Broken:
    book = Spreadsheet.of(good(".xlsx"))
    cell = book.cell("costs", "year 1", HOSPITAL_LINE)
    return Broken(book.with_cell("costs", cell, "").written(), "sheet costs, cell " + cell.replace("G", "H"))


def _far(cell: str) -> Callable[[], Broken]:
    def build() -> Broken:
        book = Spreadsheet.of(good(".xlsx"))
        row = f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}"><v>1</v></c></row></sheetData>'
        return Broken(book.replaced(book.sheet("observations"), "</sheetData>", row).written(), f"cell {cell}")

    return build


CELLS = (
    amount("X18 text for an amount: TBC", "TBC", "not_amount", "unknown"),
    amount("X18 text for an amount: 1,234.50", "1,234.50", "not_amount", "1234.5"),
    amount("X18 text for an amount: £1 234", "£1 234", "not_amount"),
    amount("X18 text for an amount: (500)", "(500)", "not_amount"),
    amount("X18 text for an amount: 12%", "12%", "not_amount"),
    amount("X20 text for an amount: NaN", "NaN", "not_amount"),
    amount("X17 text that looks like a formula", "=1+1", "not_amount"),
    amount("X34 minus one", -1, "out_of_range", "at least 0"),
    amount("X34 a tenth of a penny", 0.001, "too_many_decimals"),
    amount("X34 a trillion pounds", 10**12, "amount_too_large"),
    amount("X19 1E+30", 1e30, "too_many_digits"),
    raw_cell("X19 yes for an amount", "<v>1</v>", ' t="b"', "not_amount", POT),
    raw_cell("X14 formula without a value", "<f>1+1</f>", "", "formula_without_value"),
    raw_cell("X16 #REF!", "<v>#REF!</v>", ' t="e"', "cell_error"),
    raw_cell("X16 #DIV/0! of a formula", "<f>1/0</f><v>#DIV/0!</v>", ' t="e"', "cell_error"),
    raw_cell("X20 1e400", "<v>1e400</v>", "", "number_not_finite"),
    raw_cell("X37 mark that turns the direction", "<is><t>a\u202eb</t></is>", ' t="inlineStr"', "not_amount", POT),
    raw_cell("X37 NUL", "<is><t>a_x0000_b</t></is>", ' t="inlineStr"', "control_character"),
    raw_cell("X37 text of 40,000 characters", f"<is><t>{'x' * 40_000}</t></is>", ' t="inlineStr"', "text_too_long"),
    BadFile("X15 value of another workbook", ".xlsx", _linked, "external_link"),
    of_pot("X21 year that skips one", "year", "2026/28", "bad_year", says="2026/27"),
    in_cell("X21 text for a date", "organisations", "valid_from", {"id": "wgh"}, "31/02/2026", "bad_date",
            record="wgh"),
    of_pot("X26 unknown status", "status", "award", "unknown_choice", says="“awarded”"),
    of_pot("X26 yes for true", "may_share", "yes", "not_yes_no"),
    in_cell("X26 id given twice", "allocations", "id", {"id": "frontline_wgh_2829"}, SECOND_POT, "duplicate_id",
            record=SECOND_POT),
    of_pot("X26 holder with a Cyrillic letter", "holder", "wgh\u0430", "bad_id"),
    of_pot("X28 holder that nobody knows", "holder", "wgj", "unknown_reference", says="“wgh”"),
    in_cell("X28 cost of no project", "costs", "project", {"id": "segmentation_council"}, "cyber_baselin",
            "unknown_reference", record="cyber_baselin / segmentation_council", says="“cyber_baseline”"),
    BadFile("X23 gap between yearly amounts", ".xlsx", _gap, "gap_in_years", "cyber_baseline / segmentation_wgh",
            "unknown"),
)  # fmt: skip

SHEETS = (
    header("X24 header given twice", "B1", "holder", "duplicate_header", "C1"),
    header("X24 header that is missing", "C1", "", "missing_header", "C2"),
    header("X25 header that nobody knows", "K1", "shareble", "unknown_column", "K1", "“shareable”"),
    in_cell(
        "X25 key that nobody knows", "place", "key", {"key": "inflation"}, "inflaton", "unknown_key", says="“inflation”"
    ),
    BadFile("X03 cell at XFD600", ".xlsx", _far("XFD600"), "too_many_columns"),
    BadFile("X39 row 20,001", ".xlsx", _far("A20001"), "too_many_rows"),
    bad_row("X30 first row of 300", 1),
    bad_row("X30 middle row of 300", 150),
    bad_row("X30 last row of 300", 300),
)
