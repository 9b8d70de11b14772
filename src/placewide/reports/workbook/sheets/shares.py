"""The sheet “Shares”: money of one organisation that pays another's cost, and by which legal route."""

from placewide.domain.plan.result import Share
from placewide.reports import answers
from placewide.reports.view import totals
from placewide.reports.workbook.cells import Column, Row, Sheet, Table, pounds, total
from placewide.reports.workbook.codes import code, joined, key
from placewide.reports.workbook.facts import Facts

COLUMNS = (
    Column(key="giver", heading="From", width=34),
    Column(key="receiver", heading="To", width=34),
    Column(key="project", heading="For", width=32),
    Column(key="pot", heading="Pot", width=40),
    Column(key="kind", heading="Kind", width=9),
    Column(key="year", heading="Year", look="year", width=9),
    Column(key="amount", heading="Amount (£)", look="money", width=15,
           formula="=ROUND(SUMIFS({payments.amount},{payments.share_key},{key}),2)"),
    Column(key="route", heading="Legal route", width=44),
    Column(key="advice", heading="Advice needed first", width=10),
    Column(key="pot_code", heading="Pot code", look="key", width=24),
    Column(key="receiver_code", heading="Receiver code", look="key", width=14),
    Column(key="project_code", heading="Project code", look="key", width=20),
    Column(key="key", heading="Share key", look="key", width=44,
           formula=joined("pot_code", "receiver_code", "project_code", "year")),
)  # fmt: skip


def shares_sheet(facts: Facts) -> Sheet:
    paid = totals(
        facts.plan.payments,
        lambda payment: (payment.allocation, payment.bearer, payment.project, payment.year),
    )
    amounts = [paid.get((share.allocation, share.to, share.project, share.year), 0) for share in facts.plan.shares]
    rows = [_row(facts, share, amount) for share, amount in zip(facts.plan.shares, amounts, strict=True)]
    top: Row = {"giver": "Total", "amount": total("amount", sum(amounts))}
    return Sheet(
        name="Shares",
        title="Who shares with whom",
        lines=(
            answers.sharing(facts.view),
            "Amount = the payments of this pot for this organisation, project and year on the sheet Payments. A route "
            "is a pointer to the law, never advice.",
        ),
        tables=(Table(id="shares", title="Shares", columns=COLUMNS, rows=rows, top=top, printed=9),),
    )


def _row(facts: Facts, share: Share, amount: int) -> Row:
    view, year = facts.view, str(share.year)
    codes = (code(share.allocation), code(share.to), code(share.project))
    return {
        "giver": view.organisation_name(share.from_),
        "receiver": view.organisation_name(share.to),
        "project": view.project_name(share.project),
        "pot": view.allocation_name(share.allocation),
        "kind": share.kind,
        "year": year,
        "amount": pounds(amount),
        "route": share.route or "No route is known for these kinds of organisation",
        "advice": "yes" if share.needs_advice else "no",
        "pot_code": codes[0],
        "receiver_code": codes[1],
        "project_code": codes[2],
        "key": key(*codes, year),
    }
