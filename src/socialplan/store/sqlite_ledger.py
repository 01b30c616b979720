"""A complete ledger in one SQLite file, for notebooks and spec tests; the product keeps its own in Django."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import holders
from .errors import AlreadyStored
from .ledger import (
    BatchDraft,
    BatchRow,
    Busy,
    FileRow,
    Lease,
    Lost,
    LostLease,
    Snapshot,
    scopes_from_json,
    scopes_to_json,
)  # fmt: skip

SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
    workspace INTEGER, number INTEGER, sha256 TEXT, draft TEXT, committed_at TEXT,
    PRIMARY KEY (workspace, number), UNIQUE (workspace, sha256));
CREATE TABLE IF NOT EXISTS files (
    workspace INTEGER, "table" TEXT, path TEXT, batch_lo INTEGER, batch_hi INTEGER, rows INTEGER,
    time_min TEXT, time_max TEXT, fresh INTEGER, PRIMARY KEY (workspace, path));
CREATE TABLE IF NOT EXISTS leases (
    workspace INTEGER PRIMARY KEY, holder TEXT, fence INTEGER, wall REAL, up REAL);
CREATE TABLE IF NOT EXISTS erasures (
    workspace INTEGER, epoch INTEGER, rows TEXT, at TEXT, PRIMARY KEY (workspace, epoch));
CREATE TABLE IF NOT EXISTS erased_handles (
    workspace INTEGER, hash TEXT, PRIMARY KEY (workspace, hash));
CREATE TABLE IF NOT EXISTS adoptions (
    workspace INTEGER, number INTEGER, labeller TEXT, version TEXT, by TEXT, at TEXT,
    PRIMARY KEY (workspace, number, labeller));
"""
LAST_ADOPTION = "SELECT max(number) FROM adoptions WHERE workspace = ?"


class SqliteLedger:
    """The contract of `store.ledger` on one file; each call opens its own connection, for any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._reading() as db:
            db.executescript(SCHEMA)

    def snapshot(self, workspace: int) -> Snapshot:
        with self._reading() as db:
            batch = _number(db, "SELECT max(number) FROM batches WHERE workspace = ?", workspace)
            epoch = _number(db, "SELECT max(epoch) FROM erasures WHERE workspace = ?", workspace)
            models = _number(db, LAST_ADOPTION, workspace)
        return Snapshot(workspace, batch, epoch, models)

    def files(self, snapshot: Snapshot, table: str) -> list[FileRow]:
        with self._reading() as db:
            rows = db.execute(
                'SELECT "table", path, batch_lo, batch_hi, rows, time_min, time_max, fresh FROM files '
                'WHERE workspace = ? AND "table" = ? AND batch_lo <= ? ORDER BY batch_lo, path',
                (snapshot.workspace, table, snapshot.batch),
            ).fetchall()
        return [_file(*row) for row in rows]

    def batches(self, snapshot: Snapshot) -> list[BatchRow]:
        return self._batches("number <= ? ORDER BY number", snapshot.workspace, snapshot.batch)

    def find(self, workspace: int, sha256: str) -> BatchRow | None:
        return next(iter(self._batches("sha256 = ?", workspace, sha256)), None)

    def take_lease(self, workspace: int, holder: str, seconds: float) -> Lease:
        term = holders.until(seconds)
        with self._writing() as db:
            held = db.execute(
                "SELECT holder, fence, wall, up FROM leases WHERE workspace = ?", (workspace,)
            ).fetchone()
            if held and not holders.over(held[0], holders.Term(held[2], held[3])):
                raise Busy(f"Another import is writing in workspace {workspace}.")
            fence = held[1] + 1 if held else 1
            db.execute(
                "INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)",
                (workspace, holder, fence, term.wall, term.up),
            )
            last = _number(db, "SELECT max(number) FROM batches WHERE workspace = ?", workspace)
        return Lease(workspace, holder, fence, last + 1)

    def renew_lease(self, lease: Lease, seconds: float) -> None:
        term = holders.until(seconds)
        with self._writing() as db:
            _check(db, lease)
            db.execute(
                "UPDATE leases SET wall = ?, up = ? WHERE workspace = ?",
                (term.wall, term.up, lease.workspace),
            )

    def drop_lease(self, lease: Lease) -> None:
        with self._writing() as db:
            db.execute(
                "UPDATE leases SET holder = '', wall = 0, up = 0 WHERE workspace = ? AND fence = ?",
                (lease.workspace, lease.fence),
            )

    def commit(self, lease: Lease, draft: BatchDraft) -> int:
        with self._writing() as db:
            _check(db, lease)
            last = _number(db, "SELECT max(number) FROM batches WHERE workspace = ?", lease.workspace)
            if last + 1 != lease.next_batch:
                raise LostLease(f"Batch {lease.next_batch} is taken.")
            twin = db.execute(
                "SELECT number FROM batches WHERE workspace = ? AND sha256 = ?",
                (lease.workspace, draft.sha256),
            ).fetchone()
            if twin:
                raise AlreadyStored(twin[0])
            db.execute(
                "INSERT INTO batches VALUES (?, ?, ?, ?, ?)",
                (lease.workspace, lease.next_batch, draft.sha256, _to_json(draft), _now().isoformat()),
            )
            _list(db, lease.workspace, draft.files)
        return lease.next_batch

    def replace_files(self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow]) -> None:
        with self._writing() as db:
            _check(db, lease)
            _unlist(db, lease.workspace, old)
            _list(db, lease.workspace, new)

    def erase(
        self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow], rows: Mapping[int, int],
        hashes: Sequence[str], batches: Sequence[int] = (), lost: Sequence[Lost] = (),
    ) -> int:  # fmt: skip
        with self._writing() as db:
            _check(db, lease)
            _unlist(db, lease.workspace, old)
            _list(db, lease.workspace, new)
            epoch = 1 + _number(db, "SELECT max(epoch) FROM erasures WHERE workspace = ?", lease.workspace)
            db.execute(
                "INSERT INTO erasures VALUES (?, ?, ?, ?)",
                (lease.workspace, epoch, json.dumps(dict(rows)), _now().isoformat()),
            )
            db.executemany(
                "INSERT OR IGNORE INTO erased_handles VALUES (?, ?)",
                [(lease.workspace, one) for one in hashes],
            )
            db.executemany(
                "UPDATE batches SET sha256 = 'erased:' || number WHERE workspace = ? AND number = ?",
                [(lease.workspace, number) for number in batches],
            )
        return epoch

    def erased_rows(self, snapshot: Snapshot) -> Mapping[int, int]:
        with self._reading() as db:
            found = db.execute(
                "SELECT rows FROM erasures WHERE workspace = ? AND epoch > ?",
                (snapshot.workspace, snapshot.epoch),
            ).fetchall()
        total: dict[int, int] = {}
        for (text,) in found:
            for number, count in json.loads(text).items():
                if int(number) <= snapshot.batch:
                    total[int(number)] = total.get(int(number), 0) + count
        return total

    def erased_hashes(self, workspace: int) -> set[str]:
        with self._reading() as db:
            rows = db.execute("SELECT hash FROM erased_handles WHERE workspace = ?", (workspace,)).fetchall()
        return {row[0] for row in rows}

    def adopted(self, snapshot: Snapshot) -> Mapping[str, str]:
        with self._reading() as db:
            rows = db.execute(
                "SELECT labeller, version FROM adoptions WHERE workspace = ? AND number <= ? ORDER BY number",
                (snapshot.workspace, snapshot.models),
            ).fetchall()
        return dict(rows)

    def adopt(self, workspace: int, versions: Mapping[str, str], *, by: str = "") -> int:
        with self._writing() as db:
            number = 1 + _number(db, LAST_ADOPTION, workspace)
            _adopt(db, workspace, number, versions, by)
        return number

    def adopt_shipped(self, workspace: int, versions: Mapping[str, str]) -> None:
        with self._writing() as db:
            held = db.execute("SELECT labeller FROM adoptions WHERE workspace = ?", (workspace,)).fetchall()
            known = {row[0] for row in held}
            _adopt(db, workspace, 0, {name: one for name, one in versions.items() if name not in known}, "")

    def _batches(self, where: str, *values: object) -> list[BatchRow]:
        with self._reading() as db:
            rows = db.execute(
                f"SELECT number, sha256, draft, committed_at FROM batches WHERE workspace = ? AND {where}",
                values,
            ).fetchall()
        return [BatchRow(row[0], _from_json(row[1], row[2]), datetime.fromisoformat(row[3])) for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            yield db
        finally:
            db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")


def _check(db: sqlite3.Connection, lease: Lease) -> None:
    held = db.execute("SELECT holder, fence FROM leases WHERE workspace = ?", (lease.workspace,)).fetchone()
    if held != (lease.holder, lease.fence):
        raise LostLease("Another process took over the writing.")


def _list(db: sqlite3.Connection, workspace: int, files: Sequence[FileRow]) -> None:
    db.executemany(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                workspace, file.table, file.path, file.batch_lo, file.batch_hi, file.rows,
                file.time_min and file.time_min.isoformat(), file.time_max and file.time_max.isoformat(),
                int(file.fresh),
            )
            for file in files
        ],
    )  # fmt: skip


def _unlist(db: sqlite3.Connection, workspace: int, files: Sequence[FileRow]) -> None:
    for file in files:
        gone = db.execute("DELETE FROM files WHERE workspace = ? AND path = ?", (workspace, file.path))
        if gone.rowcount != 1:
            raise LostLease(f"{file.path} was replaced meanwhile.")


def _adopt(db: sqlite3.Connection, workspace: int, number: int, versions: Mapping[str, str], by: str) -> None:
    rows = [(workspace, number, name, one, by, _now().isoformat()) for name, one in versions.items()]
    db.executemany("INSERT INTO adoptions VALUES (?, ?, ?, ?, ?, ?)", rows)


def _file(
    table: str, path: str, low: int, high: int, rows: int, since: str | None, until: str | None, fresh: int
) -> FileRow:
    return FileRow(table, path, low, high, rows, _instant(since), _instant(until), bool(fresh))


def _number(db: sqlite3.Connection, query: str, workspace: int) -> int:
    return db.execute(query, (workspace,)).fetchone()[0] or 0


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _to_json(draft: BatchDraft) -> str:
    plain = {name: getattr(draft, name) for name in ("kind", "source", "simulated", "by")}
    listed: dict[str, Any] = {"counts": dict(draft.counts), "details": dict(draft.details)}
    return json.dumps({**plain, **listed, "scopes": scopes_to_json(draft.scopes)})


def _from_json(sha256: str, text: str) -> BatchDraft:
    stored = json.loads(text)
    scopes = scopes_from_json(stored.pop("scopes"))
    return BatchDraft(sha256=sha256, scopes=scopes, files=(), **stored)
