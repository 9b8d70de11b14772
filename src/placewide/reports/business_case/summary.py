"""The summary: what is asked, in one page, with every figure from the plan."""

from collections.abc import Iterator

from placewide.analysis.what_if import WhatIf
from placewide.reports import answers, what_if_sentences
from placewide.reports.business_case.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    KeyFigures,
    Paragraph,
    table,
)
from placewide.reports.business_case.cells import paid, plural, span
from placewide.reports.business_case.unwritten import IN_OUR_WORDS
from placewide.reports.sentences import count, listed, money, sentence, signed_money
from placewide.reports.view import View


def summary(view: View, what_if: WhatIf) -> Iterator[Block]:
    yield Heading(level=1, text="Summary")
    yield Paragraph(text=answers.headline(view))
    if view.chosen:
        yield KeyFigures(items=tuple(_figures(view)))
    yield Heading(level=2, text="What the boards are asked")
    yield Bullets(items=tuple(_asks(view)))
    yield Heading(level=2, text="In the partners’ words")
    yield IN_OUR_WORDS
    yield Heading(level=2, text="The five cases at a glance")
    yield from table("The five cases", (Column(heading="Case", width=2), Column(heading="What it says", width=9)),
                     _cases(view))  # fmt: skip
    if points := tuple(_points(view, what_if)):
        yield Heading(level=2, text="Before you decide")
        yield Bullets(items=points)


def yearly_bill(view: View) -> int:
    """Sum over organisations of the largest yearly bill of each after the money stops."""
    return sum(account.yearly_bill_pence for account in view.accounts)


def costing_more(view: View) -> str | None:
    """Projects in the plan whose costs exceed their benefits in pounds, or None where there is none."""
    dear = [each for each in view.in_order if each.npsv_pence is not None and each.npsv_pence < 0]
    if not dear:
        return None
    said = [f"{answers.quoted(view, each.id)} costs {money(-(each.npsv_pence or 0))} more" for each in dear]
    return f"In pounds alone {listed(said, most=4)} than {plural(len(dear), 'it yields', 'they yield')}."


def _figures(view: View) -> Iterator[tuple[str, str, str]]:
    yield f"{len(view.chosen)} of {view.considered}", "projects", "that were proposed"
    yield money(view.funded_pence), "to fund them in full", f"of {money(view.counted_pence)} there is"
    if view.shared_pence:
        yield money(view.shared_pence), "of it shared", "between partners"
    result = view.plan.appraisal
    if view.net_benefit_pence is not None:
        yield signed_money(view.net_benefit_pence), "benefit less cost", "present value, after optimism bias"
    if view.net_benefit_pence is not None and result is not None and result.bcr is not None:
        yield f"{result.bcr:.2f}", "benefit-cost ratio", "all partners’ costs"


def _asks(view: View) -> Iterator[str]:
    if not view.chosen:
        yield "Nothing yet: no project is in the plan."
        return
    capital = paid(view, lambda payment: payment.kind == "capital")
    revenue = paid(view, lambda payment: payment.kind == "revenue")
    kinds = [f"{money(amount)} of {kind}" for amount, kind in ((capital, "capital"), (revenue, "revenue")) if amount]
    bearers = len({payment.bearer for payment in view.plan.payments})
    yield sentence(
        f"approve {count(len(view.chosen), 'project')} at {money(view.funded_pence)} over {span(view.years)}: "
        f"{listed(kinds)}, borne by {count(bearers, 'organisation')}"
    )
    if view.plan.shares:
        givers = {share.from_ for share in view.plan.shares}
        takers = {share.to for share in view.plan.shares}
        yield sentence(
            f"agree that {count(len(givers), 'organisation')} {plural(len(givers), 'shares', 'share')} "
            f"{money(view.shared_pence)} with {count(len(takers), 'partner')}, share by share as the management case "
            "lists them"
        )
    if bill := yearly_bill(view):
        yield sentence(
            f"accept running costs of up to {money(bill)} a year, in prices of {view.years[0]}, after {view.years[-1]}"
        )
    if loose := [outcome for outcome in view.chosen if outcome.firm is False]:
        yield sentence(
            f"note that {count(len(loose), 'project')} {plural(len(loose), 'hangs', 'hang')} on money that is not "
            "awarded yet"
        )


def _cases(view: View) -> Iterator[tuple[str, str]]:
    reached = answers.attained(view)
    yield "Strategic", f"{f'The plan reaches {reached}. ' if reached else ''}{answers.care(view)}"
    yield "Economic", answers.appraisal(view)
    yield "Commercial", _commercial(view)
    yield "Financial", answers.money_used(view)
    yield "Management", answers.sharing(view)


def _commercial(view: View) -> str:
    lines = {(payment.project, payment.line) for payment in view.plan.payments}
    return (
        f"{count(len(lines), 'cost line').capitalize()} would be paid for; how each is bought is still to be written."
    )


def _points(view: View, what_if: WhatIf) -> Iterator[str]:
    yield answers.proof(view)
    if what_if.uncertainty is not None:
        yield what_if_sentences.sureness(what_if.uncertainty)
    if what_if.robustness is not None:
        yield what_if_sentences.firmness(view, what_if.robustness)
    yield answers.short_list(view)
    if view.losers:
        names = listed([view.organisation_name(account.organisation) for account in view.losers], most=4)
        number = len(view.losers)
        yield sentence(
            f"{names} {plural(number, 'puts', 'put')} in more of {plural(number, 'its', 'their')} own money than "
            f"{plural(number, 'it gains', 'they gain')}"
        )
    if dear := costing_more(view):
        yield dear
    yield _others(view)


def _others(view: View) -> str:
    """How many proposals are not in the plan; why is told where there is room for it."""
    parts = [
        f"{count(number, 'proposal')} {plural(number, *verbs)}"
        for number, verbs in (
            (len(view.left_out), ("is left out", "are left out")),
            (len(view.lacking), ("lacks what a plan needs", "lack what a plan needs")),
            (len(view.set_aside), ("is set aside", "are set aside")),
        )
        if number
    ]
    return sentence(f"{listed(parts)}; the economic case says why" if parts else "no proposal is left out")
