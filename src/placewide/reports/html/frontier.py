"""More or less money: the frontier of cost and value, and what the next pounds of each allocation are worth."""

from fractions import Fraction

from placewide.domain.plan.questions.frontier import Frontier, FrontierPoint
from placewide.domain.plan.result import AllocationUse
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import (
    Column,
    Row,
    bullets,
    details,
    figure,
    link,
    paragraph,
    quiet,
    section,
    subheading,
    table,
)
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import count, exact, listed, money, plain
from placewide.reports.svg.curve import Point, draw_curve
from placewide.reports.view import View
from placewide.reports.wording import objective_amount, objective_words

SHOWN = 12
UNITS = {"strategic_value": "points of strategic value", "npsv": "£m of benefit less cost", "levelling": "levels"}


def frontier_section(view: View, found: Frontier | None) -> Markup:
    """`found` None: only what the next pounds are worth was asked."""
    worth = said.worth(view)
    if found is None:
        return section("frontier", said.TITLES["worth"], worth or said.UNANSWERED, _worth_table(view))
    points = [said.last_pounds(view, found), said.thrift(view, found), *said.frontier_gaps(found)]
    return section(
        "frontier",
        said.TITLES["frontier"],
        said.more_or_less(found),
        bullets(point for point in points if point),
        _drawn(view, found),
        _tables(view, found),
        fragment(subheading("What the next pounds are worth"), paragraph(worth), _worth_table(view)) if worth else None,
    )


def _shown(found: Frontier) -> list[FrontierPoint]:
    """A dozen points evenly over the money, the dearest among them."""
    if len(found.points) <= SHOWN:
        return list(found.points)
    most = found.points[-1].cost_pence
    wanted = [most * step // SHOWN for step in range(1, SHOWN + 1)]
    near = [min(found.points, key=lambda point: abs(point.cost_pence - sum_)) for sum_ in wanted]
    chosen = {point.cost_pence: point for point in [*near, found.points[-1]]}
    return [chosen[cost] for cost in sorted(chosen)]


def _amount(found: Frontier, value: Fraction) -> float:
    return float(value) / 1e6 if found.objective == "npsv" else float(value)


def _drawn(view: View, found: Frontier) -> Markup | None:
    if not found.points:
        return None
    shown = {point.cost_pence for point in _shown(found)}
    points = [
        Point(
            pence=point.cost_pence,
            value=_amount(found, point.value),
            href=f"#sum-{point.cost_pence}" if point.cost_pence in shown else None,
            name=f"{money(point.cost_pence)}: {count(len(point.projects), 'project')}",
        )
        for point in found.points
    ]
    if view.plan.objective:
        spent, value = view.funded_pence, _amount(found, view.plan.objective[0])
        points.append(Point(pence=spent, value=value, said=f"the plan, {money(spent)}"))
    points.sort(key=lambda point: (point.pence, point.value))
    unit = UNITS.get(found.objective, "points")
    drawing = draw_curve(
        "curve",
        points,
        found.gaps,
        unit=unit,
        title=f"The best that each sum of money buys, in {unit}",
        description=f"{said.more_or_less(found)} The table below has the sums.",
    )
    return figure(drawing, heading=f"What each sum buys: {objective_words(found.objective)}", id_="curve")


def _tables(view: View, found: Frontier) -> Markup | None:
    shown = _shown(found)
    whole = len(found.points) > len(shown)
    caption = "Sums at which more can be had" + (", a dozen of them" if whole else "")
    rows = [_row(view, found, point, id_=f"sum-{point.cost_pence}") for point in shown]
    first = table("sums", caption, _columns(), rows, look="stacked")
    if not whole:
        return first
    every = table(
        "every-sum",
        "Every sum that buys more than the one before",
        (Column("Money spent"), Column("Value", numeric=True), Column("Projects", numeric=True)),
        [Row([exact(p.cost_pence), plain(Fraction(p.value), 4), str(len(p.projects))]) for p in found.points],
    )
    return fragment(first, details(f"All {len(found.points)} sums", every))


def _columns() -> tuple[Column, ...]:
    return (
        Column("Money spent"),
        Column("Value", numeric=True),
        Column("Projects", numeric=True),
        Column("Against the plan"),
    )


def _row(view: View, found: Frontier, point: FrontierPoint, *, id_: str) -> Row:
    own = [row.id for row in view.chosen]
    same = "the plan" if point.cost_pence == view.funded_pence else "the same projects"
    out = [view.project_name(name) for name in own if name not in point.projects]
    come = [view.project_name(name) for name in point.projects if name not in own]
    beside: list[Child] = []
    if out:
        beside.append(f"without {listed(out, most=4)}")
    if come:
        beside.append(quiet(f"with {listed(come, most=4)} instead") if out else f"with {listed(come, most=4)}")
    value = objective_amount(found.objective, point.value) if found.objective == "npsv" else plain(point.value, 3)
    cells: list[Child] = [exact(point.cost_pence), value, str(len(point.projects))]
    return Row([*cells, fragment(*beside) if beside else same], id=id_)


def _worth_table(view: View) -> Markup | None:
    rows = [row for row in view.plan.allocations if row.worth and any(each.objective_gain for each in row.worth)]
    extras = sorted({each.extra_pence for row in rows for each in row.worth or ()})
    columns = (
        Column("Allocation"),
        Column("Used so far", numeric=True),
        *(Column(f"{money(extra)} more buys", numeric=True) for extra in extras),
    )
    rows.sort(key=lambda row: (-max(each.objective_gain for each in row.worth or ()), row.allocation))
    unknown = sum(1 for row in view.plan.allocations if row.worth is None)
    return fragment(
        table(
            "worth",
            "Allocations in which more money would buy something",
            columns,
            [_worth_row(view, row) for row in rows],
        ),
        paragraph(_about_worth(unknown), class_="nhsuk-body-s"),
    )


def _worth_row(view: View, row: AllocationUse) -> Row:
    pot = view.allocations.get(row.allocation)
    name = fragment(
        link(view.allocation_name(row.allocation), view.anchor("allocation", row.allocation)),
        quiet(view.organisation_name(pot.holder)) if pot and pot.holder else None,
    )
    aim = view.plan.objectives[0] if view.plan.objectives else ""
    gains = [
        objective_amount(aim, each.objective_gain) if each.objective_gain else "nothing" for each in row.worth or ()
    ]
    return Row([name, exact(row.used_pence), *gains])


def _about_worth(unknown: int) -> str:
    how = "Each figure is the difference between two best plans, with and without the money."
    return f"{how} Missing: {count(unknown, 'allocation')}, for want of time." if unknown else how
