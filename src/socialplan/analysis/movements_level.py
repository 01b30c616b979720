"""A series of counts on a scale on which every usual day weighs the same, its weekly rhythm and storms taken
out.

Nothing here knows of changes of level: all that is removed is judged against the days close by, so that a
level that changes stays where it is.
"""

from dataclasses import dataclass

import numpy as np

from .rhythm import WEEKLY_FROM, Flags, Numbers

NEAR = 7  # days on either side against which one day is judged
FAR = 3.5  # times the usual deviation: further off is a storm, or a day on which something was wrong
LEAST_NOISE = 0.25  # half of what chance alone does to counts on this scale
LEAST_SHARE = 0.05  # of a weekday, so that no count is divided by nothing


@dataclass(frozen=True)
class Steady:
    """The days that tell something about the level, m of n; `places` are their numbers in the series.

    `value` (m,): the counts, adjusted for the weekday, on the scale; `adjusted` (m,): before the scale;
    `share` (n,): what is usual for the weekday of each day, 1 as on any day; `dispersion`: how much more
    than chance days differ (a of the variance mean + a mean^2); `noise`: the usual deviation of one day on
    the scale.
    """

    places: np.ndarray
    value: Numbers
    adjusted: Numbers
    share: Numbers
    dispersion: float
    noise: float


def steady(counts: Numbers, complete: Flags) -> Steady:
    """`counts` (n,) per day; `complete` (n,) flags those that are whole days with data, at least one.

    Weekdays count from eight weeks of data on: the count of all such days together over that of the usual
    days of their weeks. Days further than 3.5 deviations from the median of the 15 days around them are set
    aside (Hampel's identifier: Davies & Gather 1993, JASA 88). The scale makes the spread the same at every
    level (Anscombe 1948, Biometrika 35: negative binomial).
    """
    places = np.flatnonzero(complete)
    share = weekday_shares(counts, places)
    adjusted = counts[places] / share[places]
    usual = running_median(adjusted)
    dispersion = _dispersion(adjusted, usual)
    value = scaled(adjusted, dispersion)
    off = value - scaled(usual, dispersion)
    noise = max(_deviation(off), LEAST_NOISE)
    kept = np.abs(off) <= FAR * noise
    return Steady(places[kept], value[kept], adjusted[kept], share, dispersion, noise)


def weekday_shares(counts: Numbers, places: np.ndarray) -> Numbers:
    """(n,): the usual share of the weekday of each day, 1 on average and for all below eight weeks."""
    shares = np.ones(len(counts))
    if len(places) < WEEKLY_FROM:
        return shares
    usual = running_median(counts[places], NEAR // 2)
    capped = np.minimum(counts[places], 3 * usual + 3)  # one storm makes no weekday
    for weekday in range(7):
        own = places % 7 == weekday
        if usual[own].sum() > 0:
            shares[weekday::7] = capped[own].sum() / usual[own].sum()
    return np.maximum(shares / shares[:7].mean(), LEAST_SHARE)


def scaled(counts: Numbers, dispersion: float) -> Numbers:
    """Counts (any shape) on the scale; its unit is half of what chance alone does to a count."""
    shifted = np.maximum(counts, 0) + 3 / 8
    if dispersion <= 0:
        return np.asarray(np.sqrt(shifted))
    return np.asarray(np.arcsinh(np.sqrt(dispersion * shifted)) / np.sqrt(dispersion))


def counted(values: Numbers, dispersion: float) -> Numbers:
    """The way back from the scale, never below 0."""
    if dispersion <= 0:
        shifted = np.maximum(values, 0) ** 2
    else:
        shifted = np.sinh(np.sqrt(dispersion) * np.maximum(values, 0)) ** 2 / dispersion
    return np.asarray(np.maximum(shifted - 3 / 8, 0))


def running_median(values: Numbers, near: int = NEAR) -> Numbers:
    """(m,): the median of each value and the `near` before and after it, at the ends of the first and last as
    many; keeps the edge of a step, and nothing shorter than `near` + 1 values moves it."""
    wide = min(2 * near + 1, len(values))
    medians = np.median(np.lib.stride_tricks.sliding_window_view(values.astype(float), wide), axis=1)
    return np.asarray(medians[np.clip(np.arange(len(values)) - near, 0, len(medians) - 1)])


def _dispersion(adjusted: Numbers, usual: Numbers) -> float:
    """From how much neighbouring days differ, in parts of the usual, beyond what chance does."""
    level = np.maximum(usual, 1)
    if len(adjusted) < 2:
        return 0.0
    apart = np.diff(adjusted) / (np.sqrt(2) * level[1:])
    return max(_deviation(apart) ** 2 - float(np.mean(1 / level)), 0.0)


def _deviation(off: Numbers) -> float:
    return float(1.4826 * np.median(np.abs(off)))
