"""How firm the money is: by status, and which projects hang on money that is not awarded."""

from collections.abc import Iterator

from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import once, pounds
from placewide.reports.sentences import count, listed
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES


def firmness(view: View) -> Iterator[Block]:
    loose = [outcome for outcome in view.in_order if outcome.firm is False]
    if view.plan.payments and not loose:
        yield Paragraph(text="Every pound that the plan spends is awarded.")
    if not_counted := answers.money_not_counted(view):
        yield Paragraph(text=not_counted)
    statuses = {use.allocation: _status(view, use.allocation) for use in view.plan.allocations}
    columns = (
        Column(heading="Status of the money", width=4),
        Column(heading="Used by the plan (£)", width=3, numeric=True),
        Column(heading="Projects that it pays for", width=8),
    )
    rows = []
    for status in once(statuses.values()):
        payments = [each for each in view.plan.payments if statuses.get(each.allocation) == status]
        amount = sum(payment.amount_pence for payment in payments)
        rows.append((status, pounds(amount), _projects(view, status, once(each.project for each in payments))))
    yield from table("Money used, by how firm it is", columns, rows, ("All money used", pounds(view.funded_pence), ""))


def _projects(view: View, status: str, projects: list[str]) -> str:
    """By name where the money is not firm; of firm money the number is enough."""
    if status == MONEY_STATUSES["awarded"]:
        return count(len(projects), "project")
    return listed([view.project_name(key) for key in projects]) or "none"


def _status(view: View, allocation: str) -> str:
    pot = view.allocations.get(allocation)
    return MONEY_STATUSES[pot.status] if pot else "of unknown status"
