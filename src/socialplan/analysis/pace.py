"""pace: how many posts a day, over the days that were heard."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from scipy import special

from .base import Column, Headline, Note, Params, Result
from .groups import columns, order
from .scope import posts_in_scope
from .stats import LEVEL, Estimate, tidy
from .tracked import asked_for

UNIT = "posts a day"
FEW_DAYS = 7  # with fewer, how much days differ cannot be seen
COLUMNS = (
    Column("n", "count", "posts"), Column("days", "text", "days"), Column("pace", "measure", UNIT),
    Column("low", "low", UNIT), Column("high", "high", UNIT),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and local day: `n` posts of the question and `heard` posts of whatever was said, which tells
    which days were listened to."""
    posts = posts_in_scope(tables, replace(params, query=None))
    hit = asked_for(posts, params.query, tables) if params.query else ibis.literal(True)
    posts = posts.mutate(hit=hit, on=posts["local_at"].date())
    posts = posts.filter(posts["on"].notnull())
    return posts.group_by(*params.by, "on").agg(
        n=posts["hit"].cast("int64").sum(), heard=posts.count().cast("int64")
    )


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that are counted: those with a day."""
    posts = posts_in_scope(tables, params)
    return posts.filter(posts["local_at"].notnull())


def conclude(rows: pa.Table, params: Params) -> Result:
    """Posts a day with the interval of `per_day`, for all together and per group over its own days."""
    found = rows.to_pylist()
    if not found:
        return Result(Headline(None, UNIT), (*columns(params), *COLUMNS), (), 0)
    total = _figures(found, params)
    parts: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in found:
        parts.setdefault(tuple(row[name] for name in params.by), []).append(row)
    body = [
        {**dict(zip(params.by, key, strict=True)), **_figures(of, params)}
        for key, of in sorted(parts.items(), key=lambda part: order(part[0]))
    ]
    notes = [Note("days_heard", {"days": total["days"]})]
    if total["days"] < FEW_DAYS:
        notes.append(Note("few_days_heard", {"days": total["days"], "least": FEW_DAYS}))
    return Result(
        Headline(total["pace"], UNIT, total["low"], total["high"]), (*columns(params), *COLUMNS),
        tuple(sorted(body, key=lambda row: -row["n"])), total["n"], tuple(notes),
    )  # fmt: skip


def _figures(rows: Sequence[Mapping[str, Any]], params: Params) -> dict[str, Any]:
    counts: dict[date, int] = {}
    for row in rows:
        counts[row["on"]] = counts.get(row["on"], 0) + row["n"]
    first, last = min(counts), max(counts)
    days = (last - first).days + 1
    series = [counts.get(first + timedelta(days=place), 0) for place in range(days)]
    found = per_day(series)
    return {
        "n": sum(series), "days": days, "pace": tidy(found.value), "low": tidy(found.low),
        "high": tidy(found.high),
    }  # fmt: skip


def per_day(counts: Sequence[int]) -> Estimate:
    """Counts of days -> their mean and its interval: Garwood's (1936) for a Poisson total, made wider by how
    much more the days differ than chance would have it (Pearson's statistic; McCullagh & Nelder, Generalized
    Linear Models, 1989, 6.2.3). Days are taken to be independent."""
    days, total = len(counts), sum(counts)
    mean = total / days
    spread = 1.0
    if days >= FEW_DAYS and total:
        spread = max(1.0, math.fsum((one - mean) ** 2 for one in counts) / mean / (days - 1))
    tail, like = (1 - LEVEL) / 2, total / spread
    low = float(special.gammaincinv(like, tail)) * spread if total else 0.0
    high = float(special.gammaincinv(like + 1, 1 - tail)) * spread
    return Estimate(mean, low / days, high / days)
