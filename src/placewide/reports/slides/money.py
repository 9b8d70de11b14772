"""The money: from fund to bearer, used and not used, what may be shared and what would be."""

from placewide.reports import answers
from placewide.reports.sentences import exact, money
from placewide.reports.slides.canvas import BODY
from placewide.reports.slides.charts import Chart, Series, draw_chart
from placewide.reports.slides.figures import Use, kind_of, unit_of, use_of, year_of
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area
from placewide.reports.slides.flow_drawing import draw_flow, flows_of
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.tables import Cell, Column, Row, Table, draw
from placewide.reports.svg.palette import GRANT, OWN, PANEL
from placewide.reports.view import View

FLOW_WIDTH, GAP = 548.0, 20.0
NAME_WIDTH = 116.0
LEGEND_HEIGHT = 22.0


def money_slides(view: View, open_: Opening) -> None:
    title = f"The money: {money(view.funded_pence)} of {money(view.counted_pence)} is used"
    canvas = open_(title, _lead(view))
    flow = Area(BODY.left, BODY.top, FLOW_WIDTH, BODY.height - LEGEND_HEIGHT)
    draw_flow(canvas, view, flow, _flow_words(view))
    legend = "Blue bands: money spent by its holder. Orange with a dashed edge: shared."
    at = Area(BODY.left, BODY.top + BODY.height - LEGEND_HEIGHT + 4, FLOW_WIDTH, LEGEND_HEIGHT - 4)
    canvas.text("How to read the bands", at, [legend], sizes=(SMALLEST_TEXT,))
    left, width = BODY.left + FLOW_WIDTH + GAP, BODY.width - FLOW_WIDTH - GAP
    table = _table(view, width)
    draw(canvas, table, table.rows, Area(left, BODY.top, width, 0))
    below = BODY.top + table.height(table.rows) + 8
    draw_chart(canvas, _chart(view), Area(left, below, width, BODY.top + BODY.height - below))
    canvas.finish(open_.footer, open_.notes(_notes(view)))


def _lead(view: View) -> str:
    """What the title does not say: the rest, and what is shared."""
    unused = view.counted_pence - view.funded_pence
    rest = f"{money(unused)} finds no use under the rules that it comes with. " if unused > 0 else ""
    return f"{rest}{answers.sharing(view)}"


def uses_by_kind(view: View) -> dict[str, Use]:
    kinds = sorted({kind_of(view, use) for use in view.plan.allocations})
    return {kind: use_of(view, [use for use in view.plan.allocations if kind_of(view, use) == kind]) for kind in kinds}


def uses_by_year(view: View) -> dict[str, Use]:
    years = sorted({year_of(view, use) for use in view.plan.allocations})
    return {year: use_of(view, [use for use in view.plan.allocations if year_of(view, use) == year]) for year in years}


def _table(view: View, width: float) -> Table:
    uses = {"All": use_of(view, view.plan.allocations), **uses_by_kind(view)}
    number = (width - NAME_WIDTH) / len(uses)
    unit, said = unit_of(uses["All"].there_is_pence)
    return Table(
        name="Used and shared",
        description=f"What there is, is used and is shared, by kind of money. {answers.money_used(view)}",
        columns=[
            Column(heading=unit, width=NAME_WIDTH),
            *(Column(heading=kind.capitalize(), width=number, numeric=True) for kind in uses),
        ],
        rows=[
            _line("There is", [said(use.there_is_pence) for use in uses.values()]),
            _line("Used", [said(use.used_pence) for use in uses.values()]),
            _line("Not used", [said(use.unused_pence) for use in uses.values()]),
            _line("May be shared", [said(use.may_be_shared_pence) for use in uses.values()]),
            _line("Would be shared", [said(use.shared_pence) for use in uses.values()], strong=True),
        ],
    )


def _line(name: str, amounts: list[str], *, strong: bool = False) -> Row:
    fill = {"fill": PANEL} if strong else {}
    return [Cell(name, bold=True, **fill), *(Cell(amount, bold=strong, **fill) for amount in amounts)]


def _amount(pence: int) -> str:
    return money(pence) if pence else "£0"


def _chart(view: View) -> Chart:
    years = uses_by_year(view)
    return Chart(
        name="Used and not used by year",
        description="A bar for each year, split into money that is used and money that is not: "
        + "; ".join(
            f"{year}: {_amount(u.used_pence)} used, {_amount(u.unused_pence)} not" for year, u in years.items()
        ),
        categories=list(years),
        series=[
            Series("Used", [use.used_pence for use in years.values()], OWN),
            Series("Not used", [use.unused_pence for use in years.values()], GRANT, striped=True),
        ],
        stacked=True,
    )


def _flow_words(view: View) -> str:
    return (
        f"{money(view.funded_pence)} flows from funds to the organisations that bear the costs; "
        f"{money(view.shared_pence)} of it is shared. The notes have every amount."
    )


def _notes(view: View) -> list[str]:
    whole = use_of(view, view.plan.allocations)
    said = [
        f"There is {exact(whole.there_is_pence)}.",
        f"Used: {exact(whole.used_pence)}. Not used: {exact(whole.unused_pence)}.",
        f"May be shared: {exact(whole.may_be_shared_pence)}. Would be shared: {exact(whole.shared_pence)}.",
        answers.money_not_counted(view) or "All money of the place is counted.",
        "From fund to bearer:",
    ]
    for (fund, bearer, shared), amount in sorted(flows_of(view).items(), key=lambda item: -item[1]):
        how = ", shared" if shared else ""
        said.append(f"{view.fund_name(fund or None)} to {view.organisation_name(bearer)}: {exact(amount)}{how}.")
    return said
