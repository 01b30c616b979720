"""How one series of counts becomes rows: days above usual with a verdict, gaps, or no baseline at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from .base import Params
from .rhythm import Flags, Usual, usual
from .series import Series
from .stats import tidy

DEFAULT_K = 2.0
SURELY_SOME = 7  # an hour with this usual count is empty less than once in a thousand


@dataclass(frozen=True)
class Judgement:
    """What one group comes to. `days` counts the judged days (or hours), `above` those above usual."""

    rows: tuple[Mapping[str, Any], ...]
    posts: int
    days: int
    above: int
    gap_days: int


def judge(series: Series, params: Params) -> Judgement:
    k = float(params.options["k"])
    asked = _asked(series, params)
    level = usual(np.where(series.complete, series.count, np.nan))
    seen = series.complete & asked & ~np.isnan(level.baseline)
    posts = int(series.count[:, asked].sum())
    if not seen.any():
        return Judgement((_no_baseline(series, params, posts),) if posts else (), posts, 0, 0, 0)
    above = level.above(series.count, k=k) & seen
    own = usual(np.where(series.complete, series.originals, np.nan))
    more = own.above(series.originals, k=k)
    silent = _silent(series, level, asked)
    rows = [
        _gap(series, params, (hour, place)) if silent[hour, place]
        else _spike(series, params, (hour, place), level, k=k, more=bool(more[hour, place]))
        for place, hour in np.argwhere((above | silent).T)
    ]  # fmt: skip
    return Judgement(tuple(rows), posts, int(seen.sum()), int(above.sum()), int(silent.any(axis=0).sum()))


def _asked(series: Series, params: Params) -> Flags:
    days = [series.date(place) for place in range(series.days)]
    since, until = params.since or date.min, params.until or date.max
    return np.array([since <= day < until for day in days])


def _silent(series: Series, level: Usual, asked: Flags) -> Flags:
    """Missing days; by the hour also a single empty hour where there is always something."""
    silent = np.zeros(series.count.shape, dtype=bool)
    silent[0] = series.missing & asked
    if len(silent) > 1:
        silent |= series.complete & asked & (series.count == 0) & (level.baseline >= SURELY_SOME)
    return silent


def _blank(series: Series, params: Params, moment: str | None) -> dict[str, Any]:
    name = "hour_start" if len(series.count) > 1 else "day"
    empty = dict.fromkeys(("baseline", "ratio"))
    rest = ("threshold", "repost_share", "largest_message", "largest_message_post", "people_passed_on")
    return {
        **series.group,
        name: moment,
        "n": 0,
        "count": None,
        **empty,
        "verdict": "",
        **dict.fromkeys(rest),
    }


def _moment(series: Series, place: tuple[int, int]) -> str:
    day = series.date(int(place[1])).isoformat()
    return f"{day}T{place[0]:02d}:00" if len(series.count) > 1 else day


def _no_baseline(series: Series, params: Params, posts: int) -> Mapping[str, Any]:
    return {**_blank(series, params, None), "n": posts, "verdict": "no_baseline"}


def _gap(series: Series, params: Params, place: tuple[int, int]) -> Mapping[str, Any]:
    return {**_blank(series, params, _moment(series, place)), "count": 0, "verdict": "gap"}


def _spike(
    series: Series, params: Params, place: tuple[int, int], level: Usual, *, k: float, more: bool
) -> Mapping[str, Any]:
    count, baseline = int(series.count[place]), float(level.baseline[place])
    threshold = baseline + k * float(level.spread[place])
    gathered = series.rows[place]
    return {
        **_blank(series, params, _moment(series, place)),
        "n": count,
        "count": count,
        "baseline": tidy(baseline),
        "ratio": tidy(count / baseline) if baseline else None,
        "verdict": "more_people" if more else "amplified",
        "threshold": tidy(threshold),
        "repost_share": tidy(1 - int(series.originals[place]) / count),
        "largest_message": gathered["largest"],
        "largest_message_post": gathered["largest_post"],
        "people_passed_on": gathered["people"],
    }
