"""Risks that the plan itself shows, and those that the place has recorded."""

from collections.abc import Mapping, Sequence

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import OpenRecord
from placewide.domain.plan.result import Share
from placewide.reports import answers, what_if_sentences
from placewide.reports.sentences import count, exact, listed, money, sentence
from placewide.reports.slides.ask import bearers_of_bills
from placewide.reports.slides.canvas import BODY
from placewide.reports.slides.figures import by_partner, not_awarded, on_one_pot, projects_by_pot
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.tables import Cell, Column, Table, over_slides
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES

NAMED = 3
LITTLE = 0.05
"""A chance of loss above which it is a thing to watch."""
SIZES = (16, 15, 14)
WORDS_OF_A_RISK = ("title", "name", "what", "description")
HELP: Mapping[str, str] = {
    "Money that is not firm": "Ask for the award in writing before the first commitment.",
    "Routes that need advice": "Ask both finance leads and a lawyer before anything is paid.",
    "The bill after the money stops": "Put it into each bearer’s medium-term plan now.",
    "Projects on one pot": "Agree now what goes first if that pot is cut.",
    "Recorded risks": "Give each an owner and a date of review.",
    "How sure the result is": "Narrow the ranges of the inputs that move it most.",
    "How firm the short-list is": "Start with the firm projects; look again before the others.",
    "Not proven": "Let the search run longer before you decide.",
}


def risks_slides(view: View, open_: Opening, what_if: WhatIf) -> None:
    rows = [*risk_rows(view), *_otherwise(view, what_if)]
    table = _table(rows)
    number = sum(1 for *_, open_risk in rows if open_risk)
    title = f"Risks: {count(number, 'thing')} to watch" if number else "Risks: the plan shows none"
    for canvas in over_slides(table, title, _lead(view), open_):
        canvas.finish(open_.footer, open_.notes([*(f"{name}: {shows}" for name, shows, _ in rows), *_notes(view)]))


def _table(rows: Sequence[tuple[str, str, bool]]) -> Table:
    """At the larger size if all of it fits on one slide."""
    tables = [_sized(rows, size) for size in SIZES]
    return next((table for table in tables if table.height(table.rows) <= BODY.height), tables[-1])


def _sized(rows: Sequence[tuple[str, str, bool]], size: int) -> Table:
    return Table(
        name="Risks",
        description="A row for each kind of risk: what the plan shows, and what would help.",
        columns=[
            Column(heading="Risk", width=BODY.width * 0.2),
            Column(heading="What the plan shows", width=BODY.width * 0.53),
            Column(heading="What would help", width=BODY.width * 0.27),
        ],
        rows=[
            [Cell(name, bold=True), Cell(shows), Cell(HELP[name] if open_risk else "–")]
            for name, shows, open_risk in rows
        ],
        size=size,
    )


def risk_rows(view: View) -> list[tuple[str, str, bool]]:
    """Kind, what the plan shows in a sentence or two, and whether there is anything to watch."""
    proven = view.plan.status != "feasible"
    rows = [
        ("Money that is not firm", *_not_firm(view)),
        ("Routes that need advice", *_advice(view)),
        ("The bill after the money stops", *_bill(view)),
        ("Projects on one pot", *_one_pot(view)),
        ("Recorded risks", *_recorded(view)),
    ]
    return rows if proven else [("Not proven", answers.proof(view), True), *rows]


def _otherwise(view: View, what_if: WhatIf) -> list[tuple[str, str, bool]]:
    """What other costs and benefits would do, where that was asked."""
    rows = []
    if (spread := what_if.uncertainty) is not None:
        rows.append(("How sure the result is", what_if_sentences.sureness(spread), spread.npsv.chance_of_loss > LITTLE))
    if (found := what_if.robustness) is not None:
        loose = any(row.in_plan and row.place != "core" for row in found.projects)
        rows.append(("How firm the short-list is", what_if_sentences.firmness(view, found), loose))
    return rows


def _lead(view: View) -> str:
    bills = sum(account.yearly_bill_pence for account in bearers_of_bills(view))
    advice = sum(share.amount_pence for share in view.plan.shares if share.needs_advice)
    loose = sum(not_awarded(view).values())
    said = [
        f"{money(loose)} is not awarded yet" if loose else "every pound is awarded",
        f"{money(advice)} needs advice on its route" if advice else "no route needs advice",
        f"up to {money(bills)} a year has no funding after {view.years[-1]}" if bills else "no bill is left over",
    ]
    return sentence(listed(said))


def _not_firm(view: View) -> tuple[str, bool]:
    loose = not_awarded(view)
    if not loose:
        return "Every pound that the plan uses is awarded.", False
    projects = [o.id for o in view.chosen if o.firm is False]
    statuses = listed(sorted({MONEY_STATUSES[view.allocations[id_].status] for id_ in loose}))
    names = listed([answers.quoted(view, id_) for id_ in projects], most=NAMED)
    hang = f" {names} {'hangs' if len(projects) == 1 else 'hang'} on it." if projects else ""
    return f"{money(sum(loose.values()))} is {statuses}, not awarded.{hang}", True


def _advice(view: View) -> tuple[str, bool]:
    shares = [share for share in view.plan.shares if share.needs_advice]
    if not shares:
        return "No share takes a route that needs advice.", False
    unknown = sum(share.amount_pence for share in shares if share.route is None)
    more = f" For {money(unknown)} no route is known at all." if unknown else ""
    return f"{_pairs(view, shares)}.{more}", True


def _pairs(view: View, shares: list[Share]) -> str:
    sums: dict[tuple[str, str], int] = {}
    for share in shares:
        sums[share.from_, share.to] = sums.get((share.from_, share.to), 0) + share.amount_pence
    largest = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    named = [
        f"{money(amount)} from {view.organisation_name(giver)} to {view.organisation_name(taker)}"
        for (giver, taker), amount in largest
    ]
    whole = f"{money(sum(sums.values()))} between {count(len(sums), 'pair')} of organisations"
    return f"{whole}: {listed(named, most=2)}"


def _bill(view: View) -> tuple[str, bool]:
    bearing = bearers_of_bills(view)
    if not bearing:
        return "No running costs are left over after the last planned year.", False
    named = [f"{view.organisation_name(a.organisation)} {money(a.yearly_bill_pence)}" for a in bearing]
    return (
        f"After {view.years[-1]} no pot pays the running costs. Largest bill of one year: {listed(named, most=NAMED)}.",
        True,
    )


def _one_pot(view: View) -> tuple[str, bool]:
    rows, single = projects_by_pot(view), on_one_pot(view)
    if not rows:
        return "The plan draws on no pot.", False
    id_, projects, amount = rows[0]
    most = f"{count(projects, 'project')} draw on {view.allocation_name(id_)} ({money(amount)})"
    if projects == 1:
        most = "No pot pays for more than one project"
    names = listed([answers.quoted(view, project) for project in single], most=NAMED)
    verb = "has" if len(single) == 1 else "have"
    alone = f" {names} {verb} one pot only." if single else ""
    return f"{sentence(most)}{alone}", projects > 1 or bool(single)


def _recorded(view: View) -> tuple[str, bool]:
    risks = view.document.risks
    if not risks:
        return "The place file records no risks. That does not mean that there are none.", False
    named = listed([_name(risk) for risk in risks], most=NAMED)
    return sentence(f"{count(len(risks), 'risk')}: {named}"), True


def _name(risk: OpenRecord) -> str:
    said = (risk.values.get(key) for key in WORDS_OF_A_RISK)
    return next((str(words) for words in said if words), risk.id or "a risk without a name")


def _notes(view: View) -> list[str]:
    said = [
        f"{view.allocation_name(id_)}: {exact(amount)} used, not awarded." for id_, amount in not_awarded(view).items()
    ]
    said += [
        f"{view.organisation_name(a.organisation)}: largest bill of one year {exact(a.yearly_bill_pence)}, "
        f"present value of all of it {exact(a.unfunded_pence)}."
        for a in bearers_of_bills(view)
    ]
    needing = by_partner([share for share in view.plan.shares if share.needs_advice], "from_")
    said += [
        f"{view.organisation_name(id_)} shares {exact(amount)} that needs advice." for id_, amount in needing.items()
    ]
    said += [
        f"{view.allocation_name(id_)} pays for {count(projects, 'project')}: {exact(amount)}."
        for id_, projects, amount in projects_by_pot(view)[:10]
    ]
    return said + [sentence(_name(risk)) for risk in view.document.risks]
