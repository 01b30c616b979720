"""Where observations live: immutable Parquet files, made visible by a ledger."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import ibis
import pyarrow as pa

from ..records import TABLES
from . import engines, holders, tables
from .batches import LEASE_SECONDS, Writer
from .engines import Engine
from .errors import (
    AlreadyStored,
    BadRows,
    CannotStore,
    EngineMissing,
    FilesGone,
    StoreError,
    Unreadable,
)  # fmt: skip
from .files import known_table, workspace_folder
from .ledger import Busy, Lease, Ledger, LostLease, Scope, Snapshot

__all__ = [
    "AlreadyStored", "BadRows", "Busy", "CannotStore", "EngineMissing", "FilesGone", "LostLease", "Scope",
    "Snapshot", "Store", "StoreError", "Unreadable", "Writer",
]  # fmt: skip

POLL_SECONDS = 0.1
T = TypeVar("T")


class Store:
    """The observations of every workspace under one folder. Every door asks for the workspace.

    `ledger` says what is visible. `engine_url` chooses who reads ("" is DuckDB in process); files are always
    written by DuckDB. A store may be shared by threads: each thread gets its own connection.
    """

    def __init__(
        self, home: Path, ledger: Ledger, *, engine_url: str = "", threads: int | None = None,
        memory_limit: str | None = None,
    ) -> None:  # fmt: skip
        if any(sign in str(home) for sign in "*?[{"):
            raise ValueError(f"A data folder cannot have the signs * ? [ or {{ in its name: {home}")
        self.home, self.ledger = Path(home), ledger
        self._url = engine_url
        self._limits: dict[str, Any] = {"threads": threads, "memory_limit": memory_limit}
        self._mine = threading.local()

    @property
    def engine(self) -> Engine:
        """This thread's engine for reading."""
        return self._kept("reading", lambda: engines.engine(self._url, **self._given_limits()))

    @property
    def local(self) -> Engine:
        """This thread's DuckDB, for staging and writing; the same as `engine` unless Spark reads."""
        if self._url in ("", "duckdb://"):
            return self.engine
        return self._kept("writing", lambda: engines.duck(**self._given_limits()))

    @property
    def scratch(self) -> Path:
        """A folder for this process's temporary files; the sweep empties those of dead processes."""
        folder = self.home / "tmp" / holders.process_mark()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def snapshot(self, workspace: int) -> Snapshot:
        workspace_folder(self.home, workspace)
        return self.ledger.snapshot(workspace)

    def current(
        self, snapshot: Snapshot, table: str, *, since: datetime | None = None, until: datetime | None = None,
        local: bool = False,
    ) -> ibis.Table:  # fmt: skip
        """The newest row per natural key of `table` at `snapshot`, columns as in `records`.

        `since`, `until` (naive UTC, half-open) let files outside be skipped; rows are not filtered.
        `local` reads through DuckDB even where Spark is the engine, for use in `Writer.add`.
        """
        shape, engine = TABLES[known_table(table)], self.local if local else self.engine
        return tables.current(
            engine, workspace_folder(self.home, snapshot.workspace), table=shape,
            files=self.ledger.files(snapshot, table), snapshot=snapshot, since=since, until=until,
        )  # fmt: skip

    def execute(self, expr: ibis.Expr) -> pa.Table:
        """The whole result. Raises FilesGone when an erasure came between, Unreadable for a damaged file."""
        return self.engine.arrow(expr)

    def stream(self, expr: ibis.Expr) -> Iterator[pa.RecordBatch]:
        """The result piece by piece, for results that should not stand in memory."""
        return self.engine.stream(expr)

    def writer(self, workspace: int, *, holder: str = "", wait: float = 5.0) -> Writer:
        """Take the workspace's lease (Busy after `wait` seconds) and start a batch."""
        workspace_folder(self.home, workspace)
        lease = self.take_lease(workspace, holder=holder, wait=wait)
        return Writer(home=self.home, ledger=self.ledger, engine=self.local, lease=lease)

    def take_lease(self, workspace: int, *, holder: str = "", wait: float = 5.0) -> Lease:
        deadline = time.monotonic() + wait
        while True:
            try:
                return self.ledger.take_lease(workspace, holder or holders.new_holder(), LEASE_SECONDS)
            except Busy:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(POLL_SECONDS)

    def _given_limits(self) -> dict[str, Any]:
        return {**self._limits, "spill": self.scratch / "spill"}

    def _kept(self, name: str, make: Callable[[], T]) -> T:
        """Kept per thread, and made anew in a forked child."""
        kept = getattr(self._mine, name, None)
        if kept is None or kept[0] != os.getpid():
            kept = (os.getpid(), make())
            setattr(self._mine, name, kept)
        return kept[1]
