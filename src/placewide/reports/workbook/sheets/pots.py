"""The sheet “Pots”: every pot, what of it is used and shared, what may be shared, and its rules in words."""

from placewide.domain.funding.records import Allocation
from placewide.domain.plan.problem.pots import Pot
from placewide.domain.shared.figures import pence
from placewide.reports import answers
from placewide.reports.sentences import sentence
from placewide.reports.view import totals
from placewide.reports.wording import MONEY_STATUSES, allocation_rules, fund_rules
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, pounds, total
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts

COLUMNS = (
    Column(key="pot", heading="Pot", width=30),
    Column(key="holder", heading="Held by", width=26),
    Column(key="fund", heading="Fund", width=26),
    Column(key="kind", heading="Kind", width=9),
    Column(key="years", heading="For", look="year", width=18),
    Column(key="status", heading="Status", width=12),
    Column(key="amount", heading="Amount (£)", look="money", width=15),
    Column(key="used", heading="Used (£)", look="money", width=15,
           formula="=ROUND(SUMIFS({payments.amount},{payments.pot_code},{code}),2)"),
    Column(key="unused", heading="Unused (£)", look="money", width=15, formula="=ROUND({amount}-{used},2)"),
    Column(key="shared", heading="Shared (£)", look="money", width=15,
           formula='=ROUND(SUMIFS({payments.amount},{payments.pot_code},{code},{payments.shared},"yes"),2)'),
    Column(key="may_share", heading="May be shared (£)", look="money", width=15),
    Column(key="rules", heading="Rules", look="text", width=54),
    Column(key="reported", heading="Used, as reported (£)", look="money", width=15),
    Column(key="difference", heading="Difference to the report (£)", look="money", width=15,
           formula="=ROUND({used}-{reported},2)"),
    Column(key="first", heading="First year number", look="whole", width=9),
    Column(key="last", heading="Last year number", look="whole", width=9),
    Column(key="code", heading="Pot code", look="key", width=24),
)  # fmt: skip
UNCOUNTED = (
    Column(key="pot", heading="Pot", width=30),
    Column(key="holder", heading="Held by", width=26),
    Column(key="fund", heading="Fund", width=26),
    Column(key="kind", heading="Kind", width=9),
    Column(key="years", heading="For", look="year", width=18),
    Column(key="status", heading="Status", width=12),
    Column(key="amount", heading="Amount (£)", look="money", width=15),
)


def pots_sheet(facts: Facts) -> Sheet:
    return Sheet(
        name="Pots",
        title="The money there is, and what comes of it",
        lines=tuple(
            line
            for line in (
                answers.money_used(facts.view),
                answers.money_not_counted(facts.view),
                "Used and shared = the payments from this pot on the sheet Payments. Unused = amount − used.",
            )
            if line
        ),
        tables=(_counted(facts), _uncounted(facts)),
    )


def _counted(facts: Facts) -> Table:
    used = totals(facts.plan.payments, lambda payment: payment.allocation)
    shared = totals((p for p in facts.plan.payments if p.shared), lambda payment: payment.allocation)
    reported = {use.allocation: use.used_pence for use in facts.plan.allocations}
    rows = [
        _row(facts, pot, used.get(pot.id, 0), shared.get(pot.id, 0), reported.get(pot.id))
        for pot in facts.pots.values()
    ]
    amounts = sum(pot.amount for pot in facts.pots.values())
    spent = sum(used.get(pot, 0) for pot in facts.pots)
    top: Row = {
        "pot": "Total",
        "amount": total("amount", amounts, "Total_money"),
        "used": total("used", spent, "Total_used"),
        "unused": total("unused", amounts - spent, "Total_unused"),
        "shared": total("shared", sum(shared.get(pot, 0) for pot in facts.pots), "Total_shared"),
        "may_share": total("may_share", sum(pot.shareable for pot in facts.pots.values())),
    }
    return Table(id="pots", title="Money counted in this plan", columns=COLUMNS, rows=rows, top=top, printed=12)


def _row(facts: Facts, pot: Pot, used: int, shared: int, reported: int | None) -> Row:
    view = facts.view
    allocation = view.allocations[pot.id]
    last = f" and {facts.first.plus(pot.last)}" if pot.last > pot.first else ""
    return {
        "pot": view.allocation_name(pot.id),
        "holder": view.organisation_name(pot.holder),
        "fund": view.fund_name(pot.fund),
        "kind": pot.kind,
        "years": f"{facts.first.plus(pot.first)}{last}",
        "status": MONEY_STATUSES[allocation.status],
        "amount": pounds(pot.amount),
        "used": pounds(used),
        "unused": pounds(pot.amount - used),
        "shared": pounds(shared),
        "may_share": pounds(pot.shareable),
        "rules": _rules(facts, allocation, pot),
        "reported": pounds(reported),
        "difference": pounds(used - (reported or 0)),
        "first": pot.first,
        "last": pot.last,
        "code": code(pot.id),
    }


def _rules(facts: Facts, allocation: Allocation, pot: Pot) -> str:
    capped = pot.shareable if pot.share_is_capped else None
    fund = facts.view.funds.get(allocation.fund) if allocation.fund else None
    # `may_transfer` of the fund is already said with the allocation's own rule on sharing.
    rules = allocation_rules(facts.view, allocation, capped)
    rules += [rule for rule in (fund_rules(fund) if fund else []) if "may not be shared" not in rule]
    return sentence("; ".join(rules))


def _uncounted(facts: Facts) -> Table:
    left = [pot for pot in facts.view.allocations.values() if pot.id not in facts.pots]
    rows: list[Row] = [
        {
            "pot": facts.view.allocation_name(pot.id),
            "holder": facts.view.organisation_name(pot.holder) if pot.holder else "not known",
            "fund": facts.view.fund_name(pot.fund),
            "kind": pot.kind or "not known",
            "years": str(pot.year or "not known"),
            "status": MONEY_STATUSES[pot.status],
            "amount": Cell(value=pounds(pence(pot.amount))) if pence(pot.amount) is not None else "not known",
        }
        for pot in left
    ]
    top: Row = {"pot": "Total", "amount": total("amount", sum(pence(pot.amount) or 0 for pot in left))}
    return Table(id="uncounted", title="Money not counted in this plan", columns=UNCOUNTED, rows=rows, top=top)
