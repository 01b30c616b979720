"""products: how often each product or service is mentioned, and how often people ask about it."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .base import BadParameter, Column, Headline, Note, Params, Result
from .labelled import with_label
from .phrases import MOST, mentions, parse
from .scope import posts_in_scope
from .stats import poisson, tidy, wilson

SHARE = "share of posts"
COLUMNS = (
    Column("product", "group"), Column("n", "count", "posts"), Column("mentions", "measure", "posts"),
    Column("low", "low", "posts"), Column("high", "high", "posts"), Column("share", "measure", SHARE),
    Column("questions", "measure", "questions"),
    Column("question_share", "measure", "share of mentions"),
    Column("question_share_low", "low", "share of mentions"),
    Column("question_share_high", "high", "share of mentions"),
    Column("negative_share", "measure", "share of mentions"),
    Column("negative_share_low", "low", "share of mentions"),
    Column("negative_share_high", "high", "share of mentions"),
)  # fmt: skip


def products_of(given: str) -> dict[str, str]:
    """Products of the option: `Espresso, coffee; Tea` is two, the first known by two phrases. The first
    phrase is the name. Raises BadParameter for more than 40."""
    found: dict[str, str] = {}
    for part in given.split(";"):
        if parse(part):
            found[part.split(",")[0].strip()] = part
    if len(found) > MOST:
        raise BadParameter("products", most=MOST)
    return found


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and product: posts that hold one of its phrases, those whose question or sentiment was read,
    and those that ask or are negative; and in rows without a product all `posts` of the group."""
    posts = posts_in_scope(tables, params)
    for name in ("question", "sentiment"):
        posts = with_label(posts, tables["labels"], name, name=name)
    posts = groups.with_groups(posts, params)
    named = products_of(str(params.options.get("products", "")))
    by = list(params.by)
    parts = [_counted(posts, by, None)]
    parts += [_counted(posts.filter(mentions(posts["text"], said)), by, name) for name, said in named.items()]
    return ibis.union(*parts)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that mention a product, with the names of those they mention."""
    posts = posts_in_scope(tables, params)
    named = products_of(str(params.options.get("products", "")))
    each = [
        ibis.ifelse(mentions(posts["text"], said), ibis.literal(name), ibis.null("string"))
        for name, said in named.items()
    ]  # fmt: skip
    nothing = [ibis.null("string")]
    posts = posts.mutate(products=ibis.array([*each, *nothing]).filter(lambda name: name.notnull()))
    return posts.filter(posts["products"].length() > 0)


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """The posts that mention one product."""
    return posts.filter(posts["products"].contains(where["product"])) if where.get("product") else posts


def _counted(posts: ir.Table, by: list[str], product: str | None) -> ir.Table:
    counts = {
        "posts": posts.count(),
        "asked": (posts["question"] == "question").cast("int64").sum().fill_null(0),
        "read": posts["question"].count(),
        "negative": (posts["sentiment"] == "negative").cast("int64").sum().fill_null(0),
        "felt": posts["sentiment"].count(),
    }  # fmt: skip
    found = posts.group_by(by).agg(**counts) if by else posts.agg(**counts)
    return found.mutate(product=ibis.literal(product, "string"))


def conclude(rows: pa.Table, params: Params) -> Result:
    """A row per group and product, the most mentioned first; a product nobody mentions has a row with 0."""
    found = rows.to_pylist()
    total = {_key(row, params): row["posts"] for row in found if row["product"] is None}
    told = {(_key(row, params), row["product"]): row for row in found if row["product"] is not None}
    named = products_of(str(params.options.get("products", "")))
    body = [
        _row(told.get((key, name)), name, posts, dict(zip(params.by, key, strict=True)))
        for key, posts in total.items() for name in named
    ]  # fmt: skip
    body.sort(key=lambda row: (groups.order(_key(row, params)), -row["mentions"], row["product"]))
    if not named:
        return Result(Headline(None, "products mentioned"), _columns(params), (), 0, (Note("no_products"),))
    mentioned = sum(row["mentions"] > 0 for row in body)
    notes = [Note("products_silent", {"products": len(body) - mentioned})] if mentioned < len(body) else []
    return Result(
        Headline(mentioned, "products mentioned"), _columns(params), tuple(body),
        sum(total.values()), tuple(notes),
    )  # fmt: skip


def _columns(params: Params) -> tuple[Column, ...]:
    return (*groups.columns(params), *COLUMNS)


def _key(row: Mapping[str, Any], params: Params) -> tuple[Any, ...]:
    return tuple(row[name] for name in params.by)


def _row(row: Mapping[str, Any] | None, name: str, posts: int, group: Mapping[str, Any]) -> dict[str, Any]:
    counts = row or dict.fromkeys(("posts", "asked", "read", "negative", "felt"), 0)
    level, share = poisson(counts["posts"]), wilson(counts["posts"], posts)
    found = {
        **group, "product": name, "n": counts["posts"], "mentions": counts["posts"], "low": tidy(level.low),
        "high": tidy(level.high), "share": tidy(share.value) if share else None,
        "questions": counts["asked"],
    }  # fmt: skip
    for column, hits, of in (("question", "asked", "read"), ("negative", "negative", "felt")):
        part = wilson(counts[hits], counts[of])
        found[f"{column}_share"] = tidy(part.value) if part else None
        found[f"{column}_share_low"] = tidy(part.low) if part else None
        found[f"{column}_share_high"] = tidy(part.high) if part else None
    return found
