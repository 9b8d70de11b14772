"""Who pays and who gains, by organisation; who would lose; and the bill after the money stops."""

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, figure, paragraph, section, subheading, table, tag
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import count, exact
from placewide.reports.svg.diverging_bars import Fill, PartnerRow, draw_diverging_bars
from placewide.reports.view import View, net_gain
from placewide.reports.wording import BENEFIT_CLASSES

CLASSES: tuple[Fill, ...] = ("cash_releasing", "non_cash_releasing", "societal")


def partners_section(view: View) -> Markup:
    return section(
        "who-pays",
        "Who pays and who gains",
        answers.who_pays(view),
        figure(_drawing(view), heading="Own money against gains", id_="partners"),
        _accounts(view),
        paragraph(
            "Present values over the whole appraisal, in prices of the first year and after optimism bias. Passing "
            "on a grant makes nobody a loser: net is gains less own money. A share changes who pays, never what the "
            "place gains.",
            class_="nhsuk-body-s",
        ),
        _gains(view),
        _bills(view),
    )


def partner_rows(view: View) -> list[PartnerRow]:
    """One row for each organisation, the largest net gain first, nobody in particular last."""
    accounts = sorted(view.accounts, key=lambda a: (a.organisation is None, -net_gain(a), a.organisation or ""))
    return [
        PartnerRow(
            id=account.organisation or "nobody",
            name=view.organisation_name(account.organisation),
            own_pence=account.own_money_pence,
            grants_pence=account.grants_pence,
            gains=tuple((fill, account.gains_by_class.get(fill, 0)) for fill in CLASSES),
            net_pence=net_gain(account),
            href=view.anchor("organisation", account.organisation),
        )
        for account in accounts
    ]


def _drawing(view: View) -> Markup:
    rows = partner_rows(view)
    return draw_diverging_bars(
        "partners",
        rows,
        description=f"{count(len(rows), 'row')}: to the left the own money that each organisation puts in, with the "
        "grants that pass through it under it, to the right what it gains. The table below says the same in numbers.",
    )


def _ordered(view: View) -> list[OrganisationAccount]:
    by_id = {account.organisation or "nobody": account for account in view.accounts}
    return [by_id[row.id] for row in partner_rows(view)]


def _accounts(view: View) -> Markup | None:
    columns = (
        Column("Organisation"),
        Column("Pays in all", numeric=True),
        Column("Grants through it", numeric=True),
        Column("Own money", numeric=True),
        Column("Gains", numeric=True),
        Column("Net", numeric=True),
    )
    rows = [
        Row(_account(view, account), id=f"organisation-{account.organisation or 'nobody'}")
        for account in _ordered(view)
    ]
    accounts = view.accounts
    total = Row(
        [
            "The place",
            exact(sum(a.pays_pence for a in accounts)),
            exact(sum(a.grants_pence for a in accounts)),
            exact(sum(a.own_money_pence for a in accounts)),
            exact(sum(a.gains_pence for a in accounts)),
            exact(sum(net_gain(a) for a in accounts)),
        ]
    )
    return table("accounts", "What each pays and gains, in present values", columns, rows, total=total, look="stacked")


def _account(view: View, account: OrganisationAccount) -> list[Child]:
    net = net_gain(account)
    loses = fragment(tag("Loses as things stand", "red"), " ") if account.organisation and net < 0 else None
    return [
        fragment(view.organisation_name(account.organisation), " ", loses),
        exact(account.pays_pence),
        exact(account.grants_pence),
        exact(account.own_money_pence),
        exact(account.gains_pence),
        exact(net),
    ]


def _gains(view: View) -> Markup | None:
    columns = (
        Column("Organisation"),
        *(Column(BENEFIT_CLASSES[key], numeric=True) for key in CLASSES),
        Column("Gains", numeric=True),
    )
    gaining = [account for account in _ordered(view) if account.gains_pence or any(account.gains_by_class.values())]
    rows = [
        Row(
            [
                view.organisation_name(account.organisation),
                *(exact(account.gains_by_class.get(key, 0)) for key in CLASSES),
                exact(account.gains_pence),
            ]
        )
        for account in gaining
    ]
    by_class = [exact(sum(account.gains_by_class.get(key, 0) for account in gaining)) for key in CLASSES]
    total = Row(["The place", *by_class, exact(sum(account.gains_pence for account in gaining))])
    return table("gains", "What each gains, by class of benefit", columns, rows, total=total, look="stacked")


def _bills(view: View) -> Markup | None:
    bearing = [account for account in _ordered(view) if account.unfunded_pence or account.yearly_bill_pence]
    if not bearing:
        return None
    columns = (
        Column("Organisation"),
        Column("Largest bill of one year", numeric=True),
        Column("Present value of all of it", numeric=True),
    )
    rows = [
        Row([view.organisation_name(a.organisation), exact(a.yearly_bill_pence), exact(a.unfunded_pence)])
        for a in bearing
    ]
    total = Row(
        [
            "The place",
            exact(sum(a.yearly_bill_pence for a in bearing)),
            exact(sum(a.unfunded_pence for a in bearing)),
        ]
    )
    return fragment(
        subheading("After the money stops"),
        paragraph(
            "Running costs go on after the last year that is planned. No allocation pays for them, so they are counted "
            "as own money of the organisation that bears them."
        ),
        table("bills", "Running costs after the last planned year", columns, rows, total=total, look="stacked"),
    )
