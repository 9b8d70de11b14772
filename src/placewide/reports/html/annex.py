"""Everything that a finance director adds up: each payment, each share and each allocation, to the penny."""

from placewide.domain.plan.result import AllocationUse, Payment
from placewide.domain.shared.figures import pence
from placewide.reports.html.components import Column, Row, bullets, details, quiet, section, table
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import count, exact, sentence
from placewide.reports.view import View
from placewide.reports.wording import allocation_rules

PAYMENTS = (
    Column("Pays for"),
    Column("Borne by"),
    Column("When"),
    Column("Paid by"),
    Column("Amount", numeric=True),
)
SHARES = (
    Column("Shares"),
    Column("With"),
    Column("For"),
    Column("When"),
    Column("Amount", numeric=True),
)
ALLOCATIONS = (
    Column("Money"),
    Column("Held by"),
    Column("Rules that it comes with"),
    Column("Used", numeric=True),
    Column("Of it shared", numeric=True),
    Column("Not used", numeric=True),
)


def annex_section(view: View) -> Markup:
    payments, shares, pots = view.plan.payments, view.plan.shares, view.plan.allocations
    return section(
        "annex",
        "Annex: to the penny",
        _answer(view),
        details(f"Every payment ({len(payments):,})", _payments(view), id_="annex-payments"),
        details(f"Every share ({len(shares):,})", _shares(view), id_="annex-shares") if shares else None,
        details(f"Every allocation that is counted ({len(pots):,})", _allocations(view), id_="annex-allocations"),
    )


def _answer(view: View) -> str:
    return sentence(
        f"{count(len(view.plan.payments), 'payment')} come to {exact(view.funded_pence)}, out of "
        f"{count(len(view.plan.allocations), 'allocation')} of {exact(view.counted_pence)}; "
        f"{exact(view.counted_pence - view.funded_pence)} is not used."
    )


def _payments(view: View) -> Markup | None:
    rows = [Row(_payment(view, payment)) for payment in view.plan.payments]
    total = Row(["All payments", "", "", "", exact(view.funded_pence)])
    return table("every-payment", "Every payment", PAYMENTS, rows, total=total)


def _payment(view: View, payment: Payment) -> list[Child]:
    pot = view.allocations.get(payment.allocation)
    holder = view.organisation_name(pot.holder if pot else None)
    return [
        fragment(view.project_name(payment.project), quiet(payment.line)),
        view.organisation_name(payment.bearer),
        fragment(str(payment.year), quiet(payment.kind)),
        fragment(holder, quiet(_pot(view, payment.allocation))),
        fragment(exact(payment.amount_pence), quiet("shared") if payment.shared else None),
    ]


def _shares(view: View) -> Markup | None:
    rows = [
        Row(
            [
                fragment(view.organisation_name(share.from_), quiet(_pot(view, share.allocation))),
                view.organisation_name(share.to),
                view.project_name(share.project),
                fragment(str(share.year), quiet(share.kind)),
                exact(share.amount_pence),
            ]
        )
        for share in view.plan.shares
    ]
    total = Row(["All shares", "", "", "", exact(sum(share.amount_pence for share in view.plan.shares))])
    return table("every-share", "Every share, by allocation, project and year", SHARES, rows, total=total)


def _pot(view: View, allocation: str) -> str:
    return f"{view.allocation_name(allocation)} ({allocation})"


def _allocations(view: View) -> Markup | None:
    rows = [Row(_allocation(view, use), id=f"allocation-{use.allocation}") for use in view.plan.allocations]
    used, unused = view.funded_pence, view.counted_pence - view.funded_pence
    shared = sum(use.shared_pence for use in view.plan.allocations)
    total = Row(["All counted money", "", "", exact(used), exact(shared), exact(unused)])
    return table("allocations", "Every allocation that is counted", ALLOCATIONS, rows, total=total, look="stacked")


def _allocation(view: View, use: AllocationUse) -> list[Child]:
    pot = view.allocations.get(use.allocation)
    rules = allocation_rules(view, pot, pence(pot.shareable)) if pot else []
    return [
        fragment(view.allocation_name(use.allocation), quiet(_kind_and_year(view, use))),
        view.organisation_name(pot.holder) if pot and pot.holder else "not known",
        bullets(rules),
        exact(use.used_pence),
        exact(use.shared_pence) if use.shared_pence else "–",
        exact(use.unused_pence),
    ]


def _kind_and_year(view: View, use: AllocationUse) -> str:
    """Id, and kind and year where the allocation's own name does not say them already."""
    pot = view.allocations.get(use.allocation)
    return f"{use.allocation}, {pot.kind} {pot.year}" if pot and pot.name else use.allocation
