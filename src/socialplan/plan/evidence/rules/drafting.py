"""The expectation a claim from a row starts with: one that stands now and does not fall by chance alone."""

from dataclasses import dataclass
from math import ceil, floor, log10, sqrt

from .expectation import Expectation, Op, Pick
from .reading import Estimate

# Of these less is better, so a claim from them says "at most".
LESS_IS_BETTER = frozenset((
    "median_minutes", "p90_minutes", "unanswered", "unanswered_first", "unanswered_follow_ups",
    "cost_per_result", "cost_per_click", "broken", "days_silent",
))  # fmt: skip
TIMES = "times"  # as much as before: below 1 it fell


@dataclass(frozen=True)
class Threshold:
    """A drafted line: at least or at most this much."""

    op: Op
    number: float


def threshold(estimate: Estimate, measure: str, *, moves: bool) -> Threshold:
    """At the near end of the range, on a round number. A count without a range keeps twice its chance
    spread when its window moves with the data; else it can only grow, and is its own line."""
    fell = measure == TIMES and isinstance(estimate.value, int | float) and estimate.value < 1
    least = measure not in LESS_IS_BETTER and not fell
    line = _near_end(estimate, least=least, moves=moves)
    whole = isinstance(estimate.value, int) or float(estimate.value).is_integer()
    if not (estimate.counted and not moves):
        line = _rounded(line, up=not least, whole=whole and line >= 1)
    return Threshold(Op.AT_LEAST if least else Op.AT_MOST, line)


def expectation(pick: Pick, line: Threshold) -> Expectation:
    return Expectation(pick, line.op, line.number)


def _near_end(estimate: Estimate, *, least: bool, moves: bool) -> float:
    if not estimate.counted and estimate.bounded:
        end = estimate.low if least else estimate.high
        return float(end)  # type: ignore[arg-type]
    if not moves:
        return float(estimate.value)
    slack = 2 * sqrt(2 * abs(estimate.value))  # both counts, then and now, have their own chance
    return max(0.0, estimate.value - slack) if least else estimate.value + slack


def _rounded(line: float, *, up: bool, whole: bool) -> float:
    """Two significant digits, away from the figure, so that rounding never makes the claim fall."""
    if line == 0:
        return 0.0
    step = 10.0 ** (floor(log10(abs(line))) - 1)
    if whole:
        step = max(1.0, step)
    steps = line / step
    rounded = ceil(steps - 1e-9) if up else floor(steps + 1e-9)
    return float(f"{rounded * step:.12g}")
