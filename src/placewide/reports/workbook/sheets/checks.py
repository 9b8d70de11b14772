"""The sheet “Checks”: what must hold of a plan, each recomputed; one cell says whether all of it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from placewide.reports.sentences import count
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sides import (
    NIL,
    Known,
    Side,
    named,
    negative,
    shared_payments,
    stated,
    summed,
    too_much_shared,
    uneven,
    untrue,
)

COLUMNS = (
    Column(key="check", heading="What must hold", width=64),
    Column(key="compared", heading="What is compared", width=46),
    Column(key="left", heading="One side", look="money", width=18),
    Column(key="right", heading="Other side", look="money", width=18),
    Column(key="difference", heading="Difference", look="unrounded", width=16, formula="=ROUND({left}-{right},6)"),
    Column(key="holds", heading="Holds", look="flag", width=12, formula="=({difference}=0)"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """Two sides that must be equal; the right one is nil where faults are counted."""

    says: str
    compares: str
    left: Side
    right: Side = NIL


FAULTS = "how many are at fault, and nil"
BODIES = "organisations, and projects"
CHECKS = (
    Check("Every cost inside the years of money is paid for, to the penny", FAULTS, uneven("costs.difference")),
    Check("All payments together are all needs together", "payments, and needs", named("Total_paid"),
          named("Total_need")),
    Check("Every payment is for a cost of the plan", "payments found by cost, and all payments", summed("costs.funded"),
          named("Total_paid")),
    Check("Every payment comes from a pot that counts", "payments found by pot, and all payments", named("Total_used"),
          named("Total_paid")),
    Check("No pot pays more than it holds", FAULTS, negative("pots.unused")),
    Check("No pot shares more than may be shared", FAULTS, too_much_shared()),
    Check("Every payment is of the kind and year of its pot", FAULTS, untrue("payments.fits")),
    Check("All shares are listed", "shares by partner, and payments that are shared", summed("shares.amount"),
          shared_payments()),
    Check("No spending cover is exceeded", FAULTS, negative("covers.room")),
    Check("No fund pays more than its part of a project", FAULTS, negative("parts.room")),
    Check("Nobody who is protected falls below the floor", FAULTS, negative("protected.room")),
    Check("The use of every pot is the one reported", FAULTS, uneven("pots.difference")),
    Check("The NPSV of every project is the one reported", FAULTS, uneven("appraisal.difference")),
    Check("What the organisations pay adds up to the costs of the place", BODIES, summed("organisations.pays"),
          named("PV_costs")),
    Check("What the organisations gain adds up to the benefits of the place", BODIES, summed("organisations.gains"),
          named("PV_benefits")),
    Check("What the organisations gain less what they pay is the NPSV of the place", BODIES,
          summed("organisations.balance"), named("NPSV")),
    Check("The figures of every organisation are the ones reported", FAULTS, uneven("organisations.difference")),
)  # fmt: skip


def checks_sheet(facts: Facts, sheets: Sequence[Sheet]) -> Sheet:
    """The checks, with the values that the tables of the other sheets give them."""
    known = Known(sheets)
    rows = [_row(known, check) for check in (*CHECKS, *_reported(facts))]
    holds = all(row["holds"] for row in rows)
    answer = "All of them hold." if holds else "Not all of them hold: look for FALSE."
    return Sheet(
        name="Checks",
        title="What must hold, recomputed",
        lines=(
            f"{count(len(rows), 'check').capitalize()}, each a formula over the other sheets. {answer}",
            "A check holds when its two sides are equal. The cell above the column Holds says whether all of them do.",
        ),
        tables=(
            Table(id="checks", title="Checks", columns=COLUMNS, rows=rows,
                  top={"check": "All checks hold",
                       "holds": Cell(value=holds, formula="=AND({holds})", look="flag", name="All_checks_hold")}),
        ),
    )  # fmt: skip


def _row(known: Known, check: Check) -> Row:
    left, right = check.left.value(known), check.right.value(known)
    difference = round(left - right, 6)
    return {
        "check": check.says,
        "compared": check.compares,
        "left": Cell(value=left, formula=check.left.formula, look=check.left.look),
        "right": Cell(value=right, formula=check.right.formula, look=check.right.look),
        "difference": difference,
        "holds": difference == 0,
    }


def _reported(facts: Facts) -> list[Check]:
    """Totals beside what the plan says; strategic value only where the plan aims at nothing else first."""
    plan, found = facts.plan, []
    if (appraisal := plan.appraisal) is not None:
        for says, name, pence in (
            ("costs", "PV_costs", appraisal.pv_costs_pence),
            ("benefits", "PV_benefits", appraisal.pv_benefits_pence),
            ("optimism bias", "PV_bias", appraisal.pv_bias_pence),
            ("NPSV", "NPSV", appraisal.npsv_pence),
        ):
            says = f"The {says} of the place {'is' if name in ('NPSV', 'PV_bias') else 'are'} the one reported"
            found.append(Check(says, "recomputed, and reported", named(name), stated(pounds(pence) or 0)))
    if plan.objectives[:1] == ("strategic_value",) and plan.objective:
        says, reported = "The strategic value is the one reported", stated(float(plan.objective[0]))
        found.append(Check(says, "points recomputed, and reported", named("Strategic_value"), reported))
    return found
