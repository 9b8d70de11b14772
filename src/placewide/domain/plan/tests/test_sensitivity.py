"""Tornado and switching values, by literal examples and by planning again."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from placewide.domain.benefits.records import Benefit, OptimismBias
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.questions.sensitivity import scaled, set_switch, switching_values, tornado
from placewide.domain.plan.tests.ranges import benefit, contributions, figure, invest
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.figures import Amount, Pence, pence

QUARTER = Fraction(1, 4)


def npsv(document: PlaceDocument) -> int:
    appraisal = plan_place(document).appraisal
    assert appraisal is not None
    return appraisal.npsv_pence


def test_switching_values_of_the_worked_case() -> None:
    document = invest([1000, 200, 200, 200, 200], [0, 300, 500, 600, 600])
    benefits, costs, *lines = switching_values(npsv(document), contributions(document))
    assert npsv(document) == 8603
    assert float(benefits.factor or 0) == pytest.approx(0.95275, abs=5e-6)
    assert float(costs.factor or 0) == pytest.approx(1.0496, abs=5e-5)
    assert [line.id for line in lines] == ["case/benefit/gain", "case/cost/revenue"]


def test_the_switching_value_is_where_the_npsv_is_nil() -> None:
    document = invest([1000, 200], [0, 900, 700])
    for switch in switching_values(npsv(document), contributions(document))[:2]:
        assert switch.factor is not None
        assert abs(npsv(scaled(document, [switch.id], switch.factor))) <= 3


def test_nothing_switches_what_a_total_loss_leaves_in_the_black() -> None:
    document = invest([100], [500], [50])
    small = next(each for each in switching_values(npsv(document), contributions(document)) if "extra" in each.id)
    assert small.factor is None


def test_says_whether_the_range_reaches_the_switching_value() -> None:
    wide, narrow = (invest([900], [figure(1000, low, 1200)]) for low in (800, 950))
    for document, reached in ((wide, True), (narrow, False)):
        found = {each.id: each for each in switching_values(npsv(document), contributions(document))}
        assert found["case/benefit/gain"].factor == Fraction(9, 10)
        assert found["case/benefit/gain"].within_range is reached
        assert found["case/cost/revenue"].within_range is None


def test_the_tornado_puts_the_widest_swing_first() -> None:
    document = invest([figure(400, 350, 500)], [figure(1000, 500, 1250)], [60])
    swings = tornado(npsv(document), contributions(document))
    assert [(each.id, each.low, each.high, each.swing_pence) for each in swings] == [
        ("case/benefit/gain", Fraction(1, 2), Fraction(5, 4), 75_000),
        ("case/cost/revenue", Fraction(7, 8), Fraction(5, 4), 15_000),
    ]
    assert (swings[0].npsv_at_low_pence, swings[0].npsv_at_high_pence) == (16_000, 91_000)
    assert (swings[1].npsv_at_low_pence, swings[1].npsv_at_high_pence) == (71_000, 56_000)


def test_the_set_changes_where_the_search_narrows_it_down() -> None:
    asked: list[Fraction] = []

    def replan(factor: Fraction) -> set[str]:
        asked.append(factor)
        return {"a", "b"} if factor > Fraction(3, 5) else {"a", "c"}

    found = set_switch(replan, tolerance=Fraction(1, 100))
    assert found.above is None
    assert found.below is not None
    assert found.below.changed_at <= Fraction(3, 5) < found.below.unchanged_at
    assert found.below.unchanged_at - found.below.changed_at <= Fraction(1, 100)
    assert (found.below.leaves, found.below.joins, found.below.no_plan) == (("b",), ("c",), False)
    assert len(asked) == len(set(asked)) == 12


def test_having_no_plan_at_all_is_a_change() -> None:
    found = set_switch(lambda factor: {"a"} if factor < Fraction(3, 2) else None, tolerance=QUARTER)
    assert found.above is not None
    assert (found.above.unchanged_at, found.above.changed_at) == (Fraction(5, 4), Fraction(3, 2))
    assert (found.above.leaves, found.above.no_plan) == (("a",), True)


def test_no_factor_that_changes_the_set_is_an_answer() -> None:
    found = set_switch(lambda _: {"a"})
    assert (found.below, found.above, found.lowest, found.highest) == (None, None, Fraction(0), Fraction(2))


def test_refuses_factors_without_the_value_as_stated() -> None:
    with pytest.raises(ValueError, match="hold 1"):
        set_switch(lambda _: {"a"}, factors=[QUARTER])


def test_re_optimising_finds_the_factor_at_which_another_project_is_better() -> None:
    """Money for one of two: 1,000 of benefits beats 700 down to 70 %."""
    rivals = [rival("better", 1000), rival("worse", 700)]
    document = place(rivals, [money("a", "trust", "revenue", 100)], scoping=Scoping(objective="npsv"))

    def replan(factor: Fraction) -> set[str]:
        changed = scaled(document, ["better/benefit/gain"], factor)
        return {row.id for row in plan_place(changed).projects if row.selected}

    found = set_switch(replan, tolerance=Fraction(1, 50))
    assert found.above is None
    assert found.below is not None
    assert found.below.changed_at < Fraction(7, 10) <= found.below.unchanged_at
    assert (found.below.leaves, found.below.joins) == (("better",), ("worse",))


def rival(name: str, gain: int) -> Project:
    return project(name, 1, revenue=[100], benefits=(benefit("gain", [gain]),))


def test_scaling_changes_what_is_named_and_nothing_else() -> None:
    document = invest([figure(100, 80, 130)], [100, None, 3], [50])
    biased = replace(document.projects[0], optimism_bias=OptimismBias(risk_cost=Pence(1_001), benefits=Decimal(10)))
    document = replace(document, projects=(biased,))
    (costs,) = scaled(document, ["costs"], Fraction(3, 2)).projects
    (gain,) = scaled(document, ["case/benefit/gain"], Fraction(1, 3)).projects
    assert costs.costs[0].amounts == (figure(150, 120, 195),)
    assert costs.optimism_bias == replace(biased.optimism_bias or OptimismBias(), risk_cost=Pence(1_502))
    assert costs.benefits == biased.benefits
    assert gain.costs == biased.costs
    assert amounts(gain.benefits) == [[3_333, None, 100], [5_000]]
    assert amounts(scaled(document, ["benefits"], Fraction(2)).projects[0].benefits) == [[20_000, None, 600], [10_000]]


def amounts(benefits: tuple[Benefit, ...] | None) -> list[list[int | None]]:
    def of(listed: tuple[Amount | None, ...] | None) -> list[int | None]:
        return [pence(amount) for amount in listed or ()]

    return [of(each.amounts) for each in benefits or ()]
