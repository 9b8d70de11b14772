"""The financial case: what it costs in cash, whose money pays, who shares, how firm it is, what stays to be paid."""

from collections.abc import Iterator

from placewide.domain.plan.result import Payment
from placewide.domain.shared.years import FinancialYear
from placewide.reports import answers
from placewide.reports.business_case.afterwards import afterwards
from placewide.reports.business_case.blocks import Block, Column, Heading, Paragraph, table
from placewide.reports.business_case.bridge import bridge
from placewide.reports.business_case.cells import fund_of, holder_of, is_own_money, paid, pounds, span
from placewide.reports.business_case.drawings import money_drawing, use_drawing
from placewide.reports.business_case.firmness import firmness
from placewide.reports.business_case.sharing import sharing
from placewide.reports.business_case.unwritten import ACCOUNTING
from placewide.reports.html.money import use_rows
from placewide.reports.sentences import money, percentage
from placewide.reports.view import View, totals
from placewide.reports.workbook.facts import Facts

KINDS = ("capital", "revenue")
MOST_YEARS = 6
"""Columns of years that fit on a page."""


def financial_case(facts: Facts) -> Iterator[Block]:
    view = facts.view
    yield Heading(level=1, text="Financial case")
    yield Heading(level=2, text="What it costs")
    yield from _by_year(view)
    yield from _by_bearer(view)
    yield from bridge(facts)
    yield Heading(level=2, text="Whose money pays")
    yield from _by_fund(view)
    yield from _by_organisation(view)
    if len(view.chosen) > 1:
        yield money_drawing(view)
    yield Heading(level=2, text="Who shares with whom")
    yield from sharing(view)
    yield Heading(level=2, text="How firm the money is")
    yield from firmness(view)
    yield Heading(level=2, text="What is not used")
    yield from _unused(view)
    yield Heading(level=2, text="After the money stops")
    yield from afterwards(facts)
    yield Heading(level=2, text="In the accounts")
    yield ACCOUNTING


def _kinds(payments: list[Payment]) -> tuple[str, ...]:
    """Capital, revenue and both together."""
    by_kind = [sum(each.amount_pence for each in payments if each.kind == kind) for kind in KINDS]
    return (*(pounds(amount) for amount in by_kind), pounds(sum(each.amount_pence for each in payments)))


def _by_year(view: View) -> Iterator[Block]:
    yield Paragraph(
        text=f"Over {span(view.years)} the programme needs {money(view.funded_pence)} in cash, with "
        "inflation, contingency and the VAT that cannot be recovered. Every project is paid in full."
    )
    payments = list(view.plan.payments)
    columns = (
        Column(heading="Year", width=3),
        Column(heading="Capital (£)", width=3, numeric=True),
        Column(heading="Revenue (£)", width=3, numeric=True),
        Column(heading="All (£)", width=3, numeric=True),
    )
    rows = [(str(year), *_kinds([each for each in payments if each.year == year])) for year in view.years]
    yield from table("Cash by year", columns, rows, ("All years", *_kinds(payments)))


def _by_fund(view: View) -> Iterator[Block]:
    payments = list(view.plan.payments)
    columns = (
        Column(heading="Fund", width=5),
        Column(heading="Whose money", width=4),
        Column(heading="Capital (£)", width=3, numeric=True),
        Column(heading="Revenue (£)", width=3, numeric=True),
        Column(heading="All (£)", width=3, numeric=True),
    )
    used = {fund_of(view, each) for each in payments}
    ids: list[str | None] = [key for key in view.funds if key in used]
    rows = [
        (view.fund_name(key), _whose(view, key), *_kinds([each for each in payments if fund_of(view, each) == key]))
        for key in [*ids, *([None] if None in used else [])]
    ]
    yield from table("Funding by fund", columns, rows, ("All funds", "", *_kinds(payments)))


def _whose(view: View, key: str | None) -> str:
    fund = view.funds.get(key or "")
    if fund is None:
        return "not known"
    return "the holder’s own" if fund.own_money else f"a grant{f' from {fund.funder}' if fund.funder else ''}"


def _by_organisation(view: View) -> Iterator[Block]:
    """How what each bears follows from what each holds: pays − shares given + shares received = bears."""
    ids = {each.bearer for each in view.plan.payments} | {holder_of(view, each) or "" for each in view.plan.payments}
    columns = (
        Column(heading="Organisation", width=5),
        *(Column(heading=f"{heading} (£)", width=3, numeric=True) for heading in
          ("Own money used", "Grants used", "Shared with others", "Received from others", "Bears")),
    )  # fmt: skip
    order = [key for key in view.organisations if key in ids]
    rows = [(view.organisation_name(key), *_account(view, {key})) for key in order]
    yield from table("Cash by organisation", columns, rows, ("The place", *_account(view, set(order))))
    if rows:
        yield Paragraph(
            text="Own money and grants used, less what is shared with others, plus what is received from others, is "
            "what an organisation bears.",
            quiet=True,
        )


def _account(view: View, those: set[str]) -> tuple[str, ...]:
    def held(payment: Payment) -> bool:
        return (holder_of(view, payment) or "") in those

    return (
        pounds(paid(view, lambda each: held(each) and is_own_money(view, each))),
        pounds(paid(view, lambda each: held(each) and not is_own_money(view, each))),
        pounds(paid(view, lambda each: held(each) and each.shared)),
        pounds(paid(view, lambda each: each.bearer in those and each.shared)),
        pounds(paid(view, lambda each: each.bearer in those)),
    )


def _unused(view: View) -> Iterator[Block]:
    yield Paragraph(text=answers.money_used(view))
    rows = use_rows(view)
    if not rows:
        return
    yield use_drawing(view)
    columns = (
        Column(heading="Year", width=3),
        Column(heading="Kind", width=3),
        Column(heading="There is (£)", width=3, numeric=True),
        Column(heading="Used (£)", width=3, numeric=True),
        Column(heading="Not used (£)", width=3, numeric=True),
        Column(heading="Used of it", width=2, numeric=True),
    )
    used, unused = sum(row.used_pence for row in rows), sum(row.unused_pence for row in rows)
    yield from table(
        "Money by year and kind",
        columns,
        [(row.year, row.kind, *_use(row.used_pence, row.unused_pence)) for row in rows],
        ("All years", "", *_use(used, unused)),
    )


def _use(used: int, unused: int) -> tuple[str, ...]:
    whole = used + unused
    return (pounds(whole), pounds(used), pounds(unused), percentage(used, whole) if whole else "–")


def _by_bearer(view: View) -> Iterator[Block]:
    """What each organisation bears in each year: the line that each finance director looks for."""
    bearers = [key for key in view.organisations if any(each.bearer == key for each in view.plan.payments)]
    paying = {each.year for each in view.plan.payments}
    with_money = tuple(year for year in view.years if year in paying)
    for start in range(0, len(with_money), MOST_YEARS):
        years = with_money[start : start + MOST_YEARS]
        columns = (
            Column(heading="Organisation", width=5),
            *(Column(heading=f"{year} (£)", width=3, numeric=True) for year in years),
            Column(heading="These years (£)", width=3, numeric=True),
        )
        rows = [(view.organisation_name(key), *_borne(view, [key], years)) for key in bearers]
        caption = f"What each organisation bears, {span(years)}"
        yield from table(caption, columns, rows, ("The place", *_borne(view, bearers, years)))


def _borne(view: View, bearers: list[str], years: tuple[FinancialYear, ...]) -> tuple[str, ...]:
    borne = totals(view.plan.payments, lambda payment: (payment.bearer, payment.year))
    by_year = [sum(borne.get((bearer, year), 0) for bearer in bearers) for year in years]
    return (*(pounds(amount) for amount in by_year), pounds(sum(by_year)))
