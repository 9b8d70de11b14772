"""The long list: every project that was proposed, in or out, and why."""

from collections.abc import Iterator

from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import NOTHING
from placewide.reports.sentences import count, listed
from placewide.reports.view import View
from placewide.reports.wording import REASONS, change_words

MOST_NAMED = 4


def long_list(view: View) -> Iterator[Block]:
    yield Paragraph(
        text=f"The long list has {count(view.considered, 'proposal')}. {answers.why_not(view)} "
        f"{answers.not_plannable(view)}"
    )
    yield from _in(view)
    yield from _out(view)
    yield from _not_ready(view)


def _in(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="Project", width=4),
        Column(heading="Way chosen", width=3),
        Column(heading="Other ways considered", width=4),
        Column(heading="Why it is in", width=6),
    )
    rows = [
        (view.project_name(each.id), view.option_name(each) or "the only one", _others(view, each), _why(view, each))
        for each in view.in_order
    ]
    yield from table("In the programme", columns, rows)


def _why(view: View, outcome: ProjectOutcome) -> str:
    """The reason as the plan gives it, unless it names so many other projects that nobody would read it."""
    if outcome.reason_code != "chosen" or len(outcome.displaces) <= MOST_NAMED:
        return outcome.reason
    names = [view.project_name(project) for project in outcome.displaces]
    return f"It is in the best plan, in place of {listed(names, most=MOST_NAMED)}."


def _others(view: View, outcome: ProjectOutcome) -> str:
    project = view.projects.get(outcome.id)
    names = [option.name or option.id for option in project.options if option.id != outcome.option] if project else []
    starts = [str(year) for year in (project.starts or ()) if year != outcome.start] if project else []
    parts = [listed(names)] if names else []
    return "; ".join([*parts, *([f"starting in {listed(starts)}"] if starts else [])]) or "none"


def _out(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="Project", width=4),
        Column(heading="Why it is out", width=7),
        Column(heading="Least that would bring it in", width=5),
        Column(heading="Price of forcing it in", width=3),
    )
    rows = [
        (
            view.project_name(each.id),
            f"{REASONS[each.reason_code]}. {each.reason}",
            change_words(view, each.cheapest_change),
            answers.first_objective_amount(view, each.price) if each.price is not None else NOTHING,
        )
        for each in answers.by_nearness(view.left_out)
    ]
    yield from table("Left out, nearest first", columns, rows)
    if rows:
        yield Paragraph(
            text="The price is what the programme as a whole would lose if the project were forced in; a dash: it "
            "cannot be forced in, or the price was not asked.",
            quiet=True,
        )


def _not_ready(view: View) -> Iterator[Block]:
    rows = [(view.project_name(key), f"Not complete enough to plan: it lacks {listed(lacks)}")
            for key, lacks in view.lacking.items()]  # fmt: skip
    rows += [(view.project_name(each.id), f"Set aside by the partners: {each.status}") for each in view.set_aside]
    columns = (Column(heading="Project", width=4), Column(heading="Why it was not weighed", width=8))
    yield from table("Proposed, and not weighed against the others", columns, rows)
