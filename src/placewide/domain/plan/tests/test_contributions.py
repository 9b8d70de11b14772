"""What each line adds to the NPSV, to whose account, and how its range becomes a factor."""

from dataclasses import replace
from fractions import Fraction

import pytest

from placewide.domain.benefits.records import Benefit, OptimismBias
from placewide.domain.funding.records import CostLine
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.explain.appraisal import appraise
from placewide.domain.plan.questions.contributions import Contribution
from placewide.domain.plan.tests.random_places import small_place
from placewide.domain.plan.tests.ranges import benefit, contributions, figure, funded, invest
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier

NOTHING = Fraction(0)


def only_line(document: PlaceDocument, kind: str) -> Contribution:
    (line,) = (each for each in contributions(document) if each.kind == kind)
    return line


def test_a_range_on_one_year_is_a_factor_on_the_whole_line() -> None:
    document = invest([0], [20, figure(100, 50, 150), 100, 100])
    line = only_line(document, "benefit")
    assert (line.range.low, line.range.high) == (Fraction(1, 2), Fraction(3, 2))
    assert line.npsv == sum(Fraction(1000, 1035) ** year * amount for year, amount in enumerate((2000, *(10_000,) * 3)))


def test_ranges_of_several_years_are_weighed_by_present_value() -> None:
    document = invest([0], [figure(100, 50, 100), Figure(value=Pence(10_350), low=Pence(9_315), high=Pence(10_350))])
    assert only_line(document, "benefit").range.low == Fraction(50 + 90, 200)


def test_the_last_amount_of_an_ongoing_line_carries_its_range_on() -> None:
    line = CostLine(id=Identifier("run"), kind="revenue", ongoing=True, amounts=(Pence(0), figure(100, 100, 140)))
    document = replace_costs(invest([0], [0]), line)
    found = only_line(document, "cost")
    assert (found.range.low, found.range.high) == (Fraction(1), Fraction(7, 5))
    assert found.npsv == -sum(Fraction(1000, 1035) ** year * 10_000 for year in range(1, 5))


def replace_costs(document: PlaceDocument, *lines: CostLine) -> PlaceDocument:
    return replace(document, projects=(replace(document.projects[0], costs=lines),))


def test_an_end_that_is_missing_or_on_the_wrong_side_is_the_value() -> None:
    for amount in (
        Figure(value=Pence(100), high=Pence(150)),
        Figure(value=Pence(100), low=Pence(120), high=Pence(150)),
    ):
        line = only_line(invest([0], [amount]), "benefit")
        assert (line.range.low, line.range.high) == (Fraction(1), Fraction(3, 2))


def test_a_range_on_the_total_counts_where_no_year_states_one() -> None:
    gain = replace(benefit("gain", [100, 100]), total=figure(200, 150, 240))
    document = with_benefits(invest([0], [0]), gain)
    line = only_line(document, "benefit")
    assert (line.range.low, line.range.high) == (Fraction(3, 4), Fraction(6, 5))


def with_benefits(document: PlaceDocument, *benefits: Benefit) -> PlaceDocument:
    return replace(document, projects=(replace(document.projects[0], benefits=benefits),))


def test_a_dis_benefit_is_worst_at_its_highest_factor() -> None:
    line = only_line(invest([0], [figure(-100, -150, -80)]), "benefit")
    assert (line.npsv, line.range.low, line.range.high) == (Fraction(-10_000), Fraction(4, 5), Fraction(3, 2))


@pytest.mark.parametrize(
    ("amounts", "why"),
    [([figure(0, 0, 500)], "most likely value is nil"), ([-50, figure(100, 50, 150)], "two lines")],
)
def test_a_range_that_is_no_factor_is_refused_and_said_so(amounts: list[int | Figure], why: str) -> None:
    line = only_line(invest([0], amounts), "benefit")
    assert not line.range.open
    assert why in str(line.range.refused)


def test_the_cost_of_managing_risks_is_an_input_of_its_own() -> None:
    document = invest([0], [100])
    biased = replace(document.projects[0], optimism_bias=OptimismBias(risk_cost=figure(30, 20, 60)))
    line = only_line(replace(document, projects=(biased,)), "risk")
    assert (line.id, line.npsv, line.own) == ("case/risk/risk_cost", Fraction(-3000), {"trust": Fraction(-3000)})
    assert (line.range.low, line.range.high) == (Fraction(2, 3), Fraction(2))


def test_contributions_sum_to_the_appraisal_for_the_place_and_for_each_organisation() -> None:
    compared = 0
    for seed in range(40):
        found = funded(small_place(seed))
        if found is None:
            continue
        lines, problem, chosen, payments = found
        appraisal = appraise(problem, chosen, payments)
        # Every project is rounded once, and its halves are split to whole pence.
        slack = 2 * len(chosen) + 1
        assert abs(sum((line.npsv for line in lines), NOTHING) - appraisal.npsv_pence) <= slack
        for account in appraisal.by_organisation:
            net = sum((line.net.get(account.organisation, NOTHING) for line in lines), NOTHING)
            own = sum((line.own.get(account.organisation, NOTHING) for line in lines), NOTHING)
            assert abs(net - (account.gains_pence - account.pays_pence)) <= slack
            assert abs(own - (account.gains_pence - account.own_money_pence)) <= slack
        compared += bool(lines)
    assert compared > 10
