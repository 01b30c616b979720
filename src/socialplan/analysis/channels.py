"""channels: which accounts there are, ours and others', how active they are and in which forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from .activity import Activity, activity, with_owner
from .base import Column, Headline, Note, Params, Result
from .scope import posts_in_scope
from .stats import tidy

OWN_FIRST = {"own": 0, "competitor": 1}
KEYS = ("network", "account", "owner_kind")


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """`n` posts per account that wrote them, form and local day (ISO text, null where there is no time)."""
    posts = posts_in_scope(tables, params)
    posts = with_owner(posts.filter(posts["account_id"].notnull()), tables["accounts"])
    posts = posts.mutate(day=posts["local_at"].date().cast("string"))
    return posts.group_by(*KEYS, "kind", "day").agg(n=posts.count())


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that accounts wrote."""
    return posts_in_scope(tables, params).filter(lambda row: row["account_id"].notnull())


def conclude(rows: pa.Table, params: Params) -> Result:
    """Per account its last day, how long it has been silent, its usual week and its forms; ours first."""
    grouped: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows.to_pylist():
        grouped.setdefault(tuple(row[name] for name in KEYS), []).append(row)
    found = {key: activity(of) for key, of in grouped.items()}
    newest: dict[str, date] = {}  # per network: files of several end on different days
    for (network, *_rest), one in found.items():
        if one.last:
            newest[network] = max(newest.get(network, one.last), one.last)
    body = [_row(key, found[key], newest.get(key[0])) for key in sorted(found, key=_order)]
    own = [row for row in body if row["owner_kind"] == "own"]
    notes = [] if own or not body else [Note("no_own_accounts")]
    if undated := sum(one.undated for one in found.values()):
        notes.append(Note("posts_undated", {"posts": undated}))
    silent = [row["account"] for row in body if row["verdict"] == "silent"]
    if silent:
        notes.append(Note("fell_silent", {"accounts": ", ".join(silent)}))
    return Result(
        headline=Headline(len(body), "accounts"), columns=_columns(), rows=tuple(body),
        n=sum(one.n for one in found.values()), notes=tuple(notes),
    )  # fmt: skip


def _order(key: tuple[Any, ...]) -> tuple[Any, ...]:
    network, account, owner = key
    return OWN_FIRST.get(owner, 2), str(account).casefold(), network


def _columns() -> tuple[Column, ...]:
    return (
        Column("account", "group"), Column("network", "text"), Column("owner_kind", "text"),
        Column("n", "count", "posts"),
        Column("per_week", "measure", "posts per week"), Column("low", "low", "posts per week"),
        Column("high", "high", "posts per week"), Column("first", "text"), Column("last", "text"),
        Column("days_silent", "measure", "days"), Column("verdict", "text"),
        Column("form_share", "measure", "share of posts"),
        Column("form_share_low", "low", "share of posts"),
        Column("form_share_high", "high", "share of posts"), Column("forms", "text"),
    )  # fmt: skip


def _row(key: tuple[Any, ...], one: Activity, newest: date | None) -> dict[str, Any]:
    week = one.per_week()
    share = one.form()[1]
    silent = (newest - one.last).days if newest and one.last else None
    return {
        "account": key[1],
        "network": key[0],
        "owner_kind": key[2],
        "n": one.n,
        "per_week": tidy(week.value) if week else None,
        "low": tidy(week.low) if week else None,
        "high": tidy(week.high) if week else None,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "days_silent": silent,
        "verdict": None if silent is None else "silent" if one.unlikely_silence(silent) else "active",
        "form_share": tidy(share.value) if share else None,
        "form_share_low": tidy(share.low) if share else None,
        "form_share_high": tidy(share.high) if share else None,
        "forms": one.told_forms(),
    }
