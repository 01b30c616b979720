"""Silence: unlikely runs of empty days are gaps, a rhythm is not."""

from datetime import date, timedelta

import numpy as np

from socialplan.analysis.silence import silences

START = date(2026, 1, 5)  # a Monday


def counts(series: list[int]) -> dict[date, int]:
    return {START + timedelta(days=place): n for place, n in enumerate(series)}


def found(series: list[int]) -> list[tuple[int, int]]:
    return [((gap.first - START).days, (gap.last - START).days) for gap in silences(counts(series))]


def test_a_week_missing_in_daily_posts_is_a_gap():
    assert found([3] * 40 + [0] * 7 + [3] * 40) == [(40, 46)]


def test_one_missing_day_is_a_gap_where_forty_posts_a_day_are_usual():
    assert found([40] * 30 + [0] + [41] * 30) == [(30, 30)]


def test_quiet_weekends_are_a_rhythm():
    assert found([4, 5, 4, 6, 5, 0, 0] * 12) == []


def test_a_missing_working_week_is_found_beside_quiet_weekends():
    week = [4, 5, 4, 6, 5, 0, 0]
    assert found(week * 6 + [0] * 7 + week * 6) == [(40, 48)]  # the weekend before and after joins


def test_few_posts_a_week_leave_empty_days_likely():
    dice = np.random.default_rng(3)
    assert found([*dice.poisson(0.4, 200).tolist(), 1]) == []


def test_bursts_with_quiet_stretches_between_are_no_gaps():
    assert found(([9, 8, 0, 0, 0, 0, 0, 0, 0, 0] * 12) + [5]) == []


def test_chance_runs_are_called_gaps_in_at_most_one_in_fifty_series():
    dice = np.random.default_rng(4)
    called = sum(bool(found([*dice.negative_binomial(2, 0.4, 120).tolist(), 1])) for _ in range(300))
    assert called <= 6


def test_too_short_to_say():
    assert found([3] * 5 + [0] * 4 + [3] * 5) == []
    assert silences({}) == [] and silences({START: 4}) == []
