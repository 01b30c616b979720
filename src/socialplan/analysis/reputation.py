"""reputation: what others say about an account, in one row; the voices heard most; and a sample to judge."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .answers import incoming
from .base import Column, Headline, Note, Params, Result
from .labelled import with_label
from .scope import posts_in_scope
from .stats import poisson, tidy, wilson

SAMPLE = 20
VOICES = 50
SHARES = {
    "negative": ("sentiment", "negative"), "positive": ("sentiment", "positive"),
    "asking": ("question", "question"), "praising": ("intent", "praise"),
    "complaining": ("intent", "complaint"),
}  # fmt: skip
SHARE = "share of posts"


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group: `n` posts by others, the different `people`, and of each label how many have it (`negative`)
    of how many read (`negative_of`). View `voices`: the same per person, the 50 heard most per group."""
    posts = groups.with_groups(read(tables, params), params)
    by = list(params.by)
    if params.options.get("view") == "voices":
        return _voices(posts, by)
    counts = _counts(posts) | {"people": posts["person_key"].nunique().cast("int64")}
    return posts.group_by(by).agg(**counts) if by else posts.agg(**counts)


def read(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Posts that no account wrote and that are no repost, by whom they address, with their labels."""
    posts = posts_in_scope({**tables, "posts": incoming(tables, params)}, params)
    for name in ("sentiment", "question", "intent"):
        posts = with_label(posts, tables["labels"], name, name=name)
    return posts


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Twenty posts to judge, drawn without regard to what they say: the first by a hash of their ids, so that
    the same question draws the same posts."""
    posts = read(tables, params)
    posts = posts.filter(posts["legible"])
    name = ibis.literal("sample ") + posts["network"] + ibis.literal(" ") + posts["post_id"]
    return posts.mutate(drawn=name.hexdigest("md5")).order_by("drawn").limit(SAMPLE)


def _counts(posts: ir.Table) -> dict[str, ir.Value]:
    counts: dict[str, ir.Value] = {"n": posts.count().cast("int64")}
    for name, (reads, label) in SHARES.items():
        counts[name] = (posts[reads] == label).cast("int64").sum().fill_null(0)
        counts[f"{name}_of"] = posts[reads].count().cast("int64")
    return counts


def _voices(posts: ir.Table, by: list[str]) -> ir.Table:
    """`total`: all posts of the group; a group in which nobody is known has no rows."""
    whole = ibis.window(group_by=by) if by else ibis.window()
    posts = posts.mutate(total=posts.count().over(whole))
    known = posts.filter(posts["person_key"].notnull())
    each = known.group_by(*by, person="person_key").agg(**_counts(known), total=known["total"].max())
    order = ibis.window(group_by=by or None, order_by=[ibis.desc("n"), ibis.asc("person")])
    return each.mutate(place=ibis.row_number().over(order)).filter(lambda row: row["place"] < VOICES)


def conclude(rows: pa.Table, params: Params) -> Result:
    """Counts with Poisson's interval, shares with Wilson's of the posts that were read. The headline is how
    many posts others wrote; for voices the part that the voice heard most wrote."""
    found = rows.to_pylist()
    if params.options.get("view") == "voices":
        return _of_voices(found, params)
    body = [_row(row, params) for row in found if row["n"]]
    timed = groups.needs_time(params)
    body.sort(key=lambda row: (groups.order(_key(row, params)) if timed else (), -row["n"]))
    total = sum(row["n"] for row in body)
    level = poisson(total)
    unread = [name for name in ("sentiment", "question", "intent") if total and not _read(found, name)]
    return Result(
        Headline(total, "posts by others", tidy(level.low), tidy(level.high)),
        (*groups.columns(params), *_columns()), tuple(body), total,
        (Note("not_read", {"labellers": unread}),) if unread else (),
    )  # fmt: skip


def _key(row: Mapping[str, Any], params: Params) -> tuple[Any, ...]:
    return tuple(row[name] for name in params.by)


def _read(rows: list[dict[str, Any]], labeller: str) -> int:
    column = next(name for name, (reads, _label) in SHARES.items() if reads == labeller)
    return sum(int(row[f"{column}_of"]) for row in rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column("n", "count", "posts"), Column("posts", "measure", "posts"), Column("low", "low", "posts"),
        Column("high", "high", "posts"), Column("people", "measure", "people"), *_share_columns(),
    )  # fmt: skip


def _share_columns() -> tuple[Column, ...]:
    return tuple(
        column
        for name in SHARES
        for column in (Column(name, "measure", SHARE), Column(f"{name}_low", "low", SHARE),
                       Column(f"{name}_high", "high", SHARE))
    )  # fmt: skip


def _row(row: Mapping[str, Any], params: Params) -> dict[str, Any]:
    level = poisson(row["n"])
    return {
        **{name: row[name] for name in params.by}, "n": row["n"], "posts": row["n"], "low": tidy(level.low),
        "high": tidy(level.high), "people": row["people"] or None, **_shares(row),
    }  # fmt: skip


def _shares(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in SHARES:
        share = wilson(int(row[name]), int(row[f"{name}_of"]))
        found[name] = tidy(share.value) if share else None
        found[f"{name}_low"] = tidy(share.low) if share else None
        found[f"{name}_high"] = tidy(share.high) if share else None
    return found


def _of_voices(rows: list[dict[str, Any]], params: Params) -> Result:
    rows.sort(key=lambda row: (groups.order(_key(row, params)), row["place"]))
    totals = {_key(row, params): int(row["total"]) for row in rows}
    body = []
    for row in rows:
        share = wilson(row["n"], row["total"])
        assert share is not None
        body.append({
            **{name: row[name] for name in params.by}, "person": row["person"], "n": row["n"],
            "share": tidy(share.value), "low": tidy(share.low), "high": tidy(share.high), **_shares(row),
        })  # fmt: skip
    first = max(body, key=lambda row: row["n"], default=None)
    return Result(
        Headline(first["share"], "share of the voice heard most", first["low"], first["high"])
        if first else Headline(None, "share of the voice heard most"),
        (*groups.columns(params), Column("person", "person"), Column("n", "count", "posts"),
         Column("share", "measure", SHARE), Column("low", "low", SHARE), Column("high", "high", SHARE),
         *_share_columns()),
        tuple(body), sum(totals.values()), () if body else (Note("no_people"),),
    )  # fmt: skip
