"""Keeping the folder tidy: merging small files, and removing what nobody lists. Nothing visible changes."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..records import TABLES
from . import holders, raw
from .batches import Heartbeat
from .errors import StoreError
from .files import describe, make_last, new_name, place, workspace_folder
from .ledger import FileRow, Lease
from .sorting import SPLIT_BYTES, write_sorted

if TYPE_CHECKING:
    from . import Store

DAY = 24 * 3600.0
LEAST = 4  # fewer small files are not worth rewriting


@dataclass(frozen=True)
class Merged:
    """How many files became how many."""

    before: int
    after: int


def compact(store: "Store", lease: Lease, *, least: int = LEAST) -> Merged:
    """Merge neighbouring small files of each table; every snapshot shows the same rows as before.

    Superseded rows stay, because older snapshots show them. The merged files stay on the disk for a day,
    for those who are reading them. Raises LostLease, CannotStore.
    """
    folder = workspace_folder(store.home, lease.workspace)
    snapshot = store.ledger.snapshot(lease.workspace)
    heartbeat = Heartbeat(store.ledger, lease)
    heartbeat.start()
    before = after = 0
    try:
        for table in TABLES:
            files = store.ledger.files(snapshot, table)
            # Apart, because what is not fresh costs reading time: see `tables.newest`.
            for kind in ([f for f in files if f.fresh], [f for f in files if not f.fresh]):
                for group in _groups(folder, kind, least):
                    heartbeat.check()
                    before += len(group)
                    after += _merge(store, lease, folder=folder, group=group)
    finally:
        heartbeat.stop()
    return Merged(before, after)


def _groups(folder: Path, files: Sequence[FileRow], least: int) -> Iterator[list[FileRow]]:
    """Runs of small files that together make one of the right size."""
    group: list[FileRow] = []
    total = 0
    for file in files:
        size = place(folder, file.path).stat().st_size
        if size >= SPLIT_BYTES / 2:
            continue
        if total + size > SPLIT_BYTES:
            if len(group) > 1:
                yield group
            group, total = [], 0
        group.append(file)
        total += size
    if len(group) >= max(2, least):
        yield group


def _merge(store: "Store", lease: Lease, *, folder: Path, group: Sequence[FileRow]) -> int:
    table = TABLES[group[0].table]
    rows = store.local.read([place(folder, file.path) for file in group], table.schema)
    names = write_sorted(store.local, rows, folder=folder, name=new_name(table.name))
    low, high = min(file.batch_lo for file in group), max(file.batch_hi for file in group)
    made = [describe(folder, name, batch_lo=low, batch_hi=high, fresh=group[0].fresh) for name in names]
    if sum(file.rows for file in made) != sum(file.rows for file in group):
        raise StoreError(f"Merging files of {table.name} would have changed the number of rows.")
    make_last(place(folder, name) for name in names)
    for file in group:
        os.utime(place(folder, file.path))  # a day from now, not from when it was written
    store.ledger.replace_files(lease, group, made)
    return len(made)


def sweep(store: "Store", lease: Lease, *, age: float = DAY) -> int:
    """Remove files no batch lists that are older than `age` seconds; returns how many.

    Under the workspace's lease, so nobody who may still commit is writing.
    """
    snapshot = store.ledger.snapshot(lease.workspace)
    folder = workspace_folder(store.home, lease.workspace)
    listed = {place(folder, file.path) for table in TABLES for file in store.ledger.files(snapshot, table)}
    for batch in store.ledger.batches(snapshot):
        listed |= {
            raw.raw_place(store.home, lease.workspace, name) for name in batch.draft.details.get("raw", ())
        }
    there = [*_below(folder), *_below(raw.raw_folder(store.home, lease.workspace))]
    old = [path for path in there if path not in listed and _older(path, age)]
    for path in old:
        path.unlink(missing_ok=True)
    for parts in folder.glob("*/*.parts"):
        if not any(parts.iterdir()):
            parts.rmdir()
    return len(old) + sweep_scratch(store.home)


def sweep_scratch(home: Path) -> int:
    """Empty the temporary folders of processes of this host that no longer run; returns how many."""
    gone = [path for path in (home / "tmp").glob("*") if holders.process_gone(path.name)]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return len(gone)


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _older(path: Path, age: float) -> bool:
    return time.time() - path.stat().st_mtime >= age
