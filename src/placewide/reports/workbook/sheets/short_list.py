"""The sheet “Short-list”: the projects of the plan, when they start, what they cost to fund and what they are worth."""

from collections.abc import Sequence

from placewide.domain.plan.problem.modes import Mode
from placewide.reports import answers
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds, total_of
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sheets.appraisal import UNKNOWN
from placewide.reports.workbook.sheets.strategic_value import total_value, value_of


def _paid(kind: str) -> str:
    return f'=ROUND(SUMIFS({{payments.amount}},{{payments.project_code}},{{code}},{{payments.kind}},"{kind}"),2)'


def _looked_up(column: str) -> str:
    table, _ = column.split(".")
    return f"=INDEX({{{column}}},MATCH({{code}},{{{table}.code}},0))"


COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="option", heading="Option", width=20),
    Column(key="start", heading="Start", look="year", width=10),
    Column(key="lead", heading="Lead", width=38),
    Column(key="firm", heading="Money", width=16),
    Column(key="capital", heading="Capital to fund (£)", look="money", width=16, formula=_paid("capital")),
    Column(key="revenue", heading="Revenue to fund (£)", look="money", width=16, formula=_paid("revenue")),
    Column(key="cost", heading="Cost to fund (£)", look="money", width=16, formula="=ROUND({capital}+{revenue},2)"),
    Column(key="value", heading="Strategic value", look="points", width=11, formula=_looked_up("value.value")),
    Column(key="npsv", heading="Benefits less costs, NPSV (£)", look="money", width=17,
           formula=_looked_up("appraisal.npsv")),
    Column(key="bcr", heading="Benefit for each £1 of cost", look="ratio", width=12,
           formula=_looked_up("appraisal.bcr")),
    Column(key="code", heading="Project code", look="key", width=22),
)  # fmt: skip


def short_list_sheet(facts: Facts) -> Sheet:
    view = facts.view
    rows = [_row(facts, mode) for mode in facts.modes]
    return Sheet(
        name="Short-list",
        title="The projects of the plan",
        lines=(
            answers.short_list(view) if view.chosen else answers.headline(view),
            "Cost to fund = its payments on the sheet Payments: cash of the years, with inflation, VAT that cannot be "
            "recovered, and contingency. NPSV is in base-year prices over the appraisal, from the sheet Appraisal; the "
            "two do not subtract.",
        ),
        tables=(
            Table(id="short_list", title="Projects of the plan", columns=COLUMNS, rows=rows, top=_top(facts, rows),
                  printed=11),
        ),
    )  # fmt: skip


def _top(facts: Facts, rows: Sequence[Row]) -> Row:
    return {
        "project": "Total",
        **{key: total_of(rows, key) for key in ("capital", "revenue", "cost", "npsv")},
        "value": Cell(value=total_value(facts), formula="=SUM({value})", look="points"),
    }


def _row(facts: Facts, mode: Mode) -> Row:
    view, outcome = facts.view, facts.view.outcomes[mode.project]
    known = mode.value.npsv_pence is not None
    capital, revenue = _amount(facts, mode.project, "capital"), _amount(facts, mode.project, "revenue")
    ratio = mode.value.ratio
    return {
        "project": view.project_name(mode.project),
        "option": view.option_name(outcome),
        "start": str(mode.start),
        "lead": view.organisation_name(mode.lead),
        "firm": "awarded" if outcome.firm else "not all awarded",
        "capital": pounds(capital),
        "revenue": pounds(revenue),
        "cost": pounds(capital + revenue),
        "value": value_of(facts, mode),
        "npsv": pounds(mode.value.npsv_pence) if known else UNKNOWN,
        "bcr": (ratio if ratio is not None else "") if known else UNKNOWN,
        "code": code(mode.project),
    }


def _amount(facts: Facts, project: str, kind: str) -> int:
    """Pence paid for one project, of one kind."""
    paid = (fact.payment for fact in facts.payments)
    return sum(one.amount_pence for one in paid if (one.project, one.kind) == (project, kind))
