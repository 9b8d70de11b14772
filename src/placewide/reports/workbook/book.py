"""The plan as a workbook: for a finance director who trusts only what she can recompute."""

import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.workbook.cells import Sheet
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.looks import Looks
from placewide.reports.workbook.page import write_sheet
from placewide.reports.workbook.places import Places
from placewide.reports.workbook.sheets.after_money import after_money_sheet
from placewide.reports.workbook.sheets.appraisal import appraisal_sheet
from placewide.reports.workbook.sheets.assumptions import assumptions_sheet
from placewide.reports.workbook.sheets.benefits import benefits_sheet
from placewide.reports.workbook.sheets.bias import bias_sheet
from placewide.reports.workbook.sheets.checks import checks_sheet
from placewide.reports.workbook.sheets.costs import costs_sheet
from placewide.reports.workbook.sheets.limits import limits_sheet
from placewide.reports.workbook.sheets.organisations import organisations_sheet
from placewide.reports.workbook.sheets.payments import payments_sheet
from placewide.reports.workbook.sheets.pots import pots_sheet
from placewide.reports.workbook.sheets.shares import shares_sheet
from placewide.reports.workbook.sheets.short_list import short_list_sheet
from placewide.reports.workbook.sheets.splitting import split_sheet
from placewide.reports.workbook.sheets.strategic_value import value_sheet
from placewide.reports.workbook.sheets.summary import summary_sheet
from placewide.reports.workbook.sheets.why_not import why_not_sheet

_IN_ORDER = (
    short_list_sheet, organisations_sheet, costs_sheet, payments_sheet, pots_sheet, shares_sheet, limits_sheet,
    after_money_sheet, benefits_sheet, appraisal_sheet, split_sheet, bias_sheet, value_sheet, assumptions_sheet,
    why_not_sheet,
)  # fmt: skip
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""A fixed day, so that the same place and plan give the same bytes."""
_LONGEST_FOOTER = 120
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_plan_workbook(document: PlaceDocument, plan: Plan, path: Path) -> None:
    """Write the plan as an Excel workbook whose figures are live formulas: the same bytes for the same plan.

    Totals, needs in cash, discounting, optimism bias and sums by organisation recompute to the plan's pennies; every
    formula carries its value, so that a viewer that does not recalculate shows the truth. A plan without an answer
    gives a workbook that says so. Raises OSError when the file cannot be written.
    """
    sheets = sheets_of(Facts(document, plan))
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    _describe(book, document, plan)
    looks, places = Looks(book), Places(sheets)
    footer = f"{document.place.name or document.place.id}"[:_LONGEST_FOOTER]
    for sheet in sheets:
        write_sheet(book, looks, places, sheet, footer)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def sheets_of(facts: Facts) -> tuple[Sheet, ...]:
    """Every sheet in order: the first answers, the last proves."""
    middle = [make(facts) for make in _IN_ORDER]
    checks = checks_sheet(facts, middle)
    return (summary_sheet(facts, [*middle, checks]), *middle, checks)


def _describe(book: Any, document: PlaceDocument, plan: Plan) -> None:
    name = document.place.name or document.place.id
    book.set_properties(
        {
            "title": f"{name}: the plan in figures",
            "subject": "Plan of a place, with live formulas",
            "author": "Placewide",
            "keywords": "plan; funding; appraisal",
            "comments": f"Computed by Placewide {plan.version} from place file {plan.digest}",
            "created": _CREATED,
        }
    )
    book.set_custom_property("Language", "en-GB", "text")
    book.set_calc_mode("auto")
