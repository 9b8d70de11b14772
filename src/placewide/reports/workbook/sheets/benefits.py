"""The sheet “Benefits”: every benefit in pounds in every year, discounted, and those that are not in pounds."""

from fractions import Fraction

from placewide.reports.sentences import count, exact
from placewide.reports.wording import BENEFIT_CLASSES
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.codes import code, joined, key
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.records import BenefitFact

UNCLASSIFIED = "unclassified"
_FACTOR = '=IF({rate}="health",INDEX(Health_discount_factor,{t}+1),INDEX(Discount_factor,{t}+1))'
_CUT = "=IF({amount}>0,INDEX({bias.benefits},MATCH({project_code},{bias.code},0)),0)"
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="benefit", heading="Benefit", width=44),
    Column(key="gainer", heading="Who gains", width=40),
    Column(key="class", heading="Class", width=18),
    Column(key="year", heading="Year", look="year", width=9),
    Column(key="amount", heading="Amount, base-year prices (£)", look="money", width=15),
    Column(key="rate", heading="Discounted at", width=12),
    Column(key="factor", heading="Discount factor", look="factor", width=10, formula=_FACTOR),
    Column(key="cut", heading="Less for optimism", look="percent", width=10, formula=_CUT),
    Column(key="value", heading="Present value (£)", look="unrounded", width=18,
           formula="={amount}*{factor}*(1-{cut})"),
    Column(key="t", heading="Year number", look="whole", width=9),
    Column(key="project_code", heading="Project code", look="key", width=20),
    Column(key="gainer_code", heading="Gainer code", look="key", width=14),
    Column(key="class_code", heading="Class code", look="key", width=18),
    Column(key="part_key", heading="Part key", look="key", width=44,
           formula=joined("project_code", "gainer_code", "class_code")),
)  # fmt: skip
IN_WORDS = (
    Column(key="project", heading="Project", width=40),
    Column(key="benefit", heading="Benefit", width=44),
    Column(key="gainer", heading="Who gains", width=40),
    Column(key="class", heading="Measured by", width=18),
)


def class_words(class_: str) -> str:
    return BENEFIT_CLASSES.get(class_, "Class not known")


def benefits_sheet(facts: Facts) -> Sheet:
    value = sum((fact.value for fact in facts.benefits), Fraction(0))
    over = count(facts.appraised, "year")
    return Sheet(
        name="Benefits",
        title="What the projects yield, year by year",
        lines=(
            f"Over {over} the benefits in pounds add up to "
            f"{exact(sum(fact.amount for fact in facts.benefits))} in base-year prices.",
            "Present value = amount × discount factor × (1 − what is taken off for optimism). Nothing is taken off a "
            "dis-benefit, which is negative. Projects with an unknown benefit stand in no total and are left out.",
        ),
        tables=(_in_pounds(facts, value), _in_words(facts)),
    )


def _in_pounds(facts: Facts, value: Fraction) -> Table:
    top: Row = {"project": "Total", "value": Cell(value=value / 100, formula="=SUM({value})")}
    rows = [_row(facts, fact) for fact in facts.benefits]
    return Table(id="benefits", title="Benefits in pounds by year", columns=COLUMNS, rows=rows, top=top, printed=10)


def _row(facts: Facts, fact: BenefitFact) -> Row:
    benefit = fact.benefit
    class_ = benefit.class_ or UNCLASSIFIED
    project, gainer = code(fact.mode.project), code(benefit.organisation)
    return {
        "project": facts.view.project_name(fact.mode.project),
        "benefit": benefit.name or benefit.id,
        "gainer": facts.view.organisation_name(benefit.organisation),
        "class": class_words(class_),
        "year": str(facts.first.plus(fact.year)),
        "amount": pounds(fact.amount),
        "rate": "health" if benefit.health else "standard",
        "factor": fact.factor,
        "cut": fact.cut,
        "value": fact.value / 100,
        "t": fact.year,
        "project_code": project,
        "gainer_code": gainer,
        "class_code": class_,
        "part_key": key(project, gainer, class_),
    }


def _in_words(facts: Facts) -> Table:
    rows: list[Row] = [
        {
            "project": facts.view.project_name(mode.project),
            "benefit": benefit.name or benefit.id,
            "gainer": facts.view.organisation_name(benefit.organisation),
            "class": benefit.measure or "not said",
        }
        for mode, benefit in facts.unmonetised
    ]
    return Table(id="unmonetised", title="Benefits that are not in pounds", columns=IN_WORDS, rows=rows)
