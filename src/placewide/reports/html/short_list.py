"""The projects in the plan: on a road-map, and in a table."""

from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, figure, paragraph, quiet, section, table
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import count, exact, listed, money, plain
from placewide.reports.svg.palette import OTHER, ink_of
from placewide.reports.svg.roadmap import RoadmapRow, draw_roadmap
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES

COLUMNS = (
    Column("Project"),
    Column("Leads"),
    Column("Starts"),
    Column("Cost to fund", numeric=True),
    Column("Strategic value", numeric=True),
    Column("Benefit less cost", numeric=True),
    Column("How firm"),
)


def short_list_section(view: View) -> Markup:
    return section(
        "short-list",
        "The projects",
        answers.short_list(view),
        figure(_roadmap(view), heading="When each needs money", id_="roadmap"),
        _table(view),
        paragraph(
            "Cost to fund is in the cash of each year, inside the years that are planned. Strategic value is weight "
            "times score, summed over the priorities. Benefit less cost is in present values after optimism bias. A "
            "project is firm when every pound that the plan gives it is awarded.",
            class_="nhsuk-body-s",
        ),
    )


def _roadmap(view: View) -> Markup:
    rows = [_roadmap_row(view, outcome) for outcome in view.in_order]
    years = [str(year) for year in view.years]
    groups = listed([f"{view_group} ({count(n, 'project')})" for view_group, n in _group_sizes(rows).items()])
    return draw_roadmap(
        "roadmap",
        years,
        rows,
        description=f"{count(len(rows), 'bar')} on the years {years[0]} to {years[-1]}, grouped by the priority that "
        f"each project serves most: {groups}. The table below says the same in words.",
    )


def _group_sizes(rows: list[RoadmapRow]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row.group] = sizes.get(row.group, 0) + 1
    return sizes


def _roadmap_row(view: View, outcome: ProjectOutcome) -> RoadmapRow:
    strongest = view.strongest_priority(outcome)
    order = list(view.weights)
    amounts = [0] * len(view.years)
    for payment in view.plan.payments:
        if payment.project == outcome.id and payment.year in view.years:
            amounts[view.years.index(payment.year)] += payment.amount_pence
    return RoadmapRow(
        id=outcome.id,
        name=view.project_name(outcome.id),
        note=_note(view, outcome),
        group=view.priority_name(strongest) if strongest else "No priority",
        ink=ink_of(order.index(strongest)) if strongest in order else OTHER,
        amounts=tuple(amounts),
        start=view.years.index(outcome.start) if outcome.start in view.years else None,
        firm=outcome.firm is not False,
        href=view.anchor("project", outcome.id),
    )


def _note(view: View, outcome: ProjectOutcome) -> str:
    parts = []
    if option := view.option_name(outcome):
        parts.append(f"option: {option}")
    required = view.projects[outcome.id].requires if outcome.id in view.projects else ()
    if required:
        parts.append(f"after {listed([view.project_name(id_) for id_ in required], most=2)}")
    if outcome.firm is False:
        parts.append("money not awarded yet")
    return " · ".join(parts)


def _table(view: View) -> Markup | None:
    return table(
        "projects",
        "Projects in the plan",
        COLUMNS,
        [Row(_cells(view, outcome), id=f"project-{outcome.id}") for outcome in view.in_order],
        total=Row(_total(view)),
        look="stacked",
    )


def _cells(view: View, outcome: ProjectOutcome) -> list[Child]:
    project = view.projects.get(outcome.id)
    option = view.option_name(outcome)
    value = outcome.strategic_value
    return [
        fragment(view.project_name(outcome.id), quiet(f"Option: {option}") if option else None),
        view.organisation_name(project.lead) if project and project.lead else "nobody yet",
        str(outcome.start or "not known"),
        exact(view.cost_to_fund.get(outcome.id, 0)),
        plain(value, 3) if value is not None else "not known",
        exact(outcome.npsv_pence),
        _firmness(view, outcome),
    ]


def _total(view: View) -> list[Child]:
    values = [outcome.strategic_value for outcome in view.chosen]
    known = sum(value for value in values if value is not None)
    npsv = view.plan.appraisal.npsv_pence if view.plan.appraisal else None
    return ["All projects in the plan", "", "", exact(view.funded_pence), plain(known, 3), exact(npsv), ""]


def _firmness(view: View, outcome: ProjectOutcome) -> Child:
    if outcome.firm is not False:
        return "Firm"
    pots = [
        f"{view.allocation_name(id_)} ({money(_paid(view, id_, outcome.id))}, {_status(view, id_)})"
        for id_ in outcome.hangs_on
        if _status(view, id_) != "awarded"
    ]
    return fragment(element("strong", "Hangs on "), listed(pots) or "money that is not awarded")


def _status(view: View, allocation: str) -> str:
    pot = view.allocations.get(allocation)
    return MONEY_STATUSES[pot.status] if pot else "of unknown status"


def _paid(view: View, allocation: str, project: str) -> int:
    return sum(p.amount_pence for p in view.plan.payments if p.allocation == allocation and p.project == project)
