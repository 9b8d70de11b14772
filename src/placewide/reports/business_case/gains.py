"""Who pays and who gains: the drawing, what each pays and gains, and gains by class of benefit."""

from collections.abc import Iterator

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import once, pounds
from placewide.reports.business_case.drawings import partners_drawing
from placewide.reports.html.partners import CLASSES, partner_rows
from placewide.reports.sentences import money, percentage
from placewide.reports.view import View, net_gain
from placewide.reports.wording import BENEFIT_CLASSES


def gains(view: View) -> Iterator[Block]:
    yield Paragraph(text=f"{answers.who_pays(view)}{_cash(view)}")
    if not view.accounts:
        return
    accounts = _ordered(view)
    yield from _accounts(view, accounts)
    yield Paragraph(
        text="Present values after optimism bias. Passing on a grant makes nobody a loser: net is gains less own "
        "money. A share changes who pays, never what the place gains.",
        quiet=True,
    )
    yield partners_drawing(view)
    yield from _by_class(view, accounts)


def _cash(view: View) -> str:
    """Which part of the costs comes back as cash: the only part that a budget sees."""
    cash = sum(account.gains_by_class.get("cash_releasing", 0) for account in view.accounts)
    costs = view.plan.appraisal.pv_costs_pence if view.plan.appraisal else 0
    if not costs:
        return ""
    return f" Cash-releasing gains are {money(cash)}, or {percentage(cash, costs)} of all costs."


def _ordered(view: View) -> list[OrganisationAccount]:
    by_id = {account.organisation or "nobody": account for account in view.accounts}
    return [by_id[row.id] for row in partner_rows(view)]


def _accounts(view: View, accounts: list[OrganisationAccount]) -> Iterator[Block]:
    columns = (
        Column(heading="Organisation", width=5),
        *(Column(heading=f"{heading} (£)", width=3, numeric=True)
          for heading in ("Pays in all", "Grants through it", "Own money", "Gains", "Net")),
    )  # fmt: skip
    rows = [(view.organisation_name(each.organisation), *_amounts([each])) for each in accounts]
    yield from table("What each pays and gains", columns, rows, ("The place", *_amounts(accounts)))


def _amounts(accounts: list[OrganisationAccount]) -> tuple[str, ...]:
    return (
        pounds(sum(each.pays_pence for each in accounts)),
        pounds(sum(each.grants_pence for each in accounts)),
        pounds(sum(each.own_money_pence for each in accounts)),
        pounds(sum(each.gains_pence for each in accounts)),
        pounds(sum(net_gain(each) for each in accounts)),
    )


def _by_class(view: View, accounts: list[OrganisationAccount]) -> Iterator[Block]:
    gaining = [each for each in accounts if each.gains_pence or any(each.gains_by_class.values())]
    given = once(key for each in gaining for key, amount in each.gains_by_class.items() if amount)
    classes = [*(key for key in CLASSES if key in given), *(key for key in given if key not in CLASSES)]
    columns = (
        Column(heading="Organisation", width=5),
        *(Column(heading=f"{BENEFIT_CLASSES.get(key, 'Class not known')} (£)", width=3, numeric=True)
          for key in classes),
        Column(heading="Gains (£)", width=3, numeric=True),
    )  # fmt: skip

    def amounts(those: list[OrganisationAccount]) -> tuple[str, ...]:
        by_class = (pounds(sum(each.gains_by_class.get(key, 0) for each in those)) for key in classes)
        return (*by_class, pounds(sum(each.gains_pence for each in those)))

    rows = [(view.organisation_name(each.organisation), *amounts([each])) for each in gaining]
    yield from table("What each gains, by class of benefit", columns, rows, ("The place", *amounts(gaining)))
