"""How firm the short-list is: core, borderline and exterior over sampled cases."""

from placewide.domain.plan.questions.robustness import CoreIndex, Robustness
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import Column, Row, bullets, figure, link, paragraph, section, table, tag
from placewide.reports.markup import Child, Markup
from placewide.reports.sentences import listed, percentage
from placewide.reports.svg.levels import Across, Level, draw_levels
from placewide.reports.view import View

PLACES = {
    "core": ("Firm", "green"),
    "borderline": ("In the balance", "yellow"),
    "exterior": ("Out", "grey"),
}
HOW = (
    "In each case every cost and benefit with a range takes a value of it, and the best plan is found anew. Firm: in "
    "at least nine cases of ten; out: in at most one."
)


def firmness_section(view: View, found: Robustness) -> Markup:
    return section(
        "firmness",
        said.TITLES["robustness"],
        said.firmness(view, found),
        bullets(said.firmness_points(view, found)),
        _drawn(view, found),
        _table(view, found),
        _never(view, found),
        paragraph(HOW, class_="nhsuk-body-s"),
    )


def _ever(view: View, found: Robustness) -> list[CoreIndex]:
    """Projects of the plan, and those in the best plan of any case, the firmest first."""
    rows = [row for row in found.projects if row.index or row.in_plan]
    return sorted(rows, key=lambda row: (-row.index, not row.in_plan, view.project_name(row.project)))


def _never(view: View, found: Robustness) -> Markup | None:
    names = sorted(view.project_name(row.project) for row in found.projects if not row.index and not row.in_plan)
    return paragraph(f"In the best plan of no case: {listed(names)}.") if names else None


def _drawn(view: View, found: Robustness) -> Markup | None:
    rows = _ever(view, found)
    if not rows:
        return None
    levels = [
        Level(
            name=view.project_name(row.project),
            value=float(row.index),
            said=percentage(row.index),
            strong=row.in_plan,
            href=f"#firm-{row.project}",
        )
        for row in rows
    ]
    drawing = draw_levels(
        "firm",
        levels,
        [Across(value=0.1, said="10 %"), Across(value=0.9, said="90 %")],
        title="In how many cases each project is in the best plan",
        description=f"{said.firmness(view, found)} The table below has each project’s share.",
        strong="in the plan as it stands",
        weak="not in it",
    )
    return figure(drawing, heading="In how many cases each project is in the best plan", id_="firm")


def _table(view: View, found: Robustness) -> Markup | None:
    columns = (
        Column("Project"),
        Column("In the plan as it stands"),
        Column("Cases with it", numeric=True),
        Column("So it is"),
    )
    rows = [Row(_cells(view, row), id=f"firm-{row.project}") for row in _ever(view, found)]
    caption = f"Each project over {found.answered:,} cases (seed {found.seed})"
    return table("firm-table", caption, columns, rows, look="stacked")


def _cells(view: View, row: CoreIndex) -> list[Child]:
    name = link(view.project_name(row.project), view.anchor("project", row.project))
    share = f"{float(100 * row.index):.1f} %"
    return [name, "yes" if row.in_plan else "no", share, tag(*PLACES[row.place])]
