"""rhythm: the usual level of a day, and which silence is not usual."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialplan.analysis.rhythm import gaps, runs, usual

NOTHING = float("nan")


def judged_by_hand(days: list[float], place: int) -> tuple[float, float] | None:
    """Baseline and spread of one day, straight from the definition."""
    others = [
        value
        for other, value in enumerate(days)
        if other != place and abs(other - place) <= 28 and not np.isnan(value)
    ]
    if len(others) < 5:
        return None
    middle = statistics.median(others)
    mad = statistics.median(abs(value - middle) for value in others)
    return middle, max(1.4826 * mad, 0.1 * middle, 1.0)


@given(st.lists(st.one_of(st.just(NOTHING), st.integers(0, 500).map(float)), min_size=1, max_size=55))
def test_below_eight_weeks_it_is_the_definition(days: list[float]):
    found = usual(np.array([days]))
    for place in range(len(days)):
        by_hand = judged_by_hand(days, place)
        if by_hand is None:
            assert np.isnan(found.baseline[0, place])
        else:
            assert (found.baseline[0, place], found.spread[0, place]) == pytest.approx(by_hand)


def test_from_eight_weeks_on_a_quiet_sunday_and_a_busy_monday_are_usual():
    week = np.array([60.0, 40, 40, 40, 40, 20, 10])
    days = np.tile(week, 8)[None]
    assert usual(days).baseline[0, :7] == pytest.approx(week)
    days[0, 27] = 30.0  # a Sunday with three times as many posts
    assert list(np.flatnonzero(usual(days).above(days, k=2)[0])) == [27]


def test_a_day_does_not_raise_its_own_bar():
    days = np.array([[10.0] * 6 + [1000.0] + [10.0] * 6])
    assert usual(days).baseline[0, 6] == 10


def test_days_further_than_28_away_do_not_count():
    days = np.array([[500.0] * 10 + [NOTHING] * 28 + [10.0] * 6])
    assert usual(days).baseline[0, -1] == 10


def test_an_empty_day_between_busy_days_is_a_gap():
    assert list(np.flatnonzero(gaps(np.array([400.0, 380, 0, 420, 390, 0, 0, 410])))) == [2, 5, 6]


def test_whoever_posts_now_and_then_has_no_gaps():
    assert not gaps(np.array([1.0, 0, 0, 2, 0, 1, 0, 0, 0, 1])).any()


def test_a_silent_month_is_a_gap_also_for_whoever_posts_now_and_then():
    counts = np.array([1.0, 0, 2, 0, 1] * 6 + [0.0] * 30 + [1.0, 0, 2, 0, 1] * 6)
    assert list(np.flatnonzero(gaps(counts))) == list(range(30, 60))


def test_weekends_without_posts_are_usual_from_eight_weeks_on():
    counts = np.tile(np.array([9.0, 8, 9, 10, 9, 0, 0]), 9)
    assert not gaps(counts).any()
    counts[14:21] = 0  # a week without data
    assert list(np.flatnonzero(gaps(counts))) == [14, 15, 16, 17, 18]


def test_runs_are_the_unbroken_stretches():
    flags = np.array([True, False, True, True, False])
    assert [list(run) for run in runs(flags)] == [[0], [2, 3]]
    assert list(runs(np.array([False]))) == []
