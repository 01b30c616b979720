"""The last part of an import: what is new against what is known, named, and stored as one batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from ...records import TABLES
from ...store import Store, Writer
from ...store.ledger import Snapshot
from ...store.raw import Keeping
from . import coverage, daily, duplicates, forgotten, individuals, names, organisations, parents, rest
from .duplicates import count
from .errors import BadImport, Detour
from .filled import filled_columns
from .grammar import Mapping as MappingFile
from .placed import MANY, place_keys
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
    kept: Keeping | None = None  # the files that came, on their way to where they are kept
    arrival: Arrival = BROUGHT
    rest: Mapping[str, Any] | None = None  # what nobody mapped stays in the kept file: rest.details


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
    rows, counts = distinct_rows(bench, shaped, files, mapping=order.mapping, whole=order.rest is None)
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
        written = _write(landing, writer, ready)
        return _receipt(landing, replace(ready, rows=written.rows), written, counts=counts)


@dataclass(frozen=True)
class Repeats:
    """Per table: rows that were the same as another, and different ones that lost to another."""

    dropped: Mapping[str, int]
    overruled: Mapping[str, int]


def distinct_rows(
    bench: Workbench, shaped: Sequence[Shaped], files: tuple[str, ...], *, mapping: MappingFile,
    whole: bool = True,
) -> tuple[Rows, Repeats]:  # fmt: skip
    """The rows of every table, one per key; people and accounts are put together later.

    Raises Detour where keys repeat and rows are not `whole`: nobody can say whether they are the same.
    """
    rows: Rows = {}
    dropped, overruled = {}, {}
    for table in dict.fromkeys(part.table for part in shaped):
        parts = [part for part in shaped if part.table == table]
        rows[table] = ibis.union(*(part.rows for part in parts)) if len(parts) > 1 else parts[0].rows
        if table in MERGED:
            continue
        bench.say("checking", len(rows), len(shaped))
        if not _repeated(bench, table, rows, parts):
            continue
        if table == "posts" and not whole:
            raise Detour
        try:
            found = duplicates.unique(bench, table, rows[table], files=files)
        except BadImport as error:
            raise daily.worded(error, mapping) from error
        rows[table], dropped[table], overruled[table] = found.rows, found.dropped, found.overruled
    if "posts" in rows:
        rows["posts"] = parents.linked(bench, rows["posts"])
    return rows, Repeats(dropped, overruled)


def _repeated(bench: Workbench, table: str, rows: Rows, parts: Sequence[Shaped]) -> bool:
    """Whether a key may stand twice. Figures of one row differ in their names: so many rows need not be made
    to see it, and none where they are told apart as the posts are, of which no key stands twice."""
    key, looked_at = TABLES[table].key, rows[table]
    if len(parts) == 1 and parts[0].single is not None:
        key, looked_at = tuple(name for name in key if "name" not in name), parts[0].single
        posts = rows.get("posts")
        if posts is not None and duplicates.same_keys(looked_at, posts, key, TABLES["posts"].key):
            return False
    return duplicates.repeated(bench, looked_at, key)


@dataclass(frozen=True)
class Ready:
    """Rows to store per table, only what the workspace does not know yet; how many it knew."""

    rows: Rows
    unchanged: Mapping[str, int]
    fresh: frozenset[str] = frozenset()  # tables of which the workspace knew none of these keys
    light: bool = False  # little is held in memory: writing one table and asking for the next may overlap


@dataclass(frozen=True)
class Written:
    """The batch (None: nothing was new, or it was a trial run), how many rows per table, and those rows."""

    batch: int | None
    stored: Mapping[str, int]
    rows: Rows = field(default_factory=dict)


def _ready(landing: Landing, rows: Rows) -> Ready:
    bench, filled = landing.bench, filled_columns(landing.order.mapping.blocks)
    erased = landing.store.erased(landing.order.workspace)
    declared = organisations.declared(landing.order.owners, network=landing.order.mapping.network.const)
    known = names.resolve(
        bench, rows, stored_accounts=landing.current("accounts"), stored_people=landing.current("people"),
        declared=declared, erased=erased, filled=filled,
    )  # fmt: skip
    if erased and landing.order.rest is not None and count(bench, known.erased):
        raise Detour
    if erased:
        rows = forgotten.without(bench, rows, known.erased)
    final, unchanged, fresh = {}, {}, set[str]()
    for table, part in rows.items():
        if table in MERGED:
            continue
        placed = place_keys(bench, part, table, known, filled).select(*_own(table), "line")
        known_before = _known_before(landing, table, placed)
        final[table], unchanged[table] = _new_only(landing, table, placed) if known_before else (placed, 0)
        fresh |= {table} if not known_before else set()
        bench.say("joining", len(final), len(rows))
    final["people"] = individuals.rows(
        bench, rows.get("people"), known, landing.current("people"), filled.get("people", frozenset())
    )
    final["accounts"] = organisations.rows(
        bench, rows.get("accounts"), known, landing.current("accounts"), declared,
        usual=landing.order.owners.get(organisations.EVERY, "other"),
    )  # fmt: skip
    if landing.order.arrival.heard is not None:
        final["coverage"] = coverage.heard(landing.order.arrival.heard)
    told = {table: number for table, number in unchanged.items() if number}
    return Ready(final, told, frozenset(fresh), light=known.count <= MANY)


def _covered(landing: Landing, posts: ir.Table) -> Rows:
    """From the first post to the last, where nobody says what was listened to."""
    if landing.order.arrival.heard is not None:
        return {}
    return {"coverage": coverage.rows(posts, source=", ".join(landing.files))}


def _own(table: str) -> list[str]:
    return ["network", *(name for name in TABLES[table].columns)]


def _known_before(landing: Landing, table: str, rows: ir.Table) -> bool:
    """Whether the workspace knows any of these keys. Raises Detour where rows must be compared and are not
    whole."""
    if not landing.store.ledger.files(landing.snapshot, table):
        return False
    old, key = landing.current(table), TABLES[table].key
    known = rows.semi_join(old, [rows[name].identical_to(old[name]) for name in key])
    found = bool(landing.bench.engine.arrow(known.select(key[-1]).limit(1)).num_rows)
    if found and table == "posts" and landing.order.rest is not None:
        raise Detour
    return found


def _new_only(landing: Landing, table: str, rows: ir.Table) -> tuple[ir.Table, int]:
    """Rows the workspace does not hold word for word."""
    rows = landing.bench.keep(rows, f"{table}-final")
    own, key = _own(table), list(TABLES[table].key)
    old = landing.current(table)
    if table == "posts":
        old = rest.filled(landing.store, landing.snapshot, old, folder=landing.bench.folder)
    old = old.select(*key, digest=duplicates.digest(old, own))
    mine = rows.mutate(digest=duplicates.digest(rows, own))
    same = [mine[name].identical_to(old[name]) for name in (*key, "digest")]
    new = landing.bench.keep(mine.anti_join(old, same).drop("digest"), f"{table}-new")
    return new, count(landing.bench, rows) - count(landing.bench, new)


def _write(landing: Landing, writer: Writer, ready: Ready) -> Written:
    """Rows of every table, and the files they came in, as one batch."""
    order, stored, final = landing.order, dict[str, int](), ready.rows
    names = [path.name for path in order.paths]
    for place, (table, rows) in enumerate(final.items()):
        landing.bench.say("writing", place, len(final))
        stored[table] = writer.add(table, rows, distinct=True, fresh=table in ready.fresh, beside=ready.light)
    if stored.get("posts"):
        for table, rows in _covered(landing, writer.written("posts")).items():
            stored[table] = writer.add(table, rows, distinct=True)
    if not any(stored.values()):
        return Written(None, stored)
    raw = order.kept.settled() if order.kept else []
    landing.bench.say("writing", len(final), len(final))
    batch = writer.commit(
        sha256=order.sha256, kind=order.arrival.kind, source=(order.arrival.source or ", ".join(names))[:300],
        simulated=order.simulated, by=order.by,
        details={"raw": raw, "files": names, "mapping": order.mapping.name,
                 **(order.rest or {}), **order.arrival.details},
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
