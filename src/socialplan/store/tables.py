"""What a snapshot shows of a table: the newest row of each natural key."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import ibis

from ..records import TABLES, Table
from .engines import Engine
from .files import place
from .ledger import FileRow, Snapshot


def current(
    engine: Engine, folder: Path, *, table: Table, files: Sequence[FileRow], snapshot: Snapshot,
    since: datetime | None = None, until: datetime | None = None,
) -> ibis.Table:  # fmt: skip
    """One row per natural key as of the snapshot, columns as `table.schema`; empty and typed without files.

    `since` and `until` (naive UTC, half-open) only leave out files that hold nothing of that period: the
    caller still filters rows. Where a later batch supersedes rows no file is left out, because a row that
    moved out of the period would let its older self back in.
    """
    superseding = any(not file.fresh for file in files)
    if not superseding:
        files = [file for file in files if _touches(file, since, until)]
    if not files:
        return ibis.memtable(table.schema.empty_table())
    rows = engine.read([place(folder, file.path) for file in files], table.schema)
    if any(file.batch_hi > snapshot.batch for file in files):
        rows = rows.filter(rows.batch <= snapshot.batch)
    return newest(rows, table.key) if superseding else rows


def newest(rows: ibis.Table, key: Sequence[str]) -> ibis.Table:
    """The row of the highest batch per key; keys compare with NULL equal to NULL.

    Most keys stand once. So the keys that stand more often are gathered first, from the key columns alone,
    and what they supersede is taken away: a ranking of whole rows costs several times as much.
    """
    repeated = rows.group_by(list(key)).agg(_newest=rows.batch.max(), _oldest=rows.batch.min())
    repeated = repeated.filter(repeated._newest > repeated._oldest)
    same = [rows[name].identical_to(repeated[name]) for name in key]
    return rows.anti_join(repeated, [*same, rows.batch < repeated._newest])


def _touches(file: FileRow, since: datetime | None, until: datetime | None) -> bool:
    if TABLES[file.table].time is None or (since is None and until is None):
        return True
    if file.time_min is None or file.time_max is None:
        return False
    return (until is None or file.time_min < until) and (since is None or file.time_max >= since)
