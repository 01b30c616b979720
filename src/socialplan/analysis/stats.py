"""Small, exact statistics: ranges of medians, counts and shares, and of differences and ratios of them.

Every range is a 95 % interval unless `level` says otherwise. No clock, no dice: draws come from a generator
that the caller seeds with a hash of the question.
"""

import hashlib
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy

LEVEL = 0.95
DRAWS, MOST_DRAWN = 2000, 500


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; both ends are None where there is too little data for one."""

    value: float
    low: float | None
    high: float | None


def tidy(value: float | None) -> float | int | None:
    """Rounded to 12 significant digits; whole numbers as integers, what is not a number as None."""
    if value is None or not math.isfinite(value):
        return None
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def wilson(hits: int, n: int, level: float = LEVEL) -> Estimate | None:
    """A share and its score interval (Wilson, 1927); None when n is 0."""
    if n == 0:
        return None
    z2 = scipy.special.ndtri((1 + level) / 2) ** 2
    share = hits / n
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half))


def poisson(count: int, level: float = LEVEL) -> Estimate:
    """A count and the exact interval of the level behind it (Garwood, 1936)."""
    tail = (1 - level) / 2
    low = float(scipy.special.gammaincinv(count, tail)) if count else 0.0
    return Estimate(count, low, float(scipy.special.gammaincinv(count + 1, 1 - tail)))


def quantile_ranks(n: int, p: float, level: float = LEVEL) -> tuple[int | None, int | None]:
    """Ranks (from 1) of the order statistics that enclose the p-quantile.

    Each side misses it with a chance of at most (1 - level) / 2 (exact binomial; Conover, Practical
    Nonparametric Statistics, 3.2). A side without such a rank is None.
    """
    tail = (1 - level) / 2
    ranks = np.arange(0, n + 1) if n <= 200 else _near(n, p, level)
    below = scipy.special.bdtr(ranks, n, p)  # P(at most `rank` values lie below the quantile)
    low = ranks[below <= tail]
    high = ranks[below >= 1 - tail]
    first = int(low[-1]) + 1 if len(low) else None
    last = int(high[0]) + 1 if len(high) else None
    return first, last if last is not None and last <= n else None


def _near(n: int, p: float, level: float) -> np.ndarray:
    """The ranks worth trying: around the normal approximation, wide enough to hold the exact ones."""
    half = scipy.special.ndtri((1 + level) / 2) * math.sqrt(n * p * (1 - p))
    return np.arange(max(0, int(n * p - half) - 8), min(n, int(n * p + half) + 8) + 1)


@dataclass(frozen=True)
class Spread:
    """Values with how often each occurs, sorted; what is computed from it is exact."""

    values: np.ndarray
    ends: np.ndarray  # running count: values[i] takes the ranks ends[i-1]+1 .. ends[i]

    @classmethod
    def of(cls, values: Any, counts: Any = None) -> "Spread":
        numbers = np.asarray(values, dtype=float)
        times = (
            np.ones(len(numbers), dtype=np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
        )
        order = np.argsort(numbers, kind="stable")
        return cls(numbers[order], np.cumsum(times[order]))

    @property
    def n(self) -> int:
        return int(self.ends[-1]) if len(self.ends) else 0

    @property
    def mean(self) -> float | None:
        if not self.n:
            return None
        return math.fsum(self.values * np.diff(self.ends, prepend=0)) / self.n

    def at(self, rank: int) -> float:
        """The value of a rank, from 1."""
        return float(self.values[np.searchsorted(self.ends, rank)])

    def quantile(self, p: float) -> float | None:
        """Linear between ranks (Hyndman & Fan 1996, type 7), as most spreadsheets do."""
        if not self.n:
            return None
        place = (self.n - 1) * p
        below = math.floor(place)
        low = self.at(below + 1)
        return low if place == below else low + (place - below) * (self.at(below + 2) - low)

    def estimate(self, p: float = 0.5, level: float = LEVEL) -> Estimate | None:
        """A quantile with its order-statistic interval; None without values."""
        value = self.quantile(p)
        if value is None:
            return None
        low, high = quantile_ranks(self.n, p, level)
        if low is None or high is None:
            return Estimate(value, None, None)
        return Estimate(value, self.at(low), self.at(high))


@dataclass(frozen=True)
class Sums:
    """What a ratio of two sums over n independent units needs: of y, x, y squared, x times y, x squared."""

    n: int
    y: float
    x: float
    yy: float
    xy: float
    xx: float


def clustered_share(sums: Sums, level: float = LEVEL) -> Estimate | None:
    """sum(y) / sum(x), where y is part of x (shares of reach, likes of views), with Wilson's interval for as
    many independent cases as the units are worth. None when x is nothing.

    Units (posts) differ more than single cases would: the variance of the ratio over units (Cochran, Sampling
    Techniques, 6.3) says how many single cases they are worth, at most sum(x) (Korn & Graubard 1998).
    """
    if sums.x <= 0:
        return None
    share = sums.y / sums.x
    if not 0 <= share <= 1 or sums.n < 2:
        return Estimate(share, None, None)
    squares = max(sums.yy - 2 * share * sums.xy + share * share * sums.xx, 0.0)
    variance = squares * sums.n / (sums.n - 1) / sums.x**2
    worth = min(share * (1 - share) / variance, sums.x) if variance > 0 else sums.x
    z2 = scipy.special.ndtri((1 + level) / 2) ** 2
    centre = (share + z2 / (2 * worth)) / (1 + z2 / worth) if worth > 0 else share
    half = math.sqrt(z2 * (share * (1 - share) / worth + z2 / (4 * worth * worth))) / (1 + z2 / worth)
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half))


def mean_estimate(spread: Spread, *question: Any, level: float = LEVEL) -> Estimate | None:
    """The mean with its interval: 2,000 bootstrap samples seeded by the question; above 500 different values
    the normal approximation, never below the least value. No interval for fewer than two values."""
    if not spread.n:
        return None
    mean, n = spread.mean or 0.0, spread.n
    if n < 2:
        return Estimate(mean, None, None)
    counts = np.diff(spread.ends, prepend=0)
    if len(counts) > MOST_DRAWN:
        spread_out = math.fsum(counts * (spread.values - mean) ** 2) / (n - 1)
        half = scipy.special.ndtri((1 + level) / 2) * math.sqrt(spread_out / n)
        return Estimate(mean, max(float(spread.values[0]), mean - half), mean + half)
    draws = generator(*question).multinomial(n, counts / n, DRAWS) @ spread.values / n
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(mean, float(low), float(high))


def difference(one: Estimate, other: Estimate) -> Estimate | None:
    """one - other, its interval recovered from theirs, for independent estimates.

    Method: MOVER (Zou & Donner 2008, Statistics in Medicine 27:1693). None when either has no interval.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    value = one.value - other.value
    down = math.hypot(one.value - one.low, other.high - other.value)
    up = math.hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, value - down, value + up)


def ratio(one: Estimate, other: Estimate) -> Estimate | None:
    """one / other, its interval recovered from theirs, for independent estimates that are not negative.

    Method: MOVER (Donner & Zou 2012, Statistical Methods in Medical Research 21:347). None when either has no
    interval or `other` may be zero.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None or other.low <= 0:
        return None
    product = one.value * other.value
    low = _bound(
        product, one.low * (2 * one.value - one.low), other.high * (2 * other.value - other.high), -1
    )
    high = _bound(
        product, one.high * (2 * one.value - one.high), other.low * (2 * other.value - other.low), 1
    )
    return Estimate(one.value / other.value, max(0.0, low), high)


def _bound(product: float, above: float, below: float, sign: int) -> float:
    """A root of below x^2 - 2 product x + above = 0."""
    if abs(below) < 1e-12 * max(1.0, product):
        return above / (2 * product) if product else 0.0
    return (product + sign * math.sqrt(max(0.0, product**2 - above * below))) / below


def false_discovery(p_values: Any) -> np.ndarray:
    """For each p the smallest false discovery rate at which it is a find (Benjamini & Hochberg, 1995)."""
    p = np.asarray(p_values, dtype=float)
    if not len(p):
        return p
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return q


def generator(*question: Any) -> np.random.Generator:
    """Draws that are the same for the same question, in every run and on every machine."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(repr(question).encode()).digest()[:16], "big"))


def median_draws(values: np.ndarray, draws: int, dice: np.random.Generator) -> np.ndarray:
    """Medians of `draws` bootstrap samples of sorted `values`.

    A resample's order statistics are those of uniform ranks, which are Beta variables (David & Nagaraja,
    Order Statistics, 2.3): so each median is drawn as it would fall, without drawing the sample.
    """
    n = len(values)
    upper = n // 2 + 1
    high = dice.beta(upper, n - upper + 1, draws)
    if n % 2:
        return values[np.minimum((high * n).astype(np.int64), n - 1)]
    low = high * dice.beta(upper - 1, 1, draws)  # the one below, given the one above
    pairs = [values[np.minimum((place * n).astype(np.int64), n - 1)] for place in (low, high)]
    return (pairs[0] + pairs[1]) / 2
