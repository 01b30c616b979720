"""The usual level of a series of days, with its weekly rhythm, and the silences that are not usual.

A series is judged against its own other complete days. Median and MAD (scaled by 1.4826, which makes it the
standard deviation of a normal series) are used because one storm must not raise the bar for the next;
Leys et al. 2013, Journal of Experimental Social Psychology 49.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

REACH = 28  # days on either side
FEWEST = 5  # other complete days that a judgement needs
WEEKLY_FROM = 56  # days of data from which weekdays are told apart
QUIET = 0.8  # a weekday that is empty in more of the weeks is usually silent
RARE = 0.01  # a silence less likely than this is missing data


@dataclass(frozen=True)
class Usual:
    """The usual level of each day and its spread; NaN where there are too few other days."""

    baseline: Numbers
    spread: Numbers

    def above(self, days: Numbers, *, k: float) -> Flags:
        """Which days lie above baseline + k x spread; NaN is never above."""
        with np.errstate(invalid="ignore"):
            return np.greater(days, self.baseline + k * self.spread)


def usual(days: Numbers) -> Usual:
    """Baseline and spread of every day of every series.

    `days` is (series, days): counts, NaN where a day is no complete day.
    The baseline is the median of the other complete days within 28, at least 5 of them; from eight weeks
    on each day is first divided by the usual share of its weekday. The spread is the largest of
    1.4826 MAD, a tenth of the baseline, and 1 post.
    """
    rhythm = weekly(days)
    with np.errstate(invalid="ignore", divide="ignore"):
        level = np.where(rhythm > 0, days / rhythm, np.nan)
    others = neighbours(level)
    enough = (~np.isnan(others)).sum(axis=0) >= FEWEST
    middle = _median(others)
    baseline = np.where(enough, middle * rhythm, np.nan)
    deviation = 1.4826 * _median(np.abs(others - middle)) * rhythm
    return Usual(baseline, np.fmax(np.fmax(deviation, 0.1 * baseline), 1.0))


def weekly(days: Numbers) -> Numbers:
    """The usual share of each day's weekday (1 = as any day), 1 for all below eight weeks."""
    count = days.shape[1]
    shares = np.ones_like(days)
    middle = _median(days.T)[:, None]
    if count < WEEKLY_FROM:
        return shares
    for weekday in range(7):
        own = slice(weekday, count, 7)  # days of one weekday; which one does not matter for its share
        with np.errstate(invalid="ignore", divide="ignore"):
            shares[:, own] = _median(days[:, own].T)[:, None] / middle
    return np.where(np.isfinite(shares), shares, 1.0)


def neighbours(days: Numbers) -> Numbers:
    """(2 x 28, series, days): for each day the days up to 28 before and after it, NaN outside the data."""
    count = days.shape[1]
    beside = np.full((2 * REACH, *days.shape), np.nan)
    for lag in range(1, min(REACH, count - 1) + 1):
        beside[lag - 1, :, lag:] = days[:, :-lag]
        beside[REACH + lag - 1, :, :-lag] = days[:, lag:]
    return beside


def gaps(counts: Numbers) -> Flags:
    """Which empty days are missing data rather than a usual silence.

    `counts` runs from the first to the last day with posts. A run of empty days is a gap when the own
    rhythm gives it a chance below 1 in 100: chance of one empty day = the smaller of the share of the
    other days that are empty and exp(-usual count) (Poisson), to the power of the run's length. From eight
    weeks on a weekday that is empty in more than four of five weeks is a usual silence.
    """
    empty = counts == 0
    judged = ~quiet_weekdays(empty)
    missing = np.zeros_like(empty)
    if not empty.any():
        return missing
    by_chance = float(np.exp(-np.median(counts[~empty])))
    for run in runs(empty & judged):
        others = judged.copy()
        others[run] = False
        share = float(empty[others].mean()) if others.any() else 1.0
        missing[run] = min(share, by_chance) ** len(run) < RARE
    return missing


def quiet_weekdays(empty: Flags) -> Flags:
    """Days of a weekday that is nearly always empty in the weeks in which anything was posted."""
    quiet = np.zeros_like(empty)
    if len(empty) < WEEKLY_FROM:
        return quiet
    weeks = np.pad(empty.astype(float), (0, -len(empty) % 7), constant_values=np.nan).reshape(-1, 7)
    active = weeks[np.nanmin(weeks, axis=1) == 0]
    return np.resize(np.nanmean(active, axis=0) > QUIET, len(empty))


def runs(flags: Flags) -> Iterator[npt.NDArray[np.int64]]:
    """The positions of each unbroken run of True."""
    places = np.flatnonzero(flags)
    if len(places):
        yield from np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)


def _median(stack: Numbers) -> Numbers:
    """Median over the first axis, NaN left out; NaN (without a warning) where nothing is left."""
    full = np.sort(stack, axis=0)  # NaN sorts last
    count = (~np.isnan(full)).sum(axis=0)
    low = np.take_along_axis(full, np.maximum((count - 1) // 2, 0)[None], axis=0)[0]
    high = np.take_along_axis(full, np.maximum(count // 2, 0)[None] % max(len(full), 1), axis=0)[0]
    return np.where(count > 0, (low + high) / 2, np.nan)
