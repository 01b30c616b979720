"""movements: from which day on the level of a series lies lastingly higher or lower, beside days unlike the
others.

`gather` counts per group and day, and says which days a source states as missing; `conclude` looks for
changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import spikes
from .base import Headline, Note, Params, Result
from .movements_level import Steady, steady
from .movements_rows import CHANGES, DAYS, GROUPS, Moved, columns, rows_of
from .movements_shift import FEWEST, LASTS, chance_of_none, shifts
from .series import Series, grouped
from .times import local

FALSE = 0.05  # of the changes that are told, so many may be chance


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and day: posts, originals, and of the reposts the most passed on message (as spikes counts
    them), of all days whatever the window. Stretches that a source states as missing stand among them with
    `gap_last` set: from `day` to that day, for the groups they name."""
    params = spikes.resolved(params)
    counted = spikes.gather(tables, params).mutate(gap_last=ibis.null("string"))
    if "coverage" not in tables:
        return counted
    stated, types = _stated(tables, params), counted.schema()
    empty = {name: ibis.null(types[name]) for name in types if name not in stated.columns}
    return counted.union(stated.mutate(**empty).cast(dict(types)).select(*types))


def _stated(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    gaps = tables["coverage"]
    gaps = gaps.filter(gaps["state"] == "gap", gaps["from_at"].notnull(), gaps["to_at"].notnull())
    known = tables["accounts"]
    known = known.select(known_on=known["network"], known_id=known["account_id"], handle=known["handle"],
                         brand=known["brand"])  # fmt: skip
    same = [gaps["network"] == known["known_on"], gaps["account_id"] == known["known_id"]]
    gaps = gaps.left_join(known, same)
    gaps = gaps.mutate(account=ibis.coalesce(gaps["handle"], gaps["account_id"]))
    if params.account is not None:
        asked = params.account.lower()
        gaps = gaps.filter((gaps["account"].lower() == asked) | (gaps["account_id"].lower() == asked)
                           | gaps["account_id"].isnull())  # fmt: skip
    if params.network is not None:
        gaps = gaps.filter(gaps["network"].lower() == params.network.lower())
    clock = ibis.literal("second")
    last = local(gaps["to_at"] - ibis.interval(seconds=1), clock, params.zone).date()
    names = [name for name in params.by if name in ("account", "brand", "network")]
    return gaps.select(
        *names, day=local(gaps["from_at"], clock, params.zone).date().cast("string"),
        gap_last=last.cast("string"),
    )  # fmt: skip


def conclude(rows: pa.Table, params: Params) -> Result:
    """The changes, the days, or the groups, as the view asks."""
    params = spikes.resolved(params)
    all_ = _moved(rows, params)
    judged = [one for one in all_ if one.level is not None]
    view = str(params.options.get("view", CHANGES))
    told = tuple(row for one in all_ for row in rows_of(one, params, view))
    changes = sum(len(one.asked(params)) for one in judged)
    headline = Headline(changes if judged else None, "lasting changes")
    posts = sum(one.posts(params) for one in all_)
    return Result(headline, columns(params, view), told, posts, _notes(all_, params))


def _moved(rows: pa.Table, params: Params) -> list[Moved]:
    """Each series with its changes; how sure a change must be follows from how many series were searched."""
    gaps = rows.filter(rows["gap_last"].is_valid()).to_pylist()
    counted = rows.filter(rows["gap_last"].is_null())
    all_ = [Moved(series, _level(series)) for series in _without(grouped(counted, params), gaps, params)]
    sure = certainty([chance_of_none(one.level) for one in all_ if one.level])
    return [replace(one, found=shifts(one.level, sure=sure)) if one.level else one for one in all_]


def _level(series: Series) -> Steady | None:
    """None where there are too few days to say anything."""
    complete = series.complete[0]
    if complete.sum() < FEWEST or not series.count[0][complete].any():
        return None
    level = steady(series.count[0], complete)
    return level if len(level.places) >= FEWEST else None


def certainty(chances: list[float]) -> float:
    """How likely a change may be chance and still be told: `chances`, per series, that one which never
    changes looks like it. Of the series that are said to change at most one in twenty does not, however many
    were searched (Benjamini & Hochberg 1995, JRSS B 57); of series that never change one set in twenty shows
    any."""
    steps = [FALSE * place / len(chances) for place in range(1, len(chances) + 1)]
    held = [step for step, one in zip(steps, sorted(chances), strict=True) if one <= step]
    return max(held, default=steps[0] if steps else FALSE)


def _without(all_: Iterator[Series], gaps: list[dict[str, Any]], params: Params) -> Iterator[Series]:
    """The series with the days missing that a source states as such."""
    for series in all_:
        missing, complete = series.missing.copy(), series.complete.copy()
        for gap in gaps:
            if all(gap[name] in (None, series.group[name]) for name in params.by):
                edges = (date.fromisoformat(gap[name]) for name in ("day", "gap_last"))
                first, last = (max(-1, (edge - series.first).days) for edge in edges)
                days = slice(max(first, 0), last + 1)
                missing[days], complete[:, days] = True, False
        yield replace(series, missing=missing, complete=complete)


def _notes(all_: list[Moved], params: Params) -> tuple[Note, ...]:
    judged = [one for one in all_ if one.level is not None]
    days = sum(len(one.level.places) for one in judged if one.level)
    notes = [Note("series_judged", {"series": len(judged), "days": days, "lasts": LASTS})]
    if few := len(all_) - len(judged):
        notes.append(Note("few_days", {"groups": few, "needed": FEWEST}))
    if gap := sum(int((one.series.missing & one.window(params)).sum()) for one in all_):
        notes.append(Note("gap_days", {"days": gap}))
    return tuple(notes)


__all__ = ["CHANGES", "DAYS", "GROUPS", "conclude", "gather"]
