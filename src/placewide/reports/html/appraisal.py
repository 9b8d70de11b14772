"""The plan in pounds, project by project, with optimism bias in a column of its own."""

from fractions import Fraction

from placewide.domain.plan.result import Appraisal, ProjectAppraisal
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, details, paragraph, quiet, section, table
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import exact, percentage
from placewide.reports.view import View

COLUMNS = (
    Column("Project"),
    Column("Costs before bias", numeric=True),
    Column("Optimism bias", numeric=True),
    Column("Cost of risks", numeric=True),
    Column("Costs", numeric=True),
    Column("Benefits", numeric=True),
    Column("Benefits less costs", numeric=True),
    Column("Ratio", numeric=True),
)


def appraisal_section(view: View) -> Markup:
    result = view.plan.appraisal
    body = (_table(view, result), _definition(result), _bias(view, result)) if result else ()
    return section("appraisal", "Is it worth it?", answers.appraisal(view), *body)


def _table(view: View, result: Appraisal) -> Markup | None:
    order = {outcome.id: place for place, outcome in enumerate(view.in_order)}
    projects = sorted(result.by_project, key=lambda project: order.get(project.project, len(order)))
    rows = [Row(_cells(view, project)) for project in projects]
    before = sum(project.pv_costs_before_bias_pence for project in result.by_project)
    risks = sum(project.pv_risk_cost_pence for project in result.by_project)
    total = Row(
        [
            "The plan",
            exact(before),
            exact(result.pv_bias_pence),
            exact(risks),
            exact(result.pv_costs_pence),
            exact(result.pv_benefits_pence),
            exact(result.npsv_pence),
            _ratio(result.bcr),
        ]
    )
    return table("appraisals", "Present values of each project in the plan", COLUMNS, rows, total=total)


def _cells(view: View, project: ProjectAppraisal) -> list[Child]:
    option = next((view.option_name(o) for o in view.chosen if o.id == project.project), project.option)
    start = f"from {project.start}"
    return [
        fragment(view.project_name(project.project), quiet(f"{option}, {start}" if option else start)),
        exact(project.pv_costs_before_bias_pence),
        exact(project.pv_bias_pence),
        exact(project.pv_risk_cost_pence),
        exact(project.pv_costs_pence),
        exact(project.pv_benefits_pence),
        exact(project.npsv_pence),
        _ratio(project.bcr),
    ]


def _ratio(bcr: float | None) -> str:
    return f"{bcr:.2f}" if bcr is not None else "–"


def _definition(result: Appraisal) -> Markup:
    return paragraph(f"The ratio is {result.bcr_definition}.", class_="nhsuk-body-s")


def _bias(view: View, result: Appraisal) -> Markup | None:
    columns = (
        Column("Project"),
        Column("Kind of project"),
        Column("On capital", numeric=True),
        Column("On revenue", numeric=True),
        Column("What has been done about it"),
    )
    rows = [Row(_bias_cells(view, project)) for project in result.by_project]
    made = table("bias", "Optimism bias of each project", columns, rows)
    return details("How much optimism bias each project carries, and why", made) if made else None


def _bias_cells(view: View, project: ProjectAppraisal) -> list[Child]:
    record = view.projects.get(project.project)
    bias = record.optimism_bias if record else None
    kind = bias.type.replace("_", " ") if bias and bias.type else "none given, so no bias is added"
    mitigated = [
        f"{factor.name}: {percentage(Fraction(factor.mitigated))} mitigated"
        + (f" ({factor.evidence})" if factor.evidence else "")
        for factor in (bias.factors if bias else ())
        if factor.mitigated
    ]
    return [
        view.project_name(project.project),
        kind,
        percentage(project.bias_capital),
        percentage(project.bias_revenue),
        "; ".join(mitigated) or "nothing recorded",
    ]
