"""One series with its changes as rows: the changes, every day with what is usual, or the group as a whole."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from .base import Column, Params
from .groups import columns as group_columns
from .movements_level import Steady, counted
from .movements_shift import Found, Shift
from .rhythm import Flags, usual
from .series import Series
from .stats import tidy

CHANGES, DAYS, GROUPS = "changes", "daily", "groups"
BAND = 2.0  # deviations on either side of the level: nineteen of twenty usual days
SURELY = 1.959964  # the normal quantile of a 95 % interval
NAMELESS = "-"
NOTHING = Found(0.0, ())
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """A series; `level` is None where there are too few days, `found` holds its changes."""

    series: Series
    level: Steady | None
    found: Found = NOTHING

    def window(self, params: Params) -> Flags:
        """(days,): which days were asked for."""
        days = [self.series.date(place) for place in range(self.series.days)]
        since, until = params.since or date.min, params.until or date.max
        return np.array([since <= day < until for day in days])

    def is_asked(self, params: Params) -> bool:
        """Whether its rows are wanted: all, or those of one group (NAMELESS where it has no name)."""
        only = str(params.options.get("only", "")).casefold()
        names = (NAMELESS if name is None else str(name).casefold() for name in self.series.group.values())
        return not only or only in names

    def posts(self, params: Params) -> int:
        return int(self.series.count[:, self.window(params)].sum())

    def asked(self, params: Params) -> list[Shift]:
        """The changes within the window."""
        window = self.window(params)
        return [shift for shift in self.found.shifts if window[self.place(shift.at)]]

    def place(self, usable: int) -> int:
        """The number of a day in the series, from its number among the usable days."""
        assert self.level is not None
        return int(self.level.places[usable])

    def day(self, usable: int) -> str:
        return self.series.date(self.place(usable)).isoformat()


def columns(params: Params, view: str) -> tuple[Column, ...]:
    perday = "posts a day"
    if view == DAYS:
        return (
            *group_columns(params), Column("day", "group"), Column("count", "measure", "posts"),
            Column("baseline", "measure", "posts"), Column("baseline_low", "low", "posts"),
            Column("baseline_high", "high", "posts"), Column("verdict", "text"),
            Column("largest_message", "measure", "reposts"), Column("largest_message_post", "text"),
        )  # fmt: skip
    if view == GROUPS:
        return (
            *group_columns(params), Column("n", "count", "posts"), Column("changes", "measure", "changes"),
            Column("level", "measure", perday), Column("times", "measure", "times before"),
            Column("times_low", "low"), Column("times_high", "high"),
            Column("days_judged", "count", "days"), Column("verdict", "text"), Column("changed_on", "text"),
        )  # fmt: skip
    return (
        *group_columns(params), Column("day", "group"), Column("n", "count", "posts"),
        Column("times", "measure", "times before"), Column("times_low", "low"), Column("times_high", "high"),
        Column("before", "measure", perday), Column("after", "measure", perday), Column("verdict", "text"),
        Column("earliest", "text"), Column("latest", "text"), Column("days_before", "count", "days"),
        Column("days_after", "count", "days"), Column("before_since", "text"), Column("after_until", "text"),
        Column("chance", "text"),
    )  # fmt: skip


def rows_of(one: Moved, params: Params, view: str) -> Iterator[Row]:
    if view == GROUPS:
        yield _group(one, params)
    elif view == DAYS:
        yield from _days(one, params)
    else:
        yield from (_change(one, shift) for shift in one.asked(params))


def _change(one: Moved, shift: Shift) -> Row:
    assert one.level is not None
    before, after = _levels(one, shift)
    low, high = _interval(one, shift)
    span = slice(one.place(shift.begins), one.place(shift.ends - 1) + 1)
    return {
        **one.series.group, "day": one.day(shift.at), "n": int(one.series.count[0, span].sum()),
        "times": tidy(after / before) if before else None, "times_low": tidy(low), "times_high": tidy(high),
        "before": tidy(before), "after": tidy(after), "verdict": "higher" if after > before else "lower",
        "earliest": one.day(shift.earliest), "latest": one.day(shift.latest),
        "days_before": shift.at - shift.begins, "days_after": shift.ends - shift.at,
        "before_since": one.day(shift.begins), "after_until": one.day(shift.ends - 1),
        "chance": tidy(shift.chance),
    }  # fmt: skip


def _levels(one: Moved, shift: Shift) -> tuple[float, float]:
    """Posts a day before and after, as on an average weekday, storms left out."""
    assert one.level is not None
    days = one.level.adjusted
    return float(days[shift.begins : shift.at].mean()), float(days[shift.at : shift.ends].mean())


def _interval(one: Moved, shift: Shift) -> tuple[float | None, float | None]:
    """Of the ratio, 95 %: the deviation of a day on the scale carried to the logarithm (delta method)."""
    before, after = _levels(one, shift)
    if before <= 0 or after <= 0:
        return None, None
    assert one.level is not None
    sizes = ((before, shift.at - shift.begins), (after, shift.ends - shift.at))
    variance = sum(
        (one.found.noise * 2) ** 2 * (1 + one.level.dispersion * mean) / mean / days for mean, days in sizes
    )
    half = SURELY * math.sqrt(variance)
    return after / before * math.exp(-half), after / before * math.exp(half)


def _group(one: Moved, params: Params) -> Row:
    """What a group comes to; its level is that of the last stretch."""
    asked = one.asked(params) if one.level else []
    last = asked[-1] if asked else None
    told = _change(one, last) if last else {}
    start = one.found.shifts[-1].at if one.found.shifts else 0
    level = float(one.level.adjusted[start:].mean()) if one.level else None
    verdict = "no_baseline" if one.level is None else "moved" if asked else "steady"
    return {
        **one.series.group, "n": one.posts(params), "changes": len(asked) if one.level else None,
        "level": tidy(level), **{name: told.get(name) for name in ("times", "times_low", "times_high")},
        "days_judged": int(one.series.complete[0].sum()), "verdict": verdict, "changed_on": told.get("day"),
    }  # fmt: skip


def _days(one: Moved, params: Params) -> Iterator[Row]:
    """Every day with its count and the band in which nineteen of twenty usual days lie."""
    series, window = one.series, one.window(params)
    middle, low, high = _bands(one)
    verdicts = _verdicts(one)
    for place in np.flatnonzero(window):
        gap = bool(series.missing[place])
        gathered = series.rows.get((0, int(place)), {})
        yield {
            **series.group, "day": series.date(int(place)).isoformat(),
            "count": None if gap else int(series.count[0, place]),
            "baseline": tidy(middle[place]), "baseline_low": tidy(low[place]),
            "baseline_high": tidy(high[place]), "verdict": verdicts[place],
            "largest_message": gathered.get("largest"),
            "largest_message_post": gathered.get("largest_post"),
        }  # fmt: skip


def _bands(one: Moved) -> np.ndarray:
    """(3, days): the usual count of each day, and the band around it; NaN where nothing is known."""
    bands = np.full((3, one.series.days), np.nan)
    if one.level is None:
        return bands
    edges = [0, *(shift.at for shift in one.found.shifts), len(one.level.places)]
    starts = [0, *(one.place(shift.at) for shift in one.found.shifts), one.series.days]
    for place in range(len(edges) - 1):
        values = one.level.value[edges[place] : edges[place + 1]]
        ends = values.mean() + np.array([0, -BAND, BAND]) * one.level.noise
        days = slice(starts[place], starts[place + 1])
        bands[:, days] = counted(ends, one.level.dispersion)[:, None] * one.level.share[days]
    return bands


def _verdicts(one: Moved) -> list[str]:
    """Per day: gap, unfinished, a storm (by more people, or one message passed on), far below, else
    nothing."""
    series, level = one.series, one.level
    own = usual(np.where(series.complete, series.originals, np.nan))
    more = own.above(series.originals, k=BAND)[0]
    kept = np.zeros(series.days, dtype=bool)
    if level is not None:
        kept[level.places] = True
    far = series.complete[0] & ~kept if level is not None else kept
    middle = _bands(one)[0]
    words = []
    for place in range(series.days):
        above = far[place] and series.count[0, place] > middle[place]
        storm = "more_people" if more[place] else "amplified"
        words.append(
            "gap" if series.missing[place] else "unfinished" if not series.complete[0, place]
            else storm if above else "far_below" if far[place] else ""
        )  # fmt: skip
    return words
