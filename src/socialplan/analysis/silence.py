"""Silence: runs of empty days that an account's own rhythm makes very unlikely, so that data may be missing.

The rule. The usual number of posts of a weekday is its mean over the eight weeks either side; the spread
around it follows a negative binomial distribution, whose extra spread is taken from those same weeks. A run
of empty days between the first and the last post is a gap when the number of such runs expected in the whole
period, days x the chance of each empty day multiplied, is below 1 in 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

AROUND = 56  # days either side that tell what is usual
LEAST_DAYS = 14  # days around, without the run, below which nothing is said
EXPECTED = 0.01


@dataclass(frozen=True)
class Gap:
    """Empty days from `first` up to and including `last`."""

    first: date
    last: date
    chance: float  # of such a run somewhere in the period, were nothing missing


def silences(counts: Mapping[date, int]) -> list[Gap]:
    """The unlikely runs of empty days in posts per day; days not named are empty."""
    days = sorted(day for day, count in counts.items() if count > 0)
    if len(days) < 2:
        return []
    length = (days[-1] - days[0]).days + 1
    series = np.zeros(length)
    for day in days:
        series[(day - days[0]).days] = counts[day]
    gaps = []
    for start, end in _runs(series):
        chance = length * _chance(series, start, end, days[0].weekday())
        if chance < EXPECTED:
            first = days[0] + timedelta(days=start)
            gaps.append(Gap(first, days[0] + timedelta(days=end - 1), chance))
    return gaps


def _runs(series: np.ndarray) -> Iterable[tuple[int, int]]:
    """Stretches of empty days, half-open."""
    empty = np.flatnonzero(np.diff(np.concatenate(([False], series == 0, [False])).astype(np.int8)))
    return zip(empty[::2].tolist(), empty[1::2].tolist(), strict=True)


def _chance(series: np.ndarray, start: int, end: int, monday_offset: int) -> float:
    """How likely these empty days are together, by the rhythm around them; 1 where too little is known."""
    places = np.arange(max(0, start - AROUND), min(len(series), end + AROUND))
    places = places[(places < start) | (places >= end)]
    if len(places) < LEAST_DAYS:
        return 1.0
    counts = series[places]
    weekdays = (places + monday_offset) % 7
    seen = np.bincount(weekdays, minlength=7)
    overall = counts.mean()
    # A weekday seldom seen leans on the mean of all days, with the weight of one observation.
    usual = (np.bincount(weekdays, weights=counts, minlength=7) + overall) / (seen + 1)
    usual[(seen > 1) & (np.bincount(weekdays, weights=counts, minlength=7) == 0)] = 0.0
    expected = usual[weekdays]
    extra = ((counts - expected) ** 2 - counts).sum() / max((expected**2).sum(), 1e-12)
    run = usual[(np.arange(start, end) + monday_offset) % 7]
    return float(np.exp(_log_empty(run, max(extra, 0.0)).sum()))


def _log_empty(usual: np.ndarray, extra: float) -> np.ndarray:
    """Logarithm of the chance of a day without posts: Poisson, or negative binomial with extra spread."""
    return -usual if extra < 1e-9 else -np.log1p(extra * usual) / extra
