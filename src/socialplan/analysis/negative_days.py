"""Days with more negative posts than usual: because more was said, or because it was more negative."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from . import groups
from .base import Column, Headline, Note, Params, Result
from .labelled import labelled
from .rhythm import usual
from .series import Series, grouped
from .stats import tidy, wilson

K = 2.0  # as for days above usual (docs/decisions/spike-threshold.md)
COLUMNS = (
    Column("day", "group"), Column("n", "count", "posts"), Column("count", "measure", "negative posts"),
    Column("baseline", "measure", "negative posts"), Column("ratio", "measure", "times usual"),
    Column("verdict", "text"), Column("threshold", "measure", "negative posts"),
    Column("negative", "measure", "share of posts"), Column("low", "low", "share of posts"),
    Column("high", "high", "share of posts"), Column("usual_negative", "measure", "share of posts"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params, reads: str) -> ir.Table:
    """Per group and day: `count` posts that were read and `negative` ones. All days are read whatever the
    window, so that a day is judged alike in every window."""
    params = _resolved(params)
    posts = labelled(tables, replace(params, since=None, until=None), reads)
    posts = posts.filter(posts["local_at"].notnull(), posts["label"].notnull())
    posts = groups.with_groups(posts, params)
    posts = posts.mutate(day=posts["local_at"].date().cast("string"))
    return posts.group_by(*params.by, "day").agg(
        count=posts.count().cast("int64"),
        negative=(posts["label"] == "negative").cast("int64").sum().fill_null(0),
    )


def _resolved(params: Params) -> Params:
    by = tuple(name for name in params.by if name not in groups.GRAINS) or ("account",)
    return replace(params, by=by, options={**params.options, "grain": "day"})


def conclude(rows: pa.Table, params: Params) -> Result:
    """The days whose number of negative posts lies above usual + 2 x spread (the rule of `spikes`, on
    negative posts). Verdict `more_negative` where the negative share lies above that of the other complete
    days (its Wilson interval leaves it out), else `more_said`; `no_baseline` where too few days are known."""
    params = _resolved(params)
    rows = rows.append_column("hour", pa.array([0] * len(rows), pa.int64()))
    rows = rows.append_column("originals", rows["count"])
    judged = [_judged(series, params) for series in grouped(rows, params)]
    above = sum(row["verdict"] != "no_baseline" for found, _days, _n in judged for row in found)
    days = sum(days for _found, days, _n in judged)
    notes = [Note("days_judged", {"days": days, "above": above})]
    if unjudged := sum(not days for _found, days, _n in judged):
        notes.append(Note("no_baseline", {"groups": unjudged}))
    return Result(
        Headline(above, "days with more negative posts than usual"),
        (*groups.columns(params), *COLUMNS),
        tuple(row for found, _days, _n in judged for row in found),
        sum(n for _found, _days, n in judged),
        tuple(notes),
    )


def _judged(series: Series, params: Params) -> tuple[list[dict[str, Any]], int, int]:
    """Rows of one group, its judged days and its posts."""
    negative = np.zeros(series.count.shape)
    for place, row in series.rows.items():
        negative[place] = row["negative"]
    dates = [series.date(place) for place in range(series.days)]
    asked = np.array([(not params.since or day >= params.since) and (not params.until or day < params.until)
                      for day in dates])  # fmt: skip
    level = usual(np.where(series.complete, negative, np.nan))
    seen = (series.complete & asked & ~np.isnan(level.baseline))[0]
    n = int(series.count[:, asked].sum())
    if not seen.any():
        blank = {column.name: None for column in COLUMNS}
        return ([{**series.group, **blank, "n": n, "verdict": "no_baseline"}] if n else []), 0, n
    above = np.flatnonzero(level.above(negative, k=K)[0] & seen)
    rows = [_row(series, negative[0], int(place), float(level.baseline[0, place]),
                 float(level.spread[0, place])) for place in above]  # fmt: skip
    return rows, int(seen.sum()), n


def _row(series: Series, negative: Any, place: int, baseline: float, spread: float) -> dict[str, Any]:
    said, count = int(series.count[0, place]), int(negative[place])
    others = series.complete[0].copy()
    others[place] = False
    usual_share = float(negative[others].sum() / series.count[0, others].sum())
    share = wilson(count, said)
    assert share is not None and share.low is not None
    return {
        **series.group, "day": series.date(place).isoformat(), "n": said, "count": count,
        "baseline": tidy(baseline), "ratio": tidy(count / baseline) if baseline else None,
        "verdict": "more_negative" if share.low > usual_share else "more_said",
        "threshold": tidy(baseline + K * spread), "negative": tidy(share.value),
        "low": tidy(share.low), "high": tidy(share.high), "usual_negative": tidy(usual_share),
    }  # fmt: skip
