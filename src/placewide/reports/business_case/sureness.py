"""How sure the result is: switching values of the whole and of single lines, and the spread where it was computed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.plan.questions.uncertainty import UncertaintyResult
from placewide.numerics.discounting import switching_factor
from placewide.numerics.rounding import round_half_up
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import pounds
from placewide.reports.business_case.spread import spread
from placewide.reports.business_case.unwritten import SPREAD
from placewide.reports.sentences import plain
from placewide.reports.view import View
from placewide.reports.workbook.facts import Facts

SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One line and what it adds to benefits less costs, in pence of present value: costs negative."""

    project: str
    name: str
    effect: str
    value: Fraction


def sureness(facts: Facts, uncertainty: UncertaintyResult | None) -> Iterator[Block]:
    if uncertainty is None:
        yield from _switching(facts, whole=True)
        yield SPREAD
        return
    yield from spread(facts.view, uncertainty)
    yield from _switching(facts, whole=False)


def inputs_of(facts: Facts) -> list[Input]:
    """Every cost line and benefit in pounds of the projects that stand in the totals."""
    costs: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    names: dict[tuple[str, str], str] = {}
    for cost in facts.costs:
        if cost.mode.project in facts.counted:
            key = (cost.mode.project, str(cost.line.id))
            costs[key] -= cost.before + cost.uplift
            names[key] = cost.line.name or cost.line.id
    benefits: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    titles: dict[tuple[str, str], str] = {}
    for gain in facts.benefits:
        key = (gain.mode.project, str(gain.benefit.id))
        benefits[key] += gain.value
        titles[key] = gain.benefit.name or gain.benefit.id
    return [
        *(Input(project=key[0], name=names[key], effect="cost", value=value) for key, value in costs.items()),
        *(Input(project=key[0], name=titles[key], effect="benefit", value=value) for key, value in benefits.items()),
    ]


def _switching(facts: Facts, *, whole: bool) -> Iterator[Block]:
    view, result = facts.view, facts.plan.appraisal
    if result is None or not (result.pv_benefits_pence or result.pv_costs_pence):
        return
    yield Paragraph(text=f"{_whole(view)} {_lines(facts)}" if whole else _lines(facts))
    columns = (
        Column(heading="Project", width=5),
        Column(heading="Line", width=5),
        Column(heading="Adds, as stated (£)", width=3, numeric=True),
        Column(heading="Nil when it comes to", width=3, numeric=True),
    )
    rows = [
        (
            view.project_name(each.project),
            f"{each.name} ({each.effect})",
            pounds(round_half_up(each.value)),
            f"{_percent(factor)} of it",
        )
        for factor, each in _nearest(facts)[:SHOWN]
    ]
    yield from table("Switching values: single lines that could bring benefits less costs to nil", columns, rows)


def _whole(view: View) -> str:
    """By how much all benefits and all costs could move before nothing is left."""
    result = view.plan.appraisal
    if result is None:
        return ""
    of_benefits = switching_factor(result.npsv_pence, result.pv_benefits_pence)
    of_costs = switching_factor(result.npsv_pence, -result.pv_costs_pence)
    if result.npsv_pence < 0 or of_benefits is None or of_costs is None:
        return "The programme costs more than it yields as stated."
    return (
        f"Benefits would have to fall to {_percent(of_benefits)} of what is stated, or costs rise to "
        f"{_percent(of_costs)} of it, before the programme were worth no more than it costs."
    )


def _lines(facts: Facts) -> str:
    if _nearest(facts):
        return f"The table shows the single lines that come nearest to bringing the result to nil, at most {SHOWN}."
    return "No single line brings the result to nil, even if it came to nothing or to twice what is stated."


def _nearest(facts: Facts) -> list[tuple[Fraction, Input]]:
    """Lines with a switching value between nothing and twice what is stated, the least change first."""
    result = facts.plan.appraisal
    found = []
    for each in inputs_of(facts) if result else ():
        factor = switching_factor(result.npsv_pence if result else 0, each.value)
        if factor is not None and factor <= 2:
            found.append((factor, each))
    return sorted(found, key=lambda pair: (abs(pair[0] - 1), pair[1].project, pair[1].name))


def _percent(factor: Fraction) -> str:
    return f"{plain(factor * 100, 0)} %"
