"""What a project or an allocation lacks before a plan can use it. Unknown is never taken for zero."""

from collections.abc import Collection, Iterator, Sequence

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import Allocation, CostLine
from placewide.domain.place.document import Option, PlaceDocument, Project
from placewide.domain.scope.records import Objective
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.figures import YearlyAmounts, pence

PLANNED = frozenset({"proposed", "approved", "in_delivery"})
"""Statuses of projects that take part in a plan."""


def lacks(
    document: PlaceDocument,
    project: Project,
    option: str | None = None,
    objectives: Collection[str] | None = None,
) -> tuple[str, ...]:
    """What the project, in the option of this id, lacks before it can be planned, in words; empty when nothing.

    `objectives` names the values that the plan weighs (default: those of the document's scoping): `strategic_value`
    needs scores, `npsv` needs monetised benefits. A project with options has costs and benefits only in them.
    Raises KeyError when the project has no such option.
    """
    needed = objectives if objectives is not None else values_weighed(settings_of(document.scoping).objectives)
    options: dict[str, Option] = {one.id: one for one in project.options}
    chosen: Project | Option = project if option is None else options[option]
    serves = project.serves if chosen.serves is None else chosen.serves
    missing = [] if project.lead is not None else ["a lead"]
    missing.extend(_of_costs(chosen.costs))
    if "strategic_value" in needed and serves is None:
        missing.append("scores by priority (serves)")
    if "npsv" in needed:
        missing.extend(_of_benefits(chosen.benefits))
    return tuple(missing)


def values_weighed(objectives: Sequence[Objective]) -> frozenset[str]:
    """The names of all values that these objectives weigh."""
    single = {one for one in objectives if isinstance(one, str)}
    blended = {name for one in objectives if not isinstance(one, str) for name in one if one[name]}
    return frozenset(single | blended)


def allocation_lacks(allocation: Allocation) -> tuple[str, ...]:
    """What an allocation lacks before it can be counted: holder, kind, year, amount or status."""
    values = {
        "a holder": allocation.holder,
        "a kind (capital or revenue)": allocation.kind,
        "a year": allocation.year,
        "an amount": pence(allocation.amount),
        "a status": allocation.status,
    }
    return tuple(name for name, value in values.items() if value is None)


def _of_costs(costs: tuple[CostLine, ...]) -> Iterator[str]:
    if not costs:
        yield "costs"
    for line in costs:
        if line.kind is None:
            yield f"the kind of cost “{line.id}” (capital or revenue)"
        yield from _of_amounts(f"cost “{line.id}”", line.amounts)


def _of_benefits(benefits: tuple[Benefit, ...] | None) -> Iterator[str]:
    if benefits is None:
        yield "benefits"
    for benefit in benefits or ():
        if benefit.class_ != "unmonetised":
            yield from _of_amounts(f"benefit “{benefit.id}”", benefit.amounts)


def _of_amounts(whose: str, amounts: YearlyAmounts | None) -> Iterator[str]:
    if amounts is None:
        yield f"the yearly amounts of {whose}"
        return
    unknown = [str(position + 1) for position, amount in enumerate(amounts) if pence(amount) is None]
    if unknown:
        yield f"the amount of {whose} in year {', '.join(unknown)}"
