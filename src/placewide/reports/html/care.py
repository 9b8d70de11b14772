"""What the plan means for care: digital maturity, information flows, organisations reached."""

from placewide.domain.journeys.records import Flow
from placewide.domain.plan.result import FlowChange
from placewide.reports import answers
from placewide.reports.html.components import Column, Row, paragraph, section, table
from placewide.reports.markup import Child, Markup
from placewide.reports.sentences import listed, plain
from placewide.reports.view import View
from placewide.reports.wording import MEANS


def care_section(view: View) -> Markup:
    return section("care", "What it means for care", answers.care(view), _maturity(view), _flows(view), _reached(view))


def _maturity(view: View) -> Markup | None:
    changes = view.plan.care.maturity if view.plan.care else ()
    columns = (
        Column("Measure"),
        Column("Lowest score now", numeric=True),
        Column("Lowest score after the plan", numeric=True),
        Column("Rise", numeric=True),
    )
    rows = [
        Row(
            [
                change.measure.replace("_", " "),
                plain(change.lowest_before),
                plain(change.lowest_after),
                plain(change.lowest_after - change.lowest_before),
            ]
        )
        for change in changes
    ]
    caption = "Digital maturity: the lowest assessed score of any organisation"
    return table("maturity", caption, columns, rows, look="stacked")


def _flows(view: View) -> Markup | None:
    changes = view.plan.care.flows if view.plan.care else ()
    columns = (
        Column("Information"),
        Column("From"),
        Column("To"),
        Column("Now by"),
        Column("Then by"),
        Column("Times a year", numeric=True),
    )
    known = {flow.id: flow for journey in view.document.journeys for flow in journey.flows}
    by_id: dict[str, Flow] = {str(id_): flow for id_, flow in known.items()}
    rows = [Row(_cells(view, change, by_id.get(change.flow))) for change in changes]
    return table("flows", "Information that finds a better way", columns, rows, look="stacked")


def _cells(view: View, change: FlowChange, flow: Flow | None) -> list[Child]:
    return [
        (flow.what if flow else None) or change.flow,
        view.organisation_name(flow.from_) if flow and flow.from_ else "not known",
        view.organisation_name(flow.to) if flow and flow.to else "not known",
        MEANS.get(change.means_before, change.means_before),
        MEANS.get(change.means_after, change.means_after),
        plain(change.volume, 0) if change.volume is not None else "not known",
    ]


def _reached(view: View) -> Markup | None:
    reached = view.plan.care.organisations_reached if view.plan.care else ()
    if not reached:
        return None
    return paragraph(f"Organisations reached: {listed([view.organisation_name(id_) for id_ in reached])}.")
