"""Erasing people or whole batches: files are rewritten, the epoch rises, old files go at once.

Posts somebody wrote go whole, with what is said about them (metrics, labels, interactions); their key leaves
the mentions of others, and their handle is masked in the texts of others. A reply of somebody else to an
erased post stays; what it answers gets a stand-in, so that threads keep their shape and point at nobody.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import ibis
import pyarrow as pa

from ..records import PEOPLE, TABLES, Table
from . import losses, masking, raw
from .batches import Heartbeat
from .erased import instance_key, mark
from .files import describe, make_last, new_name, place, workspace_folder
from .ledger import BatchRow, FileRow, Lease, Snapshot
from .masking import Person
from .sorting import write_sorted

if TYPE_CHECKING:
    from . import Store

POST_IDS = pa.schema({"network": pa.string(), "post_id": pa.string(), "stand_in": pa.string()})


@dataclass(frozen=True)
class Erasure:
    """What an erasure did: the epoch it raised and how many rows per batch it dropped or changed."""

    epoch: int
    dropped: Mapping[int, int]
    changed: Mapping[int, int]
    files: int


@dataclass(frozen=True)
class Wanted:
    """Who and what is to go: people with all their known selves, their posts, whole batches."""

    keys: tuple[str, ...]
    batches: tuple[int, ...]
    people: tuple[Person, ...]
    posts: pa.Table  # network, post_id, stand_in
    pattern: str | None
    emptied: tuple[int, ...]  # these batches and those taken back before
    needed: ibis.Table  # person_key of everybody whom the remaining rows speak of
    masked: pa.Table  # post_id of the posts of others that name one of these people

    @property
    def post_rows(self) -> ibis.Table:
        return ibis.memtable(self.posts)


@dataclass
class Tally:
    """What was rewritten so far."""

    old: list[FileRow] = field(default_factory=list)
    new: list[FileRow] = field(default_factory=list)
    dropped: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    lines: dict[int, set[int]] = field(default_factory=dict)  # batch -> lines of the file it came from
    lost: Counter[losses.Where] = field(default_factory=Counter)


def erase(store: "Store", lease: Lease, *, keys: Sequence[str], batches: Sequence[int]) -> Erasure:
    """Take these people and these whole batches out of everything the workspace keeps.

    Rewritten files and raw are on the disk before the ledger swaps them in; a crash in between leaves
    the store as it was, and asking again finishes the work. Raises LostLease, CannotStore.
    """
    folder = workspace_folder(store.home, lease.workspace)
    snapshot = store.ledger.snapshot(lease.workspace)
    heartbeat = Heartbeat(store.ledger, lease)
    heartbeat.start()
    tally = Tally()
    try:
        wanted = _wanted(store, snapshot, keys=tuple(keys), batches=tuple(batches))
        for table in TABLES.values():
            for file in store.ledger.files(snapshot, table.name):
                _rewrite(store, folder, file=file, wanted=wanted, tally=tally)
        make_last(place(folder, file.path) for file in tally.new)
        _rewrite_raw(
            store, store.ledger.batches(snapshot), workspace=lease.workspace, wanted=wanted, tally=tally
        )
        heartbeat.check()
        return _swap(store, lease, folder=folder, wanted=wanted, tally=tally)
    finally:
        heartbeat.stop()


def traces(store: "Store", snapshot: Snapshot, keys: Sequence[str]) -> tuple[str | None, frozenset[str]]:
    """What finds these people in words kept elsewhere: a pattern (None without a name), and the ids of their
    posts. Ask before erasing; afterwards nobody knows."""
    posts = _every(store, snapshot, TABLES["posts"])
    ids = store.local.arrow(posts.filter(posts.person_key.isin(list(keys))).select("post_id").distinct())
    found = masking.pattern(_people(store, snapshot, tuple(keys))) if keys else None
    return found, frozenset(ids["post_id"].to_pylist()) if keys else frozenset()


def _wanted(store: "Store", snapshot: Snapshot, *, keys: tuple[str, ...], batches: tuple[int, ...]) -> Wanted:
    people = tuple(_people(store, snapshot, keys))
    posts = _every(store, snapshot, TABLES["posts"])
    gone = posts.filter(posts.person_key.isin(keys)) if keys else posts.limit(0)
    ids = store.local.arrow(gone.select("network", "post_id").distinct())
    stand_ins = pa.array([f"erased-{uuid4().hex}" for _ in range(ids.num_rows)], pa.string())
    rows = ids.append_column("stand_in", stand_ins).cast(POST_IDS)
    return Wanted(
        keys=keys, batches=batches, people=people, posts=rows, pattern=masking.pattern(people),
        emptied=(*batches, *_taken_back(store, snapshot)), needed=_needed(store, snapshot, batches),
        masked=_naming(store, posts, masking.pattern(people)),
    )  # fmt: skip


def _naming(store: "Store", posts: ibis.Table, found: str | None) -> pa.Table:
    named = posts.filter(masking.holding(posts, TABLES["posts"], found)) if found else posts.limit(0)
    return store.local.arrow(named.select("post_id").distinct())


def _taken_back(store: "Store", snapshot: Snapshot) -> list[int]:
    return [
        row.number for row in store.ledger.batches(snapshot) if row.draft.sha256 == f"erased:{row.number}"
    ]


def _needed(store: "Store", snapshot: Snapshot, batches: Sequence[int]) -> ibis.Table:
    """A person first met in a batch that goes stays known while other batches speak of them."""
    posts, moves, sales = (
        rows.filter(~rows.batch.isin(batches)) if batches else rows
        for rows in (
            _every(store, snapshot, TABLES[name]) for name in ("posts", "interactions", "conversions")
        )
    )
    parts = [posts.person_key, posts.mentions.unnest(), moves.actor_key, moves.target_key, sales.person_key]
    known = [
        part.name("person_key").as_table().filter(lambda row: row.person_key.notnull()) for part in parts
    ]
    return ibis.union(*known)


def _people(store: "Store", snapshot: Snapshot, keys: tuple[str, ...]) -> list[Person]:
    if not keys:
        return []
    names = ("person_key", "network", "handle", "network_id", "display_name")
    rows = _every(store, snapshot, PEOPLE)
    found = store.local.arrow(rows.filter(rows.person_key.isin(keys)).select(*names).distinct())
    return [Person(**row) for row in found.to_pylist()]


def _every(store: "Store", snapshot: Snapshot, table: Table) -> ibis.Table:
    """All rows there are, superseded ones too."""
    folder = workspace_folder(store.home, snapshot.workspace)
    files = store.ledger.files(snapshot, table.name)
    if not files:
        return ibis.memtable(table.schema.empty_table())
    return store.local.read([place(folder, file.path) for file in files], table.schema)


def _rewrite(store: "Store", folder: Path, *, file: FileRow, wanted: Wanted, tally: Tally) -> None:
    table = TABLES[file.table]
    rows = store.local.read([place(folder, file.path)], table.schema)
    judged = rows.mutate(_drop=_drops(rows, table, wanted), _change=_changes(rows, table, wanted))
    where = {**losses.where(judged, table), "_follows": _follows(rows, table, wanted)}
    touched = judged.filter(judged._drop | judged._change).select("batch", "line", "_drop", **where)
    found = store.local.arrow(touched).to_pylist()
    if not found:
        return
    for row in found:
        counts = tally.dropped if row["_drop"] else tally.changed
        counts[row["batch"]] = counts.get(row["batch"], 0) + 1
        if not row["_follows"]:
            tally.lost[losses.Where.of(table, row)] += 1
        if row["_drop"] and row["line"] is not None:
            tally.lines.setdefault(row["batch"], set()).add(row["line"])
    tally.old.append(file)
    kept = judged.filter(~judged._drop)
    kept = _without(kept, table, wanted).select(*table.schema.names)
    for name in write_sorted(store.local, kept, folder=folder, name=new_name(table.name)):
        made = describe(folder, name, batch_lo=file.batch_lo, batch_hi=file.batch_hi, fresh=file.fresh)
        if made.rows:
            tally.new.append(made)
        else:
            place(folder, name).unlink()


def _drops(rows: ibis.Table, table: Table, wanted: Wanted) -> ibis.Value:
    """Rows that go whole."""
    reasons = []
    if wanted.batches and table.name == "people":
        reasons = [rows.batch.isin(wanted.emptied) & ~rows.person_key.isin(wanted.needed.person_key)]
    elif wanted.batches:
        reasons = [rows.batch.isin(wanted.batches)]
    if wanted.keys:
        own = {
            "posts": ("person_key",),
            "people": ("person_key",),
            "interactions": ("actor_key", "target_key"),
        }
        reasons += [rows[name].isin(wanted.keys) for name in own.get(table.name, ())]
    if wanted.posts.num_rows and (subject := _post_column(rows, table)) is not None:
        gone = wanted.post_rows
        reasons.append(subject.isin(gone.post_id))
    return ibis.or_(*[reason.fill_null(False) for reason in reasons]) if reasons else ibis.literal(False)


def _post_column(rows: ibis.Table, table: Table) -> ibis.Value | None:
    """The column that says which post a row is about, where a row is about a post."""
    if table.name == "metrics":
        return ibis.ifelse(rows.subject == "post", rows.subject_id, ibis.null("string"))
    name = {"interactions": "post_id", "labels": "subject_id"}.get(table.name)
    return rows[name] if name else None


def _follows(rows: ibis.Table, table: Table, wanted: Wanted) -> ibis.Value:
    """What is said about an erased post goes with it, and is no further loss."""
    subject = _post_column(rows, table)
    if table.name == "labels" and not wanted.batches:
        return ibis.literal(True)  # a label without its evidence still says the same
    if table.name not in ("metrics", "labels") or subject is None or not wanted.posts.num_rows:
        return ibis.literal(False)
    return subject.isin(wanted.post_rows.post_id).fill_null(False)


def _changes(rows: ibis.Table, table: Table, wanted: Wanted) -> ibis.Value:
    """Rows of others that hold one of these people."""
    reasons = [masking.holding(rows, table, wanted.pattern)]
    if table.name == "posts" and wanted.keys:
        reasons.append(rows.mentions.map(lambda one: one.isin(wanted.keys)).anys())
    if table.name == "posts" and wanted.posts.num_rows:
        gone = wanted.post_rows
        reasons += [rows.parent_id.isin(gone.post_id), rows.root_id.isin(gone.post_id)]
    if table.name == "conversions" and wanted.keys:
        reasons.append(rows.person_key.isin(wanted.keys))
    if table.name == "labels" and wanted.masked.num_rows:
        reasons.append(_of_masked(rows, wanted) & (rows.evidence.length() > 0))
    return ibis.or_(*[reason.fill_null(False) for reason in reasons])


def _of_masked(rows: ibis.Table, wanted: Wanted) -> ibis.Value:
    """Labels of posts whose words are masked: their evidence is words of that post."""
    return rows.subject_id.isin(ibis.memtable(wanted.masked).post_id).fill_null(False)


def _without(rows: ibis.Table, table: Table, wanted: Wanted) -> ibis.Table:
    """The rows that stay, with these people taken out of them."""
    changed = masking.masked(rows, table, wanted.pattern)
    if table.name == "posts" and wanted.keys:
        changed["mentions"] = rows.mentions.filter(lambda one: ~one.isin(wanted.keys))
    if table.name == "conversions" and wanted.keys:
        key = rows.person_key
        changed["person_key"] = ibis.ifelse(key.isin(wanted.keys), ibis.null("string"), key)
    if table.name == "labels" and wanted.masked.num_rows:
        none = ibis.literal([], type="array<string>")
        changed["evidence"] = ibis.ifelse(_of_masked(rows, wanted), none, rows.evidence)
    rows = rows.mutate(**changed)
    if table.name == "posts" and wanted.posts.num_rows:
        rows = _pointing_nowhere(_pointing_nowhere(rows, "parent_id", wanted), "root_id", wanted)
    return rows


def _pointing_nowhere(rows: ibis.Table, column: str, wanted: Wanted) -> ibis.Table:
    names = rows.columns
    gone = wanted.post_rows.rename(gone_network="network", gone_id="post_id")
    joined = rows.left_join(
        gone, [rows.network.identical_to(gone.gone_network), rows[column] == gone.gone_id]
    )
    return joined.mutate(**{column: ibis.coalesce(joined.stand_in, joined[column])}).select(*names)


def _rewrite_raw(
    store: "Store", batches: Sequence[BatchRow], *, workspace: int, wanted: Wanted, tally: Tally
) -> None:
    """Raw of the batches that held these people; raw of a whole erased batch goes."""
    shared = {name for row in batches if row.number not in wanted.batches for name in _raw_of(row)}
    for row in batches:
        for name in _raw_of(row):
            path = raw.raw_place(store.home, workspace, name)
            if row.number in wanted.batches and name not in shared:
                path.unlink(missing_ok=True)
            elif (wanted.keys or wanted.pattern) and path.exists():
                lines = frozenset(tally.lines.get(row.number, ()))
                if lines or wanted.pattern:
                    raw.mask(path, found=wanted.pattern, records=lines, sure=len(_raw_of(row)) == 1)


def _raw_of(row: BatchRow) -> list[str]:
    return list(row.draft.details.get("raw", ()))


def _swap(store: "Store", lease: Lease, *, folder: Path, wanted: Wanted, tally: Tally) -> Erasure:
    key = instance_key(store.home)
    names = {(p.network, name) for p in wanted.people for name in (p.handle, p.network_id) if name}
    hashes = sorted(mark(key, network=network, handle=name) for network, name in names)
    numbers = tally.dropped.keys() | tally.changed.keys()
    rows = {number: tally.dropped.get(number, 0) + tally.changed.get(number, 0) for number in numbers}
    old = [place(folder, file.path) for file in tally.old]
    for path in old:
        os.utime(path, (0, 0))  # so that the sweep takes them at once, should we die before the last line
    lost = losses.summed(tally.lost)
    epoch = store.ledger.erase(lease, tally.old, tally.new, rows, hashes, wanted.batches, lost)
    for path in old:
        path.unlink(missing_ok=True)
    return Erasure(epoch, tally.dropped, tally.changed, len(old))
