"""sharers: whose posts are passed on, how often, and by how many different people."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .base import BadParameter, Column, Headline, Note, Params, Result
from .responded import responded
from .scope import posts_in_scope
from .stats import poisson, tidy

LIMIT = 200
COLUMNS = (
    Column("person", "person"), Column("n", "count", "shares"), Column("shares", "measure", "shares"),
    Column("low", "low", "shares"), Column("high", "high", "shares"),
    Column("distinct_sharers", "measure", "people"),
)  # fmt: skip
LEFT_OUT = {
    "own": "own_shares_left_out",
    "unknown_source": "source_unknown",
    "unknown_sharer": "sharer_unknown",
}


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and person (or account): `shares` and `distinct_sharers`, with the totals of the scope
    beside them. Kept are the first `limit` by either measure; ties are broken by key. A row without a person
    carries the totals when nothing was passed on."""
    shares = posts_in_scope({**tables, "posts": responded(tables, "repost")}, params)
    shares = groups.with_groups(shares, params)
    own = (shares["actor"] == shares["source"]).fill_null(False)
    counted = shares.filter(shares["source"].notnull(), ~own)
    found = counted.group_by(*params.by, person="source").agg(
        shares=counted.count().cast("int64"), distinct_sharers=counted["actor"].nunique().cast("int64")
    )
    totals = shares.agg(
        own=own.cast("int64").sum().fill_null(0),
        unknown_source=shares["source"].isnull().cast("int64").sum().fill_null(0),
        unknown_sharer=(shares["actor"].isnull() & shares["source"].notnull())
        .cast("int64").sum().fill_null(0),
    )  # fmt: skip
    return totals.left_join(_first(found, params), ibis.literal(True))


def _first(found: ir.Table, params: Params) -> ir.Table:
    limit = int(params.options.get("limit", LIMIT))
    if limit < 1:
        raise BadParameter("limit")
    keys = list(params.by)
    whole = ibis.window(group_by=keys) if keys else ibis.window()
    ranked = found.mutate(
        people=found.count().over(ibis.window()),
        total=found["shares"].sum().over(ibis.window()),
        by_shares=_place(found, keys, "shares", "distinct_sharers"),
        by_sharers=_place(found, keys, "distinct_sharers", "shares"),
        in_group=found.count().over(whole),
    )
    return ranked.filter((ranked["by_shares"] < limit) | (ranked["by_sharers"] < limit))


def _place(found: ir.Table, keys: list[str], measure: str, then: str) -> ir.IntegerValue:
    order = [ibis.desc(measure), ibis.desc(then), ibis.asc("person")]
    return ibis.row_number().over(ibis.window(group_by=keys or None, order_by=order))


def conclude(rows: pa.Table, params: Params) -> Result:
    """One row per person, most shared first; `distinct_sharers` is null where no sharer is known."""
    found = rows.to_pylist()
    totals = found[0] if found else {}
    people = [row for row in found if row["person"] is not None]
    people.sort(key=lambda row: (-row["shares"], -row["distinct_sharers"], row["person"]))
    if groups.needs_time(params):
        people.sort(key=lambda row: groups.order(tuple(row[name] for name in params.by)))
    total = int(people[0]["total"]) if people else 0
    return Result(
        Headline(total, "shares"),
        (*groups.columns(params), *COLUMNS),
        tuple(_row(row, params) for row in people),
        total,
        _notes(totals, people),
    )


def _row(row: Mapping[str, Any], params: Params) -> dict[str, Any]:
    level = poisson(row["shares"])
    return {
        **{name: row[name] for name in params.by},
        "person": row["person"],
        "n": row["shares"],
        "shares": row["shares"],
        "low": tidy(level.low),
        "high": tidy(level.high),
        "distinct_sharers": row["distinct_sharers"] or None,
    }


def _notes(totals: Mapping[str, Any], people: list[dict[str, Any]]) -> tuple[Note, ...]:
    notes = [Note(code, {"shares": totals[name]}) for name, code in LEFT_OUT.items() if totals.get(name)]
    if people and people[0]["people"] > len(people):
        notes.append(Note("first_people_only", {"shown": len(people), "people": people[0]["people"]}))
    return tuple(notes)
