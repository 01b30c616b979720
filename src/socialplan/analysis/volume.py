"""volume: how many posts, and which part of them passes on what somebody else said."""

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups
from .base import Column, Headline, Note, Params, Result
from .messages import messages
from .scope import posts_in_scope
from .stats import poisson, tidy, wilson

COLUMNS = (
    Column("n", "count", "posts"), Column("count", "measure", "posts"),
    Column("low", "low", "posts"), Column("high", "high", "posts"),
    Column("amplified_share", "measure", "share"),
    Column("amplified_share_low", "low", "share"), Column("amplified_share_high", "high", "share"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group: `n` posts, `passed_on` messages that are reposts, `alone` reposts that are no post here."""
    said = posts_in_scope({**tables, "posts": messages(tables)}, params)
    return groups.gathered(said, params, _counts)


def _counts(said: ir.Table) -> dict[str, ir.Value]:
    return {
        "n": said["is_post"].cast("int64").sum(),
        "passed_on": (said["role"] == "repost").fill_null(False).cast("int64").sum(),
        "alone": (~said["is_post"]).cast("int64").sum(),
    }


def conclude(rows: pa.Table, params: Params) -> Result:
    """Count with its Poisson interval and the share of reposts with Wilson's, per group."""
    whole = groups.whole(rows, params)
    total = _figures(whole)
    groups_ = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
    found = [{**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows)} for part in groups_]
    notes = []
    if left_out := groups.untimed(whole, params):
        notes.append(Note("time_unknown", {"posts": left_out}))
    if alone := _sum(whole, "alone"):
        notes.append(Note("reposts_alone", {"reposts": alone}))
    return Result(
        headline=Headline(total["count"], "posts", total["low"], total["high"]),
        columns=(*groups.columns(params), *COLUMNS),
        rows=groups.ranked([row for row in found if row["n"]], params, "count"),
        n=total["n"],
        notes=tuple(notes),
    )


def _sum(rows: pa.Table, column: str) -> int:
    return int(pc.sum(rows[column]).as_py() or 0)


def _figures(rows: pa.Table) -> dict[str, Any]:
    n, alone = _sum(rows, "n"), _sum(rows, "alone")
    count = poisson(n)
    share = wilson(_sum(rows, "passed_on"), n + alone)
    return {
        "n": n,
        "count": n,
        "low": tidy(count.low),
        "high": tidy(count.high),
        "amplified_share": tidy(share.value) if share else None,
        "amplified_share_low": tidy(share.low) if share else None,
        "amplified_share_high": tidy(share.high) if share else None,
    }
