"""Ranges and tests against published tables, exact sums and other libraries."""

import math
from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from socialplan.analysis.stats import (
    Estimate,
    Spread,
    difference,
    false_discovery,
    generator,
    median_draws,
    poisson,
    quantile_ranks,
    ratio,
    tidy,
    wilson,
)

RANKS = {
    5: (None, None),
    6: (1, 6),
    9: (2, 8),
    10: (2, 9),
    15: (4, 12),
    20: (6, 15),
    30: (10, 21),
    50: (18, 33),
}


@pytest.mark.parametrize(("n", "ranks"), RANKS.items())
def test_ranks_of_the_median_are_those_of_the_published_table(n, ranks):
    # Conover, Practical Nonparametric Statistics; Bland & Altman's table of ranks for 95 % intervals
    assert quantile_ranks(n, 0.5) == ranks


@pytest.mark.parametrize("n", [7, 23, 199, 201, 1000, 4643])
@pytest.mark.parametrize("p", [0.5, 0.9])
def test_ranks_miss_each_side_with_at_most_one_in_forty(n, p):
    low, high = quantile_ranks(n, p)
    below = scipy_stats.binom(n, p)
    if low is not None:
        assert below.cdf(low - 1) <= 0.025 < below.cdf(low)
    if high is not None:
        assert below.sf(high - 1) <= 0.025 < below.sf(high - 2)


def test_wilson_is_the_published_example():
    # Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    for hits, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        found = wilson(hits, n)
        assert found.low == pytest.approx(low, abs=5e-5) and found.high == pytest.approx(high, abs=5e-5)
    assert wilson(0, 0) is None


def test_garwood_is_the_published_table():
    # Garwood 1936, Biometrika 28:437, table 1 (two-sided 95 %)
    for count, low, high in [
        (0, 0, 3.6889),
        (1, 0.0253, 5.5716),
        (10, 4.7954, 18.3904),
        (50, 37.1110, 65.9188),
    ]:
        found = poisson(count)
        assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 4)), min_size=1, max_size=40),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_counted_values_give_the_quantiles_and_mean_of_the_values_themselves(pairs, p):
    values = [value for value, times in pairs for _ in range(times)]
    spread = Spread.of([value for value, _ in pairs], [times for _, times in pairs])
    assert spread.n == len(values)
    assert spread.quantile(p) == pytest.approx(float(np.percentile(values, p * 100)))
    assert spread.mean == pytest.approx(math.fsum(values) / len(values))
    assert [spread.at(rank) for rank in range(1, len(values) + 1)] == sorted(values)


def test_nothing_has_no_median():
    assert Spread.of([]).estimate() is None and Spread.of([]).mean is None


def test_a_median_of_five_has_no_range_and_of_six_the_outermost():
    assert Spread.of([1, 2, 3, 4, 5]).estimate() == Estimate(3, None, None)
    assert Spread.of([1, 2, 3, 4, 5, 9]).estimate() == Estimate(3.5, 1, 9)


def test_the_range_of_a_median_holds_it_in_at_least_95_of_100_samples():
    dice = np.random.default_rng(1)
    found = [Spread.of(dice.lognormal(size=25)).estimate() for _ in range(2000)]
    assert sum(one.low <= 1 <= one.high for one in found) / 2000 >= 0.945


def test_the_range_of_a_difference_is_the_worked_example():
    # Zou & Donner 2008, example: two proportions 56/70 and 48/80 give Newcombe's 0.0524 to 0.3339
    found = difference(wilson(56, 70), wilson(48, 80))
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


def test_the_range_of_a_ratio_is_fiellers_for_normal_estimates():
    # For symmetric intervals Donner & Zou's bounds are Fieller's, from its own quadratic
    a, b, half_a, half_b = 10.0, 4.0, 2.0, 1.0
    found = ratio(Estimate(a, a - half_a, a + half_a), Estimate(b, b - half_b, b + half_b))
    roots = np.roots([b**2 - half_b**2, -2 * a * b, a**2 - half_a**2])
    assert (found.low, found.high) == (pytest.approx(min(roots)), pytest.approx(max(roots)))


def test_ratios_of_what_may_be_zero_or_has_no_range_are_not_given():
    assert ratio(Estimate(5, 4, 6), Estimate(1, 0, 2)) is None
    assert ratio(Estimate(5, None, None), Estimate(1, 0.5, 2)) is None
    assert difference(Estimate(5, None, None), Estimate(1, 0.5, 2)) is None


@given(
    st.floats(0.1, 100),
    st.floats(0, 0.99),
    st.floats(0, 3),
    st.floats(0.1, 100),
    st.floats(0, 0.99),
    st.floats(0, 3),
)
def test_a_ratio_lies_within_its_range(a, down, up, b, less, more):
    one, other = Estimate(a, a * (1 - down), a * (1 + up)), Estimate(b, b * (1 - less), b * (1 + more))
    found = ratio(one, other)
    assert found.low <= found.value * (1 + 1e-9) and found.value <= found.high * (1 + 1e-9)


def test_ratios_of_medians_hold_the_truth_often_enough():
    dice = np.random.default_rng(2)
    held = 0
    for _ in range(1000):
        one, other = dice.lognormal(np.log(3), 1, 60), dice.lognormal(0, 1, 40)
        found = ratio(Spread.of(one).estimate(), Spread.of(other).estimate())
        held += found.low <= 3 <= found.high
    assert held / 1000 >= 0.94


def test_false_discovery_is_the_step_up_of_benjamini_and_hochberg():
    # their 1995 paper, table of 15 p values: four finds at 0.05
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    q = false_discovery(p)
    assert sum(q <= 0.05) == 4
    assert q == pytest.approx(scipy_stats.false_discovery_control(p))
    assert len(false_discovery([])) == 0


@pytest.mark.parametrize("n", [3, 4, 5])
def test_drawn_medians_fall_as_often_as_in_all_resamples(n):
    values = np.array([1.0, 2.0, 4.0, 8.0, 16.0][:n])
    weights: dict[float, float] = {}
    for sample in combinations_with_replacement(range(n), n):
        times = math.factorial(n) / math.prod(math.factorial(sample.count(i)) for i in range(n))
        median = float(np.median(values[list(sample)]))
        weights[median] = weights.get(median, 0) + times / n**n
    drawn = median_draws(values, 200_000, generator("a question"))
    for median, chance in weights.items():
        assert (drawn == median).mean() == pytest.approx(chance, abs=0.006)


def test_the_same_question_draws_the_same():
    assert generator("q", 1).random() == generator("q", 1).random() != generator("q", 2).random()


def test_figures_are_tidied():
    assert [tidy(2917.0), tidy(1 / 3), tidy(None), tidy(float("nan"))] == [2917, 0.333333333333, None, None]
    assert isinstance(tidy(2917.0), int)
