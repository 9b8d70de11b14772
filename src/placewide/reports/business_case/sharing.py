"""Shares: who would share how much with whom in which year; and every share by itself, for the annex."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from placewide.domain.plan.result import Share
from placewide.domain.shared.years import FinancialYear
from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import once, pounds
from placewide.reports.sentences import listed
from placewide.reports.view import View

ADVICE = "ask for advice first"
MOST_YEARS = 5
"""Columns of years that fit beside two names."""


def sharing(view: View) -> Iterator[Block]:
    yield Paragraph(text=answers.sharing(view))
    if not view.plan.shares:
        return
    years = years_of(view.plan.shares)
    columns = (
        Column(heading="Shares", width=5),
        Column(heading="With", width=5),
        *(Column(heading=f"{year} (£)", width=3, numeric=True) for year in years),
        Column(heading="Amount (£)", width=3, numeric=True),
    )
    rows = [
        (view.organisation_name(giver), view.organisation_name(taker), *_by_year(shares, years))
        for (giver, taker), shares in by_pair(view)
    ]
    totals = ("All shares", "", *_by_year(view.plan.shares, years))
    yield from table("Who would share how much with whom", columns, rows, totals)
    yield Paragraph(
        text="A share is money of one organisation that pays a cost which another one bears. Nothing is shared until "
        "both sides agree; the management case says what each share is for and by which route it could go.",
        quiet=True,
    )


def years_of(shares: Sequence[Share]) -> tuple[FinancialYear, ...]:
    """Years in which something is shared, if they fit on a page; otherwise none, and the annex has them."""
    years = sorted({share.year for share in shares})
    return tuple(years) if len(years) <= MOST_YEARS else ()


def _by_year(shares: Sequence[Share], years: Sequence[FinancialYear]) -> tuple[str, ...]:
    amounts = (amount_of([share for share in shares if share.year == year]) for year in years)
    return (*(pounds(amount) for amount in amounts), pounds(amount_of(shares)))


def by_pair(view: View) -> list[tuple[tuple[str, str], list[Share]]]:
    """Shares by giver and receiver, the largest pair first."""
    pairs: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in view.plan.shares:
        pairs[share.from_, share.to].append(share)
    return sorted(pairs.items(), key=lambda pair: (-amount_of(pair[1]), pair[0]))


def amount_of(shares: Sequence[Share]) -> int:
    return sum(share.amount_pence for share in shares)


def projects_of(view: View, shares: Sequence[Share]) -> str:
    return listed(once(view.project_name(share.project) for share in shares))


def routes_of(shares: Sequence[Share]) -> str:
    """The routes, and whether advice is needed before any of them is relied on."""
    return "; ".join(once(_route(share) for share in shares))


def every_share(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="From", width=4),
        Column(heading="To", width=4),
        Column(heading="For", width=4),
        Column(heading="Out of", width=5),
        Column(heading="Year", width=2),
        Column(heading="Kind", width=2),
        Column(heading="Amount (£)", width=3, numeric=True),
    )
    rows = [
        (
            view.organisation_name(share.from_),
            view.organisation_name(share.to),
            view.project_name(share.project),
            view.allocation_name(share.allocation),
            str(share.year),
            share.kind,
            pounds(share.amount_pence),
        )
        for share in view.plan.shares
    ]
    totals = ("All shares", "", "", "", "", "", pounds(amount_of(view.plan.shares)))
    yield from table("Every share, by allocation, project and year", columns, rows, totals)


def _route(share: Share) -> str:
    name = share.route or "no route is known for this pair"
    return f"{name}: {ADVICE}" if share.needs_advice else name
