"""What stretch of time an import covers, per account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ...records import COVERAGE
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


def heard(stretches: Sequence[Mapping[str, Any]]) -> ir.Table:
    """What was listened to, as its connector says it; keys are columns of `coverage`."""
    columns = {"network": pa.string(), **COVERAGE.columns}
    return ibis.memtable(pa.Table.from_pylist([dict(one) for one in stretches], schema=pa.schema(columns)))
