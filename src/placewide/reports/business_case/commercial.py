"""The commercial case: what would be bought, as far as the place file knows, and what has to be written."""

from collections.abc import Iterator

from placewide.reports.business_case.blocks import Block, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import costs_of, pounds
from placewide.reports.business_case.records import record_table
from placewide.reports.business_case.unwritten import MARKET, ROUTE_TO_MARKET, TERMS
from placewide.reports.sentences import count, listed, money, percentage
from placewide.reports.view import View, totals

SHOWN = 15


def commercial_case(view: View) -> Iterator[Block]:
    yield Heading(level=1, text="Commercial case")
    yield Heading(level=2, text="What would be bought")
    yield from _costs(view)
    yield ROUTE_TO_MARKET
    yield Heading(level=2, text="Suppliers and the market")
    yield from _suppliers(view)
    yield MARKET
    yield Heading(level=2, text="Contracts")
    if not view.document.contracts:
        yield Paragraph(text="The place file records no contract.")
    yield from record_table("Contracts that are recorded", view.document.contracts)
    yield TERMS


def _costs(view: View) -> Iterator[Block]:
    """The largest costs: those that a procurement has to look at first."""
    sums = totals(view.plan.payments, lambda payment: (payment.project, payment.line, payment.bearer, payment.kind))
    largest = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    if not largest:
        return
    shown = largest[:SHOWN]
    amount = sum(value for _, value in shown)
    yield Paragraph(
        text=f"The programme pays for {count(len(largest), 'cost line')}. The {len(shown)} largest come to "
        f"{money(amount)}, {percentage(amount, view.funded_pence)} of all."
        if len(largest) > len(shown)
        else f"The programme pays for {count(len(largest), 'cost line')}, all of them below."
    )
    names = _line_names(view)
    rows = [
        (
            names.get((project, line), line),
            view.project_name(project),
            view.organisation_name(bearer),
            kind,
            pounds(value),
        )
        for (project, line, bearer, kind), value in shown
    ]
    rest = view.funded_pence - amount
    if rest:
        rows.append((f"{count(len(largest) - len(shown), 'smaller cost line')}", "", "", "", pounds(rest)))
    columns = (
        Column(heading="Cost", width=4),
        Column(heading="Project", width=4),
        Column(heading="Borne by", width=4),
        Column(heading="Kind", width=2),
        Column(heading="Cash (£)", width=3, numeric=True),
    )
    yield from table("The largest costs, in cash", columns, rows, ("All costs", "", "", "", pounds(view.funded_pence)))


def _line_names(view: View) -> dict[tuple[str, str], str]:
    return {
        (outcome.id, str(line.id)): line.name or str(line.id)
        for outcome in view.chosen
        if outcome.id in view.projects
        for line in costs_of(view.projects[outcome.id], outcome)
    }


def _suppliers(view: View) -> Iterator[Block]:
    names = [view.organisation_name(key) for key, each in view.organisations.items() if each.kind == "supplier"]
    if names:
        yield Paragraph(text=f"Suppliers in the place file: {listed(names)}.")
    else:
        yield Paragraph(text="The place file names no supplier.")
