"""The short-list as a road-map: a table whose cells are filled in the years in which a project needs money."""

from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.sentences import count, exact, number_word, sentence
from placewide.reports.slides.canvas import BODY
from placewide.reports.slides.figures import thousands
from placewide.reports.slides.fitting import PADDING_ACROSS, SMALLEST_CELL
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.tables import Cell, Column, Row, Table, over_slides
from placewide.reports.svg.palette import OTHER, PANEL, PAPER, Ink, ink_of
from placewide.reports.svg.text import cut
from placewide.reports.view import View

MOST_YEARS = 7
YEAR_WIDTH, ALL_WIDTH, NAME_SHARE = 62.0, 58.0, 0.55
NOT_FIRM = " †"
ROW_PADDING = 2.0
LATER = "Later"


def short_list_slides(view: View, open_: Opening) -> None:
    number = count(len(view.chosen), "project")
    table = Table(
        name="Road-map",
        description=f"Road-map of {number}: a row for each, a column for each year; a filled cell shows what the "
        f"project needs in that year, in thousands of pounds. {answers.short_list(view)}",
        columns=_columns(view),
        rows=[*(_row(view, outcome) for outcome in view.in_order), _total(view)],
        padding=ROW_PADDING,
    )
    title = f"The short-list: {number}" + (", by the priority that each serves most" if len(view.chosen) > 1 else "")
    for canvas in over_slides(table, title, _lead(view), open_):
        canvas.finish(open_.footer, open_.notes(_notes(view)))


def year_headings(view: View) -> list[str]:
    """The years of the place; beyond what fits, the rest is one column."""
    years = [str(year) for year in view.years]
    return years if len(years) <= MOST_YEARS else [*years[: MOST_YEARS - 1], LATER]


def needs_by_year(view: View, project: str | None) -> list[int]:
    """Pence that the plan pays for a project (or for all) in each of the years shown."""
    headings = year_headings(view)
    sums = [0] * len(headings)
    for payment in view.plan.payments:
        if project in (None, payment.project):
            year = str(payment.year)
            sums[headings.index(year) if year in headings else -1] += payment.amount_pence
    return sums


def _columns(view: View) -> list[Column]:
    years = year_headings(view)
    rest = BODY.width - len(years) * YEAR_WIDTH - ALL_WIDTH
    return [
        Column(heading="Project", width=rest * NAME_SHARE),
        Column(heading="Serves most", width=rest * (1 - NAME_SHARE)),
        *(Column(heading=year, width=YEAR_WIDTH, numeric=True) for year in years),
        Column(heading="All", width=ALL_WIDTH, numeric=True),
    ]


def _row(view: View, outcome: ProjectOutcome) -> Row:
    strongest = view.strongest_priority(outcome)
    ink = _ink(view, strongest)
    mark = NOT_FIRM if outcome.firm is False else ""
    return [
        Cell(f"{view.project_name(outcome.id)}{mark}", bold=True),
        Cell(_priority(view, strongest), fill=ink.pale),
        *(_year(amount, ink) for amount in needs_by_year(view, outcome.id)),
        Cell(thousands(view.cost_to_fund.get(outcome.id, 0)), bold=True),
    ]


def _priority(view: View, priority: str | None) -> str:
    """On one line, so that more projects fit on a slide; the notes have the whole name."""
    room = _columns(view)[1].width - 2 * PADDING_ACROSS
    return cut(view.priority_name(priority), SMALLEST_CELL, room) if priority else "No priority"


def _year(amount: int, ink: Ink) -> Cell:
    return Cell(thousands(amount), bold=True, fill=ink.strong, colour=PAPER) if amount else Cell("")


def _ink(view: View, priority: str | None) -> Ink:
    order = list(view.weights)
    return ink_of(order.index(priority)) if priority in order else OTHER


def _total(view: View) -> Row:
    sums = [Cell(thousands(amount), bold=True, fill=PANEL) for amount in needs_by_year(view, None)]
    everything = Cell(thousands(view.funded_pence), bold=True, fill=PANEL)
    return [Cell("All projects in the plan", bold=True, fill=PANEL), Cell("", fill=PANEL), *sums, everything]


def _lead(view: View) -> str:
    """Short enough to stand whole, however many projects hang on money that is not awarded; the notes name them."""
    starts = sorted({outcome.start for outcome in view.chosen if outcome.start})
    when = f" in {starts[0]}" if len(starts) == 1 else f" from {starts[0]} to {starts[-1]}" if starts else ""
    number = len(view.chosen)
    hanging = sum(1 for outcome in view.chosen if outcome.firm is False)
    firm = "all on money that is awarded"
    if hanging:
        firm = f"{number_word(hanging)}, marked{NOT_FIRM}, on money that is not awarded yet"
    begun = f"{count(number, 'project')} {'starts' if number == 1 else 'start'}{when}, {firm}"
    return f"{sentence(begun)} Filled: the years in which each needs money, in thousands of pounds."


def _notes(view: View) -> list[str]:
    said = [answers.short_list(view), f"Costs to fund, exact, {exact(view.funded_pence)} in all:"]
    for outcome in view.in_order:
        starts = f"starts {outcome.start}" if outcome.start else "start not known"
        option = view.option_name(outcome)
        chosen = f", option {option}" if option else ""
        cost = exact(view.cost_to_fund.get(outcome.id, 0))
        firm = "; hangs on money that is not awarded" if outcome.firm is False else ""
        project = view.projects.get(outcome.id)
        led = f"led by {view.organisation_name(project.lead)}" if project and project.lead else "led by nobody yet"
        priority = view.strongest_priority(outcome)
        serves = f", serves most “{view.priority_name(priority)}”" if priority else ""
        said.append(f"{view.project_name(outcome.id)}: {cost}, {starts}{chosen}, {led}{serves}{firm}.")
    return said
