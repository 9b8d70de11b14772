"""The sheet “Costs”: every cost line in every year, what it needs in cash, what is paid, what it is worth today."""

from fractions import Fraction

from placewide.reports.sentences import count, exact
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds, total
from placewide.reports.workbook.codes import code, joined, key
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.records import CostFact

# Rounded to a millionth of a penny first: floating point may put an exact half a penny just below the half.
_NEED = (
    "=IF({t}<Years_of_money,"
    "ROUND(ROUND(100*{base}*{inflation}*(1+{vat})*(1+{contingency}),6),0)/100,0)"
)  # fmt: skip
_PROJECT = "MATCH({project_code},{bias.code},0)"
_BIAS = f'=IF({{kind}}="capital",INDEX({{bias.capital}},{_PROJECT}),INDEX({{bias.revenue}},{_PROJECT}))'
_PART_KEY = joined("project_code", "bearer_code", '"unfunded"').lstrip("=")
_COUNTED = "=INDEX({appraisal.counted},MATCH({project_code},{appraisal.code},0))"
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="line", heading="Cost", width=30),
    Column(key="bearer", heading="Borne by", width=40),
    Column(key="kind", heading="Kind", width=9),
    Column(key="year", heading="Year", look="year", width=9),
    Column(key="base", heading="Amount, base-year prices (£)", look="money", width=15),
    Column(key="inflation", heading="Inflation factor", look="factor", width=10,
           formula="=INDEX(Inflation_factor,{t}+1)"),
    Column(key="vat", heading="VAT", look="percent", width=9, formula='=IF({treatment}="irrecoverable",VAT_rate,0)'),
    Column(key="contingency", heading="Contingency", look="percent", width=12),
    Column(key="need", heading="Need in cash (£)", look="money", width=15, formula=_NEED),
    Column(key="funded", heading="Paid (£)", look="money", width=15,
           formula="=ROUND(SUMIFS({payments.amount},{payments.cost_key},{cost_key}),2)"),
    Column(key="difference", heading="Difference (£)", look="money", width=11, formula="=ROUND({need}-{funded},2)"),
    Column(key="factor", heading="Discount factor", look="factor", width=10, formula="=INDEX(Discount_factor,{t}+1)"),
    Column(key="bias", heading="Optimism bias", look="percent", width=10, formula=_BIAS),
    Column(key="before", heading="Present value before bias (£)", look="unrounded", width=18,
           formula="={base}*{factor}"),
    Column(key="uplift", heading="Bias on it (£)", look="unrounded", width=18, formula="={before}*{bias}"),
    Column(key="with_bias", heading="Present value with bias (£)", look="unrounded", width=18,
           formula="={before}+{uplift}"),
    Column(key="treatment", heading="VAT is", look="key", width=13),
    Column(key="t", heading="Year number", look="whole", width=9),
    Column(key="counted", heading="In the totals", look="key", width=9, formula=_COUNTED),
    Column(key="project_code", heading="Project code", look="key", width=20),
    Column(key="line_code", heading="Cost code", look="key", width=16),
    Column(key="bearer_code", heading="Bearer code", look="key", width=14),
    Column(key="cost_key", heading="Cost key", look="key", width=40,
           formula=joined("project_code", "line_code", "year")),
    Column(key="demand_key", heading="Demand key", look="key", width=44,
           formula=joined("project_code", "bearer_code", "kind", "year")),
    Column(key="part_key", heading="Part key after the money stops", look="key", width=40,
           formula=f'=IF({{t}}<Years_of_money,"",{_PART_KEY})'),
)  # fmt: skip
PRINTED = 14


def costs_sheet(facts: Facts) -> Sheet:
    needs = sum(fact.cost.need for fact in facts.costs)
    return Sheet(
        name="Costs",
        title="What the projects cost, year by year, and what is paid",
        lines=(
            f"The chosen projects need {exact(needs)} in cash within {count(facts.horizon, 'year')}, and "
            f"{exact(sum(facts.paid.values()))} is paid.",
            "Need = amount × (1 + inflation)^year × (1 + VAT, where irrecoverable) × (1 + contingency), to the penny, "
            "a half up. Paid = the payments for this cost and year on the sheet Payments. The difference must be nil.",
            "Costs after the years of money need no pot: they stay with whoever bears them. They count in the present "
            "values, which use base-year prices without VAT and contingency, with optimism bias.",
        ),
        tables=(_table(facts, needs),),
    )


def _table(facts: Facts, needs: int) -> Table:
    paid = sum(facts.paid[fact.key] for fact in facts.costs if fact.key in facts.paid)
    before = sum((fact.before for fact in facts.costs), Fraction(0))
    uplift = sum((fact.uplift for fact in facts.costs), Fraction(0))
    top: Row = {
        "project": "Total",
        "need": total("need", needs, "Total_need"),
        "funded": total("funded", paid),
        "difference": total("difference", needs - paid),
        "before": Cell(value=before / 100, formula="=SUM({before})"),
        "uplift": Cell(value=uplift / 100, formula="=SUM({uplift})"),
        "with_bias": Cell(value=(before + uplift) / 100, formula="=SUM({with_bias})"),
    }
    rows = [_row(facts, fact) for fact in facts.costs]
    return Table(id="costs", title="Costs by line and year", columns=COLUMNS, rows=rows, top=top, printed=PRINTED)


def _row(facts: Facts, fact: CostFact) -> Row:
    cost, place = fact.cost, facts.document.place
    funded = facts.paid.get(fact.key, 0)
    irrecoverable = fact.line.vat == "irrecoverable"
    return {
        "project": facts.view.project_name(fact.mode.project),
        "line": fact.line.name or cost.line,
        "bearer": facts.view.organisation_name(cost.bearer),
        "kind": cost.kind,
        "year": str(facts.first.plus(cost.year)),
        "base": pounds(cost.base),
        "inflation": (1 + Fraction(place.inflation) / 100) ** cost.year,
        "vat": Fraction(place.vat) / 100 if irrecoverable else 0,
        "contingency": _contingency(facts, fact),
        "need": pounds(cost.need),
        "funded": pounds(funded),
        "difference": pounds(cost.need - funded),
        "factor": facts.standard[cost.year],
        "bias": fact.mode.bias.on(cost.kind),
        "before": fact.before / 100,
        "uplift": fact.uplift / 100,
        "with_bias": (fact.before + fact.uplift) / 100,
        **_codes(facts, fact),
    }


def _codes(facts: Facts, fact: CostFact) -> Row:
    cost = fact.cost
    project, bearer, year = code(fact.mode.project), code(cost.bearer), str(facts.first.plus(cost.year))
    return {
        "treatment": fact.line.vat,
        "t": cost.year,
        "counted": "yes" if fact.mode.project in facts.counted else "no",
        "project_code": project,
        "line_code": code(cost.line),
        "bearer_code": bearer,
        "cost_key": key(project, code(cost.line), year),
        "demand_key": key(project, bearer, cost.kind, year),
        "part_key": key(project, bearer, "unfunded") if cost.year >= facts.horizon else "",
    }


def _contingency(facts: Facts, fact: CostFact) -> Cell:
    own = fact.line.contingency
    if own is not None:
        return Cell(value=Fraction(own) / 100)
    return Cell(value=Fraction(facts.document.place.contingency) / 100, formula="=Contingency")
