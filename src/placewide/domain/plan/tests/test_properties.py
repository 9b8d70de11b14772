"""What must hold for every plan, whatever the place: shares, sums, more money, more permission, order of rows."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from placewide.domain.funding.records import Allocation, Fund, FundRules, OnlyFor
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.result import Plan, ProjectOutcome
from placewide.domain.plan.tests.dice import FIRST, SEEDS, Dice
from placewide.domain.plan.tests.random_places import demands_of, scenario_of, small_place, small_places
from placewide.domain.scope.records import Force, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

Row = TypeVar("Row")
SEEDED = st.integers(0, SEEDS - 1)
PLENTY = Pence(10**8)
quickly = settings(
    max_examples=40,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def planned(document: PlaceDocument) -> Plan:
    return plan_place(document, scenario=scenario_of(document))


def objective(plan: Plan) -> tuple[Fraction, ...]:
    """The plan's value; no plan at all is worth less than any."""
    return () if plan.objective is None else plan.objective


def scoping_of(document: PlaceDocument) -> Scoping:
    return document.scenarios[0].scoping if document.scenarios else document.scoping


def scoped(document: PlaceDocument, scoping: Scoping) -> PlaceDocument:
    """The document under other settings, where its plan is made."""
    if not document.scenarios:
        return replace(document, scoping=scoping)
    return replace(document, scenarios=(replace(document.scenarios[0], scoping=scoping),))


def test_a_share_never_changes_the_npsv_of_a_fixed_set_of_projects() -> None:
    """Plans that share, against the same projects where each bearer has money of its own and nobody may share."""
    compared = 0
    for seed in range(100):
        document = small_place(seed)
        sharing = planned(document)
        if not sharing.shares:
            continue
        fixed = replace(scoping_of(document), force=_as_chosen(sharing), protect=None, shares=False)
        alone = planned(scoped(_with_own_money(document), fixed))
        assert sharing.appraisal is not None
        assert alone.appraisal is not None
        assert alone.shares == ()
        assert alone.appraisal.npsv_pence == sharing.appraisal.npsv_pence
        compared += 1
    assert compared >= 10


def _as_chosen(plan: Plan) -> tuple[Force, ...]:
    return tuple(_forced(outcome) for outcome in plan.projects)


def _forced(outcome: ProjectOutcome) -> Force:
    option = Identifier(outcome.option) if outcome.option else None
    return Force(project=Identifier(outcome.id), in_=outcome.selected, option=option, start=outcome.start)


def _with_own_money(document: PlaceDocument) -> PlaceDocument:
    places = dict.fromkeys((each.bearer, each.kind, each.year) for each in demands_of(document))
    own = tuple(
        Allocation(
            id=Identifier(f"own{at}"),
            holder=bearer,
            fund=Identifier("own"),
            kind=kind,
            year=FIRST.plus(year),
            amount=PLENTY,
            status="awarded",
        )
        for at, (bearer, kind, year) in enumerate(places)
    )
    fund = Fund(id=Identifier("own"), own_money=True)
    return replace(document, funds=(*document.funds, fund), allocations=(*document.allocations, *own))


@quickly
@given(small_places())
def test_figures_by_organisation_sum_to_those_of_the_place(document: PlaceDocument) -> None:
    appraisal = planned(document).appraisal
    if appraisal is None:
        return
    gains = sum(each.gains_pence for each in appraisal.by_organisation)
    pays = sum(each.pays_pence for each in appraisal.by_organisation)
    assert (gains, pays) == (appraisal.pv_benefits_pence, appraisal.pv_costs_pence)
    assert gains - pays == appraisal.npsv_pence


@quickly
@given(small_places(), SEEDED)
def test_more_money_never_worsens_the_objective(document: PlaceDocument, seed: int) -> None:
    dice = Dice(seed)
    richer = replace(document, allocations=tuple(_with_more(each, dice) for each in document.allocations))
    assert objective(planned(richer)) >= objective(planned(document))


def _with_more(allocation: Allocation, dice: Dice) -> Allocation:
    amount = allocation.amount
    if not isinstance(amount, int) or dice.chance(50):
        return allocation
    return replace(allocation, amount=Pence(amount + dice.pick((1, 500, 10_000))))


@quickly
@given(small_places(), SEEDED)
def test_more_permission_never_worsens_the_objective(document: PlaceDocument, seed: int) -> None:
    dice = Dice(seed)
    freer = replace(
        document,
        allocations=tuple(_freer(each, dice) for each in document.allocations),
        funds=tuple(replace(each, rules=FundRules()) if dice.chance(50) else each for each in document.funds),
        limits=dice.some(document.limits, 50),
    )
    freer = scoped(freer, replace(scoping_of(freer), shares=True, routes=None))
    assert objective(planned(freer)) >= objective(planned(document))


def _freer(allocation: Allocation, dice: Dice) -> Allocation:
    freedoms: tuple[dict[str, Any], ...] = (
        {"may_share": True},
        {"shareable": None},
        {"only_for": OnlyFor()},
        {"carry_forward": True},
        {"from_benefit": None},
    )
    for freedom in dice.some(freedoms, 40):
        allocation = replace(allocation, **freedom)
    return allocation


@quickly
@example(small_place(29), 30)
@example(small_place(66), 67)
@given(small_places(), SEEDED)
def test_permuting_rows_changes_nothing(document: PlaceDocument, seed: int) -> None:
    """Not even the digest; only findings say in which row they lie, and timings differ from run to run."""
    plain, turned = (
        replace(planned(each), findings=(), timings={}) for each in (document, _permuted(document, Dice(seed)))
    )
    assert turned == plain


def _shuffled(rows: Sequence[Row], dice: Dice) -> tuple[Row, ...]:
    left, taken = list(rows), []
    while left:
        taken.append(left.pop(dice.number(0, len(left) - 1)))
    return tuple(taken)


def _permuted(document: PlaceDocument, dice: Dice) -> PlaceDocument:
    return replace(
        document,
        organisations=_shuffled(document.organisations, dice),
        projects=_shuffled([_permuted_project(each, dice) for each in document.projects], dice),
        funds=_shuffled(document.funds, dice),
        allocations=_shuffled(document.allocations, dice),
        limits=_shuffled(document.limits, dice),
        maturity=_shuffled(document.maturity, dice),
        strategy=replace(document.strategy, priorities=_shuffled(document.strategy.priorities, dice)),
    )


def _permuted_project(project: Project, dice: Dice) -> Project:
    return replace(
        project,
        costs=_shuffled(project.costs, dice),
        benefits=None if project.benefits is None else _shuffled(project.benefits, dice),
        options=_shuffled(project.options, dice),
        starts=None if project.starts is None else _shuffled(project.starts, dice),
        requires=_shuffled(project.requires, dice),
        lifts=_shuffled(project.lifts, dice),
    )
