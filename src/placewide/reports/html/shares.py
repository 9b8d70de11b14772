"""Who would share what with whom, and by which route."""

from collections import defaultdict
from collections.abc import Sequence

from placewide.domain.plan.result import Share
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, link, paragraph, quiet, section, table, tag
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import exact
from placewide.reports.view import View

BY_PAIR = (
    Column("Shares"),
    Column("With"),
    Column("So that"),
    Column("Route"),
    Column("Amount", numeric=True),
)


def shares_section(view: View) -> Markup:
    return section(
        "shares",
        "Who shares with whom",
        answers.sharing(view),
        _note(view),
        _by_pair(view),
    )


def _note(view: View) -> Markup | None:
    if not view.plan.shares:
        return None
    return paragraph(
        "A share is money of one organisation that pays a cost which another one bears. The routes are named so that "
        "you know whom to ask; they are not legal advice, and nothing is shared until both sides agree. ",
        link("Every share, year by year, is in the annex", "#annex-shares"),
        ".",
    )


def _by_pair(view: View) -> Markup | None:
    """One row for each pair of organisations: what a board can take in at a glance."""
    pairs: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in view.plan.shares:
        pairs[share.from_, share.to].append(share)
    largest = sorted(pairs.items(), key=lambda pair: (-sum(share.amount_pence for share in pair[1]), pair[0]))
    rows = [Row(_pair_cells(view, giver, taker, shares)) for (giver, taker), shares in largest]
    total = Row(["All shares", "", "", "", exact(sum(share.amount_pence for share in view.plan.shares))])
    return table("shares-by-pair", "Who would share how much with whom", BY_PAIR, rows, total=total, look="stacked")


def _pair_cells(view: View, giver: str, taker: str, shares: Sequence[Share]) -> list[Child]:
    projects = dict.fromkeys(share.project for share in shares)
    links = [link(view.project_name(project), view.anchor("project", project)) for project in projects]
    routes = dict.fromkeys((share.route, share.needs_advice) for share in shares)
    return [
        view.organisation_name(giver),
        view.organisation_name(taker),
        fragment(*[part for one in links for part in (one, ", ")][:-1]),
        fragment(*(part for route, advice in routes for part in _route(route, advice))),
        exact(sum(share.amount_pence for share in shares)),
    ]


def _route(route: str | None, needs_advice: bool) -> tuple[Child, ...]:
    advice = tag("Ask for advice first", "orange") if needs_advice else quiet("no advice needed")
    return (route or "No route is known for this pair", " ", advice, " ")
