"""How many posts a figure needs: for a range of a given width, or to find a difference of a given size."""

import math
from collections.abc import Callable

from scipy import special

from .stats import Spread

Z = float(special.ndtri(0.975))  # a 95 % range
POWER = float(special.ndtri(0.80))  # a difference that is there is found 8 times in 10
MOST = 10**9
LEAST = 10  # values that tell how much posts differ


def of_median(spread: Spread, width: float) -> int | None:
    """Posts for a median whose range is at most `width` to either side, as a part of the median itself.

    The range of a median of n values lies between their quantiles 0.5 -+ z / (2 sqrt n) (order statistics);
    the values at hand say how far apart those are. With more values than there are, a range shrinks with the
    root of their number. None where there are too few, or the median is zero.
    """
    middle = spread.quantile(0.5)
    if spread.n < LEAST or not middle or width <= 0:
        return None
    wanted = width * abs(middle)

    def narrow(n: int) -> bool:
        seen = min(n, spread.n)
        off = Z / (2 * math.sqrt(seen))
        if off >= 0.5:
            return False
        half = ((spread.quantile(0.5 + off) or 0) - (spread.quantile(0.5 - off) or 0)) / 2
        return half * math.sqrt(seen / n) <= wanted

    return _least(narrow)


def between_medians(spread: Spread, gap: float) -> int | None:
    """Posts in each of two groups to find a difference of `gap`, as a part of the median."""
    return of_median(spread, gap * Z / ((Z + POWER) * math.sqrt(2)))


def of_share(share: float, width: float) -> int | None:
    """Posts for a share whose Wilson interval is at most `width` to either side."""
    if width <= 0:
        return None

    def narrow(n: int) -> bool:
        return Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n) <= width

    return _least(narrow)


def between_shares(share: float, gap: float) -> int | None:
    """Posts in each of two groups to find that shares differ by `gap` (Fleiss, Levin and Paik 2003, 4.2)."""
    other = share + gap if share + gap <= 1 else share - gap
    if not 0 < gap < 1 or other < 0:
        return None
    mean = (share + other) / 2
    spread = share * (1 - share) + other * (1 - other)
    root = Z * math.sqrt(2 * mean * (1 - mean)) + POWER * math.sqrt(spread)
    return math.ceil((root / gap) ** 2)


def _least(enough: Callable[[int], bool]) -> int | None:
    """The least number that is enough; None beyond what anybody could collect."""
    high = 1
    while not enough(high):
        high *= 2
        if high > MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
