"""The last part of an import: what is new against what is known, named, and stored as one batch."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from ...records import TABLES
from ...store import Store, Writer
from ...store import raw as raw_files
from ...store.ledger import Snapshot
from . import coverage, daily, duplicates, forgotten, individuals, names, organisations, parents
from .duplicates import count
from .errors import BadImport
from .grammar import Mapping as MappingFile
from .placed import place_keys
from .receipt import Receipt
from .shaping import Shaped
from .workbench import Workbench

MERGED = ("people", "accounts")  # put together rather than refused when they stand twice
Rows = dict[str, ir.Table]


@dataclass(frozen=True)
class Arrival:
    """How rows came: brought in files, or heard. `source` is what a person calls it (the files otherwise);
    `heard` are rows of coverage (None: every account from its first post to its last)."""

    kind: str = "import"
    source: str = ""
    heard: Sequence[Mapping[str, Any]] | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


BROUGHT = Arrival()


@dataclass(frozen=True)
class Order:
    """What is asked: where it goes, how it is read, whose accounts they are, who asks."""

    workspace: int
    mapping: MappingFile
    paths: Sequence[Path]
    sha256: str
    owners: Mapping[str, str]
    simulated: bool = False
    by: str = ""
    dry_run: bool = False
    arrival: Arrival = BROUGHT


@dataclass(frozen=True)
class Landing:
    """One import against one snapshot."""

    bench: Workbench
    store: Store
    snapshot: Snapshot
    order: Order
    files: tuple[str, ...]

    def current(self, table: str) -> ir.Table:
        return self.store.current(self.snapshot, table, local=True)


def land(
    bench: Workbench, store: Store, shaped: Sequence[Shaped], order: Order, *, files: tuple[str, ...]
) -> Receipt:  # fmt: skip
    """Join with what is known and commit, under the workspace's lease; a trial run takes no lease.

    `files` are the names of the files by the number they have in the rows.
    """
    rows, counts = distinct_rows(bench, shaped, files, mapping=order.mapping)
    bench.say("joining", 0)
    if order.dry_run:
        landing = Landing(bench, store, store.snapshot(order.workspace), order, files)
        ready = _ready(landing, rows)
        final = ready.rows | (_covered(landing, ready.rows["posts"]) if "posts" in ready.rows else {})
        stored = {table: count(bench, part) for table, part in final.items()}
        return _receipt(landing, ready, Written(None, stored), counts=counts)
    with store.writer(order.workspace, wait=60) as writer:
        landing = Landing(bench, store, store.snapshot(order.workspace), order, files)
        ready = _ready(landing, rows)
        written = _write(landing, writer, ready.rows)
        return _receipt(landing, replace(ready, rows=written.rows), written, counts=counts)


@dataclass(frozen=True)
class Repeats:
    """Per table: rows that were the same as another, and different ones that lost to another."""

    dropped: Mapping[str, int]
    overruled: Mapping[str, int]


def distinct_rows(
    bench: Workbench, shaped: Sequence[Shaped], files: tuple[str, ...], *, mapping: MappingFile
) -> tuple[Rows, Repeats]:
    """The rows of every table, one per key; people and accounts are put together later."""
    rows: Rows = {}
    dropped, overruled = {}, {}
    for table in dict.fromkeys(part.table for part in shaped):
        parts = [part.rows for part in shaped if part.table == table]
        whole = ibis.union(*parts) if len(parts) > 1 else parts[0]
        if table not in MERGED:
            bench.say("checking", len(rows), len(shaped))
            try:
                found = duplicates.unique(bench, table, whole, files=files)
            except BadImport as error:
                raise daily.worded(error, mapping) from error
            whole, dropped[table], overruled[table] = found.rows, found.dropped, found.overruled
        rows[table] = whole
    if "posts" in rows:
        rows["posts"] = parents.linked(bench, rows["posts"])
    return rows, Repeats(dropped, overruled)


@dataclass(frozen=True)
class Ready:
    """Rows to store per table, only what the workspace does not know yet; how many it knew."""

    rows: Rows
    unchanged: Mapping[str, int]


@dataclass(frozen=True)
class Written:
    """The batch (None: nothing was new, or it was a trial run), how many rows per table, and those rows."""

    batch: int | None
    stored: Mapping[str, int]
    rows: Rows = field(default_factory=dict)


def _ready(landing: Landing, rows: Rows) -> Ready:
    bench = landing.bench
    erased = landing.store.erased(landing.order.workspace)
    declared = organisations.declared(landing.order.owners, network=landing.order.mapping.network.const)
    known = names.resolve(
        bench, rows, stored_accounts=landing.current("accounts"), stored_people=landing.current("people"),
        declared=declared, erased=erased,
    )  # fmt: skip
    if erased:
        rows = forgotten.without(bench, rows, known.erased)
    final, unchanged = {}, {}
    for table, part in rows.items():
        if table in MERGED:
            continue
        placed = place_keys(bench, part, table, known).select(*_own(table), "line")
        final[table], unchanged[table] = _new_only(landing, table, placed)
        bench.say("joining", len(final), len(rows))
    final["people"] = individuals.rows(bench, rows.get("people"), known, landing.current("people"))
    final["accounts"] = organisations.rows(
        bench, rows.get("accounts"), known, landing.current("accounts"), declared,
        usual=landing.order.owners.get(organisations.EVERY, "other"),
    )  # fmt: skip
    if landing.order.arrival.heard is not None:
        final["coverage"] = coverage.heard(landing.order.arrival.heard)
    return Ready(final, {table: number for table, number in unchanged.items() if number})


def _covered(landing: Landing, posts: ir.Table) -> Rows:
    """From the first post to the last, where nobody says what was listened to."""
    if landing.order.arrival.heard is not None:
        return {}
    return {"coverage": coverage.rows(posts, source=", ".join(landing.files))}


def _own(table: str) -> list[str]:
    return ["network", *(name for name in TABLES[table].columns)]


def _new_only(landing: Landing, table: str, rows: ir.Table) -> tuple[ir.Table, int]:
    """Rows the workspace does not hold word for word. Where it holds none, they are not written twice."""
    if not landing.store.ledger.files(landing.snapshot, table):
        return rows, 0
    rows = landing.bench.keep(rows, f"{table}-final")
    own, key = _own(table), list(TABLES[table].key)
    old = landing.current(table)
    old = old.select(*key, digest=duplicates.digest(old, own))
    mine = rows.mutate(digest=duplicates.digest(rows, own))
    same = [mine[name].identical_to(old[name]) for name in (*key, "digest")]
    new = landing.bench.keep(mine.anti_join(old, same).drop("digest"), f"{table}-new")
    return new, count(landing.bench, rows) - count(landing.bench, new)


def _write(landing: Landing, writer: Writer, final: Rows) -> Written:
    """The files that came are kept beside, while the rows are written."""
    order, stored = landing.order, dict[str, int]()
    names = [path.name for path in order.paths]
    with ThreadPoolExecutor(max_workers=1) as beside:
        kept = [
            beside.submit(raw_files.keep, landing.store.home, order.workspace, path) for path in order.paths
        ]
        for place, (table, rows) in enumerate(final.items()):
            landing.bench.say("writing", place, len(final))
            stored[table] = writer.add(table, rows, distinct=True)
        if stored.get("posts"):
            for table, rows in _covered(landing, writer.written("posts")).items():
                stored[table] = writer.add(table, rows, distinct=True)
        raw = [one.result() for one in kept]
    if not any(stored.values()):
        return Written(None, stored)
    landing.bench.say("writing", len(final), len(final))
    batch = writer.commit(
        sha256=order.sha256, kind=order.arrival.kind, source=(order.arrival.source or ", ".join(names))[:300],
        simulated=order.simulated, by=order.by,
        details={"raw": raw, "files": names, "mapping": order.mapping.name, **order.arrival.details},
    )  # fmt: skip
    return Written(batch, stored, {table: writer.written(table) for table, n in stored.items() if n})


def _receipt(landing: Landing, ready: Ready, written: Written, *, counts: Repeats) -> Receipt:
    bench, order, final = landing.bench, landing.order, ready.rows
    stored = {table: number for table, number in written.stored.items() if number}
    span = coverage.span(bench, final["posts"]) if "posts" in stored else coverage.NO_SPAN
    return Receipt(
        files=tuple(path.name for path in order.paths), batch=written.batch, dry_run=order.dry_run,
        rows=stored,
        dropped={table: number for table, number in counts.dropped.items() if number},
        unchanged=ready.unchanged,
        accounts=organisations.listed(bench, final.get("accounts")),
        since=span.since, until=span.until, undated=span.undated,
        warnings=tuple(
            {"code": "overruled", "table": table, "rows": number}
            for table, number in counts.overruled.items() if number
        ),
        sha256=order.sha256,
    )  # fmt: skip
