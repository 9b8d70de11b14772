"""The ask: what the partners can do together, for how much, and what is wanted of them."""

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports import answers
from placewide.reports.sentences import count, exact, money
from placewide.reports.slides.canvas import BODY, BODY_SIZES, Canvas
from placewide.reports.slides.fitting import Area, fitted
from placewide.reports.slides.opening import Opening
from placewide.reports.svg.palette import OWN, PANEL, PAPER
from placewide.reports.view import View

GAP = 16.0
TILE_HEIGHT = 108.0


def ask_slides(view: View, open_: Opening) -> None:
    number = count(len(view.chosen), "project")
    canvas = open_(f"The ask: {number} together, for {money(view.funded_pence)}", answers.headline(view))
    width = (BODY.width - 2 * GAP) / 3
    for index, (figure, words) in enumerate(_tiles(view)):
        _tile(canvas, figure, words, Area(BODY.left + index * (width + GAP), BODY.top, width, TILE_HEIGHT))
    top = BODY.top + TILE_HEIGHT + GAP
    half, height = (BODY.width - GAP) / 2, BODY.top + BODY.height - top
    brings = ["What it brings", answers.care(view), answers.appraisal(view), answers.proof(view)]
    left, right = Area(BODY.left, top, half, height), Area(BODY.left + half + GAP, top, half, height)
    wanted = ["What we ask you to decide", *wanted_of_you(view)]
    size = min(fitted(said, BODY_SIZES, left.inset(12, 8))[0] for said in (brings, wanted))
    canvas.headed("What it brings", left, brings, fill=PANEL, size=size)
    canvas.headed("What is wanted", right, wanted, fill=PANEL, size=size)
    canvas.finish(open_.footer, open_.notes([*brings, *wanted, *_sources(view)]))


def wanted_of_you(view: View) -> list[str]:
    """The decision in one sentence for each part."""
    number = len(view.chosen)
    these = "this project" if number == 1 else f"these {count(number, 'project')}"
    said = [f"1. Agree to do {these} together, and no others for now."]
    shares = view.plan.shares
    if shares:
        givers = {share.from_ for share in shares}
        who = count(len(givers), "organisation")
        said.append(f"{len(said) + 1}. Agree that {who} may share {money(view.shared_pence)}.")
    advice = sum(share.amount_pence for share in shares if share.needs_advice)
    if advice:
        said.append(f"{len(said) + 1}. Take advice on the routes for {money(advice)} of it before anything is paid.")
    bearing = bearers_of_bills(view)
    if bearing:
        who = count(len(bearing), "organisation")
        said.append(f"{len(said) + 1}. Agree that {who} will bear running costs after the money stops.")
    return said


def bearers_of_bills(view: View) -> list[OrganisationAccount]:
    """Organisations with a yearly bill after the money stops, the largest first."""
    bearing = [account for account in view.accounts if account.organisation and account.yearly_bill_pence > 0]
    return sorted(bearing, key=lambda account: (-account.yearly_bill_pence, account.organisation or ""))


def _tiles(view: View) -> list[tuple[str, str]]:
    alone = view.plan.alone
    chosen = len(view.chosen)
    if alone is None or len(alone) == chosen:
        considered = (
            f"of {count(view.considered, 'project')} that {'was' if view.considered == 1 else 'were'} considered"
        )
        first = (f"{chosen}", considered)
    else:
        first = (f"{len(alone)} → {chosen}", "projects that can be done: alone, and together")
    worth = view.net_benefit_pence
    third = ("not known", "benefit less cost") if worth is None else (money(worth), "benefit less cost, present value")
    return [first, (money(view.funded_pence), f"to fund, out of {money(view.counted_pence)} that there is"), third]


def _tile(canvas: Canvas, figure: str, words: str, area: Area) -> None:
    """A large figure over its words, as one shape so that it is read as one."""
    shape = canvas.block(words, area, [figure, words], fill=OWN, colour=PAPER, sizes=(16, 14), centred=True)
    canvas.enlarge(shape, 40 if len(figure) < 10 else 30)


def _sources(view: View) -> list[str]:
    return [
        f"To fund: {exact(view.funded_pence)}, the sum of {count(len(view.plan.payments), 'payment')} in the plan.",
        f"There is: {exact(view.counted_pence)} in {count(len(view.plan.allocations), 'allocation')} that are counted.",
        f"Shared: {exact(view.shared_pence)} in {count(len(view.plan.shares), 'share')}.",
        f"Benefit less cost: {exact(view.net_benefit_pence)}, from the plan’s appraisal.",
    ]
