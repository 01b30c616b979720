"""The series of movements with the days that are missing from them: what sources state, and what silence
betrays.

That nobody uses a hashtag or a word on a day says nothing of what we hear: there, the silence of everything
in the scope counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import spikes
from .base import Params
from .rhythm import Flags, gaps
from .scope import posts_in_scope
from .series import Series, grouped
from .times import local

COUNTED, STATED, HEARD = "counted", "stated", "heard"  # what a gathered row tells


def gathered(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """What spikes counts per group and day, and rows of what was not heard: STATED from `day` to `gap_last`,
    for the groups named; HEARD: all posts of a day, where the groups are hashtags or the posts those with a
    word."""
    counted = spikes.gather(tables, params).mutate(gap_last=ibis.null("string"), what=ibis.literal(COUNTED))
    parts = [counted]
    if "coverage" in tables:
        parts.append(_stated(tables, params).mutate(what=ibis.literal(STATED)))
    if _of_words(params):
        parts.append(_heard(tables, params).mutate(what=ibis.literal(HEARD)))
    types = counted.schema()
    return ibis.union(counted, *(_alike(part, types) for part in parts[1:])) if parts[1:] else counted


def _alike(part: ir.Table, types: ibis.Schema) -> ir.Table:
    empty = {name: ibis.null(types[name]) for name in types if name not in part.columns}
    return part.mutate(**empty).cast(dict(types)).select(*types)


def _of_words(params: Params) -> bool:
    return "hashtag" in params.by or bool(params.query or params.options.get("phrase"))


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


def _heard(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    options = {name: value for name, value in params.options.items() if name != "phrase"}
    posts = posts_in_scope(tables, replace(params, since=None, until=None, query=None, options=options))
    posts = posts.filter(posts["local_at"].notnull())
    return posts.group_by(day=posts["local_at"].date().cast("string")).agg(count=posts.count())


def series_of(rows: pa.Table, params: Params) -> Iterator[Series]:
    """One series per group with its missing days; in the order of their names, nameless ones last."""
    stated, heard = (rows.filter(pc.equal(rows["what"], what)).to_pylist() for what in (STATED, HEARD))
    silent = _silent({row["day"]: row["count"] for row in heard})
    for series in grouped(rows.filter(pc.equal(rows["what"], COUNTED)), params):
        days = [series.date(place).isoformat() for place in range(series.days)]
        missing = np.array([day in silent for day in days]) if heard else series.missing.copy()
        for gap in stated:
            if all(gap[name] in (None, series.group[name]) for name in params.by):
                missing |= np.array([gap["day"] <= day <= gap["gap_last"] for day in days])
        yield replace(series, missing=missing, complete=_whole(missing))


def _silent(counts: Mapping[str, int]) -> frozenset[str]:
    """The days of which nothing at all was heard, where that is not usual."""
    if not counts:
        return frozenset()
    first, last = date.fromisoformat(min(counts)), date.fromisoformat(max(counts))
    days = [(first + timedelta(place)).isoformat() for place in range((last - first).days + 1)]
    missing = gaps(np.array([float(counts.get(day, 0)) for day in days]))
    return frozenset(day for day, gone in zip(days, missing, strict=True) if gone)


def _whole(missing: Flags) -> Flags:
    """(1, days): the first and the last day are not known to be whole."""
    complete = ~missing[None]
    complete[:, [0, -1]] = False
    return complete
