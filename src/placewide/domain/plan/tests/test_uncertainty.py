"""The spread of a plan against closed form, and what it carries so that it can be found again."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import Fund
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.questions.contributions import Body
from placewide.domain.plan.questions.uncertainty import (
    SHAPES,
    OrganisationSpread,
    Shape,
    Spread,
    UncertaintyResult,
    Weighting,
    uncertainty_of,
)
from placewide.domain.plan.tests.ranges import benefit, figure, funded, invest
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Uncertainty
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

ALONE = Uncertainty(shape="triangular", rho=Decimal(0), draws=50_000)


def studied(document: PlaceDocument, setting: Uncertainty = ALONE, **options: Any) -> UncertaintyResult:
    found = funded(document)
    assert found is not None
    _, problem, chosen, payments = found
    return uncertainty_of(document, problem, chosen, payments, setting, **options)


def gaining(name: str, gains: Sequence[Benefit], lead: str = "trust", revenue: int = 100) -> Project:
    return project(name, 1, lead=lead, revenue=[revenue], benefits=tuple(gains))


def together(*projects: Project, **keys: Any) -> PlaceDocument:
    pots = [money(f"a_{body}", body, "revenue", 1000) for body in ("trust", "council")]
    return place(projects, pots, **keys)


def near(spread: Spread, mean: float, variance: float) -> bool:
    """Mean and deviation in pounds as in closed form, the mean within three standard errors."""
    error = 3 * sqrt(variance / ALONE.draws)
    return abs(spread.mean.pence / 100 - mean) < error + 0.01 and spread.deviation_pence / 100 == pytest.approx(
        sqrt(variance), rel=0.02
    )


@pytest.mark.parametrize("shape", ["triangular", "pert", "log_normal"])
def test_the_spread_of_the_npsv_is_that_of_its_inputs(shape: Shape) -> None:
    document = invest([figure(400, 350, 500)], [figure(1000, 500, 1250)])
    cost, gain = SHAPES[shape](0.875, 1, 1.25), SHAPES[shape](0.5, 1, 1.25)
    found = studied(document, replace(ALONE, shape=shape))
    assert found.npsv.as_stated_pence == 60_000
    assert near(found.npsv, 1000 * gain.mean - 400 * cost.mean, (1000**2 * gain.variance + 400**2 * cost.variance))


def test_a_single_input_has_the_percentiles_of_its_shape() -> None:
    found = studied(invest([100], [figure(1000, 500, 1250)]))
    for percent, sampled in found.npsv.percentiles.items():
        wanted = 1000 * float(SHAPES["triangular"](0.5, 1, 1.25).quantile([percent / 100])[0]) - 100
        assert abs(sampled.pence / 100 - wanted) < 3 * sampled.error_pence / 100 + 0.01
    assert found.curve_pence[49] == found.npsv.percentiles[50].pence
    assert list(found.curve_pence) == sorted(found.curve_pence)


def test_the_chance_of_loss_is_that_of_the_benefits_not_reaching_the_costs() -> None:
    """A triangle from 0 to 200 with its top at 100 is below 80 with a chance of 80² / (200 · 100) = 0.32."""
    found = studied(invest([80], [figure(100, 0, 200)])).npsv
    assert abs(found.chance_of_loss - 0.32) < 3 * found.chance_error


def test_bad_fortune_lowers_benefits_and_raises_costs_together() -> None:
    document = invest([figure(400, 200, 600)], [figure(1000, 500, 1500)])
    apart, tied = (studied(document, replace(ALONE, rho=Decimal(rho))).npsv for rho in ("0", "0.8"))
    assert tied.deviation_pence > 1.1 * apart.deviation_pence
    assert tied.shortfall.pence < apart.shortfall.pence


def test_a_full_matrix_takes_the_place_of_the_common_factor() -> None:
    document = invest([figure(400, 200, 600)], [figure(1000, 500, 1500)])
    alone = studied(document)
    hedged = studied(document, matrix=[[1, 0.9], [0.9, 1]])
    assert [each.id for each in hedged.inputs] == ["case/benefit/gain", "case/cost/revenue"]
    assert hedged.rho is None
    assert hedged.npsv.deviation_pence < 0.8 * alone.npsv.deviation_pence


def test_carries_what_it_takes_to_find_it_again() -> None:
    document = invest([100], [figure(1000, 500, 1250)])
    setting = Uncertainty(shape="pert", rho=Decimal("0.4"), draws=2_000, seed=9)
    found = studied(document, setting)
    assert (found.digest, found.seed, found.draws) == (digest(document), 9, 2_000)
    assert (found.shape, found.rho) == ("pert", 0.4)
    assert studied(document, setting, threads=1) == found
    assert studied(document, replace(setting, seed=10)) != found


def test_inputs_are_described_and_refused_ranges_are_told() -> None:
    found = studied(invest([figure(100, 80, 150)], [1000], [figure(0, 0, 500)]))
    (only,) = found.inputs
    assert (only.project, only.kind, only.line) == ("case", "cost", "revenue")
    assert (only.low, only.high, only.contribution_pence) == (Fraction(4, 5), Fraction(3, 2), -10_000)
    assert list(found.refused) == ["case/benefit/extra"]
    assert [each.id for each in found.tornado] == ["case/cost/revenue"]
    assert [each.id for each in found.switching][:2] == ["benefits", "costs"]


def test_without_ranges_the_plan_is_as_stated() -> None:
    found = studied(invest([100], [1000]))
    assert found.inputs == ()
    assert (found.npsv.mean.pence, found.npsv.deviation_pence, found.npsv.draws_needed) == (90_000, 0, 0)
    assert set(found.curve_pence) == {90_000}


def test_the_mean_settles_and_says_how_many_draws_it_needs() -> None:
    found = studied(invest([100], [figure(1000, 500, 1250)]))
    needed = (found.npsv.deviation_pence / (0.01 * found.npsv.mean.pence)) ** 2
    assert found.npsv.draws_needed == pytest.approx(needed, abs=1.01)
    assert [count for count, _ in found.running][-2:] == [32_000, 50_000]


def test_each_project_has_its_own_spread() -> None:
    document = together(
        gaining("steady", [benefit("gain", [400])]), gaining("risky", [benefit("gain", [figure(400, 0, 500)])])
    )
    found = studied(document)
    assert found.by_project["steady"].deviation_pence == 0
    assert found.by_project["risky"].deviation_pence == found.npsv.deviation_pence


def test_two_plans_share_the_draws_of_what_they_share() -> None:
    one = gaining("one", [benefit("gain", [figure(400, 0, 500)])])
    other = gaining("other", [benefit("gain", [figure(300, 100, 500)])])
    setting = replace(ALONE, rho=Decimal("0.5"))
    assert studied(together(one), setting).by_project["one"] == studied(together(one, other), setting).by_project["one"]


def test_each_organisation_has_its_own_spread() -> None:
    """The trust gains and pays with a grant; the council's own money pays, and its costs may overrun."""
    council = project("two", 1, lead="council", revenue=[0], benefits=(benefit("gain", [50], to=None),))
    line = replace(council.costs[0], amounts=(figure(100, 100, 160),))
    document = together(
        gaining("one", [benefit("gain", [figure(400, 0, 500)])]), replace(council, costs=(line,)), years=1
    )
    own = replace(document.allocations[1], fund=Identifier("own"))
    found = studied(replace(document, allocations=(document.allocations[0], own)))
    by_body: dict[Body, OrganisationSpread] = {each.organisation: each for each in found.by_organisation}
    overrun = SHAPES["triangular"](1, 1, 1.6)
    assert sum(each.net.as_stated_pence for each in found.by_organisation) == found.npsv.as_stated_pence
    assert (by_body["trust"].net.as_stated_pence, by_body["trust"].own.as_stated_pence) == (30_000, 40_000)
    assert by_body["trust"].own.chance_of_loss == 0
    assert near(by_body["council"].net, -100 * overrun.mean, 100**2 * overrun.variance)
    assert by_body["council"].own == by_body["council"].net
    assert by_body[None].net.deviation_pence == 0


def test_weights_stand_beside_the_unweighted_result() -> None:
    """At half the median a pound weighs 2.462289; pounds that a public body saves weigh as they are."""
    gains = [
        benefit("saved", [100], to="council"),
        benefit("people", [figure(200, 100, 300)], to="council", class_="societal"),
    ]
    document = together(gaining("one", gains, revenue=50))
    weighting = Weighting(median=30_000, incomes={"council": 15_000})
    found = studied(document, weighting=weighting)
    assert found.weighted is not None
    assert found.weighted.weights == {"council": Fraction(2462289, 10**6)}
    assert (found.weighted.table, found.weighted.elasticity) == ("green-book-weights-2018", Fraction(13, 10))
    assert found.weighted.npsv.as_stated_pence == round(25_000 + 1.462289 * 20_000)
    assert found.weighted.npsv.deviation_pence == pytest.approx(2.462289 * found.npsv.deviation_pence, abs=3)
    assert found.npsv == studied(document).npsv
    assert studied(document).weighted is None


def test_projects_with_unknown_benefits_stand_in_no_total() -> None:
    unknown = project("unknown", 5, revenue=[100], benefits=None)
    known = gaining("known", [benefit("gain", [figure(400, 0, 500)])])
    found = studied(together(unknown, known, funds=(Fund(id=Identifier("grant")),)))
    assert list(found.by_project) == ["known"]
    assert found.npsv.as_stated_pence == Pence(30_000)


def test_refuses_a_correlation_that_one_factor_cannot_give_and_a_single_draw() -> None:
    document = invest([100], [figure(1000, 500, 1250)])
    with pytest.raises(ValueError, match="from 0 to 1"):
        studied(document, replace(ALONE, rho=Decimal("-0.2")))
    with pytest.raises(ValueError, match="two draws"):
        studied(document, replace(ALONE, draws=1))
