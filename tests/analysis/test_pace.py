"""pace: its range against numbers from elsewhere, and against days drawn many times."""

import numpy as np
import pytest

from socialplan.analysis.pace import per_day


def test_few_days_rest_on_chance_alone() -> None:
    """Garwood's interval of 4 is 1.0899 to 10.2416 (tables), here over 4 days."""
    found = per_day([2, 0, 1, 1])
    assert found.value == 1
    assert (found.low, found.high) == pytest.approx((1.0899 / 4, 10.2416 / 4), abs=1e-4)


def test_nothing_heard_has_an_upper_end() -> None:
    """The rule of three, exactly: 3.6889 over the days (two-sided 95 %)."""
    found = per_day([0] * 30)
    assert (found.value, found.low) == (0, 0) and found.high == pytest.approx(3.6889 / 30, abs=1e-5)


def test_days_that_differ_more_than_chance_make_it_wider() -> None:
    steady, bursts = per_day([4] * 14), per_day([0] * 13 + [56])
    assert steady.value == bursts.value == 4
    assert bursts.high - bursts.low > 3 * (steady.high - steady.low)


@pytest.mark.parametrize(("mean", "size"), [(0.3, None), (5.0, None), (5.0, 2.0), (40.0, 3.0)])
def test_the_range_holds_the_true_pace_as_often_as_it_says(mean: float, size: float | None) -> None:
    """2,000 months of 28 days, Poisson or negative binomial: at least 92 % (95 % is meant)."""
    dice, held = np.random.default_rng(4), 0
    for _ in range(2_000):
        if size is None:
            days = dice.poisson(mean, 28)
        else:
            days = dice.negative_binomial(size, size / (size + mean), 28)
        found = per_day([int(one) for one in days])
        held += found.low <= mean <= found.high
    assert held >= 0.92 * 2_000
