"""The outlook against cases worked out by hand and against simulated series with a known answer."""

import math
import random

import pytest

from socialplan.plan.goals.forecast import NEEDED, outlook


def test_seven_periods_are_too_little_history() -> None:
    assert NEEDED == 8
    assert outlook([10, 11, 9, 10, 12, 10, 11], target=12) is None


def test_eight_periods_are_enough() -> None:
    assert outlook([10, 11, 9, 10, 12, 10, 11, 10], target=12) is not None


def test_a_flat_history_allows_what_it_was_and_nothing_else() -> None:
    flat = [50.0] * 10
    same = outlook(flat, target=50)
    more = outlook(flat, target=51)
    assert same and more
    assert (same.low, same.high) == pytest.approx((50, 50))
    assert not same.stretch
    assert more.stretch
    assert more.chance < 0.1


def test_a_target_far_above_all_that_ever_was_is_a_stretch() -> None:
    seen = outlook([100, 104, 98, 101, 99, 103, 97, 102, 100, 101], target=200)
    assert seen and seen.stretch and seen.chance < 0.1


def test_a_lower_target_is_judged_downwards() -> None:
    minutes = [100, 104, 98, 101, 99, 103, 97, 102, 100, 101]
    near = outlook(minutes, target=99, direction="down")
    far = outlook(minutes, target=20, direction="down")
    assert near and far
    assert not near.stretch and near.chance > 0.2
    assert far.stretch and far.chance < 0.1


def test_a_range_of_positive_values_never_reaches_zero() -> None:
    seen = outlook([1, 9, 2, 14, 1, 11, 3, 8, 1, 12], target=20, ahead=3)
    assert seen and seen.low > 0


def test_values_that_can_be_zero_are_allowed() -> None:
    seen = outlook([0, 2, 1, 0, 3, 1, 0, 2, 1], target=2)
    assert seen and seen.low < 1 < seen.high


def test_a_longer_way_has_a_wider_range_on_a_wandering_series() -> None:
    dice = random.Random(4)
    walk = [0.0]
    for _step in range(39):
        walk.append(walk[-1] + dice.gauss(0, 1))
    near, far = outlook(walk, target=5), outlook(walk, target=5, ahead=9)
    assert near and far
    assert far.high - far.low > 1.5 * (near.high - near.low)


@pytest.mark.parametrize("kind", ["level", "walk"])
@pytest.mark.parametrize("ahead", [1, 2])
def test_the_range_holds_about_eighty_of_a_hundred(kind: str, ahead: int) -> None:
    dice = random.Random(f"{kind} {ahead}")
    inside = 0
    for _trial in range(400):
        series = [100.0]
        for _step in range(14):
            series.append((100 if kind == "level" else series[-1]) * math.exp(dice.gauss(0, 0.1)))
        seen = outlook(series[:-ahead], target=100, ahead=ahead)
        assert seen
        inside += seen.low <= series[-1] <= seen.high
    assert 0.70 <= inside / 400 <= 0.90


def test_a_chance_of_three_in_ten_comes_true_about_three_times_in_ten() -> None:
    dice = random.Random(7)
    promised, came = 0.0, 0
    for _trial in range(400):
        series = [100 * math.exp(dice.gauss(0, 0.1)) for _step in range(16)]
        seen = outlook(series[:-1], target=105.4)  # 0.5244 standard deviations up: 30 %
        assert seen
        promised += seen.chance
        came += series[-1] >= 105.4
    assert promised / 400 == pytest.approx(0.30, abs=0.05)
    assert came / 400 == pytest.approx(0.30, abs=0.06)
