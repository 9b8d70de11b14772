"""What sharing buys, in the terminal: the story, care before pounds, steps, credit, and a word to each partner."""

from rich.console import Console
from rich.table import Table

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.reports import sharing_sentences
from placewide.reports.sentences import money, percentage
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.view import View
from placewide.reports.wording import BENEFIT_CLASSES


def story(document: PlaceDocument, result: SharingResult, console: Console) -> None:
    """Print what sharing buys."""
    seen = Comparison(View(document, result.with_), result)
    first, *others = sharing_sentences.of_the_place(seen)
    _say(console, first, style="bold")
    for text in others:
        _say(console, text)
    for finding in result.findings:
        _say(console, finding.message)
    if not seen.has_answer:
        return
    if seen.lit_up:
        console.print()
        _say(console, "Only together:", style="bold")
        for project in seen.lit_up:
            _say(console, f"  {seen.view.project_name(project)}")
    for table in (_steps(seen), _classes(seen), _credit(seen)):
        if table.row_count:
            console.print()
            console.print(table, markup=False)
    _say(console, sharing_sentences.credit_words(seen))
    _partners(seen, console)


def _steps(seen: Comparison) -> Table:
    table = Table(title=f"From alone to together, in {sharing_sentences.unit(seen)}", title_justify="left")
    table.add_column("may be shared", overflow="fold")
    table.add_column("adds", justify="right")
    table.add_column("reached", justify="right")
    for step in seen.steps:
        names = "\n".join(sharing_sentences.permit_name(seen, permit) for permit in step.permits)
        table.add_row(
            _plain(names), sharing_sentences.added(seen, step.gain), sharing_sentences.added(seen, step.reached)
        )
    return table


def _classes(seen: Comparison) -> Table:
    table = Table(title="What lands, by class of benefit (present value)", title_justify="left")
    table.add_column("class")
    for heading in ("alone", "together"):
        table.add_column(heading, justify="right")
    for name, alone, together in seen.by_class:
        table.add_row(BENEFIT_CLASSES.get(name, name), money(alone), money(together))
    return table


def _credit(seen: Comparison) -> Table:
    table = Table(title="Credit, for discussion, never a bill", title_justify="left")
    table.add_column("organisation", overflow="fold")
    table.add_column("credit", justify="right")
    table.add_column("of the gain", justify="right")
    for row in seen.result.credit:
        about = "" if seen.result.exact else f" ± {sharing_sentences.width(seen, row.half_width)}"
        whole = seen.result.gain
        name = _plain(seen.view.organisation_name(row.organisation))
        table.add_row(
            name,
            f"{sharing_sentences.amount(seen, row.shapley)}{about}",
            percentage(row.shapley, whole) if whole else "",
        )
    return table


def _partners(seen: Comparison, console: Console) -> None:
    for partner in sharing_sentences.partners(seen):
        console.print()
        _say(console, seen.view.organisation_name(partner.organisation), style="bold")
        for text in partner.sentences:
            _say(console, f"  {text}")


def _plain(text: str) -> str:
    """People's own words carry no markup."""
    return text.replace("[", "\\[")


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, markup=False, highlight=False)
