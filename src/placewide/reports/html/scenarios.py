"""Scenarios side by side: what each would change, beside the plan as the place file has it."""

from fractions import Fraction

from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.domain.plan.result import Status
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import Column, Row, bullets, figure, paragraph, quiet, section, table, unbroken
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import count, exact, listed, money
from placewide.reports.svg.levels import Across, Level, draw_levels
from placewide.reports.view import View
from placewide.reports.wording import objective_amount, objective_words

NO_PLAN = {
    "infeasible": "no plan keeps every rule",
    "stopped": "no plan found in time",
    "refused": "what must be in cannot be planned",
}


def scenarios_section(view: View, found: Comparison) -> Markup:
    return section(
        "scenarios",
        said.TITLES["comparison"],
        said.side_by_side(found),
        bullets(said.scenarios_missing(view, found)),
        _drawn(found),
        _table(view, found),
    )


def _base(found: Comparison) -> ScenarioRow | None:
    return next((row for row in found.rows if row.outcome.scenario is None), None)


def _drawn(found: Comparison) -> Markup | None:
    base = _base(found)
    if base is None or base.outcome.objective is None or len(found.rows) < 2:
        return None
    aim, value = base.outcome.objectives[0], base.outcome.objective[0]
    levels = [_level(row, aim) for row in found.rows]
    words = objective_words(aim).removeprefix("the ")
    drawing = draw_levels(
        "beside",
        levels,
        [Across(value=max(float(value), 0.0), said="the plan")],
        title=f"What each scenario reaches on the plan’s own aim: {words}",
        description=f"{said.side_by_side(found)} Each bar is a scenario’s plan, measured by the aim of the plan as it "
        "stands; the table below has projects and money.",
    )
    return figure(drawing, heading=f"Each scenario on the plan’s own aim: {words}", id_="beside")


def _level(row: ScenarioRow, aim: str) -> Level:
    outcome, href = row.outcome, f"#scenario-{row.outcome.scenario or 'none'}"
    value = outcome.base_objective if outcome.scenario is not None else _first(outcome.objective)
    if outcome.objective is None:
        return Level(name=said.scenario_name(row), value=None, said=_status(outcome.status), href=href)
    number = count(len(outcome.projects), "project")
    if value is None:
        return Level(name=said.scenario_name(row), value=None, said=f"{number}; not comparable", href=href)
    reached = objective_amount(aim, value).split(" ")[0]
    return Level(
        name=said.scenario_name(row), value=float(value), said=f"{reached}; {number}",
        strong=outcome.scenario is None, href=href,
    )  # fmt: skip


def _first(values: tuple[Fraction, ...] | None) -> Fraction | None:
    return values[0] if values else None


def _status(status: Status | str) -> str:
    return NO_PLAN.get(status, status)


def _table(view: View, found: Comparison) -> Markup | None:
    columns = (
        Column("Scenario"),
        Column("Projects", numeric=True),
        Column("Money used", numeric=True),
        Column("Shared", numeric=True),
        Column("Benefit less cost", numeric=True),
        Column("Comes in, goes out"),
    )
    rows = [Row(_cells(view, row), id=f"scenario-{row.outcome.scenario or 'none'}") for row in found.rows]
    return fragment(
        table("scenarios-table", "Each scenario’s own best plan", columns, rows),
        paragraph(
            "Benefit less cost in present values, after optimism bias. A scenario may have an aim of its own.",
            class_="nhsuk-body-s",
        ),
    )


def _cells(view: View, row: ScenarioRow) -> list[Child]:
    outcome, name = row.outcome, said.scenario_name(row)
    if outcome.used_pence is None:
        return [name, "", "", "", "", _status(outcome.status)]
    losers = [f"{view.organisation_name(each.organisation)} loses {money(-each.net_pence)}" for each in outcome.losers]
    return [
        fragment(name, quiet("; ".join(losers)) if losers else None),
        str(len(outcome.projects)),
        exact(outcome.used_pence),
        exact(outcome.shared_pence),
        unbroken(exact(outcome.npsv_pence)),
        _changes(view, row),
    ]


def _changes(view: View, row: ScenarioRow) -> Child:
    if row.outcome.scenario is None:
        return "the plan"
    come = [view.project_name(name) for name in row.joins or ()]
    gone = [view.project_name(name) for name in row.leaves or ()]
    if not come and not gone:
        return "the same projects"
    return fragment(
        element("div", f"In: {listed(come)}") if come else None,
        element("div", f"Out: {listed(gone)}") if gone else None,
    )
