"""What a snapshot shows of a table: the newest row of each natural key."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import ibis
import pyarrow as pa

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
    later = [file for file in files if not file.fresh]
    if not later:
        files = [file for file in files if _touches(file, since, until)]
    if not files:
        return nothing(table.schema)
    rows = _read(engine, folder, table=table, files=files, snapshot=snapshot)
    if not later:
        return rows
    return newest(rows, _read(engine, folder, table=table, files=later, snapshot=snapshot), table.key)


@cache
def nothing(schema: pa.Schema) -> ibis.Table:
    """No rows; always the same, so that questions about them are the same."""
    return ibis.memtable(schema.empty_table())


def newest(rows: ibis.Table, later: ibis.Table, key: Sequence[str]) -> ibis.Table:
    """The row of the highest batch per key; keys compare with NULL equal to NULL.

    A row is superseded by one of a file that is not fresh, and only by such a one. So their keys are
    gathered and what they supersede is taken away: for an update of a thousand rows that is a table of a
    thousand, where ranking would sort them all.
    """
    last = later.group_by(list(key)).agg(_newest=later.batch.max())
    same = [rows[name].identical_to(last[name]) for name in key]
    return rows.anti_join(last, [*same, rows.batch < last._newest])


def _read(
    engine: Engine, folder: Path, *, table: Table, files: Sequence[FileRow], snapshot: Snapshot
) -> ibis.Table:
    """The rows of these files, without those of batches after the snapshot (merged files hold several)."""
    rows = engine.read([place(folder, file.path) for file in files], table.schema)
    mixed = any(file.batch_hi > snapshot.batch for file in files)
    return rows.filter(rows.batch <= snapshot.batch) if mixed else rows


def _touches(file: FileRow, since: datetime | None, until: datetime | None) -> bool:
    if TABLES[file.table].time is None or (since is None and until is None):
        return True
    if file.time_min is None or file.time_max is None:
        return False
    return (until is None or file.time_min < until) and (since is None or file.time_max >= since)
