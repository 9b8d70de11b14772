"""How sure the result is: switching values from the plan, and the spread where it was computed."""

from dataclasses import replace
from fractions import Fraction

from placewide.analysis.what_if import WhatIf
from placewide.domain.plan.questions.sensitivity import SetChange, SetSwitch, Swing
from placewide.domain.plan.questions.uncertainty import (
    Sampled,
    Spread,
    UncertainInput,
    UncertaintyResult,
    WeightedSpread,
)
from placewide.reports.business_case.content import business_case
from placewide.reports.business_case.sureness import inputs_of, sureness
from placewide.reports.business_case.tests.planned import tables, westmere
from placewide.reports.business_case.unwritten import SPREAD
from placewide.reports.workbook.facts import Facts

SPREAD_OF_IT = Spread(
    as_stated_pence=100_00,
    mean=Sampled(pence=90_00, error_pence=1_00),
    deviation_pence=20_00,
    percentiles={10: Sampled(pence=60_00, error_pence=1), 90: Sampled(pence=120_00, error_pence=1)},
    chance_of_loss=0.02,
    chance_error=0.001,
    shortfall=Sampled(pence=-5_00, error_pence=1),
    draws_needed=1_000,
)
VISITS = "virtual_ward/benefit/gp_visits"
LESS = replace(SPREAD_OF_IT, as_stated_pence=90_00, mean=Sampled(pence=80_00, error_pence=1_00))
RESULT = UncertaintyResult(
    digest="d", seed=7, draws=2_000, shape="log_normal", rho=0.3, npsv=SPREAD_OF_IT, curve_pence=(), running=(),
    by_project={}, by_organisation=(), at_other_rho=((0.6, LESS),),
    inputs=(
        UncertainInput(
            id=VISITS, project="virtual_ward", kind="benefit", line="gp_visits", low=Fraction(1, 2),
            high=Fraction(3, 2), contribution_pence=80_00,
        ),
    ),
    tornado=(
        Swing(id=VISITS, low=Fraction(1, 2), high=Fraction(3, 2), npsv_at_low_pence=60_00, npsv_at_high_pence=140_00),
    ),
    switching=(),
    weighted=WeightedSpread(table="t", elasticity=Fraction(1), weights={}, npsv=SPREAD_OF_IT),
    set_switches={
        "benefits": SetSwitch(
            below=SetChange(unchanged_at=Fraction(1), changed_at=Fraction(4, 5), leaves=("virtual_ward",)),
            above=None, lowest=Fraction(0), highest=Fraction(2),
        ),
    },
    unsearched=("costs",),
)  # fmt: skip


def test_the_inputs_make_up_the_result_of_the_plan() -> None:
    facts, result = Facts(*westmere()), westmere()[1].appraisal
    assert result is not None
    risks = sum(project.pv_risk_cost_pence for project in result.by_project)
    inputs = sum((each.value for each in inputs_of(facts)), Fraction(0))
    assert abs(inputs - risks - result.npsv_pence) <= len(result.by_project) * 2


def test_asks_for_the_spread_until_it_is_given() -> None:
    assert SPREAD in business_case(*westmere()).blocks
    told = business_case(*westmere(), WhatIf(uncertainty=RESULT))
    assert SPREAD not in told.blocks
    drawn = tables(told)["How far benefits less costs may spread"]
    rows = {row[0]: row[1:] for row in drawn.rows}
    assert rows["As stated"] == ("£100", "", "£90", "£100")
    assert rows["Mean of the draws"] == ("£90", "£1", "£80", "£90")
    assert rows["Chance that costs exceed benefits"] == ("2 %", "0.1 %", "2 %", "2 %")
    assert rows["Mean of the worst 5 %"][0] == "−£5"
    assert [column.heading for column in drawn.columns[3:]] == ["If correlated at 0.6", "With distributional weights"]


def test_names_inputs_by_project_and_line() -> None:
    moving = tables(business_case(*westmere(), WhatIf(uncertainty=RESULT)))[
        "Inputs that move the result most, one at a time"
    ]
    assert moving.rows == (("Home visits avoided", "benefit of Virtual ward", "50 % to 150 %", "£60", "£140"),)


def test_says_where_another_set_would_be_the_best_and_where_nobody_looked() -> None:
    told = business_case(*westmere(), WhatIf(uncertainty=RESULT))
    sets = tables(told)["Where another set of projects would be the best"]
    assert sets.rows == (("all benefits", "at 80 %: “Virtual ward” out", "the same set, even at twice as much"),)
    assert "there was no time to look where all costs would change the choice" in repr(told.blocks)


def test_without_a_range_there_is_nothing_to_say_about_spread() -> None:
    told = business_case(*westmere(), WhatIf(uncertainty=replace(RESULT, inputs=())))
    assert "no line of the plan states a low or a high" in repr(told.blocks)
    assert "How far benefits less costs may spread" not in tables(told)


def test_names_the_lines_that_could_bring_the_result_to_nothing() -> None:
    document, plan = westmere()
    assert plan.appraisal is not None
    thin = replace(plan, appraisal=replace(plan.appraisal, npsv_pence=10_000_00))
    blocks = tuple(sureness(Facts(document, thin), None))
    assert "Switching values" in repr(blocks)
    assert "at most 10" in repr(blocks)
