"""The sheet “Split”: each project’s costs and benefits in whole pence by organisation, with every penny placed."""

from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds, total
from placewide.reports.workbook.codes import code, joined, key
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sheets.benefits import class_words
from placewide.reports.workbook.sheets.payments import NATURES
from placewide.reports.workbook.split import SplitFact

_EXACT = (
    "=SUMIFS({payments.value},{payments.part_key},{key})+SUMIFS({costs.with_bias},{costs.part_key},{key})"
    "+SUMIFS({appraisal.risk_exact},{appraisal.risk_key},{key})+SUMIFS({benefits.value},{benefits.part_key},{key})"
)
_WHOLE = (
    '=ROUND(100*IF({side}="cost",INDEX({appraisal.costs},MATCH({project_code},{appraisal.code},0)),'
    "INDEX({appraisal.benefits},MATCH({project_code},{appraisal.code},0))),0)"
)
_RANK = (
    '=1+COUNTIFS({split.group},{group},{split.remainder},">"&{remainder})'
    '+COUNTIFS({split.group},{group},{split.remainder},{remainder},{split.position},"<"&{position})'
)
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="side", heading="Cost or benefit", width=10),
    Column(key="body", heading="Organisation", width=42),
    Column(key="nature", heading="What it is", width=34),
    Column(key="exact", heading="Present value, unrounded (£)", look="unrounded", width=20, formula=_EXACT),
    Column(key="down", heading="Rounded down (pence)", look="whole", width=15, formula="=INT(ROUND(100*{exact},6))"),
    Column(key="remainder", heading="Remainder (millionths of a penny)", look="whole", width=13,
           formula="=ROUND((ROUND(100*{exact},6)-{down})*1000000,0)"),
    Column(key="rank", heading="Rank of the remainder in this project", look="whole", width=13, formula=_RANK),
    Column(key="missing", heading="Pennies missing in this project", look="whole", width=13,
           formula="=ROUND({whole}-SUMIFS({split.down},{split.group},{group}),0)"),
    Column(key="penny", heading="Rounding: penny added", look="whole", width=11,
           formula="=IF({rank}<={missing},1,0)"),
    Column(key="amount", heading="Amount, whole pence (£)", look="money", width=16,
           formula="=ROUND(({down}+{penny})/100,2)"),
    Column(key="whole", heading="Project’s total (pence)", look="whole", width=15, formula=_WHOLE),
    Column(key="position", heading="Place in the list", look="whole", width=9),
    Column(key="project_code", heading="Project code", look="key", width=20),
    Column(key="body_code", heading="Organisation code", look="key", width=14),
    Column(key="nature_code", heading="Nature code", look="key", width=18),
    Column(key="group", heading="Group", look="key", width=30, formula=joined("project_code", "side")),
    Column(key="key", heading="Part key", look="key", width=44,
           formula=joined("project_code", "body_code", "nature_code")),
)  # fmt: skip


def split_sheet(facts: Facts) -> Sheet:
    splits = facts.splits
    pennies = sum(fact.penny for fact in splits)
    top: Row = {
        "project": "Total, benefits and costs alike",
        "penny": Cell(value=pennies, formula="=SUM({penny})", look="whole"),
        "amount": total("amount", sum(fact.amount for fact in splits)),
    }
    return Sheet(
        name="Split",
        title="Who bears and who gains what of each project, to the penny",
        lines=(
            f"{pennies} {'penny is' if pennies == 1 else 'pennies are'} placed by remainder, so that no penny is lost.",
            "An organisation’s part of a project is rarely whole pence. Each part is rounded down; the pennies then "
            "missing from the project’s total on the sheet Appraisal go one each to the parts with the largest "
            "remainders, the first in the list among equals. The column Rounding shows where they went.",
            "So the organisations add up to each project, and the projects to the place, without a difference.",
        ),
        tables=(
            Table(id="split", title="Parts of each project", columns=COLUMNS,
                  rows=[_row(facts, fact) for fact in splits], top=top, printed=11),
        ),
    )  # fmt: skip


def _row(facts: Facts, fact: SplitFact) -> Row:
    project, body = code(fact.mode.project), code(fact.body)
    value = fact.mode.value
    return {
        "project": facts.view.project_name(fact.mode.project),
        "side": fact.side,
        "body": facts.view.organisation_name(fact.body),
        "nature": NATURES.get(fact.nature) or class_words(fact.nature),
        "exact": fact.exact / 100,
        "down": fact.down,
        "remainder": fact.remainder,
        "rank": fact.rank,
        "missing": fact.missing,
        "penny": fact.penny,
        "amount": pounds(fact.amount),
        "whole": value.costs_pence if fact.side == "cost" else value.benefits_pence,
        "position": fact.position,
        "project_code": project,
        "body_code": body,
        "nature_code": fact.nature,
        "group": key(project, fact.side),
        "key": key(project, body, fact.nature),
    }
