"""Two answers side by side: the difference of each figure with its own interval.

Whether two figures differ is read from the interval of their difference, never from whether their own
intervals overlap. Method: MOVER (Zou and Donner 2008) for differences, (Donner and Zou 2012) for ratios.
Counts over periods of different length are compared per day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from socialplan.analysis import stats

from .expectation import difference
from .reading import Answered, Estimate, counts, find_row, read, read_row

MORE, LESS, UNSURE, COUNTED, UNKNOWN = "more", "less", "unsure", "counted", "unknown"
DATED = ("day", "week")


@dataclass(frozen=True)
class Compared:
    """One figure on both sides. `row` holds group values (none: the whole); gap = one - other."""

    row: Mapping[str, Any]
    measure: str
    unit: str
    one: Estimate | None
    other: Estimate | None
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    times: float | None = None
    times_low: float | None = None
    times_high: float | None = None

    @property
    def verdict(self) -> str:
        """more, less or unsure by the interval of the difference; counted and unknown have none."""
        if self.gap is None:
            return UNKNOWN
        if self.low is None or self.high is None:
            return COUNTED if self.one and self.one.counted else UNKNOWN
        return MORE if self.low > 0 else LESS if self.high < 0 else UNSURE

    def as_json(self) -> dict[str, Any]:
        """The public shape: both values, then the difference and the ratio with their ranges."""
        return {
            **self.row, "measure": self.measure, "unit": self.unit,
            "value": self.one and stats.tidy(self.one.value), "n": self.one.n if self.one else 0,
            "other": self.other and stats.tidy(self.other.value),
            "other_n": self.other.n if self.other else 0,
            "difference": stats.tidy(self.gap), "low": stats.tidy(self.low), "high": stats.tidy(self.high),
            "ratio": stats.tidy(self.times), "ratio_low": stats.tidy(self.times_low),
            "ratio_high": stats.tidy(self.times_high), "verdict": self.verdict,
        }  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """`per_day`: counts were divided by the days of their period, because the periods differ in length."""

    whole: Compared
    rows: tuple[Compared, ...]
    per_day: bool = False
    by_date: bool = False  # the rows are dates of different periods, so they are not set against each other


def compare(
    one: Answered, other: Answered, *, days: tuple[int | None, int | None], accounts_differ: bool = False,
    periods_differ: bool = False,
) -> Comparison:  # fmt: skip
    """`days` are the lengths of the two periods, None where a side has no period of its own."""
    scale = _scale(days)
    measure = one.main_measure() or other.main_measure() or "n"
    sides = (_Side(one, scale and scale[0]), _Side(other, scale and scale[1]))
    by_date = periods_differ and any(name in DATED for name in one.groups())
    keys = [] if by_date else _keys(one, other, apart={"account"} if accounts_differ else set())
    rows = [_compared(key, measure, *(side.at(key, measure) for side in sides)) for key in keys]
    return Comparison(
        whole=_compared({}, measure, *(side.whole() for side in sides)), rows=tuple(rows),
        per_day=scale is not None and counts(one, measure), by_date=by_date,
    )  # fmt: skip


@dataclass(frozen=True)
class _Side:
    answered: Answered
    days: int | None  # divide counts by these

    def whole(self) -> Estimate | None:
        return self._scaled(read(self.answered, None, "headline"), self.answered.main_measure() or "n")

    def at(self, key: Mapping[str, Any], measure: str) -> Estimate | None:
        row = find_row(self.answered, key)
        return None if row is None else self._scaled(read_row(self.answered, row, measure), measure)

    def _scaled(self, estimate: Estimate | None, measure: str) -> Estimate | None:
        if estimate is None or self.days is None or not counts(self.answered, measure):
            return estimate
        low, high = (None if end is None else end / self.days for end in (estimate.low, estimate.high))
        return replace(estimate, value=estimate.value / self.days, low=low, high=high)


def _scale(days: tuple[int | None, int | None]) -> tuple[int, int] | None:
    one, other = days
    return (one, other) if one and other and one != other else None


def _keys(one: Answered, other: Answered, *, apart: set[str]) -> list[dict[str, Any]]:
    """The rows of both sides, those of the first in its order; a whole of one row needs none. Groups that set
    the two sides apart do not name a row."""
    names = [name for name in one.groups() if name not in apart]
    found = {tuple(row.get(name) for name in names): None for row in (*one.rows, *other.rows)}
    return [dict(zip(names, key, strict=True)) for key in found] if names else []


def _compared(key: Mapping[str, Any], measure: str, one: Estimate | None, other: Estimate | None) -> Compared:
    base = Compared(key, measure, (one or other or Estimate(0, None, None, 0)).unit, one, other)
    if one is None or other is None:
        return base
    base = replace(base, gap=one.value - other.value, times=one.value / other.value if other.value else None)
    if not one.bounded or not other.bounded or (one.counted and other.counted):
        return base
    low, high = difference(one, other)
    ratio = stats.ratio(_plain(one), _plain(other)) if min(one.value, other.value) >= 0 else None
    return replace(
        base, low=low, high=high, times_low=ratio.low if ratio else None,
        times_high=ratio.high if ratio else None,
    )  # fmt: skip


def _plain(estimate: Estimate) -> stats.Estimate:
    return stats.Estimate(estimate.value, estimate.low, estimate.high)
