"""The sheet “Summary”: the answer, the totals by formula, where to look, and how to read the workbook."""

from collections.abc import Iterator, Sequence

from placewide.reports import answers
from placewide.reports.workbook.cells import Cell, Column, Look, Row, Sheet, Table, Value
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sheets.assumptions import STATUS_WORDS
from placewide.reports.workbook.sides import Known

FIGURES = (
    Column(key="what", heading="What", width=58, least=58),
    Column(key="figure", heading="Figure", look="money", width=22),
    Column(key="where", heading="Computed on the sheet", width=24, least=26),
)
CONTENTS = (
    Column(key="answers", heading="What it answers", width=58),
    Column(key="sheet", heading="Sheet", look="key", width=22),
)
STATUS = (
    "Everything else in this workbook recomputes: totals, needs in cash, discounting, bias and sums by organisation "
    "are formulas. Blue figures are taken from the place file or the plan; black figures are formulas. Grouped columns "
    "on the right hold working and codes."
)
_TOTALS: tuple[tuple[str, str, str, Look], ...] = (
    ("Cost to fund the plan in full (£)", "Total_need", "Costs", "money"),
    ("Paid by the pots (£)", "Total_paid", "Payments", "money"),
    ("Money counted (£)", "Total_money", "Pots", "money"),
    ("Money without a use under its rules (£)", "Total_unused", "Pots", "money"),
    ("Money of one organisation that pays another’s cost (£)", "Total_shared", "Pots", "money"),
    ("Strategic value (points)", "Strategic_value", "Strategic value", "points"),
    ("Benefits, present value (£)", "PV_benefits", "Appraisal", "money"),
    ("Costs with optimism bias, present value (£)", "PV_costs", "Appraisal", "money"),
    ("Of these costs: optimism bias (£)", "PV_bias", "Appraisal", "money"),
    ("Benefits less costs, NPSV (£)", "NPSV", "Appraisal", "money"),
    ("Benefit for each £1 of cost", "BCR", "Appraisal", "ratio"),
    ("Own money of the organisations, present value (£)", "Total_own_money", "Organisations", "money"),
    ("Of it to be found after the money stops, present value (£)", "Total_unfunded", "Organisations", "money"),
)


def summary_sheet(facts: Facts, sheets: Sequence[Sheet]) -> Sheet:
    """`sheets` are all others: the totals are cells of theirs."""
    known = Known(sheets)
    rows = [*_top_rows(facts, known), *_totals(known)]
    contents: list[Row] = [
        {"sheet": Cell(value=sheet.name, link=sheet.name), "answers": sheet.title} for sheet in sheets
    ]
    return Sheet(
        name="Summary",
        title=f"{facts.view.place}: the plan in figures",
        lines=tuple(line for line in (answers.headline(facts.view), answers.proof(facts.view), STATUS) if line),
        tables=(
            Table(id="figures", title="Key figures", columns=FIGURES, rows=rows),
            Table(id="contents", title="Sheets", columns=CONTENTS, rows=contents),
        ),
        one_page=True,
    )


def _content(sheet: Sheet) -> Row:
    return {"sheet": Cell(value=sheet.name, link=sheet.name), "answers": sheet.title}


def _top_rows(facts: Facts, known: Known) -> Iterator[Row]:
    holds = "yes" if known.cell("All_checks_hold") else "NO"
    yield _line("Do all checks hold?", holds, '=IF(All_checks_hold,"yes","NO")', "Checks", "key")
    yield _line("Status of the plan", STATUS_WORDS[facts.plan.status], None, "Assumptions", "key")
    projects = len(facts.modes)
    formula = '=SUMPRODUCT(--({short_list.code}<>""))'
    yield _line("Projects in the plan", projects, formula, "Short-list", "whole")
    yield _line("Projects considered", facts.view.considered, None, "Why not", "whole")


def _totals(known: Known) -> Iterator[Row]:
    for what, name, sheet, look in _TOTALS:
        yield _line(what, known.cell(name), f"={name}", sheet, look)


def _line(what: str, value: Value, formula: str | None, sheet: str, look: Look) -> Row:
    return {
        "what": what,
        "figure": Cell(value=value, formula=formula, look=look),
        "where": Cell(value=sheet, link=sheet),
    }
