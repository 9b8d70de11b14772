"""How sure a plan is, found in workers: the same as in the domain, and what there was no time for is said."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from placewide.analysis.confined_planning import Bounds, plan_confined
from placewide.analysis.executors import Running
from placewide.analysis.uncertainty import OTHER_RHO, uncertainty_confined
from placewide.domain.place.document import Observation, PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.questions.sensitivity import scaled
from placewide.domain.plan.questions.uncertainty import uncertainty_of
from placewide.domain.plan.solve.payments import settle
from placewide.domain.plan.tests.ranges import benefit, figure, invest
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scoping, Uncertainty
from placewide.domain.shared.identifiers import FreeValue, Identifier

FEW = Uncertainty(draws=500, seed=3, rho=Decimal("0.2"))


def drawn_often(document: PlaceDocument, setting: Uncertainty = FEW) -> PlaceDocument:
    return replace(document, scoping=replace(document.scoping, uncertainty=setting))


CASE = drawn_often(invest([figure(400, 350, 500)], [figure(1000, 500, 1250)], [60]))


def test_gives_the_same_bytes_as_the_domain_with_the_payments_of_the_plan() -> None:
    planned = plan_in_full(CASE)
    assert planned.best.found is not None
    chosen = planned.best.found.chosen
    payments = settle(planned.problem, chosen, planned.best.found.funding)
    expected = uncertainty_of(CASE, planned.problem, chosen, payments, FEW)
    found = uncertainty_confined(CASE, plan=planned.plan)
    assert found is not None
    assert replace(found, at_other_rho=(), set_switches={}, unsearched=()) == expected
    assert [rho for rho, _ in found.at_other_rho] == list(OTHER_RHO)
    assert (found.seed, found.draws, found.rho) == (3, 500, 0.2)


def test_says_at_which_factor_another_set_is_chosen_as_planning_again_does() -> None:
    better = project("better", 1, capital=[60], benefits=(benefit("gain", [200]),))
    other = project("other", 1, capital=[60], benefits=(benefit("gain", [150]),))
    document = drawn_often(
        place([better, other], [money("pot", "trust", "capital", 100)], scoping=Scoping(objective="npsv"))
    )
    ranged = replace(better, benefits=(benefit("gain", [figure(200, 100, 220)]),))
    document = replace(document, projects=(ranged, other))
    found = uncertainty_confined(document)
    assert found is not None
    change = found.set_switches["better/benefit/gain"].below
    assert change is not None
    assert (change.leaves, change.joins) == (("better",), ("other",))
    for factor, chosen in ((change.unchanged_at, {"better"}), (change.changed_at, {"other"})):
        again = plan_confined(scaled(document, ["better/benefit/gain"], factor), prices=False)
        assert {row.id for row in again.projects if row.selected} == chosen
    assert found.set_switches["better/benefit/gain"].above is None
    assert abs(change.changed_at - Fraction(3, 4)) <= Fraction(1, 100)
    assert found.unsearched == ()


def test_what_there_was_no_time_to_look_for_is_named() -> None:
    plan = plan_confined(CASE, prices=False)
    feasible = uncertainty_confined(CASE, plan=replace(plan, status="feasible"))
    assert feasible is not None
    assert feasible.set_switches == {}
    assert feasible.unsearched == ("benefits", "costs", "case/benefit/gain", "case/cost/revenue")
    assert uncertainty_confined(CASE, plan=plan, bounds=Bounds(seconds=0)) is None
    assert uncertainty_confined(CASE, plan=plan, running=Running(stopped=lambda: True)) is None


def test_a_plan_without_appraisal_has_no_spread() -> None:
    document = place([project("must", 1, capital=[100], mandatory=True)], [])
    assert uncertainty_confined(document) is None


@pytest.mark.parametrize("median", [None, 30_000])
def test_incomes_that_the_place_states_weigh_beside_the_unweighted_result(median: int | None) -> None:
    rows = [Observation(id=Identifier("poor"), about="trust", what="Equivalised household income",
                        value=FreeValue(15_000))]  # fmt: skip
    if median is not None:
        rows.append(Observation(id=Identifier("all"), what="median equivalised household income",
                                value=FreeValue(median)))  # fmt: skip
    gain = benefit("gain", [figure(100, 50, 150)], class_="societal")
    document = drawn_often(
        replace(
            place([project("case", 1, capital=[10], benefits=(gain,))], [money("pot", "trust", "capital", 10)]),
            observations=tuple(rows),
        )
    )
    found = uncertainty_confined(document)
    assert found is not None
    if median is None:
        assert found.weighted is None
        return
    assert found.weighted is not None
    assert found.npsv.as_stated_pence == 9_000
    assert found.weighted.npsv.as_stated_pence == 9_000 + round(10_000 * 1.462289)
