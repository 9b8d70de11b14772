"""Who pays, who gains: each organisation's own money against its gains, and who loses, by name."""

from math import ceil

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports import answers
from placewide.reports.sentences import count, exact, money, signed_money
from placewide.reports.slides.canvas import BODY
from placewide.reports.slides.charts import Chart, Series, draw_chart
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area
from placewide.reports.slides.opening import Opening
from placewide.reports.svg.palette import GAIN, SHARED
from placewide.reports.svg.text import cut
from placewide.reports.view import View, net_gain

MOST_BARS = 17
NAME_WIDTH = 300.0
NOTE_HEIGHT = 42.0


def partners_slides(view: View, open_: Opening) -> None:
    accounts = ordered(view)
    losing = len(view.losers)
    ending = "no organisation loses" if not losing else f"{count(losing, 'organisation')} would lose as things stand"
    title = f"Who pays, who gains: {ending}"
    each = ceil(len(accounts) / ceil(len(accounts) / MOST_BARS)) if accounts else 1
    parts = [accounts[start : start + each] for start in range(0, len(accounts), each)] or [[]]
    for number, part in enumerate(parts, start=1):
        more = f" ({number} of {len(parts)})" if number > 1 else ""
        canvas = open_(f"{title}{more}", answers.who_pays(view))
        if part:
            draw_chart(canvas, _chart(view, part), Area(BODY.left, BODY.top, BODY.width, BODY.height - NOTE_HEIGHT))
        at = Area(BODY.left, BODY.top + BODY.height - NOTE_HEIGHT + 4, BODY.width, NOTE_HEIGHT - 4)
        canvas.text("How it is counted", at, [_how(view)], sizes=(SMALLEST_TEXT,))
        canvas.finish(open_.footer, open_.notes(_notes(view)))


def ordered(view: View) -> list[OrganisationAccount]:
    """The largest net gain first, so that those who lose stand together at the end; nobody in particular last."""
    return sorted(view.accounts, key=lambda a: (a.organisation is None, -net_gain(a), a.organisation or ""))


def _chart(view: View, accounts: list[OrganisationAccount]) -> Chart:
    return Chart(
        name="Own money against gains",
        description="A bar for each organisation: own money to the left, gains to the right. "
        + " ".join(_said(view, account) for account in accounts),
        categories=[_category(view, account) for account in accounts],
        series=[
            Series("Own money put in", [-account.own_money_pence for account in accounts], SHARED, striped=True),
            Series("Gains", [account.gains_pence for account in accounts], GAIN),
        ],
    )


def _category(view: View, account: OrganisationAccount) -> str:
    name = cut(view.organisation_name(account.organisation), SMALLEST_TEXT, NAME_WIDTH)
    net = net_gain(account)
    if account.organisation and net < 0:
        return f"▼ {name}: loses {money(-net)}"
    return f"{name}: {signed_money(net) if net else '£0'}"


def _how(view: View) -> str:
    names = ", ".join(view.organisation_name(account.organisation) for account in view.losers)
    losers = f"▼ would lose: {names}. " if names else ""
    return f"{losers}Present values. Own money does not include grants that pass through; beside each name: net gain."


def _said(view: View, account: OrganisationAccount) -> str:
    own, gains = money(account.own_money_pence), money(account.gains_pence)
    return f"{view.organisation_name(account.organisation)}: own {own}, gains {gains}."


def _notes(view: View) -> list[str]:
    said = ["Present values over the appraisal, exact, from the accounts by organisation in the plan:"]
    for account in ordered(view):
        loses = " It would lose as things stand." if account.organisation and net_gain(account) < 0 else ""
        said.append(
            f"{view.organisation_name(account.organisation)}: own money {exact(account.own_money_pence)}, grants "
            f"through it {exact(account.grants_pence)}, gains {exact(account.gains_pence)}, "
            f"net {exact(net_gain(account))}.{loses}"
        )
    return said
