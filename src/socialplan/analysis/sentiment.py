"""sentiment: which part of what is said is negative, neutral, positive or unsure, and on which days it was
more negative than usual."""

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups, negative_days
from .base import Column, Headline, Note, Params, Result
from .labelled import labelled
from .stats import tidy, wilson

READS = "sentiment"
LABELS = ("negative", "neutral", "positive", "unsure")
SHARE = "share of posts"


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group: the number of posts with each label, and `unread`, with words but without a label. For the
    view `days` per day instead (see `negative_days`)."""
    if params.options.get("view") == "days":
        return negative_days.gather(tables, params, READS)
    return groups.gathered(labelled(tables, params, READS), params, _counts)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that were read."""
    posts = labelled(tables, params, READS)
    return posts.filter(posts["label"].notnull())


def _counts(posts: ir.Table) -> dict[str, ir.Value]:
    told = {name: (posts["label"] == name).cast("int64").sum().fill_null(0) for name in LABELS}
    unread = posts["legible"] & posts["label"].isnull()
    return {**told, "unread": unread.cast("int64").sum().fill_null(0), "n": posts.count()}


def conclude(rows: pa.Table, params: Params) -> Result:
    """The share of each label with Wilson's interval, of the posts that were read; the headline is the
    negative share. Neutral and unsure are different: unsure posts were read and not decided."""
    if params.options.get("view") == "days":
        return negative_days.conclude(rows, params)
    whole = groups.whole(rows, params)
    total = _figures(whole)
    parts = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
    found = [{**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows)} for part in parts]
    return Result(
        Headline(total["negative"], "share of posts that is negative", total["negative_low"],
                 total["negative_high"]),
        (*groups.columns(params), *_columns()),
        groups.ranked([row for row in found if row["n"]], params, "n"),
        total["n"],
        _notes(whole, params, total["n"]),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    shares = [
        column
        for name in LABELS
        for column in (
            Column(name, "measure", SHARE), Column(f"{name}_low", "low", SHARE),
            Column(f"{name}_high", "high", SHARE),
        )
    ]  # fmt: skip
    return Column("n", "count", "posts"), *shares, Column("negative_posts", "measure", "posts")


def _sum(rows: pa.Table, column: str) -> int:
    return int(pc.sum(rows[column]).as_py() or 0)


def _figures(rows: pa.Table) -> dict[str, Any]:
    counts = {name: _sum(rows, name) for name in LABELS}
    n = sum(counts.values())
    found: dict[str, Any] = {"n": n}
    for name, hits in counts.items():
        share = wilson(hits, n)
        found[name] = tidy(share.value) if share else None
        found[f"{name}_low"] = tidy(share.low) if share else None
        found[f"{name}_high"] = tidy(share.high) if share else None
    return {**found, "negative_posts": counts["negative"]}


def _notes(whole: pa.Table, params: Params, n: int) -> tuple[Note, ...]:
    unread, all_posts = _sum(whole, "unread"), _sum(whole, "n")
    if all_posts and not n:
        return (Note("no_labels", {"posts": all_posts}),)
    notes = [Note("posts_unread", {"posts": unread})] if unread else []
    if left_out := groups.untimed(whole, params):
        notes.append(Note("time_unknown", {"posts": left_out}))
    return tuple(notes)
