"""spikes: days (or hours) on which much more was said than usual, and whether more people said it.

`gather` counts per account and day, with the message most passed on; `conclude` judges the days.
"""

from collections.abc import Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from .base import BadParameter, Column, Headline, Note, Params, Result
from .groups import columns as group_columns
from .groups import with_groups
from .scope import posts_in_scope
from .series import grouped
from .spike_rows import DEFAULT_K, Judgement, judge

GRAINS = ("day", "hour")
TYPED = r"^\s*RT @(\w+)"  # how people type a repost


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and day (hour): posts, originals, and of the reposts the most passed on message and the
    number of people (or accounts) passed on. Posts without a time, and by the hour those with only a date,
    are left out. All days are read whatever the window, so that a day is judged alike in every window."""
    params = resolved(params)
    posts = posts_in_scope(tables, replace(params, since=None, until=None))
    posts = posts.filter(posts["local_at"].notnull())
    hourly = params.options["grain"] == "hour"
    if hourly:
        posts = posts.filter(posts["precision"] != "day")
    posts = with_groups(posts, params)
    posts = posts.mutate(
        day=posts["local_at"].date().cast("string"),
        hour=(posts["local_at"].hour() if hourly else ibis.literal(0)).cast("int64"),
        passed_on=(posts["role"] == "repost").fill_null(False),
    )
    return _per_day(_per_message(_with_source(posts, tables), params), params)


def resolved(params: Params) -> Params:
    """By hour is a grain of the series, not a group; without another group the series are accounts'.

    Raises BadParameter when k is not positive."""
    asked = [name for name in params.by if name in GRAINS]
    grain = asked[-1] if asked else str(params.options.get("grain", "day"))
    k = float(params.options.get("k", DEFAULT_K))
    if k <= 0:
        raise BadParameter("k")
    by = tuple(name for name in params.by if name not in GRAINS) or ("account",)
    return replace(params, by=by, options={**params.options, "grain": grain, "k": k})


def _with_source(posts: ir.Table, tables: Mapping[str, ir.Table]) -> ir.Table:
    """Reposts with whose message they pass on (`source`) and which (`message`)."""
    typed = tables["interactions"].filter(
        tables["interactions"]["kind"] == "repost", tables["interactions"]["post_id"].notnull()
    )
    typed = typed.group_by(typed_network="network", typed_post="post_id").agg(
        typed_source=typed["target_key"].min()
    )
    everything = tables["posts"]
    parents = everything.select(
        parent_network=everything["network"],
        parent_post=everything["post_id"],
        parent_author=ibis.coalesce(everything["account_id"], everything["person_key"]),
    )
    posts = posts.left_join(
        typed, [posts["network"] == typed["typed_network"], posts["post_id"] == typed["typed_post"]]
    )
    posts = posts.left_join(
        parents, [posts["network"] == parents["parent_network"], posts["parent_id"] == parents["parent_post"]]
    )
    handle = posts["text"].re_extract(TYPED, 1).lower().nullif("")
    source = ibis.coalesce(posts["typed_source"], posts["parent_author"], handle, posts["parent_id"])
    return posts.mutate(
        source=ibis.ifelse(posts["passed_on"], source, ibis.null("string")),
        message=ibis.ifelse(
            posts["passed_on"], ibis.coalesce(posts["parent_id"], posts["text"]), ibis.null("string")
        ),
        message_post=ibis.coalesce(posts["parent_post"], posts["post_id"]),
    )


def _per_message(posts: ir.Table, params: Params) -> ir.Table:
    keys = [*params.by, "day", "hour"]
    messages = posts.group_by(*keys, "passed_on", "message").agg(
        times=posts.count(), source=posts["source"].min(), message_post=posts["message_post"].min()
    )
    known = messages["message"].notnull()
    window = ibis.window(
        group_by=keys, order_by=[ibis.desc(known), ibis.desc("times"), ibis.asc("message_post")]
    )
    return messages.mutate(
        first=known & (ibis.row_number().over(window) == 0), times=messages["times"].cast("int64")
    )


def _per_day(messages: ir.Table, params: Params) -> ir.Table:
    return messages.group_by(*params.by, "day", "hour").agg(
        count=messages["times"].sum().cast("int64"),
        originals=messages["times"].sum(where=~messages["passed_on"]).fill_null(0).cast("int64"),
        largest=messages["times"].max(where=messages["first"]),
        largest_post=messages["message_post"].min(where=messages["first"]),
        people=messages["source"].nunique(),
    )


def conclude(rows: pa.Table, params: Params) -> Result:
    """The days above the usual level, the gaps, and the groups that cannot be judged."""
    params = resolved(params)
    judged = [judge(series, params) for series in grouped(rows, params)]
    above = sum(one.above for one in judged)
    hourly = params.options["grain"] == "hour"
    return Result(
        Headline(above, "hours above usual" if hourly else "days above usual"),
        _columns(params, hourly=hourly),
        tuple(row for one in judged for row in one.rows),
        sum(one.posts for one in judged),
        _notes(judged),
    )


def _columns(params: Params, *, hourly: bool) -> tuple[Column, ...]:
    return (
        *group_columns(params),
        Column("hour_start" if hourly else "day", "group"),
        Column("n", "count", "posts"),
        Column("count", "measure", "posts"),
        Column("baseline", "measure", "posts"),
        Column("ratio", "measure", "times usual"),
        Column("verdict", "text"),
        Column("threshold", "measure", "posts"),
        Column("repost_share", "measure", "share"),
        Column("largest_message", "measure", "reposts"),
        Column("largest_message_post", "text"),
        Column("people_passed_on", "measure", "people"),
    )


def _notes(judged: list[Judgement]) -> tuple[Note, ...]:
    days = sum(one.days for one in judged)
    unjudged = sum(one.days == 0 for one in judged)
    notes = [Note("days_judged", {"days": days, "above": sum(one.above for one in judged)})]
    if unjudged:
        notes.append(Note("no_baseline", {"groups": unjudged}))
    if gap := sum(one.gap_days for one in judged):
        notes.append(Note("gap_days", {"days": gap}))
    return tuple(notes)
