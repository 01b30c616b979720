"""responders: who likes, passes on, quotes or answers, how often, how many posts, and on how many days."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups
from .base import BadParameter, Column, Headline, Note, Params, Result
from .responded import responded
from .responders_named import named_networks, notes_on_names
from .scope import posts_in_scope
from .stats import poisson, tidy

LIMIT = 200
COLUMNS = (
    Column("person", "person"), Column("n", "count", "responses"),
    Column("responses", "measure", "times"), Column("low", "low", "times"), Column("high", "high", "times"),
    Column("distinct_posts", "measure", "posts"), Column("days_active", "measure", "days"),
)  # fmt: skip
LEFT_OUT = {
    "ours": "own_responses_left_out",
    "itself": "responses_to_oneself_left_out",
    "unknown": "responder_unknown",
    "post_unknown": "responded_post_unknown",
}
OF_ROW = ("person",)  # who a row names did not write the posts behind it
COUNTED = ("responses", "distinct_posts", "days_active")
SHAPE = {
    "part": "string", "person": "string", **dict.fromkeys((*COUNTED, "people", "total", *LEFT_OUT), "int64"),
    "named": "boolean", "counted": "int64",
}  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Rows of three kinds, by `part`: `person` (what somebody did within a group, the first `limit` of them,
    with how many `people` there are and how often in `total`), `left_out` (what does not count), and
    `network` (in `person`: whether its data name who did this, and how often its counts say it was done)."""
    done = _marked(tables, posts_in_scope({**tables, "posts": responded(tables, _kind(params))}, params))
    done = groups.with_groups(done, params)
    counted = done.filter(done["actor"].notnull(), ~done["itself"], ~done["ours"])
    found = counted.group_by(*params.by, person="actor").agg(
        responses=counted.count(), distinct_posts=counted["parent_id"].nunique(),
        days_active=counted["local_at"].date().nunique(),
    )  # fmt: skip
    left_out = done.agg(
        ours=(done["ours"] & ~done["itself"]).sum(), itself=done["itself"].sum(),
        unknown=done["actor"].isnull().sum(), post_unknown=done["parent_id"].isnull().sum(),
    )  # fmt: skip
    parts = (
        ("person", _first(found, params)), ("left_out", left_out),
        ("network", named_networks(tables, params, _kind(params))),
    )  # fmt: skip
    return ibis.union(*(_part(rows, name, params) for name, rows in parts))


def _kind(params: Params) -> str:
    return str(params.options.get("kind", "like"))


def _marked(tables: Mapping[str, ir.Table], done: ir.Table) -> ir.Table:
    """With `itself` (a response to one's own message) and `ours` (by an account of ours)."""
    known = tables["accounts"]
    own = known.filter(known["owner_kind"] == "own")
    own = own.select(own_network="network", own_account="account_id")
    same = [done["network"] == own["own_network"], done["actor"] == own["own_account"]]
    joined = done.left_join(own, same)
    return joined.mutate(
        itself=(joined["actor"] == joined["source"]).fill_null(False), ours=joined["own_account"].notnull()
    )


def _first(found: ir.Table, params: Params) -> ir.Table:
    """The first by how often; ties go to who did it with more posts, on more days, then by key."""
    limit = int(params.options.get("limit", LIMIT))
    if limit < 1:
        raise BadParameter("limit")
    order = [*(ibis.desc(name) for name in COUNTED), ibis.asc("person")]
    whole = found.agg(people=found["person"].nunique(), total=found["responses"].sum())
    place = ibis.row_number().over(ibis.window(group_by=list(params.by) or None, order_by=order))
    ranked = found.mutate(place=place)
    return ranked.filter(ranked["place"] < limit).left_join(whole, ibis.literal(True))


def _part(rows: ir.Table, name: str, params: Params) -> ir.Table:
    given = {"part": ibis.literal(name), **{column: rows[column] for column in rows.columns}}
    types = {**dict.fromkeys(params.by, "string"), **SHAPE}
    return rows.select(**{
        column: given.get(column, ibis.null(kind)).cast(kind) for column, kind in types.items()
    })  # fmt: skip


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that were responded to, with the `responders` of each."""
    done = _marked(tables, posts_in_scope({**tables, "posts": responded(tables, _kind(params))}, params))
    counted = done.filter(done["actor"].notnull(), ~done["itself"], ~done["ours"])
    per_post = counted.group_by(done_network="network", done_post="parent_id").agg(
        responders=counted["actor"].collect()
    )
    posts = posts_in_scope(tables, Params(zone=params.zone))
    same = [posts["network"] == per_post["done_network"], posts["post_id"] == per_post["done_post"]]
    return posts.inner_join(per_post, same)


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """Of those posts the ones that one person responded to."""
    return posts.filter(posts["responders"].contains(where["person"])) if where.get("person") else posts


def conclude(rows: pa.Table, params: Params) -> Result:
    """One row per person, most often first. The headline is how many different people; nothing where no
    network in the scope names them. `distinct_posts` is null where the data do not say which posts."""
    people = rows.filter(pc.equal(rows["part"], "person")).to_pylist()
    people.sort(key=lambda row: (*(-row[name] for name in COUNTED), row["person"]))
    total = int(people[0]["total"]) if people else 0
    networks = rows.filter(pc.equal(rows["part"], "network")).to_pylist()
    known = bool(people) or any(row["named"] for row in networks)
    return Result(
        Headline(int(people[0]["people"]) if people else 0 if known else None, "people"),
        (*groups.columns(params), *COLUMNS), tuple(_row(row, params) for row in people), total,
        (*_notes(rows, people), *notes_on_names(networks, total, params)),
    )  # fmt: skip


def _row(row: Mapping[str, Any], params: Params) -> dict[str, Any]:
    level = poisson(row["responses"])
    return {
        **{name: row[name] for name in params.by}, "person": row["person"], "n": row["responses"],
        "responses": row["responses"], "low": tidy(level.low), "high": tidy(level.high),
        "distinct_posts": row["distinct_posts"] or None, "days_active": row["days_active"] or None,
    }  # fmt: skip


def _notes(rows: pa.Table, people: list[dict[str, Any]]) -> list[Note]:
    left = rows.filter(pc.equal(rows["part"], "left_out")).to_pylist()[0]
    notes = [Note(code, {"times": left[name]}) for name, code in LEFT_OUT.items() if left[name]]
    shown = len({row["person"] for row in people})
    if people and people[0]["people"] > shown:
        notes.append(Note("first_people_only", {"shown": shown, "people": people[0]["people"]}))
    return notes
