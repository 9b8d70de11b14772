"""What a person reads in the terminal in half a minute: the answer, the short-list, the money, the reasons."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports import answers
from placewide.reports.sentences import count, exact, plain, sentence, signed_money
from placewide.reports.view import View
from placewide.reports.wording import change_words

WHY_NOTS = 10


def summary(document: PlaceDocument, plan: Plan, console: Console, report: Path | None = None) -> None:
    """Print the plan; `report` is where the full report lies."""
    view = View(document, plan)
    _say(console, answers.headline(view), style="bold")
    _say(console, answers.proof(view))
    if view.has_answer:
        console.print()
        console.print(_short_list(view))
        for answer in (answers.money_used(view), answers.sharing(view), answers.who_pays(view)):
            _say(console, answer)
        _why_not(view, console)
    elif plan.conflict is not None:
        _say(console, _conflict(view))
    _endnotes(view, console, report)


def _short_list(view: View) -> Table:
    table = Table(title=None, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("project", ratio=5)
    table.add_column("start", no_wrap=True)
    for heading in ("cost to fund", "value", "benefit less cost"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("money", no_wrap=True)
    for row in view.chosen:
        option = view.option_name(row)
        table.add_row(
            view.project_name(row.id) + (f" ({option})" if option else ""),
            str(row.start),
            exact(view.cost_to_fund.get(row.id, 0)),
            "" if row.strategic_value is None else plain(row.strategic_value),
            "unknown" if row.npsv_pence is None else signed_money(row.npsv_pence),
            "firm" if row.firm else "not firm",
        )
    return table


def _why_not(view: View, console: Console) -> None:
    if not view.left_out:
        return
    console.print()
    _say(console, answers.why_not(view), style="bold")
    nearest = answers.by_nearness(view.left_out)
    for row in nearest[:WHY_NOTS]:
        nearest_change = change_words(view, row.cheapest_change) if row.cheapest_change else row.reason
        _say(console, f"  {view.project_name(row.id)}: {nearest_change}")
    if len(nearest) > WHY_NOTS:
        _say(console, f"  … and {count(len(nearest) - WHY_NOTS, 'more project')} in the report.")


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
        _say(console, sentence(f"{count(len(view.plan.findings), 'finding')}; see them with check"))
    if report is not None:
        _say(console, f"The report: {report}")


def _say(console: Console, text: str, style: str | None = None) -> None:
    # Names and reasons are people's own words: they carry no markup and are not coloured by guesswork.
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=False)
