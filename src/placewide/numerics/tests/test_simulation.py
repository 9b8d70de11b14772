"""Simulated sums against closed form, streams that keep to themselves, and statistics against known distributions."""

from collections.abc import Sequence
from dataclasses import replace
from math import asin, exp, pi, sqrt
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from placewide.numerics.distributions import Distribution, LogNormal, log_normal, pert, triangular
from placewide.numerics.simulation import Input, curve, running_means, simulate, summarise

STANDARD = LogNormal(0.0, 1.0, 0.0)
"""The standard normal, which shows the scores themselves."""
SHAPES: tuple[Distribution, ...] = (
    triangular(0.5, 1, 1.25),
    triangular(0.8, 1, 1.9, tail=0.1),
    pert(0.6, 1, 1.3),
    pert(1, 1, 2.5),
    log_normal(0.8, 1, 1.5),
    log_normal(0.5, 1, 1.2),
)


def correlations(rows: NDArray[Any]) -> NDArray[np.float64]:
    return np.atleast_2d(np.corrcoef(rows))


def each_alone(shapes: Sequence[Distribution], names: str = "abcdefgh") -> list[Input]:
    """An outcome for each input, which is the input itself."""
    return [Input(names[i], shape, 0.0, ((i, 1.0),)) for i, shape in enumerate(shapes)]


def variance_error(row: NDArray[np.float32]) -> float:
    """Standard error of a sample variance: √((m₄ − s⁴)/n)."""
    centred = row.astype(np.float64) - row.mean(dtype=np.float64)
    return sqrt((float((centred**4).mean()) - float((centred**2).mean()) ** 2) / len(row))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_sums_of_triangular_pert_and_log_normal_inputs_have_the_moments_of_closed_form(seed: int) -> None:
    weights = [3.0, -2.0, 5.0, -1.0, 2.0, -4.0]
    inputs = [
        Input(f"input {i}", shape, 1.0, ((0, weight),))
        for i, (shape, weight) in enumerate(zip(SHAPES, weights, strict=True))
    ]
    row = simulate(inputs, 1, draws=100_000, seed=seed)[0]
    mean = sum(weight * (shape.mean - 1) for shape, weight in zip(SHAPES, weights, strict=True))
    variance = sum(weight**2 * shape.variance for shape, weight in zip(SHAPES, weights, strict=True))
    assert abs(float(row.mean(dtype=np.float64)) - mean) < 3 * sqrt(variance / len(row))
    assert abs(float(row.var(dtype=np.float64)) - variance) < 3 * variance_error(row)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
def test_each_input_has_its_own_moments_whatever_the_correlation(rho: float) -> None:
    rows = simulate(each_alone(SHAPES), len(SHAPES), draws=100_000, seed=8, rho=rho)
    for row, shape in zip(rows, SHAPES, strict=True):
        assert abs(float(row.mean(dtype=np.float64)) - shape.mean) < 3 * sqrt(shape.variance / len(row))
        assert abs(float(row.var(dtype=np.float64)) - shape.variance) < 3 * variance_error(row)


def test_sum_of_correlated_log_normal_inputs_has_the_variance_of_closed_form() -> None:
    one, other, rho = LogNormal(0, 1, 0.4), LogNormal(0, 2, 0.2), 0.5
    row = simulate([Input("a", one, 0, ((0, 1),)), Input("b", other, 0, ((0, 1),))], 1, draws=200_000, seed=5, rho=rho)[
        0
    ]
    covariance = 1 / 0.4 * 2 / 0.2 * exp((0.4**2 + 0.2**2) / 2) * (exp(rho * 0.4 * 0.2) - 1)
    variance = one.variance + other.variance + 2 * covariance
    assert abs(float(row.var(dtype=np.float64)) - variance) < 3 * variance_error(row)


def test_the_same_seed_gives_the_same_bytes_on_any_chunk_and_number_of_threads() -> None:
    inputs = each_alone(SHAPES)
    once = simulate(inputs, len(SHAPES), draws=10_001, seed=7, rho=0.3).tobytes()
    for chunk, threads in ((1, 2), (1_000, 1), (4_099, 3), (100_000, 5)):
        again = simulate(inputs, len(SHAPES), draws=10_001, seed=7, rho=0.3, chunk=chunk * 4, threads=threads)
        assert again.tobytes() == once


def test_a_matrix_too_gives_the_same_bytes_on_any_chunk_and_number_of_threads() -> None:
    matrix = [[1, 0.5, 0.2], [0.5, 1, -0.1], [0.2, -0.1, 1]]
    inputs = each_alone(SHAPES[:3])
    once = simulate(inputs, 3, draws=5_003, seed=7, matrix=matrix).tobytes()
    assert simulate(inputs, 3, draws=5_003, seed=7, matrix=matrix, chunk=77, threads=3).tobytes() == once


def test_another_seed_gives_other_draws() -> None:
    one, other = (simulate(each_alone(SHAPES), len(SHAPES), draws=100, seed=seed) for seed in (1, 2))
    assert not np.isclose(one, other).any(axis=0).all()


def test_adding_an_input_leaves_the_draws_of_the_others_alone() -> None:
    few = each_alone(SHAPES[:3])
    more = [Input("new", SHAPES[5], 0.0, ((3, 1.0),)), *few]
    before = simulate(few, 3, draws=5_000, seed=3, rho=0.4)
    after = simulate(more, 4, draws=5_000, seed=3, rho=0.4)
    assert after[:3].tobytes() == before.tobytes()


def test_adding_an_input_last_leaves_the_draws_of_the_others_alone_under_a_matrix() -> None:
    matrix = np.array([[1, 0.5, 0.2], [0.5, 1, -0.1], [0.2, -0.1, 1]])
    before = simulate(each_alone(SHAPES[:2]), 2, draws=5_000, seed=3, matrix=matrix[:2, :2])
    after = simulate(each_alone(SHAPES[:3]), 3, draws=5_000, seed=3, matrix=matrix)
    assert after[:2].tobytes() == before.tobytes()


def test_more_draws_begin_with_the_same_draws() -> None:
    few = simulate(each_alone(SHAPES), len(SHAPES), draws=1_001, seed=3, rho=0.4)
    more = simulate(each_alone(SHAPES), len(SHAPES), draws=9_000, seed=3, rho=0.4)
    assert (more[:, :1_001] == few).all()


def test_scores_correlate_as_stated_and_the_other_way_where_inputs_lean_apart() -> None:
    inputs = each_alone([STANDARD] * 3)
    inputs[2] = replace(inputs[2], leaning=-1)
    rows = simulate(inputs, 3, draws=100_000, seed=11, rho=0.3)
    wanted = [[1, 0.3, -0.3], [0.3, 1, -0.3], [-0.3, -0.3, 1]]
    assert correlations(rows) == pytest.approx(np.array(wanted), abs=0.01)


def test_scores_correlate_as_the_matrix_says() -> None:
    matrix = np.array([[1, 0.8, -0.4], [0.8, 1, 0], [-0.4, 0, 1]])
    rows = simulate(each_alone([STANDARD] * 3), 3, draws=100_000, seed=11, matrix=matrix)
    assert correlations(rows) == pytest.approx(matrix, abs=0.01)


def test_ranks_correlate_as_a_gaussian_copula_makes_them() -> None:
    rows = simulate(each_alone(SHAPES), len(SHAPES), draws=100_000, seed=12, rho=0.6)
    ranks = rows.argsort(axis=1).argsort(axis=1)
    found = correlations(ranks)[np.triu_indices(len(SHAPES), 1)]
    assert found == pytest.approx(np.full(len(found), 6 / pi * asin(0.3)), abs=0.01)


def test_full_correlation_makes_inputs_of_one_shape_equal() -> None:
    rows = simulate(each_alone([SHAPES[0]] * 2), 2, draws=1_000, seed=1, rho=1)
    assert (rows[0] == rows[1]).all()


def test_effects_add_up_over_inputs_and_outcomes() -> None:
    inputs = [Input("a", SHAPES[0], 1.0, ((0, 2.0), (1, 2.0))), Input("b", SHAPES[2], 1.0, ((0, -3.0), (2, -3.0)))]
    whole, first, second = simulate(inputs, 3, draws=1_000, seed=1, rho=0.2)
    assert whole == pytest.approx(first + second, abs=1e-5)


def test_without_inputs_nothing_deviates() -> None:
    found = summarise(simulate([], 1, draws=10, seed=1)[0], 5.0)
    assert (found.mean.value, found.deviation, found.draws_needed, found.below_nil.value) == (5, 0, 0, 0)


@pytest.mark.parametrize("shape", SHAPES)
def test_percentiles_are_those_of_the_distribution(shape: Distribution) -> None:
    found = summarise(simulate(each_alone([shape]), 1, draws=100_000, seed=21)[0], 0.0)
    for percent, figure in found.percentiles.items():
        known = float(shape.quantile([percent / 100])[0])
        assert abs(figure.value - known) < 3 * figure.standard_error


def test_shortfall_and_chance_of_less_than_nil_of_a_normal_are_the_known_ones() -> None:
    found = summarise(simulate(each_alone([STANDARD]), 1, draws=200_000, seed=4)[0], 1.0)
    assert abs(found.shortfall.value - (1 - 2.062713)) < 3 * found.shortfall.standard_error
    assert abs(found.below_nil.value - 0.158655) < 3 * found.below_nil.standard_error
    assert found.deviation == pytest.approx(1, rel=0.01)


def test_standard_errors_are_as_wide_as_the_scatter_over_seeds() -> None:
    inputs = each_alone([SHAPES[0]])
    found = [summarise(simulate(inputs, 1, draws=2_000, seed=seed)[0], -0.8) for seed in range(200)]
    for pick in ("mean", "below_nil", "shortfall"):
        figures = [getattr(each, pick) for each in found]
        scatter = float(np.std([figure.value for figure in figures]))
        assert np.mean([figure.standard_error for figure in figures]) == pytest.approx(scatter, rel=0.2)
    medians = [each.percentiles[50] for each in found]
    scatter = float(np.std([figure.value for figure in medians]))
    assert np.mean([figure.standard_error for figure in medians]) == pytest.approx(scatter, rel=0.2)


def test_statistics_of_twenty_draws_by_hand() -> None:
    found = summarise(np.arange(20, 0, -1, dtype=np.float32), -3.0)
    assert found.mean.value == 7.5
    assert found.mean.standard_error == pytest.approx(sqrt(35 / 20))
    assert {percent: figure.value for percent, figure in found.percentiles.items()} == {10: -1, 50: 7, 80: 13, 90: 15}
    assert found.below_nil.value == 0.1
    assert found.shortfall.value == -2
    assert found.draws_needed == 6_223


def test_so_many_draws_as_are_needed_are_enough() -> None:
    inputs = each_alone([SHAPES[0]])
    needed = summarise(simulate(inputs, 1, draws=50_000, seed=1)[0], -0.8).draws_needed
    assert needed is not None
    again = summarise(simulate(inputs, 1, draws=needed, seed=2)[0], -0.8)
    assert again.mean.standard_error == pytest.approx(0.01 * abs(again.mean.value), rel=0.1)


def test_the_mean_is_shown_as_it_settled() -> None:
    row = simulate(each_alone([SHAPES[0]]), 1, draws=5_000, seed=1)[0]
    running = running_means(row, 10.0)
    assert [count for count, _ in running] == [1_000, 2_000, 4_000, 5_000]
    assert running[-1][1].value == pytest.approx(10 + float(row.mean(dtype=np.float64)))
    assert running[0][1].standard_error > running[-1][1].standard_error


def test_the_curve_is_the_percentiles_one_to_ninety_nine() -> None:
    points = curve(np.arange(200, 0, -1, dtype=np.float32), 0.0)
    assert points == tuple(float(2 * percent) for percent in range(1, 100))


def test_refuses_what_cannot_be_simulated() -> None:
    inputs = each_alone(SHAPES[:2])
    with pytest.raises(ValueError, match=r"from 0 to 1, not -0\.1"):
        simulate(inputs, 2, draws=10, seed=1, rho=-0.1)
    with pytest.raises(ValueError, match="At least one draw"):
        simulate(inputs, 2, draws=0, seed=1)
    with pytest.raises(ValueError, match="one name"):
        simulate([inputs[0], inputs[0]], 2, draws=10, seed=1)
    with pytest.raises(ValueError, match="two draws"):
        summarise(np.zeros(1, dtype=np.float32), 0.0)


@pytest.mark.parametrize(
    "matrix",
    [[[1]], [[1, 0.5], [0.4, 1]], [[1, 0.5], [0.5, 2]], [[1, 2], [2, 1]], [[1, 1], [1, 1]]],
)
def test_refuses_a_matrix_that_no_scores_can_have(matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"correlat"):
        simulate(each_alone(SHAPES[:2]), 2, draws=10, seed=1, matrix=matrix)
