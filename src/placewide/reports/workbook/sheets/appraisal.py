"""The sheet “Appraisal”: each project’s present values, with optimism bias in a column of its own."""

from placewide.domain.plan.problem.modes import Mode
from placewide.numerics.rounding import round_half_up
from placewide.reports import answers
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.codes import code, joined
from placewide.reports.workbook.facts import Facts


def half_up(pounds_formula: str) -> str:
    """Pounds to the penny, a half up also below nil, where ROUND would go down; first to a millionth of a penny."""
    return f"=INT(ROUND(100*({pounds_formula}),6)+0.5)/100"


_WHOLE = "{benefits_exact}-{before_exact}-{uplift_exact}-{risk_exact}"
_COST = "({before_exact}+{uplift_exact}+{risk_exact})"
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="option", heading="Option", width=18),
    Column(key="start", heading="Start", look="year", width=9),
    Column(key="benefits", heading="Benefits (£)", look="money", width=16, formula=half_up("{benefits_exact}")),
    Column(key="before", heading="Costs before bias (£)", look="money", width=16,
           formula="=ROUND({costs}-{uplift}-{risk},2)"),
    Column(key="uplift", heading="Optimism bias (£)", look="money", width=15, formula=half_up("{uplift_exact}")),
    Column(key="risk", heading="Managing risks (£)", look="money", width=14, formula=half_up("{risk_exact}")),
    Column(key="costs", heading="Costs with bias (£)", look="money", width=16, formula="=ROUND({benefits}-{npsv},2)"),
    Column(key="npsv", heading="Benefits less costs, NPSV (£)", look="money", width=16, formula=half_up(_WHOLE)),
    Column(key="bcr", heading="Benefit for each £1 of cost", look="ratio", width=12,
           formula=f'=IF({_COST}>0,{{benefits_exact}}/{_COST},"")'),
    Column(key="reported", heading="NPSV, as reported (£)", look="money", width=16),
    Column(key="difference", heading="Difference (£)", look="money", width=11, formula="=ROUND({npsv}-{reported},2)"),
    Column(key="benefits_exact", heading="Benefits, unrounded (£)", look="unrounded", width=20,
           formula="=SUMIFS({benefits.value},{benefits.project_code},{code})"),
    Column(key="before_exact", heading="Costs before bias, unrounded (£)", look="unrounded", width=20,
           formula="=SUMIFS({costs.before},{costs.project_code},{code})"),
    Column(key="uplift_exact", heading="Bias, unrounded (£)", look="unrounded", width=20,
           formula="=SUMIFS({costs.uplift},{costs.project_code},{code})"),
    Column(key="risk_exact", heading="Managing risks, unrounded (£)", look="unrounded", width=20,
           formula="=INDEX({bias.risk},MATCH({code},{bias.code},0))*INDEX(Discount_factor,{t}+1)"),
    Column(key="counted", heading="In the totals", look="key", width=9),
    Column(key="t", heading="Year number", look="whole", width=9),
    Column(key="code", heading="Project code", look="key", width=20),
    Column(key="risk_key", heading="Part key of risks", look="key", width=40,
           formula=joined("code", "lead_code", '"risk"')),
    Column(key="lead_code", heading="Lead code", look="key", width=14),
)  # fmt: skip
UNKNOWN = "not known"


def appraisal_sheet(facts: Facts) -> Sheet:
    return Sheet(
        name="Appraisal",
        title="Is it worth it? Present values by project",
        lines=(
            answers.appraisal(facts.view),
            "Benefits, bias and NPSV are rounded to the penny, a half up. Costs = benefits − NPSV, and costs before "
            "bias = costs − bias − managing risks, so that every row adds up. Base-year prices, without VAT.",
            "The unrounded columns are sums over the sheets Costs and Benefits. A project of which a benefit is "
            "unknown has no NPSV and stands in no total.",
        ),
        tables=(_table(facts),),
    )


def _table(facts: Facts) -> Table:
    rows = [_row(facts, mode) for mode in facts.modes]
    return Table(
        id="appraisal", title="Present values by project", columns=COLUMNS, rows=rows, top=_top(facts), printed=12
    )


def _top(facts: Facts) -> Row:
    values = [mode.value for mode in facts.modes if mode.project in facts.counted]
    benefits = sum(value.benefits_pence for value in values)
    costs = sum(value.costs_pence for value in values)
    uplift = sum(round_half_up(value.costs - value.risk - value.costs_before_bias) for value in values)
    risk = sum(round_half_up(value.risk) for value in values)
    return {
        "project": "Total of those whose benefits are known",
        "benefits": _counted_total("benefits", benefits, "PV_benefits"),
        "before": _counted_total("before", costs - uplift - risk),
        "uplift": _counted_total("uplift", uplift, "PV_bias"),
        "risk": _counted_total("risk", risk),
        "costs": _counted_total("costs", costs, "PV_costs"),
        "npsv": _counted_total("npsv", benefits - costs, "NPSV"),
        "bcr": Cell(
            value=benefits / costs if costs > 0 else "", formula='=IF(PV_costs>0,PV_benefits/PV_costs,"")',
            look="ratio", name="BCR",
        ),
    }  # fmt: skip


def _counted_total(key: str, pence: int, name: str | None = None) -> Cell:
    formula = f'=ROUND(SUMIFS({{{key}}},{{counted}},"yes"),2)'
    return Cell(value=pounds(pence), formula=formula, look="money", name=name)


def _row(facts: Facts, mode: Mode) -> Row:
    value, known = mode.value, mode.project in facts.counted
    uplift = value.costs - value.risk - value.costs_before_bias
    bias, risk = round_half_up(uplift), round_half_up(value.risk)
    outcome = facts.view.outcomes[mode.project]
    row: Row = {
        "project": facts.view.project_name(mode.project),
        "option": facts.view.option_name(outcome),
        "start": str(mode.start),
        "benefits": pounds(value.benefits_pence),
        "before": pounds(value.costs_pence - bias - risk),
        "uplift": pounds(bias),
        "risk": pounds(risk),
        "costs": pounds(value.costs_pence),
        "npsv": pounds(value.npsv_pence),
        "bcr": "" if value.ratio is None else value.ratio,
        "reported": pounds(_reported(facts, mode)),
        "difference": pounds((value.npsv_pence or 0) - (_reported(facts, mode) or 0)),
        "benefits_exact": (value.benefits or 0) / 100,
        "before_exact": value.costs_before_bias / 100,
        "uplift_exact": uplift / 100,
        "risk_exact": value.risk / 100,
        "counted": "yes" if known else "no",
        "t": mode.start.start - facts.first.start,
        "code": code(mode.project),
        "risk_key": " · ".join((code(mode.project), code(mode.lead), "risk")),
        "lead_code": code(mode.lead),
    }
    return row if known else {**row, **_unknown(mode)}


def _unknown(mode: Mode) -> Row:
    """Cells of a project without NPSV: its costs are rounded by themselves."""
    costs = Cell(value=pounds(mode.value.costs_pence), formula=half_up(_COST))
    said = Cell(value=UNKNOWN)
    return {"benefits": said, "npsv": said, "bcr": said, "costs": costs, "reported": said, "difference": Cell()}


def _reported(facts: Facts, mode: Mode) -> int | None:
    appraisal = facts.plan.appraisal
    rows = appraisal.by_project if appraisal else ()
    return next((row.npsv_pence for row in rows if row.project == mode.project), None)
