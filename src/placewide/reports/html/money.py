"""Where the money goes: the flow, the payments, what is used and what is not, and under which rules."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from placewide.domain.plan.result import AllocationUse, Payment
from placewide.reports import answers
from placewide.reports.html.components import (
    Column,
    Row,
    bullets,
    figure,
    link,
    paragraph,
    section,
    table,
)
from placewide.reports.markup import Markup
from placewide.reports.sentences import count, exact, money, percentage
from placewide.reports.svg.bars import UseRow, draw_use
from placewide.reports.svg.sankey import Flow, Node
from placewide.reports.svg.sankey_drawing import draw_sankey
from placewide.reports.view import View, totals
from placewide.reports.wording import fund_rules

HEADINGS = ("Fund", "Holds the money", "Bears the cost", "Project")


def money_section(view: View) -> Markup:
    not_counted = answers.money_not_counted(view)
    return section(
        "money",
        "The money",
        answers.money_used(view),
        paragraph(not_counted) if not_counted else None,
        figure(_flow(view), heading="From fund to project", id_="flow"),
        _summary(view),
        paragraph(link("Every payment, to the penny, is in the annex", "#annex-payments")),
        figure(_use(view), heading="Used and not used", id_="use"),
        _use_table(view),
        _funds(view),
        paragraph(link("Every allocation, with its rules, is in the annex", "#annex-allocations")),
    )


def flows_of(view: View) -> tuple[list[Node], list[Flow]]:
    """Payments as flows: fund to holder, holder to bearer, bearer to project; shared money apart all the way."""
    nodes: dict[str, Node] = {}
    sums: dict[tuple[str, str, bool], int] = {}
    for payment in view.plan.payments:
        path = _path(view, payment)
        nodes |= {node.key: node for node in path}
        for source, target in pairwise(path):
            key = (source.key, target.key, payment.shared)
            sums[key] = sums.get(key, 0) + payment.amount_pence
    flows = [Flow(source=s, target=t, pence=amount, shared=shared) for (s, t, shared), amount in sums.items()]
    return list(nodes.values()), flows


def _path(view: View, payment: Payment) -> tuple[Node, ...]:
    fund, holder = _fund(view, payment), _holder(view, payment)
    return (
        Node(key=f"0:{fund}", column=0, name=view.fund_name(fund), href=view.anchor("fund", fund)),
        Node(
            key=f"1:{holder}", column=1, name=view.organisation_name(holder), href=view.anchor("organisation", holder)
        ),
        Node(
            key=f"2:{payment.bearer}",
            column=2,
            name=view.organisation_name(payment.bearer),
            href=view.anchor("organisation", payment.bearer),
        ),
        Node(
            key=f"3:{payment.project}",
            column=3,
            name=view.project_name(payment.project),
            href=view.anchor("project", payment.project),
        ),
    )


def _fund(view: View, payment: Payment) -> str:
    pot = view.allocations.get(payment.allocation)
    return (pot.fund if pot else None) or ""


def _holder(view: View, payment: Payment) -> str:
    pot = view.allocations.get(payment.allocation)
    return (pot.holder if pot else None) or ""


def _flow(view: View) -> Markup:
    nodes, flows = flows_of(view)
    shared = (
        f"{money(view.shared_pence)} of it is shared with another organisation"
        if view.shared_pence
        else ("none of it is shared")
    )
    return draw_sankey(
        "flow",
        HEADINGS,
        nodes,
        flows,
        title="The way of the money from fund to project",
        description=f"{money(view.funded_pence)} flows from funds to the organisations that hold them, on to those "
        f"that bear the costs, and to the projects; {shared}. The table below says the same in numbers.",
    )


def _summary(view: View) -> Markup | None:
    sums = totals(view.plan.payments, lambda payment: (_fund(view, payment), _holder(view, payment), payment.project))
    shared = totals(
        (payment for payment in view.plan.payments if payment.shared),
        lambda payment: (_fund(view, payment), _holder(view, payment), payment.project),
    )
    columns = (
        Column("Fund"),
        Column("Held by"),
        Column("Pays for"),
        Column("Amount", numeric=True),
        Column("Of it shared", numeric=True),
    )
    rows = [
        Row(
            [
                view.fund_name(key[0]),
                view.organisation_name(key[1]),
                link(view.project_name(key[2]), view.anchor("project", key[2])),
                exact(amount),
                exact(shared[key]) if key in shared else "–",
            ]
        )
        for key, amount in sorted(sums.items(), key=lambda item: _named(view, item[0]))
    ]
    total = Row(["All payments", "", "", exact(view.funded_pence), exact(view.shared_pence)])
    return table("payments", "Who pays for what, out of which fund", columns, rows, total=total)


def _named(view: View, key: tuple[str, str, str]) -> tuple[str, str, str]:
    return view.fund_name(key[0]), view.organisation_name(key[1]), view.project_name(key[2])


def use_rows(view: View) -> list[UseRow]:
    """Money used and not used, by the year and kind of its allocation."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for use in view.plan.allocations:
        pot = view.allocations.get(use.allocation)
        key = (str(pot.year) if pot and pot.year else "year not known", (pot.kind if pot else None) or "kind not known")
        used, unused = sums.get(key, (0, 0))
        sums[key] = (used + use.used_pence, unused + use.unused_pence)
    return [
        UseRow(year=year, kind=kind, used_pence=used, unused_pence=unused)
        for (year, kind), (used, unused) in sorted(sums.items())
    ]


def _use(view: View) -> Markup:
    rows = use_rows(view)
    return draw_use(
        "use",
        rows,
        description=f"{count(len(rows), 'bar')}, one for each year and kind of money, each split into what the plan "
        "uses and what it does not. The table below says the same in numbers.",
    )


def _use_table(view: View) -> Markup | None:
    columns = (
        Column("Year"),
        Column("Kind"),
        Column("There is", numeric=True),
        Column("Used", numeric=True),
        Column("Not used", numeric=True),
        Column("Used of it", numeric=True),
    )
    rows = [Row([row.year, row.kind, *_amounts(row.used_pence, row.unused_pence)]) for row in use_rows(view)]
    total = Row(["All years", "", *_amounts(*_sums(view.plan.allocations))])
    return table("use-by-year", "Money by year and kind", columns, rows, total=total)


def _amounts(used: int, unused: int) -> list[str]:
    share = percentage(Fraction(used, used + unused)) if used + unused else "–"
    return [exact(used + unused), exact(used), exact(unused), share]


def _sums(uses: Sequence[AllocationUse]) -> tuple[int, int]:
    return sum(use.used_pence for use in uses), sum(use.unused_pence for use in uses)


def _funds(view: View) -> Markup | None:
    columns = (
        Column("Fund"),
        Column("Whose money"),
        Column("Rules"),
        Column("Used", numeric=True),
        Column("Not used", numeric=True),
    )
    rows = []
    for fund in view.document.funds:
        mine = [use for use in view.plan.allocations if _fund_of(view, use) == fund.id]
        used, unused = _sums(mine)
        whose = "its holder’s own" if fund.own_money else f"a grant{f' from {fund.funder}' if fund.funder else ''}"
        rules = bullets(fund_rules(fund)) or "none known"
        rows.append(Row([view.fund_name(fund.id), whose, rules, exact(used), exact(unused)], id=f"fund-{fund.id}"))
    used, unused = _sums([use for use in view.plan.allocations if _fund_of(view, use) in view.funds])
    total = Row(["All funds", "", "", exact(used), exact(unused)])
    return table("funds", "Funds and their rules", columns, rows, total=total, look="stacked")


def _fund_of(view: View, use: AllocationUse) -> str | None:
    pot = view.allocations.get(use.allocation)
    return pot.fund if pot else None
