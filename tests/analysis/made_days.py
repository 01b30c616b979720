"""Made series of posts per day, with what real ones have: a weekly rhythm, days that resemble the day
before, more spread than chance, storms that die away over days, and days without data; and levels that are
known to change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse

FIRST = date(2025, 1, 6)
COUNTED = pa.schema(
    {"account": pa.string(), "day": pa.string(), "hour": pa.int64(), "count": pa.int64(),
     "originals": pa.int64(), "largest": pa.int64(), "largest_post": pa.string(), "people": pa.int64(),
     "gap_last": pa.string(),
     "what": pa.string()}
)  # fmt: skip
WEEKEND = 0.7  # of what is said on working days


@dataclass(frozen=True)
class Kind:
    """How restless a series is: `wanders` is the usual deviation of the level from day to day in parts of
    it, `alike` how much a day resembles the one before, `dispersion` the spread beyond chance (variance mean
    + a mean2).
    """

    name: str
    wanders: float
    alike: float
    dispersion: float


STEADY = Kind("steady, as accounts that publish", 0.12, 0.3, 0.001)
LIVELY = Kind("lively, as talk about a company", 0.15, 0.4, 0.03)
WILD = Kind("wild, as talk around events", 0.25, 0.5, 0.05)


@dataclass(frozen=True)
class Step:
    """From the day `begins` up to `ends` so many times as much."""

    begins: int
    ends: int
    times: float


def made(
    dice: np.random.Generator, kind: Kind, mean: float, *, days: int = 365, steps: Iterable[Step] = (),
    storms: int = 5, gaps: int = 2,
) -> np.ndarray:  # fmt: skip
    """(days,) counts."""
    week = dice.uniform(0.7, 1.2, 7) * np.where(np.arange(7) < 5, 1, WEEKEND)
    level = mean * (week / week.mean())[np.arange(days) % 7] * _wandering(dice, kind, days)
    for step in steps:
        level[step.begins : step.ends] *= step.times
    if kind.dispersion:
        level = level * dice.gamma(1 / kind.dispersion, kind.dispersion, days)
    counts = dice.poisson(level)
    for start in dice.integers(2, days - 4, storms):
        height = mean * dice.uniform(2, 8) * 0.3 ** np.arange(3)
        counts[start : start + 3] += dice.poisson(height)
    for start in dice.integers(5, days - 20, gaps):
        counts[start : start + dice.integers(1, 10)] = 0
    return counts


def _wandering(dice: np.random.Generator, kind: Kind, days: int) -> np.ndarray:
    shocks = dice.standard_normal(days + 50) * np.sqrt(1 - kind.alike**2)
    level = np.zeros(days + 50)
    for day in range(1, days + 50):
        level[day] = kind.alike * level[day - 1] + shocks[day]
    return np.exp(kind.wanders * level[50:] - kind.wanders**2 / 2)


def counted(series: dict[str, Sequence[int]]) -> pa.Table:
    """Series by account as `gather` gives them: a row per day with posts."""
    rows = [
        {"account": name, "day": (FIRST + timedelta(day)).isoformat(), "hour": 0, "count": int(count),
         "originals": int(count), "largest": None, "largest_post": None, "people": 0, "gap_last": None,
         "what": "counted"}
        for name, counts in series.items() for day, count in enumerate(counts) if count
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=COUNTED)


def moved(series: dict[str, Sequence[int]], **asked: Any) -> tuple[dict[str, Any], ...]:
    """The rows of `movements` for these series."""
    entry = ANALYSES["movements"]
    return entry.load().conclude(counted(series), parse(entry, asked, zone="UTC")).rows


def changes(counts: Sequence[int]) -> list[dict[str, Any]]:
    """The changes found in one series, with `place`, the number of the day."""
    first = int(np.flatnonzero(counts)[0])
    rows = moved({"one": counts[first:]})
    return [
        {**row, **{f"{name}_place": (date.fromisoformat(row[name]) - FIRST).days + first
                   for name in ("day", "earliest", "latest")}}
        for row in rows
    ]  # fmt: skip
