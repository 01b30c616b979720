"""Counts per day as a series: from the rows of a gathering to arrays without holes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from .base import Params
from .rhythm import FEWEST, Flags, Numbers, gaps

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Series:
    """One group's counts, from its first to its last day; arrays are (1 or 24, days)."""

    group: Mapping[str, Any]
    first: date
    count: Numbers
    originals: Numbers
    rows: Mapping[tuple[int, int], Mapping[str, Any]]  # what was gathered, by (hour, day number)
    missing: Flags  # (days,): days whose data are missing
    complete: Flags  # (1 or 24, days): what may be judged

    @property
    def days(self) -> int:
        return int(self.count.shape[1])

    def date(self, place: int) -> date:
        return self.first + place * DAY


def grouped(rows: pa.Table, params: Params) -> Iterator[Series]:
    """One series per group, in the order of their names; nameless groups last."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows.to_pylist():
        groups.setdefault(tuple(row[name] for name in params.by), []).append(row)
    for key in sorted(groups, key=lambda key: tuple((value is None, str(value)) for value in key)):
        yield _series(dict(zip(params.by, key, strict=True)), groups[key], params)


def _series(group: Mapping[str, Any], rows: list[Mapping[str, Any]], params: Params) -> Series:
    hours = 24 if params.options["grain"] == "hour" else 1
    dates = [date.fromisoformat(row["day"]) for row in rows]
    first = min(dates)
    shape = (hours, (max(dates) - first).days + 1)
    count, originals = np.zeros(shape), np.zeros(shape)
    placed: dict[tuple[int, int], Mapping[str, Any]] = {}
    for day, row in zip(dates, rows, strict=True):
        place = (row["hour"], (day - first).days)
        placed[place] = row
        count[place], originals[place] = row["count"], row["originals"]
    per_day = count.sum(axis=0)
    enough = np.count_nonzero(per_day) > FEWEST
    missing = gaps(per_day) if enough else np.zeros(shape[1], dtype=bool)
    complete = np.broadcast_to(~missing, shape).copy()
    complete[:, [0, -1]] = False  # the first and the last day are not known to be whole
    if hours == 24:
        _leave_out_odd_hours(complete, first, params.zone)
    return Series(group, first, count, originals, placed, missing, complete)


def _leave_out_odd_hours(complete: Flags, first: date, zone: str) -> None:
    for place in range(complete.shape[1]):
        for hour in odd_hours(first + place * DAY, zone):
            complete[hour, place] = False


@lru_cache(maxsize=4096)
def odd_hours(day: date, zone: str) -> tuple[int, ...]:
    """The hours of a day that the clock skips or runs through twice (summer time)."""
    place = ZoneInfo(zone)
    return tuple(
        hour
        for hour in range(24)
        if any(
            (moment := datetime.combine(day, time(hour, minute), place)).utcoffset()
            != moment.replace(fold=1).utcoffset()
            for minute in (0, 30)
        )
    )
