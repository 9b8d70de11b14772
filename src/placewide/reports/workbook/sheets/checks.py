"""The sheet “Checks”: what must hold of a plan, each recomputed; one cell says whether all of it does."""

from dataclasses import dataclass
from fractions import Fraction

from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, Value, pounds
from placewide.reports.workbook.facts import Facts

COLUMNS = (
    Column(key="check", heading="What must hold", width=62),
    Column(key="compared", heading="What is compared", width=58),
    Column(key="left", heading="One side", look="money", width=18),
    Column(key="right", heading="Other side", look="money", width=18),
    Column(key="difference", heading="Difference", look="money", width=14, formula="=ROUND({left}-{right},2)"),
    Column(key="holds", heading="Holds", look="flag", width=10, formula="=({difference}=0)"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """Two sides that must be equal to the penny; the right one is nil where faults are counted."""

    says: str
    compares: str
    left: str
    right: str = ""


def _negative(column: str) -> str:
    return f'=COUNTIF({{{column}}},"<0")'


def _uneven(column: str) -> str:
    return f"=SUMPRODUCT(--(ROUND({{{column}}},2)<>0))"


NONE_OF_THEM = "how many are at fault, and nil"
CHECKS = (
    Check("Every cost inside the years of money is paid for, to the penny", NONE_OF_THEM, _uneven("costs.difference")),
    Check("All payments together are all needs together", "payments, and needs", "=Total_paid", "=Total_need"),
    Check("Every payment is for a cost of the plan", "payments found by cost, and all payments",
          "=SUM({costs.funded})", "=Total_paid"),
    Check("Every payment comes from a pot that counts", "payments found by pot, and all payments",
          "=Total_used", "=Total_paid"),
    Check("No pot pays more than it holds", NONE_OF_THEM, _negative("pots.unused")),
    Check("No pot shares more than may be shared", NONE_OF_THEM,
          "=SUMPRODUCT(--(ROUND({pots.shared}-{pots.may_share},2)>0))"),
    Check("Every payment is of the kind and year of its pot", NONE_OF_THEM, "=COUNTIF({payments.fits},FALSE)"),
    Check("All shares are listed", "shares by partner, and payments that are shared", "=SUM({shares.amount})",
          '=SUMIFS({payments.amount},{payments.shared},"yes")'),
    Check("No spending cover is exceeded", NONE_OF_THEM, _negative("covers.room")),
    Check("No fund pays more than its part of a project", NONE_OF_THEM, _negative("parts.room")),
    Check("Nobody who is protected falls below the floor", NONE_OF_THEM, _negative("protected.room")),
    Check("The use of every pot is the one reported", NONE_OF_THEM, _uneven("pots.difference")),
    Check("The NPSV of every project is the one reported", NONE_OF_THEM, _uneven("appraisal.difference")),
    Check("What the organisations pay adds up to the costs of the place", "organisations, and projects",
          "=SUM({organisations.pays})", "=PV_costs"),
    Check("What the organisations gain adds up to the benefits of the place", "organisations, and projects",
          "=SUM({organisations.gains})", "=PV_benefits"),
    Check("Gains less payments of the organisations are the NPSV of the place", "organisations, and projects",
          "=SUM({organisations.balance})", "=NPSV"),
    Check("Every organisation’s figures are the ones reported", NONE_OF_THEM, _uneven("organisations.difference")),
)  # fmt: skip


def checks_sheet(facts: Facts, sheets: tuple[Sheet, ...]) -> Sheet:
    """The checks, with the values that the tables of the other sheets give them."""
    sides = _Sides(facts, sheets)
    rows = [_row(sides, check) for check in (*CHECKS, *_reported(facts))]
    holds = all(row["holds"] is True for row in rows)
    return Sheet(
        name="Checks",
        title="What must hold, recomputed",
        lines=(
            f"{len(rows)} checks; the cell above the column Holds says whether all of them do.",
            "Each check is a formula over the other sheets. It holds when its two sides are equal to the penny.",
        ),
        tables=(
            Table(id="checks", title="Checks", columns=COLUMNS, rows=rows,
                  top={"check": "All checks hold",
                       "holds": Cell(value=holds, formula="=AND({holds})", look="flag", name="All_checks_hold")}),
        ),
    )  # fmt: skip
