"""Taking out: a table of the store as people can use it elsewhere, with names instead of keys."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from socialplan.analysis.response import with_figures
from socialplan.records import METRICS, PERSON_MARK, TABLES
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .collect.rest import filled

HIDDEN = ("workspace", "batch", "line")


@dataclass(frozen=True)
class Taken:
    """Columns in order, and the rows in pieces; the pieces can be read once."""

    columns: tuple[str, ...]
    pieces: Iterator[pa.RecordBatch]


def take_out(store: Store, snapshot: Snapshot, table: str) -> Taken:
    """Every current row of a table, in the order of its time and key; people, whose key is hidden, in the
    order of what is known of them. Persons stand by their name on the network; posts carry their newest
    figures, one column per figure. Raises KeyError for no such table."""
    shape = TABLES[table]
    rows = store.current(snapshot, table)
    folder = Path(tempfile.mkdtemp(prefix="out-", dir=store.scratch))
    if table == "posts":
        rows = filled(store, snapshot, _with_figures(store, snapshot, rows), folder=folder)
    named = _named(store, snapshot, rows, table)
    wanted = [name for name in named.columns if name not in HIDDEN]
    keys = [name for name in (shape.time, *shape.key) if name in named.columns]
    pieces = store.stream(named.order_by(keys or wanted).select(*wanted))
    return Taken(tuple(wanted), _cleared(pieces, folder))


def _cleared(pieces: Iterator[pa.RecordBatch], folder: Path) -> Iterator[pa.RecordBatch]:
    """The pieces; when they are through, what was put on disk for them goes."""
    try:
        yield from pieces
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def counts(store: Store, snapshot: Snapshot) -> dict[str, int]:
    """How many current rows every table holds; tables without rows are left out."""
    found = {}
    for name in TABLES:
        if store.ledger.files(snapshot, name):
            table = store.current(snapshot, name)
            number = int(store.execute(table.agg(n=table.count()))["n"][0].as_py())
            found.update({name: number} if number else {})
    return found


def _named(store: Store, snapshot: Snapshot, rows: ir.Table, table: str) -> ir.Table:
    """Person keys become names on the network; a key whose person was erased becomes nothing."""
    if table == "people":
        return rows.drop("person_key")
    names = _handles(store, snapshot)
    for column in TABLES[table].people:
        join = _with_mentions if column == "mentions" else _with_name
        rows = join(rows, names, column)
    return rows


def _handles(store: Store, snapshot: Snapshot) -> ir.Table:
    people = store.current(snapshot, "people")
    handle = ibis.coalesce(people["handle"], people["display_name"])
    return people.select(known_key=people["person_key"], known_as=handle)


def _name(key: ir.StringValue, known: ir.StringValue) -> ir.StringValue:
    """Accounts go by their id."""
    return ibis.cases((key.startswith(PERSON_MARK), known), else_=key)


def _with_name(rows: ir.Table, names: ir.Table, column: str) -> ir.Table:
    joined = rows.left_join(names, rows[column] == names["known_key"])
    shown = _name(joined[column], joined["known_as"])
    new = column.removesuffix("_key")
    order = [new if name == column else name for name in rows.columns]
    return joined.mutate(**{new: shown}).select(*order)


def _with_mentions(posts: ir.Table, names: ir.Table, column: str) -> ir.Table:
    single = posts.select("network", "post_id", key=posts[column].unnest())
    joined = single.left_join(names, single["key"] == names["known_key"])
    shown = joined.mutate(name=_name(joined["key"], joined["known_as"]))
    lists = (
        shown.filter(shown["name"].notnull())
        .group_by(said_network="network", said_post="post_id")
        .agg(mentioned=lambda row: row.name.collect(order_by=row.name))
    )
    whole = posts.left_join(
        lists, [posts["network"] == lists["said_network"], posts["post_id"] == lists["said_post"]]
    )
    return whole.mutate(mentions=whole["mentioned"]).select(*posts.columns)


def _with_figures(store: Store, snapshot: Snapshot, posts: ir.Table) -> ir.Table:
    metrics = store.current(snapshot, "metrics")
    of_posts = metrics.filter(metrics["subject"] == "post")
    held = set(store.execute(of_posts.select("name").distinct())["name"].to_pylist())
    names = [name for name in METRICS if name in held]
    return with_figures(posts, metrics, names) if names else posts
