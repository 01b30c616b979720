"""From which days on the level of a series lies lastingly higher or lower, and how sure that is.

Changes are searched with PELT (Killick, Fearnhead & Eckley 2012, JASA 107) as the library ruptures has it;
each is kept when its jump is larger than the search finds in series that do not change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ruptures.detection.kernelcpd import KernelCPD

from .movements_chance import chance
from .movements_level import NEAR, Steady
from .rhythm import Numbers

LASTS = NEAR + 1  # days with data on both sides that a change needs: fewer are a storm and set aside
FEWEST = 28  # days with data from which a series is judged at all
PENALTY = 8.0  # squared deviations that one more change must explain to be looked at
SURE = 7.35  # squared deviations: Hansen 2000, Econometrica 68, table 1, 95 %
MOST_ALIKE = 0.7  # a day and the next


@dataclass(frozen=True)
class Shift:
    """A change of level between two stretches of usable days; places are numbers among those days.

    `begins`, `at`, `ends`: the stretch before is begins..at, the one after at..ends, half-open; the change
    may have been as early as `earliest` and as late as `latest`. `jump` is its size in deviations of its
    difference; `chance` that a series of as many days without any change shows one as large.
    """

    begins: int
    at: int
    ends: int
    earliest: int
    latest: int
    jump: float
    chance: float


@dataclass(frozen=True)
class Found:
    """The changes of one series, in order of time; `noise` is the deviation of one day from its level, on the
    scale, counting that days resemble each other."""

    noise: float
    shifts: tuple[Shift, ...]


def shifts(series: Steady, *, sure: float) -> Found:
    """The changes of which none is likelier than `sure` to be chance (0.05: one series in twenty that never
    changes shows one). `series` has at least FEWEST usable days."""
    noise = deviation(series.value, series.noise)
    values = series.value / noise
    kept = (cuts for cuts, weakest in _steps(values) if chance(weakest, len(values)) <= sure)
    cuts = next(kept, [])
    edges = [0, *cuts, len(values)]
    return Found(noise, tuple(_shift(values, *edges[place : place + 3]) for place in range(len(cuts))))


def chance_of_none(series: Steady) -> float:
    """How likely a series of as many days without any change looks as changed as this one."""
    return chance(largest(series.value, series.noise), len(series.value))


def largest(values: Numbers, daily: float) -> float:
    """The largest jump of which the search would say that the series (m,) changes; 0 where it finds none.

    In a series that never changes this is what chance does; `daily` is the usual deviation of one day.
    """
    steps = _steps(values / deviation(values, daily))
    return max((weakest for _cuts, weakest in steps), default=0.0)


def deviation(values: Numbers, daily: float) -> float:
    """How far days lie from their level, counting that a day resembles the one before; no less than `daily`.

    The levels found so far are taken out; days resemble each other as in an autoregression of order one,
    whose coefficient is corrected for the levels (Marriott & Pope 1954, Biometrika 41). Twice, as a smaller
    deviation finds more levels.
    """
    noise = daily
    for _turn in range(2):
        edges = [0, *_cuts(values / noise), len(values)]
        parts = [values[first:after] for first, after in pairwise(edges)]
        rest = np.concatenate([part - part.mean() for part in parts])
        squares = float((rest**2).sum())
        if squares == 0:
            return daily
        taken = len(parts) / len(rest)
        alike = (float((rest[1:] * rest[:-1]).sum()) / squares + taken) / (1 - 3 * taken)
        alike = min(max(alike, 0.0), MOST_ALIKE)
        variance = squares / (len(rest) - len(parts)) * (1 + alike) / (1 - alike)
        noise = max(daily, float(np.sqrt(variance)))
    return noise


def _cuts(values: Numbers) -> list[int]:
    """Where the series falls apart when every change costs PENALTY; values in deviations."""
    search = KernelCPD(kernel="linear", min_size=LASTS).fit(values[:, None])
    return [int(cut) for cut in search.predict(pen=PENALTY)[:-1]]


def _steps(values: Numbers) -> Iterator[tuple[list[int], float]]:
    """All changes with the jump of the weakest of them, then without it, and so on; the others move to where
    they fit best whenever their neighbours do."""
    kept = _cuts(values)
    while kept:
        for place in range(len(kept)):
            before, after = ([0, *kept, len(values)][place + side] for side in (0, 2))
            kept[place] = _best(values, before, after)
        edges = [0, *kept, len(values)]
        jumps = [_jump(values, *edges[place : place + 3]) for place in range(len(kept))]
        weakest = int(np.argmin(jumps))
        yield list(kept), jumps[weakest]
        del kept[weakest]


def _best(values: Numbers, begins: int, ends: int) -> int:
    return begins + LASTS + int(np.argmin(_left(values[begins:ends])))


def _left(values: Numbers) -> Numbers:
    """For every cut that leaves LASTS days on both sides: the sum of squares beside the two levels."""
    size = np.arange(1, len(values) + 1)
    sums, squares = np.cumsum(values), np.cumsum(values**2)
    cut = np.arange(LASTS, len(values) - LASTS + 1) - 1
    rest = len(values) - size[cut]
    return np.asarray(squares[-1] - sums[cut] ** 2 / size[cut] - (sums[-1] - sums[cut]) ** 2 / rest)


def _jump(values: Numbers, begins: int, at: int, ends: int) -> float:
    before, after = values[begins:at], values[at:ends]
    worth = len(before) * len(after) / (ends - begins)
    return float(np.sqrt(worth) * abs(after.mean() - before.mean()))


def _shift(values: Numbers, begins: int, at: int, ends: int) -> Shift:
    """With the days on which it may have been: those that fit hardly worse (Hansen 2000)."""
    left = _left(values[begins:ends])
    likely = np.flatnonzero(left - left[at - begins - LASTS] <= SURE) + begins + LASTS
    jump = _jump(values, begins, at, ends)
    return Shift(begins, at, ends, int(likely[0]), int(likely[-1]), jump, chance(jump, len(values)))
