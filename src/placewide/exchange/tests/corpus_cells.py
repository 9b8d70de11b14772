"""Workbooks whose container is sound and whose cells are not (the X series of the bad inputs)."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from placewide.exchange.tests.archives import archive, bare_workbook, one_cell, parts, sheet_xml
from placewide.exchange.tests.case import Case

LINKED = one_cell("", "<f>[1]Sheet1!A1</f><v>5</v>")
SHARED_LINK = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">[1]Sheet1!A1</f><v>5</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c></row>'
)
FILTER = (
    '<autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="a"/></filters></filterColumn></autoFilter>'
)
HIDDEN_ROW = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
PREFIXED = sheet_xml().replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")


def inline(words: str) -> str:
    """A row whose cell holds this text."""
    return one_cell('t="inlineStr"', f"<is><t>{words}</t></is>")


def far(cell: str) -> str:
    """A row of one cell somewhere."""
    return f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}"><v>1</v></c></row>'


def column_of(rows: int) -> str:
    """So many rows of one number each."""
    return "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, rows + 1))


def by_xlsxwriter(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """A workbook that XlsxWriter writes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        fill(workbook)
    return buffer.getvalue()


def by_openpyxl(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A workbook that openpyxl writes, with one value in it."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "id"
    fill(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _formula(workbook: openpyxl.Workbook) -> None:
    workbook.active["B2"] = "=1+1"


def _comment(workbook: openpyxl.Workbook) -> None:
    workbook.active["A1"].comment = Comment("a note of another organisation", "somebody")


def _hidden_sheet(state: str) -> Callable[[openpyxl.Workbook], None]:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.create_sheet("costs")
        sheet["A1"], sheet.sheet_state = "cost", state

    return fill


def _risky_texts(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("projects")
    for row, words in enumerate(("=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")')):
        sheet.write_string(row, 0, words)


def _hidden_column(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("projects")
    sheet.write_row(0, 0, ["id", "secret", "name"])
    sheet.set_column(1, 1, None, None, {"hidden": True})


def _chart_sheet(workbook: xlsxwriter.Workbook) -> None:
    workbook.add_worksheet("projects").write(0, 0, 1)
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=projects!$A$1:$A$1"})
    workbook.add_chartsheet("picture").set_chart(chart)


def external(rows: str) -> bytes:
    """A workbook with a link to another file."""
    return archive(parts(sheet_xml(rows), extra={"xl/externalLinks/externalLink1.xml": "<externalLink/>"}))


def error(name: str, kind: str) -> Case:
    """A case whose cell holds an error of Excel."""
    return Case(name, ".xlsx", lambda: bare_workbook(one_cell('t="e"', f"<v>{kind}</v>")), "cell_error")


def cells(name: str, rows: str, refused: str | None = None, finding: str | None = None) -> Case:
    """A case with these rows in a bare workbook."""
    return Case(name, ".xlsx", lambda: bare_workbook(rows), refused, finding)


CELLS: tuple[Case, ...] = (
    cells("X03 single cell at XFD1048576", far("XFD1048576"), "too_many_rows"),
    cells("X03 single cell at XFD1", far("XFD1"), "too_many_columns"),
    cells("X03 cell beyond its row", '<row r="1"><c r="A1048576"><v>1</v></c></row>', "too_many_rows"),
    cells("X03 empty cell at XFD1048576", '<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
    Case("X03 far dimension", ".xlsx", lambda: bare_workbook(before='<dimension ref="A1:XFD1048576"/>')),
    cells("X03 cell without a place", '<row r="1"><c r="A0"><v>1</v></c></row>', "damaged"),
    Case("X14 formula never calculated", ".xlsx", lambda: by_openpyxl(_formula), "formula_without_value"),
    cells("X14 formula with its value", one_cell("", "<f>1+1</f><v>2</v>"), finding="formula"),
    cells("X14 formula that gives empty text", one_cell('t="str"', '<f>""</f><v></v>'), finding="formula"),
    Case(
        "X14 formula that only a program wrote",
        ".xlsx",
        lambda: by_xlsxwriter(lambda workbook: workbook.add_worksheet().write_formula(0, 0, "=1+1")),
        finding="formula_not_calculated",
    ),
    Case("X15 link to another file, not used", ".xlsx", lambda: external(column_of(1)), finding="external_link"),
    Case("X15 value from another file", ".xlsx", lambda: external(LINKED), "external_link"),
    Case("X15 shared formula from another file", ".xlsx", lambda: external(SHARED_LINK), "external_link"),
    error("X16 #REF!", "#REF!"),
    error("X16 #DIV/0!", "#DIV/0!"),
    error("X16 #N/A", "#N/A"),
    error("X16 an error of newer versions", "#SPILL!"),
    Case("X17 texts that look like formulas", ".xlsx", lambda: by_xlsxwriter(_risky_texts)),
    cells("X18 number as text", inline("1,234.50")),
    cells("X19 numbers that are not exact", one_cell("", "<v>0.30000000000000004</v>")),
    cells("X20 NaN", one_cell("", "<v>NaN</v>"), "number_not_finite"),
    cells("X20 too large for a number", one_cell("", "<v>1e400</v>"), "number_not_finite"),
    cells("X20 text for a number", one_cell('t="n"', "<v>TBC</v>"), "damaged"),
    cells("X21 29 February 1900", one_cell('s="1"', "<v>60</v>"), "no_such_day"),
    Case(
        "X21 dates since 1904",
        ".xlsx",
        lambda: bare_workbook(one_cell('s="1"', "<v>60</v>"), workbook='<workbookPr date1904="1"/>'),
    ),
    cells("X22 hidden row", HIDDEN_ROW, finding="hidden_rows"),
    Case("X22 filtered row", ".xlsx", lambda: bare_workbook(HIDDEN_ROW, after=FILTER), finding="filtered_rows"),
    Case("X22 hidden column", ".xlsx", lambda: by_xlsxwriter(_hidden_column), finding="hidden_columns"),
    Case("X22 hidden sheet", ".xlsx", lambda: by_openpyxl(_hidden_sheet("hidden")), finding="hidden_sheet"),
    Case("X22 very hidden sheet", ".xlsx", lambda: by_openpyxl(_hidden_sheet("veryHidden")), finding="hidden_sheet"),
    Case(
        "X23 cells merged across rows",
        ".xlsx",
        lambda: bare_workbook(column_of(3), after='<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'),
        finding="merged_cells",
    ),
    Case(
        "X23 merged title",
        ".xlsx",
        lambda: bare_workbook(column_of(3), after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'),
    ),
    cells("X37 text of 1 MB", inline(" ".join(map(str, range(150_000)))), "text_too_long"),
    cells("X37 NUL", inline("a_x0000_b"), "control_character"),
    cells("X37 marks that turn the direction", inline("a\u202eb"), finding="direction_mark"),
    cells("X37 emoji and script", inline("😀 &lt;script&gt;")),
    cells("X37 CDATA, which the library skips", one_cell("", "<v><![CDATA[5]]></v>"), "xml_unexpected"),
    cells("X37 comment in a value", one_cell("", "<v>1<!-- -->2</v>"), "xml_unexpected"),
    Case(
        "X37 CDATA among the shared texts",
        ".xlsx",
        lambda: archive(parts(extra={"xl/sharedStrings.xml": "<sst><si><t><![CDATA[a]]></t></si></sst>"})),
        "xml_unexpected",
    ),
    Case("X38 comment of a cell", ".xlsx", lambda: by_openpyxl(_comment)),
    Case("X38 chart sheet", ".xlsx", lambda: by_xlsxwriter(_chart_sheet)),
    cells("X39 20,000 rows", column_of(20_000)),
    cells("X39 20,001 rows", column_of(20_001), "too_many_rows"),
    cells("X39 column 201", far("GS1"), "too_many_columns"),
    Case("X39 names with a prefix", ".xlsx", lambda: archive(parts(PREFIXED))),
)
