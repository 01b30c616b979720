"""What a KPI's own history allows: an empirical outlook without a model of the world.

Two plain forecasts are tried on the history itself: "as the last period" and "as the usual period" (median of
all before). The one that erred least is kept, and its own errors at the same distance ahead are the outlook:
their spread gives the range, the share of them that reaches the target gives the chance. Where values are all
above zero, errors are ratios, so that a range cannot fall below zero. Errors are counted in both directions:
a short history that happened to rise is no promise. Method: empirical forecast errors, see
Hyndman & Athanasopoulos, Forecasting: Principles and Practice, "Prediction intervals from residuals".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

NEEDED = 8  # comparable periods
RANGE = 0.8  # what a target is held to
INNER = 0.5
_START = 3  # periods before the first trial forecast


@dataclass(frozen=True)
class Outlook:
    """The value at the date: middle, 80 % and 50 % range, and the chance to reach the target."""

    middle: float
    low: float
    high: float
    chance: float
    stretch: bool
    periods: int
    inner_low: float = 0.0
    inner_high: float = 0.0


def outlook(
    history: Sequence[float], *, target: float, ahead: int = 1, direction: str = "up"
) -> Outlook | None:
    """Judge `target`, `ahead` periods after the last of `history` (oldest first). None: too little."""
    values = [float(value) for value in history]
    if len(values) < NEEDED:
        return None
    ratios = min(values) > 0 and target > 0
    series = [math.log(value) for value in values] if ratios else values
    aim = math.log(target) if ratios else target
    start, errors = _best(series, ahead=max(1, ahead))
    reach, inner = _distance(errors, RANGE), _distance(errors, INNER)
    beyond = aim > start + reach if direction == "up" else aim < start - reach
    shape = math.exp if ratios else float
    return Outlook(
        middle=shape(start), low=shape(start - reach), high=shape(start + reach),
        chance=_chance(errors, needed=aim - start if direction == "up" else start - aim),
        stretch=beyond, periods=len(values),
        inner_low=shape(start - inner), inner_high=shape(start + inner),
    )  # fmt: skip


def _chance(errors: list[float], *, needed: float) -> float:
    """Share of the errors, each counted up as well as down, that would bring us there."""
    reached = sum((error >= needed) + (-error >= needed) for error in errors)
    return (reached + 1) / (2 * len(errors) + 2)


def _distance(errors: list[float], share: float) -> float:
    """Half the range: the size that `share` of the errors stay within, at rank p(n + 1)."""
    ordered = sorted(map(abs, errors))
    rank = share * (len(ordered) + 1) - 1
    below = max(0, min(len(ordered) - 2, math.floor(rank)))
    size = ordered[below] + (rank - below) * (ordered[below + 1] - ordered[below])
    return size * math.sqrt(1 + 2 / len(ordered))  # two things were chosen on few errors: level and method


def _best(series: list[float], *, ahead: int) -> tuple[float, list[float]]:
    """The forecast that erred least and its errors at this distance."""
    last = _last_errors(series, ahead)
    usual = _usual_errors(series, ahead)
    if _spread(usual) <= _spread(last):
        return median(series), usual
    return series[-1], last


def _last_errors(series: list[float], ahead: int) -> list[float]:
    """Too few steps of this length: steps of one, widened by the root of the distance (a random walk)."""
    far = [series[i + ahead] - series[i] for i in range(len(series) - ahead)]
    if len(far) >= NEEDED - 1:
        return far
    return [math.sqrt(ahead) * (b - a) for a, b in pairwise(series)]


def _usual_errors(series: list[float], ahead: int) -> list[float]:
    """A usual level does not drift, so where the distance is too long, one step ahead stands for it."""
    step = ahead if len(series) - _START - ahead + 1 >= NEEDED - _START else 1
    return [
        series[i + step - 1] - median(series[:i])
        for i in range(_START, len(series) - step + 1)
    ]  # fmt: skip


def _spread(errors: list[float]) -> float:
    return sum(abs(error) for error in errors) / len(errors)
