"""The decision wanted: one row for each organisation, with what it is asked to agree to."""

from collections.abc import Iterator

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports.sentences import count, exact, listed, money, number_word, sentence
from placewide.reports.slides.canvas import Canvas
from placewide.reports.slides.figures import by_partner, paid_from_all, paid_from_own
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.tables import Cell, Column, Row, Table, over_slides
from placewide.reports.view import View, net_gain

BOX = "☐ Yes  ☐ No"
ADVICE, LOSES = "†", "▼"
LEGEND_HEIGHT = 26.0
NOTHING = "–"


def decision_slides(view: View, open_: Opening) -> None:
    asked = {body: wanted for body in view.organisations if (wanted := asked_of(view, body))}
    table = Table(
        name="Decision wanted",
        description="A row for each organisation: what it leads, pays, shares, receives and would bear afterwards, "
        "and room for its answer.",
        columns=[
            Column(heading="Organisation", width=226),
            Column(heading="Leads", width=88),
            Column(heading="Pays", width=66, numeric=True),
            Column(heading="Of it own", width=66, numeric=True),
            Column(heading="Shares with partners", width=138),
            Column(heading="Receives from partners", width=138),
            Column(heading="Yearly bill afterwards", width=74, numeric=True),
            Column(heading="Agreed?", width=84),
        ],
        rows=[_row(view, body) for body in asked],
    )
    title = f"The decision: {count(len(asked), 'organisation')} {'is' if len(asked) == 1 else 'are'} asked to agree"
    for canvas in over_slides(table, title, _lead(view, list(asked)), open_, _legend, LEGEND_HEIGHT):
        canvas.finish(open_.footer, open_.notes(_notes(view, asked)))


def _row(view: View, body: str) -> Row:
    account = account_of(view, body)
    led = sum(1 for o in view.chosen if o.id in view.projects and view.projects[o.id].lead == body)
    paid, own = paid_from_all(view, body), paid_from_own(view, body)
    name = view.organisation_name(body)
    if account and net_gain(account) < 0:
        name += f" {LOSES} loses {money(-net_gain(account))}"
    bill = account.yearly_bill_pence if account else 0
    return [
        Cell(name, bold=True),
        Cell(count(led, "project") if led else NOTHING),
        Cell(money(paid) if paid else NOTHING),
        Cell(money(own) if own else NOTHING),
        Cell(_shared(view, body, "from_", "to", "with")),
        Cell(_shared(view, body, "to", "from_", "from")),
        Cell(money(bill) if bill > 0 else NOTHING),
        Cell(BOX),
    ]


def _shared(view: View, body: str, end: str, other: str, word: str) -> str:
    mine = [share for share in view.plan.shares if getattr(share, end) == body]
    sums = by_partner(mine, other)
    mark = f" {ADVICE}" if any(share.needs_advice for share in mine) else ""
    return f"{money(sum(sums.values()))} {word} {number_word(len(sums))}{mark}" if mine else NOTHING


def _legend(canvas: Canvas, area: Area) -> None:
    words = f"{ADVICE} take advice on the route first. {LOSES} would lose as things stand. The notes name every share."
    canvas.text("How to read it", area, [words], sizes=(SMALLEST_TEXT,))


def account_of(view: View, body: str) -> OrganisationAccount | None:
    return next((account for account in view.accounts if account.organisation == body), None)


def asked_of(view: View, body: str) -> list[str]:
    """What one organisation is asked to agree to; nothing where the plan neither needs nor touches it."""
    return list(_asked(view, body))


def _asked(view: View, body: str) -> Iterator[str]:
    led = [o.id for o in view.in_order if o.id in view.projects and view.projects[o.id].lead == body]
    if led:
        names = listed([f"“{view.project_name(id_)}”" for id_ in led], most=2)
        yield f"leads {names}"
    paid, own = paid_from_all(view, body), paid_from_own(view, body)
    if paid:
        of_it = "all of it its own" if own == paid else f"{money(own)} of it its own" if own else "none of it its own"
        yield f"pays {money(paid)} out of money that it holds, {of_it}"
    yield from _shares(view, body)
    account = account_of(view, body)
    if account and account.yearly_bill_pence > 0:
        yield f"bears up to {money(account.yearly_bill_pence)} a year after the money stops"
    if account and net_gain(account) < 0:
        yield f"goes along although it would lose {money(-net_gain(account))}, or says what would make it fair"


def _shares(view: View, body: str) -> Iterator[str]:
    for end, other, verb, word in (("from_", "to", "shares", "with"), ("to", "from_", "receives", "from")):
        mine = [share for share in view.plan.shares if getattr(share, end) == body]
        if not mine:
            continue
        sums = by_partner(mine, other)
        advice = " (advice needed)" if any(share.needs_advice for share in mine) else ""
        names = listed([view.organisation_name(id_) for id_ in sums], most=2)
        yield f"{verb} {money(sum(sums.values()))} {word} {names}{advice}"


def _lead(view: View, asked: list[str]) -> str:
    others = [view.organisation_name(body) for body in view.organisations if body not in asked]
    whole = "The plan stands when every organisation below agrees to its own row; nothing is paid or shared before."
    if not others:
        return whole
    return f"{whole} Nothing is asked of {listed(others, most=2)}."


def _notes(view: View, asked: dict[str, list[str]]) -> list[str]:
    said = [sentence(f"{view.organisation_name(body)} {'; '.join(wanted)}") for body, wanted in asked.items()]
    said.append("Cash that the plan takes out of money that each holds, and of that its own, exact:")
    for body in asked:
        paid, own = exact(paid_from_all(view, body)), exact(paid_from_own(view, body))
        said.append(f"{view.organisation_name(body)}: {paid}, of it its own {own}.")
    said += [
        f"{view.organisation_name(share.from_)} shares {exact(share.amount_pence)} with "
        f"{view.organisation_name(share.to)} for “{view.project_name(share.project)}” in {share.year}; "
        f"route: {share.route or 'none known'}."
        for share in view.plan.shares
    ]
    return said
