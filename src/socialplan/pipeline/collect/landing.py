"""The last part of an import: what is new against what is known, named, and stored as one batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
        return _receipt(landing, _ready(landing, rows), counts=counts, batch=None)
    with store.writer(order.workspace, wait=60) as writer:
        landing = Landing(bench, store, store.snapshot(order.workspace), order, files)
        ready = _ready(landing, rows)
        batch = _write(landing, writer, ready.rows) if ready.rows else None
        return _receipt(landing, ready, counts=counts, batch=batch)


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
    """Rows to store per table, only what the workspace does not know yet; how many; how many it knew."""

    rows: Rows
    stored: Mapping[str, int]
    unchanged: Mapping[str, int]


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
    elif "posts" in final:
        final["coverage"] = coverage.rows(final["posts"], source=", ".join(landing.files))
    counts = {table: count(bench, part) for table, part in final.items()}
    known_rows = {table: number for table, number in unchanged.items() if number}
    return Ready({table: part for table, part in final.items() if counts[table]}, counts, known_rows)


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


def _write(landing: Landing, writer: Writer, final: Rows) -> int:
    order, total = landing.order, len(final)
    for place, (table, rows) in enumerate(final.items()):
        landing.bench.say("writing", place, total)
        writer.add(table, rows, distinct=True)
    kept = [raw_files.keep(landing.store.home, order.workspace, path) for path in order.paths]
    landing.bench.say("writing", total, total)
    names = [path.name for path in order.paths]
    return writer.commit(
        sha256=order.sha256, kind=order.arrival.kind, source=(order.arrival.source or ", ".join(names))[:300],
        simulated=order.simulated, by=order.by,
        details={"raw": kept, "files": names, "mapping": order.mapping.name, **order.arrival.details},
    )  # fmt: skip


def _receipt(landing: Landing, ready: Ready, *, counts: Repeats, batch: int | None) -> Receipt:
    bench, order, final = landing.bench, landing.order, ready.rows
    span = coverage.span(bench, final["posts"]) if "posts" in final else coverage.NO_SPAN
    return Receipt(
        files=tuple(path.name for path in order.paths), batch=batch, dry_run=order.dry_run,
        rows={table: ready.stored[table] for table in final},
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
