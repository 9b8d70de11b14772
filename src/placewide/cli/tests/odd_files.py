"""Odd files that can be read: what might be overlooked in them is said."""

from collections.abc import Callable

from placewide.cli.tests.bad_file import OddFile
from placewide.cli.tests.good_place import good
from placewide.cli.tests.spreadsheet import WORKBOOK, Spreadsheet

POT = {"id": "frontline_wgh_2627"}
MARK = b"\xef\xbb\xbf"


def workbook(name: str, change: Callable[[Spreadsheet], Spreadsheet], *findings: str) -> OddFile:
    """The good place as a workbook, changed."""
    return OddFile(name, ".xlsx", lambda: change(Spreadsheet.of(good(".xlsx"))).written(), findings)


def text(name: str, suffix: str, change: Callable[[str], str | bytes], *findings: str) -> OddFile:
    """The good place as text, changed."""

    def build() -> bytes:
        content = change(good("." + suffix.lower().lstrip(".").replace("yml", "yaml")).decode())
        return content if isinstance(content, bytes) else content.encode()

    return OddFile(name, suffix, build, findings)


def in_sheet(sheet: str, old: str, new: str) -> Callable[[Spreadsheet], Spreadsheet]:
    """An edit of the XML of a sheet."""
    return lambda book: book.replaced(book.sheet(sheet), old, new)


def written(sheet: str, cell: str, words: str) -> Callable[[Spreadsheet], Spreadsheet]:
    """An edit of one text."""
    return lambda book: book.with_text(sheet, cell, words)


def _amount(inside: str) -> Callable[[Spreadsheet], Spreadsheet]:
    def change(book: Spreadsheet) -> Spreadsheet:
        return book.with_cell("allocations", book.cell("allocations", "shareable", POT), inside)

    return change


def _typed(words: str) -> Callable[[Spreadsheet], Spreadsheet]:
    def change(book: Spreadsheet) -> Spreadsheet:
        return book.with_text("allocations", book.cell("allocations", "shareable", POT), words)

    return change


def _other_sheet(book: Spreadsheet) -> Spreadsheet:
    """The sheet of observations under a name of somebody's own."""
    return book.replaced(WORKBOOK, 'name="observations"', 'name="Notes for the board"')


def _columns_in_another_order(book: Spreadsheet) -> Spreadsheet:
    part = book.sheet("limits")
    letters = {"A": "D", "B": "C", "C": "B", "D": "A"}
    rows = book.part(part)
    head, _, body = rows.partition("<sheetData>")
    body, _, tail = body.partition("</sheetData>")
    turned = []
    for row in body.split("</row>")[:-1]:
        start, _, cells = row.partition("><c")
        each = [f"<c{cell}" for cell in ("" + cells).split("<c")]
        each = [cell.replace(f'r="{old}', f'r="{letters[old]}', 1) for cell, old in zip(each, "ABCD", strict=True)]
        turned.append(f"{start}>{''.join(reversed(each))}</row>")
    return Spreadsheet(book.content, {**book.changed, part: f"{head}<sheetData>{''.join(turned)}</sheetData>{tail}"})


FILTER = (
    '</sheetData><autoFilter ref="A1:D5"><filterColumn colId="0"><filters><filter val="wgh"/></filters></filterColumn>'
    "</autoFilter>"
)
THIRD_ROW = '<row r="3"'
FORMULA = "<f>2*75000</f><v>150000</v>"

ODD: tuple[OddFile, ...] = (
    workbook("X22 hidden row", in_sheet("limits", THIRD_ROW, '<row r="3" hidden="1"'), "hidden_rows"),
    workbook(
        "X22 filtered row",
        lambda book: in_sheet("limits", "</sheetData>", FILTER)(
            in_sheet("limits", THIRD_ROW, '<row r="3" hidden="1"')(book)
        ),
        "filtered_rows",
    ),
    workbook(
        "X22 hidden column",
        in_sheet("limits", '<col min="1" max="1"', '<col min="1" max="1" hidden="1"'),
        "hidden_columns",
    ),
    workbook(
        "X22 hidden sheet",
        lambda book: book.replaced(WORKBOOK, 'name="limits"', 'name="limits" state="hidden"'),
        "hidden_sheet",
    ),
    workbook("X25 sheet that is not ours", _other_sheet, "unknown_sheet"),
    workbook(
        "X23 cells merged down",
        in_sheet("limits", "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="G2:G3"/></mergeCells>'),
        "merged_cells",
    ),
    workbook("X14 formula that only a program wrote", _amount(FORMULA), "formula_not_calculated"),
    workbook(
        "X14 formula with its value",
        lambda book: _amount(FORMULA)(book).replaced(WORKBOOK, ' fullCalcOnLoad="1"', ""),
        "formula",
    ),
    workbook("X17 texts that look like formulas", written("organisations", "B2", "=cmd|'/c calc'!A1")),
    workbook("X18 number as text", _typed("150000.00")),
    workbook("X19 noise of binary arithmetic", _amount(f"<v>{150000 * 1.1 - 15000!r}</v>")),
    workbook("X24 header with a no-break space", written("limits", "A1", "\u00a0Organisation\u200b ")),
    workbook("X24 columns in another order", _columns_in_another_order),
    workbook(
        "X25 blank columns and rows",
        in_sheet("limits", "</sheetData>", '<row r="90"><c r="Z90" s="1"/></row></sheetData>'),
    ),
    text("Y11 byte order mark in YAML", ".yaml", lambda good: MARK + good.encode(), "byte_order_mark"),
    text("Y11 byte order mark in JSON", ".json", lambda good: MARK + good.encode(), "byte_order_mark"),
    text("Y11 lines that end as in Windows", ".yaml", lambda good: good.replace("\n", "\r\n")),
    text("Y10 suffix in capitals", ".YML", lambda good: good),
    text("Y04 NO for a name", ".yaml", lambda good: good.replace("Westmere (composite)", "NO")),
    text("Y20 emoji and script", ".yaml", lambda good: good.replace("Westmere (composite)", "'<script>😀</script>'")),
    text(
        "Y15 lists in another order",
        ".yaml",
        lambda good: good.replace("[wgh, fellside, council]", "[council, wgh, fellside]"),
    ),
    text(
        "Y21 number of a patient",
        ".yaml",
        lambda good: good.replace("Westmere (composite)", "943 476 5919"),
        "looks_like_patient_data",
    ),
)
