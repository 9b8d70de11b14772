"""The sheet “Payments”: which pot pays how much of which cost. These amounts are the plan; all else follows."""

from placewide.reports import answers
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds, total
from placewide.reports.workbook.codes import code, joined, key
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.records import PaymentFact

NATURES = {"own": "Own money", "grant": "Grant", "unfunded": "Running costs after the money stops",
           "risk": "Cost of managing risks"}  # fmt: skip
_VALUE = (
    "=IF(SUMIFS({costs.need},{costs.demand_key},{demand_key})=0,0,"
    "SUMIFS({costs.with_bias},{costs.demand_key},{demand_key})*{amount}"
    "/SUMIFS({costs.need},{costs.demand_key},{demand_key}))"
)
_POT = "MATCH({pot_code},{pots.code},0)"
_FITS = (
    f"=IFERROR(AND({{kind}}=INDEX({{pots.kind}},{_POT}),{{t}}>=INDEX({{pots.first}},{_POT}),"
    f"{{t}}<=INDEX({{pots.last}},{_POT})),FALSE)"
)
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="line", heading="Cost", width=30),
    Column(key="bearer", heading="Borne by", width=40),
    Column(key="kind", heading="Kind", width=9),
    Column(key="year", heading="Year", look="year", width=9),
    Column(key="pot", heading="Paid from", width=40),
    Column(key="holder", heading="Held by", width=40),
    Column(key="nature", heading="Whose money", width=13,
           formula='=IF({nature_code}="own","Own money","Grant")'),
    Column(key="amount", heading="Amount (£)", look="money", width=15),
    Column(key="shared", heading="Shared", width=8, formula='=IF({holder_code}={bearer_code},"no","yes")'),
    Column(key="fits", heading="Kind and year fit the pot", look="flag", width=10, formula=_FITS),
    Column(key="value", heading="Present value of the cost that it bears (£)", look="unrounded", width=18,
           formula=_VALUE),
    Column(key="t", heading="Year number", look="whole", width=9),
    Column(key="project_code", heading="Project code", look="key", width=20),
    Column(key="line_code", heading="Cost code", look="key", width=16),
    Column(key="bearer_code", heading="Bearer code", look="key", width=14),
    Column(key="pot_code", heading="Pot code", look="key", width=24),
    Column(key="holder_code", heading="Holder code", look="key", width=14),
    Column(key="fund_code", heading="Fund code", look="key", width=16),
    Column(key="nature_code", heading="Nature code", look="key", width=11),
    Column(key="cost_key", heading="Cost key", look="key", width=40,
           formula=joined("project_code", "line_code", "year")),
    Column(key="demand_key", heading="Demand key", look="key", width=44,
           formula=joined("project_code", "bearer_code", "kind", "year")),
    Column(key="part_key", heading="Part key", look="key", width=40,
           formula=joined("project_code", "holder_code", "nature_code")),
    Column(key="share_key", heading="Share key", look="key", width=44,
           formula=joined("pot_code", "bearer_code", "project_code", "year")),
)  # fmt: skip
PRINTED = 12


def payments_sheet(facts: Facts) -> Sheet:
    paid = sum(fact.payment.amount_pence for fact in facts.payments)
    value = sum(fact.value for fact in facts.payments) / 100
    top: Row = {
        "project": "Total",
        "amount": total("amount", paid, "Total_paid"),
        "value": Cell(value=value, formula="=SUM({value})"),
    }
    rows = [_row(facts, fact) for fact in facts.payments]
    return Sheet(
        name="Payments",
        title="Who pays what",
        lines=(
            answers.money_used(facts.view),
            "The amounts are the plan’s: cash of the year, to the penny. Everything else in this workbook is computed "
            "from them, from the place file, and from the assumptions.",
            "Present value = the present value, with bias, of all that this organisation bears in this project, kind "
            "and year × amount ÷ what that needs in cash. Shared = the holder pays what another organisation bears.",
        ),
        tables=(Table(id="payments", title="Payments", columns=COLUMNS, rows=rows, top=top, printed=PRINTED),),
    )


def _row(facts: Facts, fact: PaymentFact) -> Row:
    payment, view = fact.payment, facts.view
    return {
        "project": view.project_name(payment.project),
        "line": _line_name(facts, fact),
        "bearer": view.organisation_name(payment.bearer),
        "kind": payment.kind,
        "year": str(payment.year),
        "pot": view.allocation_name(payment.allocation),
        "holder": view.organisation_name(fact.holder),
        "nature": NATURES[fact.nature],
        "amount": pounds(payment.amount_pence),
        "shared": "no" if code(fact.holder) == code(payment.bearer) else "yes",
        "fits": _fits(fact),
        "value": fact.value / 100,
        **_codes(fact),
    }


def _codes(fact: PaymentFact) -> Row:
    payment, year = fact.payment, str(fact.payment.year)
    project, bearer, holder = code(payment.project), code(payment.bearer), code(fact.holder)
    return {
        "t": fact.year,
        "project_code": project,
        "line_code": code(payment.line),
        "bearer_code": bearer,
        "pot_code": code(payment.allocation),
        "holder_code": holder,
        "fund_code": code(fact.pot.fund if fact.pot else None),
        "nature_code": fact.nature,
        "cost_key": key(project, code(payment.line), year),
        "demand_key": key(project, bearer, payment.kind, year),
        "part_key": key(project, holder, fact.nature),
        "share_key": key(code(payment.allocation), bearer, project, year),
    }


def _fits(fact: PaymentFact) -> bool:
    pot = fact.pot
    return pot is not None and pot.kind == fact.payment.kind and pot.first <= fact.year <= pot.last


def _line_name(facts: Facts, fact: PaymentFact) -> str:
    payment = fact.payment
    return facts.line_names.get((payment.project, payment.line)) or payment.line
