"""Shares over unlike posts, averages, and how many posts a figure needs: against what drawn samples show."""

import numpy as np
import pytest

from socialplan.analysis import panel, sample_size
from socialplan.analysis.activity import Activity
from socialplan.analysis.refusals import BadParameter
from socialplan.analysis.stats import Spread, Sums, clustered_share, mean_estimate, wilson

DICE = np.random.default_rng(20261124)


def sums(y: np.ndarray, x: np.ndarray) -> Sums:
    return Sums(len(y), y.sum(), x.sum(), (y * y).sum(), (x * y).sum(), (x * x).sum())


def test_single_cases_give_wilsons_interval() -> None:
    y = np.array([1.0] * 30 + [0.0] * 470)
    found, plain = clustered_share(sums(y, np.ones(500))), wilson(30, 500)
    assert found and plain and found.value == plain.value
    assert found.low == pytest.approx(plain.low, rel=0.01)
    assert found.high == pytest.approx(plain.high, rel=0.01)


def test_the_range_of_a_share_over_unlike_posts_holds_the_true_one() -> None:
    """300 times 200 posts that each reach another number of people and are shared at a rate of their own."""
    held = 0
    for _time in range(300):
        reach = DICE.integers(50, 2000, 200)
        shares = DICE.binomial(reach, DICE.beta(2, 98, 200))
        found = clustered_share(sums(shares.astype(float), reach.astype(float)))
        held += bool(found and found.low <= 0.02 <= found.high)  # type: ignore[operator]
    assert 0.91 <= held / 300 <= 0.99


def test_nothing_reached_gives_no_share() -> None:
    assert clustered_share(Sums(3, 0, 0, 0, 0, 0)) is None


@pytest.mark.parametrize("different", [40, 4000])
def test_the_range_of_an_average_holds_the_true_one(different: int) -> None:
    held = 0
    for turn in range(100):
        values = np.round(DICE.gamma(2, 50, 600) * different / 4000) * 4000 / different
        found = mean_estimate(Spread.of(values), "test", turn)
        held += bool(found and found.low <= 100 <= found.high)  # type: ignore[operator]
    assert held / 100 >= 0.88


def test_an_average_of_one_post_has_no_range() -> None:
    found = mean_estimate(Spread.of([4]), "test")
    assert found and (found.value, found.low, found.high) == (4, None, None)


def test_so_many_posts_give_the_range_that_was_asked() -> None:
    """The range of medians of samples as large as is said to be needed is as wide as was asked."""
    few = DICE.lognormal(5, 1, 400)
    needed = sample_size.of_median(Spread.of(few), 0.1)
    assert needed and needed > 400
    widths = []
    for _time in range(40):
        found = Spread.of(DICE.lognormal(5, 1, needed)).estimate()
        assert found and found.low and found.high
        widths.append((found.high - found.low) / 2 / found.value)
    assert np.mean(widths) == pytest.approx(0.1, rel=0.25)


def test_a_difference_is_found_eight_times_in_ten() -> None:
    n = sample_size.between_shares(0.3, 0.1)
    assert n == 356  # tables of Fleiss, Levin and Paik give 376 with the correction for continuity
    finds = 0
    for _time in range(2000):
        one, other = DICE.binomial(n, 0.3), DICE.binomial(n, 0.4)
        mean = (one + other) / (2 * n)
        finds += abs(one - other) / n > 1.96 * np.sqrt(2 * mean * (1 - mean) / n)
    assert finds / 2000 == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("values", [[], [1.0] * 9, [0.0] * 50])
def test_too_few_values_or_a_median_of_zero_say_nothing(values: list[float]) -> None:
    assert sample_size.of_median(Spread.of(values), 0.1) is None


def test_panels_are_read_with_their_first_days() -> None:
    found = panel.parse(" @Anna, bob ,; 2026-05-01: anna, Cas")
    assert [(one.number, str(one.since), one.accounts) for one in found] == [
        (1, "None", ("anna", "bob")), (2, "2026-05-01", ("anna", "cas")),
    ]  # fmt: skip


@pytest.mark.parametrize("given", ["a; b", "a; soon: b", "a; 2026-05-02: b; 2026-05-01: c"])
def test_a_panel_without_order_is_refused(given: str) -> None:
    with pytest.raises(BadParameter, match="not understood"):
        panel.parse(given)


def test_an_account_without_dated_posts_has_no_rhythm() -> None:
    quiet = Activity({}, {"text": 3}, undated=3)
    assert (quiet.n, quiet.per_week(), quiet.unlikely_silence(99)) == (3, None, False)
