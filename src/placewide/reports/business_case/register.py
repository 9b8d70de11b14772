"""The benefits register: every benefit of the projects in the plan, with owner, measure and present value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from placewide.domain.benefits.records import Benefit
from placewide.numerics.rounding import largest_remainder
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import NOTHING, benefits_of, plural, pounds
from placewide.reports.sentences import count, listed, sentence
from placewide.reports.view import View
from placewide.reports.wording import BENEFIT_CLASSES
from placewide.reports.workbook.facts import Facts

Key = tuple[str, str]


def register(facts: Facts) -> Iterator[Block]:
    view = facts.view
    benefits = list(_benefits(view))
    if not benefits:
        yield Paragraph(text="The place file records no benefit of the projects in the plan.")
        return
    yield Paragraph(text=_gaps([benefit for _, benefit in benefits]))
    values = present_values(facts)
    columns = (
        Column(heading="Benefit", width=5),
        Column(heading="Project", width=4),
        Column(heading="Class", width=3),
        Column(heading="Who gains", width=4),
        Column(heading="Owner", width=3),
        Column(heading="Measured by", width=4),
        Column(heading="Present value (£)", width=3, numeric=True),
    )
    rows = [_row(view, project, benefit, values) for project, benefit in benefits]
    yield from table("Benefits register", columns, rows, ("All benefits", *[""] * 5, pounds(sum(values.values()))))
    yield Paragraph(
        text="Present values after optimism bias. A benefit counts towards the budget only if it is cash-releasing and "
        "the holder of that budget agrees that it comes down.",
        quiet=True,
    )


def present_values(facts: Facts) -> Mapping[Key, int]:
    """Whole pence by project and benefit, adding up to the present value of each project's benefits."""
    exact: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for fact in facts.benefits:
        exact[fact.mode.project][str(fact.benefit.id)] += fact.value
    found: dict[Key, int] = {}
    for mode in facts.modes:
        parts = exact.get(mode.project, {})
        if parts and mode.value.benefits_pence is not None:
            whole = largest_remainder(mode.value.benefits_pence, list(parts.values()))
            found |= {(mode.project, benefit): pence for benefit, pence in zip(parts, whole, strict=True)}
    return found


def _benefits(view: View) -> Iterator[tuple[str, Benefit]]:
    for outcome in view.in_order:
        if outcome.id in view.projects:
            yield from ((outcome.id, each) for each in benefits_of(view.projects[outcome.id], outcome))


def _gaps(benefits: list[Benefit]) -> str:
    number = len(benefits)
    owner, measure = sum(not each.owner for each in benefits), sum(not each.measure for each in benefits)
    gaps = [
        f"{count(missing, 'benefit')} {plural(missing, 'has', 'have')} no {what}"
        for missing, what in ((owner, "owner"), (measure, "measure"))
        if missing
    ]
    whole = f"The projects in the plan have {count(number, 'benefit')} between them"
    return (
        f"{whole}; {sentence(listed(gaps))[:1].lower()}{sentence(listed(gaps))[1:]}"
        if gaps
        else f"{whole}, each with an owner and a measure."
    )


def _row(view: View, project: str, benefit: Benefit, values: Mapping[Key, int]) -> tuple[str, ...]:
    key = (project, str(benefit.id))
    return (
        benefit.name or benefit.id,
        view.project_name(project),
        BENEFIT_CLASSES.get(benefit.class_ or "", "Class not known"),
        view.organisation_name(benefit.organisation),
        benefit.owner or "nobody yet",
        benefit.measure or "not said",
        pounds(values[key]) if key in values else NOTHING,
    )
