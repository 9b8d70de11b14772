"""The economic case: what was considered, what it is worth, who gains, and what would have to change."""

from collections.abc import Iterator
from fractions import Fraction

from placewide.analysis.what_if import WhatIf
from placewide.domain.plan.result import Appraisal, ProjectAppraisal
from placewide.reports import answers
from placewide.reports.business_case.blocks import Block, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import NOTHING, pounds, ratio, words
from placewide.reports.business_case.gains import gains
from placewide.reports.business_case.long_list import long_list
from placewide.reports.business_case.sharing_gain import sharing_gain
from placewide.reports.business_case.summary import costing_more
from placewide.reports.business_case.sureness import sureness
from placewide.reports.business_case.unwritten import LEAST, NO_PRICE, SUCCESS
from placewide.reports.business_case.what_else import what_else
from placewide.reports.sentences import count, money, percentage
from placewide.reports.view import View
from placewide.reports.workbook.facts import Facts


def economic_case(facts: Facts, what_if: WhatIf) -> Iterator[Block]:
    view = facts.view
    yield Heading(level=1, text="Economic case")
    yield Heading(level=2, text="What makes a way of doing this a good one")
    yield SUCCESS
    yield Heading(level=2, text="Ways of doing the programme")
    yield from _ways(view, what_if)
    yield LEAST
    if what_if.sharing is not None:
        yield from sharing_gain(view, what_if.sharing)
    yield Heading(level=2, text="Which projects were considered")
    yield from long_list(view)
    if view.plan.appraisal is None or not view.chosen:
        return
    yield Heading(level=2, text="What it is worth")
    yield Paragraph(text=" ".join([answers.appraisal(view), *filter(None, [costing_more(view)])]))
    yield from _appraisal(view, view.plan.appraisal)
    yield Heading(level=2, text="Optimism bias")
    yield from _bias(view, view.plan.appraisal)
    yield Heading(level=2, text="Who pays and who gains")
    yield from gains(view)
    yield Heading(level=2, text="Effects without a price")
    yield from _without_price(facts)
    yield Heading(level=2, text="How sure this is")
    yield from sureness(facts, what_if.uncertainty)
    yield from what_else(view, what_if)


def _ways(view: View, what_if: WhatIf) -> Iterator[Block]:
    """Doing nothing, each on its own, and together: only what the plan itself knows of each."""
    appraisal = view.plan.appraisal
    rows = [
        ("Nothing is done", "0", NOTHING, "What is compared with: costs, benefits and risks are counted from here.")
    ]
    if view.plan.alone is not None:
        told = "What could be done within every rule if nobody shared money."
        alone = what_if.sharing.without.appraisal if what_if.sharing else None
        worth = pounds(alone.npsv_pence) if alone else "not appraised here"
        rows.append(("Each partner on its own", str(len(view.plan.alone)), worth, told))
    rows.append(
        (
            "Together, as this paper proposes",
            str(len(view.chosen)),
            pounds(appraisal.npsv_pence) if appraisal else "not known",
            answers.proof(view),
        )
    )
    columns = (
        Column(heading="Way", width=4),
        Column(heading="Projects", width=2, numeric=True),
        Column(heading="Benefits less costs (£)", width=3, numeric=True),
        Column(heading="What is known of it", width=7),
    )
    yield from table("Three ways of doing the programme", columns, rows)


def _appraisal(view: View, result: Appraisal) -> Iterator[Block]:
    columns = (
        Column(heading="Project", width=6),
        Column(heading="Costs before bias (£)", width=4, numeric=True),
        Column(heading="Optimism bias (£)", width=4, numeric=True),
        Column(heading="Cost of risks (£)", width=3, numeric=True),
        Column(heading="Costs (£)", width=4, numeric=True),
        Column(heading="Benefits (£)", width=4, numeric=True),
        Column(heading="Benefits less costs (£)", width=4, numeric=True),
        Column(heading="Ratio", width=2, numeric=True),
    )
    totals = (
        "The programme",
        pounds(sum(project.pv_costs_before_bias_pence for project in result.by_project)),
        pounds(result.pv_bias_pence),
        pounds(sum(project.pv_risk_cost_pence for project in result.by_project)),
        pounds(result.pv_costs_pence),
        pounds(result.pv_benefits_pence),
        pounds(result.npsv_pence),
        ratio(result.bcr),
    )
    rows = [_appraised(view, project) for project in _in_order(view, result)]
    yield from table("Present value of each project", columns, rows, totals)
    yield Paragraph(
        text=f"Present values in prices of {view.document.place.first_year}. The ratio is "
        f"{result.bcr_definition}. It is given with the difference, never alone.",
        quiet=True,
    )


def _in_order(view: View, result: Appraisal) -> list[ProjectAppraisal]:
    order = {outcome.id: place for place, outcome in enumerate(view.in_order)}
    return sorted(result.by_project, key=lambda project: order.get(project.project, len(order)))


def _appraised(view: View, project: ProjectAppraisal) -> tuple[str, ...]:
    return (
        view.project_name(project.project),
        pounds(project.pv_costs_before_bias_pence),
        pounds(project.pv_bias_pence),
        pounds(project.pv_risk_cost_pence),
        pounds(project.pv_costs_pence),
        pounds(project.pv_benefits_pence),
        pounds(project.npsv_pence),
        ratio(project.bcr),
    )


def _bias(view: View, result: Appraisal) -> Iterator[Block]:
    none = [project for project in result.by_project if not (project.bias_capital or project.bias_revenue)]
    yield Paragraph(
        text=f"Optimism bias adds {money(result.pv_bias_pence)} to costs of "
        f"{money(result.pv_costs_pence - result.pv_bias_pence)}. {_without(len(none))}"
    )
    columns = (
        Column(heading="Project", width=7),
        Column(heading="Kind of project", width=5),
        Column(heading="On capital", width=3, numeric=True),
        Column(heading="On revenue", width=3, numeric=True),
        Column(heading="What has been done about it", width=16),
    )
    rows = [_biased(view, project) for project in _in_order(view, result)]
    yield from table("Optimism bias of each project, after mitigation", columns, rows)


def _without(number: int) -> str:
    if not number:
        return "A rate is recorded for every project."
    return f"No rate is recorded for {count(number, 'project')}: whoever leads them should say why, or add it."


def _biased(view: View, project: ProjectAppraisal) -> tuple[str, ...]:
    record = view.projects.get(project.project)
    bias = record.optimism_bias if record else None
    mitigated = [
        f"{factor.name}: {percentage(Fraction(factor.mitigated))} mitigated"
        + (f" ({factor.evidence})" if factor.evidence else "")
        for factor in (bias.factors if bias else ())
        if factor.mitigated
    ]
    return (
        view.project_name(project.project),
        words(bias.type if bias else None, "none recorded"),
        percentage(project.bias_capital),
        percentage(project.bias_revenue),
        "; ".join(mitigated) or "nothing recorded",
    )


def _without_price(facts: Facts) -> Iterator[Block]:
    view = facts.view
    rows = [
        (
            view.project_name(mode.project),
            benefit.name or benefit.id,
            view.organisation_name(benefit.organisation),
            benefit.measure or "not said",
        )
        for mode, benefit in facts.unmonetised
    ]
    columns = (
        Column(heading="Project", width=4),
        Column(heading="Effect", width=5),
        Column(heading="For whom", width=3),
        Column(heading="Measured by", width=4),
    )
    number = count(len(rows), "effect")
    yield Paragraph(
        text=f"The place file records {number} to which nobody has put a price; no total above holds "
        f"{'it' if len(rows) == 1 else 'them'}."
        if rows
        else "The place file records no effect without a price for the projects in the plan."
    )
    yield from table("Effects without a price", columns, rows)
    yield NO_PRICE
