"""If we weighed it differently: the plan under each partner's own points, and with one weight changed at a time."""

from placewide.domain.plan.questions.weights import ViewPlan, WeightSensitivity
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import Column, Row, bullets, details, figure, link, paragraph, section, table
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import listed
from placewide.reports.svg.matrix import MatrixRow, draw_matrix
from placewide.reports.view import View

STANDINGS = {"all": "in all of them", "most": "in most", "few": "in few", "none": "in none"}


def weights_section(view: View, found: WeightSensitivity) -> Markup:
    if not found.matters:
        return section("other-weights", said.TITLES["weights"], said.weighed(found))
    return section(
        "other-weights",
        said.TITLES["weights"],
        said.weighed(found),
        bullets([*_always(view, found), *said.weights_missing(view, found)]),
        _drawn(view, found),
        _partners(view, found),
        details("One weight dropped, halved or doubled at a time", _changes(view, found), _standing(view, found)),
    )


def _always(view: View, found: WeightSensitivity) -> list[str]:
    known = [set(row.projects) for row in said.partner_views(found) if row.projects is not None]
    always = sorted(set.intersection(*known), key=view.project_name) if len(known) > 1 else []
    return [f"In every plan: {listed([view.project_name(name) for name in always])}."] if always else []


def _hanging(view: View, found: WeightSensitivity) -> list[str]:
    """Projects on which the partners' plans differ: those in most of them first."""
    known = [row.projects for row in said.partner_views(found) if row.projects is not None]
    times = {name: sum(name in projects for projects in known) for projects in known for name in projects}
    hanging = [name for name, number in times.items() if number < len(known)]
    return sorted(hanging, key=lambda name: (-times[name], view.project_name(name)))


def _drawn(view: View, found: WeightSensitivity) -> Markup | None:
    views = said.partner_views(found)
    hanging = _hanging(view, found)
    if not hanging or len(views) < 2:
        return None
    rows = [
        MatrixRow(
            name=view.project_name(name),
            has=tuple(None if row.projects is None else name in row.projects for row in views),
            href=view.anchor("project", name),
        )
        for name in hanging
    ]
    drawing = draw_matrix(
        "views",
        rows,
        [said.view_name(view, row) for row in views],
        title="Projects that hang on whose points count",
        description=f"{said.weighed(found)} Each column is the plan under one partner’s points; the table below "
        "says what each would put in and leave out.",
    )
    return figure(drawing, heading="Whose points would choose what", id_="views")


def _partners(view: View, found: WeightSensitivity) -> Markup | None:
    columns = (
        Column("Weighed by"),
        Column("Projects", numeric=True),
        Column("Would put in"),
        Column("Would leave out"),
    )
    base = found.plans[0].projects if found.plans else None
    rows = [Row(_cells(view, row, base)) for row in said.partner_views(found)]
    return table(
        "views-table", "The plan under each partner’s own points, beside the plan", columns, rows, look="stacked"
    )


def _cells(view: View, row: ViewPlan, base: tuple[str, ...] | None) -> list[Child]:
    name = said.view_name(view, row)
    if row.view.kind == "partner":
        name = link(name, view.anchor("organisation", row.view.about))
    if row.projects is None or base is None:
        return [name, "", "not known: no plan, or no time to prove one", ""]
    come = [view.project_name(each) for each in row.projects if each not in base]
    gone = [view.project_name(each) for each in base if each not in row.projects]
    return [name, str(len(row.projects)), listed(come) or "–", listed(gone) or "–"]


def _changes(view: View, found: WeightSensitivity) -> Markup | None:
    columns = (Column("Weight"), Column("Projects", numeric=True), Column("Would put in"), Column("Would leave out"))
    base = found.plans[0].projects if found.plans else None
    rows = [Row(_cells(view, row, base)) for row in found.plans if row.view.kind == "change"]
    caption = "The plan with one weight changed, the others in their ratios"
    return table("changes-table", caption, columns, rows, look="stacked")


def _standing(view: View, found: WeightSensitivity) -> Markup | None:
    if not found.standing:
        return None
    lines = []
    for standing, words in STANDINGS.items():
        names = sorted(view.project_name(name) for name, place in found.standing.items() if place == standing)
        if names:
            lines.append(f"{words.capitalize()}: {listed(names)}.")
    return fragment(paragraph("Over all these ways to weigh, each project is in the plan:"), bullets(lines))
