"""Writing a batch: Parquet files that nobody sees until the ledger lists them all at once."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

import ibis
import pyarrow as pa

from ..records import TABLES, Table
from .engines import Engine
from .errors import BadRows
from .files import describe, known_table, make_last, new_name, place, workspace_folder
from .ledger import BatchDraft, FileRow, Lease, Ledger, LostLease, Scope
from .scopes import scope_of, scopes_of_labels
from .sorting import Sorting

LEASE_SECONDS = 60.0

Rows: TypeAlias = ibis.Table | pa.Table | pa.RecordBatchReader


class Writer:
    """One coming batch of one workspace, under its lease. Left without a commit, it removes its files."""

    def __init__(self, *, home: Path, ledger: Ledger, engine: Engine, lease: Lease) -> None:
        self.workspace, self.number = lease.workspace, lease.next_batch
        self._folder = workspace_folder(home, lease.workspace)
        self._ledger, self._engine, self._lease = ledger, engine, lease
        self._files: list[FileRow] = []
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._coming: list[Future[list[FileRow]]] = []
        self._trusted: set[str] = set()
        self._fresh: set[str] = set()
        self._handed_over = False
        self._heartbeat = Heartbeat(ledger, lease)

    def __enter__(self) -> Self:
        self._heartbeat.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._heartbeat.stop()
        self._beside.shutdown()
        # Once handed to the ledger only the ledger knows whether they count (the answer to a commit can get
        # lost): then the files stay, and the sweep removes what nobody lists.
        if not self._handed_over:
            come = [file for one in self._coming if not one.exception() for file in one.result()]
            for file in (*self._files, *come):
                place(self._folder, file.path).unlink(missing_ok=True)
        self._ledger.drop_lease(self._lease)

    def add(
        self, table: str, rows: Rows, *, distinct: bool = False, fresh: bool = False, beside: bool = False
    ) -> int:
        """Write rows of one table, sorted by time; missing columns become NULL, the common ones are filled.

        `rows` is an Ibis expression on the store's engine, an Arrow table or a reader. `distinct` says that
        the caller has made sure that no natural key stands twice in the batch, `fresh` that none stood in an
        earlier one; else it is checked at commit. `beside`: they may still be on the way to their files when
        this returns, which takes more memory; what goes wrong there is told later, at the commit at last.
        Returns the number of rows. Raises BadRows for unknown columns, CannotStore when the disk is full.
        """
        self._heartbeat.check()
        shape = TABLES[known_table(table)]
        name = new_name(table)
        target = place(self._folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(rows, pa.RecordBatchReader):
            rows = self._read_once(rows, target.with_name(f"{target.stem}-once.loose"))
        expr = self._shaped(self._engine.take_in(rows, target.stem), shape)
        self._trusted |= {table} if distinct else set()
        self._fresh |= {table} if fresh else set()
        coming = Sorting(self._engine, expr, folder=self._folder, name=name)
        if beside and coming.rows:
            self._coming.append(self._beside.submit(self._listed, coming))
            return coming.rows
        listed = self._listed(coming)
        self._files += listed
        return sum(file.rows for file in listed)

    def _listed(self, coming: Sorting) -> list[FileRow]:
        return [
            describe(self._folder, one, batch_lo=self.number, batch_hi=self.number, fresh=False)
            for one in coming.write()
        ]

    def _settle(self) -> None:
        """Wait for what is still on its way."""
        while self._coming:
            self._files += self._coming[0].result()
            del self._coming[0]

    def commit(
        self, *, sha256: str, kind: str, source: str, simulated: bool = False, by: str = "",
        scopes: Mapping[str, Scope] | None = None, details: Mapping[str, Any] | None = None,
    ) -> int:  # fmt: skip
        """Make everything added visible, together; returns the number of the batch.

        Without `scopes` they are read from the rows. Raises BadRows when a key stands twice, LostLease when
        another writer took over, AlreadyStored when a batch of this content was committed meanwhile.
        """
        self._settle()
        empty = [file for file in self._files if not file.rows]
        for file in empty:
            place(self._folder, file.path).unlink()
        self._files = [file for file in self._files if file.rows]
        tables = sorted({file.table for file in self._files})
        fresh = {table: self._is_fresh(TABLES[table]) for table in tables}
        files = tuple(_with_fresh(file, fresh[file.table]) for file in self._files)
        found = scopes if scopes is not None else self._scopes(fresh)
        make_last(place(self._folder, file.path) for file in files)
        self._heartbeat.check()
        draft = BatchDraft(
            sha256=sha256, kind=kind, source=source, simulated=simulated, by=by, scopes=found, files=files,
            counts={table: sum(file.rows for file in files if file.table == table) for table in tables},
            details=details or {},
        )  # fmt: skip
        self._handed_over = True
        return self._ledger.commit(self._lease, draft)

    def _read_once(self, rows: pa.RecordBatchReader, loose: Path) -> ibis.Table:
        """What can be read once only is put on disk, beside the file it goes to."""
        name = f"incoming_{loose.stem}"
        try:
            self._engine.copy(self._engine.take_in(rows, name), loose, compression="lz4", loose=True)
        finally:
            self._engine.forget(name)
        return self._engine.read([loose], rows.schema)

    def written(self, table: str) -> ibis.Table:
        """The rows of a table in this batch, as they were written."""
        self._settle()
        return self._read(TABLES[known_table(table)])

    def _shaped(self, rows: ibis.Table, shape: Table) -> ibis.Table:
        unknown = set(rows.columns) - set(shape.schema.names)
        if unknown:
            raise BadRows(f"Table {shape.name} has no column {', '.join(sorted(unknown))}.")
        common = {"workspace": self.workspace, "batch": self.number}
        types = ibis.Schema.from_pyarrow(shape.schema)
        columns = {}
        for name, kind in types.items():
            given = rows[name] if name in rows.columns else ibis.null()
            columns[name] = ibis.literal(common[name], kind) if name in common else given.cast(kind)
        return rows.select(**columns)

    def _read(self, table: Table) -> ibis.Table:
        mine = [place(self._folder, file.path) for file in self._files if file.table == table.name]
        return self._engine.read(mine, table.schema)

    def _is_fresh(self, table: Table) -> bool:
        """Whether no key stood in an earlier batch; refuses a key that stands twice in this one."""
        keys = self._read(table).select(*table.key)
        if table.name not in self._trusted:
            self._refuse_repeats(keys, table)
        if table.name in self._fresh:
            return True
        earlier = self._earlier(table)
        return earlier is None or not self._engine.arrow(_same_keys(earlier, keys, table).limit(1)).num_rows

    def _earlier(self, table: Table) -> ibis.Table | None:
        """All rows of earlier batches, superseded ones too; None when there are none."""
        files = self._ledger.files(self._ledger.snapshot(self.workspace), table.name)
        if not files:
            return None
        return self._engine.read([place(self._folder, file.path) for file in files], table.schema)

    def _refuse_repeats(self, keys: ibis.Table, table: Table) -> None:
        repeats = keys.group_by(list(table.key)).agg(rows=keys.count())
        found = self._engine.arrow(repeats.filter(repeats.rows > 1).limit(1)).to_pylist()
        if found:
            raise BadRows(f"In table {table.name} a key stands twice in one batch: {found[0]}.")

    def _scopes(self, fresh: Mapping[str, bool]) -> dict[str, Scope]:
        found: dict[str, Scope] = {}
        for name, new in fresh.items():
            rows, posts = self._changed(TABLES[name], new), self._posts()
            if name == "labels":
                found |= scopes_of_labels(self._engine, rows, posts=posts)
            else:
                found[name] = scope_of(self._engine, rows, table=TABLES[name], posts=posts)
        return found

    def _changed(self, table: Table, fresh: bool) -> ibis.Table:
        """The rows of this batch and those they take the place of."""
        rows, earlier = self._read(table), self._earlier(table)
        return rows if fresh or earlier is None else rows.union(_same_keys(earlier, rows, table))

    def _posts(self) -> ibis.Table:
        """Every post there is, of this batch and before."""
        posts = TABLES["posts"]
        mine = [self._read(posts)] if any(file.table == "posts" for file in self._files) else []
        parts = [part for part in (*mine, self._earlier(posts)) if part is not None]
        return ibis.union(*parts) if parts else ibis.memtable(posts.schema.empty_table())


class Heartbeat:
    """Keeps a lease alive during long writing, and tells when it was lost."""

    def __init__(self, ledger: Ledger, lease: Lease, seconds: float = LEASE_SECONDS) -> None:
        self._ledger, self._lease, self._seconds = ledger, lease, seconds
        self._stopped = threading.Event()
        self._lost: Exception | None = None
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(timeout=self._seconds)

    def check(self) -> None:
        if self._lost:
            raise LostLease(str(self._lost))

    def _beat(self) -> None:
        while not self._stopped.wait(self._seconds / 3):
            try:
                self._ledger.renew_lease(self._lease, self._seconds)
            except LostLease as lost:
                self._lost = lost
                return


def _same_keys(rows: ibis.Table, others: ibis.Table, table: Table) -> ibis.Table:
    """The rows whose natural key stands among the others; unknown parts of a key are the same."""
    keys = others.select(*table.key)
    return rows.semi_join(keys, [rows[name].identical_to(keys[name]) for name in table.key])


def _with_fresh(file: FileRow, fresh: bool) -> FileRow:
    return FileRow(**{**file.__dict__, "fresh": fresh})
