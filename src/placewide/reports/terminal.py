"""What a person reads in the terminal in half a minute: the answer, the short-list, the money, the reasons."""

from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan, ProjectOutcome
from placewide.reports import answers
from placewide.reports.sentences import count, money, plain, sentence, signed_money
from placewide.reports.view import View
from placewide.reports.wording import change_words

WHY_NOTS = 10
NUMBERS, FIRMNESS = 43, 11
"""Width of the columns of numbers, and of the one that says how firm the money is."""
ONE_LINE: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis"}


def summary(document: PlaceDocument, plan: Plan, console: Console, report: Path | None = None) -> None:
    """Print the plan; `report` is where the full report lies."""
    view = View(document, plan)
    _say(console, answers.headline(view), style="bold")
    _say(console, answers.proof(view))
    if view.has_answer:
        console.print()
        if view.chosen:
            console.print(_short_list(view, console.width))
            console.print()
        for answer in (
            answers.short_list(view),
            answers.money_used(view),
            answers.sharing(view),
            answers.who_pays(view),
        ):
            _say(console, answer)
        _why_not(view, console)
    elif plan.conflict is not None:
        _say(console, _conflict(view))
    _endnotes(view, console, report)


def _short_list(view: View, width: int) -> Table:
    """The projects, one a line. How firm each is stands there only where they differ."""
    firm = all(row.firm is not False for row in view.chosen)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("project", width=max(width - (NUMBERS if firm else NUMBERS + FIRMNESS), 10), **ONE_LINE)
    table.add_column("start", min_width=7)
    table.add_column("cost", min_width=8, justify="right")
    table.add_column("value", min_width=5, justify="right")
    table.add_column("net benefit", min_width=11, justify="right")
    if not firm:
        table.add_column("money", min_width=8)
    for row in view.in_order:
        table.add_row(*(Text(cell) for cell in _cells(view, row)[: 5 if firm else 6]))
    return table


def _cells(view: View, row: ProjectOutcome) -> list[str]:
    return [
        view.project_name(row.id),
        str(row.start),
        money(view.cost_to_fund.get(row.id, 0)),
        "" if row.strategic_value is None else plain(row.strategic_value),
        "unknown" if row.npsv_pence is None else signed_money(row.npsv_pence),
        "not firm" if row.firm is False else "firm",
    ]


def _why_not(view: View, console: Console) -> None:
    if not view.left_out:
        return
    console.print()
    _say(console, answers.left_out(view), style="bold")
    nearest = answers.by_nearness(view.left_out)
    for_name = (console.width - 4) * 2 // 5
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=for_name, **ONE_LINE)
    table.add_column(width=console.width - 4 - for_name, **ONE_LINE)
    for row in nearest[:WHY_NOTS]:
        table.add_row(Text(view.project_name(row.id)), Text(_least(view, row)))
    console.print(Padding(table, (0, 0, 0, 2)))
    if len(nearest) > WHY_NOTS:
        _say(console, f"  … and {count(len(nearest) - WHY_NOTS, 'more project')} in the report.")


def _least(view: View, row: ProjectOutcome) -> str:
    """The least change in a few words, or the reason where there is none: it has to fit on one line."""
    change = row.cheapest_change
    if change is None:
        return row.reason
    if change.type != "permission":
        return change_words(view, change)
    pot = view.allocations.get(change.allocation or "")
    what = f" of {pot.kind} {pot.year} from {view.organisation_name(pot.holder)}" if pot else ""
    return f"share {money(change.extra_pence)}{what}"


def _conflict(view: View) -> str:
    conflict = view.plan.conflict
    if conflict is None:
        return ""
    names = [view.project_name(project) for project in conflict.projects]
    return "These cannot hold together: " + "; ".join([*names, *conflict.rules]) + "."


def _endnotes(view: View, console: Console, report: Path | None) -> None:
    console.print()
    if view.lacking and view.has_answer:
        _say(console, answers.not_plannable(view))
    if view.plan.findings:
        _say(console, sentence(f"{count(len(view.plan.findings), 'finding')}; see them with “placewide check”"))
    if report is not None:
        _say(console, f"The report: {report}")


def _say(console: Console, text: str, style: str | None = None) -> None:
    # Names and reasons are people's own words: they carry no markup and are not coloured by guesswork.
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=False)
