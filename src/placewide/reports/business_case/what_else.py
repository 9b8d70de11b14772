"""What the plan would be otherwise, where that was asked: other inputs, other weights, other money, other scenarios."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from placewide.analysis.what_if import Question, WhatIf
from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.domain.plan.questions.frontier import Frontier
from placewide.domain.plan.questions.robustness import Robustness
from placewide.domain.plan.questions.weights import ViewPlan, WeightSensitivity
from placewide.reports import answers
from placewide.reports import what_if_sentences as told
from placewide.reports.business_case.blocks import Block, Bullets, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import NOTHING, pounds
from placewide.reports.sentences import listed, money, percentage, sentence
from placewide.reports.view import View
from placewide.reports.wording import objective_amount

STANDINGS = {"core": "firm", "borderline": "in the balance", "exterior": "out"}
QUESTIONS: dict[Question, str] = {
    "worth": "what more money would buy",
    "sharing": "what sharing buys",
    "uncertainty": "how far the result may spread",
    "robustness": "how firm the short-list is",
    "frontier": "what less money would buy",
    "weights": "what other weights would choose",
    "comparison": "what each scenario would change",
}
PARTS = 10


def what_else(view: View, what_if: WhatIf) -> Iterator[Block]:
    if what_if.robustness is not None:
        yield from _robustness(view, what_if.robustness)
    if what_if.weights is not None:
        yield from _weights(view, what_if.weights)
    if what_if.frontier is not None or any(use.worth for use in view.plan.allocations):
        yield Heading(level=2, text="More or less money")
        yield from _worth(view)
    if what_if.frontier is not None:
        yield from _frontier(view, what_if.frontier)
    if what_if.comparison is not None:
        yield from _scenarios(view, what_if.comparison)
    if what_if.unanswered:
        names = listed([QUESTIONS[question] for question in what_if.unanswered])
        yield Paragraph(text=sentence(f"asked, and not answered in the time there was: {names}"), quiet=True)


def _points(points: Iterable[str | None]) -> Iterator[Block]:
    if said := tuple(point for point in points if point):
        yield Bullets(items=said)


def _robustness(view: View, found: Robustness) -> Iterator[Block]:
    yield Heading(level=2, text="How firm the short-list is")
    yield Paragraph(text=told.firmness(view, found))
    yield from _points(told.firmness_points(view, found))
    columns = (
        Column(heading="Project", width=6),
        Column(heading="In this plan", width=2),
        Column(heading="In the best plan of", width=3, numeric=True),
        Column(heading="Standing", width=2),
    )
    rows = [
        (view.project_name(row.project), "yes" if row.in_plan else "no",
         f"{percentage(row.index)} of cases", STANDINGS[row.place])
        for row in sorted(found.projects, key=lambda row: (-row.index, row.project))
        if row.index or row.in_plan
    ]  # fmt: skip
    yield from table("How often each project is in the best plan", columns, rows)
    yield Paragraph(
        text=f"In each case every cost and benefit with a range takes a value of it (seed {found.seed}). Firm: in the "
        "best plan of at least nine cases in ten; out: of at most one. Projects of no best plan are not shown.",
        quiet=True,
    )


def _weights(view: View, found: WeightSensitivity) -> Iterator[Block]:
    yield Heading(level=2, text="If we weighed it differently")
    yield Paragraph(text=told.weighed(found))
    columns = (
        Column(heading="Weights", width=6),
        Column(heading="Projects", width=2, numeric=True),
        Column(heading="Comes in", width=5),
        Column(heading="Falls out", width=5),
    )
    agreed = next((set(row.projects or ()) for row in found.plans if row.view.kind == "agreed"), set())
    asked = [row for row in found.plans if row.view.kind != "agreed"] if found.matters else []
    other = [row for row in asked if row.projects is not None and set(row.projects) != agreed]
    rows = [_weighed(view, row, agreed) for row in other]
    yield from table("What other weights would choose, beside the agreed ones", columns, rows)
    if same := [told.view_name(view, row) for row in asked if row.projects is not None and row not in other]:
        yield Paragraph(text=sentence(f"the same projects are chosen under: {'; '.join(same)}"), quiet=True)
    if unknown := [told.view_name(view, row) for row in asked if row.projects is None]:
        yield Paragraph(text=sentence(f"not answered in the time there was: {'; '.join(unknown)}"), quiet=True)


def _weighed(view: View, row: ViewPlan, agreed: set[str]) -> tuple[str, ...]:
    chosen = set(row.projects or ())
    return told.view_name(view, row), str(len(chosen)), _names(view, chosen - agreed), _names(view, agreed - chosen)


def _worth(view: View) -> Iterator[Block]:
    extras = sorted({row.extra_pence for use in view.plan.allocations for row in use.worth or ()})
    if not extras:
        return
    columns = (
        Column(heading="Allocation", width=7),
        *(Column(heading=f"{money(extra)} more would add", width=4, numeric=True) for extra in extras),
    )
    if said := told.worth(view):
        yield Paragraph(text=said)
    rows = []
    for use in view.plan.allocations:
        gains = {row.extra_pence: row.objective_gain for row in use.worth or ()}
        if any(gains.values()):
            worth = (answers.first_objective_amount(view, gains[extra]) if gains.get(extra) else NOTHING
                    for extra in extras)  # fmt: skip
            rows.append((view.allocation_name(use.allocation), *worth))
    yield from table("What more money in one allocation would add", columns, rows)


def _frontier(view: View, found: Frontier) -> Iterator[Block]:
    yield Paragraph(text=told.more_or_less(found))
    yield from _points([told.last_pounds(view, found), told.thrift(view, found), *told.frontier_gaps(found)])
    columns = (
        Column(heading="Of the best result", width=3, numeric=True),
        Column(heading="Result", width=5, numeric=True),
        Column(heading="Least money (£)", width=4, numeric=True),
        Column(heading="Projects", width=2, numeric=True),
    )
    best = found.points[-1].value if found.points else Fraction(0)
    rows = []
    for part in range(1, PARTS + 1) if best > 0 else ():
        point = next(each for each in found.points if each.value >= best * Fraction(part, PARTS))
        rows.append(
            (f"{part * 100 // PARTS} % or more", objective_amount(found.objective, point.value),
             pounds(point.cost_pence), str(len(point.projects)))
        )  # fmt: skip
    yield from table("The least money for each part of the best result", columns, rows)


def _scenarios(view: View, found: Comparison) -> Iterator[Block]:
    yield Heading(level=2, text="Scenarios side by side")
    yield Paragraph(text=told.side_by_side(found))
    columns = (
        Column(heading="Scenario", width=5),
        Column(heading="Projects", width=3, numeric=True),
        Column(heading="Money used (£)", width=4, numeric=True),
        Column(heading="Shared (£)", width=4, numeric=True),
        Column(heading="Benefits less costs (£)", width=4, numeric=True),
        Column(heading="Beside the plan as it stands", width=9),
    )
    yield from table("What each scenario would do", columns, [_scenario(view, row) for row in found.rows])
    if found.missing:
        names = listed([name or "the plan as it stands" for name in found.missing])
        yield Paragraph(text=sentence(f"not answered in the time there was: {names}"), quiet=True)


def _scenario(view: View, row: ScenarioRow) -> tuple[str, ...]:
    outcome = row.outcome
    name = told.scenario_name(row)
    if outcome.used_pence is None:
        return name, NOTHING, NOTHING, NOTHING, NOTHING, f"no plan: {outcome.status}"
    comes, falls = _names(view, set(row.joins or ())), _names(view, set(row.leaves or ()))
    changes = [*([f"in: {comes}"] if comes else []), *([f"out: {falls}"] if falls else [])]
    same = "" if outcome.scenario is None else "the same projects"
    return (
        name,
        str(len(outcome.projects)),
        pounds(outcome.used_pence),
        pounds(outcome.shared_pence or 0),
        pounds(outcome.npsv_pence),
        "; ".join(changes) or same,
    )


def _names(view: View, projects: set[str]) -> str:
    return listed(sorted(view.project_name(project) for project in projects))
