"""The top of the page: the answer, how sure it is, the four figures, what to look at, and what was asked."""

from collections.abc import Iterator

from placewide.domain.scope.records import Change
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.figures import pence
from placewide.reports import answers
from placewide.reports.html.components import bullets, facts, link, paragraph, quiet, subheading, tag
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import count, exact, listed, money, number_word, sentence, signed_money
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES, objective_words

STATUS_TAGS = {
    "optimal": ("Proven best", "green"),
    "feasible": ("Best found, not proven", "yellow"),
    "infeasible": ("No plan possible", "red"),
    "stopped": ("No plan found", "orange"),
}


def top(view: View) -> Markup:
    words, colour = STATUS_TAGS[view.plan.status]
    caption = f"Plan · {view.scenario_name}" if view.scenario_name else "Plan · as the place file stands"
    heading = "What we can do together" if view.has_answer else "No plan yet"
    return fragment(
        element("h1", element("span", caption, class_="nhsuk-caption-xl"), heading, class_="nhsuk-heading-xl"),
        paragraph(answers.headline(view), class_="report-headline"),
        paragraph(tag(words, colour), " ", answers.proof(view), class_="nhsuk-body report-proof"),
    )


def key_figures(view: View) -> Markup:
    """Four figures, each a way into its section."""
    tiles = [
        _tile("#short-list", "projects in the plan", f"{len(view.chosen)} of {view.considered}"),
        _tile("#money", "to fund them in full", money(view.funded_pence), f"of {money(view.counted_pence)} there is"),
        _tile("#shares", "of it shared", money(view.shared_pence), _givers(view)),
    ]
    if view.net_benefit_pence is not None:
        tiles.append(_tile("#appraisal", "benefit less cost", signed_money(view.net_benefit_pence), _ratio(view)))
    return element("ul", *tiles, class_="report-tiles")


def board_points(view: View) -> Markup:
    """What a board should know before it decides."""
    return fragment(subheading("Before you decide", level=2), bullets(_points(view)))


def asked(view: View) -> Markup:
    """What the plan was asked to do, so that nobody argues about another question."""
    settings = view.settings
    return fragment(
        subheading("What was asked", level=2),
        facts(
            [
                ("Aim", _aims(view)),
                ("Money counted", _counted(view, settings)),
                ("Sharing", "allowed, where money may be shared" if settings.shares else "nobody shares"),
                ("Put in or left out by you", _forced(view, settings)),
                ("Protected", _protected(view, settings)),
                ("Changed for this scenario", _changed(view, settings)),
                ("Years", f"{view.years[0]} to {view.years[-1]}" if view.years else None),
            ]
        ),
    )


def contents(entries: list[tuple[str, str]]) -> Markup:
    items = [
        element(
            "li",
            element("a", title, href=f"#{id_}", class_="nhsuk-contents-list__link"),
            class_="nhsuk-contents-list__item",
        )
        for id_, title in entries
    ]
    return element(
        "nav",
        element("h2", "Contents", class_="nhsuk-u-visually-hidden", id="contents-heading"),
        element("ol", *items, class_="nhsuk-contents-list__list"),
        class_="nhsuk-contents-list report-contents",
        aria_labelledby="contents-heading",
    )


def _tile(href: str, label: str, figure: str, more: str | None = None) -> Markup:
    return element(
        "li",
        element("a", element("span", figure, class_="report-tile__figure"), " ", label, href=href),
        quiet(more) if more else None,
    )


def _givers(view: View) -> str | None:
    givers = {share.from_ for share in view.plan.shares}
    return f"by {count(len(givers), 'organisation')}" if givers else None


def _ratio(view: View) -> str | None:
    bcr = view.plan.appraisal.bcr if view.plan.appraisal else None
    return f"£{bcr:.2f} for each £1" if bcr is not None else None


def _points(view: View) -> Iterator[Child]:
    yield fragment(answers.short_list(view), " ", link("See the road-map", "#short-list"))
    if view.plan.shares:
        yield fragment(answers.sharing(view), " ", link("See who shares", "#shares"))
    if view.losers:
        names = listed([view.organisation_name(account.organisation) for account in view.losers], most=4)
        yield fragment(
            f"{names} would put in more of {'its' if len(view.losers) == 1 else 'their'} own money than "
            f"{'it gains' if len(view.losers) == 1 else 'they gain'}. ",
            link("See who pays and who gains", "#who-pays"),
        )
    if bill := sum(account.yearly_bill_pence for account in view.accounts):
        yield f"After the money stops, up to {money(bill)} a year stays to be paid by the organisations themselves."
    if view.left_out or view.lacking:
        yield fragment(_left(view), link("See why", "#why-not"))


def _left(view: View) -> str:
    out, lacking = len(view.left_out), len(view.lacking)
    parts = [f"{count(out, 'project')} {'is' if out == 1 else 'are'} left out"] if out else []
    if lacking:
        whose = number_word(lacking) if out else count(lacking, "project")
        parts.append(f"{whose} {'is' if lacking == 1 else 'are'} not complete enough to plan")
    return f"{sentence(listed(parts))} "


def _aims(view: View) -> str:
    aims = [objective_words(name) for name in view.plan.objectives]
    said = ", then ".join(aims) or "the most strategic value"
    reached = answers.attained(view)
    return f"{said[:1].upper()}{said[1:]}{f'; the plan reaches {reached}' if reached else ''}"


def _counted(view: View, settings: Settings) -> str:
    statuses = listed([MONEY_STATUSES[status] for status in settings.count]) or "none"
    if not view.plan.allocations:
        return statuses
    return f"{statuses}: {money(view.counted_pence)} in {count(len(view.plan.allocations), 'allocation')}"


def _forced(view: View, settings: Settings) -> Markup | None:
    prices = {price.project: price.price for price in view.plan.overrides}
    items = []
    for force in settings.force:
        verb = "in" if force.in_ else "out"
        reason = f": {force.reason}" if force.reason else ""
        price = prices.get(force.project)
        cost = f" It costs {answers.first_objective_amount(view, price)}." if price else ""
        items.append(f"{view.project_name(force.project)}, {verb}{reason}.{cost}")
    return bullets(items)


def _protected(view: View, settings: Settings) -> Markup | None:
    return bullets(
        f"{view.organisation_name(floor.organisation)}: gains less own money not below "
        f"{exact(pence(floor.min_net_gain))}"
        for floor in settings.protect
    )


def _changed(view: View, settings: Settings) -> Markup | None:
    return bullets(f"{view.allocation_name(change.allocation)}: {_change(change)}" for change in settings.change)


def _change(change: Change) -> str:
    parts = []
    for key in ("status", "amount", "year", "may_share", "shareable"):
        if (value := getattr(change, key)) is not None:
            said = exact(pence(value)) if key in ("amount", "shareable") else str(value)
            parts.append(f"{key.replace('_', ' ')} {said}")
    return listed(parts)
