"""The sheet “Why not”: each project that is left out, why, and the least that would bring it in."""

from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.sentences import listed
from placewide.reports.wording import REASONS, change_words
from placewide.reports.workbook.cells import Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.facts import Facts

LEFT_OUT = (
    Column(key="project", heading="Project", width=40),
    Column(key="code", heading="Why it is out", width=26),
    Column(key="reason", heading="In detail", width=54),
    Column(key="change", heading="Least that would bring it in", width=44),
    Column(key="extra", heading="Money in it (£)", look="money", width=15),
    Column(key="price", heading="Price of forcing it in", width=22),
    Column(key="displaces", heading="It would push out", width=34),
)
LACKING = (
    Column(key="project", heading="Project", width=40),
    Column(key="lacks", heading="What it lacks", look="long", width=26),
)
ASIDE = (
    Column(key="project", heading="Project", width=40),
    Column(key="status", heading="Status", width=26),
)


def why_not_sheet(facts: Facts) -> Sheet:
    view = facts.view
    return Sheet(
        name="Why not",
        title="Why not the others",
        lines=(
            answers.why_not(view),
            answers.not_plannable(view),
            "The least change brings the project in while every chosen project stays. The price is what the plan as a "
            "whole would lose if the project were forced in. These are the plan’s findings, not formulas.",
        ),
        tables=(
            Table(id="left_out", title="Projects left out, nearest first", columns=LEFT_OUT,
                  rows=[_row(facts, outcome) for outcome in answers.by_nearness(view.left_out)]),
            Table(id="lacking", title="Projects that cannot be planned yet", columns=LACKING,
                  rows=[{"project": view.project_name(project), "lacks": listed(lacks)}
                        for project, lacks in view.lacking.items()]),
            Table(id="aside", title="Projects that nobody asked to plan", columns=ASIDE,
                  rows=[{"project": view.project_name(each.id), "status": each.status} for each in view.set_aside]),
        ),
    )  # fmt: skip


def _row(facts: Facts, outcome: ProjectOutcome) -> Row:
    view, change = facts.view, outcome.cheapest_change
    extra = sum(part.extra_pence for part in change.parts) or change.extra_pence if change else 0
    return {
        "project": view.project_name(outcome.id),
        "code": REASONS[outcome.reason_code],
        "reason": outcome.reason,
        "change": change_words(view, change),
        "extra": pounds(extra) if extra else None,
        "price": answers.first_objective_amount(view, outcome.price) if outcome.price is not None else "not known",
        "displaces": listed([view.project_name(project) for project in outcome.displaces]) or "nothing",
    }
