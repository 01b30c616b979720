"""shared: how often posts are passed on, and what those that are have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups, shared_features
from .base import Column, Headline, Note, Params, Result
from .features import with_features
from .response import with_figures
from .scope import posts_in_scope
from .stats import Estimate, Spread, Sums, clustered_share, mean_estimate, tidy, wilson

USUAL = "usual"
KEPT = (
    "network", "post_id", "account", "brand", "kind", "native_kind", "role", "text", "hashtags", "mentions",
    "links", "language_hint", "local_at", "precision", "shares", "reach", "much",
)  # fmt: skip
SHAPE = {
    "part": "string", "value": "float64", "day": "string", "feature": "string", "detail": "string",
    "n": "int64", "much": "int64", "y": "float64", "x": "float64", "yy": "float64", "xy": "float64",
    "xx": "float64", "whole": "boolean",
}  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Rows of several kinds, by `part`: `value` (n posts per number of shares), `unknown` (n posts without
    it), `day` (n posts and their shares `y` per local day), `reach` (the sums of clustered_share), and with
    `view` features `feature` (n posts with it). `much` counts those shared at all, or more than usual."""
    posts = posts_in_scope(tables, params)
    posts = with_figures(posts.filter((posts["role"] != "repost").fill_null(True)), tables["metrics"],
                         ("shares", "reach"))  # fmt: skip
    posts = posts.mutate(much=_much(posts, params)).select(*KEPT)
    known = posts.filter(posts["shares"].notnull())
    dated = known.mutate(on=known["local_at"].date().cast("string"))
    both = known.filter(known["reach"] > 0)
    parts = [
        _part(known, params, "value", also={"value": "shares"}),
        _part(posts.filter(posts["shares"].isnull()), params, "unknown"),
        _part(dated.filter(dated["on"].notnull()), params, "day", also={"day": "on"}),
        _part(both, params, "reach"),
    ]
    if params.options["view"] == "features":
        parts.append(_part(with_features(known), params, "feature", also={"feature": None, "detail": None}))
    return ibis.union(*parts)


def _much(posts: ir.Table, params: Params) -> ir.BooleanValue:
    if params.options["than"] != USUAL:
        return posts["shares"] > 0
    usual = posts["shares"].median().over(ibis.window(group_by=["network", "account_ref"]))
    return posts["shares"] > usual


def _part(
    posts: ir.Table, params: Params, name: str, also: Mapping[str, str | None] | None = None
) -> ir.Table:
    named = {own: column or own for own, column in (also or {}).items()}
    renamed = posts.mutate(**{own: posts[column] for own, column in named.items()})
    if "day" in named and "day" in params.by:  # the group is the day already
        named, renamed = {}, posts
    rows = groups.gathered(renamed, params, _sums, also=tuple(named))
    given = {"part": ibis.literal(name)} | {column: rows[column] for column in rows.columns}
    if name == "day" and "day" in params.by:
        given["day"] = rows["day"]
    by = {group: rows[group] for group in params.by}
    made = {
        column: given[column].cast(kind) if column in given else ibis.null(kind)
        for column, kind in SHAPE.items() if column not in by
    }  # fmt: skip
    return rows.select(**by, **made)


def _sums(posts: ir.Table) -> dict[str, ir.Value]:
    y, x = posts["shares"], posts["reach"]
    return {
        "n": posts.count(), "much": posts["much"].fill_null(False).cast("int64").sum(),
        "y": y.sum(), "x": x.sum(), "yy": (y * y).sum(), "xy": (x * y).sum(), "xx": (x * x).sum(),
    }  # fmt: skip


def conclude(rows: pa.Table, params: Params) -> Result:
    """Rates per group, or with `view` features what shared posts have more often than the others."""
    whole = groups.whole(rows, params)
    total = _rates(whole, params)
    if params.options["view"] == "features":
        columns, body = shared_features.rows(rows, params)
    else:
        parts = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
        body = [{**dict(zip(params.by, part.key, strict=True)), **_rates(part.rows, params)}
                for part in parts]  # fmt: skip
        body = list(groups.ranked([row for row in body if row["n"]], params, "shared_share"))
        columns = (*groups.columns(params), *_columns())
    return Result(
        headline=Headline(total["shared_share"], "share of posts", total["low"], total["high"]),
        columns=columns, rows=tuple(body), n=total["n"], notes=tuple(_notes(whole, total, params)),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column("n", "count", "posts"),
        Column("shared_share", "measure", "share of posts"), Column("low", "low", "share of posts"),
        Column("high", "high", "share of posts"),
        *_ranged("per_post", "times shared"), *_ranged("per_reach", "share of people reached"),
        *_ranged("per_day", "times shared"), *_ranged("shared_days", "share of days"),
        Column("shares", "count", "times shared"),
    )  # fmt: skip


def _ranged(name: str, unit: str) -> tuple[Column, Column, Column]:
    return (
        Column(name, "measure", unit),
        Column(f"{name}_low", "low", unit), Column(f"{name}_high", "high", unit),
    )  # fmt: skip


def _of(rows: pa.Table, part: str) -> list[dict[str, Any]]:
    return rows.filter(pc.equal(rows["part"], part)).to_pylist()


def _rates(rows: pa.Table, params: Params) -> dict[str, Any]:
    values = _of(rows, "value")
    spread = Spread.of([row["value"] for row in values], [row["n"] for row in values])
    # Of hours and weekdays the days between are no days of theirs.
    days = [] if {"hour", "weekday"} & set(params.by) else _per_day(_of(rows, "day"))
    seed = (params.by, params.account, params.network, params.since, params.until, params.zone)
    figures = {
        "shared_share": wilson(sum(row["much"] for row in values), spread.n),
        "per_post": mean_estimate(spread, "per_post", *seed),
        "per_reach": _per_reach(_of(rows, "reach")),
        "per_day": mean_estimate(Spread.of(days), "per_day", *seed),
        "shared_days": wilson(sum(day > 0 for day in days), len(days)),
    }
    row: dict[str, Any] = {"n": spread.n}
    for name, figure in figures.items():
        row |= _range(name, figure)
    return row | {"shares": int(sum(value["value"] * value["n"] for value in values))}


def _range(name: str, figure: Estimate | None) -> dict[str, Any]:
    low, high = ("low", "high") if name == "shared_share" else (f"{name}_low", f"{name}_high")
    if figure is None:
        return {name: None, low: None, high: None}
    return {name: tidy(figure.value), low: tidy(figure.low), high: tidy(figure.high)}


def _per_day(rows: list[dict[str, Any]]) -> list[float]:
    """Shares of the posts of each day from the first to the last; a day without posts has none."""
    sums: dict[date, float] = {}
    for row in rows:
        day = date.fromisoformat(row["day"])
        sums[day] = sums.get(day, 0.0) + row["y"]
    if not sums:
        return []
    first, count = min(sums), (max(sums) - min(sums)).days + 1
    return [sums.get(date.fromordinal(first.toordinal() + place), 0.0) for place in range(count)]


def _per_reach(rows: list[dict[str, Any]]) -> Estimate | None:
    if not rows:
        return None
    added = {name: sum(row[name] or 0 for row in rows) for name in ("y", "x", "yy", "xy", "xx")}
    return clustered_share(Sums(sum(row["n"] for row in rows), **added))


def _notes(whole: pa.Table, total: Mapping[str, Any], params: Params) -> list[Note]:
    notes = []
    if unknown := sum(row["n"] for row in _of(whole, "unknown")):
        notes.append(Note("shares_unknown", {"posts": unknown}))
    if left_out := groups.untimed(whole.filter(pc.equal(whole["part"], "value")), params):
        notes.append(Note("time_unknown", {"posts": left_out}))
    reached = sum(row["n"] for row in _of(whole, "reach"))
    if total["n"] and not reached:
        notes.append(Note("reach_unknown"))
    elif 0 < reached < total["n"]:
        notes.append(Note("reach_part", {"posts": reached}))
    if total["n"] and not [row for row in _of(whole, "value") if row["n"] > row["much"]]:
        notes.append(Note("all_shared"))
    return notes
