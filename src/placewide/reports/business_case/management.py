"""The management case: who decides, when what happens, which risks there are, and who answers for the benefits."""

from collections.abc import Iterator

from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Bullets, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import plural, pounds
from placewide.reports.business_case.drawings import roadmap_drawings
from placewide.reports.business_case.records import record_table
from placewide.reports.business_case.register import register
from placewide.reports.business_case.sharing import amount_of, by_pair, projects_of, routes_of
from placewide.reports.business_case.summary import yearly_bill
from placewide.reports.business_case.unwritten import CHANGE, GOVERNANCE, LEARNING, MILESTONES, PEOPLE, RISKS
from placewide.reports.sentences import count, listed, money, sentence
from placewide.reports.view import View, net_gain, totals
from placewide.reports.workbook.facts import Facts


def management_case(facts: Facts) -> Iterator[Block]:
    view, document = facts.view, facts.document
    yield Heading(level=1, text="Management case")
    yield Heading(level=2, text="Decisions wanted")
    yield from _decisions(view)
    yield Heading(level=2, text="Who decides and who delivers")
    yield from record_table("Bodies that are recorded", document.bodies)
    yield from record_table("Authorities that are recorded", document.authorities)
    yield GOVERNANCE
    yield PEOPLE
    yield Heading(level=2, text="When what happens")
    yield from roadmap_drawings(view)
    yield from record_table("Milestones that are recorded", document.milestones)
    yield MILESTONES
    yield Heading(level=2, text="Risks")
    yield from _risks(view)
    yield from record_table("Risks that are recorded", document.risks)
    if not document.risks:
        yield RISKS
    yield Heading(level=2, text="Benefits register")
    yield from register(facts)
    yield Heading(level=2, text="Change and learning")
    yield CHANGE
    yield LEARNING


def _decisions(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="Who must agree", width=5),
        Column(heading="To what", width=7),
        Column(heading="By which route", width=4),
        Column(heading="Amount (£)", width=3, numeric=True),
    )
    yield from table("Programme: each organisation agrees to bear its costs", columns[:2] + columns[3:], _bearing(view),
                     ("All organisations", "", pounds(view.funded_pence)))  # fmt: skip
    rows = [
        (
            f"{view.organisation_name(giver)} (gives) and {view.organisation_name(taker)} (receives)",
            f"that it pays for {projects_of(view, shares)}",
            routes_of(shares),
            pounds(amount_of(shares)),
        )
        for (giver, taker), shares in by_pair(view)
    ]
    totals = ("All shares", "", "", pounds(amount_of(view.plan.shares)))
    yield from table("Shares: both sides agree to each", columns, rows, totals)
    if rows:
        yield Paragraph(
            text="Routes are named so that you know whom to ask; they are not legal advice. Each share by year and "
            "allocation, as an agreement needs it, is in the annex.",
            quiet=True,
        )


def _bearing(view: View) -> Iterator[tuple[str, ...]]:
    borne = totals(view.plan.payments, lambda payment: payment.bearer)
    for key in view.organisations:
        if amount := borne.get(key, 0):
            projects = [view.project_name(each.id) for each in view.in_order if _bears(view, key, each.id)]
            yield view.organisation_name(key), f"to bear its costs of {listed(projects)}", pounds(amount)


def _bears(view: View, organisation: str, project: str) -> bool:
    return any(each.bearer == organisation and each.project == project for each in view.plan.payments)


def _risks(view: View) -> Iterator[Block]:
    shown = tuple(_shown(view))
    yield Paragraph(text="The plan itself shows these risks:" if shown else "The plan itself shows no risk.")
    if shown:
        yield Bullets(items=shown)


def _shown(view: View) -> Iterator[str]:
    """Risks that can be read off the plan; everything else is for people to write."""
    if loose := [each for each in view.in_order if each.firm is False]:
        names = listed([view.project_name(each.id) for each in loose], most=4)
        yield sentence(f"{names} {plural(len(loose), 'hangs', 'hang')} on money that is not awarded")
    if advice := amount_of([share for share in view.plan.shares if share.needs_advice]):
        yield f"{money(advice)} is to be shared by a route on which advice is needed first."
    for account in view.losers:
        loss = money(-net_gain(account))
        yield f"{view.organisation_name(account.organisation)} puts in {loss} more of its own money than it gains."
    if bill := yearly_bill(view):
        yield f"Up to {money(bill)} a year stays to be paid after {view.years[-1]}, and no allocation pays for it."
    givers = {giver for (giver, _), _ in by_pair(view)}
    if len(givers) > 0:
        number = count(len({share.project for share in view.plan.shares}), "project")
        yield f"{number[:1].upper()}{number[1:]} cannot be done as planned unless the shares are agreed."
    if view.plan.status == "feasible":
        yield answers.proof(view)
