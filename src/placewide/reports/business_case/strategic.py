"""The strategic case: what the place wants, what is in the programme, what it changes for care."""

from collections.abc import Iterator
from fractions import Fraction

from placewide.domain.plan.result import ProjectOutcome
from placewide.domain.shared.figures import pence
from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import NOTHING, involved, plural, points, pounds, scores_of
from placewide.reports.business_case.records import said
from placewide.reports.business_case.unwritten import CONSTRAINTS, TODAY, WHY_NOW
from placewide.reports.sentences import count, listed, percentage, plain, sentence
from placewide.reports.view import View
from placewide.reports.wording import MEANS


def strategic_case(view: View) -> Iterator[Block]:
    yield Heading(level=1, text="Strategic case")
    yield Heading(level=2, text="Why now")
    yield WHY_NOW
    yield Heading(level=2, text="Where we are")
    yield TODAY
    yield Heading(level=2, text="What the place wants")
    yield from _priorities(view)
    yield from _ambitions(view)
    yield Heading(level=2, text="Who stands behind the strategy")
    yield from _endorsements(view)
    yield Heading(level=2, text="What is in the programme")
    yield from _projects(view)
    yield Heading(level=2, text="What changes for care")
    yield Paragraph(text=answers.care(view))
    yield from _maturity(view)
    yield from _flows(view)
    yield Heading(level=2, text="What it depends on")
    yield from _dependencies(view)
    yield from _limits(view)
    yield CONSTRAINTS


def value_by_priority(view: View) -> dict[str, Fraction]:
    """Weight times score, summed over the chosen projects, by priority."""
    sums: dict[str, Fraction] = {str(priority): Fraction(0) for priority in view.weights}
    for outcome in view.chosen:
        for priority, score in _scores(view, outcome).items():
            if priority in sums:
                sums[priority] += view.weights[priority] * score
    return sums


def _scores(view: View, outcome: ProjectOutcome) -> dict[str, Fraction]:
    project = view.projects.get(outcome.id)
    return scores_of(project, outcome) if project else {}


def _priorities(view: View) -> Iterator[Block]:
    strategy = view.document.strategy
    if strategy.title:
        edition = f", version {strategy.version}" if strategy.version else ""
        yield Paragraph(text=f"The programme serves “{strategy.title}”{edition}.")
    values = value_by_priority(view)
    columns = (
        Column(heading="Priority", width=6),
        Column(heading="Weight", width=2, numeric=True),
        Column(heading="Projects in the plan that serve it", width=3, numeric=True),
        Column(heading="Strategic value", width=3, numeric=True),
    )
    rows = [
        (view.priority_name(key), percentage(weight), str(_serving(view, key)) or NOTHING, points(values[key]))
        for key, weight in sorted(view.weights.items(), key=lambda item: -item[1])
    ]
    total = sum(
        (outcome.strategic_value for outcome in view.chosen if outcome.strategic_value is not None), Fraction(0)
    )
    yield from table(
        "Priorities, their weights, and what the plan does for each", columns, rows,
        ("All priorities", percentage(sum(view.weights.values(), Fraction(0))), str(len(view.chosen)),
         points(total)),
    )  # fmt: skip
    if rows:
        yield Paragraph(
            text="Strategic value is weight times score, summed over the projects in the plan. A project may serve "
            "several priorities, so the projects are counted once only in the last row.",
            quiet=True,
        )


def _serving(view: View, priority: str) -> int:
    return sum(_scores(view, outcome).get(priority, 0) > 0 for outcome in view.chosen)


def _ambitions(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="Ambition", width=5),
        Column(heading="Measured by", width=4),
        Column(heading="Now", width=2),
        Column(heading="Target", width=2),
        Column(heading="By", width=2),
        Column(heading="Projects in the plan", width=4),
    )
    rows = []
    for ambition in view.document.strategy.ambitions:
        serving = [
            view.project_name(outcome.id)
            for outcome in view.in_order
            if outcome.id in view.projects and ambition.id in view.projects[outcome.id].ambitions
        ]
        rows.append(
            (
                ambition.statement or ambition.id,
                ambition.measure or "not said",
                said(ambition.baseline) or "not known",
                said(ambition.target) or "not set",
                ambition.by or "not set",
                listed(serving) or "none",
            )
        )
    yield from table("Ambitions, and the projects that serve them", columns, rows)


def _endorsements(view: View) -> Iterator[Block]:
    endorsements = view.document.strategy.endorsements
    columns = (
        Column(heading="Organisation", width=4),
        Column(heading="Signed by", width=3),
        Column(heading="Role", width=3),
        Column(heading="Date", width=2),
        Column(heading="Reservations", width=4),
    )
    rows = [
        (
            view.organisation_name(each.organisation),
            each.signatory or "not recorded",
            each.role or NOTHING,
            each.date or NOTHING,
            each.reservations or "none",
        )
        for each in endorsements
    ]
    signed = {each.organisation for each in endorsements}
    missing = [view.organisation_name(key) for key in involved(view) if key not in signed]
    yield Paragraph(text=_signed(len(rows), missing))
    yield from table("Endorsements", columns, rows)


def _signed(number: int, missing: list[str]) -> str:
    have = f"{count(number, 'organisation')} {plural(number, 'has', 'have')} signed the strategy"
    if not missing and not number:
        return sentence(have)
    if not missing:
        return sentence(f"{have}, among them all that pay or gain under the plan")
    verb, names = plural(len(missing), "is", "are"), listed(missing, most=8)
    return f"{sentence(have)} {sentence(f'Touched by the plan, and not recorded as signed, {verb} {names}')}"


def _projects(view: View) -> Iterator[Block]:
    yield Paragraph(text=answers.short_list(view))
    columns = (
        Column(heading="Project", width=5),
        Column(heading="Leads", width=4),
        Column(heading="Starts", width=2),
        Column(heading="Cost to fund (£)", width=3, numeric=True),
        Column(heading="Strategic value", width=2, numeric=True),
    )
    rows = [
        (
            _name(view, outcome),
            _lead(view, outcome),
            str(outcome.start or "not known"),
            pounds(view.cost_to_fund.get(outcome.id, 0)),
            points(outcome.strategic_value),
        )
        for outcome in view.in_order
    ]
    total = sum(
        (outcome.strategic_value for outcome in view.chosen if outcome.strategic_value is not None), Fraction(0)
    )
    totals = ("The programme", "", "", pounds(view.funded_pence), points(total))
    yield from table("Projects in the programme", columns, rows, totals)


def _name(view: View, outcome: ProjectOutcome) -> str:
    option = view.option_name(outcome)
    return f"{view.project_name(outcome.id)} ({option})" if option else view.project_name(outcome.id)


def _lead(view: View, outcome: ProjectOutcome) -> str:
    project = view.projects.get(outcome.id)
    return view.organisation_name(project.lead) if project and project.lead else "nobody yet"


def _maturity(view: View) -> Iterator[Block]:
    changes = view.plan.care.maturity if view.plan.care else ()
    columns = (
        Column(heading="Measure", width=6),
        Column(heading="Lowest score now", width=3, numeric=True),
        Column(heading="Lowest score after the plan", width=3, numeric=True),
        Column(heading="Rise", width=2, numeric=True),
    )
    rows = [
        (
            change.measure.replace("_", " "),
            plain(change.lowest_before),
            plain(change.lowest_after),
            plain(change.lowest_after - change.lowest_before),
        )
        for change in changes
    ]
    yield from table("Digital maturity: the lowest assessed score of any organisation", columns, rows)


def _flows(view: View) -> Iterator[Block]:
    known = {str(flow.id): flow for journey in view.document.journeys for flow in journey.flows}
    columns = (
        Column(heading="Information", width=5),
        Column(heading="From", width=4),
        Column(heading="To", width=4),
        Column(heading="Now by", width=2),
        Column(heading="Then by", width=2),
        Column(heading="Times a year", width=2, numeric=True),
    )
    rows = []
    for change in view.plan.care.flows if view.plan.care else ():
        flow = known.get(change.flow)
        rows.append(
            (
                (flow.what if flow else None) or change.flow,
                view.organisation_name(flow.from_) if flow and flow.from_ else "not known",
                view.organisation_name(flow.to) if flow and flow.to else "not known",
                MEANS.get(change.means_before, change.means_before or "not known"),
                MEANS.get(change.means_after, change.means_after),
                plain(change.volume, 0) if change.volume is not None else "not known",
            )
        )
    yield from table("Information that finds a better way", columns, rows)


def _dependencies(view: View) -> Iterator[Block]:
    rows = [
        (view.project_name(outcome.id), listed([view.project_name(key) for key in view.projects[outcome.id].requires]))
        for outcome in view.in_order
        if outcome.id in view.projects and view.projects[outcome.id].requires
    ]
    if not rows:
        yield Paragraph(text="No project in the plan needs another one first.")
    columns = (Column(heading="Project", width=4), Column(heading="Needs first", width=6))
    yield from table("Projects that need others", columns, rows)


def _limits(view: View) -> Iterator[Block]:
    columns = (
        Column(heading="Organisation", width=5),
        Column(heading="Kind", width=2),
        Column(heading="Year", width=2),
        Column(heading="May bear at most (£)", width=3, numeric=True),
        Column(heading="Bears in the plan (£)", width=3, numeric=True),
    )
    rows = []
    for limit in view.document.limits:
        key = (limit.organisation, limit.kind, limit.year)
        borne = sum(p.amount_pence for p in view.plan.payments if (p.bearer, p.kind, p.year) == key)
        rows.append(
            (
                view.organisation_name(limit.organisation),
                limit.kind,
                str(limit.year),
                pounds(pence(limit.amount)),
                pounds(borne),
            )
        )
    yield from table("Spending cover: the most that an organisation may spend, whoever pays", columns, rows)
