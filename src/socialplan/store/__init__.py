"""Where observations live: immutable Parquet files, made visible by a ledger."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import ibis
import pyarrow as pa

from ..records import TABLES
from . import engines, erasure, holders, tables, upkeep
from .batches import LEASE_SECONDS, Writer
from .engines import Engine
from .erased import Erased, instance_key
from .erasure import Erasure
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
from .supposing import Supposed

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

    def supposing(self, versions: Mapping[str, str]) -> "Store":
        """The same observations, as if these versions of labellers were adopted; write nothing with it."""
        reading = cast(Ledger, Supposed(self.ledger, versions))
        return Store(self.home, reading, engine_url=self._url, **self._limits)

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
        lease = self.take_lease(workspace, holder=holder, wait=wait)
        return Writer(home=self.home, ledger=self.ledger, engine=self.local, lease=lease)

    def erase(
        self, workspace: int, person_keys: Sequence[str] = (), *, batches: Sequence[int] = ()
    ) -> Erasure:
        """Take people, or whole batches, out of everything kept here; no erased handle is taken in again."""
        with self.lease(workspace) as lease:
            return erasure.erase(self, lease, keys=person_keys, batches=batches)

    def erased(self, workspace: int) -> Erased:
        """Who was erased: ask it `holds(network=..., handle=...)` before taking in a person."""
        hashes = self.ledger.erased_hashes(workspace)
        return Erased(instance_key(self.home) if hashes else b"", frozenset(hashes))

    def compact(self, workspace: int, *, least: int = upkeep.LEAST) -> upkeep.Merged:
        """Merge small files; changes nothing visible in any snapshot. Busy when somebody is writing."""
        with self.lease(workspace, wait=0) as lease:
            return upkeep.compact(self, lease, least=least)

    def sweep(self, workspace: int, *, age: float = upkeep.DAY) -> int:
        """Remove files no batch lists, older than `age` seconds. Busy when somebody is writing."""
        with self.lease(workspace, wait=0) as lease:
            return upkeep.sweep(self, lease, age=age)

    def clear_scratch(self) -> int:
        """Empty the temporary folders of processes of this host that no longer run."""
        return upkeep.sweep_scratch(self.home)

    @contextmanager
    def lease(self, workspace: int, *, wait: float = 5.0) -> Iterator[Lease]:
        lease = self.take_lease(workspace, wait=wait)
        try:
            yield lease
        finally:
            self.ledger.drop_lease(lease)

    def take_lease(self, workspace: int, *, holder: str = "", wait: float = 5.0) -> Lease:
        workspace_folder(self.home, workspace)
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
