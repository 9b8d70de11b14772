"""Small places whose amounts have ranges, and their contributions."""

from collections.abc import Sequence
from dataclasses import replace

from placewide.domain.benefits.records import Benefit, BenefitClass
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.questions.contributions import Contribution, contributions_of
from placewide.domain.plan.solve.funding import Payments
from placewide.domain.plan.solve.payments import settle
from placewide.domain.plan.tests.random_places import scenario_of
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.shared.figures import Amount, Figure, Pence
from placewide.domain.shared.identifiers import Identifier

Pounds = int | Figure | None
Funded = tuple[tuple[Contribution, ...], Problem, frozenset[int], Payments]


def figure(value: int, low: int, high: int) -> Figure:
    """A range in pounds."""
    return Figure(value=Pence(value * 100), low=Pence(low * 100), high=Pence(high * 100))


def benefit(
    name: str, amounts: Sequence[Pounds], to: str | None = "trust", class_: BenefitClass = "cash_releasing"
) -> Benefit:
    """A benefit in pounds by year."""
    body = None if to is None else Identifier(to)
    return Benefit(id=Identifier(name), organisation=body, class_=class_, amounts=tuple(map(_amount, amounts)))


def invest(costs: Sequence[Pounds], gains: Sequence[Pounds], extra: Sequence[Pounds] | None = None) -> PlaceDocument:
    """One project of five years at most, revenue against benefits, with money enough."""
    benefits = [benefit("gain", gains)] + ([benefit("extra", extra)] if extra is not None else [])
    case = project("case", 1, revenue=[0], benefits=tuple(benefits))
    lines = (replace(case.costs[0], amounts=tuple(map(_amount, costs))),)
    pots = [money(f"a{year}", "trust", "revenue", 1000, year) for year in range(5)]
    return place([replace(case, costs=lines)], pots, years=5)


def _amount(pounds: Pounds) -> Amount | None:
    return Pence(pounds * 100) if isinstance(pounds, int) else pounds


def funded(document: PlaceDocument) -> Funded | None:
    """The contributions of the place's plan, and what they were made from; None where there is no plan."""
    planned = plan_in_full(document, scenario=scenario_of(document))
    if planned.best.found is None:
        return None
    chosen = planned.best.found.chosen
    payments = settle(planned.problem, chosen, planned.best.found.funding)
    return contributions_of(document, planned.problem, chosen, payments), planned.problem, chosen, payments


def contributions(document: PlaceDocument) -> tuple[Contribution, ...]:
    found = funded(document)
    return () if found is None else found[0]
