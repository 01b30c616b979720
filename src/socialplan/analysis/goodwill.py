"""goodwill: signs that people wish an account well: they praise and recommend, and help each other."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .answers import incoming
from .base import Column, Headline, Note, Params, Result
from .labelled import with_label
from .recommending import recommends
from .scope import posts_in_scope
from .stats import tidy, wilson

PRAISE, RECOMMEND, HELP, RETURN = "praise", "recommending", "helping", "returning helpers"
SIGNALS = (PRAISE, RECOMMEND, HELP, RETURN)
SHARE = "share"
COLUMNS = (
    Column("signal", "group"), Column("n", "count", "items"), Column("count", "measure", "items"),
    Column("share", "measure", SHARE), Column("low", "low", SHARE), Column("high", "high", SHARE),
    Column("people", "measure", "people"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and signal: `count` of `n`, the different `people` behind it (0 where nobody is known) and
    `known`, whether the data can tell. Posts are those that no account wrote, by whom they address."""
    said = read(tables, params)
    helped = _helped(said, tables["posts"])
    by = list(params.by)
    told = _told(said, by)
    helping = _helping(helped, by)
    return ibis.union(*told, *helping)


def read(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Posts by others in the scope with what was read into them, and whether nothing prompted them."""
    posts = posts_in_scope({**tables, "posts": incoming(tables, params)}, params)
    for name in ("intent", "sentiment", "question"):
        posts = with_label(posts, tables["labels"], name, name=name)
    posts = groups.with_groups(posts, params)
    unprompted = posts["parent_id"].isnull() & (posts["role"] != "reply").fill_null(True)
    good = (posts["sentiment"] != "negative").fill_null(True)
    return posts.mutate(unprompted=unprompted, recommends=recommends(posts["text"]) & good)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Posts that praise or recommend, and questions that another person replied to."""
    posts = read(tables, params)
    helped = _helped(posts, tables["posts"]).filter(lambda row: row["helper"].notnull())
    keys = helped.select(helped_network="network", helped_post="post_id").distinct()
    same = [posts["network"] == keys["helped_network"], posts["post_id"] == keys["helped_post"]]
    posts = posts.left_join(keys, same)
    posts = posts.mutate(
        praises=(posts["unprompted"] & (posts["intent"] == PRAISE)).fill_null(False),
        helped=posts["helped_post"].notnull(),
    )
    return posts.filter(posts["praises"] | posts["recommends"] | posts["helped"])


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """The posts of one signal."""
    signal = {PRAISE: "praises", RECOMMEND: "recommends", HELP: "helped", RETURN: "helped"}
    name = signal.get(str(where.get("signal")))
    return posts.filter(posts[name]) if name else posts


def _told(posts: ir.Table, by: list[str]) -> list[ir.Table]:
    """Praise among unprompted posts whose intent was read, recommending among all with words."""
    praised = posts.filter(posts["unprompted"], posts["intent"].notnull())
    worded = posts.filter(posts["legible"])
    return [
        _signal(praised, by, PRAISE, praised["intent"] == PRAISE, known=ibis.literal(True)),
        _signal(worded, by, RECOMMEND, worded["recommends"], known=ibis.literal(True)),
    ]


def _signal(
    posts: ir.Table, by: list[str], name: str, hit: ir.BooleanValue, *, known: ir.BooleanValue
) -> ir.Table:
    hit = hit.fill_null(False)
    counted = {
        "n": posts.count().cast("int64"), "count": hit.cast("int64").sum().fill_null(0),
        "people": posts["person_key"].nunique(where=hit).cast("int64"),
    }  # fmt: skip
    found = posts.group_by(by).agg(**counted) if by else posts.agg(**counted)
    return found.mutate(signal=ibis.literal(name), known=known)


def _helped(said: ir.Table, everything: ir.Table) -> ir.Table:
    """Questions of people, a row per person who replied (`helper`, null where nobody did); `linked`: whether
    any person's reply to a person is in the data."""
    asked = said.filter(said["question"] == "question", said["person_key"].notnull())
    replies = everything.filter(
        everything["account_id"].isnull(),
        everything["person_key"].notnull(),
        everything["parent_id"].notnull(),
        (everything["role"] != "repost").fill_null(True),
    )
    replies = replies.select(reply_network="network", reply_to="parent_id", helper="person_key")
    of_people = everything.filter(everything["person_key"].notnull())
    same = [replies["reply_network"] == of_people["network"], replies["reply_to"] == of_people["post_id"]]
    linked = replies.semi_join(of_people, same).agg(linked=ibis._.count() > 0)
    on = [
        asked["network"] == replies["reply_network"], asked["post_id"] == replies["reply_to"],
        asked["person_key"] != replies["helper"],
    ]  # fmt: skip
    return asked.left_join(replies, on).cross_join(linked)


def _helping(rows: ir.Table, by: list[str]) -> list[ir.Table]:
    key = rows["network"] + ibis.literal(" ") + rows["post_id"]
    rows = rows.mutate(key=key)
    help_ = {
        "n": rows["key"].nunique().cast("int64"),
        "count": rows["key"].nunique(where=rows["helper"].notnull()).cast("int64"),
        "people": rows["helper"].nunique().cast("int64"), "known": rows["linked"].any(),
    }  # fmt: skip
    helped = (rows.group_by(by).agg(**help_) if by else rows.agg(**help_)).mutate(signal=ibis.literal(HELP))
    each = rows.filter(rows["helper"].notnull())
    each = each.group_by(*by, "helper").agg(times=each["key"].nunique(), known=each["linked"].any())
    again = (each["times"] > 1).cast("int64").sum().fill_null(0)
    back = {"n": each.count().cast("int64"), "count": again, "people": again, "known": each["known"].any()}
    returned = (each.group_by(by).agg(**back) if by else each.agg(**back)).mutate(signal=ibis.literal(RETURN))
    order = [*by, "n", "count", "people", "signal", "known"]
    return [helped.select(*order), returned.select(*order)]


def conclude(rows: pa.Table, params: Params) -> Result:
    """Per signal the count, of how many, and the share with Wilson's interval. A signal the data cannot show
    has no figures: helping needs who wrote and what a reply replies to."""
    found = [row for row in rows.to_pylist() if row["known"] is not None]
    known = [row for row in found if row["known"] and row["n"]]
    order = {name: place for place, name in enumerate(SIGNALS)}
    key = lambda row: (groups.order(tuple(row[name] for name in params.by)), order[row["signal"]])  # noqa: E731
    shown = tuple(_row(row, params) for row in sorted(known, key=key))
    praise = _total(known, PRAISE)
    share = wilson(praise[1], praise[0])
    missing = [name for name in SIGNALS if not any(row["signal"] == name for row in known)]
    return Result(
        Headline(
            tidy(share.value) if share else None, "share of unprompted posts that praise",
            tidy(share.low) if share else None, tidy(share.high) if share else None,
        ),
        (*groups.columns(params), *COLUMNS), shown, _total(known, RECOMMEND)[0],
        (Note("signals_unknown", {"signals": missing}),) if missing else (),
    )  # fmt: skip


def _total(rows: list[dict[str, Any]], signal: str) -> tuple[int, int]:
    own = [row for row in rows if row["signal"] == signal]
    return sum(row["n"] for row in own), sum(row["count"] for row in own)


def _row(row: dict[str, Any], params: Params) -> dict[str, Any]:
    share = wilson(row["count"], row["n"])
    assert share is not None
    return {
        **{name: row[name] for name in params.by}, "signal": row["signal"], "n": row["n"],
        "count": row["count"], "share": tidy(share.value), "low": tidy(share.low), "high": tidy(share.high),
        "people": row["people"] or None,
    }  # fmt: skip
