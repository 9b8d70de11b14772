"""Quantiles and moments against formulas that have nothing to do with how they are computed."""

from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.numerics.distributions import (
    NORMAL,
    SCORES,
    Array,
    Distribution,
    LogNormal,
    Pert,
    Triangular,
    log_normal,
    pert,
    triangular,
)

MIDDLES: Array = (np.arange(10_000) + 0.5) / 10_000
SOME: Array = MIDDLES[::25]

positions = st.floats(0, 1)
probabilities = st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=50)


def all_shapes(position: float) -> tuple[Distribution, ...]:
    """One of each between 2 and 5."""
    mode = 2 + 3 * position
    return (
        triangular(2, mode, 5),
        triangular(2, mode, 5, tail=0.1),
        pert(2, mode, 5),
        log_normal(2, mode, 5),
        log_normal(2, mode, 5, tail=0.05),
    )


def test_triangle_rises_to_its_mode_and_falls_from_it() -> None:
    found = triangular(0, 1, 4).quantile([1 / 16, 0.25, 0.5])
    assert found == pytest.approx([0.5, 1.0, 4 - sqrt(6)])


def test_pert_in_the_middle_is_a_beta_of_three_and_three() -> None:
    x = pert(0, 0.5, 1).quantile(SOME)
    assert x**3 * (10 - 15 * x + 6 * x**2) == pytest.approx(SOME, abs=2e-6)


def test_pert_at_a_quarter_is_a_beta_of_two_and_four() -> None:
    x = pert(0, 0.25, 1).quantile(SOME)
    assert 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4 == pytest.approx(SOME, abs=3e-6)


def test_pert_at_an_end_is_a_power() -> None:
    assert pert(0, 0, 1).quantile(SOME) == pytest.approx(1 - (1 - SOME) ** 0.2, abs=1e-6)
    assert pert(0, 1, 1).quantile(SOME) == pytest.approx(SOME**0.2, abs=1e-6)


@pytest.mark.parametrize("mode", [0.01, 0.137, 0.4, 0.777, 0.93])
def test_pert_anywhere_has_the_area_that_its_density_has(mode: float) -> None:
    edges = np.linspace(0, 1, 400_001)
    density = edges ** (4 * mode) * (1 - edges) ** (4 - 4 * mode)
    area = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    wanted = np.interp([0.001, 0.05, 0.1, 0.5, 0.8, 0.9, 0.999], area / area[-1], edges)
    assert pert(0, mode, 1).quantile([0.001, 0.05, 0.1, 0.5, 0.8, 0.9, 0.999]) == pytest.approx(wanted, abs=2e-6)


def test_log_normal_that_is_a_plain_one_is_found_again() -> None:
    score = 1.2815515655446004
    fitted = log_normal(100 * exp(-0.3 * score), 100 * exp(-0.09), 100 * exp(0.3 * score))
    assert (fitted.median, fitted.scale / fitted.skew, fitted.skew) == pytest.approx((100, 100, 0.3))
    assert fitted.mean == pytest.approx(100 * exp(0.045))
    assert fitted.variance == pytest.approx(100**2 * exp(0.09) * (exp(0.09) - 1))


def test_log_normal_of_a_symmetric_range_is_normal() -> None:
    fitted = log_normal(-1.2815515655446004, 0, 1.2815515655446004)
    assert (fitted.median, fitted.scale, fitted.skew) == pytest.approx((0, 1, 0))
    assert fitted.quantile([0.975])[0] == pytest.approx(1.959964)


def test_log_normal_with_the_long_tail_on_the_left_mirrors_the_other() -> None:
    left, right = log_normal(-5, -2, -1), log_normal(1, 2, 5)
    assert left.quantile([0.01, 0.5, 0.99]) == pytest.approx(-right.quantile([0.99, 0.5, 0.01]))


@given(positions)
def test_log_normal_has_the_percentiles_and_the_mode_that_were_given(position: float) -> None:
    fitted = log_normal(2, 2 + 3 * position, 5)
    assert fitted.quantile([0.1, 0.9]) == pytest.approx([2, 5])
    assert fitted.mode == pytest.approx(2 + 3 * position, abs=1e-5)


@given(positions)
def test_triangle_of_percentiles_has_them(position: float) -> None:
    fitted = triangular(2, 2 + 3 * position, 5, tail=0.1)
    assert fitted.quantile([0.1, 0.9]) == pytest.approx([2, 5])
    assert fitted.mode == 2 + 3 * position


@given(positions)
def test_moments_in_closed_form_are_those_of_the_quantiles(position: float) -> None:
    for shape in all_shapes(position)[:3]:
        values = shape.quantile(MIDDLES[::2])
        assert float(values.mean()) == pytest.approx(shape.mean, rel=1e-4)
        assert float(values.var()) == pytest.approx(shape.variance, rel=2e-3)


@pytest.mark.parametrize("skew", [-0.6, -0.1, 0.0, 0.1, 0.6])
def test_moments_of_the_log_normal_are_those_of_its_quantiles(skew: float) -> None:
    shape = LogNormal(3.0, 2.0, skew)
    values = shape.quantile(MIDDLES)
    assert float(values.mean()) == pytest.approx(shape.mean, rel=2e-3)
    assert float(values.var()) == pytest.approx(shape.variance, rel=3e-2)


@given(positions, probabilities)
def test_quantiles_never_fall(position: float, at: list[float]) -> None:
    for shape in all_shapes(position):
        assert (np.diff(shape.quantile(sorted(at))) >= 0).all()
        assert (np.diff(shape.tabulated()) >= 0).all()


@given(positions, probabilities)
def test_bounds_are_bounds(position: float, at: list[float]) -> None:
    for shape in (triangular(2, 2 + 3 * position, 5), pert(2, 2 + 3 * position, 5)):
        found = shape.quantile(at)
        assert (found >= 2).all()
        assert (found <= 5).all()


@pytest.mark.parametrize("mode", [0.0, 0.03, 0.5, 0.8, 1.0])
def test_straight_lines_between_scores_err_by_less_than_two_millionths_of_the_range(mode: float) -> None:
    shape = triangular(0, mode, 1)
    between = [NORMAL.cdf(score) for score in (SCORES[1:] + SCORES[:-1]) / 2]
    read = (shape.tabulated()[1:] + shape.tabulated()[:-1]) / 2
    assert float(np.abs(shape.quantile(between) - read).max()) < 2e-6


def test_a_certain_value_is_certain() -> None:
    for shape in (triangular(3, 3, 3), pert(3, 3, 3), log_normal(3, 3, 3)):
        assert (shape.mean, shape.variance) == (3, 0)
        assert (shape.tabulated() == 3).all()


@pytest.mark.parametrize("build", [triangular, pert, log_normal])
@pytest.mark.parametrize("given_values", [(2, 1, 3), (1, 4, 3), (float("nan"), 1, 2), (0, 1, float("inf"))])
def test_refuses_values_out_of_order(build: type, given_values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="in this order"):
        build(*given_values)


@pytest.mark.parametrize("tail", [-0.1, 0.3, float("nan")])
def test_refuses_a_tail_that_leaves_no_middle(tail: float) -> None:
    with pytest.raises(ValueError, match="beyond each end"):
        triangular(0, 1, 2, tail=tail)
    with pytest.raises(ValueError, match="beyond each end"):
        log_normal(0, 1, 2, tail=tail)


@pytest.mark.parametrize("shape", [Triangular(0, 1, 2), Pert(0, 1, 2), LogNormal(0, 1, 0)])
@pytest.mark.parametrize("outside", [0, 1, -0.5, float("nan")])
def test_refuses_what_is_no_probability(shape: Distribution, outside: float) -> None:
    with pytest.raises(ValueError, match="above 0 and below 1"):
        shape.quantile([outside])
