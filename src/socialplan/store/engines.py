"""The only file that names engines: DuckDB in process, Spark for what outgrows one machine."""

import errno
import os
import re
import tempfile
import threading
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb.converter import DuckDBPyArrowData

from .compiled import Compiled, Question
from .errors import CannotStore, EngineMissing, FilesGone, Unreadable

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

ROWS_PER_BATCH = 100_000
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
LOOSE_BYTES = 4 * 2**20
# Native in Spark; here the same name, so that an analysis writes local time once for both.
LOCAL_TIME = "CREATE MACRO IF NOT EXISTS from_utc_timestamp(ts, zone) AS timezone(zone, timezone('UTC', ts))"
_started: dict[tuple[object, ...], Any] = {}
_starting = threading.Lock()
_compiled = Compiled()


def _bridge_ibis_and_duckdb() -> None:
    """Ibis 12 still calls two reading methods by the names they had before DuckDB 2."""
    connection = duckdb.DuckDBPyConnection
    if not hasattr(connection, "fetch_arrow_table"):
        connection.fetch_arrow_table = connection.to_arrow_table
        connection.fetch_record_batch = lambda self, rows_per_batch: self.to_arrow_reader(rows_per_batch)
        warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


_bridge_ibis_and_duckdb()
# Engines merge nested SELECTs themselves; Ibis doing it first took a seventh of the time of a small question.
ibis.options.sql.fuse_selects = False


def connect(
    *, threads: int | None = None, memory_limit: str | None = None, spill: Path | None = None
) -> "BaseBackend":
    """A new Ibis connection to DuckDB in UTC, with the functions analyses may use.

    Connections with the same limits share one in-process database, so that the limits hold for the process.
    `memory_limit` is text as DuckDB reads it ("256MB"); `spill` is the folder for what does not fit.
    """
    limits = (os.getpid(), threads, memory_limit, spill)
    with _starting:
        if limits not in _started:
            _started[limits] = _start(threads=threads, memory_limit=memory_limit, spill=spill)
        cursor = _started[limits].cursor()
    return ibis.duckdb.from_connection(cursor)


def _start(*, threads: int | None, memory_limit: str | None, spill: Path | None) -> Any:
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill or Path(tempfile.gettempdir()) / f"socialplan-spill-{os.getpid()}"),
    }
    if threads:
        config["threads"] = threads
    if memory_limit:
        config["memory_limit"] = memory_limit
    root = duckdb.connect(":memory:", config=config)
    root.execute("SET GLOBAL TimeZone='UTC'")
    root.execute(LOCAL_TIME)
    return root


@dataclass(frozen=True)
class Engine:
    """One connection of one thread: reads lists of Parquet files, runs expressions."""

    con: "BaseBackend"
    spark: bool = False
    named: set[str] = field(default_factory=set, compare=False)

    def read(self, paths: Sequence[Path], schema: pa.Schema) -> ibis.Table:
        """The rows of these files, in no order; opens nothing yet."""
        names = ", ".join(f'"{name}"' for name in schema.names)
        if self.spark:
            return self.con.read_parquet([str(path) for path in paths]).select(*schema.names)
        listed = ", ".join(_quoted(path) for path in paths)
        query = f"SELECT {names} FROM read_parquet([{listed}])"
        return self.con.sql(query, schema=ibis.Schema.from_pyarrow(schema))

    def take_in(self, rows: "ibis.Table | pa.Table | pa.RecordBatchReader", name: str) -> ibis.Table:
        """Rows of any kind as an expression; a reader can be read once only."""
        if isinstance(rows, pa.Table):
            return ibis.memtable(rows)
        if isinstance(rows, pa.RecordBatchReader):
            self.con.con.register(name, rows)
            return self.con.table(name)
        return rows

    def forget(self, name: str) -> None:
        self.con.con.unregister(name)

    def name(self, rows: ibis.Table) -> ibis.Table:
        """The rows under a name: what is asked of them does not tell whose they are, so it can be asked again
        of others. `unname` gives the name back."""
        name = next(name for place in count() if (name := f"rows_{place}") not in self.named)
        self.con.con.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {self._sql(rows)}')
        self.named.add(name)
        return ibis.table(rows.schema(), name=name)

    def unname(self, rows: ibis.Table) -> None:
        name = rows.get_name()
        self.con.con.execute(f'DROP VIEW IF EXISTS "{name}"')
        self.named.discard(name)

    def arrow(self, expr: ibis.Expr) -> pa.Table:
        """The whole result as an Arrow table, types as the expression says."""
        if self.spark:
            return self.con.to_pyarrow(expr.as_table())
        table = expr.as_table()
        with plain_errors():
            found = self.con.con.sql(self._sql(table)).to_arrow_table()
            return table.__pyarrow_result__(found, data_mapper=DuckDBPyArrowData)

    def stream(
        self, expr: ibis.Expr, *, rows: int = ROWS_PER_BATCH, loose: bool = False
    ) -> Generator[pa.RecordBatch, None, None]:
        """The result in pieces of so many rows, never whole in memory.

        `loose` lets go of the order: then nothing waits in memory for what comes before it.
        """
        if self.spark:
            yield from self.con.to_pyarrow_batches(expr.as_table())
            return
        with plain_errors(), self._unordered() if loose else nullcontext():
            # A relation streams; `execute` would copy the whole result first.
            yield from self.con.con.sql(self._sql(expr.as_table())).to_arrow_reader(rows)

    def copy(self, expr: ibis.Table, target: Path, *, compression: str = "zstd", loose: bool = False) -> None:
        """Write the rows to one Parquet file in their order.

        `loose` lets go of the order and keeps groups of rows small: then memory does not grow with the rows.
        """
        if self.spark:
            raise EngineMissing("Files are written by DuckDB in process, also where Spark reads them.")
        options = f"FORMAT parquet, COMPRESSION {compression}"
        options += f", ROW_GROUP_SIZE_BYTES {LOOSE_BYTES}" if loose else ""
        with plain_errors():
            query = f"COPY ({self._sql(expr)}) TO {_quoted(target)} ({options})"
            with self._unordered() if loose else nullcontext():
                self.con.con.execute(query)

    def _sql(self, expr: ibis.Table) -> str:
        """The question as DuckDB reads it, which knows all it speaks of."""
        question = Question(expr)
        if not question.plain:
            self.con._run_pre_execute_hooks(expr)
        return _compiled.sql(question, lambda: self.con.compile(expr))

    @contextmanager
    def _unordered(self) -> Iterator[None]:
        """Groups of limited bytes can be written only while rows need not keep their order."""
        self.con.con.execute("SET preserve_insertion_order=false")
        try:
            yield
        finally:
            self.con.con.execute("SET preserve_insertion_order=true")


def duck(*, threads: int | None = None, memory_limit: str | None = None, spill: Path | None = None) -> Engine:
    return Engine(connect(threads=threads, memory_limit=memory_limit, spill=spill))


def engine(url: str = "", **limits: Any) -> Engine:
    """The engine behind an address: "" or "duckdb://", "spark://host:7077", "local[2]", "sc://host:15002".

    Raises EngineMissing where the address needs an extra that is not installed.
    """
    if url in ("", "duckdb://"):
        return duck(**limits)
    if not re.match(r"(spark|sc)://|local\[", url):
        raise EngineMissing(f"There is no engine for '{url}'; use duckdb://, spark://host or sc://host.")
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found,unused-ignore]
    except ImportError as missing:
        raise EngineMissing("Spark needs the extra: pip install 'socialplan[spark]'.") from missing
    builder = SparkSession.builder.config("spark.sql.session.timeZone", "UTC")
    builder = builder.remote(url) if url.startswith("sc://") else builder.master(url)
    return Engine(ibis.pyspark.connect(builder.getOrCreate()), spark=True)


@contextmanager
def plain_errors() -> Iterator[None]:
    """What an engine says, in the store's own words."""
    try:
        yield
    except duckdb.IOException as error:
        text = str(error)
        if "No files found" in text or "No such file" in text:
            raise FilesGone(text) from error
        if "write" in text.lower() or "space" in text.lower():
            raise CannotStore(text) from error
        raise Unreadable(text) from error
    except duckdb.OutOfMemoryException as error:
        short = str(error).partition("\n")[0]
        raise CannotStore(f"This needs more memory or disk than is set apart for it. {short}") from error
    except OSError as error:
        if error.errno in FULL:
            raise CannotStore(f"Something could not be written: {error.strerror or error}.") from error
        if "Out of Memory" in str(error):  # an Arrow reader passes on what the engine says as text
            short = str(error).partition("\n")[0]
            raise CannotStore(f"This needs more memory or disk than is set apart for it. {short}") from error
        raise
    except duckdb.InvalidInputException as error:
        if "parquet" in str(error).lower():
            raise Unreadable(str(error)) from error
        raise


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
