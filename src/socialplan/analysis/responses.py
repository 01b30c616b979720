"""responses: how fast an account answers, and what it was asked that got no answer."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups
from .answers import incoming
from .base import Column, Headline, Note, Params, Result
from .scope import posts_in_scope
from .stats import Spread, tidy, wilson

UNIT = "minutes"
MOST = 1000  # questions without an answer in one list
COLUMNS = (
    Column("n", "count", "questions"),
    Column("median_minutes", "measure", UNIT), Column("low", "low", UNIT), Column("high", "high", UNIT),
    Column("p90_minutes", "measure", UNIT),
    Column("answered", "measure", "questions"), Column("unanswered", "measure", "questions"),
    Column("unanswered_first", "measure", "questions"),
    Column("unanswered_follow_ups", "measure", "questions"),
    Column("answered_share", "measure", "share"),
    Column("answered_share_low", "low", "share"), Column("answered_share_high", "high", "share"),
)  # fmt: skip
ITEMS = (
    Column("post", "group"), Column("person", "person"), Column("asked_at", "text"),
    Column("follow_up", "text"), Column("n", "count", "questions"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Incoming posts per group and length of wait: `n` of them, with whether they follow up, were answered,
    after how many `seconds`, and whether the answer is older than the question. Counting keeps medians exact.
    `pairs_seen`: whether the data hold any answer at all, of any account in or around the window. With the
    option `unanswered` also a row without a count per post that no answer was seen to: `post`, `person`,
    `asked_at` (local time as text) and `follow_up`."""
    counted = _counts(tables, params)
    return _with_items(counted, tables, params) if params.options.get("unanswered") else counted


def _counts(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    asked = incoming(tables, params)
    counted = groups.gathered(
        posts_in_scope({**tables, "posts": asked}, params), params,
        lambda posts: {"n": posts.count().cast("int64")},
        also=("follow_up", "answered", "seconds", "clock_wrong"),
    )  # fmt: skip
    if not _limited(params):  # then the answers are all there, and need not be looked for twice
        return counted.mutate(pairs_seen=counted["answered"])
    seen = asked.agg(pairs_seen=asked["answered"].any().fill_null(False))
    return seen.left_join(counted, ibis.literal(True))  # a row without a count where nothing was asked


def _with_items(counted: ir.Table, tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    left = groups.with_groups(items(tables, params).limit(MOST), params)
    by_day = left["local_at"].date().cast("string")
    asked = ibis.cases((left["precision"] == "day", by_day), else_=left["local_at"].cast("string"))
    given = {name: left[name] for name in (*params.by, "follow_up")}
    types = counted.schema()
    rest = {name: ibis.null(types[name]) for name in counted.columns if name not in given}
    told = left.select(**given, **rest, post=left["post_id"], person=left["person_key"], asked_at=asked)
    nothing = {name: ibis.null("string") for name in ("post", "person", "asked_at")}
    return counted.mutate(**nothing).union(told.select(*counted.columns, *nothing))


def _limited(params: Params) -> bool:
    asked = (params.account, params.since, params.until, params.query, params.options.get("phrase"))
    return any(value is not None and value != "" for value in asked)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that no answer was seen to, newest first; first questions before follow-ups."""
    asked = posts_in_scope({**tables, "posts": incoming(tables, params)}, params)
    left = asked.filter(~asked["answered"])
    return left.order_by(
        left["follow_up"].asc(), left["created_at"].desc(nulls_first=False), left["post_id"].asc()
    )


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """Of those posts the one a row of the list names."""
    return posts.filter(posts["post_id"] == where["post"]) if where.get("post") else posts


def conclude(rows: pa.Table, params: Params) -> Result:
    """Median (order-statistic interval) and 90th percentile (linear) in clock minutes, answered and not."""
    seen, every = rows["pairs_seen"], rows
    rows = rows.filter(pc.is_valid(rows["n"]))
    whole = groups.whole(rows, params)
    total = _figures(whole)
    if not pc.any(seen).as_py():
        return Result(
            Headline(None, UNIT), (*groups.columns(params), *COLUMNS), (), 0,
            (Note("not_available", {"posts": total["n"]}),),
        )  # fmt: skip
    parts = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
    found = [{**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows)} for part in parts]
    headline = Headline(total["median_minutes"], UNIT, total["low"], total["high"])
    notes = _notes(whole, found)
    if params.options.get("unanswered"):
        if total["unanswered"] > MOST:
            notes = (*notes, Note("first_posts_only", {"shown": MOST, "posts": total["unanswered"]}))
        return Result(headline, (*groups.columns(params), *ITEMS), _left(every, params), total["n"], notes)
    columns = (*groups.columns(params), *COLUMNS)
    return Result(headline, columns, groups.ranked(found, params, "n"), total["n"], notes)


def _left(rows: pa.Table, params: Params) -> tuple[dict[str, Any], ...]:
    """The posts without an answer: first questions before follow-ups, the newest first, undated last."""
    names = (*params.by, "post", "person", "asked_at", "follow_up")
    found = [{**{name: row[name] for name in names}, "n": 1} for row in rows.to_pylist() if row["post"]]
    found.sort(key=lambda row: row["post"])
    found.sort(key=lambda row: row["asked_at"] or "", reverse=True)
    return tuple(sorted(found, key=lambda row: row["follow_up"]))


def _sum(rows: pa.Table, condition: Any = None) -> int:
    chosen = rows if condition is None else rows.filter(condition)
    return int(pc.sum(chosen["n"]).as_py() or 0)


def _figures(rows: pa.Table) -> dict[str, Any]:
    timed = rows.filter(pc.is_valid(rows["seconds"]))
    waits = Spread.of(timed["seconds"].to_numpy() / 60, timed["n"].to_numpy())
    middle = waits.estimate()
    n, answered = _sum(rows), _sum(rows, rows["answered"])
    follow_ups = _sum(rows, pc.and_(pc.invert(rows["answered"]), rows["follow_up"]))
    share = wilson(answered, n)
    return {
        "n": n,
        "median_minutes": tidy(middle.value) if middle else None,
        "low": tidy(middle.low) if middle else None,
        "high": tidy(middle.high) if middle else None,
        "p90_minutes": tidy(waits.quantile(0.9)),
        "answered": answered,
        "unanswered": n - answered,
        "unanswered_first": n - answered - follow_ups,
        "unanswered_follow_ups": follow_ups,
        "answered_share": tidy(share.value) if share else None,
        "answered_share_low": tidy(share.low) if share else None,
        "answered_share_high": tidy(share.high) if share else None,
    }


def _notes(whole: pa.Table, found: list[dict[str, Any]]) -> tuple[Note, ...]:
    notes = [Note("clock_minutes")]
    if wrong := _sum(whole, whole["clock_wrong"]):
        notes.append(Note("answer_before_question", {"answers": wrong}))
    untimed = pc.and_(
        pc.and_(whole["answered"], pc.is_null(whole["seconds"])), pc.invert(whole["clock_wrong"])
    )
    if without := _sum(whole, untimed):
        notes.append(Note("answer_time_unknown", {"answers": without}))
    if silent := sum(not row["answered"] for row in found):
        notes.append(Note("no_answers_of", {"groups": silent}))
    return tuple(notes)
