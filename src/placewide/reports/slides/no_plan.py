"""The same six slides when nothing can be done: each says so, and what has to be decided or completed instead."""

from placewide.domain.shared.figures import pence
from placewide.reports import answers
from placewide.reports.sentences import count, exact, listed, money, sentence
from placewide.reports.slides.canvas import BODY
from placewide.reports.slides.fitting import Area
from placewide.reports.slides.opening import Opening
from placewide.reports.svg.palette import PANEL
from placewide.reports.view import View
from placewide.reports.wording import change_words

MOST = 6
"""Projects that are named, of each sort."""


def no_plan_slides(view: View, open_: Opening) -> None:
    for title, paragraphs in _nothing_chosen(view) if view.has_answer else _contents(view):
        canvas = open_(title, answers.headline(view))
        area = Area(BODY.left, BODY.top, BODY.width, BODY.height * 0.8)
        canvas.block("What can be said", area, paragraphs, fill=PANEL, sizes=(20, 18, 16, 14))
        canvas.finish(open_.footer, open_.notes(paragraphs))


def _contents(view: View) -> list[tuple[str, list[str]]]:
    missing = "There is no plan, so there is nothing to show here yet."
    return [
        ("The ask: there is no plan to agree yet", [answers.proof(view), *_conflict(view)]),
        ("The short-list: none, because there is no plan", [missing, _considered(view)]),
        ("The money: none is placed, because there is no plan", [missing, _there_is(view)]),
        ("Who pays, who gains: not known without a plan", [missing]),
        ("Risks: there is no plan", [answers.proof(view), *_conflict(view)]),
        ("The decision: what has to change first", _decision(view)),
    ]


def _nothing_chosen(view: View) -> list[tuple[str, list[str]]]:
    missing = "No project is in the plan, so there is nothing to show here yet."
    reasons = [answers.not_plannable(view), answers.left_out(view)]
    return [
        ("The ask: there is no project to agree yet", reasons),
        ("The short-list: no project is on it", [missing, _considered(view)]),
        ("The money: none is used", [missing, _there_is(view), *filter(None, [answers.money_not_counted(view)])]),
        ("Who pays, who gains: nobody yet", [missing]),
        ("Risks: the plan shows none, because it is empty", [missing]),
        ("The decision: what has to come first", _to_complete(view)),
    ]


def _to_complete(view: View) -> list[str]:
    lacking = [f"{answers.quoted(view, key)} lacks {listed(what)}." for key, what in view.lacking.items()]
    least = [
        f"{answers.quoted(view, each.id)}: {change_words(view, each.cheapest_change)}."
        for each in answers.by_nearness(view.left_out)
    ]
    return [*lacking[:MOST], *least[:MOST]] or ["Put projects into the place file, and ask again."]


def _conflict(view: View) -> list[str]:
    conflict = view.plan.conflict
    if conflict is None:
        return []
    projects = [answers.quoted(view, id_) for id_ in conflict.projects]
    return [
        "What cannot hold together: " + sentence(listed([*projects, *conflict.rules], most=6)),
        "Drop any one of these and the rest can hold.",
    ]


def _considered(view: View) -> str:
    return sentence(f"{count(len(view.document.projects), 'project')} stand in the place file")


def _there_is(view: View) -> str:
    amounts = [known for pot in view.allocations.values() if (known := pence(pot.amount)) is not None]
    said = f"The place file has {money(sum(amounts))} in {count(len(amounts), 'allocation')} of every status"
    return f"{said} ({exact(sum(amounts))})."


def _decision(view: View) -> list[str]:
    if view.plan.status == "stopped":
        return ["Let the search run longer, or give it an easier question, and ask again.", answers.proof(view)]
    return ["Decide which of these is given up; then ask again.", *_conflict(view)]
