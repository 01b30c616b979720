"""What stretch of time an import covers, per account."""

from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir

from .workbench import Workbench


@dataclass(frozen=True)
class Span:
    """First and last time of posts (naive UTC), and how many have no time."""

    since: datetime | None
    until: datetime | None
    undated: int


NO_SPAN = Span(None, None, 0)


def span(bench: Workbench, posts: ir.Table) -> Span:
    found = posts.agg(
        since=posts.created_at.min(), until=posts.created_at.max(), undated=posts.created_at.isnull().sum()
    )
    row = bench.engine.arrow(found).to_pylist()[0]
    return Span(row["since"], row["until"], int(row["undated"] or 0))


def rows(posts: ir.Table, *, source: str) -> ir.Table:
    """One half-open stretch per account, from its first post to its last (a day counts whole)."""
    dated = posts.filter(posts.created_at.notnull())
    day = ibis.ifelse(dated.precision == "day", ibis.interval(days=1), ibis.interval(days=0))
    dated = dated.select(
        "network", account_id=ibis.coalesce(dated.account_id, dated.about_account),
        created_at=dated.created_at, end=dated.created_at + day,
    )  # fmt: skip
    found = dated.group_by(["network", "account_id"]).agg(
        from_at=dated.created_at.min(), to_at=dated.end.max()
    )
    return found.mutate(
        source=ibis.literal(source), stream=ibis.literal("posts"), state=ibis.literal("complete")
    )
