"""Why each project left out is out and what would bring it in; and what cannot be planned yet."""

from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.html.components import (
    Column,
    Row,
    bullets,
    paragraph,
    quiet,
    section,
    subheading,
    table,
)
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import count, listed
from placewide.reports.view import View
from placewide.reports.wording import REASONS, change_words

LEFT_OUT = (
    Column("Project"),
    Column("Why it is out"),
    Column("Least that would bring it in"),
    Column("Price of forcing it in"),
    Column("It would push out"),
)


def why_not_section(view: View) -> Markup:
    return section(
        "why-not",
        "Why not the others",
        answers.why_not(view),
        _left_out(view),
        subheading("Not ready to be planned") if view.lacking else None,
        paragraph(answers.not_plannable(view)),
        _lacking(view),
        _set_aside(view),
    )


def not_ready_section(view: View) -> Markup | None:
    """The projects that lack something, on a page that has no plan to leave others out of."""
    if not view.lacking:
        return None
    return section("not-ready", "Not ready to be planned", answers.not_plannable(view), _lacking(view))


def _left_out(view: View) -> Markup | None:
    rows = [Row(_cells(view, o), id=f"project-{o.id}") for o in answers.by_nearness(view.left_out)]
    made = table("left-out", "Projects left out, nearest first", LEFT_OUT, rows, look="stacked")
    if made is None:
        return None
    note = (
        "The least change is the smallest permission, rule or sum of money that brings the project in while every "
        "chosen project stays. The price is what the plan as a whole would lose if you forced the project in."
    )
    return fragment(made, paragraph(note, class_="nhsuk-body-s"))


def _cells(view: View, outcome: ProjectOutcome) -> list[Child]:
    displaced = [view.project_name(id_) for id_ in outcome.displaces]
    return [
        view.project_name(outcome.id),
        fragment(REASONS[outcome.reason_code], quiet(outcome.reason)),
        change_words(view, outcome.cheapest_change),
        _price(view, outcome),
        listed(displaced) or "nothing",
    ]


def _price(view: View, outcome: ProjectOutcome) -> str:
    if outcome.price is not None:
        return answers.first_objective_amount(view, outcome.price)
    return "not asked" if outcome.reason_code == "worth_less" else "cannot be forced in"


def _lacking(view: View) -> Markup | None:
    rows = [
        Row([view.project_name(project), bullets(lacks)], id=f"project-{project}")
        for project, lacks in view.lacking.items()
    ]
    columns = (Column("Project"), Column("What it lacks"))
    return table("lacking", "Projects that lack something", columns, rows, look="stacked")


def _set_aside(view: View) -> Markup | None:
    aside = view.set_aside
    if not aside:
        return None
    names = listed([f"{view.project_name(project.id)} ({project.status})" for project in aside])
    verb = "is" if len(aside) == 1 else "are"
    return paragraph(f"{count(len(aside), 'project').capitalize()} {verb} not asked about: {names}.")
