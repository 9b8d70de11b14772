"""The sheet “Optimism bias”: by how much each project’s estimate is corrected, and on what evidence."""

from fractions import Fraction

from placewide.domain.benefits.parameters import OPTIMISM_BIAS, BiasBounds, in_force
from placewide.domain.benefits.records import BiasFactor, OptimismBias
from placewide.domain.plan.problem.modes import Mode
from placewide.reports.sentences import money, sentence
from placewide.reports.workbook.cells import Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts

_OPEN = (
    "=IF(SUMIFS({causes.weight},{causes.project_code},{code})=0,1,"
    "SUMIFS({causes.open},{causes.project_code},{code})/SUMIFS({causes.weight},{causes.project_code},{code}))"
)
_RESIDUAL = "=IF(AND({upper}*{open}<{lower},{unproven}>0),{lower},{upper}*{open})"
COLUMNS = (
    Column(key="project", heading="Project", width=40),
    Column(key="type", heading="Type of project", width=32),
    Column(key="raises", heading="It raises", width=10),
    Column(key="upper", heading="Upper bound", look="percent", width=10),
    Column(key="lower", heading="Lower bound", look="percent", width=10),
    Column(key="open", heading="Not mitigated", look="percent", width=11, formula=_OPEN),
    Column(key="unproven", heading="Causes said to be mitigated without evidence", look="whole", width=15,
           formula="=SUMIFS({causes.unproven},{causes.project_code},{code})"),
    Column(key="residual", heading="Bias applied", look="percent", width=10, formula=_RESIDUAL),
    Column(key="capital", heading="On capital", look="percent", width=10,
           formula='=IF({raises}="capital",{residual},0)'),
    Column(key="revenue", heading="On revenue", look="percent", width=10,
           formula='=IF({raises}="revenue",{residual},0)'),
    Column(key="benefits", heading="Off benefits", look="percent", width=10),
    Column(key="risk", heading="Cost of managing risks (£)", look="money", width=14),
    Column(key="why", heading="Note", width=50),
    Column(key="code", heading="Project code", look="key", width=20),
)  # fmt: skip
CAUSES = (
    Column(key="project", heading="Project", width=40),
    Column(key="cause", heading="Cause of overrun", width=32),
    Column(key="weight", heading="Weight", look="points", width=10),
    Column(key="mitigated", heading="Mitigated", look="percent", width=10),
    Column(key="open", heading="Weight left", look="points", width=10, formula="={weight}*(1-{mitigated})"),
    Column(key="unproven", heading="Without evidence", look="whole", width=11,
           formula="=IF(AND({mitigated}>0,LEN(TRIM({evidence}))=0),1,0)"),
    Column(key="project_code", heading="Project code", look="key", width=15),
    Column(key="evidence", heading="Evidence", look="long", width=10),
)  # fmt: skip


def bias_sheet(facts: Facts) -> Sheet:
    uplift = sum((fact.uplift for fact in facts.costs), Fraction(0))
    table = in_force(OPTIMISM_BIAS, max(f"{facts.first.start}-04-01", f"{OPTIMISM_BIAS[0].valid_from}-01-01"))
    return Sheet(
        name="Optimism bias",
        title="Optimism bias, and the evidence that lowers it",
        lines=(
            f"Optimism bias adds {money(round(uplift))} to the present value of the chosen projects’ costs.",
            "Bias = upper bound × what is not mitigated, the causes taken by weight. It stays at or above the lower "
            "bound while any mitigation lacks evidence. It counts in the appraisal, never in the money to be found.",
            f"Bounds: {table.name}. Source: {table.source.title}, {table.source.url}.",
        ),
        tables=(
            Table(id="bias", title="Bias by project", columns=COLUMNS, rows=[_row(facts, m) for m in facts.modes],
                  printed=13),
            Table(id="causes", title="Causes of overrun", columns=CAUSES, rows=_causes(facts)),
        ),
    )  # fmt: skip


def _row(facts: Facts, mode: Mode) -> Row:
    record = facts.project(mode).optimism_bias
    bounds = _bounds(facts, record)
    left = [_left(factor) for factor in record.factors] if record and bounds else []
    weights = sum((Fraction(factor.weight) for factor in record.factors), Fraction(0)) if record and bounds else 0
    return {
        "project": facts.view.project_name(mode.project),
        "type": bounds.name if bounds else "none given",
        "raises": bounds.raises if bounds else None,
        "upper": bounds.upper if bounds else 0,
        "lower": bounds.lower if bounds else 0,
        "open": sum(left, Fraction(0)) / weights if weights else 1,
        "unproven": sum(_unproven(factor) for factor in record.factors) if record and bounds else 0,
        "residual": mode.bias.capital + mode.bias.revenue,
        "capital": mode.bias.capital,
        "revenue": mode.bias.revenue,
        "benefits": mode.bias.benefits,
        "risk": pounds(mode.bias.risk_cost),
        "why": " ".join(sentence(reason) for reason in mode.bias.reasons),
        "code": code(mode.project),
    }


def _causes(facts: Facts) -> list[Row]:
    return [
        {
            "project": facts.view.project_name(mode.project),
            "cause": factor.name,
            "weight": Fraction(factor.weight),
            "mitigated": Fraction(factor.mitigated),
            "open": _left(factor),
            "unproven": _unproven(factor),
            "project_code": code(mode.project),
            "evidence": factor.evidence,
        }
        for mode in facts.modes
        for record in (facts.project(mode).optimism_bias,)
        if record and _bounds(facts, record)
        for factor in record.factors
    ]


def _bounds(facts: Facts, record: OptimismBias | None) -> BiasBounds | None:
    if record is None or record.type is None:
        return None
    on = max(f"{facts.first.start}-04-01", f"{OPTIMISM_BIAS[0].valid_from}-01-01")
    return in_force(OPTIMISM_BIAS, on).bounds_of(record.type)


def _left(factor: BiasFactor) -> Fraction:
    return Fraction(factor.weight) * (1 - Fraction(factor.mitigated))


def _unproven(factor: BiasFactor) -> int:
    return int(factor.mitigated > 0 and not (factor.evidence and factor.evidence.strip()))
