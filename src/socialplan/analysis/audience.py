"""audience: people who write, told apart by how often they come back or by where they write."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .base import Column, Headline, Note, Params, Result
from .scope import posts_in_scope
from .stats import tidy, wilson

ONCE, SOME, OFTEN = "one day", "2 to 4 days", "5 days or more"
SEGMENTS = (ONCE, SOME, OFTEN)
FREQUENT = 5  # days


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and `segment` (by days with a post): `people` and their posts `n`; over all groups together
    in the rows with `whole`."""
    posts = posts_in_scope(tables, params)
    posts = posts.filter(posts["person_key"].notnull())
    divided = groups.with_groups(posts, params) if params.by else posts
    part = _segments(divided, params.by, whole=False)
    everybody = _segments(posts, (), whole=True).mutate(**{name: ibis.null("string") for name in params.by})
    return part.select(*(part[name].cast("string").name(name) for name in params.by), *_KEPT).union(
        everybody.select(*params.by, *_KEPT)
    )


_KEPT = ("segment", "people", "n", "whole")


def _segments(posts: ir.Table, by: tuple[str, ...], *, whole: bool) -> ir.Table:
    """A person who wrote without a known time counts as one day."""
    days = posts["local_at"].date()
    each = posts.group_by(*by, "person_key").agg(days=days.nunique(), n=posts.count())
    often = ibis.cases((each["days"] >= FREQUENT, OFTEN), (each["days"] > 1, SOME), else_=ONCE)
    named = each.mutate(segment=often)
    counted = named.group_by(*by, "segment").agg(people=named.count(), n=named["n"].sum())
    return counted.mutate(whole=ibis.literal(whole))


def conclude(rows: pa.Table, params: Params) -> Result:
    """People per segment, or per group the largest first; shares with Wilson's interval."""
    found = rows.to_pylist()
    everybody = [row for row in found if row["whole"]]
    total = sum(row["people"] for row in everybody)
    if params.by:
        body = _divided([row for row in found if not row["whole"]], params, total)
    else:
        kept = {row["segment"]: row for row in everybody}
        body = [
            _row({"segment": name}, [kept[name]], total) for name in SEGMENTS if name in kept
        ]  # fmt: skip
    notes = [] if total else [Note("no_people")]
    return Result(
        headline=Headline(total, "people") if total else Headline(None, "people"),
        columns=_columns(params), rows=tuple(body), n=sum(row["n"] for row in everybody), notes=tuple(notes),
    )  # fmt: skip


def _divided(rows: list[dict[str, Any]], params: Params, total: int) -> list[dict[str, Any]]:
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(tuple(row[name] for name in params.by), []).append(row)
    body = [_row(dict(zip(params.by, key, strict=True)), of, total) for key, of in grouped.items()]
    return sorted(body, key=lambda row: (-row["people"], *(str(row[name]) for name in params.by)))[:MOST]


MOST = 500  # groups in one answer


def _columns(params: Params) -> tuple[Column, ...]:
    share, again = "share of people", "share of these people"
    return (
        *(Column(name, "group") for name in params.by or ("segment",)), Column("n", "count", "posts"),
        Column("people", "measure", "people"), Column("share", "measure", share),
        Column("share_low", "low", share), Column("share_high", "high", share),
        *(_again(again) if params.by else ()),
    )  # fmt: skip


def _again(unit: str) -> tuple[Column, Column, Column]:
    return (
        Column("returning", "measure", unit), Column("returning_low", "low", unit),
        Column("returning_high", "high", unit),
    )  # fmt: skip


def _row(key: dict[str, Any], of: list[dict[str, Any]], total: int) -> dict[str, Any]:
    people = sum(row["people"] for row in of)
    shares = {"share": wilson(people, total)}
    if "segment" not in key:
        back = sum(row["people"] for row in of if row["segment"] != ONCE)
        shares["returning"] = wilson(back, people)
    row = {**key, "n": sum(row["n"] for row in of), "people": people}
    for name, share in shares.items():
        row |= {name: tidy(share.value) if share else None, f"{name}_low": tidy(share.low) if share else None,
                f"{name}_high": tidy(share.high) if share else None}  # fmt: skip
    return row
