"""The drawings of a paper: those of the page, made to stand alone."""

import re
from collections.abc import Iterator
from math import ceil

from placewide.domain.plan.questions.uncertainty import UncertaintyResult
from placewide.domain.plan.result import ProjectOutcome
from placewide.reports.business_case.blocks import Drawing
from placewide.reports.html.money import HEADINGS, flows_of, use_rows
from placewide.reports.html.partners import partner_rows
from placewide.reports.sentences import count, listed, money, sentence
from placewide.reports.svg.bars import draw_use
from placewide.reports.svg.diverging_bars import draw_diverging_bars
from placewide.reports.svg.palette import OTHER, ink_of
from placewide.reports.svg.roadmap import RoadmapRow, draw_roadmap
from placewide.reports.svg.sankey_drawing import draw_sankey
from placewide.reports.svg.spread import Mark, draw_spread
from placewide.reports.view import View
from placewide.reports.what_if_sentences import sureness

FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
MOST_ROWS = 20
"""Projects on one road-map."""
LINKS = re.compile(r'<g class="spots">.*</g>(?=</svg>$)', re.DOTALL)


def standing_alone(svg: str) -> str:
    """The drawing with its own font, and without the links that lead to rows of a page.

    >>> standing_alone('<svg id="a"><g/><g class="spots"><a/></g></svg>').endswith('id="a"><g/></svg>')
    True
    """
    return LINKS.sub("", svg).replace("<svg ", f'<svg font-family="{FONTS}" ', 1)


def money_drawing(view: View) -> Drawing:
    title = "The way of the money from fund to project"
    shared = f"{money(view.shared_pence)} of it is shared" if view.shared_pence else "none of it is shared"
    description = (
        f"{money(view.funded_pence)} flows from funds to the organisations that hold them, on to those that bear the "
        f"costs, and to the projects; {shared}. The tables around it say the same in numbers."
    )
    nodes, flows = flows_of(view)
    svg = draw_sankey("flow", HEADINGS, nodes, flows, title=title, description=description)
    return Drawing(svg=standing_alone(svg), title=title, description=description)


def use_drawing(view: View) -> Drawing:
    rows = use_rows(view)
    description = sentence(
        f"{count(len(rows), 'bar')}, one for each year and kind of money; the table below has the numbers"
    )
    svg = draw_use("use", rows, description=description)
    return Drawing(svg=standing_alone(svg), title="Money used and not used", description=description)


def partners_drawing(view: View) -> Drawing:
    rows = partner_rows(view)
    description = sentence(
        f"{count(len(rows), 'row')}: to the left the own money that each organisation puts in, to the right what it "
        "gains. The tables beside it have the numbers."
    )
    svg = draw_diverging_bars("partners", rows, description=description)
    return Drawing(svg=standing_alone(svg), title="Own money against gains, in present values", description=description)


def roadmap_drawings(view: View) -> Iterator[Drawing]:
    """As many as it takes to keep each on a page with letters that can be read."""
    years = [str(year) for year in view.years]
    parts = ceil(len(view.in_order) / MOST_ROWS)
    each = ceil(len(view.in_order) / max(parts, 1))
    for part in range(parts):
        rows = view.in_order[part * each : (part + 1) * each]
        description = sentence(
            f"{count(len(rows), 'project')} on the years {years[0]} to {years[-1]}, grouped by the priority that "
            "each serves most. The table of projects in the strategic case has starts and costs."
        )
        svg = draw_roadmap("roadmap", years, [_row(view, row) for row in rows], description=description)
        title = "When each project needs money" + (f" ({part + 1} of {parts})" if parts > 1 else "")
        yield Drawing(svg=standing_alone(svg), title=title, description=description)


def spread_drawing(result: UncertaintyResult) -> Drawing:
    low, middle, high = (result.npsv.percentiles[percent].pence for percent in (10, 50, 90))
    stated = result.npsv.as_stated_pence
    marks = [
        Mark(said=f"{money(low)}: one in ten is below", pence=low),
        Mark(said=f"{money(middle)}: half are below", pence=middle),
        Mark(said=f"{money(high)}: one in ten is above", pence=high),
        Mark(said=f"as stated {money(stated)}", pence=stated, broken=True),
    ]
    title = "How likely which result is: benefits less costs"
    description = f"{sureness(result)} The table below has the numbers."
    svg = draw_spread("spread", result.curve_pence, marks, (low, high), title=title, description=description)
    return Drawing(svg=standing_alone(svg), title=title, description=description)


def _row(view: View, outcome: ProjectOutcome) -> RoadmapRow:
    strongest, order = view.strongest_priority(outcome), list(view.weights)
    amounts = [0] * len(view.years)
    for payment in view.plan.payments:
        if payment.project == outcome.id and payment.year in view.years:
            amounts[view.years.index(payment.year)] += payment.amount_pence
    return RoadmapRow(
        id=outcome.id,
        name=view.project_name(outcome.id),
        note=_note(view, outcome),
        group=view.priority_name(strongest) if strongest else "No priority",
        ink=ink_of(order.index(strongest)) if strongest in order else OTHER,
        amounts=tuple(amounts),
        start=view.years.index(outcome.start) if outcome.start in view.years else None,
        firm=outcome.firm is not False,
        href=None,
    )


def _note(view: View, outcome: ProjectOutcome) -> str:
    project = view.projects.get(outcome.id)
    required = [view.project_name(key) for key in project.requires] if project else []
    parts = [f"after {listed(required, most=2)}"] if required else []
    return " · ".join([*parts, *(["money not awarded yet"] if outcome.firm is False else [])])
