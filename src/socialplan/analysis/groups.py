"""Groups and grains: what `--by` makes of a post.

Days and weeks are dates as text (2016-02-22); a week is its Monday (ISO 8601), a weekday 1 to 7 from Monday,
an hour 0 to 23.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from .base import Column, Params
from .entry import GRAINS


def with_groups(posts: ir.Table, params: Params) -> ir.Table:
    """Posts with one column per group asked for; with hashtags one row per post and different hashtag.

    `posts` comes from `posts_in_scope`. A grain is null where the time, or its hour, is not known.
    """
    made = {name: expression for name in params.by if (expression := _grain(posts, name)) is not None}
    if "hashtag" in params.by:
        made["hashtag"] = posts["hashtags"].map(lambda tag: tag.lower()).unique().unnest()
    return posts.mutate(**made) if made else posts


def _grain(posts: ir.Table, name: str) -> ir.Value | None:
    at = posts["local_at"]
    if name == "hour":  # a date has no hour
        return ibis.cases((posts["precision"] == "day", ibis.null("int64")), else_=at.hour().cast("int64"))
    if name == "weekday":
        return (at.day_of_week.index() + 1).cast("int64")
    if name == "day":
        return at.date().cast("string")
    if name == "week":
        return at.truncate("W").date().cast("string")
    return None


def columns(params: Params) -> tuple[Column, ...]:
    return tuple(Column(name, "group") for name in params.by)


def needs_time(params: Params) -> bool:
    return any(name in GRAINS for name in params.by)


def gathered(
    posts: ir.Table,
    params: Params,
    aggregates: Callable[[ir.Table], Mapping[str, ir.Value]],
    also: tuple[str, ...] = (),
) -> ir.Table:
    """One row per group (and per value of the columns `also`). A post stands in several hashtags, so with
    hashtags come rows marked `whole`, which describe the scope at large and count each post once."""
    spread = with_groups(posts, params)
    keys = [*params.by, *also]
    rows = spread.group_by(keys).agg(**aggregates(spread)) if keys else spread.agg(**aggregates(spread))
    rows = rows.mutate(whole=ibis.literal(False))
    if "hashtag" not in params.by:
        return rows
    whole = posts.group_by(list(also)).agg(**aggregates(posts)) if also else posts.agg(**aggregates(posts))
    types = rows.schema()
    empty = {name: ibis.null(types[name]) for name in params.by}
    return rows.union(whole.mutate(**empty, whole=ibis.literal(True)).select(*rows.columns))


@dataclass(frozen=True)
class Part:
    """One group of a result: its key in the order of `by`, and its rows."""

    key: tuple[Any, ...]
    rows: pa.Table


def whole(rows: pa.Table, params: Params) -> pa.Table:
    """The rows that describe the scope at large."""
    return rows.filter(rows["whole"]) if "hashtag" in params.by else rows


def parts(rows: pa.Table, params: Params) -> list[Part]:
    """The groups, sorted by key with nulls last; groups whose time is not known are left out."""
    rows = rows.filter(pc.invert(rows["whole"]))
    for name in params.by:
        if name in GRAINS or name == "hashtag":
            rows = rows.filter(pc.is_valid(rows[name]))
    places: dict[tuple[Any, ...], list[int]] = {}
    names = zip(*(rows[name].to_pylist() for name in params.by), strict=True)
    for place, key in enumerate(names):
        places.setdefault(key, []).append(place)
    return [
        Part(key, rows.take(place)) for key, place in sorted(places.items(), key=lambda item: order(item[0]))
    ]


def order(key: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    """Sorts keys with nulls last."""
    return tuple((value is None, "" if value is None else value) for value in key)


def untimed(rows: pa.Table, params: Params, count: str = "n") -> int:
    """How many posts a grain leaves out because their time, or its hour, is not known."""
    grains = [name for name in params.by if name in GRAINS]
    if not grains or "hashtag" in params.by:
        return 0
    missing = reduce(pc.or_, [pc.is_null(rows[name]) for name in grains])
    return int(pc.sum(rows.filter(missing)[count]).as_py() or 0)


def ranked(rows: list[dict[str, Any]], params: Params, measure: str) -> tuple[dict[str, Any], ...]:
    """Rows in reading order: by time where a grain is asked, else the largest first, ties by key."""
    if needs_time(params):
        return tuple(rows)  # parts() gave them by key
    return tuple(sorted(rows, key=lambda row: (row[measure] is None, -(row[measure] or 0))))
