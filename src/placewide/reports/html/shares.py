"""Who would share what with whom, and by which route."""

from placewide.domain.plan.result import Share
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, link, paragraph, quiet, section, table, tag
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import exact
from placewide.reports.view import View

COLUMNS = (
    Column("Shares"),
    Column("With"),
    Column("So that"),
    Column("When"),
    Column("Route"),
    Column("Amount", numeric=True),
)


def shares_section(view: View) -> Markup:
    return section("shares", "Who shares with whom", answers.sharing(view), _table(view), _note(view))


def _note(view: View) -> Markup | None:
    if not view.plan.shares:
        return None
    return paragraph(
        "A share is money of one organisation that pays a cost which another one bears. The routes are named so that "
        "you know whom to ask; they are not legal advice, and nothing is shared until both sides agree.",
        class_="nhsuk-body-s",
    )


def _table(view: View) -> Markup | None:
    rows = [Row(_cells(view, share)) for share in view.plan.shares]
    total = Row(["All shares", "", "", "", "", exact(sum(share.amount_pence for share in view.plan.shares))])
    return table("every-share", "Money that would be shared", COLUMNS, rows, total=total, look="stacked")


def _cells(view: View, share: Share) -> list[Child]:
    pot = link(view.allocation_name(share.allocation), view.anchor("allocation", share.allocation))
    advice = tag("Ask for advice first", "orange") if share.needs_advice else quiet("no advice needed")
    return [
        fragment(view.organisation_name(share.from_), quiet("from ", pot)),
        view.organisation_name(share.to),
        link(view.project_name(share.project), view.anchor("project", share.project)),
        fragment(str(share.year), quiet(share.kind)),
        fragment(share.route or "No route is known for this pair", " ", advice),
        exact(share.amount_pence),
    ]
