"""What sharing buys: alone and together, the steps between, credit, and a word to each partner."""

from collections.abc import Iterable
from fractions import Fraction

from placewide.domain.plan.questions.sharing import Credit, SharingResult
from placewide.domain.shared.identifiers import Identifier
from placewide.reports import sharing_sentences
from placewide.reports.html.components import (
    Column,
    Row,
    bullets,
    facts,
    figure,
    link,
    paragraph,
    quiet,
    section,
    subheading,
    table,
    tag,
)
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import count, exact, listed, percentage
from placewide.reports.sharing_comparison import Comparison, Step
from placewide.reports.svg.steps import StepRow, draw_steps
from placewide.reports.view import View
from placewide.reports.wording import BENEFIT_CLASSES, objective_amount

MOST_BARS = 14


def sharing_section(view: View, result: SharingResult) -> Markup:
    """The section of the report; `view` is of the plan with shares."""
    seen = Comparison(view, result)
    if not seen.has_answer:
        return section("sharing", "What sharing buys", sharing_sentences.headline(seen), _findings(seen))
    first, *others = sharing_sentences.of_the_place(seen)
    return section(
        "sharing",
        "What sharing buys",
        first,
        bullets(others),
        _findings(seen),
        _projects(seen),
        _steps(seen),
        _by_class(seen),
        _credit(seen),
        _partners(seen),
    )


def _findings(seen: Comparison) -> Markup | None:
    return bullets(finding.message for finding in seen.result.findings)


def _projects(seen: Comparison) -> Markup:
    """Two columns of projects: those that happen alone, and together, where more light up."""
    alone = [
        fragment(_project(seen, id_), " ", tag("Not together", "grey") if id_ in seen.gives_way else None)
        for id_ in seen.alone
    ]
    lit = [fragment(_project(seen, id_), " ", tag("Only together", "green")) for id_ in seen.lit_up]
    both = [_project(seen, id_) for id_ in seen.together if id_ not in seen.lit_up]
    return element(
        "div",
        _column(f"Alone: {count(len(seen.alone), 'project')}", alone),
        _column(f"Together: {count(len(seen.together), 'project')}", [*lit, *both]),
        class_="report-columns",
    )


def _column(heading: str, items: Iterable[Child]) -> Markup:
    return element("div", subheading(heading), bullets(items) or paragraph("None."))


def _project(seen: Comparison, id_: str) -> Markup:
    return link(seen.view.project_name(id_), seen.view.anchor("project", id_))


def _steps(seen: Comparison) -> Markup | None:
    if not seen.steps:
        return None
    unit = sharing_sentences.unit(seen)
    rows = [Row(_step_cells(seen, step)) for step in seen.steps]
    columns = (Column("Money that may be shared"), Column("Adds", numeric=True), Column("Gain so far", numeric=True))
    return fragment(
        figure(_drawn(seen), heading=f"From alone to together, in {unit}", id_="sharing-steps"),
        table(
            "sharing-steps-table",
            f"What each permission adds to those before it, in {unit}",
            columns,
            rows,
            look="stacked",
        ),
        paragraph(
            "Permissions stand in the order in which the next one adds most. Those in one row add something only "
            "together. In another order each would add something else; credit takes the mean over all orders.",
            class_="nhsuk-body-s",
        ),
    )


def _step_cells(seen: Comparison, step: Step) -> list[Child]:
    names = fragment(*(_permit(seen, permit) for permit in step.permits))
    return [names, sharing_sentences.added(seen, step.gain), sharing_sentences.added(seen, step.reached)]


def _permit(seen: Comparison, permit: str) -> Markup:
    pot = seen.view.allocations.get(Identifier(permit))
    name = link(seen.view.allocation_name(permit), seen.view.anchor("allocation", permit))
    return element("div", name, quiet(seen.view.organisation_name(pot.holder)) if pot and pot.holder else None)


def _drawn(seen: Comparison) -> Markup:
    alone = seen.result.alone
    together = alone + (seen.result.gain or 0)
    rows = [_whole("Alone", seen, alone), *_bars(seen), _whole("Together", seen, together)]
    name = seen.result.with_.objectives[0] if seen.result.with_.objectives else ""
    return draw_steps(
        "steps",
        rows,
        title="From alone to together, one permission after the other",
        description=f"Alone the place reaches {objective_amount(name, alone)}, together "
        f"{objective_amount(name, together)}. Each bar is what permissions to share add to those before.",
    )


def _whole(name: str, seen: Comparison, value: Fraction) -> StepRow:
    projects = count(len(seen.alone if name == "Alone" else seen.together), "project")
    said = sharing_sentences.amount(seen, value)
    return StepRow(names=(f"{name}: {projects}",), under="", start=0.0, end=float(value), said=said, whole=True)


def _bars(seen: Comparison) -> list[StepRow]:
    """A bar for each step; in a large place the last ones stand together."""
    alone = seen.result.alone
    shown = seen.steps if len(seen.steps) <= MOST_BARS else seen.steps[: MOST_BARS - 1]
    rows = [_bar(seen, step, alone) for step in shown]
    if rest := seen.steps[len(shown) :]:
        more = sum((step.gain for step in rest), Fraction(0))
        names = (count(sum(len(step.permits) for step in rest), "more permission"),)
        start, end = float(alone + shown[-1].reached), float(alone + rest[-1].reached)
        rows.append(StepRow(names=names, under="", start=start, end=end, said=sharing_sentences.added(seen, more)))
    return rows


def _bar(seen: Comparison, step: Step, alone: Fraction) -> StepRow:
    pots = [seen.view.allocations.get(Identifier(permit)) for permit in step.permits]
    holders = dict.fromkeys(seen.view.organisation_name(pot.holder) for pot in pots if pot and pot.holder)
    return StepRow(
        names=tuple(seen.view.allocation_name(permit) for permit in step.permits),
        under=listed(list(holders)),
        start=float(alone + step.reached - step.gain),
        end=float(alone + step.reached),
        said=sharing_sentences.added(seen, step.gain),
    )


def _by_class(seen: Comparison) -> Markup | None:
    columns = (Column("Benefit"), Column("Alone", numeric=True), Column("Together", numeric=True))
    rows = [
        Row([BENEFIT_CLASSES.get(name, name), exact(alone), exact(together)]) for name, alone, together in seen.by_class
    ]
    totals = (sum(row[1] for row in seen.by_class), sum(row[2] for row in seen.by_class))
    caption = "What lands, by class of benefit, in present values"
    total = Row(["All benefits", *map(exact, totals)])
    return table("sharing-classes", caption, columns, rows, total=total, look="stacked")


def _credit(seen: Comparison) -> Markup | None:
    columns = (
        Column("Organisation"),
        Column("Would share", numeric=True),
        Column("Would receive", numeric=True),
        Column("Gains alone", numeric=True),
        Column("Gains together", numeric=True),
        Column("Credit", numeric=True),
        Column("Of the gain", numeric=True),
    )
    rows = [Row(_credit_cells(seen, row)) for row in seen.result.credit]
    caption = (
        "What each organisation would give, receive and gain, and its credit "
        f"in {sharing_sentences.unit(seen)}: for discussion, never a bill"
    )
    return fragment(
        table("sharing-credit", caption, columns, rows),
        paragraph(sharing_sentences.credit_words(seen), class_="nhsuk-body-s"),
    )


def _credit_cells(seen: Comparison, row: Credit) -> list[Child]:
    body, whole = row.organisation, seen.result.gain
    gains = [held[body].gains_pence if body in held else 0 for held in (seen.accounts_alone, seen.accounts_together)]
    about = None if seen.result.exact else quiet(f"± {sharing_sentences.width(seen, row.half_width)}")
    return [
        link(seen.view.organisation_name(body), seen.view.anchor("organisation", body)),
        exact(sum(share.amount_pence for share in seen.gives(body))),
        exact(sum(share.amount_pence for share in seen.receives(body))),
        *map(exact, gains),
        fragment(sharing_sentences.amount(seen, row.shapley), about),
        percentage(row.shapley, whole) if whole else "–",
    ]


def _partners(seen: Comparison) -> Markup | None:
    stories = sharing_sentences.partners(seen)
    if not stories:
        return None
    pairs = [(seen.view.organisation_name(story.organisation), bullets(story.sentences)) for story in stories]
    return fragment(subheading("What it means for each partner"), facts(pairs))
