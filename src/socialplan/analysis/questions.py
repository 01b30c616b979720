"""questions: what people ask, which part of it was answered, and which subjects they ask about most."""

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import asked_about, groups
from .answers import incoming
from .base import Column, Headline, Note, Params, Result
from .labelled import SOURCES, with_label
from .scope import posts_in_scope
from .stats import tidy, wilson

READS, ASKS = "question", "question"
COLUMNS = (
    Column("n", "count", "posts"), Column("asked", "measure", "questions"),
    Column("asked_share", "measure", "share of posts"), Column("asked_share_low", "low", "share of posts"),
    Column("asked_share_high", "high", "share of posts"),
    Column("answered", "measure", "questions"), Column("unanswered", "measure", "questions"),
    Column("answered_share", "measure", "share"),
    Column("low", "low", "share"), Column("high", "high", "share"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group: incoming posts that were read, how many ask something, and how many of those an account
    answered; `pairs_seen`: whether the data hold any answer. View `topics`: terms of the questions."""
    posts = read(tables, params)
    if params.options.get("view") == "topics":
        return asked_about.gather(posts.filter(posts["label"] == ASKS), params)
    return groups.gathered(posts, params, _counts)


def read(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Incoming posts of the scope with `label`, `answered` and `pairs_seen`."""
    asked = incoming(tables, params)
    seen = asked.agg(pairs_seen=asked["answered"].any().fill_null(False))
    posts = posts_in_scope({**tables, "posts": asked}, params)
    source = SOURCES[str(params.options.get("labels", "best"))]
    return with_label(posts, tables["labels"], READS, name="label", source=source).cross_join(seen)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The questions: those without an answer first, first questions before follow-ups, newest first."""
    posts = read(tables, params)
    asked = posts.filter(posts["label"] == ASKS)
    return asked.order_by(
        asked["answered"].asc(),
        asked["follow_up"].asc(),
        asked["created_at"].desc(nulls_first=False),
        asked["post_id"].asc(),
    )


def _counts(posts: ir.Table) -> dict[str, ir.Value]:
    asks = (posts["label"] == ASKS).fill_null(False)
    unread = posts["legible"] & posts["label"].isnull()
    return {
        "n": posts["label"].count(), "asked": asks.cast("int64").sum().fill_null(0),
        "answered": (asks & posts["answered"]).cast("int64").sum().fill_null(0),
        "unread": unread.cast("int64").sum().fill_null(0),
        "pairs_seen": posts["pairs_seen"].any().fill_null(False),
    }  # fmt: skip


def conclude(rows: pa.Table, params: Params) -> Result:
    """Shares with Wilson's interval. Where the data hold no answers at all, what was answered is unknown."""
    if params.options.get("view") == "topics":
        return asked_about.conclude(rows, params)
    whole = groups.whole(rows, params)
    seen = bool(pc.any(rows["pairs_seen"]).as_py())
    total = _figures(whole, seen)
    parts = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
    found = [{**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows, seen)} for part in parts]
    return Result(
        Headline(total["asked"], "questions"),
        (*groups.columns(params), *COLUMNS),
        groups.ranked([row for row in found if row["n"]], params, "asked"),
        total["n"],
        _notes(whole, params, total=total, seen=seen),
    )


def _sum(rows: pa.Table, column: str) -> int:
    return int(pc.sum(rows[column]).as_py() or 0)


def _figures(rows: pa.Table, seen: bool) -> dict[str, Any]:
    n, asked, answered = (_sum(rows, name) for name in ("n", "asked", "answered"))
    asking, told = wilson(asked, n), wilson(answered, asked) if seen else None
    return {
        "n": n, "asked": asked, "asked_share": tidy(asking.value) if asking else None,
        "asked_share_low": tidy(asking.low) if asking else None,
        "asked_share_high": tidy(asking.high) if asking else None,
        "answered": answered if seen else None, "unanswered": asked - answered if seen else None,
        "answered_share": tidy(told.value) if told else None,
        "low": tidy(told.low) if told else None, "high": tidy(told.high) if told else None,
    }  # fmt: skip


def _notes(whole: pa.Table, params: Params, *, total: dict[str, Any], seen: bool) -> tuple[Note, ...]:
    unread = _sum(whole, "unread")
    if unread and not total["n"]:
        return (Note("no_labels", {"posts": unread}),)
    notes = [Note("posts_unread", {"posts": unread})] if unread else []
    if total["asked"] and not seen:
        notes.append(Note("not_available", {"posts": total["asked"]}))
    if left_out := groups.untimed(whole, params):
        notes.append(Note("time_unknown", {"posts": left_out}))
    return tuple(notes)
